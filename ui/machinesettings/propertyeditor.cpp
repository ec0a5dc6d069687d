// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/propertyeditor.h"

#include "models/definition/propertytext.h"

#include <KLocalizedString>

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QToolButton>

#include <limits>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

constexpr quint64 KiB = 1024;
constexpr quint64 MiB = KiB * KiB;
constexpr quint64 GiB = MiB * KiB;

QString defaultChoice()
{
    return i18nc("@item:inlistbox a setting without a value", "Automatic");
}

/** Wheel and arrow keys scroll the page unless the field has the focus. */
template<typename Field>
class PageField : public Field
{
public:
    explicit PageField(QWidget *parent)
        : Field(parent)
    {
        this->setFocusPolicy(Qt::StrongFocus);
    }

protected:
    void wheelEvent(QWheelEvent *event) override
    {
        if (this->hasFocus()) {
            Field::wheelEvent(event);
        } else {
            event->ignore();
        }
    }
};

class TextEditor : public PropertyEditor
{
public:
    TextEditor(const Property &property, QWidget *parent)
        : PropertyEditor(property, parent)
        , m_line(new QLineEdit(this))
    {
        take(m_line);
        // Not textEdited(): assistive programs set the text, too.
        connect(m_line, &QLineEdit::textChanged, this, &PropertyEditor::edited);
    }
    void setValue(const QString &value) override
    {
        if (m_line->text() != value) {
            const QSignalBlocker blocker(m_line);
            m_line->setText(value);
        }
    }
    [[nodiscard]] QWidget *field() const override
    {
        return m_line;
    }

protected:
    QLineEdit *m_line;
};

class PathEditor : public TextEditor
{
public:
    PathEditor(const Property &property, QWidget *parent)
        : TextEditor(property, parent)
    {
        auto *choose = new QToolButton(this);
        choose->setIcon(QIcon::fromTheme(u"document-open"_s));
        choose->setObjectName(QString(property.id()) + u"_choose"_s);
        choose->setToolTip(i18nc("@info:tooltip", "Choose…"));
        choose->setAccessibleName(i18nc("@action:button %1: what is chosen", "Choose: %1", propertyName(property)));
        layout()->addWidget(choose);
        connect(choose, &QToolButton::clicked, this, &PathEditor::choosePath);
    }

private:
    void choosePath()
    {
        const bool folder = property().page() == SettingsPage::SharedFolders;
        auto *dialog = new QFileDialog(this, propertyName(property()), QFileInfo(m_line->text()).absolutePath());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
            setValue(path);
            Q_EMIT edited(path);
        });
        dialog->open();
    }
};

/** Several lines, or a list with an item a line. */
class ListEditor : public PropertyEditor
{
public:
    ListEditor(const Property &property, QWidget *parent)
        : PropertyEditor(property, parent)
        , m_text(new QPlainTextEdit(this))
    {
        m_text->setTabChangesFocus(true);
        m_text->setFixedHeight(fontMetrics().lineSpacing() * 5);
        take(m_text);
        connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
            if (!m_setting) {
                Q_EMIT edited(m_text->toPlainText());
            }
        });
    }
    void setValue(const QString &value) override
    {
        if (m_text->toPlainText() != value) {
            m_setting = true;
            m_text->setPlainText(value);
            m_setting = false;
        }
    }
    [[nodiscard]] QWidget *field() const override
    {
        return m_text;
    }

private:
    QPlainTextEdit *m_text;
    bool m_setting = false;
};

/**
 * Below its minimum stands "Automatic" where the property may be empty. Whole numbers, but of more
 * digits than QSpinBox can show: bytes a second, for instance.
 */
class NumberEditor : public PropertyEditor
{
public:
    NumberEditor(const Property &property, QWidget *parent)
        : PropertyEditor(property, parent)
        , m_spin(new PageField<QDoubleSpinBox>(this))
    {
        constexpr auto most = quint64(1) << std::numeric_limits<double>::digits;
        const auto least = double(qMin(property.minimum(), most));
        m_spin->setDecimals(0);
        m_mayBeEmpty = !property.isRequired();
        m_spin->setRange(least - (m_mayBeEmpty ? 1 : 0), double(property.maximum() > 0 ? qMin(property.maximum(), most) : most));
        m_spin->setGroupSeparatorShown(true);
        if (m_mayBeEmpty) {
            m_spin->setSpecialValueText(defaultChoice());
        }
        take(m_spin);
        layout()->setAlignment(m_spin, Qt::AlignLeft);
        connect(m_spin, &QDoubleSpinBox::valueChanged, this, [this](double value) {
            Q_EMIT edited(m_mayBeEmpty && value <= m_spin->minimum() ? QString() : QString::number(qint64(value)));
        });
    }
    void setValue(const QString &value) override
    {
        const QSignalBlocker blocker(m_spin);
        m_spin->setValue(value.isEmpty() ? m_spin->minimum() : value.toDouble());
    }
    [[nodiscard]] QWidget *field() const override
    {
        return m_spin;
    }

private:
    QDoubleSpinBox *m_spin;
    bool m_mayBeEmpty = false;
};

/** An amount of memory, in the largest unit that needs no fraction. */
class BytesEditor : public PropertyEditor
{
public:
    BytesEditor(const Property &property, QWidget *parent)
        : PropertyEditor(property, parent)
        , m_spin(new PageField<QSpinBox>(this))
        , m_unit(new PageField<QComboBox>(this))
    {
        m_spin->setRange(0, std::numeric_limits<int>::max());
        if (!property.isRequired()) {
            m_spin->setSpecialValueText(defaultChoice());
        }
        m_unit->addItem(i18nc("@item:inlistbox unit of memory", "KiB"), KiB);
        m_unit->addItem(i18nc("@item:inlistbox unit of memory", "MiB"), MiB);
        m_unit->addItem(i18nc("@item:inlistbox unit of memory", "GiB"), GiB);
        m_unit->setCurrentIndex(1);
        m_unit->setObjectName(QString(property.id()) + u"_unit"_s);
        m_unit->setAccessibleName(i18nc("@label %1: what is measured", "Unit of: %1", propertyName(property)));
        take(m_spin);
        layout()->addWidget(m_unit);
        static_cast<QHBoxLayout *>(layout())->addStretch(1);
        connect(m_spin, &QSpinBox::valueChanged, this, &BytesEditor::tell);
        connect(m_unit, &QComboBox::activated, this, &BytesEditor::tell);
    }
    void setValue(const QString &value) override
    {
        const quint64 bytes = value.toULongLong();
        if (bytes == entered()) {
            return; // another unit is no other value
        }
        const QSignalBlocker blocker(m_spin);
        const int unit = bytes % GiB == 0 && bytes > 0 ? 2 : bytes % MiB == 0 ? 1 : 0;
        m_unit->setCurrentIndex(unit);
        m_spin->setValue(int(bytes / m_unit->currentData().toULongLong()));
    }
    [[nodiscard]] QWidget *field() const override
    {
        return m_spin;
    }

private:
    [[nodiscard]] quint64 entered() const
    {
        return quint64(m_spin->value()) * m_unit->currentData().toULongLong();
    }
    void tell()
    {
        Q_EMIT edited(entered() == 0 ? QString() : QString::number(entered()));
    }

    QSpinBox *m_spin;
    QComboBox *m_unit;
};

/** A switch that is on or off. */
class SwitchEditor : public PropertyEditor
{
public:
    SwitchEditor(const Property &property, QWidget *parent)
        : PropertyEditor(property, parent)
        , m_box(new QCheckBox(this))
    {
        take(m_box);
        connect(m_box, &QCheckBox::clicked, this, [this](bool on) {
            Q_EMIT edited(on ? u"yes"_s : u"no"_s);
        });
    }
    void setValue(const QString &value) override
    {
        m_box->setChecked(value == "yes"_L1);
    }
    [[nodiscard]] QWidget *field() const override
    {
        return m_box;
    }

private:
    QCheckBox *m_box;
};

/** One of several, or the hypervisor's choice. A value that is none of them is kept and shown. */
class ChoiceEditor : public PropertyEditor
{
public:
    ChoiceEditor(const Property &property, const QStringList &values, QWidget *parent)
        : PropertyEditor(property, parent)
        , m_box(new PageField<QComboBox>(this))
    {
        fill(values);
        m_box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        m_box->setMinimumWidth(fontMetrics().averageCharWidth() * 15); // its list shows the whole text where it is cut
        take(m_box);
        layout()->setAlignment(m_box, Qt::AlignLeft);
        connect(m_box, &QComboBox::activated, this, [this](int index) {
            Q_EMIT edited(m_box->itemData(index).toString());
        });
    }
    void setValue(const QString &value) override
    {
        int index = m_box->findData(value);
        if (index < 0) {
            m_box->addItem(choiceName(property(), value), value);
            index = m_box->count() - 1;
        }
        m_box->setCurrentIndex(index);
    }
    void setChoices(const QStringList &choices) override
    {
        if (choices == m_choices || choices.isEmpty()) {
            return;
        }
        const QString chosen = m_box->currentData().toString();
        m_box->clear();
        fill(choices);
        setValue(chosen);
    }
    void setUnavailable(const QString &choice, const QString &reason) override
    {
        const int index = m_box->findData(choice);
        if (auto *item = static_cast<QStandardItemModel *>(m_box->model())->item(index)) {
            item->setEnabled(reason.isEmpty());
            item->setToolTip(reason);
        }
    }
    [[nodiscard]] QWidget *field() const override
    {
        return m_box;
    }

private:
    void fill(const QStringList &choices)
    {
        m_choices = choices;
        if (!property().isRequired()) {
            m_box->addItem(defaultChoice(), QString());
        }
        for (const QString &choice : choices) {
            m_box->addItem(choiceName(property(), choice), choice);
        }
    }

    QComboBox *m_box;
    QStringList m_choices;
};

} // namespace

PropertyEditor::PropertyEditor(const Property &property, QWidget *parent)
    : QWidget(parent)
    , m_property(property)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
}

PropertyEditor *PropertyEditor::make(const Property &property, QWidget *parent)
{
    switch (property.kind()) {
    case PropertyKind::Number:
        return new NumberEditor(property, parent);
    case PropertyKind::Bytes:
        return new BytesEditor(property, parent);
    case PropertyKind::Flag:
        // An element that is there or not has no third state.
        if (property.location().endsWith(u'!') || property.isRequired()) {
            return new SwitchEditor(property, parent);
        }
        return new ChoiceEditor(property, {u"yes"_s, u"no"_s}, parent);
    case PropertyKind::Choice:
        return new ChoiceEditor(property, property.choices(), parent);
    case PropertyKind::Path:
        return new PathEditor(property, parent);
    case PropertyKind::List:
        return new ListEditor(property, parent);
    case PropertyKind::Text:
        break;
    }
    if (property.check() == PropertyCheck::None) {
        return new ListEditor(property, parent);
    }
    return new TextEditor(property, parent);
}

const Property &PropertyEditor::property() const
{
    return m_property;
}

bool PropertyEditor::isWide() const
{
    return false;
}

void PropertyEditor::setChoices(const QStringList &)
{
    // Only lists have choices.
}

void PropertyEditor::setUnavailable(const QString &, const QString &)
{
    // Only lists have choices.
}

void PropertyEditor::take(QWidget *field)
{
    field->setObjectName(QString(m_property.id()));
    field->setAccessibleName(propertyName(m_property));
    field->setToolTip(propertyHelp(m_property));
    setFocusProxy(field);
    layout()->addWidget(field);
}

} // namespace vitrine
