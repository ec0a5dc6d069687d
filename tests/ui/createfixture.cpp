// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/createfixture.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace vitrine::test {

namespace {

constexpr quint64 GiB = quint64(1) << 30;

Task<> checkIso(QString path, std::stop_token)
{
    const QFileInfo info(path);
    if (!info.exists()) {
        co_return fail(ErrorCode::FileMissing, path);
    }
    if (info.isDir()) {
        co_return fail(ErrorCode::FileIsFolder, path);
    }
    if (info.size() == 0) {
        co_return fail(ErrorCode::FileEmpty, path);
    }
    if (info.fileName().startsWith(u"data"_s)) {
        co_return fail(ErrorCode::NotBootable, path);
    }
    if (info.suffix() != u"iso"_s) {
        co_return fail(ErrorCode::NotAnIso, path);
    }
    co_return Result<>{};
}

Task<std::optional<OsDefaults>> detectOs(QString path, std::stop_token)
{
    const QString name = QFileInfo(path).fileName();
    if (name.startsWith(u"debian"_s)) {
        co_return debian13();
    }
    if (name.startsWith(u"looks"_s)) {
        OsDefaults os = debian13();
        os.sure = false;
        co_return os;
    }
    if (name.startsWith(u"windows"_s)) {
        co_return OsDefaults{.id = u"http://microsoft.com/win/11"_s,
                             .name = u"Microsoft Windows 11"_s,
                             .memoryBytes = 4 * GiB,
                             .minimumMemoryBytes = 4 * GiB,
                             .processors = 2,
                             .diskBytes = 64 * GiB,
                             .firmware = Firmware::UefiSecureBoot,
                             .tpm2 = true,
                             .diskBus = DiskBus::Sata,
                             .windows = true};
    }
    co_return std::nullopt;
}

Task<QList<OsChoice>> listSystems()
{
    co_return QList<OsChoice>{{u"http://debian.org/debian/13"_s, u"Debian 13"_s}, {u"http://fedoraproject.org/fedora/42"_s, u"Fedora 42"_s}};
}

Task<OsDefaults> osDefaults(QString id)
{
    OsDefaults os = debian13();
    os.id = id;
    os.name = u"Fedora 42"_s;
    os.memoryBytes = 4 * GiB;
    co_return os;
}

} // namespace

OsDefaults debian13()
{
    return {.id = u"http://debian.org/debian/13"_s,
            .name = u"Debian 13"_s,
            .memoryBytes = 2 * GiB,
            .minimumMemoryBytes = GiB,
            .processors = 2,
            .diskBytes = 20 * GiB};
}

CreationProbes fakeProbes()
{
    return {.checkIso = checkIso, .detectOs = detectOs, .osDefaults = osDefaults, .listSystems = listSystems};
}

CreateFixture::CreateFixture(const QString &scenario)
    : backend(scenario)
    , creator(std::make_unique<MachineCreator>(&store, &operations))
{
    store.addBackend(&backend);
    backend.open();
    EXPECT_TRUE(waitUntil([this] {
        return backend.connectionState() == ConnectionState::Open;
    }));
    context.store = &store;
    context.creator = creator.get();
    context.connection = backend.uri();
    context.connectionName = u"this computer"_s;
    context.probes = fakeProbes();
    context.onCreated = [this](const MachineId &id, bool) {
        created.append(id);
    };
}

CreateFixture::~CreateFixture()
{
    delete dialog;
}

void CreateFixture::openDialog(const QString &isoPath)
{
    dialog = new CreateDialog(context, isoPath);
    dialog->show();
}

QString CreateFixture::file(const QString &name, const QByteArray &content)
{
    QFile made(folder.filePath(name));
    EXPECT_TRUE(made.open(QIODevice::WriteOnly));
    made.write(content);
    return made.fileName();
}

QString CreateFixture::message(const char *field) const
{
    const auto *label = child<QLabel>(QByteArray(field + QByteArray("Message")).constData());
    return label && !label->isHidden() ? label->accessibleName() : QString();
}

bool CreateFixture::canCreate() const
{
    return child<QPushButton>("createButton")->isEnabled();
}

bool CreateFixture::waitUntilReady() const
{
    return waitUntil([this] {
        return canCreate();
    });
}

void CreateFixture::press(const char *button) const
{
    child<QPushButton>(button)->click();
}

void CreateFixture::shoot(const QString &name) const
{
    const QString place = qEnvironmentVariable("VITRINE_SHOTS");
    if (!place.isEmpty() && QDir().mkpath(place)) {
        // Folding and unfolding takes effect over several turns of the event loop.
        for (int turn = 0; turn < 5; ++turn) {
            QCoreApplication::processEvents();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        }
        EXPECT_TRUE(dialog->grab().save(place + u'/' + name + u".png"_s));
    }
}

} // namespace vitrine::test
