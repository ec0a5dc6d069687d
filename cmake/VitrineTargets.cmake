# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later

# vitrine_add_library(<name> SOURCES ... [PUBLIC ...] [PRIVATE ...])
#
# One static library a folder. Its headers are included by their path from the top
# of the tree ("backends/core/error.h"), so that an include line names its layer;
# tests/includescan.py holds the walls between the layers.
function(vitrine_add_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES})
    # A resource of the library is compiled with the same include folders, perhaps before AUTOMOC made this one.
    file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/${name}_autogen/include)
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR})
    target_link_libraries(${name} PUBLIC Qt6::Core ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
    vitrine_compile_settings(${name})
endfunction()

function(vitrine_compile_settings name)
    # QCoro is written for exceptions; KDECompilerSettings turns them off.
    kde_target_enable_exceptions(${name} PRIVATE)
    target_compile_definitions(${name} PRIVATE TRANSLATION_DOMAIN="vitrine" QT_NO_KEYWORDS)
    if(VITRINE_WERROR)
        target_compile_options(${name} PRIVATE -Werror)
    endif()
endfunction()
