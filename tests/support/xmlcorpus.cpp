// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/xmlcorpus.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSet>
#include <QXmlStreamReader>

#include <algorithm>

namespace vitrine::test {
namespace {

using namespace Qt::StringLiterals;

QString rootOf(const QString &text)
{
    QXmlStreamReader reader(text);
    QString root;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && root.isEmpty()) {
            root = reader.qualifiedName().toString();
        }
    }
    return reader.hasError() ? QString() : root;
}

QList<Sample> samplesIn(const QString &folder)
{
    QStringList paths;
    for (QDirIterator files(folder, {u"*.xml"_s}, QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
        paths.append(files.next());
    }
    paths.sort();
    QList<Sample> samples;
    QSet<QString> known;
    for (const QString &path : std::as_const(paths)) {
        QFile file(path);
        const QString text = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
        if (!text.isEmpty() && !known.contains(text)) {
            known.insert(text);
            samples.append({.name = QDir(folder).relativeFilePath(path), .root = rootOf(text), .text = text});
        }
    }
    return samples;
}

} // namespace

QList<Sample> ownSamples()
{
    QList<Sample> samples;
    for (const QLatin1StringView folder : {"domains"_L1, "golden"_L1, "documents"_L1}) {
        samples += samplesIn(QStringLiteral(VITRINE_TEST_DATA) + u'/' + folder);
    }
    return samples;
}

QList<Sample> fetchedSamples(const QString &folder)
{
    return QFile::exists(folder + "/stamp"_L1) ? samplesIn(folder) : QList<Sample>();
}

QList<Sample> samplesOf(const QList<Sample> &samples, QLatin1StringView root)
{
    QList<Sample> found;
    std::ranges::copy_if(samples, std::back_inserter(found), [root](const Sample &sample) {
        return sample.root == root;
    });
    return found;
}

} // namespace vitrine::test
