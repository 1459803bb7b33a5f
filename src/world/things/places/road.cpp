// Roads along X: asphalt with marks and what lies on both sides of it. In the country grass, posts
// and hills; in the desert sand, cacti and mesas; in the forest firs close to the edge.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

namespace {

// Asphalt with ground of its own on both sides.
Place road_through(const Material& verge) {
    Place place{
        .reverb = {.rt60_s = 0.0F, .size_m = 60.0F, .wet = 0.0F},
        .ambience = "wind",
        .half_extent = {30, 8, 3.2F},
        .camera_reach_m = 25.0F,
    };
    lay_road(place, 3.5F);
    for (const float side : {-1.0F, 1.0F}) {
        Part& ground =
            add_part(place, box({400.0F, 0.01F, 197.85F}), {0, 0.0F, side * 202.15F}, verge);
        ground.collides = false;
    }
    return place;
}

void add_posts(Place& place) {
    for (int i = -8; i <= 8; ++i) {
        const float x = 9.0F * static_cast<float>(i) + 2.0F;
        add_part(place, box({0.05F, 0.48F, 0.05F}, 0.02F), {x, 0.48F, -5.2F}, plastic(kWhite));
        add_part(place, box({0.052F, 0.09F, 0.052F}, 0.02F), {x, 0.78F, -5.2F}, plastic(kBlack));
        add_part(place, box({0.02F, 0.06F, 0.056F}), {x, 0.78F, -5.2F}, glow(hex(0xFFB347), 0.3F));
    }
}

Material grass(Vec3 color) {
    return {
        .surface = Surface::kGrass,
        .base = color,
        .accent = color * Vec3{0.55F, 0.6F, 0.5F},
        .roughness = 0.9F,
        .scale = 0.05F,
        .bump = 0.6F,
    };
}

Material sand(Vec3 color) {
    return {
        .surface = Surface::kSand,
        .base = color,
        .accent = color * 0.75F,
        .roughness = 0.95F,
        .scale = 0.3F,
        .bump = 0.4F,
    };
}

}  // namespace

Place make_road() {
    Place place = road_through(grass(hex(0x5E7D42)));
    place.name = "road";
    place.words = {
        "road",
        "highway",
        "country road",
        "freeway",
        "motorway",
        "race course",
        "racetrack",
        "country lane",
        "bridge"
    };
    place.terrain = {.flat_radius_m = 60.0F, .hill_height_m = 18.0F, .hill_length_m = 110.0F};
    add_posts(place);
    place.backdrop = {
        {.kind = "tree", .position = {-14.0F, 0, -12.0F}, .yaw_rad = 0.4F, .scale = 1.2F},
        {.kind = "tree", .position = {5.0F, 0, -16.0F}, .yaw_rad = 1.6F, .scale = 1.4F},
        {.kind = "tree", .position = {24.0F, 0, -13.0F}, .yaw_rad = 2.9F, .scale = 1.25F},
        {.kind = "bush", .position = {-4.0F, 0, -9.5F}, .scale = 1.2F},
        {.kind = "bush", .position = {13.0F, 0, -9.0F}, .yaw_rad = 1.0F, .scale = 1.0F},
        {.kind = "house", .position = {-34.0F, 0, -38.0F}, .yaw_rad = 0.4F},
    };
    return place;
}

Place make_desert_road() {
    Place place = road_through(sand(hex(0xD9A868)));
    place.name = "desert_road";
    place.words = {"desert road", "desert highway", "route 66"};
    place.terrain = {.flat_radius_m = 420.0F};
    place.ambience = "desert";
    place.sky_tint = {1.04F, 1.0F, 0.94F};
    place.backdrop = {
        {.kind = "cactus", .position = {-9.5F, 0, -9.0F}, .yaw_rad = 0.4F, .scale = 1.2F},
        {.kind = "cactus", .position = {7.5F, 0, -12.5F}, .yaw_rad = 2.8F, .scale = 1.5F},
        {.kind = "cactus", .position = {24.0F, 0, -15.0F}, .yaw_rad = 1.2F, .scale = 1.3F},
        {.kind = "cactus", .position = {-27.0F, 0, -18.0F}, .yaw_rad = 2.2F, .scale = 1.6F},
        {.kind = "rock", .position = {-14.5F, -0.1F, -10.0F}, .yaw_rad = 1.0F, .scale = 1.6F},
        {.kind = "rock", .position = {13.2F, -0.1F, -9.5F}, .yaw_rad = 2.0F, .scale = 0.9F},
        {.kind = "rock", .position = {-4.5F, -0.3F, -24.0F}, .yaw_rad = 3.0F, .scale = 3.2F},
    };
    add_mesas(place);
    return place;
}

Place make_forest_road() {
    Place place = road_through(grass(hex(0x4A6A2C)));
    place.name = "forest_road";
    place.words = {"forest road", "wooded road", "woodland road", "road through the woods"};
    place.terrain = {.flat_radius_m = 420.0F};
    place.ambience = "forest";
    place.reverb = {.rt60_s = 0.3F, .size_m = 14.0F, .wet = 0.05F};
    // Two ranks of trees behind the far edge, in no even spacing.
    for (int i = -9; i <= 9; ++i) {
        const auto n = static_cast<float>(i);
        const float odd = i % 2 == 0 ? 0.0F : 1.0F;
        place.backdrop.push_back(
            {.kind = i % 3 == 0 ? "tree" : "pine",
             .position = {4.2F * n + 1.1F * odd, 0, -8.2F - 1.7F * odd},
             .yaw_rad = 1.7F * n,
             .scale = 1.25F + 0.2F * odd}
        );
        place.backdrop.push_back(
            {.kind = i % 4 == 0 ? "tree" : "pine",
             .position = {4.6F * n - 1.9F, 0, -14.5F - 2.6F * odd},
             .yaw_rad = 2.3F * n,
             .scale = 1.7F + 0.15F * odd}
        );
    }
    return place;
}

}  // namespace hibari::world
