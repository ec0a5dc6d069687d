// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/core/properties/tables.h"

#include "backends/core/properties/machinetraits.h"
#include "backends/core/properties/xmllocation.h"
#include "backends/core/xmltree.h"

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

bool isSpice(const pugi::xml_node &graphics)
{
    return attributeOf(graphics, "type") == "spice"_L1;
}

bool isNetworked(const pugi::xml_node &graphics)
{
    const QString type = attributeOf(graphics, "type");
    return type == "spice"_L1 || type == "vnc"_L1;
}

bool isQxl(const pugi::xml_node &video)
{
    return attributeOf(video.child("model"), "type") == "qxl"_L1;
}

bool isVirtio(const pugi::xml_node &video)
{
    return attributeOf(video.child("model"), "type") == "virtio"_L1;
}

bool takesResolution(const pugi::xml_node &video)
{
    const QString type = attributeOf(video.child("model"), "type");
    return type == "virtio"_L1 || type == "vga"_L1 || type == "bochs"_L1 || type == "qxl"_L1;
}

/** Memory, heads and acceleration are each model's own: libvirt refuses those of another one. */
Result<> writeModel(DomainXml &, pugi::xml_node video, const QString &value)
{
    pugi::xml_node model = ensureChild(video, "model", {});
    for (const char *attribute : {"ram", "vram", "vram64", "vgamem", "blob", "edid"}) {
        model.remove_attribute(attribute);
    }
    if (value != "virtio"_L1) {
        removeChild(model, model.child("acceleration"));
    }
    if (value != "virtio"_L1 && value != "qxl"_L1) {
        model.remove_attribute("heads");
    }
    if (value == "none"_L1) {
        model.remove_attribute("primary");
        removeChild(model, model.child("resolution"));
    }
    setAttribute(model, "type", xmlText(value));
    removeChild(video, video.child("address"));
    return {};
}

bool isHeadless(const pugi::xml_node &graphics)
{
    return attributeOf(graphics, "type") == "egl-headless"_L1;
}

bool hasRenderNode(const pugi::xml_node &graphics)
{
    return isHeadless(graphics) || attributeOf(graphics.child("gl"), "enable") == "yes"_L1;
}

bool listensOnAddress(const pugi::xml_node &graphics)
{
    return isNetworked(graphics) && attributeOf(graphics.child("listen"), "type") == "address"_L1;
}

/** What draws for SPICE and VNC does not do so beside another way. */
bool isAmongHeads(const pugi::xml_node &graphics)
{
    return !hasGraphics(graphics, "dbus"_L1) && !hasGraphics(graphics, "sdl"_L1) && !hasGraphics(graphics, "egl-headless"_L1);
}

/** A graphics processor without it means nothing. */
Result<> writeGl(DomainXml &, pugi::xml_node graphics, const QString &value)
{
    if (value.isEmpty()) {
        removeChild(graphics, graphics.child("gl"));
    } else {
        setAttribute(ensureChild(graphics, "gl", {"listen", "channel", "image", "jpeg", "zlib", "playback", "streaming", "clipboard", "mouse", "filetransfer"}),
                     "enable",
                     xmlText(value));
    }
    return {};
}

bool isPrimaryCard(const pugi::xml_node &video)
{
    if (attributeOf(video.child("model"), "primary") == "yes"_L1) {
        return true;
    }
    const pugi::xml_node devices = video.parent();
    const auto primary = devices.find_child([](const pugi::xml_node &card) {
        return std::string_view(card.name()) == "video" && attributeOf(card.child("model"), "primary") == "yes"_L1;
    });
    return !primary && video == devices.child("video");
}

bool isOnlyCard(const pugi::xml_node &video)
{
    return !video.previous_sibling("video") && !video.next_sibling("video");
}

/** There is one. */
Result<> writePrimary(DomainXml &, pugi::xml_node video, const QString &value)
{
    for (const pugi::xml_node card : video.parent().children("video")) {
        if (card != video && value == "yes"_L1) {
            card.child("model").remove_attribute("primary");
        }
    }
    setValueAt(video, "model/@primary"_L1, value);
    return {};
}

/** A width needs a height. */
Result<> setResolution(pugi::xml_node video, const char *side, const char *other, const char *fallback, const QString &value)
{
    pugi::xml_node model = ensureChild(video, "model", {});
    if (value.isEmpty()) {
        removeChild(model, model.child("resolution"));
        return {};
    }
    pugi::xml_node resolution = ensureChild(model, "resolution", {"acceleration"});
    setAttribute(resolution, side, value.toStdString());
    if (!resolution.attribute(other)) {
        setAttribute(resolution, other, fallback);
    }
    return {};
}

Result<> writeWidth(DomainXml &, pugi::xml_node video, const QString &value)
{
    return setResolution(video, "x", "y", "800", value);
}

Result<> writeHeight(DomainXml &, pugi::xml_node video, const QString &value)
{
    return setResolution(video, "y", "x", "1280", value);
}

/** Nothing of one way to reach the screen means anything to another. */
Result<> writeType(DomainXml &, pugi::xml_node graphics, const QString &value)
{
    graphics.remove_attributes();
    graphics.remove_children();
    setAttribute(graphics, "type", xmlText(value));
    if (isNetworked(graphics)) {
        setAttribute(ensureChild(graphics, "listen", {}), "type", "none");
    } else if (value == "dbus"_L1) {
        setAttribute(graphics, "p2p", "yes");
    }
    return {};
}

/** In old definitions it stands in two places. */
Result<> writeAddress(DomainXml &, pugi::xml_node graphics, const QString &value)
{
    setValueAt(graphics, "listen/@address"_L1, value);
    if (graphics.attribute("listen")) {
        setValueAt(graphics, "@listen"_L1, value);
    }
    return {};
}

/** An address that was for one type of listener is no use to another. */
Result<> writeListen(DomainXml &, pugi::xml_node graphics, const QString &value)
{
    for (const char *attribute : {"listen", "port", "tlsPort", "autoport", "socket"}) {
        graphics.remove_attribute(attribute);
    }
    while (const pugi::xml_node listen = graphics.child("listen")) {
        removeChild(graphics, listen);
    }
    pugi::xml_node listen = ensureChild(graphics, "listen", {});
    setAttribute(listen, "type", xmlText(value));
    if (value == "address"_L1) {
        setAttribute(listen, "address", "127.0.0.1");
        setAttribute(graphics, "autoport", "yes");
    }
    return {};
}

constexpr ChoiceRule cards[] = {{"vga bochs cirrus vmvga ramfb"_L1, isPrimaryCard}, {"none"_L1, isOnlyCard}};
constexpr ChoiceRule ways[] = {{"egl-headless"_L1, isAmongHeads}};
constexpr ChoiceRule outputs[] = {{"spice"_L1, hasSpice}};

constexpr auto page = SettingsPage::Display;
constexpr auto sound = SettingsPage::Sound;

constexpr Property rows[] = {
    choiceRow("video.model"_L1, "video"_L1, "model/@type"_L1, "virtio qxl vga bochs cirrus vmvga ramfb none")
        .on(page)
        .required()
        .only(cards)
        .by(nullptr, writeModel)
        .touching(
            "model/@type model/@ram model/@vram model/@vram64 model/@vgamem model/@blob model/@edid model/@heads model/@primary model/acceleration! model/resolution! address!"_L1),
    numberRow("video.heads"_L1, "video"_L1, "model/@heads"_L1).on(page).within(1, 16).when([](const pugi::xml_node &video) {
        return isVirtio(video) || isQxl(video);
    }),
    numberRow("video.memory"_L1, "video"_L1, "model/@vram"_L1).on(page).within(1024).advanced().when([](const pugi::xml_node &video) {
        return !isVirtio(video);
    }),
    numberRow("video.ram"_L1, "video"_L1, "model/@ram"_L1).on(page).within(1024).advanced().when(isQxl),
    numberRow("video.vgaMemory"_L1, "video"_L1, "model/@vgamem"_L1).on(page).within(1024).checked(PropertyCheck::PowerOfTwo).advanced().when(isQxl),
    flagRow("video.accel3d"_L1, "video"_L1, "model/acceleration/@accel3d"_L1, "yes no").on(page).when(isVirtio),
    flagRow("video.blob"_L1, "video"_L1, "model/@blob"_L1, "on off").on(page).advanced().when(isVirtio),
    flagRow("video.primary"_L1, "video"_L1, "model/@primary"_L1, "yes no")
        .on(page)
        .advanced()
        .by(nullptr, writePrimary)
        .touching("model/@primary ../video/model/@primary"_L1),
    numberRow("video.width"_L1, "video"_L1, "model/resolution/@x"_L1)
        .on(page)
        .within(1, 16384)
        .advanced()
        .by(nullptr, writeWidth)
        .when(takesResolution)
        .touching("model/resolution/@x model/resolution/@y"_L1),
    numberRow("video.height"_L1, "video"_L1, "model/resolution/@y"_L1)
        .on(page)
        .within(1, 16384)
        .advanced()
        .by(nullptr, writeHeight)
        .when(takesResolution)
        .touching("model/resolution/@x model/resolution/@y"_L1),
    // How the screen is reached
    choiceRow("graphics.type"_L1, "graphics"_L1, "@type"_L1, "spice vnc dbus egl-headless")
        .on(page)
        .required()
        .advanced()
        .only(ways)
        .by(nullptr, writeType)
        .touching("@* *!"_L1),
    choiceRow("graphics.listen"_L1, "graphics"_L1, "listen/@type"_L1, "none address socket")
        .on(page)
        .required()
        .advanced()
        .by(nullptr, writeListen)
        .when(isNetworked)
        .touching("listen! @listen @port @tlsPort @autoport @socket"_L1),
    textRow("graphics.address"_L1, "graphics"_L1, "listen/@address"_L1)
        .on(page)
        .advanced()
        .checked(PropertyCheck::Address)
        .by(nullptr, writeAddress)
        .when(listensOnAddress)
        .touching("@listen listen/@address"_L1),
    numberRow("graphics.port"_L1, "graphics"_L1, "@port"_L1).on(page).within(1024, 65535).advanced().when(listensOnAddress),
    flagRow("graphics.autoPort"_L1, "graphics"_L1, "@autoport"_L1, "yes no").on(page).advanced().when(listensOnAddress),
    textRow("graphics.keymap"_L1, "graphics"_L1, "@keymap"_L1).on(page).checked(PropertyCheck::Identifier).advanced().when(isNetworked),
    flagRow("graphics.peerToPeer"_L1, "graphics"_L1, "@p2p"_L1, "yes no").on(page).advanced().when([](const pugi::xml_node &graphics) {
        return attributeOf(graphics, "type") == "dbus"_L1;
    }),
    flagRow("graphics.gl"_L1, "graphics"_L1, "gl/@enable"_L1, "yes no")
        .on(page)
        .advanced()
        .by(nullptr, writeGl)
        .when([](const pugi::xml_node &graphics) {
            return isSpice(graphics) || attributeOf(graphics, "type") == "dbus"_L1;
        })
        .touching("gl!"_L1),
    pathRow("graphics.renderNode"_L1, "graphics"_L1, "gl/@rendernode"_L1).on(page).advanced().when(hasRenderNode),
    choiceRow("graphics.compression"_L1, "graphics"_L1, "image/@compression"_L1, "auto_glz auto_lz quic glz lz off").on(page).advanced().when(isSpice),
    flagRow("graphics.clipboard"_L1, "graphics"_L1, "clipboard/@copypaste"_L1, "yes no").on(page).when(isSpice),
    flagRow("graphics.fileTransfer"_L1, "graphics"_L1, "filetransfer/@enable"_L1, "yes no").on(page).when(isSpice),
    choiceRow("graphics.streaming"_L1, "graphics"_L1, "streaming/@mode"_L1, "filter all off").on(page).advanced().when(isSpice),
    // Sound
    choiceRow("sound.model"_L1, "sound"_L1, "@model"_L1, "ich9 ich6 ac97 usb virtio es1370 sb16 pcspk").on(sound).required(),
    choiceRow("audio.type"_L1, "audio"_L1, "@type"_L1, "none spice pipewire pulseaudio alsa jack dbus oss sdl file").on(sound).required().only(outputs),
    flagRow("audio.input"_L1, "audio"_L1, "input/@mixingEngine"_L1, "yes no").on(sound).advanced(),
};

} // namespace

std::span<const Property> displayProperties()
{
    return rows;
}

} // namespace vitrine
