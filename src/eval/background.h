#pragma once

// What a standing camera would see if the things were not there; see segment.h.

#include "eval/lab.h"
#include "media/frame.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace hibari::eval {

class Background {
  public:
    /// Learns it from all frames; there must be one (checked).
    explicit Background(std::span<const media::Frame> frames);

    int width() const { return width_; }

    int height() const { return height_; }

    /// Which pixels of a frame of the same size (checked) show no background: 1 a thing, 0 not.
    std::vector<std::uint8_t> things_in(const media::Frame& frame, std::span<const Lab> labs) const;

    /// The colour behind a pixel.
    const Lab& at(std::size_t pixel) const { return labs_[pixel]; }

  private:
    using Light = std::array<float, 3>;  ///< linear red, green, blue

    bool is_thing(const Light& light, const Lab& lab, std::size_t pixel) const;

    int width_ = 0;
    int height_ = 0;
    std::vector<Light> lights_;
    std::vector<Lab> labs_;
    /// Pixels that are covered all the time; what is behind them is guessed.
    std::vector<std::uint8_t> guessed_;
    float noise_ = 0.0F;  ///< of L, between frames, where nothing moves
};

}  // namespace hibari::eval
