#pragma once

// A picture without its colours, as fingerprints look at it.

#include "media/frame.h"

#include <vector>

namespace hibari::trust {

/// Brightness of 0 to 255, row by row from the top without padding.
struct Luma {
    int width = 0;
    int height = 0;
    std::vector<float> values = {};

    Luma() = default;

    /// A black picture; both sides must be positive (checked).
    Luma(int width_px, int height_px);

    float at(int x, int y) const {
        return values
            [static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
             static_cast<std::size_t>(x)];
    }

    float& at(int x, int y) {
        return values
            [static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
             static_cast<std::size_t>(x)];
    }
};

/// 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601, which PDQ uses), pixel by pixel.
Luma luma_of(const media::Frame& frame);

/// The same, averaged down so that the longer side has at most `side_max` pixels.
Luma small_luma_of(const media::Frame& frame, int side_max);

/// A rectangle of a picture in shares of its sides; it may reach beyond them.
struct Window {
    double x = 0.0;
    double y = 0.0;
    double width = 1.0;
    double height = 1.0;
    /// Degrees that the rectangle is turned by about its middle, clockwise.
    double turned_deg = 0.0;
};

/// What is seen through the window, in `side` by `side` pixels; beyond the picture it is black.
Luma look_through(const Luma& picture, const Window& window, int side);

/// Where the picture is, when bars of one colour stand above and below or beside it (letterbox,
/// pillarbox): the part inside, each side in shares of the whole. All of it when there are none.
/// Looks at several pictures of one clip, because a night sky is no bar.
Window find_content(const std::vector<Luma>& pictures);

}  // namespace hibari::trust
