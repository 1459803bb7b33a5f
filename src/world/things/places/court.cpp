// An outdoor court in a city park: painted asphalt, chain-link fence, trees and houses behind. The
// lines are those of FIBA's rules (article 2) around a ring at the origin: the same plan as
// Surface::kCourt draws indoors.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

#include <cmath>

namespace hibari::world {

namespace {

Material line_paint() {
    return plain(hex(0xE9E9E2), 0.85F);
}

void add_stripe(Place& place, Vec2 from, Vec2 to) {
    const Vec2 middle = (from + to) * 0.5F;
    const Vec2 along_m = to - from;
    const float turn = std::atan2(-along_m.y, along_m.x);
    const Pose pose{{middle.x, 0.001F, middle.y}, from_axis_angle({0, 1, 0}, turn)};
    add_part(place, box({0.5F * length(along_m), 0.001F, 0.025F}), pose, line_paint()).collides =
        false;
}

// From `first` to `last` degrees, counted from +X towards +Z.
void add_arc(Place& place, Vec2 center, float radius, float first_deg, float last_deg) {
    constexpr int kPieces = 28;
    const auto point = [&](int i) {
        const float turn = radians(lerp(first_deg, last_deg, static_cast<float>(i) / kPieces));
        return center + Vec2{std::cos(turn), std::sin(turn)} * radius;
    };
    for (int i = 0; i < kPieces; ++i) {
        add_stripe(place, point(i), point(i + 1));
    }
}

void add_lines(Place& place) {
    constexpr float kBase = -1.575F;
    constexpr float kFreeThrow = 4.225F;
    constexpr float kHalf = 12.425F;
    add_stripe(place, {-7.5F, kBase}, {7.5F, kBase});
    add_stripe(place, {-7.5F, kHalf}, {7.5F, kHalf});
    for (const float side : {-1.0F, 1.0F}) {
        add_stripe(place, {side * 7.5F, kBase}, {side * 7.5F, 26.4F});
        add_stripe(place, {side * 2.45F, kBase}, {side * 2.45F, kFreeThrow});
        add_stripe(place, {side * 6.6F, kBase}, {side * 6.6F, 1.415F});
    }
    add_stripe(place, {-2.45F, kFreeThrow}, {2.45F, kFreeThrow});
    add_arc(place, {0, kFreeThrow}, 1.8F, 0.0F, 180.0F);
    add_arc(place, {0, kHalf}, 1.8F, 0.0F, 360.0F);
    add_arc(place, {0, 0}, 6.75F, 12.1F, 167.9F);
    const Material key{
        .surface = Surface::kAsphalt,
        .base = hex(0x9A4A3A),
        .accent = hex(0x7C3A2E),
        .roughness = 0.9F,
        .scale = 0.02F,
        .bump = 0.2F
    };
    add_part(place, box({2.45F, 0.0004F, 2.9F}), {0, 0.0003F, 1.325F}, key).collides = false;
}

void add_fence(Place& place) {
    const Material wire = metal(hex(0x7E8789), 0.45F);
    const Material mesh{
        .surface = Surface::kNet,
        .base = hex(0x8B9496),
        .roughness = 0.5F,
        .metallic = 0.6F,
        .scale = 0.07F
    };
    for (int i = -6; i <= 6; ++i) {
        add_part(place, cylinder(1.7F, 0.035F), {2.5F * static_cast<float>(i), 1.7F, -7.2F}, wire);
    }
    for (const float y : {0.1F, 1.7F, 3.4F}) {
        add_part(place, cylinder(15.0F, 0.025F), {{0, y, -7.2F}, turn_z(90)}, wire);
    }
    add_part(place, box({15.0F, 1.65F, 0.004F}), {0, 1.75F, -7.2F}, mesh);
    for (const float side : {-1.0F, 1.0F}) {
        for (int i = 0; i < 8; ++i) {
            add_part(
                place,
                cylinder(1.7F, 0.035F),
                {side * 15.0F, 1.7F, -7.2F + 2.5F * static_cast<float>(i)},
                wire
            );
        }
        add_part(place, box({0.004F, 1.65F, 10.0F}), {side * 15.0F, 1.75F, 2.8F}, mesh);
        add_part(place, cylinder(10.0F, 0.025F), {{side * 15.0F, 3.4F, 2.8F}, turn_x(90)}, wire);
    }
}

}  // namespace

Place make_court() {
    Place place{
        .name = "court",
        .words =
            {"court",
             "outdoor court",
             "basketball court",
             "tennis court",
             "streetball court",
             "blacktop",
             "playing court",
             "volleyball court"},
        .ground = Substance::kConcrete,
        .ground_material =
            {.surface = Surface::kAsphalt,
             .base = hex(0x4C7A68),
             .accent = hex(0x6F9685),
             .roughness = 0.9F,
             .scale = 0.02F,
             .bump = 0.2F},
        .reverb = {.rt60_s = 0.4F, .size_m = 15.0F, .wet = 0.07F},
        .ambience = "traffic",
        .half_extent = {8, 8, 6},
        .camera_reach_m = 14.0F,
    };
    add_lines(place);
    add_fence(place);
    add_lawn(place, {-60.0F, -60.0F}, {60.0F, -7.4F});
    add_building(
        place, {.foot = {-16.0F, 0, -32.0F}, .half = {9.0F, 9.6F, 6.0F}, .wall = hex(0x9C6B55)}
    );
    add_building(
        place, {.foot = {6.0F, 0, -36.0F}, .half = {11.0F, 12.8F, 6.0F}, .wall = hex(0xB3A48C)}
    );
    add_building(
        place, {.foot = {29.0F, 0, -33.0F}, .half = {8.0F, 8.0F, 6.0F}, .wall = hex(0x7F8B93)}
    );
    place.backdrop = {
        {.kind = "tree", .position = {-10.5F, 0, -12.5F}, .yaw_rad = 0.4F},
        {.kind = "tree", .position = {-2.5F, 0, -13.5F}, .yaw_rad = 1.9F, .scale = 1.15F},
        {.kind = "tree", .position = {7.0F, 0, -12.0F}, .yaw_rad = 3.1F, .scale = 0.95F},
        {.kind = "tree", .position = {14.5F, 0, -14.0F}, .yaw_rad = 4.4F, .scale = 1.2F},
        {.kind = "bench", .position = {4.0F, 0, -6.4F}},
        {.kind = "bench", .position = {-5.0F, 0, -6.4F}},
    };
    return place;
}

}  // namespace hibari::world
