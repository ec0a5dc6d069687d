# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(consolecontract
    consolecontract.cpp
    ../support/qemuprocess.cpp
    ../support/testmain.cpp
)
target_link_libraries(consolecontract PRIVATE vitrine_console GTest::gmock Qt6::Gui)
target_compile_definitions(consolecontract PRIVATE VITRINE_GUESTS="${VITRINE_GUESTS}")
vitrine_compile_settings(consolecontract PCH tests)
add_dependencies(consolecontract test_guests)
foreach(transport IN ITEMS DBus Spice Vnc)
    add_test(NAME contract-console-${transport} COMMAND consolecontract --gtest_filter=*/${transport})
    set_tests_properties(contract-console-${transport} PROPERTIES LABELS contract TIMEOUT 300 RUN_SERIAL ON)
endforeach()
