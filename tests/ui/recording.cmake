# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
if(TARGET vitrine_console)
    add_executable(recordingtest webmencodertest.cpp)
    target_link_libraries(recordingtest PRIVATE vitrine_console Qt6::Test PkgConfig::GSTREAMER GTest::gtest)
    vitrine_compile_settings(recordingtest PCH tests)
    add_test(NAME recording COMMAND recordingtest)
    set_tests_properties(recording PROPERTIES LABELS ui TIMEOUT 120 ENVIRONMENT QT_QPA_PLATFORM=offscreen)
endif()
