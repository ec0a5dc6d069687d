# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
if(TARGET vitrine_ui_create AND TARGET vitrine_demo)
    add_executable(createuitest
        consolemain.cpp
        createdialogtest.cpp
        createfixture.cpp createfixture.h
        createlookstest.cpp
    )
    target_link_libraries(createuitest PRIVATE vitrine_resources vitrine_ui_create vitrine_demo Qt6::Test KF6::IconThemes KF6::WidgetsAddons GTest::gtest)
    vitrine_compile_settings(createuitest PCH tests)
    add_test(NAME ui-create COMMAND createuitest)
    set_tests_properties(ui-create PROPERTIES LABELS ui
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;VITRINE_SHOTS=${CMAKE_BINARY_DIR}/shots/create" TIMEOUT 120)
endif()
