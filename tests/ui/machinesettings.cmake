# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(machinesettingsuitest hostdevicepickertest.cpp machinesettingstest.cpp networksettingstest.cpp storagepagetest.cpp mainmain.cpp)
target_link_libraries(machinesettingsuitest PRIVATE vitrine_ui_machinesettings vitrine_ui_widgets vitrine_models vitrine_models_history vitrine_models_media vitrine_models_networks vitrine_ui_networks vitrine_demo vitrine_resources
    Qt6::Test KF6::CoreAddons KF6::I18n KF6::IconThemes KF6::WidgetsAddons GTest::gtest)
vitrine_compile_settings(machinesettingsuitest PCH tests)
add_test(NAME ui-machinesettings COMMAND machinesettingsuitest)
set_tests_properties(ui-machinesettings PROPERTIES LABELS ui ENVIRONMENT QT_QPA_PLATFORM=offscreen TIMEOUT 120)
