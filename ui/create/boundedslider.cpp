// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/create/boundedslider.h"

#include <KColorScheme>

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QStyle>
#include <QStyleOptionSlider>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {
constexpr int Positions = 1000; ///< of the slider, whatever the scale
}

/** The coloured bar under the slider. */
class BoundedSlider::ZoneBar : public QWidget
{
public:
    explicit ZoneBar(QWidget *parent)
        : QWidget(parent)
    {
        setFixedHeight(qMax(3, fontMetrics().height() / 4));
    }
    void setZones(double strainFrom, double tooMuchFrom)
    {
        m_strainFrom = strainFrom;
        m_tooMuchFrom = tooMuchFrom;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const KColorScheme scheme(isEnabled() ? QPalette::Active : QPalette::Disabled, KColorScheme::View);
        QPainter painter(this);
        const int inset = style()->pixelMetric(QStyle::PM_SliderLength, nullptr, this) / 2;
        const QRectF bar = QRectF(rect()).adjusted(inset, 0, -inset, 0);
        const auto paint = [&](double from, double to, KColorScheme::ForegroundRole role) {
            QRectF part(bar.left() + from * bar.width(), bar.top(), (to - from) * bar.width(), bar.height());
            if (isRightToLeft()) {
                part.moveLeft(bar.right() - to * bar.width());
            }
            painter.fillRect(part, scheme.foreground(role).color());
        };
        paint(0, m_strainFrom, KColorScheme::PositiveText);
        paint(m_strainFrom, m_tooMuchFrom, KColorScheme::NeutralText);
        paint(m_tooMuchFrom, 1, KColorScheme::NegativeText);
    }

private:
    double m_strainFrom = 1;
    double m_tooMuchFrom = 1;
};

BoundedSlider::BoundedSlider(Scale scale, const QString &suffix, QWidget *parent)
    : QWidget(parent)
    , m_scale(scale)
    , m_suffix(suffix)
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_spin(new QSpinBox(this))
    , m_zones(new ZoneBar(this))
    , m_low(new QLabel(this))
    , m_high(new QLabel(this))
{
    m_spin->setSuffix(suffix);
    m_slider->setRange(0, Positions);
    m_slider->setPageStep(Positions / 10);
    m_slider->setSingleStep(Positions / 100);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setVerticalSpacing(0);
    grid->addWidget(m_slider, 0, 0, 1, 2);
    grid->addWidget(m_zones, 1, 0, 1, 2);
    grid->addWidget(m_low, 2, 0);
    grid->addWidget(m_high, 2, 1, Qt::AlignRight);
    grid->addWidget(m_spin, 0, 2, 2, 1, Qt::AlignVCenter);
    grid->setColumnStretch(0, 1);
    for (QLabel *label : {m_low, m_high}) {
        QFont small = label->font();
        small.setPointSizeF(small.pointSizeF() * 0.85);
        label->setFont(small);
    }
    setFocusProxy(m_spin);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        const int value = valueAt(position);
        const QSignalBlocker block(m_spin);
        m_spin->setValue(value);
        Q_EMIT valueEdited(value);
    });
    connect(m_spin, &QSpinBox::valueChanged, this, [this](int value) {
        const QSignalBlocker block(m_slider);
        m_slider->setValue(positionOf(value));
        Q_EMIT valueEdited(value);
    });
}

void BoundedSlider::setNames(const QString &objectName, const QString &accessibleName)
{
    setObjectName(objectName + "Bounds"_L1);
    m_spin->setObjectName(objectName);
    m_spin->setAccessibleName(accessibleName);
    m_slider->setObjectName(objectName + "Slider"_L1);
    m_slider->setAccessibleName(accessibleName);
}

void BoundedSlider::setRange(int minimum, int sliderMaximum, int maximum, int step)
{
    const int old = value();
    m_minimum = minimum;
    m_sliderMaximum = std::max(sliderMaximum, minimum + 1);
    m_step = step;
    {
        const QSignalBlocker block(m_spin);
        m_spin->setRange(0, maximum);
        m_spin->setSingleStep(step);
    }
    m_low->setText(QLocale().toString(m_minimum) + m_suffix);
    m_high->setText(QLocale().toString(m_sliderMaximum) + m_suffix);
    setValue(old);
}

void BoundedSlider::setZones(int strainFrom, int tooMuchFrom)
{
    const double strain = double(positionOf(strainFrom)) / Positions;
    m_zones->setZones(strain, std::max(strain, double(positionOf(tooMuchFrom)) / Positions));
}

int BoundedSlider::value() const
{
    return m_spin->value();
}

void BoundedSlider::setValue(int value)
{
    const QSignalBlocker blockSpin(m_spin);
    const QSignalBlocker blockSlider(m_slider);
    m_spin->setValue(value);
    m_slider->setValue(positionOf(value));
}

QSpinBox *BoundedSlider::spinBox() const
{
    return m_spin;
}

int BoundedSlider::positionOf(int value) const
{
    const double low = m_minimum;
    const double high = m_sliderMaximum;
    const double bounded = std::clamp(double(value), low, high);
    const double share =
        m_scale == Scale::Linear ? (bounded - low) / (high - low) : std::log(bounded / std::max(low, 1.0)) / std::log(high / std::max(low, 1.0));
    return int(std::lround(share * Positions));
}

int BoundedSlider::valueAt(int position) const
{
    const double low = m_minimum;
    const double high = m_sliderMaximum;
    const double share = double(position) / Positions;
    const double value = m_scale == Scale::Linear ? low + share * (high - low) : std::max(low, 1.0) * std::pow(high / std::max(low, 1.0), share);
    const int stepped = int(std::lround(value / m_step)) * m_step;
    return std::clamp(stepped, m_minimum, m_sliderMaximum);
}

} // namespace vitrine
