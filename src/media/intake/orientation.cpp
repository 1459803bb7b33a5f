#include "media/intake/orientation.h"

#include "base/check.h"
#include "media/intake/byte_reader.h"

#include <algorithm>
#include <cstddef>

namespace hibari::media {
namespace {

constexpr std::uint64_t kOrientationTag = 0x0112;
constexpr std::uint64_t kShort = 3;  // TIFF's name for a number of two bytes.
constexpr std::uint64_t kEntriesMax = 512;

struct Turn {
    bool swaps_sides;
    bool mirrors_x;  // The stored x runs against what is shown, and so on.
    bool mirrors_y;
};

constexpr Turn turn_of(int orientation) {
    switch (orientation) {
        case 2:
            return {.swaps_sides = false, .mirrors_x = true, .mirrors_y = false};
        case 3:
            return {.swaps_sides = false, .mirrors_x = true, .mirrors_y = true};
        case 4:
            return {.swaps_sides = false, .mirrors_x = false, .mirrors_y = true};
        case 5:
            return {.swaps_sides = true, .mirrors_x = false, .mirrors_y = false};
        case 6:
            return {.swaps_sides = true, .mirrors_x = false, .mirrors_y = true};
        case 7:
            return {.swaps_sides = true, .mirrors_x = true, .mirrors_y = true};
        case 8:
            return {.swaps_sides = true, .mirrors_x = true, .mirrors_y = false};
        default:
            return {.swaps_sides = false, .mirrors_x = false, .mirrors_y = false};
    }
}

std::uint8_t over_white(std::uint8_t colour, std::uint8_t opacity) {
    constexpr unsigned kFull = 255;
    return static_cast<std::uint8_t>(
        (colour * opacity + kFull * (kFull - opacity) + kFull / 2) / kFull
    );
}

}  // namespace

int exif_orientation(std::string_view exif) {
    ByteOrder order = ByteOrder::kBig;
    if (exif.starts_with("II*")) {
        order = ByteOrder::kLittle;
    } else if (!exif.starts_with("MM")) {
        return 1;
    }
    const std::size_t directory = number_at(exif, 4, 4, order);
    const std::uint64_t count = std::min(number_at(exif, directory, 2, order), kEntriesMax);
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::size_t entry = directory + 2 + 12 * i;
        if (number_at(exif, entry, 2, order) == kOrientationTag &&
            number_at(exif, entry + 2, 2, order) == kShort) {
            const std::uint64_t value = number_at(exif, entry + 8, 2, order);
            return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
        }
    }
    return 1;
}

FrameSize upright_size(FrameSize stored, int orientation) {
    return turn_of(orientation).swaps_sides ? FrameSize{stored.height, stored.width} : stored;
}

Frame upright_frame(const PixelRows& source, int orientation) {
    HIBARI_CHECK(orientation >= 1 && orientation <= 8, orientation);
    HIBARI_CHECK(source.pixel_bytes == 3 || source.pixel_bytes == 4, source.pixel_bytes);
    const Turn turn = turn_of(orientation);
    const FrameSize shown = upright_size(source.size, orientation);
    // One step to the right, or down, in what is shown is such a step in what is stored.
    const std::ptrdiff_t step_x = turn.mirrors_x ? -source.pixel_bytes : source.pixel_bytes;
    const std::ptrdiff_t step_y = turn.mirrors_y ? -source.row_bytes : source.row_bytes;
    const std::ptrdiff_t right = turn.swaps_sides ? step_y : step_x;
    const std::ptrdiff_t down = turn.swaps_sides ? step_x : step_y;
    const std::ptrdiff_t first =
        (turn.mirrors_x ? (source.size.width - 1) * std::ptrdiff_t{source.pixel_bytes} : 0) +
        (turn.mirrors_y ? (source.size.height - 1) * source.row_bytes : 0);
    Frame frame({shown.width & ~1, shown.height & ~1});
    for (int y = 0; y < frame.height(); ++y) {
        const std::uint8_t* from = source.data + first + y * down;
        std::uint8_t* to = frame.row(y).data();
        for (int x = 0; x < frame.width(); ++x, from += right, to += 3) {
            const std::uint8_t opacity = source.pixel_bytes == 4 ? from[3] : 255;
            for (int channel = 0; channel < 3; ++channel) {
                to[channel] = over_white(from[channel], opacity);
            }
        }
    }
    return frame;
}

}  // namespace hibari::media
