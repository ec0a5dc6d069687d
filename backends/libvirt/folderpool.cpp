// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/folderpool.h"

#include "backends/libvirt/errortranslation.h"

#include <QDir>
#include <QUuid>

#include <pugixml.hpp>

#include <cstdlib>
#include <functional>
#include <memory>
#include <sstream>

namespace vitrine {
namespace {

/** The first pool for which `wanted` is true. */
PoolHandle findPool(virConnectPtr connection, unsigned flags, const std::function<bool(virStoragePoolPtr)> &wanted)
{
    virStoragePoolPtr *pools = nullptr;
    const int count = virConnectListAllStoragePools(connection, &pools, flags);
    PoolHandle found;
    for (int i = 0; i < count; ++i) {
        PoolHandle pool(pools[i]);
        if (!found && wanted(pool.get())) {
            found = std::move(pool);
        }
    }
    std::free(pools);
    return found;
}

QString transientPoolXml(const QString &folder)
{
    pugi::xml_document document;
    pugi::xml_node pool = document.append_child("pool");
    pool.append_attribute("type") = "dir";
    const QString name = QLatin1String("vitrine-") + QUuid::createUuid().toString(QUuid::Id128);
    pool.append_child("name").text() = name.toUtf8().constData();
    pool.append_child("target").append_child("path").text() = folder.toUtf8().constData();
    std::ostringstream text;
    document.save(text);
    return QString::fromStdString(text.str());
}

} // namespace

QString poolTarget(virStoragePoolPtr pool)
{
    const std::unique_ptr<char, decltype(&std::free)> xml(virStoragePoolGetXMLDesc(pool, 0), &std::free);
    pugi::xml_document document;
    if (!xml || !document.load_string(xml.get())) {
        return {};
    }
    const QString path = QString::fromUtf8(document.child("pool").child("target").child("path").text().as_string());
    return path.isEmpty() ? path : QDir::cleanPath(path);
}

PoolHandle activePoolAround(virConnectPtr connection, const QString &folder)
{
    for (QString wanted = QDir::cleanPath(folder);; wanted = QDir::cleanPath(wanted + QLatin1String("/.."))) {
        PoolHandle pool = findPool(connection, VIR_CONNECT_LIST_STORAGE_POOLS_ACTIVE, [&wanted](virStoragePoolPtr candidate) {
            return poolTarget(candidate) == wanted;
        });
        if (pool || wanted == QLatin1String("/")) {
            return pool;
        }
    }
}

Result<FolderPool> FolderPool::open(virConnectPtr connection, const QString &folder, Folder wish)
{
    const QString wanted = QDir::cleanPath(folder);
    FolderPool result;
    result.m_pool = findPool(connection, 0, [&wanted](virStoragePoolPtr candidate) {
        return poolTarget(candidate) == wanted;
    });
    if (result.m_pool && virStoragePoolIsActive(result.m_pool.get()) == 1) {
        return result;
    }
    if (result.m_pool) {
        if (virStoragePoolCreate(result.m_pool.get(), wish == Folder::MakeWhenMissing ? VIR_STORAGE_POOL_CREATE_WITH_BUILD : 0) < 0) {
            return fail(lastError({}));
        }
        result.m_stopAtEnd = true;
        return result;
    }
    const unsigned flags = wish == Folder::MakeWhenMissing ? VIR_STORAGE_POOL_CREATE_WITH_BUILD : 0;
    result.m_pool.reset(virStoragePoolCreateXML(connection, transientPoolXml(wanted).toUtf8().constData(), flags));
    if (!result.m_pool) {
        return fail(lastError({}));
    }
    result.m_stopAtEnd = true;
    return result;
}

FolderPool::~FolderPool()
{
    if (m_pool && m_stopAtEnd) {
        virStoragePoolDestroy(m_pool.get());
    }
}

void FolderPool::refreshIfOld()
{
    if (!m_stopAtEnd) {
        virStoragePoolRefresh(m_pool.get(), 0);
    }
}

} // namespace vitrine
