# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later

# Real keys, motions and touches under a compositor of its own.
find_program(KWIN_WAYLAND kwin_wayland)
find_program(DBUS_RUN_SESSION dbus-run-session)
find_package(Qt6 ${QT_MIN_VERSION} CONFIG QUIET OPTIONAL_COMPONENTS WaylandClient WaylandScannerTools)
find_package(PlasmaWaylandProtocols QUIET CONFIG)
if(KWIN_WAYLAND AND DBUS_RUN_SESSION AND PlasmaWaylandProtocols_FOUND AND TARGET Qt6::WaylandClient)
    add_executable(consolewaylandtest
        consolemain.cpp
        consolewaylandtest.cpp
        fakeconsole.h
        ${PROJECT_SOURCE_DIR}/tests/support/waylanddevices.cpp
    )
    target_link_libraries(consolewaylandtest PRIVATE vitrine_ui_console vitrine_models Qt6::Test Qt6::WaylandClient
        KF6::IconThemes Wayland::Client GTest::gtest)
    vitrine_compile_settings(consolewaylandtest PCH tests)
    qt6_generate_wayland_protocol_client_sources(consolewaylandtest FILES ${PLASMA_WAYLAND_PROTOCOLS_DIR}/fake-input.xml)
    get_target_property(protocol consolewaylandtest SOURCES)
    list(FILTER protocol INCLUDE REGEX "\\.c$")
    set_source_files_properties(${protocol} PROPERTIES SKIP_PRECOMPILE_HEADERS ON) # that is for C++
    add_test(NAME ui-console-wayland COMMAND ${CMAKE_TEST_LAUNCHER} ${DBUS_RUN_SESSION} ${KWIN_WAYLAND} --virtual
        --no-lockscreen --no-global-shortcuts --exit-with-session "env QT_QPA_PLATFORM=wayland $<TARGET_FILE:consolewaylandtest>")
    set_tests_properties(ui-console-wayland PROPERTIES LABELS ui RUN_SERIAL ON TIMEOUT 60
        ENVIRONMENT KWIN_WAYLAND_NO_PERMISSION_CHECKS=1 PASS_REGULAR_EXPRESSION "PASSED  . 5 tests")
else()
    add_test(NAME ui-console-wayland COMMAND ${CMAKE_COMMAND} -E echo
        "SKIPPED: kwin_wayland, dbus-run-session, plasma-wayland-protocols or Qt's Wayland parts are not installed")
    set_tests_properties(ui-console-wayland PROPERTIES LABELS ui SKIP_REGULAR_EXPRESSION "^SKIPPED:")
endif()
