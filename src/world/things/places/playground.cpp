// A playground: soft ground, slide, swings, climbing frame, sandpit, trees around.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

namespace {

void add_slide(Place& place, Vec3 o) {
    const Material steel = paint(hex(0x2B5FA8), 0.3F);
    const Material red = plastic(hex(0xD2402E), 0.3F);
    const Vec3 top = o + Vec3{-0.9F, 1.7F, 0};
    const Vec3 foot = o + Vec3{1.9F, 0.22F, 0};
    const Quat tilt = rotation_between({1, 0, 0}, foot - top);
    const float half = distance(top, foot) * 0.5F;
    add_part(place, box({half, 0.02F, 0.28F}, 0.015F), {(top + foot) * 0.5F, tilt}, red);
    for (const float z : {-0.30F, 0.30F}) {
        add_part(
            place,
            box({half, 0.11F, 0.025F}, 0.02F),
            {(top + foot) * 0.5F + Vec3{0, 0.08F, z}, tilt},
            red
        );
        add_part(place, cylinder(1.35F, 0.035F), {o.x - 1.0F, 1.35F, o.z + z}, steel);
        add_part(place, cylinder(1.35F, 0.035F), {o.x - 1.75F, 1.35F, o.z + z}, steel);
    }
    add_part(place, box({0.42F, 0.03F, 0.33F}, 0.02F), {o.x - 1.37F, 1.68F, o.z}, wood(kOak, 0.1F));
    for (int i = 0; i < 6; ++i) {
        add_part(
            place,
            cylinder(0.30F, 0.022F),
            {{o.x - 1.80F, 0.26F + 0.27F * static_cast<float>(i), o.z}, turn_x(90)},
            steel
        );
    }
    add_part(
        place, cone(0.35F, 0.75F, 0.03F), {o.x - 1.37F, 3.0F, o.z}, paint(hex(0xE8B52C), 0.4F)
    );
}

void add_swings(Place& place, Vec3 o) {
    const Material steel = paint(hex(0x3F8A4A), 0.3F);
    for (const float x : {-1.7F, 1.7F}) {
        for (const float z : {-0.8F, 0.8F}) {
            const Vec3 foot = o + Vec3{x * 1.06F, 0, z};
            const Vec3 top = o + Vec3{x, 2.4F, 0};
            const Quat lean = rotation_between({0, 1, 0}, top - foot);
            add_part(
                place,
                capsule(distance(foot, top) * 0.5F, 0.045F),
                {(foot + top) * 0.5F, lean},
                steel
            );
        }
    }
    add_part(place, cylinder(1.75F, 0.05F), {{o.x, 2.4F, o.z}, turn_z(90)}, steel);
    for (const float seat : {-0.75F, 0.75F}) {
        add_part(place, box({0.24F, 0.02F, 0.10F}, 0.015F), {o.x + seat, 0.5F, o.z}, rubber());
        for (const float x : {-0.22F, 0.22F}) {
            add_part(place, cylinder(0.94F, 0.008F), {o.x + seat + x, 1.45F, o.z}, metal());
        }
    }
}

}  // namespace

Place make_playground() {
    Place place{
        .name = "playground",
        .words =
            {"playground",
             "play area",
             "kindergarten",
             "schoolyard",
             "amusement park",
             "fair",
             "fairground"},
        .terrain = {.flat_radius_m = 45.0F, .hill_height_m = 4.0F, .hill_length_m = 70.0F},
        .ground = Substance::kEarth,
        .reverb = {.rt60_s = 0.15F, .size_m = 25.0F, .wet = 0.03F},
        .ambience = "birds",
        .half_extent = {8, 6, 4},
        .camera_reach_m = 16.0F,
    };
    lay_grass(place);
    add_part(
        place,
        box({9.0F, 0.012F, 2.6F}, 0.01F),
        {0, 0.0F, -8.3F},
        {.surface = Surface::kSand,
         .base = hex(0xD9BF8E),
         .accent = hex(0xA98F62),
         .roughness = 0.95F,
         .scale = 0.2F,
         .bump = 0.3F}
    );
    for (const float z : {-5.6F, -11.0F}) {
        add_part(place, box({9.1F, 0.08F, 0.09F}, 0.03F), {0, 0.06F, z}, wood(hex(0x7A5633), 0.2F));
    }
    add_slide(place, {-4.8F, 0, -8.3F});
    add_swings(place, {4.2F, 0, -8.6F});
    // Climbing dome of rods.
    const Material yellow = paint(hex(0xE8B52C), 0.3F);
    for (int i = 0; i < 8; ++i) {
        const auto ring = [&](float angle_deg, float radius, float y) {
            return Vec3{0.1F, y, -8.4F} + rotate(turn_y(angle_deg), {radius, 0, 0});
        };
        const float a = 45.0F * static_cast<float>(i);
        const auto bar = [&](Vec3 from, Vec3 to) {
            add_part(
                place,
                capsule(distance(from, to) * 0.5F, 0.025F),
                {(from + to) * 0.5F, rotation_between({0, 1, 0}, to - from)},
                yellow
            );
        };
        bar(ring(a, 1.35F, 0.0F), ring(a + 22.5F, 1.15F, 0.75F));
        bar(ring(a, 1.35F, 0.0F), ring(a - 22.5F, 1.15F, 0.75F));
        bar(ring(a - 22.5F, 1.15F, 0.75F), ring(a + 22.5F, 1.15F, 0.75F));
        bar(ring(a + 22.5F, 1.15F, 0.75F), ring(a + 45.0F, 0.65F, 1.3F));
        bar(ring(a + 22.5F, 1.15F, 0.75F), ring(a, 0.65F, 1.3F));
        bar(ring(a, 0.65F, 1.3F), ring(a + 45.0F, 0.65F, 1.3F));
    }
    place.backdrop = {
        {.kind = "tree", .position = {-11.5F, 0, -13.5F}, .yaw_rad = 0.2F, .scale = 1.1F},
        {.kind = "tree", .position = {-2.0F, 0, -15.5F}, .yaw_rad = 1.8F, .scale = 1.3F},
        {.kind = "tree", .position = {7.5F, 0, -15.0F}, .yaw_rad = 3.3F, .scale = 1.15F},
        {.kind = "tree", .position = {14.0F, 0, -12.0F}, .yaw_rad = 4.4F, .scale = 1.05F},
        {.kind = "bench", .position = {9.6F, 0, -6.0F}, .yaw_rad = -0.5F},
    };
    return place;
}

}  // namespace hibari::world
