# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later

# Changes of a running machine, seen by a Linux in it: the desktop guest's, without its desktop.
vitrine_add_libvirt_test(libvirtguest
    libvirtguest.cpp machineedits.h
    ${PROJECT_SOURCE_DIR}/tests/support/guestshell.cpp
    ${testmain}
)
target_link_libraries(libvirtguest PRIVATE pugixml::pugixml Qt6::Network)
target_compile_definitions(libvirtguest PRIVATE VITRINE_DESKTOP_GUEST="${desktop_guest}")
set_tests_properties(integration.libvirtguest PROPERTIES LABELS desktop FIXTURES_REQUIRED desktop_guest TIMEOUT 600)

# Whatever the settings can write.
vitrine_add_libvirt_test(libvirtdevices libvirtdevices.cpp ${testmain})
target_link_libraries(libvirtdevices PRIVATE vitrine_models_definition xmlcorpus)
set_tests_properties(integration.libvirtdevices PROPERTIES TIMEOUT 120)
