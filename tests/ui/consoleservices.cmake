# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
if(TARGET vitrine_ui_console)
    add_executable(consoleservicestest
        clipboardbridgetest.cpp
        consolemain.cpp
        devicesfixture.h
        devicesmenutest.cpp
        devicesnoticestest.cpp
        filesendertest.cpp
        guestcontrolstest.cpp
        lampstatestest.cpp
        sendjobtest.cpp
        underwaytest.cpp
    )
    target_link_libraries(consoleservicestest PRIVATE vitrine_console vitrine_demo vitrine_ui_console vitrine_models
        Qt6::DBus Qt6::Test KF6::CoreAddons KF6::IconThemes KF6::JobWidgets KF6::WidgetsAddons PkgConfig::XCB GTest::gtest)
    vitrine_compile_settings(consoleservicestest PCH tests)
    add_test(NAME ui-console-services COMMAND consoleservicestest --gtest_filter=-ClipboardX11.*)
    set_tests_properties(ui-console-services PROPERTIES LABELS ui ENVIRONMENT QT_QPA_PLATFORM=offscreen TIMEOUT 120)
    # The desktop's list of jobs, played by the test on a bus of its own.
    add_test(NAME ui-console-jobs COMMAND ${CMAKE_TEST_LAUNCHER} dbus-run-session -- $<TARGET_FILE:consoleservicestest> --gtest_filter=SendJobs.*)
    set_tests_properties(ui-console-jobs PROPERTIES LABELS ui ENVIRONMENT QT_QPA_PLATFORM=offscreen TIMEOUT 60)
    # The primary selection exists on a real display only.
    add_test(NAME ui-console-clipboard-x11 COMMAND ${CMAKE_TEST_LAUNCHER} xvfb-run -a
        $<TARGET_FILE:consoleservicestest> --gtest_filter=ClipboardX11.*)
    set_tests_properties(ui-console-clipboard-x11 PROPERTIES LABELS ui RUN_SERIAL ON TIMEOUT 60
        ENVIRONMENT QT_QPA_PLATFORM=xcb)
endif()
