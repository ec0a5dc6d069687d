// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

// libgbm and libEGL in one, with the manners that VITRINE_FAKE_GL names: good, software, crash, hang,
// or anything else, which is a driver that fails.

#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace {

int anything = 0; ///< what handles point at

bool is(const char *manner)
{
    const char *wanted = std::getenv("VITRINE_FAKE_GL");
    return wanted && std::strcmp(wanted, manner) == 0;
}

const unsigned char *renderer(unsigned)
{
    return reinterpret_cast<const unsigned char *>(is("software") ? "llvmpipe (LLVM 19.1, 256 bits)" : "Mesa Intel(R) Graphics");
}

void *display(unsigned, void *, const int *)
{
    return &anything;
}

} // namespace

#define FAKE extern "C" __attribute__((visibility("default")))

FAKE void *gbm_create_device(int)
{
    return &anything;
}

FAKE void *eglGetProcAddress(const char *name)
{
    return std::strcmp(name, "glGetString") == 0 ? reinterpret_cast<void *>(renderer) : reinterpret_cast<void *>(display);
}

FAKE unsigned eglInitialize(void *, int *, int *)
{
    if (is("crash")) {
        std::abort();
    }
    if (is("hang")) {
        ::pause();
    }
    return is("good") || is("software");
}

FAKE const char *eglQueryString(void *, int)
{
    return "EGL_KHR_surfaceless_context";
}

FAKE unsigned eglBindAPI(unsigned)
{
    return 1;
}

FAKE unsigned eglChooseConfig(void *, const int *, void **config, int, int *count)
{
    *config = &anything;
    *count = 1;
    return 1;
}

FAKE void *eglCreateContext(void *, void *, void *, const int *)
{
    return &anything;
}

FAKE unsigned eglMakeCurrent(void *, void *, void *, void *)
{
    return 1;
}
