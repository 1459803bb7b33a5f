#include "media/image.h"
#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/overlay.h"

namespace hibari::world {
namespace {

constexpr Ink kRed{196, 18, 30};
constexpr Ink kNavy{14, 26, 58};

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
    fill_box(frame, {left, base - band, right, base}, kNavy, 0.88F);
    fill_box(frame, {left, base - band - 2 * unit, right, base - band}, kRed, 1.0F);
    const int label = std::min(right, left + 86 * unit);
    fill_box(frame, {left, base - band, label, base}, kRed, 1.0F);
    if (slide >= 1.0F) {
        media::draw_text(frame, left + 4 * unit, base - band + 5 * unit, "BREAKING NEWS", unit);
    }
    const int top = frame.height() / 16;
    fill_box(frame, {left, top, left + 34 * unit, top + 13 * unit}, kRed, 0.95F);
    media::draw_text(frame, left + 6 * unit, top + 3 * unit, "LIVE", unit);
}

}  // namespace hibari::world
