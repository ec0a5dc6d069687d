// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/roles.h"

#include <QHash>
#include <QPointer>

namespace vitrine {

class DemoBackend;

/**
 * A pretend file system of 500 GiB at "/demo", laid over the real one: files made here exist only
 * in memory, files of the real one can be looked at but are never written or deleted.
 */
class DemoStorage : public StorageRole
{
public:
    explicit DemoStorage(DemoBackend *backend);
    Task<StoragePlace> defaultPlace() override;
    Task<StoragePlace> place(QString folder) override;
    Task<bool> exists(QString path) override;
    Task<> createDiskImage(DiskImageSpec spec, std::stop_token stop) override;
    Task<> deleteDiskImage(QString path) override;
    Task<> checkReadable(QString path) override;

private:
    [[nodiscard]] bool isFile(const QString &path) const;
    [[nodiscard]] quint64 freeBytes() const;
    [[nodiscard]] Result<> checkNewImage(const DiskImageSpec &spec) const;

    DemoBackend *m_backend;
    QHash<QString, quint64> m_files; ///< path -> bytes taken on the pretend disk
};

} // namespace vitrine
