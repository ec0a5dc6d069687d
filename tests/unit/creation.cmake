# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
vitrine_add_unit_test(creationtest
    SOURCES creationdrafttest.cpp creationinquirytest.cpp creationissuestest.cpp machinecreatortest.cpp
    LIBS vitrine_models vitrine_demo
)
# GCC 14 wrongly sees uninitialized values where std::expected moves through a coroutine's promise.
target_compile_options(creationtest PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
vitrine_add_unit_test(creationlookstest SOURCES creationlookstest.cpp LIBS vitrine_host vitrine_images)
