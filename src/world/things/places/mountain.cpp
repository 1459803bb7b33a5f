// A snowy slope that falls towards +X, with firs beside the run and peaks behind.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_mountain() {
    Place place{
        .name = "mountain",
        .words =
            {"mountain",
             "snowy mountain",
             "ski slope",
             "slope",
             "piste",
             "alps",
             "mountainside",
             "snowy slope",
             "snow",
             "ski resort",
             "snowfield",
             "arctic",
             "glacier",
             "hill"},
        .terrain =
            {.kind = TerrainKind::kSlope,
             .grade = 0.27F,
             .flat_radius_m = 26.0F,
             .hill_height_m = 45.0F,
             .hill_length_m = 95.0F,
             .ruggedness = 0.8F},
        .reverb = {.rt60_s = 0.0F, .size_m = 100.0F, .wet = 0.02F},
        .ambience = "wind",
        .half_extent = {40, 10, 5},
        .camera_reach_m = 22.0F,
    };
    lay_snow(place);

    // Trees follow the fall line: y = -grade * x.
    struct Stand {
        float x, z, scale;
    };

    constexpr Stand kFirs[] = {
        {-24.0F, -11.0F, 1.0F},
        {-15.0F, -13.5F, 1.2F},
        {-6.0F, -10.5F, 0.8F},
        {1.0F, -14.5F, 1.3F},
        {8.5F, -11.5F, 0.95F},
        {17.0F, -13.0F, 1.15F},
        {27.0F, -12.0F, 1.0F},
        {38.0F, -14.0F, 1.25F},
        {-33.0F, -14.0F, 1.1F},
        {49.0F, -12.0F, 1.0F}
    };
    float yaw = 0.0F;
    for (const Stand& fir : kFirs) {
        place.backdrop.push_back(
            {.kind = "pine",
             .position = {fir.x, -0.27F * fir.x - 0.15F, fir.z},
             .yaw_rad = yaw += 1.7F,
             .scale = fir.scale}
        );
    }
    place.backdrop.push_back(
        {.kind = "mountain", .position = {-500.0F, 40.0F, -1500.0F}, .scale = 1.3F}
    );
    place.backdrop.push_back(
        {.kind = "mountain", .position = {350.0F, -160.0F, -1200.0F}, .yaw_rad = 1.4F, .scale = 1.2F
        }
    );
    return place;
}

}  // namespace hibari::world
