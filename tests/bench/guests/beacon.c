// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// First and only process of the "beacon" guest: a Linux kernel that drives virtio-gpu and shows, by
// drawing alone, how many frames it made and how many keys it got. tests/bench/observer.py reads it
// back from the viewer's pixels. Static binary; no other file in the guest but kernel modules.
//
// Kernel command line:
//   beacon.size=1280x800   mode to set (the nearest the connector offers is taken)
//   beacon.scene=full      redraw and report the whole screen 60 times a second
//                quarter   the same for a quarter of its area
//                scroll    text-like lines moving up by one line 30 times a second
//                flip      two buffers shown in turn (what Wayland compositors do)
//                still     only what keys change
//
// Layout, in cells of 16x16 pixels: a marker of 4 cells (magenta, cyan, yellow, magenta) at the left
// of rows 0 and the last; beside it the 16 bits of the frame counter (white 1, black 0), a blue cell,
// and the 16 bits of the key counter. Top and bottom copy agree unless the picture is torn.

#include <drm/drm.h>
#include <drm/drm_mode.h>
#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum { CELL = 16, BITS = 16, MAX_INPUTS = 16 };

struct screen {
    int card;
    uint32_t crtc, width, height;
    struct {
        uint32_t fb, pitch;
        uint8_t *pixels;
    } buffer[2];
};

static void die(const char *what)
{
    perror(what);
    sync();
    for (;;) {
        pause();
    }
}

static void load_modules(void)
{
    FILE *order = fopen("/modules/order", "r");
    char name[128], path[160];
    while (order && fscanf(order, "%127s", name) == 1) {
        snprintf(path, sizeof path, "/modules/%s", name);
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        if (fd < 0 || syscall(SYS_finit_module, fd, "", 0) != 0) {
            perror(path);
        }
        close(fd);
    }
}

static void option(const char *key, char *value, size_t size)
{
    char line[1024] = {0}, *at;
    int fd = open("/proc/cmdline", O_RDONLY);
    if (fd < 0 || read(fd, line, sizeof line - 1) <= 0) {
        return;
    }
    close(fd);
    if ((at = strstr(line, key))) {
        at += strlen(key);
        size_t n = strcspn(at, " \n");
        if (n < size) {
            memcpy(value, at, n);
            value[n] = 0;
        }
    }
}

static void make_buffer(struct screen *s, int which)
{
    struct drm_mode_create_dumb dumb = {.width = s->width, .height = s->height, .bpp = 32};
    if (ioctl(s->card, DRM_IOCTL_MODE_CREATE_DUMB, &dumb)) {
        die("create dumb");
    }
    struct drm_mode_fb_cmd fb = {
        .width = s->width, .height = s->height, .pitch = dumb.pitch, .bpp = 32, .depth = 24, .handle = dumb.handle};
    struct drm_mode_map_dumb map = {.handle = dumb.handle};
    if (ioctl(s->card, DRM_IOCTL_MODE_ADDFB, &fb) || ioctl(s->card, DRM_IOCTL_MODE_MAP_DUMB, &map)) {
        die("add fb");
    }
    void *at = mmap(NULL, dumb.size, PROT_READ | PROT_WRITE, MAP_SHARED, s->card, (off_t)map.offset);
    if (at == MAP_FAILED) {
        die("map dumb");
    }
    s->buffer[which].fb = fb.fb_id;
    s->buffer[which].pitch = dumb.pitch;
    s->buffer[which].pixels = at;
}

static void open_screen(struct screen *s, uint32_t want_width, uint32_t want_height)
{
    for (int i = 0; (s->card = open("/dev/dri/card0", O_RDWR | O_CLOEXEC)) < 0; i++) {
        if (i > 200) {
            die("card0");
        }
        usleep(50000);
    }
    uint32_t crtcs[8], connectors[8], encoders[8], fbs[8];
    struct drm_mode_card_res res = {
        .crtc_id_ptr = (uintptr_t)crtcs, .count_crtcs = 8, .connector_id_ptr = (uintptr_t)connectors, .count_connectors = 8,
        .encoder_id_ptr = (uintptr_t)encoders, .count_encoders = 8, .fb_id_ptr = (uintptr_t)fbs, .count_fbs = 8};
    if (ioctl(s->card, DRM_IOCTL_MODE_GETRESOURCES, &res)) {
        die("resources");
    }
    static struct drm_mode_modeinfo modes[128];
    struct drm_mode_get_connector c = {.connector_id = connectors[0]};
    if (ioctl(s->card, DRM_IOCTL_MODE_GETCONNECTOR, &c)) {
        die("connector");
    }
    c.count_props = c.count_encoders = 0;
    c.modes_ptr = (uintptr_t)modes;
    c.count_modes = c.count_modes > 128 ? 128 : c.count_modes;
    if (ioctl(s->card, DRM_IOCTL_MODE_GETCONNECTOR, &c) || !c.count_modes) {
        die("modes");
    }
    uint32_t best = 0;
    for (uint32_t i = 0; i < c.count_modes && i < 128; i++) {
        if (modes[i].hdisplay == want_width && modes[i].vdisplay == want_height) {
            best = i;
            break;
        }
    }
    s->width = modes[best].hdisplay;
    s->height = modes[best].vdisplay;
    s->crtc = crtcs[0];
    make_buffer(s, 0);
    make_buffer(s, 1);
    struct drm_mode_crtc crtc = {.crtc_id = s->crtc, .fb_id = s->buffer[0].fb, .set_connectors_ptr = (uintptr_t)&connectors[0],
        .count_connectors = 1, .mode_valid = 1, .mode = modes[best]};
    if (ioctl(s->card, DRM_IOCTL_MODE_SETCRTC, &crtc)) {
        die("set crtc");
    }
}

static void fill(struct screen *s, int b, uint32_t x, uint32_t y, uint32_t w, uint32_t h, uint32_t colour)
{
    for (uint32_t row = y; row < y + h && row < s->height; row++) {
        uint32_t *line = (uint32_t *)(s->buffer[b].pixels + (size_t)row * s->buffer[b].pitch);
        for (uint32_t i = x; i < x + w && i < s->width; i++) {
            line[i] = colour;
        }
    }
}

static void draw_counters(struct screen *s, int b, uint16_t frame, uint16_t keys)
{
    static const uint32_t marker[4] = {0xff00ff, 0x00ffff, 0xffff00, 0xff00ff};
    for (int copy = 0; copy < 2; copy++) {
        uint32_t y = copy ? s->height - CELL : 0, x = 0;
        for (int i = 0; i < 4; i++, x += CELL) {
            fill(s, b, x, y, CELL, CELL, marker[i]);
        }
        for (int i = 0; i < BITS; i++, x += CELL) {
            fill(s, b, x, y, CELL, CELL, (frame >> i) & 1 ? 0xffffff : 0);
        }
        fill(s, b, x, y, CELL, CELL, 0x0000ff);
        x += CELL;
        for (int i = 0; i < BITS; i++, x += CELL) {
            fill(s, b, x, y, CELL, CELL, (keys >> i) & 1 ? 0xffffff : 0);
        }
    }
}

static void dirty(struct screen *s, int b, uint32_t x1, uint32_t y1, uint32_t x2, uint32_t y2)
{
    struct drm_clip_rect clip = {(uint16_t)x1, (uint16_t)y1, (uint16_t)x2, (uint16_t)y2};
    struct drm_mode_fb_dirty_cmd cmd = {.fb_id = s->buffer[b].fb, .num_clips = 1, .clips_ptr = (uintptr_t)&clip};
    ioctl(s->card, DRM_IOCTL_MODE_DIRTYFB, &cmd);
}

static void dirty_all(struct screen *s, int b)
{
    dirty(s, b, 0, 0, s->width, s->height);
}

static void flip(struct screen *s, int b)
{
    struct drm_mode_crtc_page_flip f = {.crtc_id = s->crtc, .fb_id = s->buffer[b].fb, .flags = 0};
    ioctl(s->card, DRM_IOCTL_MODE_PAGE_FLIP, &f);
}

static void shade(struct screen *s, int b, uint16_t frame, uint32_t width, uint32_t height)
{
    for (uint32_t y = CELL; y < height - CELL; y++) {
        uint64_t *line = (uint64_t *)(s->buffer[b].pixels + (size_t)y * s->buffer[b].pitch);
        uint64_t c = (uint32_t)((y + frame * 4u) * 0x010203u) & 0xffffffu;
        c |= c << 32;
        for (uint32_t i = 0; i < width / 2; i++) {
            line[i] = c;
        }
    }
}

static void scroll_text(struct screen *s, int b, uint16_t frame)
{
    uint32_t line = CELL, top = CELL, bottom = s->height - CELL, pitch = s->buffer[b].pitch;
    memmove(s->buffer[b].pixels + (size_t)top * pitch, s->buffer[b].pixels + (size_t)(top + line) * pitch,
        (size_t)(bottom - top - line) * pitch);
    fill(s, b, 0, bottom - line, s->width, line, 0x202020);
    uint32_t seed = frame * 2654435761u;
    for (uint32_t x = 8; x + 8 < s->width; x += 9) {
        seed = seed * 1103515245u + 12345u;
        if (seed & 0x70000000u) {
            fill(s, b, x, bottom - line + 3, 1 + (seed >> 16) % 6, 10, 0xd0d0d0);
        }
    }
}

static int open_inputs(struct pollfd *fds)
{
    int n = 0;
    for (int i = 0; i < MAX_INPUTS; i++) {
        char path[32];
        snprintf(path, sizeof path, "/dev/input/event%d", i);
        int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        if (fd >= 0) {
            fds[n++] = (struct pollfd){.fd = fd, .events = POLLIN};
        }
    }
    return n;
}

static int read_keys(struct pollfd *fds, int n)
{
    int presses = 0;
    struct input_event event;
    for (int i = 0; i < n; i++) {
        while (read(fds[i].fd, &event, sizeof event) == (ssize_t)sizeof event) {
            presses += event.type == EV_KEY && event.value == 1;
        }
    }
    return presses;
}

static void draw_frame(struct screen *s, const char *scene, uint16_t *frame, uint16_t keys)
{
    int shown = 0;
    (*frame)++;
    if (!strcmp(scene, "full")) {
        shade(s, 0, *frame, s->width, s->height);
        draw_counters(s, 0, *frame, keys);
        dirty_all(s, 0);
    } else if (!strcmp(scene, "quarter")) {
        shade(s, 0, *frame, s->width, s->height / 4);
        draw_counters(s, 0, *frame, keys);
        dirty(s, 0, 0, 0, s->width, s->height / 4);
        dirty(s, 0, 0, s->height - CELL, s->width, s->height);
    } else if (!strcmp(scene, "flip")) {
        shown = *frame & 1;
        shade(s, shown, *frame, s->width, s->height);
        draw_counters(s, shown, *frame, keys);
        flip(s, shown);
    } else if (*frame & 1) {
        scroll_text(s, 0, *frame);
        draw_counters(s, 0, *frame, keys);
        dirty_all(s, 0);
    }
}

int main(void)
{
    char size[32] = "1280x800", scene[16] = "full";
    mkdir("/proc", 0755);
    mkdir("/dev", 0755);
    mount("proc", "/proc", "proc", 0, NULL);
    mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
    load_modules();
    option("beacon.size=", size, sizeof size);
    option("beacon.scene=", scene, sizeof scene);
    unsigned width = 1280, height = 800;
    sscanf(size, "%ux%u", &width, &height);

    struct screen s;
    memset(&s, 0, sizeof s);
    open_screen(&s, width, height);
    struct pollfd fds[MAX_INPUTS + 1];
    int inputs = open_inputs(fds), still = !strcmp(scene, "still");
    uint16_t frame = 0, keys = 0;
    for (int b = 0; b < 2; b++) {
        fill(&s, b, 0, 0, s.width, s.height, 0x202020);
        draw_counters(&s, b, frame, keys);
    }
    dirty_all(&s, 0);
    printf("beacon ready %ux%u %s, %d inputs\n", s.width, s.height, scene, inputs);
    fflush(stdout);

    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    struct itimerspec every = {{0, still ? 0 : 1000000000 / 60}, {0, still ? 0 : 1}};
    timerfd_settime(timer, 0, &every, NULL);
    fds[inputs] = (struct pollfd){.fd = timer, .events = POLLIN};
    for (;;) {
        poll(fds, (nfds_t)inputs + 1, -1);
        int pressed = read_keys(fds, inputs);
        keys = (uint16_t)(keys + pressed);
        uint64_t ticks;
        if (fds[inputs].revents & POLLIN && read(timer, &ticks, sizeof ticks) > 0) {
            draw_frame(&s, scene, &frame, keys);
        } else if (pressed) {
            draw_counters(&s, 0, frame, keys);
            dirty(&s, 0, 0, 0, s.width, CELL);
            dirty(&s, 0, 0, s.height - CELL, s.width, s.height);
        }
    }
}
