// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/displaylistener.h"

#include "backends/console/inputbits.h"
#include "backends/core/filedescriptor.h"

#include <algorithm>
#include <array>
#include <span>

namespace vitrine {
namespace {

constexpr int maxCursorSide = 512;

constexpr char listenerInterface[] = "org.qemu.Display1.Listener";
constexpr char mapInterface[] = "org.qemu.Display1.Listener.Unix.Map";

struct Method {
    const char *interface;
    const char *name;
    const char *arguments;
};
// In the order of how often they come.
constexpr std::array methods = {
    Method{mapInterface, "UpdateMap", "(iiii)"},
    Method{listenerInterface, "Update", "(iiiiuuay)"},
    Method{listenerInterface, "MouseSet", "(iii)"},
    Method{listenerInterface, "CursorDefine", "(iiiiay)"},
    Method{listenerInterface, "Scanout", "(uuuuay)"},
    Method{mapInterface, "ScanoutMap", "(huuuuu)"},
    Method{listenerInterface, "Disable", "()"},
};

constexpr char introspection[] = R"(<node>
<interface name="org.qemu.Display1.Listener">
 <method name="Scanout"><arg type="u"/><arg type="u"/><arg type="u"/><arg type="u"/><arg type="ay"/></method>
 <method name="Update"><arg type="i"/><arg type="i"/><arg type="i"/><arg type="i"/><arg type="u"/><arg type="u"/><arg type="ay"/></method>
 <method name="Disable"/>
 <method name="MouseSet"><arg type="i"/><arg type="i"/><arg type="i"/></method>
 <method name="CursorDefine"><arg type="i"/><arg type="i"/><arg type="i"/><arg type="i"/><arg type="ay"/></method>
 <property name="Interfaces" type="as" access="read"/>
</interface>
<interface name="org.qemu.Display1.Listener.Unix.Map">
 <method name="ScanoutMap"><arg type="h"/><arg type="u"/><arg type="u"/><arg type="u"/><arg type="u"/><arg type="u"/></method>
 <method name="UpdateMap"><arg type="i"/><arg type="i"/><arg type="i"/><arg type="i"/></method>
</interface>
</node>)";

std::unexpected<Error> malformed(const QString &what)
{
    return fail(ErrorCode::Protocol, {}, what, QStringLiteral("listener"));
}

std::span<const uchar> bytes(GVariant *array)
{
    gsize count = 0;
    const auto *data = static_cast<const uchar *>(g_variant_get_fixed_array(array, &count, 1));
    return {data, count};
}

} // namespace

GDBusNodeInfo *DisplayListener::interfaces()
{
    static GDBusNodeInfo *const info = g_dbus_node_info_new_for_xml(introspection, nullptr);
    return info;
}

bool DisplayListener::knows(std::string_view interface, std::string_view method)
{
    return std::ranges::any_of(methods, [&](const Method &known) {
        return method == known.name && interface == known.interface;
    });
}

bool DisplayListener::fits(std::string_view method, GVariant *arguments)
{
    const auto known = std::ranges::find(methods, method, &Method::name);
    return arguments ? g_variant_is_of_type(arguments, G_VARIANT_TYPE(known->arguments)) : method == "Disable";
}

Result<> DisplayListener::call(std::string_view method, GVariant *arguments, GUnixFDList *fds)
{
    if (method == "UpdateMap") {
        return updateMap(arguments);
    }
    if (method == "Update") {
        return update(arguments);
    }
    if (method == "MouseSet") {
        return mouseSet(arguments);
    }
    if (method == "CursorDefine") {
        return cursorDefine(arguments);
    }
    if (method == "Scanout") {
        return scanout(arguments);
    }
    if (method == "ScanoutMap") {
        return scanoutMap(arguments, fds);
    }
    if (method == "Disable") {
        m_picture->setFrame(nullptr);
        return {};
    }
    return malformed(QStringLiteral("unknown method"));
}

Result<> DisplayListener::scanout(GVariant *arguments)
{
    ScanoutGeometry geometry;
    GVariant *data = nullptr;
    g_variant_get(arguments, "(uuuu@ay)", &geometry.width, &geometry.height, &geometry.stride, &geometry.pixmanFormat, &data);
    const GVariantPtr owned(data);
    auto frame = ScanoutFrame::copy(geometry, bytes(data));
    if (!frame) {
        return fail(frame.error());
    }
    m_picture->setFrame(std::move(*frame));
    return {};
}

Result<> DisplayListener::update(GVariant *arguments)
{
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    ScanoutGeometry geometry;
    GVariant *data = nullptr;
    g_variant_get(arguments, "(iiiiuu@ay)", &x, &y, &width, &height, &geometry.stride, &geometry.pixmanFormat, &data);
    const GVariantPtr owned(data);
    const auto frame = m_picture->frame();
    if (!frame || width <= 0 || height <= 0) {
        return malformed(QStringLiteral("update without a picture, or empty"));
    }
    geometry.width = static_cast<quint32>(width);
    geometry.height = static_cast<quint32>(height);
    auto written = frame->write(QPoint(x, y), geometry, bytes(data));
    if (written) {
        m_picture->addDamage(QRect(x, y, width, height));
    }
    return written;
}

Result<> DisplayListener::scanoutMap(GVariant *arguments, GUnixFDList *fds)
{
    gint32 handle = -1;
    quint32 offset = 0;
    ScanoutGeometry geometry;
    g_variant_get(arguments, "(huuuuu)", &handle, &offset, &geometry.width, &geometry.height, &geometry.stride, &geometry.pixmanFormat);
    if (!fds || handle < 0 || handle >= g_unix_fd_list_get_length(fds)) {
        return malformed(QStringLiteral("no descriptor came with the picture"));
    }
    const FileDescriptor fd(g_unix_fd_list_get(fds, handle, nullptr));
    auto frame = ScanoutFrame::map(geometry, fd.get(), offset);
    if (!frame) {
        return fail(frame.error());
    }
    m_picture->setFrame(std::move(*frame));
    return {};
}

Result<> DisplayListener::updateMap(GVariant *arguments)
{
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    g_variant_get(arguments, "(iiii)", &x, &y, &width, &height);
    const auto frame = m_picture->frame();
    if (!frame || !frame->isMapped()) {
        return malformed(QStringLiteral("update of a picture that is not mapped"));
    }
    // Also keeps x + width from overflowing in QRect.
    const QSize size = frame->size();
    if (x < 0 || y < 0 || width <= 0 || height <= 0 || x >= size.width() || y >= size.height() || width > size.width() - x || height > size.height() - y) {
        return malformed(QStringLiteral("update of %1 x %2 at %3,%4").arg(width).arg(height).arg(x).arg(y));
    }
    m_picture->addDamage(QRect(x, y, width, height));
    return {};
}

Result<> DisplayListener::cursorDefine(GVariant *arguments)
{
    int width = 0;
    int height = 0;
    int hotX = 0;
    int hotY = 0;
    GVariant *data = nullptr;
    g_variant_get(arguments, "(iiii@ay)", &width, &height, &hotX, &hotY, &data);
    const GVariantPtr owned(data);
    if (width <= 0 || height <= 0 || width > maxCursorSide || height > maxCursorSide) {
        return malformed(QStringLiteral("cursor of %1 x %2").arg(width).arg(height));
    }
    const std::span<const uchar> pixels = bytes(data);
    if (pixels.size() < static_cast<size_t>(width) * height * 4) {
        return malformed(QStringLiteral("%1 bytes for a cursor of %2 x %3").arg(pixels.size()).arg(width).arg(height));
    }
    // 32-bit words of the host's byte order, which is QImage's ARGB32.
    const QImage image(pixels.data(), width, height, width * 4, QImage::Format_ARGB32);
    m_picture->setCursorShape(image.copy(), QPoint(qBound(0, hotX, width - 1), qBound(0, hotY, height - 1)));
    return {};
}

Result<> DisplayListener::mouseSet(GVariant *arguments)
{
    int x = 0;
    int y = 0;
    int visible = 0;
    g_variant_get(arguments, "(iii)", &x, &y, &visible);
    m_picture->setCursorPosition(boundedPosition(x, y));
    m_picture->setCursorVisible(visible != 0);
    return {};
}

} // namespace vitrine
