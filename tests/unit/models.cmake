# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
vitrine_add_unit_test(modelstest
    SOURCES
        accelerationfactstest.cpp
        activitymetertest.cpp
        demobackendtest.cpp
        fastdisplaytest.cpp
        foldermounttest.cpp
        guesttoolstest.cpp
        machinecommandstest.cpp
        machinedevicestest.cpp
        machinelistmodeltest.cpp
        machinestoretest.cpp
        modelsfixture.h
        modeltextstest.cpp
        ../support/fakebackend.h
    LIBS vitrine_models vitrine_demo Qt6::Gui
)
vitrine_add_unit_test(machinedefinitiontest SOURCES definitiondrafttest.cpp definitionrebasetest.cpp definitionrulestest.cpp hostdevicestest.cpp firmwarechangetest.cpp propertytexttest.cpp LIBS vitrine_models_definition xmlcorpus PROPERTIES FIXTURES_REQUIRED corpus)
vitrine_add_unit_test(storagelayouttest SOURCES storagelayouttest.cpp LIBS vitrine_models_definition)
vitrine_add_unit_test(definitionhistorytest SOURCES definitionhistorytest.cpp modelsfixture.h
    LIBS vitrine_models_history vitrine_demo Qt6::Gui)
