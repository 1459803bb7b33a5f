#pragma once

// Discs on a plain ground, drawn with soft edges, so that their true places are known to a fraction
// of a pixel, and knocks whose moments are known to a sample.

#include "media/audio_buffer.h"
#include "media/frame.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace hibari::eval::testing {

using Rgb = std::array<std::uint8_t, 3>;

inline constexpr Rgb kGround{214, 216, 224};
inline constexpr Rgb kRed{200, 30, 40};
inline constexpr Rgb kBlue{30, 70, 200};
/// What a shadow leaves of kGround: its light times (0.28, 0.39, 0.58).
inline constexpr Rgb kShade{119, 140, 175};

inline media::Frame plain(media::FrameSize size, Rgb colour = kGround) {
    media::Frame frame(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            std::ranges::copy(colour, frame.row(y).begin() + 3 * x);
        }
    }
    return frame;
}

/// Each pixel is covered as far as 8 x 8 points in it are.
inline void draw_disc(
    media::Frame& frame, double middle_x, double middle_y, double radius, Rgb colour
) {
    const auto first = [radius](double middle) {
        return std::max(static_cast<int>(std::floor(middle - radius)), 0);
    };
    const auto end = [radius](double middle, int side) {
        return std::min(static_cast<int>(std::ceil(middle + radius)), side);
    };
    for (int y = first(middle_y); y < end(middle_y, frame.height()); ++y) {
        for (int x = first(middle_x); x < end(middle_x, frame.width()); ++x) {
            int inside = 0;
            for (int i = 0; i < 64; ++i) {
                const double px = x + (i % 8 + 0.5) / 8.0;
                const double py = y + (i / 8 + 0.5) / 8.0;
                inside += std::hypot(px - middle_x, py - middle_y) < radius ? 1 : 0;
            }
            for (int c = 0; c < 3 && inside > 0; ++c) {
                const auto at = static_cast<std::size_t>(3 * x + c);
                const double share = inside / 64.0;
                frame.row(y)[at] = static_cast<std::uint8_t>(std::lround(
                    share * colour[static_cast<std::size_t>(c)] + (1.0 - share) * frame.row(y)[at]
                ));
            }
        }
    }
}

/// Several tones that die away within 30 ms.
inline void knock(media::AudioBuffer& audio, double time_s, float level) {
    const std::size_t first = media::sample_count(time_s);
    for (std::size_t i = 0; first + i < audio.size() && i < 4800; ++i) {
        const double t = static_cast<double>(i) / media::kSampleRateHz;
        const double tone = std::sin(5000.0 * t) + std::sin(11000.0 * t) + std::sin(23000.0 * t);
        const auto value = static_cast<float>(0.3 * tone * std::exp(-t / 0.03)) * level;
        audio.left[first + i] += value;
        audio.right[first + i] += value;
    }
}

}  // namespace hibari::eval::testing
