# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later

# The desktop guest is made once and kept; one start serves all tests of a program.
set(desktop_guest ${PROJECT_SOURCE_DIR}/build/test-output/desktopguest)
add_test(NAME desktop-guest COMMAND ${PROJECT_SOURCE_DIR}/tests/support/desktopguest/make.sh ${desktop_guest})
set_tests_properties(desktop-guest PROPERTIES
    LABELS desktop FIXTURES_SETUP desktop_guest SKIP_RETURN_CODE 77 TIMEOUT 900 RUN_SERIAL ON)

add_executable(desktoptest
    desktopfixture.cpp desktopfixture.h
    desktopclipboardtest.cpp
    desktopinputtest.cpp
    desktopscreentest.cpp
    desktopservicestest.cpp
    desktopsoundtest.cpp
    ${PROJECT_SOURCE_DIR}/tests/support/desktopguest.cpp
    ${PROJECT_SOURCE_DIR}/tests/support/guestshell.cpp
    ${PROJECT_SOURCE_DIR}/tests/support/qemuprocess.cpp
    ${PROJECT_SOURCE_DIR}/tests/support/soundserver.cpp
    ${PROJECT_SOURCE_DIR}/tests/support/testmain.cpp
)
target_link_libraries(desktoptest PRIVATE GTest::gtest Qt6::Gui Qt6::Network vitrine_console)
target_compile_definitions(desktoptest PRIVATE VITRINE_DESKTOP_GUEST="${desktop_guest}")
vitrine_compile_settings(desktoptest PCH tests)
add_test(NAME desktop.console COMMAND desktoptest)
set_tests_properties(desktop.console PROPERTIES
    LABELS desktop FIXTURES_REQUIRED desktop_guest TIMEOUT 600 RUN_SERIAL ON)
