# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later

# Documents of libvirt's own tests, fetched once and kept; without them what needs them is skipped.
set(corpus ${PROJECT_SOURCE_DIR}/build/test-output/corpus)
add_test(NAME corpus-fetch COMMAND ${PROJECT_SOURCE_DIR}/tests/support/corpus/fetch.sh ${corpus})
set_tests_properties(corpus-fetch PROPERTIES LABELS unit FIXTURES_SETUP corpus SKIP_RETURN_CODE 77 TIMEOUT 300)

add_library(xmlcorpus STATIC
    ${PROJECT_SOURCE_DIR}/tests/support/propertyvalues.cpp ${PROJECT_SOURCE_DIR}/tests/support/propertyvalues.h
    ${PROJECT_SOURCE_DIR}/tests/support/xmlcorpus.cpp ${PROJECT_SOURCE_DIR}/tests/support/xmlcorpus.h
    ${PROJECT_SOURCE_DIR}/tests/support/xmloutline.cpp ${PROJECT_SOURCE_DIR}/tests/support/xmloutline.h
)
target_link_libraries(xmlcorpus PUBLIC vitrine_core pugixml::pugixml)
target_compile_definitions(xmlcorpus PUBLIC VITRINE_CORPUS="${corpus}" PRIVATE VITRINE_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data")
vitrine_compile_settings(xmlcorpus)

vitrine_add_unit_test(definitioncorpustest SOURCES definitioncorpustest.cpp LIBS xmlcorpus PROPERTIES FIXTURES_REQUIRED corpus TIMEOUT 300)
vitrine_add_unit_test(documentcorpustest SOURCES documentcorpustest.cpp LIBS xmlcorpus PROPERTIES FIXTURES_REQUIRED corpus TIMEOUT 300)
