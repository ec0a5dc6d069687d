// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// vitrine-graphics-probe RENDERNODE: makes an OpenGL context the way QEMU does and prints the
// renderer's name. A process of its own, because drivers crash and hang; what it needs is opened while
// it runs, so that it starts where the libraries are missing. Without Qt, to start fast.

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace {

// From <EGL/egl.h> and <gbm.h>, whose values never change.
using Handle = void *;
constexpr unsigned platformGbm = 0x31D7;
constexpr int openGlApi = 0x30A2;
constexpr int openGlEsApi = 0x30A0;
constexpr int renderableType = 0x3040;
constexpr int openGlBit = 0x0008;
constexpr int openGlEs2Bit = 0x0004;
constexpr int extensions = 0x3055;
constexpr int clientVersion = 0x3098;
constexpr int none = 0x3038;
constexpr unsigned rendererString = 0x1F01;

constexpr unsigned patienceSeconds = 5;

/** Says which step failed, as `key=value` lines for graphicsprobe.cpp, and ends. */
[[noreturn]] void give(const char *step, const std::string &why = {})
{
    std::printf("failed=%s%s%s\n", step, why.empty() ? "" : ": ", why.c_str());
    std::fflush(stdout);
    std::_Exit(EXIT_FAILURE);
}

template<typename Function>
Function symbol(Handle library, const char *name)
{
    Handle found = ::dlsym(library, name);
    if (!found) {
        give(name);
    }
    return reinterpret_cast<Function>(found);
}

Handle library(const char *name)
{
    Handle opened = ::dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (!opened) {
        give(name, ::dlerror());
    }
    return opened;
}

Handle gbmDevice(const char *node)
{
    const int file = ::open(node, O_RDWR | O_CLOEXEC);
    if (file < 0) {
        give("open", std::strerror(errno));
    }
    const auto create = symbol<Handle (*)(int)>(library("libgbm.so.1"), "gbm_create_device");
    Handle device = create(file);
    if (!device) {
        give("gbm_create_device");
    }
    return device;
}

struct Egl {
    Handle library;
    Handle (*procedure)(const char *);
    unsigned (*initialize)(Handle, int *, int *);
    unsigned (*bindApi)(unsigned);
    unsigned (*chooseConfig)(Handle, const int *, Handle *, int, int *);
    Handle (*createContext)(Handle, Handle, Handle, const int *);
    unsigned (*makeCurrent)(Handle, Handle, Handle, Handle);
    const char *(*queryString)(Handle, int);
};

Egl loadEgl()
{
    Handle opened = library("libEGL.so.1");
    return {.library = opened,
            .procedure = symbol<Handle (*)(const char *)>(opened, "eglGetProcAddress"),
            .initialize = symbol<unsigned (*)(Handle, int *, int *)>(opened, "eglInitialize"),
            .bindApi = symbol<unsigned (*)(unsigned)>(opened, "eglBindAPI"),
            .chooseConfig = symbol<unsigned (*)(Handle, const int *, Handle *, int, int *)>(opened, "eglChooseConfig"),
            .createContext = symbol<Handle (*)(Handle, Handle, Handle, const int *)>(opened, "eglCreateContext"),
            .makeCurrent = symbol<unsigned (*)(Handle, Handle, Handle, Handle)>(opened, "eglMakeCurrent"),
            .queryString = symbol<const char *(*)(Handle, int)>(opened, "eglQueryString")};
}

/** OpenGL, else OpenGL ES: either is enough for QEMU. */
bool makeContext(const Egl &egl, Handle display, int api, int bit)
{
    const int wanted[] = {renderableType, bit, none};
    const int version[] = {clientVersion, 2, none};
    Handle config = nullptr;
    int count = 0;
    if (!egl.bindApi(unsigned(api)) || !egl.chooseConfig(display, wanted, &config, 1, &count) || count < 1) {
        return false;
    }
    Handle context = egl.createContext(display, config, nullptr, api == openGlEsApi ? version : nullptr);
    return context && egl.makeCurrent(display, nullptr, nullptr, context);
}

} // namespace

int main(int count, char **arguments)
{
    if (count != 2) {
        give("usage");
    }
    ::alarm(patienceSeconds);
    Handle device = gbmDevice(arguments[1]);
    const Egl egl = loadEgl();
    const auto platformDisplay = reinterpret_cast<Handle (*)(unsigned, Handle, const int *)>(egl.procedure("eglGetPlatformDisplayEXT"));
    Handle display = platformDisplay ? platformDisplay(platformGbm, device, nullptr) : nullptr;
    if (!display || !egl.initialize(display, nullptr, nullptr)) {
        give("eglInitialize");
    }
    const char *offered = egl.queryString(display, extensions);
    if (!offered || !std::strstr(offered, "EGL_KHR_surfaceless_context")) {
        give("EGL_KHR_surfaceless_context");
    }
    if (!makeContext(egl, display, openGlApi, openGlBit) && !makeContext(egl, display, openGlEsApi, openGlEs2Bit)) {
        give("eglCreateContext");
    }
    const auto getString = reinterpret_cast<const unsigned char *(*)(unsigned)>(egl.procedure("glGetString"));
    const unsigned char *renderer = getString ? getString(rendererString) : nullptr;
    if (!renderer) {
        give("glGetString");
    }
    std::printf("renderer=%s\n", reinterpret_cast<const char *>(renderer));
    std::fflush(stdout);
    std::_Exit(EXIT_SUCCESS); // drivers crash on the way out, too
}
