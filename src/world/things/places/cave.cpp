// A cave: rough walls and a low vault, stone columns, a pool of daylight from the mouth far behind.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

namespace {

Material cave_rock(Vec3 color) {
    return {
        .surface = Surface::kRock,
        .base = color,
        .accent = color * 0.55F,
        .roughness = 0.95F,
        .scale = 1.3F,
        .bump = 0.9F
    };
}

// Boulders in a row make the wall: no two alike, all sunk into one another.
void add_cave_wall(Place& place, Vec3 from, Vec3 to, int count) {
    for (int i = 0; i < count; ++i) {
        const float t = (static_cast<float>(i) + 0.5F) / static_cast<float>(count);
        const float uneven = static_cast<float>((i * 7) % 5) * 0.16F;
        const Vec3 color = hex(i % 3 == 0 ? 0x6F655B : i % 3 == 1 ? 0x5E574F : 0x7A6E61);
        add_part(
            place,
            ellipsoid({1.5F + uneven, 2.5F - uneven, 1.4F + 0.5F * uneven}),
            {from + (to - from) * t + Vec3{0, 1.2F, 0}, turn_y(31.0F * static_cast<float>(i))},
            cave_rock(color)
        );
    }
}

void add_dripstone(Place& place, Vec3 foot, float height_m, float hang_m) {
    const Material stone = cave_rock(hex(0x8A7C6B));
    add_part(place, cone(0.5F * height_m, 0.30F, 0.05F), {foot.x, 0.5F * height_m, foot.z}, stone);
    add_part(
        place,
        cone(0.5F * hang_m, 0.34F, 0.04F),
        {{foot.x + 0.05F, 3.5F - 0.5F * hang_m, foot.z}, turn_x(180)},
        stone
    )
        .collides = false;
}

}  // namespace

Place make_cave() {
    Place place{
        .name = "cave",
        .words = {"cave", "cavern", "grotto", "mine", "tunnel", "dungeon", "catacomb"},
        .indoor = true,
        .ground = Substance::kStone,
        .ground_material = cave_rock(hex(0x5B5148)),
        .reverb = {.rt60_s = 2.4F, .size_m = 9.0F, .wet = 0.38F},
        .ambience = "none",
        .half_extent = {4.0F, 3.2F, 2.6F},
        .camera_reach_m = 4.6F,
    };
    add_room(
        place,
        {.half = {9.0F, 1.9F, 8.0F},
         .walls = cave_rock(hex(0x4B443D)),
         .ceiling = cave_rock(hex(0x4B443D)),
         .skirting = cave_rock(hex(0x4B443D)),
         .skirting_m = 0.0F}
    );
    add_cave_wall(place, {-6.4F, 0, -6.6F}, {-1.9F, 0, -7.0F}, 4);
    add_cave_wall(place, {1.9F, 0, -7.0F}, {6.4F, 0, -6.6F}, 4);
    add_cave_wall(place, {-6.6F, 0, -6.0F}, {-6.9F, 0, 6.0F}, 8);
    add_cave_wall(place, {6.6F, 0, -6.0F}, {6.9F, 0, 6.0F}, 8);
    for (int i = 0; i < 15; ++i) {
        // The vault hangs in lobes.
        const float x = -6.0F + 3.0F * static_cast<float>(i % 5);
        const float z = -5.5F + 4.0F * static_cast<float>(i / 5);
        add_part(
            place,
            ellipsoid({2.0F, 0.75F + 0.12F * static_cast<float>((i * 3) % 4), 2.3F}),
            {x, 3.75F, z},
            cave_rock(hex(0x564E46))
        )
            .collides = false;
    }
    add_dripstone(place, {-2.9F, 0, -4.7F}, 1.5F, 1.1F);
    add_dripstone(place, {-4.2F, 0, -3.4F}, 0.9F, 1.5F);
    add_dripstone(place, {3.2F, 0, -4.4F}, 1.8F, 0.8F);
    add_dripstone(place, {4.5F, 0, -3.0F}, 0.7F, 1.3F);
    // The mouth: what is left of the day stands in it.
    add_part(
        place, ellipsoid({1.15F, 1.5F, 0.06F}), {0.0F, 1.0F, -7.9F}, glow(hex(0xB9D3E6), 0.45F)
    )
        .collides = false;
    place.backdrop = {
        {.kind = "rock", .position = {-1.9F, -0.1F, -5.6F}, .yaw_rad = 1.0F, .scale = 0.55F},
        {.kind = "rock", .position = {2.3F, -0.1F, -5.8F}, .yaw_rad = 2.2F, .scale = 0.7F},
    };
    place.lamps = {
        spot({0.0F, 2.6F, -7.2F}, {0, -0.45F, 1.0F}, 50.0F, hex(0xAFCBE0), 9.0F),
        bulb({-3.2F, 2.4F, 3.4F}, hex(0xFFB469), 1.7F),
        bulb({3.0F, 2.2F, -1.0F}, hex(0x86A4C4), 0.8F)
    };
    return place;
}

}  // namespace hibari::world
