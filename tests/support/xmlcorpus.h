// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace vitrine::test {

/** A document of a corpus, as its file has it. */
struct Sample {
    QString name; ///< "libvirt/tests/qemuxmlconfdata/cputune.xml"
    QString root; ///< the document's element; empty when it is not well-formed
    QString text;
};

/** The documents in tests/data that Vitrine's developers have made, with every oddity they could think of. */
[[nodiscard]] QList<Sample> ownSamples();

/** What tests/support/corpus/fetch.sh has fetched into `folder`, each text once; empty when it could not. */
[[nodiscard]] QList<Sample> fetchedSamples(const QString &folder);

/** Those with this root element. */
[[nodiscard]] QList<Sample> samplesOf(const QList<Sample> &samples, QLatin1StringView root);

} // namespace vitrine::test
