# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
vitrine_add_unit_test(graphicsprobetest SOURCES graphicsprobetest.cpp LIBS vitrine_host)
add_dependencies(graphicsprobetest vitrine-graphics-probe)
target_compile_definitions(graphicsprobetest PRIVATE
    VITRINE_FAKE_GL_DIR="${CMAKE_CURRENT_BINARY_DIR}/fakegl" VITRINE_GRAPHICS_PROBE="$<TARGET_FILE:vitrine-graphics-probe>")
# A driver with all manners, under the names that the probe opens.
foreach(name IN ITEMS EGL gbm)
    add_library(fakegl_${name} SHARED ../support/fakegl/fakegl.cpp)
    set_target_properties(fakegl_${name} PROPERTIES OUTPUT_NAME ${name} SUFFIX .so.1 AUTOMOC OFF
        LIBRARY_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/fakegl)
    add_dependencies(graphicsprobetest fakegl_${name})
endforeach()
