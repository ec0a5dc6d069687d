// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/videoencoder.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

namespace vitrine {

class ConsoleView;

/**
 * Makes a film of what one view's guest shows: a picture when it has changed, at most 25 a second, each
 * with its time. The film keeps the size the guest had at its beginning; another resolution is scaled
 * into it. Goes on while the window is hidden; ends with the session, and as a playable file.
 */
class Recorder : public QObject
{
    Q_OBJECT

public:
    explicit Recorder(QObject *parent);
    ~Recorder() override;

    /** `view` must show a picture. */
    void start(ConsoleView *view, std::unique_ptr<VideoEncoder> encoder, const QString &path);
    void stop();
    [[nodiscard]] bool isRecording() const;
    /** What is recorded; null: nothing. */
    [[nodiscard]] const ConsoleView *view() const;

Q_SIGNALS:
    void changed();
    /** The file is whole. */
    void finished(const QString &path);
    /** The recording has ended. */
    void failed(const vitrine::Error &error);

private:
    void onFrame();
    void addPicture();
    void addLastPicture();
    void letGoOfView();

    QPointer<ConsoleView> m_view;
    std::unique_ptr<VideoEncoder> m_encoder; ///< while pictures are added
    QSize m_size;
    QImage m_last; ///< added last
    QElapsedTimer m_clock;
    std::chrono::nanoseconds m_lastTime{};
    QTimer m_next;
};

} // namespace vitrine
