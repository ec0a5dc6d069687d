# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
add_executable(errorpresentertest consolemain.cpp errorpresentertest.cpp)
target_link_libraries(errorpresentertest PRIVATE vitrine_ui_widgets KF6::I18n KF6::IconThemes GTest::gtest)
vitrine_compile_settings(errorpresentertest PCH tests)
add_test(NAME ui-errorpresenter COMMAND errorpresentertest)
set_tests_properties(ui-errorpresenter PROPERTIES LABELS ui TIMEOUT 60)
