# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
if(TARGET vitrine_ui_console AND EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/consolepixelstest.cpp AND EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/consolewindowtest.cpp AND EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/consolesituationtest.cpp)
    add_executable(consoleuitest
        consolemain.cpp
        consolepixelstest.cpp
        consoleviewtest.cpp
        consoleinputtest.cpp
        consolekeyboardtest.cpp
        consolesituationtest.cpp
        consolewindowtest.cpp
        fakebackend.h
        fakeconsole.h
    )
    target_link_libraries(consoleuitest PRIVATE vitrine_ui_console vitrine_models Qt6::Test KF6::IconThemes GTest::gtest)
    vitrine_compile_settings(consoleuitest)
    set(environment QT_QPA_PLATFORM=offscreen)
    add_test(NAME ui-console COMMAND consoleuitest --gtest_filter=-*ConsolePixels.*)
    set_tests_properties(ui-console PROPERTIES LABELS ui ENVIRONMENT "${environment}" TIMEOUT 120)
    # A guest pixel must be a pixel of the screen at each of these.
    foreach(factor IN ITEMS 1 1.25 1.5 1.75 2)
        add_test(NAME ui-console-pixels-${factor} COMMAND consoleuitest --gtest_filter=*ConsolePixels.*)
        set_tests_properties(ui-console-pixels-${factor} PROPERTIES LABELS ui
            ENVIRONMENT "${environment};QT_SCALE_FACTOR=${factor}" TIMEOUT 60)
    endforeach()
endif()
