"""Pictures to look at: PNG files and contact sheets, with zlib alone."""

import os
import struct
import zlib

import numpy as np

GAP = 4


def write(path, picture):
    """picture is uint8 [H, W, 3]."""
    height, width, _ = picture.shape
    rows = np.zeros((height, 1 + width * 3), np.uint8)  # each row begins with filter 0
    rows[:, 1:] = picture.reshape(height, -1)

    def chunk(kind, data):
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    data = b"\x89PNG\r\n\x1a\n"
    data += chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    data += chunk(b"IDAT", zlib.compress(rows.tobytes(), 6)) + chunk(b"IEND", b"")
    partial = path + ".partial"
    with open(partial, "wb") as file:
        file.write(data)
    os.replace(partial, path)


def sheet(rows):
    """Puts rows of pictures (lists of uint8 [H, W, 3]) on one grey sheet."""
    heights = [max(each.shape[0] for each in row) for row in rows]
    widths = [sum(each.shape[1] + GAP for each in row) for row in rows]
    out = np.full((sum(heights) + GAP * (len(rows) + 1), max(widths) + GAP, 3), 90, np.uint8)
    top = GAP
    for row, height in zip(rows, heights):
        left = GAP
        for each in row:
            out[top : top + each.shape[0], left : left + each.shape[1]] = each
            left += each.shape[1] + GAP
        top += height + GAP
    return out


def to_bytes(pictures):
    """Tensor [..., 3, H, W] in -1 .. 1 to uint8 [..., H, W, 3]."""
    pictures = ((pictures.detach().float().cpu() + 1.0) * 127.5).round().clamp(0, 255)
    return np.moveaxis(pictures.numpy().astype(np.uint8), -3, -1)


def spectrogram(sound, height=96, width=256):
    """A picture of a sound [S]: log magnitude over 80 dB, low frequencies below."""
    size, hop = 512, 128
    count = max(1, (len(sound) - size) // hop)
    frames = np.stack([sound[i * hop : i * hop + size] for i in range(count)])
    magnitude = np.abs(np.fft.rfft(frames * np.hanning(size)[None])) / size
    level = np.clip((20 * np.log10(magnitude + 1e-7) + 100) / 80, 0, 1)
    columns = np.linspace(0, count - 1, width).astype(int)
    bins = (np.linspace(1, 0, height) ** 1.5 * (level.shape[1] - 1)).astype(int)
    picture = (level[columns][:, bins].T * 255).astype(np.uint8)
    return np.stack([picture, (picture * 0.8).astype(np.uint8), picture // 2], axis=-1)
