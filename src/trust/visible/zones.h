#pragma once

// Where the visible mark stands and when it moves: twice in every picture, elsewhere every two to
// three seconds, drawn from a secret key. Nobody can say beforehand where it will be; who has the
// key can check that it was there.
//
// In one dimension, of a side of length 1 and a mark w wide, a crop that keeps 0.6 keeps one of the
// two whole: for some turning point t the first lies in [t, 0.6] and the second in [0.4, t + 0.6].
// A crop that begins at a <= t ends beyond 0.6 and has the first; one that begins later ends beyond
// t + 0.6 and has the second. Both intervals have room for w when w - 0.2 <= t <= 0.6 - w. One of
// the two is central, none is ever in the outer 8 per cent, and the rows are turned upside down at
// random.

#include "media/clip_sink.h"
#include "trust/mark/mark_key.h"

#include <array>
#include <cstdint>
#include <vector>

namespace hibari::trust {

/// Top left corner of a mark, in pixels.
struct MarkPlace {
    int x = 0;
    int y = 0;

    friend constexpr bool operator==(const MarkPlace&, const MarkPlace&) = default;
};

/// Frames [from, to) have the two marks there.
struct MarkStay {
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::array<MarkPlace, 2> places;
};

/// What crops may always cut off, as a share of a side.
inline constexpr double kMarkSafeArea = 0.085;

/// All stays of a clip, the last one to its end. `clip` tells the paths of clips apart: their asset
/// id. Needs a mark that takes at most kWidthShareMax of the width and kHeightShareMax of the
/// height (trust/visible/lettering.h), give or take a pixel or two.
std::vector<MarkStay> plan_stays(
    const MarkKey& key, std::uint32_t clip, const media::ClipFormat& format, media::FrameSize mark
);

}  // namespace hibari::trust
