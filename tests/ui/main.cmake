# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
if(TARGET vitrine_ui_main AND TARGET vitrine_demo)
    add_executable(mainuitest mainactionstest.cpp mainmain.cpp mainwindowfixture.h mainwindowtest.cpp thumbnailertest.cpp ../support/fakebackend.h)
    target_link_libraries(mainuitest PRIVATE vitrine_ui_main vitrine_ui_widgets vitrine_models vitrine_demo vitrine_resources
        Qt6::Test KF6::CoreAddons KF6::I18n KF6::IconThemes KF6::WidgetsAddons GTest::gtest)
    vitrine_compile_settings(mainuitest PCH tests)
    add_test(NAME ui-main COMMAND mainuitest)
    set_tests_properties(ui-main PROPERTIES LABELS ui ENVIRONMENT QT_QPA_PLATFORM=offscreen TIMEOUT 120)
endif()
