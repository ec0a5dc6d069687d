# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(inputuitest
    consolemain.cpp
    fakeconsole.h
    inputkeyboardtest.cpp
    inputsettingstest.cpp
    inputtypingtest.cpp
)
target_link_libraries(inputuitest PRIVATE vitrine_ui_input vitrine_ui_settings vitrine_models PkgConfig::KEYBOARD_LAYOUTS
    Qt6::Test KF6::ConfigWidgets KF6::IconThemes KF6::WidgetsAddons GTest::gtest)
vitrine_compile_settings(inputuitest PCH tests)
add_test(NAME ui-input COMMAND inputuitest)
set_tests_properties(ui-input PROPERTIES LABELS ui ENVIRONMENT QT_QPA_PLATFORM=offscreen TIMEOUT 60)
