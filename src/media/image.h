#pragma once

// Still pictures: PNG and JPEG in and out, scaling, and sheets of many frames side by side for
// people who want to see a clip at a glance. Everything works on bytes in memory; base/files.h
// writes them.

#include "base/result.h"
#include "media/frame.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::media {

/// The frame as a PNG file (8-bit RGB, lossless).
Result<std::string> encode_png(const Frame& frame);

/// Grey values, row by row from the top, as a 16-bit PNG file. `values` must have width * height
/// entries (checked).
Result<std::string> encode_png_grey16(FrameSize size, std::span<const std::uint16_t> values);

/// Reads what encode_png_grey16 writes.
Result<std::vector<std::uint16_t>> decode_png_grey16(std::string_view bytes);

/// The frame as a JPEG file; `quality` runs from 1 (coarse) to 100 (nearly lossless).
Result<std::string> encode_jpeg(const Frame& frame, int quality);

/// The frame as a WebP file (RFC 9649, lossy); `quality` as for JPEG.
Result<std::string> encode_webp(const Frame& frame, int quality);

/// Reads a PNG or JPEG file of at most 8192 pixels a side. An odd last row or column is dropped.
Result<Frame> decode_image(std::string_view bytes);

/// The frame in another size, averaged when it shrinks.
Result<Frame> scale(const Frame& frame, FrameSize size);

/// Writes one line of small capital letters with its top left corner at (x, y); what does not fit
/// is cut. `scale` is the size of a letter's dot in pixels; letters are 5 dots wide and 7 high.
/// Unknown characters print as a box.
void draw_text(Frame& frame, int x, int y, std::string_view text, int scale);

/// One picture of a contact sheet.
struct SheetCell {
    const Frame* frame = nullptr;
    /// Written under it.
    std::string caption;
};

/// Pictures in rows from left to right without anything between them, as players want them for
/// previews under the pointer. All frames must have one size, which is that of the cells (checked).
Frame sprite_sheet(std::span<const Frame> frames, int columns);

/// Pictures in rows from left to right, each `cell_width` pixels wide with its caption below. All
/// frames must have one size (checked).
Result<Frame> contact_sheet(std::span<const SheetCell> cells, int columns, int cell_width);

}  // namespace hibari::media
