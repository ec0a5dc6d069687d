// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/error.h"
#include "backends/core/ids.h"
#include "ui/main/sections.h"

#include <KXmlGuiWindow>

#include <QTimer>

#include <functional>

class QStackedWidget;

namespace vitrine {

class ConnectionBanner;
class ConnectionFailedPage;
class DetailsPage;
class MachineActions;
class MachineCommands;
class MachineListModel;
class MachineListPane;
class MachineStore;
class OperationList;
class Thumbnailer;

/** What the main window works with; made by app/, everything outlives the window. */
struct MainWindowContext {
    MachineStore *store = nullptr;
    MachineCommands *commands = nullptr;
    OperationList *operations = nullptr;
    /** Opens (or raises) the console window of an active machine. */
    std::function<void(MachineId id)> openConsole = {};
    /** Opens the create dialog; an empty path leaves the ISO to be chosen there. */
    std::function<void(QString isoPath)> openCreate = {};
    /** What the side bar offers beside the machines. */
    QList<MainSection> sections = {};
};

/**
 * The manager: machine list at the left, details of the selected machine at the right, or a page that
 * says what to do when there is no machine or no connection.
 *
 * GUI thread; deletes itself on close.
 */
class MainWindow : public KXmlGuiWindow
{
    Q_OBJECT

public:
    explicit MainWindow(MainWindowContext context);
    ~MainWindow() override;

    /** Selects a machine, now or as soon as it is listed. */
    void selectMachine(const MachineId &id);
    /**
     * Why guests run without hardware acceleration on this computer (the result of the probe), told
     * beside each emulated machine. An error with code Cancelled takes it back.
     */
    void setAccelerationProblem(const Error &problem);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void saveProperties(KConfigGroup &group) override;
    void readProperties(const KConfigGroup &group) override;

private:
    void setUpActions();
    void createMenus();
    void renderIcons();
    [[nodiscard]] QWidget *makeMachinesPage();
    void setUpCentral();
    void setUpStatusBar();
    void connectMachines();
    void onSectionChanged();
    void updatePage();
    void onCurrentChanged(const MachineId &id);
    void chooseIso();
    void showPreferences();
    void showAbout();

    MainWindowContext m_context;
    MachineListModel *m_model = nullptr;
    MachineActions *m_actions = nullptr;
    MachineListPane *m_list = nullptr;
    DetailsPage *m_details = nullptr;
    ConnectionBanner *m_banner = nullptr;
    ConnectionFailedPage *m_failed = nullptr;
    QStackedWidget *m_pages = nullptr;
    Sections *m_sections = nullptr;
    QTimer m_detailsTimer; ///< the details follow the list after it was painted, so that one turn of the event loop stays short
    Thumbnailer *m_thumbnailer = nullptr;
};

} // namespace vitrine
