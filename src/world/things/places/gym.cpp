// A school gym: parquet with court lines, padded walls, bleachers along the back, wall bars, strip
// lights, high windows. The hoop is an entity of the script and not built in.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

namespace {

constexpr Vec3 kHalf{11.0F, 3.75F, 9.0F};
constexpr float kBackZ = -kHalf.z;

void add_bleachers(Place& place) {
    const Material plank = wood(hex(0xB07B45), 0.2F);
    const Material frame = paint(hex(0x4A5160), 0.5F);
    constexpr int kRows = 4;
    for (int row = 0; row < kRows; ++row) {
        const float up = 0.42F * static_cast<float>(row + 1);
        const float z = kBackZ + 0.45F + 0.62F * static_cast<float>(kRows - 1 - row);
        add_part(place, box({4.8F, 0.025F, 0.20F}, 0.01F), {5.2F, up, z + 0.12F}, plank);
        add_part(place, box({4.8F, 0.02F, 0.16F}, 0.008F), {5.2F, up - 0.30F, z + 0.40F}, plank);
        add_part(
            place,
            box({4.8F, up * 0.5F - 0.02F, 0.02F}),
            {5.2F, up * 0.5F - 0.02F, z - 0.02F},
            frame
        );
    }
    for (const float x : {0.42F, 9.98F}) {
        add_part(place, box({0.03F, 0.85F, 1.2F}, 0.01F), {x, 0.85F, kBackZ + 1.2F}, frame);
    }
}

void add_wall_pads(Place& place) {
    const Material blue{
        .surface = Surface::kLeather,
        .base = hex(0x254A8E),
        .accent = hex(0x1B3768),
        .roughness = 0.5F,
        .scale = 0.02F,
        .bump = 0.1F,
    };
    for (int i = 0; i < 8; ++i) {
        const float x = -10.3F + 1.28F * static_cast<float>(i);
        add_part(place, box({0.62F, 0.95F, 0.05F}, 0.03F), {x, 1.05F, kBackZ + 0.05F}, blue);
    }
    for (int i = 0; i < 13; ++i) {
        const float z = -8.2F + 1.28F * static_cast<float>(i);
        for (const float side : {-1.0F, 1.0F}) {
            add_part(
                place, box({0.05F, 0.95F, 0.62F}, 0.03F), {side * (kHalf.x - 0.05F), 1.05F, z}, blue
            );
        }
    }
}

void add_windows_and_lights(Place& place) {
    const Material frame = paint(hex(0xD8D8D4), 0.4F);
    const Material pane = glow(hex(0xCFE4F5), 1.1F);
    for (int i = 0; i < 5; ++i) {
        const float x = -8.4F + 4.2F * static_cast<float>(i);
        add_part(place, box({1.55F, 0.75F, 0.03F}), {x, 5.9F, kBackZ + 0.02F}, pane);
        for (const float side : {-1.0F, 0.0F, 1.0F}) {
            add_part(
                place, box({0.04F, 0.80F, 0.06F}), {x + side * 1.55F, 5.9F, kBackZ + 0.03F}, frame
            );
        }
        for (const float side : {-1.0F, 1.0F}) {
            add_part(
                place, box({1.6F, 0.04F, 0.06F}), {x, 5.9F + side * 0.77F, kBackZ + 0.03F}, frame
            );
        }
    }
    const Material tube = glow(hex(0xFFF6E2), 2.6F);
    const Material steel = paint(hex(0x8F959B), 0.5F);
    for (const float z : {-6.0F, -1.0F, 4.0F}) {
        // Roof girders carry the lights.
        add_part(place, box({kHalf.x, 0.14F, 0.08F}), {0, 7.2F, z}, steel);
        for (const float x : {-6.6F, -2.2F, 2.2F, 6.6F}) {
            add_part(place, box({0.75F, 0.05F, 0.22F}, 0.02F), {x, 6.93F, z}, steel);
            add_part(place, box({0.70F, 0.02F, 0.18F}), {x, 6.87F, z}, tube);
        }
    }
    for (const float x : {-4.5F, 4.5F}) {
        for (const float z : {-3.5F, 3.0F}) {
            place.lamps.push_back(bulb({x, 6.7F, z}, {1.0F, 0.95F, 0.86F}, 12.0F));
        }
    }
}

void add_details(Place& place) {
    const Material bar = wood(kPine, 0.1F);
    // Wall bars in the left corner.
    for (int i = 0; i < 12; ++i) {
        const float y = 0.35F + 0.2F * static_cast<float>(i);
        add_part(
            place,
            cylinder(0.9F, 0.02F),
            {{-9.2F, y + 2.1F, kBackZ + 0.16F}, from_axis_angle({0, 0, 1}, kPi / 2)},
            bar
        )
            .collides = false;
    }
    for (const float x : {-10.1F, -8.3F}) {
        add_part(place, box({0.04F, 1.3F, 0.08F}, 0.01F), {x, 3.5F, kBackZ + 0.1F}, bar);
    }
    // Double door and score board.
    const Material door = paint(hex(0x8B3A2E), 0.45F);
    add_part(place, box({0.55F, 1.05F, 0.03F}, 0.01F), {-2.86F, 1.05F, kBackZ + 0.13F}, door);
    add_part(place, box({0.55F, 1.05F, 0.03F}, 0.01F), {-1.74F, 1.05F, kBackZ + 0.13F}, door);
    for (const float x : {-2.4F, -2.2F}) {
        add_part(place, box({0.015F, 0.12F, 0.02F}, 0.01F), {x, 1.05F, kBackZ + 0.18F}, metal());
    }
    const Material screen{
        .surface = Surface::kScreen,
        .base = hex(0x0C0D10),
        .accent = hex(0xFF5A2C),
        .roughness = 0.3F,
        .emission = 0.8F,
        .scale = 0.3F
    };
    add_part(
        place,
        box({1.05F, 0.5F, 0.08F}, 0.02F),
        {-2.3F, 3.6F, kBackZ + 0.1F},
        paint(hex(0x23262B), 0.4F)
    );
    add_part(place, box({0.95F, 0.4F, 0.01F}), {-2.3F, 3.6F, kBackZ + 0.19F}, screen);
}

}  // namespace

Place make_gym() {
    Place place{
        .name = "gym",
        .words =
            {"gym",
             "gymnasium",
             "indoor gym",
             "sports hall",
             "indoor court",
             "basketball arena",
             "basketball gym",
             "school gym",
             "fieldhouse",
             "arena",
             "indoor basketball court",
             "fitness center"},
        .indoor = true,
        .ground = Substance::kWood,
        .ground_material =
            {.surface = Surface::kCourt,
             .base = hex(0xC99555),
             .accent = hex(0x9C3B2E),
             .roughness = 0.16F,
             .scale = 0.08F},
        .reverb = {.rt60_s = 1.9F, .size_m = 10.0F, .wet = 0.28F},
        .ambience = "gym",
        .half_extent = {8.5F, 6.5F, 5.5F},
        .camera_reach_m = 8.5F,
    };
    add_room(
        place,
        {.half = kHalf,
         .walls = brick(hex(0xD2C9B4)),
         .ceiling = plain(hex(0xB9BDC2), 0.9F),
         .skirting = plain(hex(0x3A3D42))}
    );
    add_wall_pads(place);
    add_bleachers(place);
    add_windows_and_lights(place);
    add_details(place);
    return place;
}

}  // namespace hibari::world
