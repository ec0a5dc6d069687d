// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/mainwindow.h"

#include "models/errortext.h"
#include "models/machinecommands.h"
#include "models/machinelistmodel.h"
#include "models/machinestore.h"
#include "models/operationlist.h"
#include "ui/main/connectionbanner.h"
#include "ui/main/connectionfailedpage.h"
#include "ui/main/detailspage.h"
#include "ui/main/machinelistpane.h"
#include "ui/main/machinelistview.h"
#include "ui/main/operationsindicator.h"
#include "ui/main/thumbnailer.h"
#include "ui/main/welcomepage.h"
#include "ui/machinesettings/machinesettingsdialog.h"
#include "ui/settings/settingsdialog.h"
#include "ui/widgets/isofiles.h"
#include "ui/widgets/machineactions.h"

#include <KAboutApplicationDialog>
#include <KAboutData>
#include <KActionCollection>
#include <KConfigGroup>
#include <KLocalizedString>
#include <KSharedConfig>
#include <KStandardAction>
#include <KToggleAction>
#include <KToolBar>
#include <KXMLGUIFactory>

#include <QAction>
#include <QApplication>
#include <QDragEnterEvent>
#include <QMenu>
#include <QMimeData>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

KConfigGroup stateGroup()
{
    return KSharedConfig::openStateConfig()->group(u"MainWindow"_s);
}

} // namespace

MainWindow::MainWindow(MainWindowContext context)
    : m_context(std::move(context))
    , m_model(new MachineListModel(m_context.store, this))
{
    setObjectName(u"MainWindow"_s);
    setWindowTitle(i18nc("@title:window", "Vitrine"));
    setComponentName(u"vitrine"_s, i18nc("@title", "Vitrine"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAcceptDrops(true);
    setHelpMenuEnabled(false); // its handbook entry would lead nowhere
    m_actions = new MachineActions(
        m_context.store,
        m_context.commands,
        m_context.openConsole,
        [this](const MachineId &id) {
            showMachineSettings(m_context.store, m_context.commands, id, this);
        },
        this);
    setUpActions();
    setUpCentral();
    setUpStatusBar();
    createMenus();
    plugActionList(u"sections"_s, m_sections->actions());
    for (const QString &name : {u"machine"_s, u"machine_popup"_s}) {
        if (auto *menu = qobject_cast<QMenu *>(factory()->container(name, this))) {
            menu->setToolTipsVisible(true);
        }
    }
    m_detailsTimer.setSingleShot(true);
    connect(&m_detailsTimer, &QTimer::timeout, this, [this] {
        m_details->setMachine(m_list->currentMachine());
    });
    connectMachines();
    updatePage();
    m_list->setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::createMenus()
{
    // Not by setupGUI(Create): that merges KDE's standard menus in, with a Settings menu of its own.
    setXMLFile(u"vitrineui.rc"_s);
    guiFactory()->addClient(this);
    const QSize wanted(fontMetrics().averageCharWidth() * 150, fontMetrics().height() * 40);
    setupGUI(wanted.boundedTo(screen()->availableSize() * 0.9), Keys | Save);
    auto *toolBarAction = qobject_cast<KToggleAction *>(actionCollection()->action(u"view_show_toolbar"_s));
    QToolBar *bar = toolBar(u"mainToolBar"_s);
    bar->setAccessibleName(i18nc("@title", "Main Toolbar"));
    toolBarAction->setChecked(!bar->isHidden());
    connect(toolBarAction, &QAction::toggled, bar, &QWidget::setVisible);
    connect(bar->toggleViewAction(), &QAction::toggled, toolBarAction, &QAction::setChecked);
    statusBar()->setVisible(m_context.operations->rowCount() > 0);
    renderIcons();
}

/** Before there is a window that would not answer meanwhile: a theme's icons take half as long as all of its first picture. */
void MainWindow::renderIcons()
{
    for (const QToolButton *button : findChildren<QToolButton *>()) {
        button->icon().pixmap(button->iconSize(), devicePixelRatioF(), QIcon::Normal, button->isChecked() ? QIcon::On : QIcon::Off);
    }
}

void MainWindow::setUpActions()
{
    KActionCollection *collection = actionCollection();
    const auto add = [&](const QString &name, const QString &icon, const QString &text, const QKeySequence &shortcut) {
        auto *action = new QAction(QIcon::fromTheme(icon), text, this);
        collection->addAction(name, action);
        KActionCollection::setDefaultShortcut(action, shortcut);
        return action;
    };
    QAction *create = add(u"machine_new"_s, u"document-new"_s, i18nc("@action", "New…"), QKeySequence::New);
    create->setToolTip(i18nc("@info:tooltip", "Make a new machine"));
    connect(create, &QAction::triggered, this, [this] {
        m_context.openCreate({});
    });
    QAction *open = add(u"file_open_iso"_s, u"document-open"_s, i18nc("@action", "Open…"), QKeySequence::Open);
    open->setToolTip(i18nc("@info:tooltip", "Open a disc image (.iso) and make a machine from it"));
    connect(open, &QAction::triggered, this, &MainWindow::chooseIso);
    QAction *find = add(u"machine_search"_s, u"search"_s, i18nc("@action", "Search"), QKeySequence::Find);
    connect(find, &QAction::triggered, this, [this] {
        m_list->focusSearch();
    });
    QAction *preferences = add(u"file_preferences"_s, u"configure"_s, i18nc("@action", "Preferences…"), Qt::CTRL | Qt::Key_Comma);
    preferences->setMenuRole(QAction::PreferencesRole);
    connect(preferences, &QAction::triggered, this, &MainWindow::showPreferences);
    auto *showToolBar = new KToggleAction(i18nc("@action:inmenu", "Show Toolbar"), this);
    collection->addAction(u"view_show_toolbar"_s, showToolBar);
    KStandardAction::keyBindings(guiFactory(), &KXMLGUIFactory::showConfigureShortcutsDialog, collection);
    // Console windows too: each asks what becomes of its machine.
    KStandardAction::quit(qApp, &QApplication::closeAllWindows, collection);
    KStandardAction::aboutApp(this, &MainWindow::showAbout, collection);
    m_actions->addTo(collection);
}

QWidget *MainWindow::makeMachinesPage()
{
    auto *machines = new QSplitter(Qt::Horizontal);
    machines->setObjectName(u"machinesSplitter"_s);
    machines->setChildrenCollapsible(false);
    m_list = new MachineListPane(m_model, machines);
    m_details = new DetailsPage(m_context.store, m_context.commands, m_actions, machines);
    m_details->raise(); // QSplitter turns the order around in which screen readers walk
    machines->setStretchFactor(0, 0);
    machines->setStretchFactor(1, 1);
    const int unit = fontMetrics().averageCharWidth();
    m_list->setMinimumWidth(26 * unit);
    m_details->setMinimumWidth(45 * unit);
    machines->setSizes({50 * unit, 100 * unit});
    const QByteArray splitter = stateGroup().readEntry("Splitter", QByteArray());
    if (!splitter.isEmpty()) {
        machines->restoreState(splitter);
    }
    connect(machines, &QSplitter::splitterMoved, this, [machines] {
        stateGroup().writeEntry("Splitter", machines->saveState());
    });
    return machines;
}

void MainWindow::setUpCentral()
{
    auto *welcome = new WelcomePage;
    connect(welcome, &WelcomePage::newFromIsoRequested, this, &MainWindow::chooseIso);
    connect(welcome, &WelcomePage::newRequested, this, [this] {
        m_context.openCreate({});
    });
    m_failed = new ConnectionFailedPage;
    connect(m_failed, &ConnectionFailedPage::retryRequested, this, [this] {
        for (Backend *backend : m_context.store->backends()) {
            backend->open();
        }
    });

    m_pages = new QStackedWidget;
    m_pages->addWidget(makeMachinesPage());
    m_pages->addWidget(welcome);
    m_pages->addWidget(m_failed);
    m_banner = new ConnectionBanner(m_context.store);
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    m_sections = new Sections(m_pages, m_context.sections, actionCollection());
    layout->addWidget(m_sections, 1);
    connect(m_sections, &Sections::currentChanged, this, &MainWindow::onSectionChanged);
    setCentralWidget(central);
}

void MainWindow::setUpStatusBar()
{
    auto *indicator = new OperationsIndicator(m_context.operations);
    statusBar()->setObjectName(u"statusBar"_s);
    statusBar()->addWidget(indicator);
    connect(indicator, &OperationsIndicator::neededChanged, statusBar(), &QWidget::setVisible);
}

void MainWindow::connectMachines()
{
    const MachineStore *store = m_context.store;
    connect(store, &MachineStore::machinesAdded, this, &MainWindow::updatePage);
    connect(store, &MachineStore::machinesRemoved, this, &MainWindow::updatePage);
    connect(store, &MachineStore::connectionStateChanged, this, &MainWindow::updatePage);

    MachineCommands *commands = m_context.commands;
    connect(commands, &MachineCommands::failed, m_details, &DetailsPage::showError);
    connect(m_actions, &MachineActions::failed, m_details, &DetailsPage::showError);
    connect(commands, &MachineCommands::busyChanged, m_details, [this](const MachineId &id) {
        if (m_context.commands->isBusy(id)) {
            m_details->clearError(id); // another try has begun
        }
    });
    connect(commands, &MachineCommands::shutDownIgnored, m_details, &DetailsPage::showShutDownIgnored);

    connect(m_list, &MachineListPane::currentMachineChanged, this, &MainWindow::onCurrentChanged);
    connect(m_list, &MachineListPane::machineOpened, m_actions, &MachineActions::startOrShow);
    connect(m_list, &MachineListPane::contextMenuRequested, this, [this](const QPoint &position) {
        if (auto *menu = qobject_cast<QMenu *>(factory()->container(u"machine_popup"_s, this))) {
            menu->popup(position);
        }
    });
    m_list->view()->addAction(m_actions->action(MachineAction::Remove));

    const auto askDemand = [this] {
        const qreal scale = devicePixelRatioF();
        return Thumbnailer::Demand{.rows = m_list->visibleMachines(),
                                   .rowSize = (QSizeF(m_list->thumbnailSize()) * scale).toSize(),
                                   .preview = m_list->currentMachine(),
                                   .previewSize = m_details->previewSize()};
    };
    m_thumbnailer = new Thumbnailer(m_context.store, m_model, askDemand, this);
    connect(m_thumbnailer, &Thumbnailer::previewChanged, m_details, &DetailsPage::setPreview);
    connect(m_list->view(), &MachineListView::viewportChanged, m_thumbnailer, &Thumbnailer::wake);
    m_list->setCurrentMachine(
        MachineId{.connection = stateGroup().readEntry("Connection", QString()), .uuid = QUuid::fromString(stateGroup().readEntry("Machine", QString()))});
    onCurrentChanged(m_list->currentMachine());
}

void MainWindow::onCurrentChanged(const MachineId &id)
{
    m_actions->setMachine(m_sections->showsMachines() ? id : MachineId{});
    m_detailsTimer.start();
    m_thumbnailer->wake();
    if (!id.isNull()) {
        KConfigGroup group = stateGroup();
        group.writeEntry("Connection", id.connection);
        group.writeEntry("Machine", id.uuid.toString());
    }
}

void MainWindow::onSectionChanged()
{
    // Commands are about a machine that can be seen.
    m_actions->setMachine(m_sections->showsMachines() ? m_list->currentMachine() : MachineId{});
    updatePage();
}

void MainWindow::updatePage()
{
    enum Page {
        Machines,
        Welcome,
        Failed,
    };
    const QList<Backend *> backends = m_context.store->backends();
    QSet<QString> stale;
    const Backend *failed = nullptr;
    bool anyOpen = false;
    bool anyConnecting = false;
    bool empty = m_context.store->count() == 0;
    for (const Backend *backend : backends) {
        const ConnectionState state = backend->connectionState();
        empty = empty && backend->machines().isEmpty(); // a connection is open before the store has its machines
        anyOpen = anyOpen || state == ConnectionState::Open;
        anyConnecting = anyConnecting || state == ConnectionState::Connecting;
        failed = state == ConnectionState::Failed ? backend : failed;
        if (state != ConnectionState::Open) {
            stale.insert(backend->uri());
        }
    }
    m_list->setStaleConnections(stale);
    m_details->setPlaceholder(anyConnecting ? i18nc("@info:placeholder", "Connecting to the machine service…") : QString());

    Page page = Machines;
    if (empty && failed && !anyOpen) {
        page = Failed;
        m_failed->setError(failed->connectionError());
    } else if (empty && anyOpen && !anyConnecting) {
        page = Welcome;
    } else if (empty && anyConnecting && m_pages->currentIndex() == Failed) {
        page = Failed; // stays while a retry runs, so that nothing flickers
    }
    if (m_pages->currentIndex() != page) {
        m_pages->setCurrentIndex(page);
        if (m_sections->showsMachines()) {
            m_pages->currentWidget()->setFocus();
        }
    }
    actionCollection()->action(u"machine_search"_s)->setEnabled(page == Machines && m_sections->showsMachines());
    actionCollection()->action(u"machine_new"_s)->setEnabled(anyOpen || anyConnecting);
    actionCollection()->action(u"file_open_iso"_s)->setEnabled(anyOpen || anyConnecting);
}

void MainWindow::selectMachine(const MachineId &id)
{
    m_sections->showSection(0);
    m_list->setCurrentMachine(id);
}

void MainWindow::setAccelerationProblem(const Error &problem)
{
    m_details->setAccelerationProblem(problem);
}

void MainWindow::chooseIso()
{
    chooseIsoFile(this, m_context.openCreate);
}

void MainWindow::showPreferences()
{
    showSettingsDialog(this);
}

void MainWindow::showAbout()
{
    auto *dialog = new KAboutApplicationDialog(KAboutData::applicationData(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::changeEvent(QEvent *event)
{
    KXmlGuiWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow()) {
        for (Backend *backend : m_context.store->backends()) {
            backend->refresh();
        }
    } else if (event->type() == QEvent::WindowStateChange && m_thumbnailer) {
        m_thumbnailer->setActive(isVisible() && !isMinimized());
    }
}

bool MainWindow::event(QEvent *event)
{
    const bool handled = KXmlGuiWindow::event(event);
    const auto type = event->type();
    if (m_thumbnailer && (type == QEvent::Show || type == QEvent::Hide)) {
        m_thumbnailer->setActive(type == QEvent::Show && !isMinimized());
    }
    return handled;
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!isoFileIn(event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QString path = isoFileIn(event->mimeData());
    if (!path.isEmpty()) {
        event->acceptProposedAction();
        // After the drop has ended: the dragging program waits for it.
        QMetaObject::invokeMethod(
            this,
            [this, path] {
                m_context.openCreate(path);
            },
            Qt::QueuedConnection);
    }
}

void MainWindow::saveProperties(KConfigGroup &group)
{
    const MachineId id = m_list->currentMachine();
    group.writeEntry("Connection", id.connection);
    group.writeEntry("Machine", id.uuid.toString());
}

void MainWindow::readProperties(const KConfigGroup &group)
{
    selectMachine({.connection = group.readEntry("Connection", QString()), .uuid = QUuid::fromString(group.readEntry("Machine", QString()))});
}

} // namespace vitrine
