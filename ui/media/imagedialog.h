// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediauses.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;

namespace vitrine {

class ImageTarget;
class MediaLibrary;

/** Asks what a new image, a copy or a moved image is to be. Says what will happen before the button is pressed. */
class ImageDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Purpose {
        Create,
        Copy,
        Move,
    };
    /** `source`: the image to be copied or moved; empty for a new one. */
    ImageDialog(Purpose purpose, const QString &source, const MediaLibrary &library, QWidget *parent);

    /** Another folder and name (without its ending) to begin with. */
    void suggest(const QString &folder, const QString &base);

    [[nodiscard]] QString path() const;
    [[nodiscard]] ImageSpec spec() const;
    [[nodiscard]] ImageCopySpec copySpec() const;

private:
    void addFormat(QFormLayout *form);
    void addSize(QFormLayout *form);
    void addPreallocation(QFormLayout *form);
    void addButtons();
    void suggestDefault();
    void tellSource();
    void update();
    [[nodiscard]] QString issue() const;
    [[nodiscard]] QString format() const;
    [[nodiscard]] Preallocation preallocation() const;

    const Purpose m_purpose;
    const QString m_source;
    const MediaLibrary &m_library;
    QSet<QString> m_taken; ///< paths that are listed
    quint64 m_freeBytes = 0; ///< of the place that the image goes to by default; 0: not known
    QString m_freeFolder;
    bool m_filesOnly = false; ///< the connection makes plain images only
    ImageTarget *m_target;
    QComboBox *m_format = nullptr;
    QDoubleSpinBox *m_size = nullptr;
    QComboBox *m_preallocation = nullptr;
    QLabel *m_note;
    QLabel *m_issue;
    QDialogButtonBox *m_buttons;
};

} // namespace vitrine
