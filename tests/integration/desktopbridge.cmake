# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later

# What the console window does with the agent of the desktop guest (desktop.cmake makes that).
if(TARGET vitrine_ui_console)
    add_executable(desktopbridgetest
        desktopfixture.cpp desktopfixture.h
        desktopbridgetest.cpp
        ${PROJECT_SOURCE_DIR}/tests/support/desktopguest.cpp
        ${PROJECT_SOURCE_DIR}/tests/support/guestshell.cpp
        ${PROJECT_SOURCE_DIR}/tests/support/qemuprocess.cpp
        ${PROJECT_SOURCE_DIR}/tests/support/testmain.cpp
    )
    target_link_libraries(desktopbridgetest PRIVATE GTest::gtest Qt6::Gui Qt6::Network vitrine_console vitrine_ui_console)
    target_compile_definitions(desktopbridgetest PRIVATE VITRINE_DESKTOP_GUEST="${desktop_guest}")
    vitrine_compile_settings(desktopbridgetest PCH tests)
    add_test(NAME desktop.bridge COMMAND desktopbridgetest)
    set_tests_properties(desktop.bridge PROPERTIES
        LABELS desktop FIXTURES_REQUIRED desktop_guest TIMEOUT 600 RUN_SERIAL ON)
endif()
