# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
if(TARGET vitrine_ui_console)
    pkg_check_modules(XCB REQUIRED IMPORTED_TARGET xcb)
    add_executable(consoleuitest
        consoleinputtest.cpp
        consolekeyboardtest.cpp
        consolemain.cpp
        consolepixelstest.cpp
        consolesituationtest.cpp
        consoleviewtest.cpp
        consolewaylandtest.cpp
        consolewindowtest.cpp
        consolex11test.cpp
        fakebackend.h
        fakeconsole.h
    )
    target_link_libraries(consoleuitest PRIVATE vitrine_ui_console vitrine_models Qt6::Test KF6::IconThemes
        PkgConfig::XCB GTest::gtest)
    vitrine_compile_settings(consoleuitest PCH tests)
    add_test(NAME ui-console COMMAND consoleuitest --gtest_filter=-*ConsolePixels.*:ConsoleX11.*:ConsoleWayland.*)
    set_tests_properties(ui-console PROPERTIES LABELS ui ENVIRONMENT QT_QPA_PLATFORM=offscreen TIMEOUT 120)
    # A guest pixel must be a pixel of the screen at each of these.
    foreach(factor IN ITEMS 1 1.25 1.5 1.75 2)
        add_test(NAME ui-console-pixels-${factor} COMMAND consoleuitest --gtest_filter=*ConsolePixels.*)
        set_tests_properties(ui-console-pixels-${factor} PROPERTIES LABELS ui TIMEOUT 60
            ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_SCALE_FACTOR=${factor}")
    endforeach()
    # Real keys and a real grab on a display of its own.
    add_test(NAME ui-console-x11 COMMAND ${CMAKE_TEST_LAUNCHER} xvfb-run -a
        $<TARGET_FILE:consoleuitest> --gtest_filter=ConsoleX11.*)
    set_tests_properties(ui-console-x11 PROPERTIES LABELS ui RUN_SERIAL ON TIMEOUT 120
        ENVIRONMENT QT_QPA_PLATFORM=xcb)
    # The compositor's consent to the capture.
    find_program(KWIN_WAYLAND kwin_wayland)
    find_program(DBUS_RUN_SESSION dbus-run-session)
    set(wayland ${CMAKE_COMMAND} -E echo "SKIPPED: kwin_wayland or dbus-run-session is not installed")
    if(KWIN_WAYLAND AND DBUS_RUN_SESSION)
        set(wayland ${CMAKE_TEST_LAUNCHER} ${DBUS_RUN_SESSION} ${KWIN_WAYLAND} --virtual --no-lockscreen
            --no-global-shortcuts --exit-with-session
            "env QT_QPA_PLATFORM=wayland $<TARGET_FILE:consoleuitest> --gtest_filter=ConsoleWayland.*")
    endif()
    add_test(NAME ui-console-wayland COMMAND ${wayland})
    set_tests_properties(ui-console-wayland PROPERTIES LABELS ui RUN_SERIAL ON TIMEOUT 60
        PASS_REGULAR_EXPRESSION "PASSED  . 1 test" SKIP_REGULAR_EXPRESSION "^SKIPPED:")
endif()
