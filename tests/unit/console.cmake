# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
vitrine_add_unit_test(consolekeymaptest SOURCES consolekeymaptest.cpp LIBS vitrine_console)
vitrine_add_unit_test(consoledamagetest SOURCES consoledamagetest.cpp LIBS vitrine_console)
vitrine_add_unit_test(consolelistenertest
    SOURCES
        consolelistenertest.cpp
        consoleqemuheadstest.cpp
        ${PROJECT_SOURCE_DIR}/tests/support/fakeqemudisplay.cpp
    LIBS vitrine_console PkgConfig::GIO
)
vitrine_add_unit_test(qemuinputqueuetest SOURCES qemuinputqueuetest.cpp LIBS vitrine_console)
vitrine_add_unit_test(compositesessiontest SOURCES compositesessiontest.cpp LIBS vitrine_console)
vitrine_add_unit_test(consolespiceagentwatchtest SOURCES consolespiceagentwatchtest.cpp LIBS vitrine_console PkgConfig::SPICE)
vitrine_add_unit_test(consolespicedisplayfiltertest SOURCES consolespicedisplayfiltertest.cpp LIBS vitrine_console PkgConfig::SPICE)
vitrine_add_unit_test(consolespicedisplaytaptest SOURCES consolespicedisplaytaptest.cpp LIBS vitrine_console PkgConfig::SPICE)
vitrine_add_unit_test(consolespiceheadtest SOURCES consolespiceheadtest.cpp LIBS vitrine_console PkgConfig::SPICE)
vitrine_add_unit_test(consolevnctest
    SOURCES
        consolevnctest.cpp
        ${PROJECT_SOURCE_DIR}/tests/support/fakevncserver.cpp
    LIBS vitrine_console
)

# QEMU's SPICE server, in the test.
pkg_check_modules(SPICE_SERVER IMPORTED_TARGET spice-server)
if(SPICE_SERVER_FOUND)
    vitrine_add_unit_test(consolespiceservicestest
        SOURCES
            consolespiceservicestest.cpp
            ${PROJECT_SOURCE_DIR}/tests/support/fakespiceguest.cpp
        LIBS vitrine_console PkgConfig::SPICE_SERVER
    )
    vitrine_add_unit_test(consolespicesoundtest
        SOURCES
            consolespicesoundtest.cpp
            ${PROJECT_SOURCE_DIR}/tests/support/fakespiceguest.cpp
            ${PROJECT_SOURCE_DIR}/tests/support/soundserver.cpp
        LIBS vitrine_console PkgConfig::SPICE_SERVER
    )
endif()
vitrine_add_unit_test(consolespicehostiletest SOURCES consolespicehostiletest.cpp LIBS vitrine_console)
