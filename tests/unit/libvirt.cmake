# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
if(TARGET vitrine_libvirt)
    vitrine_add_unit_test(eventpolltest SOURCES eventpolltest.cpp LIBS vitrine_libvirt PkgConfig::LIBVIRT)
    vitrine_add_unit_test(libvirterrortest SOURCES libvirterrortest.cpp LIBS vitrine_libvirt PkgConfig::LIBVIRT)
    vitrine_add_unit_test(libvirtvaluestest SOURCES libvirtvaluestest.cpp LIBS vitrine_libvirt PkgConfig::LIBVIRT)
endif()
