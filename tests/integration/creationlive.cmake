# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
vitrine_add_libvirt_test(creationlive creationlive.cpp ${PROJECT_SOURCE_DIR}/tests/support/testmain.cpp)
target_link_libraries(creationlive PRIVATE vitrine_models vitrine_host)
