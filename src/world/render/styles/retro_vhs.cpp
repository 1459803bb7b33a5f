#include "media/image.h"
#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/lens.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <vector>

namespace hibari::world {
namespace {

/// Lines of an analogue picture.
constexpr float kTapeLines = 240.0F;

/// Dims what lies under a line of `letters`, so that white letters read on white walls.
void darken(media::Frame& frame, int x, int y, int letters, int dot) {
    constexpr int kLetter = 6;  ///< dots from letter to letter
    const int right = std::min(frame.width(), x + (letters * kLetter + 1) * dot);
    for (int row = std::max(0, y - 2 * dot); row < std::min(frame.height(), y + 9 * dot); ++row) {
        const auto line = frame.row(row);
        for (int i = 3 * std::max(0, x - 2 * dot); i < 3 * right; ++i) {
            std::uint8_t& value = line[static_cast<std::size_t>(i)];
            value = static_cast<std::uint8_t>(value * 9 / 20);
        }
    }
}

}  // namespace

// A worn tape: smeared colour, soft lines, noise, a tracking band that wanders.
void develop_retro_vhs(const Exposure& exposure, Picture& picture) {
    blur_motion(picture, exposure.geometry, 0.6F, exposure.pool);
    bloom(picture, 0.8F, 0.35F, {1.0F, 0.9F, 0.95F}, exposure.pool);
    const Grade grade{
        .exposure = 0.95F,
        .balance = {1.05F, 0.98F, 1.02F},
        .contrast = 1.08F,
        .saturation = 1.45F,
        .shadows = {0.02F, 0.0F, 0.05F},
        .black = 0.05F,
        .white = 0.95F,
    };
    tone(picture, grade, exposure.pool);
    const Picture before = picture;
    const float scale = static_cast<float>(picture.height) / 480.0F;
    const std::uint32_t seed = exposure.frame_seed();
    const auto time = static_cast<float>(exposure.time_s());
    const float band = std::fmod(0.13F * time + 0.35F, 1.25F) * static_cast<float>(picture.height);
    for_rows(exposure.pool, picture.height, [&](int y) {
        const auto line = static_cast<std::uint32_t>(
            static_cast<float>(y) / static_cast<float>(picture.height) * kTapeLines
        );
        const float in_band =
            std::exp(-std::pow((static_cast<float>(y) - band) / (9.0F * scale), 2.0F));
        const float jitter = (hash01(line, seed, 1U) - 0.5F) * scale * (0.9F + 18.0F * in_band);
        const float scan = 0.94F + 0.06F * std::cos(
                                               static_cast<float>(y) * 2.0F * kPi * kTapeLines /
                                               static_cast<float>(picture.height)
                                           );
        // The whole line is shifted alike: split it into brightness and colour, then filter both.
        const auto width = static_cast<std::size_t>(picture.width);
        std::vector<float> bright(width);
        std::vector<Vec3> hue(width);
        for (std::size_t i = 0; i < width; ++i) {
            const Vec3& color = before.at(static_cast<int>(i), y);
            bright[i] = luminance(color);
            hue[i] = color - Vec3{bright[i], bright[i], bright[i]};
        }
        const auto between = [&](const auto& line_of, float at) {
            const float whole = std::floor(at);
            const int i = static_cast<int>(whole);
            const auto first = static_cast<std::size_t>(std::clamp(i, 0, picture.width - 1));
            const auto second = static_cast<std::size_t>(std::clamp(i + 1, 0, picture.width - 1));
            return mix(line_of[first], line_of[second], at - whole);
        };
        for (int x = 0; x < picture.width; ++x) {
            const float fx = static_cast<float>(x) + jitter;
            // Luma has about 3 MHz, colour a tenth of that: it smears to the right.
            float luma = 0.0F;
            for (int tap = -1; tap <= 1; ++tap) {
                luma += between(bright, fx + static_cast<float>(tap) * scale) / 3.0F;
            }
            Vec3 chroma{};
            constexpr int kTaps = 6;
            for (int tap = 0; tap < kTaps; ++tap) {
                const float at = fx - (static_cast<float>(tap) * 2.2F - 1.0F) * scale;
                const int i = std::clamp(static_cast<int>(at), 0, picture.width - 1);
                chroma = chroma + hue[static_cast<std::size_t>(i)] * (1.0F / kTaps);
            }
            const float snow = hash01(
                static_cast<std::uint32_t>(x / std::max(1, static_cast<int>(scale))), line, seed
            );
            const float noise =
                (snow - 0.5F) * (0.05F + 0.30F * in_band) + (snow > 0.9997F ? 0.4F : 0.0F);
            const float value = (luma + noise) * scan;
            picture.at(x, y) = Vec3{value, value, value} + chroma * (1.15F - 0.6F * in_band);
        }
    });
}

// The recorder's own display: PLAY and the tape counter.
void overlay_retro_vhs(const Exposure& exposure, media::Frame& frame) {
    const int dot = std::max(1, frame.height() / 180);
    const int margin = frame.height() / 16;
    darken(frame, margin, margin, 4, 2 * dot);
    media::draw_text(frame, margin, margin, "PLAY", 2 * dot);
    const int second = static_cast<int>(exposure.time_s());
    std::array<char, 32> counter{};
    std::snprintf(counter.data(), counter.size(), "SP 0:%02d:%02d", second / 60, second % 60);
    const int bottom = frame.height() - margin - 14 * dot;
    darken(frame, margin, bottom, static_cast<int>(std::strlen(counter.data())), 2 * dot);
    media::draw_text(frame, margin, bottom, counter.data(), 2 * dot);
}

}  // namespace hibari::world
