// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"

#include <QPointer>

namespace vitrine {

/**
 * A head of one session whose wishes for another size take a way of their own. When that head has
 * gone, it is empty.
 */
class CompositeHead : public ConsoleHead
{
    Q_OBJECT

public:
    /** False from `requestSize`: the head is asked itself. */
    using RequestSize = std::function<bool(const HeadRequest &wanted)>;
    CompositeHead(ConsoleHead *head, RequestSize requestSize);

    [[nodiscard]] ConsoleHead *head() const
    {
        return m_head;
    }
    [[nodiscard]] int number() const override;
    [[nodiscard]] QSize size() const override;
    void read(const std::function<void(const QImage &)> &reader) const override;
    [[nodiscard]] QRegion takeDamage() override;
    void setVisible(bool visible) override;
    [[nodiscard]] GuestCursor cursor() const override;
    bool requestSize(QSize pixels, QSize millimetres) override;

private:
    QPointer<ConsoleHead> m_head;
    RequestSize m_requestSize;
};

} // namespace vitrine
