// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/application.h"
#include "app/connections.h"
#include "vitrine-version.h"

#include <KAboutData>
#include <KColorSchemeManager>
#include <KConfigWatcher>
#include <KCrash>
#include <KDBusService>
#include <KIconTheme>
#include <KLocalizedString>

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QIcon>
#include <QStandardPaths>
#include <QUrl>

#include <fontconfig/fontconfig.h>

#include <thread>

using namespace Qt::StringLiterals;

namespace {

KAboutData aboutData()
{
    KAboutData about(u"vitrine"_s,
                     i18nc("@title", "Vitrine"),
                     QStringLiteral(VITRINE_VERSION_STRING),
                     i18nc("@info", "Run other operating systems in windows"),
                     KAboutLicense::GPL_V3,
                     i18nc("@info:credit", "© 2026 The Vitrine developers"));
    about.setOrganizationDomain("vitrine.org");
    about.setDesktopFileName(u"org.vitrine.Vitrine"_s);
    return about;
}

void describe(QCommandLineParser &parser)
{
    parser.addOption(
        {u"connect"_s, i18nc("@info:shell", "Connect to the hypervisor at <uri>, such as qemu:///system or demo:///"), u"uri"_s, vitrine::defaultConnection()});
    parser.addOption({u"show"_s, i18nc("@info:shell", "Show the screen of <machine>, by name or UUID"), u"machine"_s});
    parser.addPositionalArgument(u"image"_s, i18nc("@info:shell", "Disc image (.iso) to make a machine from"), u"[image]"_s);
}

/** An image named in a folder, as a path or a file: URL. */
QString imagePath(const QString &argument, const QString &folder)
{
    const QUrl url = QUrl::fromUserInput(argument, folder, QUrl::AssumeLocalFile);
    return url.isLocalFile() ? url.toLocalFile() : argument;
}

/** What a start of the program asks for, the first one and all later ones. */
void obey(vitrine::Application &application, const QCommandLineParser &parser, const QString &folder)
{
    const QStringList images = parser.positionalArguments();
    if (!images.isEmpty()) {
        application.openCreate(imagePath(images.first(), folder));
    } else if (parser.isSet(u"show"_s)) {
        application.openConsoleOf(parser.value(u"show"_s));
    } else {
        application.showMainWindow();
    }
}

void listenToLaterStarts(KDBusService &service, vitrine::Application &application)
{
    QObject::connect(&service, &KDBusService::activateRequested, &application, [&application](const QStringList &arguments, const QString &folder) {
        QCommandLineParser parser;
        describe(parser);
        // No process(): it would end this program on an unknown option.
        parser.parse(arguments.isEmpty() ? QStringList{u"vitrine"_s} : arguments);
        obey(application, parser, folder);
    });
    QObject::connect(&service, &KDBusService::openRequested, &application, [&application](const QList<QUrl> &urls) {
        if (!urls.isEmpty()) {
            application.openCreate(imagePath(urls.first().toString(), {}));
        }
    });
}

/**
 * KIconThemes carries all of Breeze as a resource for systems that lack it. Where it is installed, Qt
 * would search the resource's hundreds of folders as well, for each icon: 15 % of the start.
 */
void searchIconsOnDiskOnly()
{
    if (!QStandardPaths::locate(QStandardPaths::GenericDataLocation, u"icons/breeze/index.theme"_s).isEmpty()) {
        QStringList paths = QIcon::themeSearchPaths();
        paths.removeAll(u":/icons"_s);
        QIcon::setThemeSearchPaths(paths);
    }
}

/**
 * KStandardShortcut's watcher of the settings ends after the application and then uses the thread's storage
 * once more, of which Qt warns. One that never ends doesn't.
 */
void keepSettingsWatcher()
{
    [[maybe_unused]] static const auto *const kept = new KConfigWatcher::Ptr(KConfigWatcher::create(KSharedConfig::openConfig()));
}

} // namespace

int main(int argc, char **argv)
{
    // Windows are painted without GL. Plasma's platform theme makes a GL context at start all the
    // same: on a computer without a GPU that loads all of LLVM, 60 MB. Not for children, hence unset.
    constexpr char glIntegration[] = "QT_XCB_GL_INTEGRATION";
    const bool glIsUsers = qEnvironmentVariableIsSet(glIntegration);
    if (!glIsUsers) {
        qputenv(glIntegration, "none");
    }
    // Qt would do it when the first window is made: 11 of some 140 ms. Now another processor does, meanwhile.
    std::jthread fonts([] {
        FcInit();
    });
    KIconTheme::initTheme();
    // No KStyleManager: the desktop's style is used (Breeze on Plasma). Forcing Breeze on others pulls
    // in all of Qt Quick: a third of the time to the first window, and 10 MB.
    QApplication app(argc, argv);
    fonts.join(); // it reads the environment
    if (!glIsUsers) {
        qunsetenv(glIntegration);
    }
    searchIconsOnDiskOnly();
    KColorSchemeManager::instance(); // would make itself in the event loop, and have the first window painted twice
    KLocalizedString::setApplicationDomain("vitrine");

    KAboutData about = aboutData();
    KAboutData::setApplicationData(about);
    QApplication::setWindowIcon(QIcon::fromTheme(u"org.vitrine.Vitrine"_s, QIcon(u":/vitrine/org.vitrine.Vitrine.svg"_s)));
    KCrash::initialize();

    QCommandLineParser parser;
    about.setupCommandLine(&parser);
    describe(parser);
    parser.process(app);
    about.processCommandLine(&parser);

    // Another connection is another program: it must not be handed to one that shows the usual one.
    const auto mode = parser.isSet(u"connect"_s) ? KDBusService::Multiple : KDBusService::Unique;
    KDBusService service(mode | KDBusService::NoExitOnFailure);

    vitrine::Application application(parser.value(u"connect"_s));
    listenToLaterStarts(service, application);
    obey(application, parser, QDir::currentPath());
    const int status = QApplication::exec();
    keepSettingsWatcher();
    return status;
}
