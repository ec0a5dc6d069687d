// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/consoledevices.h"

#include "models/machinedevices.h"
#include "models/machinestore.h"
#include "ui/console/consolenotices.h"
#include "ui/console/devicesmenu.h"
#include "ui/console/fastdisplayoffer.h"
#include "ui/console/filedrop.h"
#include "ui/console/guestnotices.h"
#include "ui/console/guestservices.h"
#include "ui/console/lampboard.h"
#include "ui/console/machineconsole.h"
#include "ui/console/missingdisc.h"

#include <QAction>
#include <QWidget>

namespace vitrine {

ConsoleDevices::ConsoleDevices(const Parts &parts, const QString &hostKeyName, QWidget *window)
    : QObject(window)
    , m_services(new GuestServices(parts.console, parts.operations, parts.desktopJobs, window))
{
    const MachineId machine = parts.console->id();
    auto *devices = new MachineDevices(parts.store, parts.commands, machine, this);
    auto *offer = new FastDisplayOffer(parts.store, parts.commands, devices, machine, this);
    const auto canChange = [store = parts.store, machine] {
        const Backend *backend = store->backend(machine);
        return backend ? backend->capabilities().support(Feature::ChangeDevices) : Support{.supported = false, .reason = {.code = ErrorCode::ConnectionLost}};
    };
    const DeviceMenuContext context{.machine = machine,
                                    .commands = parts.commands,
                                    .devices = devices,
                                    .noteCommand = parts.noteCommand,
                                    .canChange = canChange};
    m_menu = new DevicesMenu({.context = context, .console = parts.console, .services = m_services, .offer = offer}, hostKeyName, window);
    new LampBoard(parts.lamps, {.store = parts.store, .console = parts.console, .devices = devices, .services = m_services, .menu = m_menu});
    m_notices = new GuestNotices(parts.notices, {.services = m_services, .tools = m_menu->tools(), .offer = offer}, machine);
    new MissingDisc(parts.store, context, m_menu->discs(), parts.notices);
    connect(offer, &FastDisplayOffer::accepting, this, parts.noteCommand);
    connect(m_menu->sendFiles, &QAction::triggered, addDrop(parts.view), &FileDrop::choose);
    connect(m_menu->goToLamps, &QAction::triggered, parts.lamps, &StatusLamps::focusFirst);
    connect(parts.lamps, &StatusLamps::left, parts.view, qOverload<>(&QWidget::setFocus));
}

FileDrop *ConsoleDevices::addDrop(QWidget *view)
{
    auto *drop = new FileDrop(m_services->files(), view);
    connect(drop, &FileDrop::impossible, m_notices, &GuestNotices::tellNoAgent);
    return drop;
}

void ConsoleDevices::takeFilesFrom(QWidget *view)
{
    addDrop(view);
}

void ConsoleDevices::notePaste() const
{
    m_services->clipboard()->notePaste();
}

Underway ConsoleDevices::underway() const
{
    return m_services->underway();
}

ConsoleMenu *ConsoleDevices::menu() const
{
    return m_menu;
}

} // namespace vitrine
