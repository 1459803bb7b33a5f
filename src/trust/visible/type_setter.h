#pragma once

// Letters and the bird as outlines, set and filled by FreeType. Everything is in pixels; y grows
// downwards, and a baseline is where letters stand.

#include "trust/visible/lettering.h"

#include <memory>
#include <string_view>

namespace hibari::trust {

class TypeSetter {
  public:
    TypeSetter();
    ~TypeSetter();
    TypeSetter(const TypeSetter&) = delete;
    TypeSetter& operator=(const TypeSetter&) = delete;

    /// Whether a font has that sign.
    bool has(char32_t sign) const;

    /// Width of a line of signs from left to right whose capital letters are one pixel high. It
    /// grows in proportion.
    double width_of(std::u32string_view line) const;

    /// Where something is drawn: the left end of a baseline, and how high a capital letter is.
    struct Place {
        double x = 0.0;
        double baseline = 0.0;
        double capital_px = 0.0;
        /// How far the outline reaches beyond the letters.
        double outline_px = 0.0;
    };

    /// Draws into a coverage whose vectors have their sizes already; what is beyond it is cut off.
    void draw(Coverage& coverage, std::u32string_view line, const Place& place);
    /// The bird, as high as a capital letter and kBirdWidth times as wide.
    void draw_bird(Coverage& coverage, const Place& place);

    static constexpr double kBirdWidth = 1.12;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace hibari::trust
