# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
vitrine_add_unit_test(mediacoretest SOURCES mediausestest.cpp networkxmltest.cpp LIBS vitrine_core)
vitrine_add_unit_test(imagejobstest SOURCES imagejobstest.cpp LIBS vitrine_images)
vitrine_add_unit_test(mediamodelstest SOURCES mediamodelstest.cpp networkmodelstest.cpp
    LIBS vitrine_models_media vitrine_models_networks vitrine_demo Qt6::Gui)
