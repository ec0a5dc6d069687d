// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/spicefiles.h"

#include "backends/console/gsignals.h"

#include <QCoroFuture>
#include <QFile>
#include <QPromise>

#include <spice/vd_agent.h>

#include <array>
#include <memory>
#include <utility>

namespace vitrine {
namespace {

using namespace Qt::StringLiterals;

/**
 * The library has one code for all that the guest's agent reports; its texts, in the user's language,
 * are what tells them apart. Up to the first number.
 */
ErrorCode agentErrorCode(const QString &message)
{
    static constexpr std::pair<const char *, ErrorCode> texts[] = {
        {"File transfer failed due to lack of free space on remote machine", ErrorCode::GuestNoSpace},
        {"File transfer failed due to lack of free space on remote machine (%s free, %s to transfer)", ErrorCode::GuestNoSpace},
        {"User's session is locked and cannot transfer files, unlock it and try again.", ErrorCode::GuestLocked},
        {"Session agent not connected.", ErrorCode::GuestLocked},
        {"Agent connection closed", ErrorCode::DisplayAgentMissing},
        {"The agent is not connected", ErrorCode::DisplayAgentMissing},
    };
    for (const auto &[text, code] : texts) {
        const QString known = QString::fromUtf8(g_dgettext("spice-gtk", text)).section(u'%', 0, 0);
        if (!known.isEmpty() && message.startsWith(known)) {
            return code;
        }
    }
    return ErrorCode::GuestRefused;
}

ErrorCode ioErrorCode(int code)
{
    switch (code) {
    case G_IO_ERROR_CANCELLED:
        return ErrorCode::Cancelled;
    case G_IO_ERROR_NOT_FOUND:
        return ErrorCode::FileMissing;
    case G_IO_ERROR_IS_DIRECTORY:
        return ErrorCode::FileIsFolder;
    default:
        return ErrorCode::FileUnreadable;
    }
}

/** One file on its way: shared by its task and the library, which may call back long after a cancel. */
class Transfer
{
public:
    void end(const Result<> &result)
    {
        if (!std::exchange(m_ended, true)) {
            promise.addResult(result);
            promise.finish();
        }
    }

    QString path;
    SpiceFiles::Progress progress;
    QPromise<Result<>> promise;
    GObjectPtr<GCancellable> cancellable{g_cancellable_new()};
    GSignals signals;
    GErrorPtr error; ///< of the file, more telling than that of the whole call

private:
    bool m_ended = false;
};
using TransferPtr = std::shared_ptr<Transfer>;

Result<> outcome(const Transfer &transfer, const GError *callError)
{
    const GError *error = transfer.error ? transfer.error.get() : callError;
    if (!error) {
        return {};
    }
    const QString text = QString::fromUtf8(error->message);
    const ErrorCode code = error->domain == G_IO_ERROR ? ioErrorCode(error->code) : agentErrorCode(text);
    return fail(code, transfer.path, text, u"send-file"_s);
}

/**
 * What the library has for the agent at the end of a file (that it was cancelled) it only queues;
 * another message takes it along. Asking for the mouse mode that there is changes nothing.
 */
void tellAgent(SpiceMainChannel *channel)
{
    int mode = SPICE_MOUSE_MODE_SERVER;
    gboolean agent = FALSE; // not any more when the session has gone
    g_object_get(channel, "mouse-mode", &mode, "agent-connected", &agent, nullptr);
    if (agent == TRUE) {
        spice_main_channel_request_mouse_mode(channel, mode);
    }
}

/** The call is over; what it tells of the file itself may come after it in the same turn of the loop. */
void finished(GObject *channel, GAsyncResult *result, gpointer data)
{
    GError *error = nullptr;
    spice_main_channel_file_copy_finish(SPICE_MAIN_CHANNEL(channel), result, &error);
    struct Last {
        GObjectPtr<SpiceMainChannel> channel;
        std::unique_ptr<TransferPtr> transfer;
        GErrorPtr error;
    };
    g_idle_add_once(
        [](gpointer last) {
            const std::unique_ptr<Last> owned(static_cast<Last *>(last));
            Transfer &transfer = **owned->transfer;
            tellAgent(owned->channel.get());
            transfer.end(outcome(transfer, owned->error.get()));
        },
        new Last{.channel = shareGObject(SPICE_MAIN_CHANNEL(channel)),
                 .transfer = std::unique_ptr<TransferPtr>(static_cast<TransferPtr *>(data)),
                 .error = GErrorPtr(error)});
}

void begin(SpiceMainChannel *channel, const TransferPtr &transfer)
{
    GSignals starting; // the library announces the file inside of the call
    starting.add(channel,
                 "new-file-transfer",
                 G_CALLBACK(+[](SpiceMainChannel *, SpiceFileTransferTask *task, Transfer *self) {
                     self->signals.add(task,
                                       "finished",
                                       G_CALLBACK(+[](SpiceFileTransferTask *, GError *error, Transfer *ended) {
                                           ended->error.reset(error ? g_error_copy(error) : nullptr);
                                       }),
                                       self);
                 }),
                 transfer.get());
    const GObjectPtr<GFile> file(g_file_new_for_path(QFile::encodeName(transfer->path).constData()));
    std::array<GFile *, 2> files = {file.get(), nullptr};
    spice_main_channel_file_copy_async(
        channel,
        files.data(),
        G_FILE_COPY_NONE,
        transfer->cancellable.get(),
        [](goffset done, goffset total, gpointer data) {
            if (const auto &progress = static_cast<Transfer *>(data)->progress) {
                progress(static_cast<quint64>(done), static_cast<quint64>(total));
            }
        },
        transfer.get(),
        finished,
        new TransferPtr(transfer));
}

} // namespace

void SpiceFiles::follow(SpiceMainChannel *channel)
{
    m_channel = channel ? shareGObject(channel) : nullptr;
    if (!channel) {
        agentChanged();
    }
}

void SpiceFiles::agentChanged()
{
    gboolean connected = FALSE;
    if (m_channel) {
        g_object_get(m_channel.get(), "agent-connected", &connected, nullptr);
    }
    const bool available = connected == TRUE && spice_main_channel_agent_test_capability(m_channel.get(), VD_AGENT_CAP_FILE_XFER_DISABLED) == FALSE;
    if (available != std::exchange(m_available, available)) {
        Q_EMIT availableChanged();
    }
}

bool SpiceFiles::isAvailable() const
{
    return m_available;
}

Task<> SpiceFiles::send(QString path, Progress progress, std::stop_token stop)
{
    if (!m_available) {
        co_return fail(ErrorCode::NotSupported, path, {}, u"send-file"_s);
    }
    if (stop.stop_requested()) {
        co_return fail(Error::cancelled());
    }
    const auto transfer = std::make_shared<Transfer>();
    transfer->path = path;
    transfer->progress = std::move(progress);
    transfer->promise.start();
    // The library notices a cancel only when the guest answers, which it may never do.
    const std::stop_callback cancel(stop, [transfer] {
        transfer->progress = {};
        g_cancellable_cancel(transfer->cancellable.get());
        transfer->end(fail(Error::cancelled()));
    });
    begin(m_channel.get(), transfer);
    co_return co_await transfer->promise.future();
}

} // namespace vitrine
