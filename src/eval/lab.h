#pragma once

// Colours as an eye compares them: CIELAB (CIE 15:2004) under D65, and the names of colours.
//
// L runs from 0 (black) to 100 (white), a from green to red, b from blue to yellow; equal distances
// look about equally different. A thing is never of one colour in a picture: it is lit from one
// side and dark on the other. So each name stands for a cloud of colours, and a thing is called by
// the cloud that explains its pixels best.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace hibari::eval {

struct Lab {
    float l = 0.0F;
    float a = 0.0F;
    float b = 0.0F;
};

Lab to_lab(std::uint8_t red, std::uint8_t green, std::uint8_t blue);

/// CIE 1976 colour difference; 2.3 is just noticeable.
float difference(const Lab& one, const Lab& other);

/// Distance from grey.
float chroma(const Lab& colour);

/// Light of an 8-bit sRGB value, 0 .. 1 (IEC 61966-2-1).
float linear_light(std::uint8_t code);

/// Of interleaved red, green, blue.
std::vector<Lab> to_lab(std::span<const std::uint8_t> pixels);

/// The colours that can be told of a thing, as world::tap::named_colours calls them.
inline constexpr std::size_t kColourCount = 12;
std::span<const std::string_view> colour_names();

/// How well each name explains one pixel: a log likelihood, bounded below so that no single pixel
/// decides.
std::array<float, kColourCount> likelihoods(const Lab& pixel);

/// What a thing with these pixels is called: an index into colour_names(). Where a fifth of them
/// or more are colourful, the others are stripes, shadow and shine, and have no say. `pixels` must
/// not be empty (checked).
std::size_t colour_of(std::span<const Lab> pixels);

}  // namespace hibari::eval
