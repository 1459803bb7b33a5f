// An old graveyard: crooked stones in rows, bare trees, an iron fence and a chapel behind.
#include "world/things/build.h"
#include "world/things/place_build.h"
#include "world/things/place_list.h"

#include <cmath>

namespace hibari::world {

Place make_graveyard() {
    Place place{
        .name = "graveyard",
        .words = {"graveyard", "cemetery", "churchyard", "burial ground", "old graveyard"},
        .terrain = {.flat_radius_m = 30.0F, .hill_height_m = 7.0F, .hill_length_m = 60.0F},
        .reverb = {.rt60_s = 0.0F, .size_m = 40.0F, .wet = 0.0F},
        .ambience = "wind",
        .half_extent = {7, 6, 3.5F},
        .camera_reach_m = 14.0F,
    };
    lay_grass(place, hex(0x47563A));
    // Rows of stones around the middle, which is left to whoever acts; no two stand alike.
    for (int row = 0; row < 4; ++row) {
        for (int i = -4; i <= 4; ++i) {
            const auto n = static_cast<float>(i);
            const auto r = static_cast<float>(row);
            const float odd = static_cast<float>((i * 7 + row * 5 + 70) % 10) / 10.0F;
            place.backdrop.push_back(
                {.kind = "tombstone",
                 .position =
                     {2.3F * n + 1.1F * static_cast<float>(row % 2) + 0.5F * odd,
                      -0.05F,
                      -3.6F - 2.4F * r - 0.5F * odd},
                 .yaw_rad = 0.25F * (odd - 0.5F),
                 .scale = 0.85F + 0.5F * odd}
            );
        }
    }
    for (const float x : {-6.2F, 6.4F}) {
        for (const float z : {0.5F, 3.0F}) {
            place.backdrop.push_back({.kind = "tombstone", .position = {x, 0, z}, .yaw_rad = x});
        }
    }
    const Material iron = metal(kCharcoal, 0.6F);
    constexpr float kRailing_z = -14.0F;
    for (int i = -40; i <= 40; ++i) {
        add_part(
            place, cylinder(0.75F, 0.02F), {0.4F * static_cast<float>(i), 0.75F, kRailing_z}, iron
        );
    }
    for (const float y : {0.35F, 1.3F}) {
        add_part(place, box({16.0F, 0.025F, 0.02F}), {0, y, kRailing_z}, iron);
    }
    // The chapel.
    const Material stone = brick(hex(0x7C7870));
    const Material roof = plain(hex(0x2E3034), 0.8F);
    add_part(place, box({2.6F, 2.2F, 4.0F}), {8.5F, 2.2F, -21.0F}, stone);
    for (const float side : {-1.0F, 1.0F}) {
        add_part(
            place,
            box({2.1F, 0.1F, 4.2F}),
            {{8.5F + side * 1.45F, 5.4F, -21.0F}, turn_z(side * -45.0F)},
            roof
        );
    }
    add_part(place, box({1.2F, 4.2F, 1.2F}), {8.5F, 4.2F, -16.4F}, stone);
    add_part(place, cone(1.8F, 1.6F, 0.02F), {8.5F, 10.2F, -16.4F}, roof);
    add_part(
        place, box({0.35F, 0.8F, 0.03F}, 0.02F), {8.5F, 3.2F, -15.18F}, glow(hex(0xFFC870), 0.5F)
    );

    // Trees without leaves, whatever the season.
    struct Trunk {
        float x, z, high;
    };

    for (const Trunk& trunk :
         {Trunk{-8.5F, -9.0F, 5.0F},
          {-3.0F, -16.0F, 6.5F},
          {4.0F, -17.0F, 5.5F},
          {12.5F, -10.0F, 5.5F}}) {
        const Vec3 foot{trunk.x, 0, trunk.z};
        const auto bough = [&](Vec3 from, Vec3 to, float thick) {
            Part& part = add_part(
                place,
                round_cone(0.5F * distance(from, to), thick, 0.4F * thick),
                along(from, to),
                bark(hex(0x3A322A))
            );
            part.collides = false;
        };
        const Vec3 crown = foot + Vec3{0.3F, 0.55F * trunk.high, 0.1F};
        bough(foot, crown, 0.26F);
        for (int i = 0; i < 6; ++i) {
            const float around = 1.05F * static_cast<float>(i) + trunk.x;
            const Vec3 out{std::cos(around), 0.0F, std::sin(around)};
            const Vec3 end = crown + out * (0.30F * trunk.high) +
                             Vec3{0, (0.2F + 0.06F * static_cast<float>(i)) * trunk.high, 0};
            bough(crown - Vec3{0, 0.1F * static_cast<float>(i), 0}, end, 0.11F);
            bough(lerp(crown, end, 0.6F), end + Vec3{-out.z, 0.5F, out.x} * 0.9F, 0.05F);
        }
    }
    return place;
}

}  // namespace hibari::world
