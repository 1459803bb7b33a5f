// The deck of a sailing ship on the open sea: planks, rail, mast with its sail, the wheel aft.
#include "world/things/build.h"
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_ship_deck() {
    Place place{
        .name = "ship_deck",
        .words =
            {"ship deck",
             "deck of a ship",
             "deck of the ship",
             "deck of a pirate ship",
             "deck of a boat",
             "ship 's deck",
             "pirate ship deck"},
        .terrain = {.kind = TerrainKind::kBed, .depth_m = 14.0F, .flat_radius_m = 400.0F},
        .reverb = {.rt60_s = 0.0F, .size_m = 60.0F, .wet = 0.0F},
        .ambience = "waves",
        .half_extent = {9, 8, 2.6F},
        .camera_reach_m = 20.0F,
    };
    lay_sand(place);
    constexpr float kWaterline = -2.0F;
    place.water = {
        .present = true,
        .level_m = kWaterline,
        .color = {0.01F, 0.07F, 0.12F},
        .clarity_m = 3.0F,
        .foam = 0.2F
    };
    set_waves(place.water, 0.16F, 9.0F, 0.4F);
    const Material plank = wood(hex(0xA9794A), 0.14F);
    const Material dark = wood(hex(0x5A3C24), 0.12F);
    constexpr float kHalfX = 13.0F;
    constexpr float kFar = -3.4F;
    constexpr float kNear = 3.6F;
    for (int i = 0; i < 20; ++i) {
        const float z = kFar + 0.35F * (static_cast<float>(i) + 0.5F);
        add_part(place, box({kHalfX, 0.06F, 0.172F}, 0.01F), {0, -0.06F, z}, plank);
    }
    add_part(
        place, box({kHalfX, 1.1F, 0.5F * (kNear - kFar)}), {0, -1.25F, 0.5F * (kNear + kFar)}, dark
    );
    // Bulwark and rail on the far side; the camera's side is open.
    add_part(place, box({kHalfX, 0.45F, 0.06F}, 0.02F), {0, 0.45F, kFar}, dark);
    add_part(place, box({kHalfX, 0.05F, 0.13F}, 0.03F), {0, 0.95F, kFar}, plank);
    add_part(place, box({kHalfX, 0.12F, 0.06F}, 0.02F), {0, 0.12F, kNear}, dark);
    for (int i = -6; i <= 6; ++i) {
        add_part(
            place,
            box({0.08F, 0.48F, 0.1F}, 0.02F),
            {2.0F * static_cast<float>(i), 0.48F, kFar + 0.08F},
            plank
        );
    }
    // Main mast with a set sail, and shrouds down to the rail.
    constexpr Vec3 kMast{-4.5F, 0, -1.9F};
    add_part(place, cylinder(7.0F, 0.26F), kMast + Vec3{0, 7.0F, 0}, dark);
    const Material canvas = fabric(hex(0xEFE6D2), 0.05F);
    add_part(place, cylinder(4.2F, 0.13F), {kMast + Vec3{0, 8.6F, 0.3F}, turn_z(90)}, dark);
    add_part(place, cylinder(4.6F, 0.13F), {kMast + Vec3{0, 3.2F, 0.3F}, turn_z(90)}, dark);
    for (int i = 0; i < 6; ++i) {
        const float u = (static_cast<float>(i) + 0.5F) / 6.0F;
        const float bulge = 1.0F - 4.0F * (u - 0.5F) * (u - 0.5F);
        add_part(
            place,
            box({4.3F, 0.5F, 0.04F}, 0.03F),
            {kMast + Vec3{0, 3.2F + 5.4F * u, -0.15F - 0.9F * bulge}, turn_x(-(u - 0.5F) * 50.0F)},
            canvas
        )
            .collides = false;
    }
    for (const float aft : {-1.9F, -0.6F, 0.7F}) {
        const Vec3 head = kMast + Vec3{0, 6.4F, 0};
        const Vec3 foot{kMast.x + aft, 0.95F, kFar};
        Part& shroud =
            add_part(place, capsule(0.5F * distance(head, foot), 0.03F), along(head, foot), dark);
        shroud.collides = false;
    }
    // The wheel on its stand.
    constexpr Vec3 kWheel{9.0F, 1.15F, -1.6F};
    add_part(place, box({0.2F, 0.55F, 0.2F}, 0.03F), {kWheel.x + 0.25F, 0.55F, kWheel.z}, dark);
    const Quat upright = turn_z(90);
    add_part(place, torus(0.55F, 0.05F), {kWheel, upright}, plank);
    for (int i = 0; i < 4; ++i) {
        add_part(
            place, cylinder(0.75F, 0.03F), {kWheel, turn_x(45.0F * static_cast<float>(i))}, plank
        )
            .collides = false;
    }
    place.backdrop = {
        {.kind = "barrel", .position = {4.6F, 0, -2.6F}},
        {.kind = "barrel", .position = {5.5F, 0, -2.7F}, .yaw_rad = 1.0F},
        {.kind = "crate", .position = {-8.2F, 0, -2.4F}, .yaw_rad = 0.3F},
        {.kind = "crate", .position = {-9.2F, 0, -2.6F}},
        {.kind = "mountain", .position = {700.0F, -20.0F, -1900.0F}, .scale = 0.6F},
    };
    return place;
}

}  // namespace hibari::world
