// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/demo/demobackend.h"
#include "models/machinestore.h"
#include "models/operationlist.h"
#include "tests/support/await.h"
#include "ui/create/createdialog.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace vitrine::test {

/** Debian 13 as libosinfo would have it. */
[[nodiscard]] OsDefaults debian13();
/** What detection finds in an image by its name: "debian*", "windows*", "looks*"; nothing in others. */
[[nodiscard]] CreationProbes fakeProbes();

/** A create dialog on an empty demo connection, with files to choose from. */
class CreateFixture : public testing::Test
{
protected:
    explicit CreateFixture(const QString &scenario = QStringLiteral("demo:///?scenario=empty&delay=0"));
    ~CreateFixture() override;

    void openDialog(const QString &isoPath = {});
    /** A file of this name in a folder of the test's own. */
    QString file(const QString &name, const QByteArray &content = "CD001");
    template<typename T>
    [[nodiscard]] T *child(const char *name) const
    {
        T *found = dialog ? dialog->findChild<T *>(QLatin1String(name)) : nullptr;
        EXPECT_NE(found, nullptr) << name;
        return found;
    }
    /** The message below a field, empty when none is shown. */
    [[nodiscard]] QString message(const char *field) const;
    [[nodiscard]] bool canCreate() const;
    [[nodiscard]] bool waitUntilReady() const;
    void press(const char *button) const;
    /** A picture for a person to look at, when VITRINE_SHOTS names a folder. */
    void shoot(const QString &name) const;

    QTemporaryDir folder;
    DemoBackend backend;
    MachineStore store;
    OperationList operations;
    std::unique_ptr<MachineCreator> creator;
    CreateContext context;
    QPointer<CreateDialog> dialog;
    QList<MachineId> created;
};

} // namespace vitrine::test
