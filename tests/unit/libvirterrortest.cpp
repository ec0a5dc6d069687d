// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/errortranslation.h"

#include <gtest/gtest.h>

#include <libvirt/virterror.h>

namespace vitrine {

inline void PrintTo(ErrorCode code, std::ostream *stream)
{
    *stream << errorCodeName(code).toStdString();
}

namespace {

/** A text as libvirt 11.3 or QEMU 10.0 gave it, and what it means. */
struct Sample {
    int code;
    const char *text;
    ErrorCode meaning;
    const char *subject = "";
};

void PrintTo(const Sample &sample, std::ostream *stream)
{
    *stream << sample.text;
}

class ErrorTranslation : public testing::TestWithParam<Sample>
{
};

TEST_P(ErrorTranslation, KnowsTheTexts)
{
    const Sample &sample = GetParam();
    const Error error = translateError({.code = sample.code, .domain = VIR_FROM_QEMU, .message = QString::fromUtf8(sample.text)}, QStringLiteral("start"));
    EXPECT_EQ(error.code, sample.meaning);
    EXPECT_EQ(error.subject.toStdString(), sample.subject);
    EXPECT_EQ(error.detail.toStdString(), sample.text);
    EXPECT_EQ(error.doing, QStringLiteral("start"));
}

constexpr int internal = VIR_ERR_INTERNAL_ERROR;
constexpr int system = VIR_ERR_SYSTEM_ERROR;
constexpr int failed = VIR_ERR_OPERATION_FAILED;
constexpr int unsupported = VIR_ERR_CONFIG_UNSUPPORTED;

constexpr Sample acceleration[] = {
    {unsupported, "unsupported configuration: Emulator '/usr/bin/qemu-system-x86_64' does not support virt type 'kvm'", ErrorCode::AccelerationAbsent},
    {unsupported,
     "unsupported configuration: Domain requires KVM, but it is not available. Check that virtualization is enabled in the host BIOS, and host configuration "
     "is setup to load the kvm modules.",
     ErrorCode::AccelerationAbsent},
    {VIR_ERR_INVALID_ARG, "invalid argument: the accel 'kvm' is not supported by '/usr/bin/qemu-system-x86_64' on this host", ErrorCode::AccelerationAbsent},
    {internal,
     "internal error: QEMU unexpectedly closed the monitor (vm='kb'): qemu-system-x86_64: Could not access KVM kernel module: Permission denied",
     ErrorCode::AccelerationForbidden},
    {internal,
     "internal error: QEMU unexpectedly closed the monitor (vm='kb'): qemu-system-x86_64: error: failed to set MSR 0x10a to 0xc000069\n"
     "qemu-system-x86_64: Assertion `ret == cpu->kvm_msr_buf->nmsrs' failed.",
     ErrorCode::AccelerationFaulty},
    {internal,
     "internal error: QEMU unexpectedly closed the monitor (vm='sb'): System Management Mode not supported by this hypervisor.",
     ErrorCode::SecureBootUnavailable},
};
INSTANTIATE_TEST_SUITE_P(Acceleration, ErrorTranslation, testing::ValuesIn(acceleration));

constexpr Sample components[] = {
    {system, "binary '/usr/sbin/libvirtd' does not exist in $PATH: No such file or directory", ErrorCode::ComponentMissing, "libvirt-daemon"},
    {failed, "operation failed: Unable to find 'efi' firmware that is compatible with the current configuration", ErrorCode::FirmwareMissing},
    {unsupported, "unsupported configuration: TPM version '2.0' is not supported", ErrorCode::ComponentMissing, "swtpm-tools"},
    {failed, "operation failed: Cannot find 'passt' in path", ErrorCode::ComponentMissing, "passt"},
    {failed, "operation failed: virtiofsd binary '/usr/libexec/virtiofsd' is not executable", ErrorCode::ComponentMissing, "virtiofsd"},
    {unsupported, "unsupported configuration: spice graphics are not supported with this QEMU", ErrorCode::ComponentMissing, "qemu-system-modules-spice"},
    {internal,
     "internal error: process exited while connecting to monitor: Unknown audio driver `pipewire'. Perhaps you want to install qemu-system-gui package?",
     ErrorCode::ComponentMissing,
     "qemu-system-gui"},
    {VIR_ERR_INVALID_ARG,
     "invalid argument: Cannot check QEMU binary /usr/bin/qemu-system-x86_64: No such file or directory",
     ErrorCode::ComponentMissing,
     "qemu-system-x86"},
};
INSTANTIATE_TEST_SUITE_P(Components, ErrorTranslation, testing::ValuesIn(components));

constexpr Sample files[] = {
    {system, "Cannot access storage file '/home/u/x.iso': No such file or directory", ErrorCode::FileMissing, "/home/u/x.iso"},
    {system, "Cannot access storage file '/x/d 1.qcow2' : No such file or directory", ErrorCode::FileMissing, "/x/d 1.qcow2"},
    {system,
     "Cannot access backing file '/x/base.qcow2' of storage file '/x/top.qcow2' (as uid:1000, gid:1000): No such file or directory",
     ErrorCode::FileMissing,
     "/x/base.qcow2"},
    {system, "Cannot access storage file '/root/d.qcow2' (as uid:1000, gid:1000): Permission denied", ErrorCode::FileUnreadable, "/root/d.qcow2"},
    {internal,
     "internal error: process exited while connecting to monitor: -blockdev ...: Could not open '/x/d.img': Permission denied",
     ErrorCode::FileUnreadable,
     "/x/d.img"},
    {internal,
     "internal error: Child process (/usr/bin/qemu-img create -f qcow2 /x/d.qcow2 1024K) unexpected exit status 1: qemu-img: /x/d.qcow2: Could not create "
     "'/x/d.qcow2': Permission denied",
     ErrorCode::FileUnreadable,
     "/x/d.qcow2"},
    {internal,
     "internal error: process exited while connecting to monitor: -device ...: Failed to get \"write\" lock\n"
     "Is another process using the image [/x/d.qcow2]?",
     ErrorCode::DiskInUse,
     "/x/d.qcow2"},
    {internal, "internal error: unable to execute QEMU command 'blockdev-add': Failed to get \"write\" lock", ErrorCode::DiskInUse},
    {VIR_ERR_OPERATION_INVALID, "Requested operation is not valid: volume 'bigraw.img' is still in use.", ErrorCode::DiskInUse, "bigraw.img"},
    {system, "cannot fill file '/x/d.raw': No space left on device", ErrorCode::NoSpace, "/x/d.raw"},
    {system, "cannot extend file '/x/d.raw': File too large", ErrorCode::NoSpace, "/x/d.raw"},
    {VIR_ERR_OPERATION_INVALID, "Requested operation is not valid: volume target path '/x/d.qcow2' already exists", ErrorCode::FileExists, "/x/d.qcow2"},
    {VIR_ERR_STORAGE_VOL_EXIST, "storage volume 'big.img' exists already", ErrorCode::FileExists, "big.img"},
    {internal, "internal error: process exited while connecting to monitor: Image is not in qcow2 format", ErrorCode::WrongDiskFormat},
    {VIR_ERR_OPERATION_UNSUPPORTED,
     "Operation not supported: internal snapshots of a VM with pflash based firmware require QCOW2 nvram format",
     ErrorCode::WrongDiskFormat},
    {unsupported, "unsupported configuration: internal snapshot for disk vda unsupported for storage type raw", ErrorCode::WrongDiskFormat},
};
INSTANTIATE_TEST_SUITE_P(Files, ErrorTranslation, testing::ValuesIn(files));

constexpr Sample host[] = {
    {internal, "internal error: process exited while connecting to monitor: cannot set up guest memory 'pc.ram': Cannot allocate memory", ErrorCode::NoMemory},
    {internal,
     "internal error: Child process (passt --one-off) unexpected exit status 1: Failed to bind port 18080 (Address already in use) for option '-t "
     "127.0.0.1/18080:80'",
     ErrorCode::PortTaken,
     "18080"},
    {internal,
     "internal error: Child process (passt --one-off) unexpected exit status 1: Failed to bind port 80 (Permission denied) for option '-t 80:80'",
     ErrorCode::PortForbidden,
     "80"},
    {VIR_ERR_NO_NETWORK, "Network not found: no network with matching name 'default'", ErrorCode::NetworkUnavailable, "default"},
    {system, "error creating bridge interface virbr0: Operation not permitted", ErrorCode::NetworkUnavailable, "virbr0"},
    {system, "error creating macvtap interface macvtap0@eth0 (52:54:00:00:00:01): Operation not permitted", ErrorCode::NetworkUnavailable, "macvtap0@eth0"},
    {system, "Unable to create tap device vnet0: Operation not permitted", ErrorCode::NetworkUnavailable, "vnet0"},
    {internal,
     "internal error: /usr/lib/qemu/qemu-bridge-helper --use-vnet --br=virbr0 --fd=27: failed to communicate with bridge helper: stderr=failed to parse "
     "default acl file `/etc/qemu/bridge.conf'",
     ErrorCode::NetworkUnavailable,
     "virbr0"},
    {internal, "internal error: No more available PCI slots", ErrorCode::NoFreeSlot},
    {VIR_ERR_OPERATION_UNSUPPORTED, "Operation not supported: disk bus 'sata' cannot be hotplugged.", ErrorCode::NotHotPluggable},
    {internal, "internal error: unable to execute QEMU command 'blockdev-remove-medium': Tray of device 'ide0-1-0' is not open", ErrorCode::NotHotPluggable},
    {internal, "internal error: unable to execute QEMU command 'blockdev-insert-medium': Tray of the device is not open", ErrorCode::NotHotPluggable},
    {internal,
     "internal error: unable to execute QEMU command 'device_del': acpi: device unplug request for not supported device type: qemu64-x86_64-cpu",
     ErrorCode::NotHotPluggable,
     "processors"},
    {failed, "operation failed: vcpu unplug request timed out. Unplug result must be manually inspected in the domain", ErrorCode::UnplugRefused, "processors"},
    {VIR_ERR_AGENT_UNRESPONSIVE, "Guest agent is not responding: QEMU guest agent is not connected", ErrorCode::AgentMissing},
    {VIR_ERR_AGENT_COMMAND_FAILED, "unable to execute QEMU agent command 'guest-shutdown': child process has failed", ErrorCode::AgentMissing},
};
INSTANTIATE_TEST_SUITE_P(Host, ErrorTranslation, testing::ValuesIn(host));

constexpr Sample connections[] = {
    {system, "Cannot recv data: Host key verification failed.: Connection reset by peer", ErrorCode::AuthenticationFailed},
    {system, "Cannot recv data: u@h: Permission denied (publickey,password).: Connection reset by peer", ErrorCode::AuthenticationFailed},
    {system, "unable to connect to server at '127.0.0.1:16509': Connection refused", ErrorCode::ConnectionFailed},
    {system, "Cannot recv data: ssh: Could not resolve hostname nowhere: Name or service not known: Connection reset by peer", ErrorCode::ConnectionFailed},
    {system,
     "Cannot recv data: virt-ssh-helper: cannot connect to '/var/run/libvirt/libvirt-sock': Failed to connect socket: Connection reset by peer",
     ErrorCode::ConnectionFailed},
    {system, "Failed to connect socket to '/var/run/libvirt/libvirt-sock': No such file or directory", ErrorCode::ConnectionFailed},
    {VIR_ERR_LIBSSH, "libssh transport error: Remote command terminated with non-zero code: 0", ErrorCode::ConnectionFailed},
    {system, "Cannot read CA certificate '/etc/pki/CA/cacert.pem': No such file or directory", ErrorCode::ConnectionFailed},
    {internal, "internal error: unable to initialize VirtualBox driver API", ErrorCode::ConnectionFailed},
    {unsupported, "unsupported configuration: libvirt was built without the 'hyperv' driver", ErrorCode::NotSupported, "hyperv"},
    {internal, "internal error: connection closed due to keepalive timeout", ErrorCode::ConnectionLost},
    {internal, "internal error: client socket is closed", ErrorCode::ConnectionLost},
    {system, "End of file while reading data: Input/output error", ErrorCode::ConnectionLost},
};
INSTANTIATE_TEST_SUITE_P(Connections, ErrorTranslation, testing::ValuesIn(connections));

constexpr Sample machines[] = {
    {failed, "operation failed: domain 'win11' already exists with uuid 2600d354-e929-42d3-8b66-1c043ba3ef9a", ErrorCode::NameTaken, "win11"},
    {VIR_ERR_NO_DOMAIN, "Domain not found: no domain with matching uuid '2600d354'", ErrorCode::NotFound},
    {VIR_ERR_OPERATION_INVALID, "Requested operation is not valid: domain is already running", ErrorCode::InvalidState},
    {VIR_ERR_OPERATION_INVALID, "Requested operation is not valid: domain is not running", ErrorCode::InvalidState},
    {VIR_ERR_OPERATION_ABORTED, "operation aborted: job 'domain save' canceled by client", ErrorCode::Cancelled},
    {VIR_ERR_OPERATION_TIMEOUT, "Timed out during operation: cannot acquire state change lock (held by monitor=remoteDispatchDomainSave)", ErrorCode::Busy},
    {VIR_ERR_XML_ERROR, "XML error: missing domain type attribute", ErrorCode::XmlInvalid},
    {VIR_ERR_XML_DETAIL, "(domain_definition):3: Opening and ending tag mismatch", ErrorCode::XmlInvalid},
    {VIR_ERR_XML_INVALID_SCHEMA, "XML document failed to validate against schema: Extra element nonsense in interleave", ErrorCode::XmlInvalid},
    {unsupported,
     "unsupported configuration: Emulator '/usr/bin/qemu-system-x86_64' does not support machine type 'pc-q35-99.0'",
     ErrorCode::NotSupported,
     "pc-q35-99.0"},
    {VIR_ERR_CPU_INCOMPATIBLE, "the CPU is incompatible with host CPU: Host CPU does not provide required features: svm", ErrorCode::NotSupported},
    {VIR_ERR_NO_SUPPORT, "this function is not supported by the connection driver: virDomainOpenGraphicsFD", ErrorCode::NotSupported},
    {VIR_ERR_INVALID_ARG, "unsupported flags (0x1c) in function testDomainUndefineFlags", ErrorCode::NotSupported},
    {internal, "internal error: something nobody has seen yet", ErrorCode::Internal},
};
INSTANTIATE_TEST_SUITE_P(Machines, ErrorTranslation, testing::ValuesIn(machines));

TEST(NativeErrors, TellRefusedFlags)
{
    EXPECT_TRUE(isUnsupportedFlag({.code = VIR_ERR_INVALID_ARG, .domain = 0, .message = QStringLiteral("unsupported flags (0x1c) in function x")}));
    EXPECT_FALSE(isUnsupportedFlag({.code = VIR_ERR_INVALID_ARG, .domain = 0, .message = QStringLiteral("invalid argument: x")}));
}

} // namespace
} // namespace vitrine
