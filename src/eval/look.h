#pragma once

// Which of the looks of the mix a clip has, read from the colour of the studio's paper: clay is lit
// warmly, cels have violet shades, facets are bright. Grain, brush and outline would tell more, but
// what is smoothed by a small decoder would then have no look.

#include "media/frame.h"

#include <array>
#include <span>
#include <string_view>

namespace hibari::eval {

inline constexpr std::size_t kLookCount = 4;

/// As world::Style calls them.
std::span<const std::string_view> look_names();

/// Lightness, a and b (CIELAB) of the upper and of the lower quarter of a picture: the median in
/// each third of its width, and of these the middle one, whatever stands before the rest.
std::array<double, 6> paper_of(const media::Frame& frame);

/// What the frames are called. There must be one (checked).
std::string_view look_of(std::span<const media::Frame> frames);

}  // namespace hibari::eval
