// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/result.h"

#include <QString>

namespace vitrine {

/**
 * qcow2 copies of the firmware's templates for its variables. A machine whose variables are qcow2
 * from birth can be snapshotted while it runs; the firmware packages bring raw templates only, and
 * libvirt doesn't convert.
 *
 * A template is made once and kept in XDG_DATA_HOME/vitrine/nvram; an updated firmware gets another
 * file beside it, as machines may still name the old one. Files appear whole or not at all.
 */
class NvramTemplates
{
public:
    /** `folder` empty: the default one. */
    explicit NvramTemplates(QString folder = {});

    /**
     * The path of the qcow2 copy of a raw template. GUI thread. Errors: FirmwareMissing (no such
     * template), ComponentMissing (qemu-img), NoSpace, FileUnreadable, Internal.
     */
    [[nodiscard]] Task<QString> qcow2For(QString rawTemplate) const;

private:
    QString m_folder;
};

} // namespace vitrine
