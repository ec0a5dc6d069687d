// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QToolButton>
#include <QWidget>

class QVBoxLayout;

namespace vitrine {

/** The clickable title bar of a CollapsibleSection: icon, bold title, summary, arrow at the end. */
class SectionHeader : public QToolButton
{
    Q_OBJECT

public:
    explicit SectionHeader(QWidget *parent = nullptr);

    /** One line in plain type after the title: what the folded part says in short. May be empty. */
    void setSummary(const QString &summary);
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont titleFont() const;

    QString m_summary;
};

/**
 * A box with a title bar that folds its body away by click, Space or Enter. GUI thread.
 */
class CollapsibleSection : public QWidget
{
    Q_OBJECT

public:
    CollapsibleSection(const QString &title, const QIcon &icon, QWidget *parent = nullptr);

    /** Takes ownership; replaces (deletes) the previous body. */
    void setBody(QWidget *body);
    [[nodiscard]] QWidget *body() const;
    void setTitle(const QString &title);
    void setSummary(const QString &summary);
    [[nodiscard]] bool isExpanded() const;
    void setExpanded(bool expanded);
    [[nodiscard]] SectionHeader *header() const;

Q_SIGNALS:
    void expandedChanged(bool expanded);

private:
    SectionHeader *m_header;
    QVBoxLayout *m_layout;
    QWidget *m_body = nullptr;
};

} // namespace vitrine
