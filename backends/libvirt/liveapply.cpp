// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/liveapply.h"

#include "backends/core/devicematch.h"
#include "backends/core/domainxml.h"
#include "backends/core/liveplan.h"
#include "backends/core/xmltree.h"
#include "backends/libvirt/definitionaccess.h"
#include "backends/libvirt/errortranslation.h"
#include "backends/libvirt/session.h"
#include "libvirtlogging.h"

#include <QDeadlineTimer>
#include <QScopeGuard>
#include <QThread>

#include <algorithm>
#include <functional>

namespace vitrine {
namespace {

constexpr std::chrono::seconds unplugTimeout(10);
constexpr std::chrono::milliseconds unplugPoll(100);
constexpr QLatin1StringView memorySubject("memory");

Result<> resultOf(int status, const QString &subject)
{
    if (status >= 0) {
        return {};
    }
    Error error = lastError({});
    if (error.subject.isEmpty()) {
        error.subject = subject;
    }
    return fail(error);
}

Result<DomainXml> running(virDomainPtr domain)
{
    const Result<QString> xml = readDefinition(domain, DefinitionKind::Active);
    return xml ? DomainXml::parse(*xml) : fail(xml.error());
}

/** The alias names a device of a running machine. */
std::string aliasIn(const std::string &device)
{
    pugi::xml_document document;
    document.load_string(device.c_str());
    return document.document_element().child("alias").attribute("name").as_string();
}

/** Null when it is not there any more. */
pugi::xml_node deviceCalled(const DomainXml &xml, const std::string &alias)
{
    return xml.root().child("devices").find_child([&alias](const pugi::xml_node &node) {
        return node.child("alias").attribute("name").as_string() == alias;
    });
}

bool isPluggedIn(virDomainPtr domain, const std::string &alias)
{
    const Result<DomainXml> xml = running(domain);
    return xml && !alias.empty() && deviceCalled(*xml, alias);
}

/** Asks again and again, as long as a guest may take to let go of something. */
bool guestLetsGo(const std::function<bool()> &isGone)
{
    const QDeadlineTimer deadline(unplugTimeout);
    while (!isGone()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QThread::sleep(unplugPoll);
    }
    return true;
}

Result<> attach(virDomainPtr domain, const std::string &device, const QString &subject)
{
    return resultOf(virDomainAttachDeviceFlags(domain, device.c_str(), VIR_DOMAIN_AFFECT_LIVE), subject);
}

Result<> update(virDomainPtr domain, const std::string &device, const QString &subject)
{
    return resultOf(virDomainUpdateDeviceFlags(domain, device.c_str(), VIR_DOMAIN_AFFECT_LIVE), subject);
}

/** QEMU takes memory out by pages only when the guest has given back the last one; gives the device as it is then. */
Result<std::string> emptyMemory(virDomainPtr domain, const std::string &memory)
{
    pugi::xml_document document;
    document.load_string(memory.c_str());
    const pugi::xml_node target = document.document_element().child("target");
    setText(target.child("requested"), "0");
    if (const Result<> asked = update(domain, nodeXml(document.document_element()), memorySubject); !asked) {
        return fail(asked.error());
    }
    std::string emptied;
    const bool empty = guestLetsGo([domain, &emptied, alias = aliasIn(memory)] {
        const Result<DomainXml> xml = running(domain);
        const pugi::xml_node device = xml ? deviceCalled(*xml, alias) : pugi::xml_node();
        emptied = nodeXml(device);
        return device && bytesOf(device.child("target").child("current")) == 0;
    });
    if (!empty) {
        static_cast<void>(update(domain, memory, memorySubject));
        return fail(ErrorCode::UnplugRefused, memorySubject);
    }
    return emptied;
}

/** Success of the call only means that the guest was asked. */
Result<> detach(virDomainPtr domain, const std::string &device, const QString &subject)
{
    const bool byPages = device.starts_with("<memory model='virtio-mem'");
    const Result<std::string> leaving = byPages ? emptyMemory(domain, device) : Result<std::string>(device);
    if (!leaving) {
        return fail(leaving.error());
    }
    if (const Result<> asked = resultOf(virDomainDetachDeviceFlags(domain, leaving->c_str(), VIR_DOMAIN_AFFECT_LIVE), subject); !asked) {
        return asked;
    }
    const bool gone = guestLetsGo([domain, alias = aliasIn(device)] {
        return !isPluggedIn(domain, alias);
    });
    return gone ? Result<>{} : fail(ErrorCode::UnplugRefused, subject);
}

Result<> setLimits(virDomainPtr domain, const QString &target, const QList<quint64> &values)
{
    static constexpr const char *names[] = {
        VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC,
        VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC,
        VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC,
        VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC,
        VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC,
        VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC,
    };
    virTypedParameterPtr parameters = nullptr;
    int count = 0;
    int capacity = 0;
    const auto free = qScopeGuard([&] {
        virTypedParamsFree(parameters, count);
    });
    for (qsizetype i = 0; i < values.size() && i < qsizetype(std::size(names)); ++i) {
        if (virTypedParamsAddULLong(&parameters, &count, &capacity, names[i], values[i]) < 0) {
            return fail(lastError({}));
        }
    }
    return resultOf(virDomainSetBlockIoTune(domain, target.toUtf8().constData(), parameters, count, VIR_DOMAIN_AFFECT_LIVE), target);
}

Result<> setText(virDomainPtr domain, int type, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    const char *value = text.isEmpty() ? nullptr : utf8.constData();
    return resultOf(virDomainSetMetadata(domain, type, value, nullptr, nullptr, VIR_DOMAIN_AFFECT_LIVE), {});
}

quint64 runningProcessors(virDomainPtr domain)
{
    const int count = virDomainGetVcpusFlags(domain, VIR_DOMAIN_AFFECT_LIVE);
    return quint64(std::max(count, 0));
}

/**
 * A guest may take longer than libvirt waits for one processor, and then it asks for no further one; that
 * one has gone it learns only when it is asked again.
 */
Result<> setProcessors(virDomainPtr domain, quint64 count, quint64 old)
{
    const Result<> first = resultOf(virDomainSetVcpusFlags(domain, unsigned(count), VIR_DOMAIN_AFFECT_LIVE), {});
    if (first || first.error().code != ErrorCode::UnplugRefused) {
        return first;
    }
    for (quint64 left = old;;) {
        if (virDomainSetVcpusFlags(domain, unsigned(count), VIR_DOMAIN_AFFECT_LIVE) == 0) {
            return {};
        }
        const quint64 now = runningProcessors(domain);
        if (now >= left) {
            static_cast<void>(virDomainSetVcpusFlags(domain, unsigned(old), VIR_DOMAIN_AFFECT_LIVE));
            return first;
        }
        left = now;
    }
}

Result<> setMemory(virDomainPtr domain, quint64 bytes)
{
    return resultOf(virDomainSetMemoryFlags(domain, bytes / 1024, VIR_DOMAIN_AFFECT_LIVE), {});
}

Result<> replug(virDomainPtr domain, const std::string &out, const std::string &in, const QString &subject)
{
    if (const Result<> gone = detach(domain, out, subject); !gone) {
        return gone;
    }
    const Result<> plugged = attach(domain, in, subject);
    if (!plugged) {
        static_cast<void>(attach(domain, out, subject));
    }
    return plugged;
}

Result<> take(virDomainPtr domain, const LiveStep &step)
{
    switch (step.kind) {
    case LiveStep::Kind::Attach:
        return attach(domain, step.device, step.subject);
    case LiveStep::Kind::Detach:
        return detach(domain, step.device, step.subject);
    case LiveStep::Kind::Update:
        return update(domain, step.device, step.subject);
    case LiveStep::Kind::Replug:
        return replug(domain, step.old, step.device, step.subject);
    case LiveStep::Kind::Memory:
        return setMemory(domain, step.number);
    case LiveStep::Kind::Processors:
        return setProcessors(domain, step.number, step.oldNumber);
    case LiveStep::Kind::DiskLimits:
        return setLimits(domain, step.subject, step.limits);
    case LiveStep::Kind::Title:
        return setText(domain, VIR_DOMAIN_METADATA_TITLE, step.text);
    case LiveStep::Kind::Description:
        return setText(domain, VIR_DOMAIN_METADATA_DESCRIPTION, step.text);
    }
    return {};
}

/** A device as it runs now, which has got an alias since it was plugged in. */
std::string asPluggedIn(virDomainPtr domain, const std::string &device)
{
    pugi::xml_document document;
    document.load_string(device.c_str());
    const pugi::xml_node wanted = document.document_element();
    const Result<DomainXml> xml = running(domain);
    if (!xml) {
        return device;
    }
    pugi::xml_node last;
    for (const pugi::xml_node node : xml->root().child("devices").children(wanted.name())) {
        const bool labelled = !deviceLabel(wanted).isEmpty();
        if (!labelled || deviceLabel(node).compare(deviceLabel(wanted), Qt::CaseInsensitive) == 0) {
            last = node;
        }
    }
    return last ? nodeXml(last) : device;
}

void takeBack(virDomainPtr domain, const LiveStep &step)
{
    LiveStep back = step;
    switch (step.kind) {
    case LiveStep::Kind::Attach:
        back.kind = LiveStep::Kind::Detach;
        back.device = asPluggedIn(domain, step.device);
        break;
    case LiveStep::Kind::Detach:
        back.kind = LiveStep::Kind::Attach;
        break;
    case LiveStep::Kind::Replug:
        back.old = asPluggedIn(domain, step.device);
        back.device = step.old;
        break;
    default:
        std::swap(back.device, back.old);
        break;
    }
    std::swap(back.number, back.oldNumber);
    std::swap(back.text, back.oldText);
    std::swap(back.limits, back.oldLimits);
    if (const Result<> done = take(domain, back); !done) {
        qCWarning(VITRINE_LIBVIRT) << "could not take back a change of" << step.subject << done.error();
    }
}

/** All steps or none. */
Result<> takeAll(virDomainPtr domain, const QList<LiveStep> &steps)
{
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const Result<> done = take(domain, steps[i]);
        if (done) {
            continue;
        }
        while (i-- > 0) {
            takeBack(domain, steps[i]);
        }
        return done;
    }
    return {};
}

QString nameIn(const DomainXml &xml)
{
    return textOf(xml.root().child("name"));
}

/** libvirt takes another name only this way, and only while the machine is off. */
Result<> rename(virDomainPtr domain, const QString &name)
{
    if (virDomainIsActive(domain) == 1) {
        return fail(ErrorCode::InvalidState, name, QStringLiteral("the name of a running machine cannot be changed"));
    }
    Result<> renamed = resultOf(virDomainRename(domain, name.toUtf8().constData(), 0), name);
    if (!renamed && renamed.error().detail.contains(QLatin1String("already exists"))) {
        renamed.error().code = ErrorCode::NameTaken;
    }
    return renamed;
}

/** The documents of an edit, and what runs. */
struct Documents {
    DomainXml stored;
    DomainXml before;
    DomainXml after;
};

Result<Documents> readDocuments(virDomainPtr domain, const DefinitionEdit &edit)
{
    Result<QString> text = readDefinition(domain, DefinitionKind::Stored);
    Result<DomainXml> stored = text ? DomainXml::parse(*text) : fail(text.error());
    Result<DomainXml> before = DomainXml::parse(edit.before);
    Result<DomainXml> after = DomainXml::parse(edit.after);
    for (const Result<DomainXml> *document : {&stored, &before, &after}) {
        if (!*document) {
            return fail(document->error());
        }
    }
    if (textOf(stored->root().child("uuid")).trimmed() != textOf(after->root().child("uuid")).trimmed()) {
        return fail(ErrorCode::InvalidArgument, QStringLiteral("uuid"), QStringLiteral("the identity of a machine cannot be changed"));
    }
    if (!sameDefinition(*stored, *before)) {
        return fail(ErrorCode::ChangedElsewhere, nameIn(*stored));
    }
    return Documents{.stored = std::move(*stored), .before = std::move(*before), .after = std::move(*after)};
}

Result<> followLive(virDomainPtr domain, const Documents &documents)
{
    const Result<DomainXml> active = running(domain);
    if (!active) {
        return fail(active.error());
    }
    QList<DefinitionChange> changes = definitionChanges(documents.before, documents.after);
    return takeAll(domain, planLive(*active, documents.before, documents.after, changes));
}

} // namespace

Result<QString> applyEdit(const Session &session, virDomainPtr domain, const DefinitionEdit &edit)
{
    const Result<Documents> documents = readDocuments(domain, edit);
    if (!documents) {
        return fail(documents.error());
    }
    const QString oldName = nameIn(documents->stored);
    const bool renames = nameIn(documents->after) != oldName;
    if (renames) {
        if (const Result<> renamed = rename(domain, nameIn(documents->after)); !renamed) {
            return fail(renamed.error());
        }
    }
    // What the hypervisor would not store never reaches the running machine.
    if (const Result<MachineReading> stored = storeDefinition(session, edit.after); !stored) {
        if (renames) {
            static_cast<void>(rename(domain, oldName));
        }
        return fail(stored.error());
    }
    if (edit.live && virDomainIsActive(domain) == 1) {
        if (const Result<> followed = followLive(domain, *documents); !followed) {
            static_cast<void>(storeDefinition(session, documents->stored.toString()));
            return fail(followed.error());
        }
    }
    return readDefinition(domain, DefinitionKind::Stored);
}

Result<> growRunningDisk(virDomainPtr domain, const QString &target, quint64 bytes)
{
    if (virDomainIsActive(domain) != 1) {
        return fail(ErrorCode::InvalidState, target, QStringLiteral("the machine is off"));
    }
    const Result<DomainXml> xml = running(domain);
    if (xml && !xml->disk(target)) {
        return fail(ErrorCode::NotFound, target);
    }
    const QByteArray name = target.toUtf8();
    virDomainBlockInfo info{};
    if (virDomainGetBlockInfo(domain, name.constData(), &info, 0) < 0) {
        return fail(lastError({}));
    }
    // libvirt shrinks a disk in use without a question.
    if (bytes < info.capacity) {
        return fail(ErrorCode::InvalidArgument, target, QStringLiteral("the disk has %1 bytes already").arg(info.capacity));
    }
    return resultOf(virDomainBlockResize(domain, name.constData(), bytes, VIR_DOMAIN_BLOCK_RESIZE_BYTES), target);
}

} // namespace vitrine
