# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the private display, read from the frame buffer file that Xvfb writes (-fbdir)."""
import mmap
import struct

from PIL import Image, ImageChops


class Picture:
    """One moment of the screen, or a part of it. Coordinates are pixels from the top left."""

    def __init__(self, image):
        self.image = image

    @classmethod
    def of_frame_buffer(cls, path):
        with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
            head = struct.unpack(">25I", memory[:100])  # XWD: big-endian words
            start, width, height, stride = head[0] + head[19] * 12, head[4], head[5], head[12]
            data = memory[start:start + stride * height]
        return cls(Image.frombytes("RGB", (width, height), data, "raw", "BGRX", stride))

    @classmethod
    def of_file(cls, path):
        return cls(Image.open(path).convert("RGB"))

    def part(self, x, y, width, height):
        return Picture(self.image.crop((x, y, x + width, y + height)))

    def save(self, path):
        self.image.save(path)

    def colours(self):
        """How many different colours, up to 65536."""
        found = self.image.getcolors(65536)
        return 65536 if found is None else len(found)

    def share_of(self, colour, tolerance=12):
        """Which share of the pixels (0 to 1) is within `tolerance` of the colour in each channel."""
        mask = self._mask(colour, tolerance)
        return mask.histogram()[255] / (mask.width * mask.height)

    def rows_of(self, colour, share=0.5, tolerance=12):
        """The rows of which at least `share` is of this colour."""
        mask = self._mask(colour, tolerance)
        means = mask.resize((1, mask.height), Image.Resampling.BOX).tobytes()
        return [y for y, mean in enumerate(means) if mean >= 255 * share]

    def differs_from(self, other, share=0.0005):
        """Whether more than `share` of the pixels changed."""
        grey = ImageChops.difference(self.image, other.image).convert("L").point(lambda v: 255 if v > 8 else 0)
        return grey.histogram()[255] > share * grey.width * grey.height

    def as_text(self, columns=96, rows=30):
        """The picture's brightness in characters, dark to light: for a log read where pictures can't be seen."""
        shades = " .:-=+*#%@"
        grey = self.image.convert("L").resize((columns, rows), Image.Resampling.BOX).tobytes()
        return "\n".join("".join(shades[value * len(shades) // 256] for value in grey[row * columns:(row + 1) * columns])
                         for row in range(rows))

    def _mask(self, colour, tolerance):
        mask = None
        for channel, want in zip(self.image.split(), colour):
            near = channel.point(lambda v, w=want: 255 if abs(v - w) <= tolerance else 0)
            mask = near if mask is None else ImageChops.darker(mask, near)
        return mask
