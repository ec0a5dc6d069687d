// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/roles.h"

namespace vitrine {

class ConnectionManager;

class LibvirtStorage : public StorageRole
{
public:
    explicit LibvirtStorage(ConnectionManager *manager)
        : m_manager(manager)
    {
    }
    Task<StoragePlace> defaultPlace() override;
    Task<StoragePlace> place(QString folder) override;
    Task<bool> exists(QString path) override;
    Task<> createDiskImage(DiskImageSpec spec, std::stop_token stop) override;
    Task<> deleteDiskImage(QString path) override;
    Task<> checkReadable(QString path) override;

private:
    ConnectionManager *m_manager;
};

} // namespace vitrine
