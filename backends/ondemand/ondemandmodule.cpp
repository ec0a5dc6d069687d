// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/localconsolefactory.h"
#include "backends/console/recording/webmencoder.h"
#include "backends/ondemand/ondemandparts.h"
#include "backends/osinfo/osinfodetector.h"

#include <KUiServerV2JobTracker>

#include <QObject>

namespace vitrine {

class OnDemandModule : public QObject, public OnDemandParts
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "org.vitrine.OnDemandParts")
    Q_INTERFACES(vitrine::OnDemandParts)

public:
    std::unique_ptr<ConsoleFactory> makeConsoleFactory(std::function<ConsoleRole *(const QString &connection)> role) const override
    {
        return std::make_unique<LocalConsoleFactory>(std::move(role));
    }
    std::unique_ptr<VideoEncoderFactory> makeEncoderFactory() const override
    {
        return std::make_unique<WebmEncoderFactory>();
    }
    std::shared_ptr<OsDetector> makeOsDetector() const override
    {
        return std::make_shared<OsinfoDetector>();
    }
    std::unique_ptr<KJobTrackerInterface> makeJobTracker() const override
    {
        return std::make_unique<KUiServerV2JobTracker>();
    }
};

} // namespace vitrine

#include "ondemandmodule.moc"
