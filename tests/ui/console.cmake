# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
if(TARGET vitrine_ui_console)
    pkg_check_modules(XCB REQUIRED IMPORTED_TARGET xcb)
    add_executable(consoleuitest
        consoleconnectiontest.cpp
        consolefixture.h
        consolefullscreentest.cpp
        consoleheadstest.cpp
        consoleinputtest.cpp
        consolelampstest.cpp
        consolemain.cpp
        consolepixelstest.cpp
        consolepicturestest.cpp
        consolesituationtest.cpp
        consolesizingtest.cpp
        consolestackingtest.cpp
        consoleviewtest.cpp
        consolewindowtest.cpp
        consolex11test.cpp
        ../support/fakebackend.h
        fakeconsole.h
        fakeencoder.h
    )
    target_link_libraries(consoleuitest PRIVATE vitrine_ui_console vitrine_models Qt6::Test KF6::IconThemes KF6::WindowSystem
        PkgConfig::XCB PkgConfig::XCB_KEYBOARD GTest::gtest)
    vitrine_compile_settings(consoleuitest PCH tests)
    add_test(NAME ui-console COMMAND consoleuitest --gtest_filter=-*ConsolePixels.*:ConsoleX11.*:ConsoleStacking.*:ConsoleUnderKWin.*:ConsoleScreens.*)
    set_tests_properties(ui-console PROPERTIES LABELS ui ENVIRONMENT QT_QPA_PLATFORM=offscreen TIMEOUT 120)
    # A guest pixel must be a pixel of the screen at each of these.
    foreach(factor IN ITEMS 1 1.25 1.5 1.75 2)
        add_test(NAME ui-console-pixels-${factor} COMMAND consoleuitest --gtest_filter=*ConsolePixels.*)
        set_tests_properties(ui-console-pixels-${factor} PROPERTIES LABELS ui TIMEOUT 60
            ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_SCALE_FACTOR=${factor}")
    endforeach()
    # Full screen over more than one.
    set(screens ${CMAKE_CURRENT_BINARY_DIR}/twoscreens.json)
    file(WRITE ${screens} "{\"screens\": [{\"name\": \"left\", \"x\": 0, \"y\": 0, \"width\": 1024, \"height\": 768},"
        " {\"name\": \"right\", \"x\": 1024, \"y\": 0, \"width\": 1280, \"height\": 1024}]}")
    add_test(NAME ui-console-screens COMMAND consoleuitest --gtest_filter=ConsoleScreens.*)
    set_tests_properties(ui-console-screens PROPERTIES LABELS ui TIMEOUT 60
        ENVIRONMENT QT_QPA_PLATFORM=offscreen:configfile=${screens})
    # Real keys and a real grab on a display of its own.
    add_test(NAME ui-console-x11 COMMAND ${CMAKE_TEST_LAUNCHER} xvfb-run -a
        $<TARGET_FILE:consoleuitest> --gtest_filter=ConsoleX11.*)
    add_test(NAME ui-console-stacking COMMAND ${CMAKE_TEST_LAUNCHER} xvfb-run -a
        dbus-run-session -- $<TARGET_FILE:consoleuitest> --gtest_filter=ConsoleStacking.*:ConsoleUnderKWin.*)
    set_tests_properties(ui-console-x11 ui-console-stacking PROPERTIES LABELS ui RUN_SERIAL ON TIMEOUT 120
        ENVIRONMENT QT_QPA_PLATFORM=xcb)
endif()
