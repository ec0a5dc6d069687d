# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later

# vitrine_add_library(<name> [SHARED] SOURCES ... [PUBLIC ...] [PRIVATE ...])
#
# One library a folder, static but for what the program shares with its module. Its headers are included by their path from the top
# of the tree ("backends/core/error.h"), so that an include line names its layer;
# tests/includescan.py holds the walls between the layers.
function(vitrine_add_library name)
    cmake_parse_arguments(ARG "SHARED" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    if(ARG_SHARED)
        add_library(${name} SHARED ${ARG_SOURCES})
        target_link_options(${name} PRIVATE LINKER:-Bsymbolic-functions)
        install(TARGETS ${name} LIBRARY DESTINATION ${VITRINE_MODULES_DIR})
    else()
        add_library(${name} STATIC ${ARG_SOURCES})
    endif()
    # A resource of the library is compiled with the same include folders, perhaps before AUTOMOC made this one.
    file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/${name}_autogen/include)
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR})
    target_link_libraries(${name} PUBLIC Qt6::Core ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
    if(name MATCHES "^vitrine_ui_")
        vitrine_compile_settings(${name} PCH widgets)
    else()
        vitrine_compile_settings(${name} PCH core)
    endif()
endfunction()

# vitrine_compile_settings(<name> [PCH core|widgets|tests])
function(vitrine_compile_settings name)
    cmake_parse_arguments(ARG "" "PCH" "" ${ARGN})
    # QCoro is written for exceptions; KDECompilerSettings turns them off.
    kde_target_enable_exceptions(${name} PRIVATE)
    target_compile_definitions(${name} PRIVATE TRANSLATION_DOMAIN="vitrine" QT_NO_KEYWORDS)
    # GCC 14 and later wrongly see uninitialized values where a std::expected moves through a coroutine's promise.
    target_compile_options(${name} PRIVATE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-maybe-uninitialized>)
    if(VITRINE_WERROR)
        target_compile_options(${name} PRIVATE -Werror)
    endif()
    # All or none: GLib asks its users for it, and it defines a macro that a precompiled header is bound to.
    target_compile_options(${name} PRIVATE -pthread)
    if(ARG_PCH AND VITRINE_PCH)
        target_precompile_headers(${name} REUSE_FROM vitrine_pch_${ARG_PCH})
        # Without it ccache can't tell what a precompiled header brings in.
        target_compile_options(${name} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
    endif()
endfunction()

# Headers nearly every file includes, parsed once for all targets of a kind: halves the time of a file.
# GCC only: clang wants each target's definitions to be those of the header's. Without them, as in the
# presets for clang, every file has to include what it needs itself.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_CXX_CLANG_TIDY)
    set(VITRINE_PCH ON)
endif()
# vitrine_add_pch(<kind> HEADERS ... LIBS ...)
function(vitrine_add_pch kind)
    cmake_parse_arguments(ARG "" "" "HEADERS;LIBS" ${ARGN})
    if(NOT VITRINE_PCH)
        return()
    endif()
    set(source ${PROJECT_BINARY_DIR}/pch/${kind}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "// The owner of a precompiled header needs a source.\n")
    add_library(vitrine_pch_${kind} OBJECT ${source})
    set_target_properties(vitrine_pch_${kind} PROPERTIES AUTOMOC OFF)
    target_link_libraries(vitrine_pch_${kind} PRIVATE ${ARG_LIBS})
    vitrine_compile_settings(vitrine_pch_${kind})
    target_compile_options(vitrine_pch_${kind} PRIVATE -fpch-preprocess)
    list(TRANSFORM ARG_HEADERS REPLACE "(.+)" "$<$<COMPILE_LANGUAGE:CXX>:<\\1$<ANGLE-R>>")
    target_precompile_headers(vitrine_pch_${kind} PRIVATE ${ARG_HEADERS})
endfunction()
set(VITRINE_PCH_CORE QCoroTask QHash QList QObject QPointer QString QTimer functional memory optional)
vitrine_add_pch(core HEADERS ${VITRINE_PCH_CORE} LIBS Qt6::Core QCoro6::Core)
vitrine_add_pch(widgets HEADERS ${VITRINE_PCH_CORE} KLocalizedString QAction QIcon QLabel QVBoxLayout QWidget
    LIBS Qt6::Widgets QCoro6::Core KF6::I18n)
