# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(terminaluitest consolemain.cpp textconsoletest.cpp ../support/fakebackend.h)
target_link_libraries(terminaluitest PRIVATE vitrine_ui_terminal vitrine_models Qt6::Test KF6::IconThemes KF6::WidgetsAddons GTest::gtest)
vitrine_compile_settings(terminaluitest PCH tests)
add_test(NAME ui-terminal COMMAND terminaluitest)
set_tests_properties(ui-terminal PROPERTIES LABELS ui ENVIRONMENT QT_QPA_PLATFORM=offscreen TIMEOUT 120)
