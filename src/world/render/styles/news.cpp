#include "media/image.h"
#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"

namespace hibari::world {
namespace {

struct Color {
    std::uint8_t red;
    std::uint8_t green;
    std::uint8_t blue;
};

constexpr Color kRed{196, 18, 30};
constexpr Color kNavy{14, 26, 58};

/// Fills a rectangle, `cover` 0..1.
void fill(media::Frame& frame, int x0, int y0, int x1, int y1, Color color, float cover) {
    const auto blend = [cover](std::uint8_t& under, std::uint8_t over) {
        under = static_cast<std::uint8_t>(
            std::lround(mix(static_cast<float>(under), static_cast<float>(over), cover))
        );
    };
    for (int y = std::max(0, y0); y < std::min(frame.height(), y1); ++y) {
        const auto row = frame.row(y);
        for (int x = std::max(0, x0); x < std::min(frame.width(), x1); ++x) {
            const auto i = static_cast<std::size_t>(x) * 3;
            blend(row[i], color.red);
            blend(row[i + 1], color.green);
            blend(row[i + 2], color.blue);
        }
    }
}

}  // namespace

// A studio broadcast: even, bright, sharp light.
void develop_news(const Exposure& exposure, Picture& picture) {
    const Grade grade{
        .exposure = 1.08F,
        .balance = {0.98F, 1.0F, 1.05F},
        .contrast = 1.10F,
        .saturation = 1.16F,
    };
    tone(picture, grade, exposure.pool);
    sharpen(picture, 0.40F, exposure.pool);
}

// The lower third in station colours and a LIVE sign.
void overlay_news(const Exposure& exposure, media::Frame& frame) {
    const int width = frame.width();
    const int unit = std::max(1, std::min(width, frame.height()) / 180);
    const int left = width / 20;
    const int base = frame.height() - frame.height() / 14;
    const int band = 16 * unit;
    // The band slides in during the first half second.
    const float slide = smoothstep(0.0F, 0.5F, static_cast<float>(exposure.time_s()));
    const int right = left + static_cast<int>(slide * static_cast<float>(width - 2 * left));
    fill(frame, left, base - band, right, base, kNavy, 0.88F);
    fill(frame, left, base - band - 2 * unit, right, base - band, kRed, 1.0F);
    const int label = std::min(right, left + 86 * unit);
    fill(frame, left, base - band, label, base, kRed, 1.0F);
    if (slide >= 1.0F) {
        media::draw_text(frame, left + 4 * unit, base - band + 5 * unit, "BREAKING NEWS", unit);
    }
    const int top = frame.height() / 16;
    fill(frame, left, top, left + 34 * unit, top + 13 * unit, kRed, 0.95F);
    media::draw_text(frame, left + 6 * unit, top + 3 * unit, "LIVE", unit);
}

}  // namespace hibari::world
