// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/osinfo/osdatabase.h"

#include "vitrine_osinfo_debug.h"

#include <QHash>

#include <gio/gio.h>
#include <glib-object.h>

// The headers forget to say so themselves.
extern "C" {
#include <osinfo/osinfo.h>
}

#include <algorithm>
#include <mutex>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

struct Unref {
    void operator()(gpointer object) const
    {
        g_object_unref(object);
    }
};
template<typename T>
using GObjectPtr = std::unique_ptr<T, Unref>;

/** Calls `function` with each element of a list of libosinfo's; takes the list over. */
template<typename Entity, typename List, typename Function>
void forEach(List *list, Function function)
{
    if (!list) {
        return;
    }
    const GObjectPtr<List> owned(list);
    const int length = osinfo_list_get_length(OSINFO_LIST(list));
    for (int i = 0; i < length; ++i) {
        function(reinterpret_cast<Entity *>(osinfo_list_get_nth(OSINFO_LIST(list), i)));
    }
}

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

/** Of the resources for x86_64, or for all architectures where it says nothing of x86_64. */
OsResources resourcesOf(OsinfoResourcesList *list)
{
    OsResources result;
    bool exact = false;
    forEach<OsinfoResources>(list, [&](OsinfoResources *resources) {
        const QString architecture = text(osinfo_resources_get_architecture(resources));
        if (exact || (architecture != "x86_64"_L1 && architecture != "all"_L1)) {
            return;
        }
        exact = architecture == "x86_64"_L1;
        // -1 is "not stated"
        result.memoryBytes = quint64(std::max<gint64>(0, osinfo_resources_get_ram(resources)));
        result.processors = std::max(0, osinfo_resources_get_n_cpus(resources));
        result.diskBytes = quint64(std::max<gint64>(0, osinfo_resources_get_storage(resources)));
    });
    return result;
}

/** Also the names of the icons in resources/. */
QString familyKey(const QString &distro, const QString &family)
{
    static const QHash<QString, QString> keys{
        {u"win"_s, u"windows"_s},      {u"archlinux"_s, u"arch"_s},   {u"opensuse"_s, u"suse"_s},
        {u"sles"_s, u"suse"_s},        {u"sled"_s, u"suse"_s},        {u"sle"_s, u"suse"_s},
        {u"rhel"_s, u"redhat"_s},      {u"centos"_s, u"redhat"_s},    {u"centos-stream"_s, u"redhat"_s},
        {u"rocky"_s, u"redhat"_s},     {u"almalinux"_s, u"redhat"_s}, {u"ol"_s, u"redhat"_s},
        {u"debian"_s, u"debian"_s},    {u"ubuntu"_s, u"ubuntu"_s},    {u"fedora"_s, u"fedora"_s},
        {u"freebsd"_s, u"bsd"_s},      {u"openbsd"_s, u"bsd"_s},      {u"netbsd"_s, u"bsd"_s},
        {u"dragonflybsd"_s, u"bsd"_s},
    };
    return keys.value(distro, family == "linux"_L1 ? u"linux"_s : u"generic"_s);
}

/** UEFI where the system is known to take it or is young enough. */
Firmware firmwareOf(OsinfoOs *os, bool needsSecureBoot)
{
    if (needsSecureBoot) {
        return Firmware::UefiSecureBoot;
    }
    bool efi = false;
    bool bios = false;
    forEach<OsinfoFirmware>(osinfo_os_get_complete_firmware_list(os, nullptr), [&](OsinfoFirmware *firmware) {
        if (text(osinfo_firmware_get_architecture(firmware)) == "x86_64"_L1 && osinfo_firmware_is_supported(firmware)) {
            (text(osinfo_firmware_get_firmware_type(firmware)) == "efi"_L1 ? efi : bios) = true;
        }
    });
    if (efi || bios) {
        return efi ? Firmware::Uefi : Firmware::Bios;
    }
    constexpr int firstUefiYear = 2013;
    const std::unique_ptr<GDate, decltype(&g_date_free)> released(osinfo_product_get_release_date(OSINFO_PRODUCT(os)), g_date_free);
    return released && g_date_get_year(released.get()) < firstUefiYear ? Firmware::Bios : Firmware::Uefi;
}

void readDevices(OsinfoOs *os, OsInfo &info)
{
    forEach<OsinfoDevice>(osinfo_os_get_all_devices(os, nullptr), [&info](OsinfoDevice *device) {
        const QString name = text(osinfo_device_get_name(device));
        info.supportsVirtioDisk |= name == "virtio1.0-block"_L1 || name == "virtio-block"_L1;
        info.supportsVirtioNet |= name == "virtio1.0-net"_L1 || name == "virtio-net"_L1;
    });
}

OsInfo toInfo(OsinfoOs *os)
{
    auto *product = OSINFO_PRODUCT(os);
    OsInfo info;
    info.id = text(osinfo_entity_get_id(OSINFO_ENTITY(os)));
    info.shortId = text(osinfo_product_get_short_id(product));
    info.name = text(osinfo_product_get_name(product));
    info.version = info.id.section(u'/', -1);
    info.isWindows = text(osinfo_os_get_distro(os)) == "win"_L1;
    info.family = familyKey(text(osinfo_os_get_distro(os)), text(osinfo_os_get_family(os)));
    info.minimum = resourcesOf(osinfo_os_get_minimum_resources(os));
    info.recommended = resourcesOf(osinfo_os_get_recommended_resources(os));
    readDevices(os, info);
    // Windows 11 is the first that refuses to install without; the server editions don't.
    constexpr int firstWithTpm = 11;
    const int windowsVersion = info.isWindows ? info.version.toInt() : 0;
    info.needsTpm2 = info.needsSecureBoot = windowsVersion >= firstWithTpm && windowsVersion < 90;
    info.firmware = firmwareOf(os, info.needsSecureBoot);
    info.isReleased = osinfo_os_get_release_status(os) == OSINFO_RELEASE_STATUS_RELEASED;
    return info;
}

GObjectPtr<OsinfoMedia> toMedia(const IsoFacts &iso)
{
    GObjectPtr<OsinfoMedia> media(osinfo_media_new("vitrine", "x86_64"));
    const auto set = [&media](const char *key, const QString &value) {
        if (!value.isEmpty()) {
            osinfo_entity_set_param(OSINFO_ENTITY(media.get()), key, value.toUtf8().constData());
        }
    };
    set(OSINFO_MEDIA_PROP_VOLUME_ID, iso.label);
    set(OSINFO_MEDIA_PROP_SYSTEM_ID, iso.system);
    set(OSINFO_MEDIA_PROP_PUBLISHER_ID, iso.publisher);
    set(OSINFO_MEDIA_PROP_APPLICATION_ID, iso.application);
    osinfo_entity_set_param_int64(OSINFO_ENTITY(media.get()), OSINFO_MEDIA_PROP_VOLUME_SIZE, gint64(std::min(iso.volumeBytes, quint64(G_MAXINT64))));
    return media;
}

} // namespace

class OsDatabase::Private
{
public:
    Result<> load();
    [[nodiscard]] OsInfo find(const QString &id) const;
    /** The newest system up to the guess's version. */
    [[nodiscard]] OsInfo nearest(const MediaGuess &guess) const;
    /** Fills in what libosinfo knows; false: nothing, or only "some Fedora". */
    bool identifyByDatabase(MediaInfo &info);

    std::mutex mutex;
    GObjectPtr<OsinfoDb> db;
};

Result<> OsDatabase::Private::load()
{
    if (db) {
        return {};
    }
    const GObjectPtr<OsinfoLoader> loader(osinfo_loader_new());
    GError *error = nullptr;
    osinfo_loader_process_default_path(loader.get(), &error);
    const QString message = error ? text(error->message) : QString();
    g_clear_error(&error);
    OsinfoDb *loaded = osinfo_loader_get_db(loader.get());
    const GObjectPtr<OsinfoOsList> list(osinfo_db_get_os_list(loaded));
    if (osinfo_list_get_length(OSINFO_LIST(list.get())) == 0) {
        return fail(ErrorCode::ComponentMissing, u"osinfo-db"_s, message, u"load-osinfo-db"_s);
    }
    if (!message.isEmpty()) {
        qCWarning(VITRINE_OSINFO) << "part of the database of operating systems could not be read:" << message;
    }
    db.reset(static_cast<OsinfoDb *>(g_object_ref(loaded)));
    return {};
}

OsInfo OsDatabase::Private::find(const QString &id) const
{
    OsinfoOs *os = osinfo_db_get_os(db.get(), id.toUtf8().constData());
    return os ? toInfo(os) : OsInfo{};
}

OsInfo OsDatabase::Private::nearest(const MediaGuess &guess) const
{
    if (const OsInfo exact = find(guess.idPrefix + guess.version); !exact.isNull()) {
        return exact;
    }
    QString best;
    forEach<OsinfoOs>(osinfo_db_get_os_list(db.get()), [&](OsinfoOs *os) {
        const QString id = text(osinfo_entity_get_id(OSINFO_ENTITY(os)));
        const QString version = id.mid(guess.idPrefix.size());
        const bool isNumber = !version.isEmpty() && version.at(0).isDigit();
        if (id.startsWith(guess.idPrefix) && isNumber && !versionLess(guess.version, version) && (best.isEmpty() || versionLess(best, version))) {
            best = version;
        }
    });
    return best.isEmpty() ? OsInfo{} : find(guess.idPrefix + best);
}

bool OsDatabase::Private::identifyByDatabase(MediaInfo &info)
{
    const GObjectPtr<OsinfoMedia> media = toMedia(info.iso);
    if (!osinfo_db_identify_media(db.get(), media.get())) {
        return false;
    }
    info.isLive = osinfo_media_get_live(media.get());
    info.isInstaller = osinfo_media_get_installer(media.get());
    const GObjectPtr<OsinfoOs> os(osinfo_media_get_os(media.get()));
    if (!os) {
        return false;
    }
    info.os = toInfo(os.get());
    // The media of Windows 10 and 11 carry the same names.
    info.sure = !info.os.isWindows || (info.os.version != "10"_L1 && info.os.version != "11"_L1);
    return !info.os.version.endsWith("unknown"_L1);
}

OsDatabase::OsDatabase()
    : d(std::make_unique<Private>())
{
}

OsDatabase::~OsDatabase() = default;

Result<QList<OsInfo>> OsDatabase::all()
{
    const std::scoped_lock lock(d->mutex);
    if (const Result<> loaded = d->load(); !loaded) {
        return fail(loaded.error());
    }
    QList<OsInfo> systems;
    forEach<OsinfoOs>(osinfo_db_get_os_list(d->db.get()), [&systems](OsinfoOs *os) {
        const OsInfo info = toInfo(os);
        if (!info.version.endsWith("unknown"_L1)) {
            systems.append(info);
        }
    });
    std::ranges::sort(systems, [](const OsInfo &a, const OsInfo &b) {
        const QString left = a.id.section(u'/', 0, -2);
        const QString right = b.id.section(u'/', 0, -2);
        return std::tie(a.family, left) != std::tie(b.family, right) ? std::tie(a.family, left) < std::tie(b.family, right) : versionLess(b.version, a.version);
    });
    return systems;
}

Result<OsInfo> OsDatabase::os(const QString &id)
{
    const std::scoped_lock lock(d->mutex);
    if (const Result<> loaded = d->load(); !loaded) {
        return fail(loaded.error());
    }
    OsInfo info = d->find(id);
    if (info.isNull()) {
        return fail(ErrorCode::NotFound, id, {}, u"find-os"_s);
    }
    return info;
}

Result<MediaInfo> OsDatabase::identify(const IsoFacts &iso)
{
    const std::scoped_lock lock(d->mutex);
    if (const Result<> loaded = d->load(); !loaded) {
        return fail(loaded.error());
    }
    MediaInfo info{.iso = iso};
    if (d->identifyByDatabase(info)) {
        return info;
    }
    const MediaGuess guess = guessMedia(iso.label, iso.diskInfo);
    if (const OsInfo guessed = guess.idPrefix.isEmpty() ? OsInfo{} : d->nearest(guess); !guessed.isNull()) {
        info.os = guessed;
        info.variant = guess.variant;
        info.sure = false;
    }
    return info;
}

} // namespace vitrine
