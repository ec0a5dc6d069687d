# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later

# vitrine_add_libvirt_test(<name> SOURCES ...): one CTest entry, since each program starts a daemon.
function(vitrine_add_libvirt_test name)
    add_executable(${name} ${ARGN} libvirtfixture.h)
    target_sources(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/support/livesession.cpp)
    target_link_libraries(${name} PRIVATE vitrine_libvirt GTest::gmock Qt6::Gui)
    target_compile_definitions(${name} PRIVATE VITRINE_GUESTS="${VITRINE_GUESTS}" VITRINE_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data")
    vitrine_compile_settings(${name} PCH tests)
    add_dependencies(${name} test_guests)
    add_test(NAME integration.${name} COMMAND ${name})
    set_tests_properties(integration.${name} PROPERTIES LABELS integration TIMEOUT 300 RUN_SERIAL ON)
endfunction()

set(testmain ${PROJECT_SOURCE_DIR}/tests/support/testmain.cpp)
vitrine_add_libvirt_test(libvirtapply libvirtapply.cpp ${testmain})
target_link_libraries(libvirtapply PRIVATE pugixml::pugixml)
vitrine_add_libvirt_test(libvirtevents libvirtevents.cpp ${testmain})
vitrine_add_libvirt_test(libvirtmachines libvirtmachines.cpp ${testmain})
vitrine_add_libvirt_test(libvirtfulldisk libvirtfulldisk.cpp)
vitrine_add_libvirt_test(libvirtscale libvirtscale.cpp ${testmain})
vitrine_add_libvirt_test(libvirttextconsole libvirttextconsole.cpp ${testmain})
