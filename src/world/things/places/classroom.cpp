// A classroom: board with chalk lines, desks along the sides, windows, map, clock.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_classroom() {
    Place place{
        .name = "classroom",
        .words =
            {"classroom",
             "school",
             "lecture hall",
             "laboratory",
             "lab",
             "library",
             "news studio",
             "newsroom",
             "workshop",
             "garage",
             "shop",
             "store",
             "supermarket",
             "museum"},
        .indoor = true,
        .ground = Substance::kPlastic,
        .ground_material = tile(hex(0xB7AF9C), 0.5F),
        .reverb = {.rt60_s = 0.7F, .size_m = 5.0F, .wet = 0.16F},
        .ambience = "room",
        .half_extent = {3.2F, 2.6F, 2.2F},
        .camera_reach_m = 4.2F,
    };
    constexpr Vec3 kHalf{5.0F, 1.55F, 4.4F};
    constexpr float kRear = -kHalf.z;
    add_room(
        place,
        {.half = kHalf,
         .walls = plaster(hex(0xD8DCCB)),
         .ceiling = tile(hex(0xE9E8E2), 0.6F),
         .skirting = paint(hex(0x8C7A5C), 0.5F)}
    );
    add_part(
        place,
        box({1.9F, 0.62F, 0.02F}, 0.005F),
        {0, 1.65F, kRear + 0.03F},
        plain(hex(0x22443A), 0.85F)
    );
    for (const float y : {-0.65F, 0.65F}) {
        add_part(
            place,
            box({1.96F, 0.03F, 0.035F}, 0.006F),
            {0, 1.65F + y, kRear + 0.035F},
            wood(kOak, 0.06F)
        );
    }
    for (const float x : {-1.94F, 1.94F}) {
        add_part(
            place,
            box({0.03F, 0.62F, 0.035F}, 0.006F),
            {x, 1.65F, kRear + 0.035F},
            wood(kOak, 0.06F)
        );
    }
    for (int row = 0; row < 4; ++row) {
        for (int i = 0; i < 7 - row; ++i) {
            const float x =
                -1.55F + 0.33F * static_cast<float>(i) + 0.05F * static_cast<float>((i * row) % 3);
            const float half = 0.06F + 0.025F * static_cast<float>((i * 5 + row) % 4);
            add_part(
                place,
                box({half, 0.012F, 0.002F}, 0.002F),
                {{x, 2.05F - 0.22F * static_cast<float>(row), kRear + 0.052F},
                 turn_z(static_cast<float>((i * 7) % 5) - 2.0F)},
                plain(hex(0xE9ECE6), 0.9F)
            )
                .collides = false;
        }
    }
    add_part(
        place,
        torus(0.20F, 0.007F),
        {{1.25F, 1.62F, kRear + 0.052F}, turn_x(90)},
        plain(hex(0xF0D27A), 0.9F)
    )
        .collides = false;
    // Clock.
    add_part(
        place,
        cylinder(0.025F, 0.17F, 0.01F),
        {{2.7F, 2.4F, kRear + 0.03F}, turn_x(90)},
        plain(kWhite)
    );
    add_part(place, torus(0.17F, 0.014F), {{2.7F, 2.4F, kRear + 0.05F}, turn_x(90)}, plain(kBlack));
    add_part(place, box({0.006F, 0.06F, 0.003F}), {2.7F, 2.45F, kRear + 0.058F}, plain(kBlack));
    add_part(place, box({0.045F, 0.005F, 0.003F}), {2.74F, 2.4F, kRear + 0.058F}, plain(kBlack));
    // World map.
    add_part(
        place, box({0.75F, 0.48F, 0.01F}), {-3.3F, 1.75F, kRear + 0.015F}, paper(hex(0xA9C9DA))
    );
    constexpr Vec3 kLands[] = {
        hex(0xC9A15A), hex(0x7FA35A), hex(0xD07F5A), hex(0xB8B35A), hex(0x8F7FB0)
    };
    for (int i = 0; i < 5; ++i) {
        add_part(
            place,
            ellipsoid(
                {0.10F + 0.03F * static_cast<float>(i % 3),
                 0.13F - 0.02F * static_cast<float>(i % 2),
                 0.004F}
            ),
            {{-3.82F + 0.27F * static_cast<float>(i),
              1.72F + 0.12F * static_cast<float>(i % 2),
              kRear + 0.027F},
             turn_z(24.0F * static_cast<float>(i))},
            plain(kLands[i], 0.9F)
        )
            .collides = false;
    }
    // Windows on the left wall.
    for (const float z : {-2.6F, -0.4F, 1.8F}) {
        add_part(
            place,
            box({0.012F, 0.7F, 0.85F}),
            {-kHalf.x + 0.01F, 1.75F, z},
            glow(hex(0xD4E5F2), 1.2F)
        );
        for (const float dz : {-0.86F, 0.0F, 0.86F}) {
            add_part(
                place,
                box({0.03F, 0.74F, 0.03F}, 0.006F),
                {-kHalf.x + 0.03F, 1.75F, z + dz},
                paint(kWhite, 0.5F)
            );
        }
        for (const float y : {1.03F, 2.47F}) {
            add_part(
                place,
                box({0.04F, 0.03F, 0.9F}, 0.006F),
                {-kHalf.x + 0.03F, y, z},
                paint(kWhite, 0.5F)
            );
        }
        place.lamps.push_back(bulb({-kHalf.x + 0.9F, 1.9F, z}, hex(0xD4E5F2), 1.0F));
    }
    for (const float x : {-1.8F, 1.8F}) {
        for (const float z : {-1.8F, 1.6F}) {
            add_part(
                place, box({0.60F, 0.02F, 0.15F}, 0.01F), {x, 3.07F, z}, glow(hex(0xFFFBEF), 2.4F)
            );
            place.lamps.push_back(bulb({x, 2.9F, z}, hex(0xFFFBEF), 1.5F));
        }
    }
    place.backdrop = {
        {.kind = "table", .position = {-3.6F, 0, -2.7F}, .yaw_rad = 0.1F, .scale = 0.9F},
        {.kind = "chair", .position = {-3.6F, 0, -3.4F}},
        {.kind = "table", .position = {3.6F, 0, -2.6F}, .yaw_rad = -0.1F, .scale = 0.9F},
        {.kind = "chair", .position = {3.5F, 0, -3.3F}},
    };
    return place;
}

}  // namespace hibari::world
