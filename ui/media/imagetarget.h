// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLineEdit;

namespace vitrine {

/** Where an image goes: a folder that can be browsed for, and a name whose ending follows the format. */
class ImageTarget : public QWidget
{
    Q_OBJECT

public:
    explicit ImageTarget(QWidget *parent = nullptr);

    void setFolder(const QString &folder);
    /** With its ending, if it is to have one. */
    void setName(const QString &name);
    /** "qcow2", "raw": exchanges the ending as long as it is that of a format. */
    void setFormat(const QString &format);
    [[nodiscard]] QString path() const;
    /** What is wrong with it, in plain words; empty: nothing. */
    [[nodiscard]] QString issue() const;
    [[nodiscard]] QLineEdit *nameEdit() const
    {
        return m_name;
    }
    [[nodiscard]] QLineEdit *folderEdit() const
    {
        return m_folder;
    }

Q_SIGNALS:
    void changed();

private:
    void browse();

    QLineEdit *m_name;
    QLineEdit *m_folder;
};

/** The ending a file of that format usually has: "qcow2", "img", ... */
[[nodiscard]] QString imageSuffix(const QString &format);

} // namespace vitrine
