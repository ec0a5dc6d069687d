// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "backends/core/result.h"

#include <QDateTime>
#include <QList>
#include <QStringList>

#include <functional>
#include <optional>
#include <stop_token>

/**
 * @file
 * Disk images and disc images ("media"), the places they lie in, and who uses them; as values and as a
 * role of a connection.
 */
namespace vitrine {

/** A folder, share or volume group whose media the hypervisor lists (libvirt's storage pool). */
struct MediaPlace {
    QString id = {}; ///< unique on the connection
    QString name = {};
    QString type = {}; ///< "dir", "netfs", "logical", ...
    QString folder = {}; ///< where its media are to be found
    bool active = false;
    bool autostart = false;
    quint64 freeBytes = 0;
    quint64 totalBytes = 0;
    bool operator==(const MediaPlace &) const = default;
};

/** A place to be added. */
struct MediaPlaceSpec {
    QString name = {};
    QString type = {}; ///< "dir", "netfs" or "logical"
    QString folder = {}; ///< absolute; of "netfs" the mount point, unused with "logical"
    QString host = {}; ///< of "netfs": the server
    QString source = {}; ///< of "netfs" the exported folder, of "logical" the volume group
};

/** A snapshot kept inside an image. */
struct ImageSnapshot {
    QString name = {};
    QDateTime taken = {};
    quint64 stateBytes = 0; ///< memory of the machine, 0: disk only
    bool operator==(const ImageSnapshot &) const = default;
};

/** What one image says of itself. It may lie: sizes and names come from the file. */
struct ImageFacts {
    QString path = {}; ///< absolute, on the connection's host
    QString format = {}; ///< "qcow2", "raw", "vmdk", ...
    bool isDisc = false; ///< an ISO 9660 disc image
    quint64 virtualBytes = 0;
    quint64 realBytes = 0; ///< on the host's disk
    QString backing = {}; ///< absolute path of the image it builds on; empty: stands alone
    QString backingFormat = {}; ///< empty: not said
    QList<ImageSnapshot> snapshots = {};
    bool encrypted = false;
    quint64 clusterBytes = 0; ///< of qcow2
    /** FileMissing, FileUnreadable, or ImageUnsafe with what it points at in the detail; other fields may be empty then. */
    std::optional<Error> problem = {};
    bool operator==(const ImageFacts &) const = default;
};

struct Medium {
    ImageFacts facts = {};
    QString placeId = {}; ///< empty: outside of all places, but a machine or image names it
    bool isOwn = true; ///< the file can be worked on directly; else the hypervisor's service does what it can
    bool isReadable = true; ///< by this program
    bool operator==(const Medium &) const = default;
};

enum class MediumDevice {
    Disk,
    Disc,
    Floppy,
    Other, ///< firmware variables, kernels, ...
};

/** One place where a machine names a medium. */
struct MediumUse {
    QString path = {};
    MachineId machine = {};
    QString machineName = {};
    MediumDevice device = MediumDevice::Disk;
    QString target = {}; ///< "vda"
    QString snapshot = {}; ///< name of the machine's snapshot that names it; empty: the machine itself
    bool running = false;
    bool readOnly = false;
    bool operator==(const MediumUse &) const = default;
};

struct MediaListing {
    QList<MediaPlace> places = {};
    QList<Medium> media = {};
    QList<MediumUse> uses = {};
};

enum class Preallocation {
    None, ///< Takes room as it is written.
    Metadata, ///< qcow2's tables only.
    Full, ///< All room at once.
};

struct ImageSpec {
    QString path = {}; ///< absolute; its folder is made when missing
    QString format = {}; ///< "qcow2" or "raw"
    quint64 capacityBytes = 0;
    Preallocation preallocation = Preallocation::None;
};

/** A copy that stands alone: what its source builds on is copied into it. */
struct ImageCopySpec {
    QString source = {};
    QString target = {};
    QString format = {}; ///< of the target: "qcow2", "raw", "vmdk", "vdi", "vhdx", "vpc"
    Preallocation preallocation = Preallocation::None;
};

/** What a check of an image found. */
struct ImageCheck {
    bool supported = true; ///< false: images of this format can't be checked
    quint64 errors = 0; ///< damage: data may be lost
    quint64 leaks = 0; ///< room that is taken and not used: harmless
    quint64 repaired = 0;
    bool operator==(const ImageCheck &) const = default;
};

enum class RemovalWay {
    Trash,
    ForEver,
};

/** How a long call is stopped and watched. `progress` is called on the GUI thread with 0..1. */
struct MediaJob {
    std::stop_token stop = {};
    std::function<void(double)> progress = {};
};

/**
 * Looks after media. Each function is to be called on the GUI thread and resumes its awaiter there.
 *
 * Whatever changes or removes an image first looks who uses it, and refuses (DiskInUse, detail: the
 * users, one a line) by the rules of mediaRefusal() in mediauses.h. Nothing is ever overwritten
 * (FileExists), no room is taken that is not there (NoSpace), and a cancelled or failed job leaves no
 * partial file and the old image as it was. Images that point at anything but plain files are not
 * opened (ImageUnsafe). Where Feature::MediaJobs is not supported the hypervisor's service does the work:
 * copies in qcow2 and raw only, nothing is compacted or repaired, only images that this program can read
 * are checked, and only images that stand alone, without snapshots inside, are moved; a copy or move that
 * is cancelled goes on to its end before it is taken back. The rest fails with NotSupported.
 */
class MediaRole
{
public:
    virtual ~MediaRole() = default;

    /** All media of all active places, all that machines name, and all that those build on. */
    virtual Task<MediaListing> list() = 0;
    /** One file, listed or not. Errors are told in ImageFacts::problem. */
    virtual Task<ImageFacts> inspect(QString path) = 0;

    virtual Task<> create(ImageSpec spec, MediaJob job) = 0;
    /** Snapshots inside are not copied. */
    virtual Task<> copy(ImageCopySpec spec, MediaJob job) = 0;
    /** Grows, also the disk of a running machine, which is told; ShrinkRefused when `bytes` is less than it has. */
    virtual Task<> resize(QString path, quint64 bytes, MediaJob job) = 0;
    /** Moves the file and changes the definitions that name it, or nothing. */
    virtual Task<> move(QString path, QString target, MediaJob job) = 0;
    /** Gives room back that the guest no longer uses; the content is compared before the old file goes. */
    virtual Task<> compact(QString path, MediaJob job) = 0;
    virtual Task<ImageCheck> check(QString path, bool repair, MediaJob job) = 0;
    /** NotSupported when there is no trash for it. */
    virtual Task<> remove(QString path, RemovalWay way) = 0;

    /** Adds a place and starts it; nothing stays when it does not start. NameTaken, InvalidArgument. */
    virtual Task<> addPlace(MediaPlaceSpec spec) = 0;
    /** Forgets the place; its files stay. */
    virtual Task<> removePlace(QString id) = 0;
    virtual Task<> startPlace(QString id) = 0;
    /** Looks for files that came and went. */
    virtual Task<> refreshPlace(QString id) = 0;
};

} // namespace vitrine
