// An indoor ice rink: white ice with lines, boards with a yellow kick strip, glass, stands, strip
// lights.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_ice_rink() {
    Place place{
        .name = "ice_rink",
        .words = {"ice rink", "skating rink", "hockey rink", "ice hall", "rink", "ice"},
        .indoor = true,
        .ground = Substance::kIce,
        .ground_material =
            {.surface = Surface::kIce,
             .base = hex(0xEDF3F7),
             .accent = hex(0xF6FAFC),
             .roughness = 0.14F,
             .scale = 0.8F},
        .reverb = {.rt60_s = 2.0F, .size_m = 18.0F, .wet = 0.26F},
        .ambience = "gym",
        .half_extent = {10, 6, 5.5F},
        .camera_reach_m = 11.0F,
    };
    add_room(
        place,
        {.half = {20.0F, 4.5F, 14.0F},
         .walls = plaster(hex(0xAEB6BC)),
         .ceiling = plain(hex(0x8C949A), 0.9F),
         .skirting_m = 0.0F}
    );
    const Material board = plastic(hex(0xEDF0F1), 0.3F);
    constexpr float kBoards = -8.5F;
    add_part(place, box({19.0F, 0.55F, 0.06F}, 0.02F), {0, 0.55F, kBoards}, board);
    add_part(
        place, box({19.0F, 0.10F, 0.07F}, 0.02F), {0, 0.10F, kBoards}, plastic(hex(0xE9C22C), 0.4F)
    );
    add_part(
        place, box({19.0F, 0.03F, 0.08F}, 0.02F), {0, 1.11F, kBoards}, plastic(hex(0x1F4E96), 0.35F)
    );
    for (int i = -8; i <= 8; ++i) {
        const float x = 2.3F * static_cast<float>(i);
        add_part(place, box({0.03F, 0.55F, 0.02F}, 0.01F), {x, 1.65F, kBoards}, metal());
        constexpr Vec3 kAds[] = {hex(0xC7262E), hex(0x1F5FA8), hex(0x1F7A4A), hex(0xD98A1F)};
        add_part(
            place,
            box({0.75F, 0.20F, 0.01F}, 0.01F),
            {x + 1.15F, 0.62F, kBoards + 0.065F},
            paint(kAds[(i + 8) % 4], 0.4F)
        )
            .collides = false;
    }
    add_part(place, box({19.0F, 0.55F, 0.008F}), {0, 1.66F, kBoards}, glass(hex(0xE9F3F5), 0.92F));
    for (const float x : {-9.0F, 9.0F}) {
        add_part(place, box({0.15F, 0.001F, 8.4F}), {x, 0.0F, 0}, plain(hex(0x2558A6), 0.3F))
            .collides = false;
    }
    add_part(place, box({0.15F, 0.001F, 8.4F}), {0, 0.0F, 0}, plain(hex(0xC2252C), 0.3F)).collides =
        false;
    add_part(place, tube(0.001F, 4.5F, 4.4F), {0, 0.0F, 0}, plain(hex(0x2558A6), 0.3F)).collides =
        false;
    add_stand(place, {0, 0, -9.2F}, 18.0F, 0.0F, 5);
    for (const float z : {-6.0F, 0.0F, 6.0F}) {
        for (const float x : {-12.0F, -4.0F, 4.0F, 12.0F}) {
            add_part(
                place, box({1.5F, 0.04F, 0.18F}, 0.02F), {x, 8.6F, z}, glow(hex(0xF4FAFF), 2.6F)
            );
        }
        place.lamps.push_back(bulb({-6.0F, 8.2F, z}, hex(0xF4FAFF), 16.0F));
        place.lamps.push_back(bulb({6.0F, 8.2F, z}, hex(0xF4FAFF), 16.0F));
    }
    return place;
}

}  // namespace hibari::world
