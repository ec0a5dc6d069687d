// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/consolesession.h"
#include "backends/console/headpicture.h"

#include <memory>

namespace vitrine {

/** A screen whose picture a transport's own thread writes: what is the same whatever the transport. */
class PictureHead : public ConsoleHead
{
    Q_OBJECT

public:
    explicit PictureHead(int number);
    ~PictureHead() override;

    [[nodiscard]] const std::shared_ptr<HeadPicture> &picture() const
    {
        return m_picture;
    }
    [[nodiscard]] int number() const override;
    [[nodiscard]] QSize size() const override;
    void read(const std::function<void(const QImage &)> &reader) const override;
    [[nodiscard]] QRegion takeDamage() override;
    void setVisible(bool visible) override;
    [[nodiscard]] GuestCursor cursor() const override;

protected:
    [[nodiscard]] bool isVisible() const
    {
        return m_visible;
    }
    /** Asks the guest for frames, or for none any more. */
    virtual void setUpdates(bool wanted) = 0;
    /** There is another frame, before anybody is told; nothing by default. */
    virtual void frameChanged();

private:
    void deliver(int changes);

    int m_number;
    std::shared_ptr<HeadPicture> m_picture;
    bool m_visible = true;
};

} // namespace vitrine
