// A frozen lake: an oval of swept ice, snow banks around it, firs and mountains behind.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

#include <cmath>

namespace hibari::world {

Place make_frozen_lake() {
    Place place{
        .name = "frozen_lake",
        .words =
            {"frozen lake",
             "frozen pond",
             "outdoor ice rink",
             "outdoor rink",
             "frozen river",
             "frozen canal"},
        .terrain = {.flat_radius_m = 60.0F, .hill_height_m = 16.0F, .hill_length_m = 110.0F},
        .reverb = {.rt60_s = 0.0F, .size_m = 60.0F, .wet = 0.0F},
        .ambience = "wind",
        .half_extent = {14, 7, 6.0F},
        .camera_reach_m = 20.0F,
    };
    lay_snow(place);
    const Material snow = place.ground_material;
    place.ground = Substance::kIce;
    const Material ice{
        .surface = Surface::kIce,
        .base = hex(0x8FB2CC),
        .accent = hex(0xBFD6E6),
        .roughness = 0.16F,
        .scale = 1.2F,
    };
    constexpr float kLong_m = 24.0F;  // Half of the ice, and of its width.
    constexpr float kWide_m = 11.0F;
    add_part(place, ellipsoid({kLong_m, 0.004F, kWide_m}), {0, 0.0F, 0}, ice).collides = false;
    constexpr int kBanks = 44;
    for (int i = 0; i < kBanks; ++i) {
        const float at = 2.0F * kPi * static_cast<float>(i) / static_cast<float>(kBanks);
        const float uneven = 1.0F + 0.25F * std::sin(5.0F * at) + 0.15F * std::sin(11.0F * at);
        add_part(
            place,
            ellipsoid({2.4F, 0.34F * uneven, 1.3F}),
            {kLong_m * std::cos(at), -0.05F, kWide_m * std::sin(at)},
            snow
        )
            .collides = false;
    }
    for (int i = -6; i <= 6; ++i) {
        const auto n = static_cast<float>(i);
        const float odd = i % 2 == 0 ? 0.0F : 1.0F;
        place.backdrop.push_back(
            {.kind = "pine",
             .position = {6.3F * n + 2.0F * odd, 0, -15.0F - 4.0F * odd},
             .yaw_rad = 1.7F * n,
             .scale = 1.1F + 0.35F * odd}
        );
    }
    place.backdrop.push_back(
        {.kind = "mountain", .position = {-380.0F, -20.0F, -1100.0F}, .scale = 1.1F}
    );
    place.backdrop.push_back(
        {.kind = "mountain", .position = {420.0F, -20.0F, -1300.0F}, .yaw_rad = 1.4F, .scale = 1.2F}
    );
    return place;
}

}  // namespace hibari::world
