// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/networks/portforwardmodel.h"

#include <KLocalizedString>

#include <QIcon>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr int lastPort = 65535;
constexpr int firstFreePort = 1024; ///< those below are the administrator's

/** "8000" or "8000-8010". */
std::optional<std::pair<int, int>> parseRange(const QString &text)
{
    const QStringList ends = text.split(u'-');
    bool firstOk = false;
    bool lastOk = false;
    const int first = ends.first().trimmed().toInt(&firstOk);
    const int last = ends.last().trimmed().toInt(&lastOk);
    if (ends.size() > 2 || !firstOk || !lastOk || last < first) {
        return std::nullopt;
    }
    return std::pair(first, last - first + 1);
}

} // namespace

PortForwardModel::PortForwardModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void PortForwardModel::setForwards(const QList<PortForward> &forwards)
{
    if (m_rows != forwards) {
        beginResetModel();
        m_rows = forwards;
        endResetModel();
    }
}

void PortForwardModel::setUsedPorts(const QList<UsedPort> &used)
{
    m_used = used;
    rejudge();
}

bool PortForwardModel::hasIssues() const
{
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        if (!portForwardIssue(m_rows, row, m_used).isEmpty()) {
            return true;
        }
    }
    return false;
}

QString PortForwardModel::issueOf(int row) const
{
    const QString issue = portForwardIssue(m_rows, row, m_used);
    return issue.isEmpty() ? portForwardWarning(m_rows.at(row), m_used) : issue;
}

int PortForwardModel::add(const QString &name, int guestPort)
{
    constexpr int offset = 2200; // 22 becomes 2222, 80 becomes 2280
    PortForward forward{.name = name, .hostPort = guestPort < firstFreePort ? guestPort + offset : guestPort, .guestPort = guestPort};
    QList<PortForward> tried = m_rows;
    tried.append(forward);
    const auto isFree = [&] {
        return portForwardIssue(tried, tried.size() - 1, m_used).isEmpty() && portForwardWarning(forward, m_used).isEmpty();
    };
    while (forward.hostPort < lastPort && !isFree()) {
        ++forward.hostPort;
        tried.last() = forward;
    }
    const int row = int(m_rows.size());
    beginInsertRows({}, row, row);
    m_rows.append(forward);
    endInsertRows();
    Q_EMIT edited();
    return row;
}

int PortForwardModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int PortForwardModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PortForwardModel::text(const PortForward &forward, int column) const
{
    const auto range = [&forward](int first) {
        return forward.count > 1 ? u"%1-%2"_s.arg(first).arg(first + forward.count - 1) : QString::number(first);
    };
    switch (column) {
    case NameColumn:
        return forward.name;
    case ProtocolColumn:
        return forward.protocol == PortForward::Protocol::Udp ? u"UDP"_s : u"TCP"_s;
    case HostAddressColumn:
        return forward.hostAddress;
    case HostPortColumn:
        return range(forward.hostPort);
    case GuestPortColumn:
        return range(forward.guestPort);
    default:
        return {};
    }
}

QVariant PortForwardModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const PortForward &forward = m_rows.at(index.row());
    const bool judged = role == IssueRole || role == Qt::ToolTipRole || role == Qt::DecorationRole || role == Qt::AccessibleDescriptionRole;
    const QString issue = judged ? issueOf(index.row()) : QString();
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == HostAddressColumn && forward.hostAddress.isEmpty()) {
            return i18nc("@info listening address", "Everybody");
        }
        return text(forward, index.column());
    case Qt::EditRole:
        return text(forward, index.column());
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
    case IssueRole:
        return issue;
    case Qt::DecorationRole:
        return index.column() == HostPortColumn && !issue.isEmpty() ? QIcon::fromTheme(u"data-warning"_s) : QVariant();
    default:
        return {};
    }
}

bool PortForwardModel::set(PortForward &forward, int column, const QString &value) const
{
    switch (column) {
    case NameColumn:
        forward.name = value.trimmed();
        return true;
    case ProtocolColumn:
        forward.protocol = value.compare("UDP"_L1, Qt::CaseInsensitive) == 0 ? PortForward::Protocol::Udp : PortForward::Protocol::Tcp;
        return true;
    case HostAddressColumn:
        forward.hostAddress = value.trimmed();
        return true;
    case HostPortColumn:
    case GuestPortColumn:
        if (const auto range = parseRange(value)) {
            (column == HostPortColumn ? forward.hostPort : forward.guestPort) = range->first;
            forward.count = range->second > 1 || column == HostPortColumn ? range->second : forward.count;
            return true;
        }
        return false;
    default:
        return false;
    }
}

bool PortForwardModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::EditRole) {
        return false;
    }
    PortForward changed = m_rows.at(index.row());
    if (!set(changed, index.column(), value.toString())) {
        return false;
    }
    if (changed != m_rows.at(index.row())) {
        m_rows[index.row()] = changed;
        rejudge();
        Q_EMIT edited();
    }
    return true;
}

void PortForwardModel::rejudge()
{
    if (!m_rows.isEmpty()) {
        // One row's port may be another one's issue.
        Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, ColumnCount - 1));
    }
}

bool PortForwardModel::removeRows(int row, int count, const QModelIndex &parent)
{
    if (parent.isValid() || row < 0 || count < 1 || row + count > m_rows.size()) {
        return false;
    }
    beginRemoveRows({}, row, row + count - 1);
    m_rows.remove(row, count);
    endRemoveRows();
    rejudge();
    Q_EMIT edited();
    return true;
}

Qt::ItemFlags PortForwardModel::flags(const QModelIndex &index) const
{
    const bool editable = index.isValid() && index.column() != ReachColumn;
    return QAbstractTableModel::flags(index) | (editable ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

QVariant PortForwardModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case NameColumn:
        return i18nc("@title:column", "Name");
    case ProtocolColumn:
        return i18nc("@title:column", "Protocol");
    case HostAddressColumn:
        return i18nc("@title:column who may connect", "For");
    case HostPortColumn:
        return i18nc("@title:column", "Port here");
    case GuestPortColumn:
        return i18nc("@title:column", "Port inside");
    case ReachColumn:
        return i18nc("@title:column what opens it", "Reach");
    default:
        return {};
    }
}

} // namespace vitrine
