# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
vitrine_add_unit_test(consolekeymaptest SOURCES consolekeymaptest.cpp LIBS vitrine_console)
vitrine_add_unit_test(consoledamagetest SOURCES consoledamagetest.cpp LIBS vitrine_console)
vitrine_add_unit_test(consolelistenertest
    SOURCES
        consolelistenertest.cpp
        ${PROJECT_SOURCE_DIR}/tests/support/fakeqemudisplay.cpp
    LIBS vitrine_console PkgConfig::GIO
)
