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

    // For the media role, which shares the pretend disk.

    [[nodiscard]] static quint64 totalBytes();
    [[nodiscard]] quint64 freeBytes() const;
    [[nodiscard]] QHash<QString, quint64> files() const
    {
        return m_files;
    }
    void setFile(const QString &path, quint64 bytes);
    void removeFile(const QString &path);

private:
    [[nodiscard]] bool isFile(const QString &path) const;
    [[nodiscard]] Result<> checkNewImage(const DiskImageSpec &spec) const;

    DemoBackend *m_backend;
    QHash<QString, quint64> m_files; ///< path -> bytes taken on the pretend disk
};

} // namespace vitrine
