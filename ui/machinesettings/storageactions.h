// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/properties/property.h"

#include <QObject>

class QAction;
class QMenu;

namespace vitrine {

class DefinitionDraft;
class MediaLibrary;
class MediaCommands;
class StorageTree;
struct StorageSpot;

/**
 * Puts drives and controllers into a draft and takes them out: what the buttons below the storage tree
 * do. What is not possible is disabled and says why. GUI thread.
 */
class StorageActions : public QObject
{
    Q_OBJECT

public:
    /** All outlive it; dialogs open above `window`. */
    StorageActions(DefinitionDraft *draft, StorageTree *tree, MediaLibrary *library, MediaCommands *media, QWidget *window);

    /** With its entries. */
    [[nodiscard]] QAction *addAction() const
    {
        return m_add;
    }
    [[nodiscard]] QAction *removeAction() const
    {
        return m_remove;
    }
    /** With its entries, which are those of the chosen drive. */
    [[nodiscard]] QAction *moveAction() const
    {
        return m_move;
    }
    [[nodiscard]] QAction *enlargeAction() const
    {
        return m_enlarge;
    }
    void update();

private:
    void fillAddMenu(QMenu *menu);
    void fillMoveMenu();
    void addTo(QMenu *menu, QLatin1StringView id);
    void makeDisk();
    void chooseFile(QLatin1StringView id);
    void attach(QLatin1StringView id, const QString &path);
    void addDrive(QLatin1StringView id, const QString &path, const QString &format);
    void addController(QLatin1StringView id);
    void removeCurrent();
    void putOn(const DeviceRef &drive, const QString &bus, int index);
    [[nodiscard]] QString busForNew(const QString &kind) const;
    [[nodiscard]] QString folderForNew() const;
    [[nodiscard]] QString sourceOf(const DeviceRef &drive) const;
    [[nodiscard]] QString removeRefusal(const StorageSpot &spot) const;
    [[nodiscard]] QString enlargeRefusal(const StorageSpot &spot) const;

    DefinitionDraft *m_draft;
    StorageTree *m_tree;
    MediaLibrary *m_library;
    MediaCommands *m_media;
    QWidget *m_window;
    QAction *m_add;
    QAction *m_remove;
    QAction *m_move;
    QAction *m_enlarge;
    QString m_making; ///< path of a disk that is being made, to be put in
};

} // namespace vitrine
