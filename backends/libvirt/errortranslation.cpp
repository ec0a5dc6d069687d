// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/errortranslation.h"

#include <QRegularExpression>

#include <libvirt/virterror.h>

#include <array>
#include <span>

namespace vitrine {
namespace {

/** The first rule whose pattern is found in the text wins; the subject is its first group, if any. */
struct TextRule {
    const char *pattern;
    ErrorCode code;
    const char *subject = nullptr; ///< instead of a group
};

constexpr TextRule textRules[] = {
    // Acceleration
    {"does not support virt type 'kvm'", ErrorCode::AccelerationAbsent},
    {"Domain requires KVM, but it is not available", ErrorCode::AccelerationAbsent},
    {"the accel 'kvm' is not supported", ErrorCode::AccelerationAbsent},
    {"Could not access KVM kernel module: No such file", ErrorCode::AccelerationAbsent},
    {"Could not access KVM kernel module: Permission denied", ErrorCode::AccelerationForbidden},
    {"System Management Mode not supported", ErrorCode::SecureBootUnavailable},
    {"failed to set MSR|KVM internal error|kvm_buf_set_msrs", ErrorCode::AccelerationFaulty},
    // Components
    {"Unable to find '\\w+' firmware", ErrorCode::FirmwareMissing},
    {"TPM version '[^']*' is not supported|TPM emulator .*not supported|Unable to find 'swtpm", ErrorCode::ComponentMissing, "swtpm-tools"},
    {"virtiofsd binary '[^']*' is not executable|find a satisfying virtiofsd", ErrorCode::ComponentMissing, "virtiofsd"},
    {"spice graphics are not supported with this QEMU", ErrorCode::ComponentMissing, "qemu-system-modules-spice"},
    {"dbus graphics are not supported|QEMU does not support dbus", ErrorCode::ComponentMissing, "qemu-system-modules-opengl"},
    {"Unknown audio driver", ErrorCode::ComponentMissing, "qemu-system-gui"},
    {"Cannot check QEMU binary|No emulator found for arch|could not find capabilities for", ErrorCode::ComponentMissing, "qemu-system-x86"},
    {"Cannot find '([^']+)' in path", ErrorCode::ComponentMissing},
    {"binary '[^']*(?:libvirtd|virtqemud)' does not exist in", ErrorCode::ComponentMissing, "libvirt-daemon"},
    // Host ports and networks
    {"Failed to bind port (\\d+) \\(Address already in use\\)", ErrorCode::PortTaken},
    {"Failed to bind port (\\d+) \\(Permission denied\\)", ErrorCode::PortForbidden},
    {"no network with matching (?:name|uuid) '([^']*)'", ErrorCode::NetworkUnavailable},
    {"network '([^']*)' is not active", ErrorCode::NetworkUnavailable},
    {"error creating (?:bridge|macvtap) interface ([^\\s:]+)", ErrorCode::NetworkUnavailable},
    {"--br=(\\S+) .*bridge helper", ErrorCode::NetworkUnavailable},
    {"Unable to create tap device ([^\\s:]+)", ErrorCode::NetworkUnavailable},
    {"Cannot get interface MTU on '([^']*)'", ErrorCode::NetworkUnavailable},
    // Files
    {"Cannot access backing file '([^']+)' of storage file.*Permission denied", ErrorCode::FileUnreadable},
    {"Cannot access backing file '([^']+)' of storage file", ErrorCode::FileMissing},
    {"Cannot access storage file '([^']+)'.*No such file or directory", ErrorCode::FileMissing},
    {"Cannot access storage file '([^']+)'.*Permission denied", ErrorCode::FileUnreadable},
    {"Could not open '([^']+)': No such file or directory", ErrorCode::FileMissing},
    {"Could not (?:open|create) '([^']+)': (?:Permission denied|Read-only file system)", ErrorCode::FileUnreadable},
    {"(?:cannot|failed to|Failed to) (?:open|create) (?:image )?(?:file|path) '([^']+)'.*Permission denied", ErrorCode::FileUnreadable},
    {"cannot (?:open|create) (?:directory|path) '([^']+)'.*Permission denied", ErrorCode::FileUnreadable},
    {"Is another process using the image(?: \\[([^\\]]+)\\])?", ErrorCode::DiskInUse},
    {"Failed to get .{0,30}\\block\\b", ErrorCode::DiskInUse},
    {"volume '([^']+)' is still in use", ErrorCode::DiskInUse},
    {"'([^']+)'[^']*: No space left on device", ErrorCode::NoSpace},
    {"No space left on device|Disk quota exceeded", ErrorCode::NoSpace},
    {"cannot extend file '([^']+)': File too large", ErrorCode::NoSpace},
    {"volume target path '([^']+)' already exists", ErrorCode::FileExists},
    {"storage volume '([^']+)' exists already", ErrorCode::FileExists},
    {"Image is not in \\w+ format", ErrorCode::WrongDiskFormat},
    {"require QCOW2 nvram format|unsupported for storage type raw", ErrorCode::WrongDiskFormat},
    // Memory, slots, hot-plug
    {"cannot set up guest memory", ErrorCode::NoMemory},
    {"No more available PCI slots", ErrorCode::NoFreeSlot},
    {"cannot be hotplugged", ErrorCode::NotHotPluggable},
    // Firmware has reset the drive while its disc was changed; QEMU doesn't tell libvirt, which from then on takes the tray for open.
    {"Tray of (?:the device|device '[^']*') is not open", ErrorCode::NotHotPluggable},
    {"unplug request for not supported device type: [^']*cpu", ErrorCode::NotHotPluggable, "processors"},
    {"vcpu unplug request timed out", ErrorCode::UnplugRefused, "processors"},
    {"cannot resize the maximum memory on an active domain|cannot set memory higher than max memory", ErrorCode::NotHotPluggable},
    {"Cannot allocate memory", ErrorCode::NoMemory},
    // Guest tools
    {"Guest agent is not responding|guest agent is not connected|unable to execute QEMU agent command", ErrorCode::AgentMissing},
    // Names and states
    {"domain '([^']*)' already exists with uuid", ErrorCode::NameTaken},
    {"domain '([^']*)' is already defined with uuid", ErrorCode::NameTaken},
    {"network '([^']*)' (?:is already defined|already exists) with uuid", ErrorCode::NameTaken},
    {"pool '([^']*)' (?:is already defined|already exists) with uuid", ErrorCode::NameTaken},
    {"network is (?:already|not) active", ErrorCode::InvalidState},
    {"[Dd]omain '[^']*' (?:is )?(?:already|not) (?:running|active)", ErrorCode::InvalidState},
    {"cannot acquire state change lock|has asynchronous jobs running", ErrorCode::Busy},
    {"canceled by client", ErrorCode::Cancelled},
    {"unsupported flags \\(0x", ErrorCode::NotSupported},
    {"does not support machine type '([^']*)'", ErrorCode::NotSupported},
    // The way to the host
    {"Host key verification failed|Permission denied \\(publickey|SSH host key .* was not accepted", ErrorCode::AuthenticationFailed},
    {"authentication (?:failed|unavailable|cancelled)|access denied by policy", ErrorCode::AuthenticationFailed},
    {"Failed to connect socket to|unable to connect to server at|Could not resolve hostname", ErrorCode::ConnectionFailed},
    {"virt-ssh-helper: cannot connect|libssh transport error|Cannot read CA certificate", ErrorCode::ConnectionFailed},
    {"unable to initialize VirtualBox driver", ErrorCode::ConnectionFailed},
    {"libvirt was built without the '(\\w+)' driver", ErrorCode::NotSupported},
    {"closed due to keepalive timeout|client socket is closed", ErrorCode::ConnectionLost},
    {"Cannot recv data|Cannot write data|End of file while reading data", ErrorCode::ConnectionLost},
};

struct CodeRule {
    int native;
    ErrorCode code;
};

constexpr CodeRule codeRules[] = {
    {VIR_ERR_NO_SUPPORT, ErrorCode::NotSupported},
    {VIR_ERR_CONFIG_UNSUPPORTED, ErrorCode::NotSupported},
    {VIR_ERR_ARGUMENT_UNSUPPORTED, ErrorCode::NotSupported},
    {VIR_ERR_OPERATION_UNSUPPORTED, ErrorCode::NotSupported},
    {VIR_ERR_CPU_INCOMPATIBLE, ErrorCode::NotSupported},
    {VIR_ERR_NO_DOMAIN, ErrorCode::NotFound},
    {VIR_ERR_NO_STORAGE_POOL, ErrorCode::NotFound},
    {VIR_ERR_NO_STORAGE_VOL, ErrorCode::NotFound},
    {VIR_ERR_NO_NETWORK, ErrorCode::NetworkUnavailable},
    {VIR_ERR_STORAGE_VOL_EXIST, ErrorCode::FileExists},
    {VIR_ERR_DOM_EXIST, ErrorCode::NameTaken},
    {VIR_ERR_OPERATION_INVALID, ErrorCode::InvalidState},
    {VIR_ERR_OPERATION_ABORTED, ErrorCode::Cancelled},
    {VIR_ERR_OPERATION_TIMEOUT, ErrorCode::Timeout},
    {VIR_ERR_RESOURCE_BUSY, ErrorCode::Busy},
    {VIR_ERR_AGENT_UNRESPONSIVE, ErrorCode::AgentMissing},
    {VIR_ERR_AGENT_UNSYNCED, ErrorCode::AgentMissing},
    {VIR_ERR_AGENT_COMMAND_FAILED, ErrorCode::AgentMissing},
    {VIR_ERR_AGENT_COMMAND_TIMEOUT, ErrorCode::AgentMissing},
    {VIR_ERR_XML_ERROR, ErrorCode::XmlInvalid},
    {VIR_ERR_XML_DETAIL, ErrorCode::XmlInvalid},
    {VIR_ERR_XML_INVALID_SCHEMA, ErrorCode::XmlInvalid},
    {VIR_ERR_NO_NAME, ErrorCode::XmlInvalid},
    {VIR_ERR_AUTH_FAILED, ErrorCode::AuthenticationFailed},
    {VIR_ERR_AUTH_CANCELLED, ErrorCode::AuthenticationFailed},
    {VIR_ERR_AUTH_UNAVAILABLE, ErrorCode::AuthenticationFailed},
    {VIR_ERR_ACCESS_DENIED, ErrorCode::AuthenticationFailed},
    {VIR_ERR_NO_CONNECT, ErrorCode::ConnectionFailed},
    {VIR_ERR_INVALID_CONN, ErrorCode::ConnectionLost},
    {VIR_ERR_NO_MEMORY, ErrorCode::NoMemory},
    {VIR_ERR_INVALID_ARG, ErrorCode::InvalidArgument},
};

const std::array<QRegularExpression, std::size(textRules)> &compiledRules()
{
    static const auto compiled = [] {
        std::array<QRegularExpression, std::size(textRules)> result;
        for (size_t i = 0; i < result.size(); ++i) {
            result[i].setPattern(QString::fromLatin1(textRules[i].pattern));
            result[i].setPatternOptions(QRegularExpression::DotMatchesEverythingOption);
            result[i].optimize();
        }
        return result;
    }();
    return compiled;
}

} // namespace

NativeError lastNativeError()
{
    const virError *error = virGetLastError();
    if (!error || error->code == VIR_ERR_OK) {
        return {};
    }
    return {.code = error->code, .domain = error->domain, .message = QString::fromUtf8(error->message)};
}

Error translateError(const NativeError &native, const QString &doing)
{
    Error error{.code = ErrorCode::Internal, .subject = {}, .detail = native.message, .doing = doing};
    // The driver's word for "no such function" outranks whatever else its text says.
    if (native.code == VIR_ERR_NO_SUPPORT) {
        error.code = ErrorCode::NotSupported;
        return error;
    }
    const auto &compiled = compiledRules();
    for (size_t i = 0; i < compiled.size(); ++i) {
        const QRegularExpressionMatch match = compiled[i].match(native.message);
        if (match.hasMatch()) {
            error.code = textRules[i].code;
            error.subject = textRules[i].subject ? QString::fromLatin1(textRules[i].subject) : match.captured(1);
            return error;
        }
    }
    for (const CodeRule &rule : codeRules) {
        if (rule.native == native.code) {
            error.code = rule.code;
            return error;
        }
    }
    return error;
}

Error lastError(const QString &doing)
{
    return translateError(lastNativeError(), doing);
}

bool isUnsupportedFlag(const NativeError &native)
{
    return native.message.contains(QLatin1String("unsupported flags"));
}

} // namespace vitrine
