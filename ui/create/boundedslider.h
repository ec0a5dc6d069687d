// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QSlider;
class QSpinBox;

namespace vitrine {

/**
 * A number by slider and spin box. A bar under the slider tells what the host bears: fine, a strain,
 * too much. The spin box goes beyond the slider, so that any number can be typed. GUI thread.
 */
class BoundedSlider : public QWidget
{
    Q_OBJECT

public:
    enum class Scale {
        Linear,
        Logarithmic,
    };

    /** `suffix` is translated, with its leading space: " MiB". */
    BoundedSlider(Scale scale, const QString &suffix, QWidget *parent = nullptr);

    /** Object and accessible names of slider and spin box, from those of the number. */
    void setNames(const QString &objectName, const QString &accessibleName);
    /** The slider's ends, the spin box's greatest value and its step. */
    void setRange(int minimum, int sliderMaximum, int maximum, int step);
    /** Where the bar turns from fine to strain and from strain to too much; equal: no such zone. */
    void setZones(int strainFrom, int tooMuchFrom);
    [[nodiscard]] int value() const;
    /** Without valueEdited(). */
    void setValue(int value);
    [[nodiscard]] QSpinBox *spinBox() const;

Q_SIGNALS:
    /** By the user only. */
    void valueEdited(int value);

private:
    class ZoneBar;
    [[nodiscard]] int positionOf(int value) const;
    [[nodiscard]] int valueAt(int position) const;

    Scale m_scale;
    QString m_suffix;
    int m_minimum = 0;
    int m_sliderMaximum = 100;
    int m_step = 1;
    QSlider *m_slider;
    QSpinBox *m_spin;
    ZoneBar *m_zones;
    QLabel *m_low;
    QLabel *m_high;
};

} // namespace vitrine
