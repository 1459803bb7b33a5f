// An open-air pool: blue tiles, lane ropes, starting blocks, deck chairs' side with palms. The
// stage is the water.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_swimming_pool() {
    Place place{
        .name = "swimming_pool",
        .words = {"swimming pool", "pool", "swim hall", "water park", "hot tub", "poolside"},
        .terrain = {.kind = TerrainKind::kBed, .depth_m = 2.2F},
        .ground = Substance::kCeramic,
        .ground_material = tile(hex(0x6FC4D6), 0.3F),
        .reverb = {.rt60_s = 0.3F, .size_m = 15.0F, .wet = 0.08F},
        .ambience = "lake",
        .half_extent = {9, 6, 4},
        .camera_reach_m = 12.0F,
    };
    place.water = {
        .present = true, .level_m = 0.0F, .color = {0.02F, 0.20F, 0.25F}, .clarity_m = 7.0F
    };
    set_waves(place.water, 0.012F, 1.6F, 0.8F);
    const Material deck = tile(hex(0xD8CDB8), 0.5F);
    const Material edge = tile(hex(0xECEBE6), 0.25F);
    constexpr float kX = 12.5F;
    constexpr float kBackZ = -8.0F;
    constexpr float kFrontZ = 7.0F;
    add_part(place, box({40.0F, 1.3F, 12.0F}), {0, -1.15F, kBackZ - 12.0F}, deck);
    add_part(place, box({40.0F, 1.3F, 12.0F}), {0, -1.15F, kFrontZ + 12.0F}, deck);
    for (const float side : {-1.0F, 1.0F}) {
        add_part(place, box({12.0F, 1.3F, 7.5F}), {side * (kX + 12.0F), -1.15F, -0.5F}, deck);
        add_part(place, box({0.2F, 0.03F, 7.5F}, 0.02F), {side * (kX + 0.1F), 0.15F, -0.5F}, edge);
    }
    for (const float z : {kBackZ - 0.1F, kFrontZ + 0.1F}) {
        add_part(place, box({kX, 0.03F, 0.2F}, 0.02F), {0, 0.15F, z}, edge);
    }
    // Lane lines on the bottom and ropes of floats.
    for (int lane = 0; lane < 5; ++lane) {
        const float z = -6.6F + 2.4F * static_cast<float>(lane);
        add_part(place, box({11.0F, 0.01F, 0.12F}), {0, -2.19F, z}, plain(hex(0x1F3F66))).collides =
            false;
        if (lane == 0 || lane == 4) {
            continue;
        }
        if (lane == 1) {
            for (int i = 0; i < 84; ++i) {
                const float x = -12.45F + 0.3F * static_cast<float>(i);
                add_part(
                    place,
                    cylinder(0.06F, 0.06F, 0.02F),
                    {{x, 0.0F, z - 1.2F}, turn_z(90)},
                    plastic((i / 6) % 2 == 0 ? hex(0xD8322B) : kWhite)
                )
                    .collides = false;
            }
        }
    }
    for (int i = 0; i < 4; ++i) {
        const float z = -6.0F + 2.4F * static_cast<float>(i);
        add_part(
            place, box({0.30F, 0.30F, 0.28F}, 0.03F), {-kX - 0.8F, 0.45F, z}, paint(kWhite, 0.3F)
        );
        add_part(
            place,
            box({0.32F, 0.03F, 0.30F}, 0.02F),
            {{-kX - 0.75F, 0.78F, z}, turn_z(-8)},
            paint(hex(0x1F5FA8), 0.4F)
        );
    }
    // A hedge and a wall close the garden.
    add_part(place, box({40.0F, 0.9F, 0.5F}, 0.2F), {0, 1.0F, -17.5F}, foliage(hex(0x3F6530)));
    for (const float side : {-1.0F, 1.0F}) {
        const Vec3 at{side * 26.0F, 1.0F, -2.0F};
        add_part(place, box({0.5F, 0.9F, 16.0F}, 0.2F), at, foliage(hex(0x3F6530)));
    }
    // Ladder.
    for (const float x : {7.6F, 8.2F}) {
        add_part(place, torus(0.35F, 0.022F), {{x, 0.45F, kBackZ - 0.05F}, turn_z(90)}, chrome());
        add_part(place, cylinder(0.7F, 0.022F), {x, -0.25F, kBackZ + 0.30F}, chrome());
    }
    for (const float y : {-0.25F, -0.55F, -0.85F}) {
        add_part(place, box({0.3F, 0.02F, 0.05F}, 0.01F), {7.9F, y, kBackZ + 0.30F}, chrome());
    }
    // Loungers under parasols.
    const Material frame = paint(kWhite, 0.4F);
    for (int i = 0; i < 4; ++i) {
        const float x = -7.0F + 4.2F * static_cast<float>(i);
        const float z = kBackZ - 2.6F;
        add_part(
            place,
            box({0.33F, 0.05F, 0.65F}, 0.03F),
            {x, 0.47F, z + 0.25F},
            fabric(hex(0xE9E4D4), 0.02F)
        );
        add_part(
            place,
            box({0.33F, 0.05F, 0.42F}, 0.03F),
            {{x, 0.66F, z - 0.72F}, turn_x(28)},
            fabric(hex(0xE9E4D4), 0.02F)
        );
        for (const float leg : {-0.7F, 0.7F}) {
            add_part(place, box({0.30F, 0.15F, 0.02F}), {x, 0.29F, z + leg}, frame);
        }
        place.backdrop.push_back(
            {.kind = "umbrella", .position = {x + 0.9F, 0.15F, z}, .scale = 2.4F}
        );
    }
    place.backdrop.push_back({.kind = "palm", .position = {-11.0F, 0.15F, -13.0F}, .yaw_rad = 0.3F}
    );
    place.backdrop.push_back(
        {.kind = "palm", .position = {11.5F, 0.15F, -13.5F}, .yaw_rad = 2.3F, .scale = 1.1F}
    );
    place.backdrop.push_back({.kind = "bush", .position = {0.0F, 0.15F, -14.0F}, .scale = 1.3F});
    place.backdrop.push_back(
        {.kind = "bush", .position = {4.5F, 0.15F, -14.2F}, .yaw_rad = 1.0F, .scale = 1.2F}
    );
    return place;
}

}  // namespace hibari::world
