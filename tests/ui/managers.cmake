# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(managersuitest mainmain.cpp managersfixture.h mediapagetest.cpp networkspagetest.cpp sectionstest.cpp)
target_link_libraries(managersuitest PRIVATE vitrine_ui_main vitrine_ui_media vitrine_ui_networks vitrine_demo vitrine_resources
    Qt6::Test KF6::CoreAddons KF6::I18n KF6::IconThemes KF6::WidgetsAddons GTest::gtest)
vitrine_compile_settings(managersuitest PCH tests)
add_test(NAME ui-managers COMMAND managersuitest)
set_tests_properties(ui-managers PROPERTIES LABELS ui ENVIRONMENT QT_QPA_PLATFORM=offscreen TIMEOUT 120)
