#include "media/image.h"
#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/lens.h"
#include "world/render/styles/overlay.h"

namespace hibari::world {

// A camcorder in a restless hand: the shake is in the camera track; here the automatic exposure
// hunts a little and the picture is crisp and plain.
void develop_handheld(const Exposure& exposure, Picture& picture) {
    focus(picture, exposure.geometry, exposure.camera, 0.5F, exposure.pool);
    blur_motion(picture, exposure.geometry, 0.8F, exposure.pool);
    bloom(picture, 1.0F, 0.30F, {1, 1, 1}, exposure.pool);
    vignette(picture, 0.35F, exposure.pool);
    const auto time = static_cast<float>(exposure.time_s());
    const float hunting = 1.0F + 0.05F * std::sin(1.7F * time) * std::sin(0.6F * time + 1.0F);
    const Grade grade{
        .exposure = 0.96F * hunting,
        .balance = {0.93F, 1.0F, 1.07F},
        .contrast = 1.20F,
        .saturation = 0.72F,
        .black = 0.03F,
    };
    tone(picture, grade, exposure.pool);
    sharpen(picture, 0.45F, exposure.pool);
    grain(picture, 0.030F, 1, exposure.frame_seed(), exposure.pool);
}

// What its finder shows: corners of the picture, a battery, and the light of a running tape.
void overlay_handheld(const Exposure& exposure, media::Frame& frame) {
    constexpr Ink kWhite{235, 235, 235};
    constexpr Ink kRed{220, 24, 24};
    constexpr float kCover = 0.85F;
    const int width = frame.width();
    const int height = frame.height();
    const int unit = std::max(1, std::min(width, height) / 180);
    const int x0 = width / 24;
    const int y0 = height / 16;
    const int arm = 14 * unit;
    for (const int x : {x0, width - x0}) {
        for (const int y : {y0, height - y0}) {
            const int inward_x = x == x0 ? arm : -arm;
            const int inward_y = y == y0 ? arm : -arm;
            fill_box(
                frame,
                {std::min(x, x + inward_x), y - unit, std::max(x, x + inward_x), y + unit},
                kWhite,
                kCover
            );
            fill_box(
                frame,
                {x - unit, std::min(y, y + inward_y), x + unit, std::max(y, y + inward_y)},
                kWhite,
                kCover
            );
        }
    }
    const int left = x0 + 8 * unit;
    const int top = y0 + 8 * unit;
    // White letters are lost before a bright sky.
    fill_box(
        frame,
        {left - 3 * unit, top - 3 * unit, left + 34 * unit, top + 11 * unit},
        {20, 20, 20},
        0.6F
    );
    if (std::fmod(exposure.time_s(), 1.0) < 0.7) {
        fill_box(frame, {left, top, left + 8 * unit, top + 8 * unit}, kRed, 1.0F);
    }
    media::draw_text(frame, left + 12 * unit, top, "REC", unit);
    const int right = width - x0 - 8 * unit;
    fill_box(frame, {right - 20 * unit, top, right, top + 9 * unit}, kWhite, kCover);
    fill_box(
        frame,
        {right - 18 * unit, top + 2 * unit, right - 8 * unit, top + 7 * unit},
        {30, 30, 30},
        kCover
    );
}

}  // namespace hibari::world
