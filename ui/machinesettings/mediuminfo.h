// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediarole.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace vitrine {

class MediaLibrary;
class MediaProperties;

/**
 * What the image in a drive is: kind, sizes, what it builds on, who else uses it, and what speaks
 * against it. Listed or not: it is looked at as soon as its path is known. GUI thread.
 */
class MediumInfo : public QWidget
{
    Q_OBJECT

public:
    /** `library` outlives it. */
    explicit MediumInfo(MediaLibrary *library, QWidget *parent = nullptr);

    /** `format`: what the definition says that it is, empty: nothing. An empty path hides all. */
    void setMedium(const QString &path, const QString &format);

Q_SIGNALS:
    /** The user wants the drive to have the image's own format. */
    void formatWanted(const QString &format);

private:
    void update();
    void inspect();
    [[nodiscard]] QString mismatch(const ImageFacts &facts) const;

    MediaLibrary *m_library;
    QString m_path;
    QString m_format;
    ImageFacts m_inspected; ///< of a path that is not listed
    QTimer m_typing; ///< paths are entered letter by letter
    QLabel *m_warning;
    QPushButton *m_mend;
    MediaProperties *m_properties;
};

} // namespace vitrine
