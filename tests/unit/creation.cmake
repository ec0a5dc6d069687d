# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
vitrine_add_unit_test(creationtest
    SOURCES creationdrafttest.cpp creationinquirytest.cpp creationissuestest.cpp machinecreatortest.cpp ../support/fakebackend.h
    LIBS vitrine_models vitrine_demo Qt6::Gui
)
vitrine_add_unit_test(creationlookstest SOURCES creationlookstest.cpp LIBS vitrine_host vitrine_images)
