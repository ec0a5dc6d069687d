// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace vitrine {

class DefinitionDraft;

/**
 * Tells that the machine's window can share a folder, too, and gives the machine the channel which that
 * takes (SPICE's WebDAV port). GUI thread.
 */
class WindowFolderNote : public QWidget
{
    Q_OBJECT

public:
    /** `draft` outlives it. */
    explicit WindowFolderNote(DefinitionDraft *draft, QWidget *parent = nullptr);

private:
    void follow();

    DefinitionDraft *m_draft;
    QLabel *m_text;
    QPushButton *m_add;
};

} // namespace vitrine
