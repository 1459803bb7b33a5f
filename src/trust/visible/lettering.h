#pragma once

// What the visible mark looks like: the product's bird and name, and under the name the maker's
// handle, in bold letters with a hard outline, so that they are read on anything. The letters come
// from two fonts inside the program (FreeType draws them), which have those of nearly all living
// scripts; a sign that neither has is left out.

#include "media/frame.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// How much of each pixel is covered, 0 to 255, row by row from the top.
struct Coverage {
    int width = 0;
    int height = 0;
    /// So many pixels at each edge have nothing but the shade.
    int shade = 0;
    /// The letters themselves; and the letters together with the outline around them, which is hard
    /// and has a soft shade beyond.
    std::vector<std::uint8_t> ink;
    std::vector<std::uint8_t> body;
};

/// Whether at least half of the signs of that name can be drawn, spaces aside.
bool can_letter(std::string_view name);

/// The mark for a picture of that size: capital letters are kLetterShare of its shorter side high
/// where that fits, and a long handle takes up to three lines, smaller letters, and at last an
/// ellipsis for its end. Needs can_letter(handle) and sides of 128 pixels or more (checked).
Coverage letter(std::string_view handle, media::FrameSize picture);

/// Height of the handle's capital letters, as a share of the shorter side.
inline constexpr double kLetterShare = 0.042;
/// The most that the mark takes of the picture's width and of its height, without its shade.
inline constexpr double kWidthShareMax = 0.34;
inline constexpr double kHeightShareMax = 0.24;

}  // namespace hibari::trust
