// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/input/touchcontacts.h"

#include <QTouchEvent>

#include <algorithm>

namespace vitrine {

int TouchContacts::freeSlot() const
{
    for (int slot = 0; slot < mostFingers; ++slot) {
        const bool taken = std::ranges::any_of(m_down, [slot](const TouchContact &contact) {
            return contact.slot == slot;
        });
        if (!taken) {
            return slot;
        }
    }
    return -1;
}

QList<TouchContact> TouchContacts::follow(const QTouchEvent &event, int head, const std::function<QPointF(QPointF)> &toGuest)
{
    using enum TouchContact::Phase;
    if (event.type() == QEvent::TouchCancel) {
        return cancelAll();
    }
    QList<TouchContact> contacts;
    for (const QEventPoint &point : event.points()) {
        const bool known = m_down.contains(point.id());
        TouchContact contact = m_down.value(point.id(), {.slot = freeSlot()});
        contact.head = head;
        contact.position = toGuest(point.position());
        const bool lifted = point.state() == QEventPoint::Released;
        contact.phase = lifted ? End : known ? Move : Begin;
        if (contact.slot < 0 || (lifted && !known) || (known && point.state() == QEventPoint::Stationary)) {
            continue;
        }
        if (lifted) {
            m_down.remove(point.id());
        } else {
            m_down.insert(point.id(), contact);
        }
        contacts.append(contact);
    }
    return contacts;
}

QList<TouchContact> TouchContacts::cancelAll()
{
    QList<TouchContact> contacts = std::exchange(m_down, {}).values();
    for (TouchContact &contact : contacts) {
        contact.phase = TouchContact::Phase::Cancel;
    }
    return contacts;
}

} // namespace vitrine
