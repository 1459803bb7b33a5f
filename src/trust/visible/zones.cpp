#include "trust/visible/zones.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace hibari::trust {
namespace {

// What crops keep in one dimension that have a whole mark at all times, and what they keep that
// have one at some time.
constexpr double kKept = 0.6;
constexpr double kKeptLater = 0.55;
constexpr double kTurnMax = 1.0 - kMarkSafeArea - kKept;
constexpr double kRowTurnMin = 0.135;
constexpr double kRowTurnRoom = 0.035;
constexpr double kClear = 0.004;  // of rounding to pixels
constexpr double kStayMin_s = 2.0;
constexpr double kStayMax_s = 3.0;

struct Range {
    double low = 0.0;
    double high = 0.0;
};

/// From the key, evenly in the range; its low end when it is empty.
double draw(KeyStream& stream, Range range) {
    constexpr double kBits = 4294967296.0;
    return range.low + std::max(range.high - range.low, 0.0) * stream.bits() / kBits;
}

/// Where a mark may start, in shares of the side.
Range range_of(double turn, double extent, bool is_first) {
    return is_first ? Range{turn, kKept - extent} : Range{1.0 - kKept, turn + kKept - extent};
}

double draw_central(KeyStream& stream, double turn, double extent, bool is_first) {
    const Range range = range_of(turn, extent, is_first);
    const double middle =
        std::clamp(0.5 - extent / 2.0, range.low, std::max(range.low, range.high));
    return draw(stream, {(range.low + middle) / 2.0, (range.high + middle) / 2.0});
}

/// What is not central is so far to its side that a narrower crop has it, later if not now.
double draw_column(KeyStream& stream, double turn, double extent, bool is_first, bool is_central) {
    if (is_central) {
        return draw_central(stream, turn, extent, is_first);
    }
    const Range range = range_of(turn, extent, is_first);
    return draw(
        stream,
        is_first ? Range{range.low, std::max(range.low, kKeptLater - extent)}
                 : Range{std::min(range.high, 1.0 - kKeptLater), range.high}
    );
}

/// What is not central has its middle in the outer third that its range reaches into: above for the
/// first mark, below for the second.
double draw_row(KeyStream& stream, double turn, double extent, bool is_first, bool is_central) {
    if (is_central) {
        return draw_central(stream, turn, extent, is_first);
    }
    const Range range = range_of(turn, extent, is_first);
    return draw(
        stream,
        is_first ? Range{range.low, std::max(range.low, 1.0 / 3.0 - extent / 2.0 - kClear)}
                 : Range{std::min(range.high, 2.0 / 3.0 - extent / 2.0 + kClear), range.high}
    );
}

int to_pixels(double share, int side, int extent) {
    const int outer = static_cast<int>(std::ceil(kMarkSafeArea * side));
    const int last = std::max(side - outer - extent, outer);
    return std::clamp(static_cast<int>(std::lround(share * side)), outer, last);
}

}  // namespace

std::vector<MarkStay> plan_stays(
    const MarkKey& key, std::uint32_t clip, const media::ClipFormat& format, media::FrameSize mark
) {
    const media::FrameSize picture = format.size;
    HIBARI_CHECK(mark.width < picture.width && mark.height < picture.height);
    const double width = static_cast<double>(mark.width) / picture.width;
    const double height = static_cast<double>(mark.height) / picture.height;
    std::array<char, 12> purpose{};
    std::snprintf(purpose.data(), purpose.size(), "see%08x", clip);
    KeyStream stream(key, purpose.data());
    std::vector<MarkStay> stays;
    bool is_flipped = false;
    for (std::int64_t from = 0; from < format.frame_count;) {
        const double stay_s = draw(stream, {kStayMin_s, kStayMax_s});
        const double turn_x = draw(
            stream,
            {std::max(kMarkSafeArea, width + 1.0 - kKept - kKeptLater),
             std::min(kTurnMax, kKeptLater - width)}
        );
        // Such that the middle of the second mark reaches the lower third.
        const double row_min = std::max(kRowTurnMin, 2.0 / 3.0 - kKept + height / 2.0 + kClear);
        const double turn_y = draw(
            stream, {row_min, std::min(row_min + kRowTurnRoom, 1.0 / 3.0 - height / 2.0 - kClear)}
        );
        const std::size_t central = stays.size() % 2;
        // Upside down is as good. Two stays that belong together come through the middle row, the
        // upper and the lower one: three zones, whatever the key.
        if (central == 0) {
            is_flipped = stream.below(2) == 1;
        }
        MarkStay stay{.from = from, .to = from + std::llround(stay_s * format.fps), .places = {}};
        for (std::size_t which = 0; which < stay.places.size(); ++which) {
            const bool is_first = which == 0;
            const double x = draw_column(stream, turn_x, width, is_first, which == central);
            const double y = draw_row(stream, turn_y, height, is_first, which == central);
            stay.places[which] = {
                .x = to_pixels(x, picture.width, mark.width),
                .y = to_pixels(is_flipped ? 1.0 - y - height : y, picture.height, mark.height),
            };
        }
        from = stay.to;
        stays.push_back(stay);
    }
    return stays;
}

}  // namespace hibari::trust
