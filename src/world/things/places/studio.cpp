// A photographer's studio: a seamless sweep of pale paper, soft boxes overhead, nothing else.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_studio() {
    Place place{
        .name = "studio",
        .words =
            {"studio",
             "photo studio",
             "plain background",
             "white background",
             "empty room",
             "backdrop",
             "cyclorama",
             "seamless backdrop",
             "void",
             "white void"},
        .indoor = false,
        .ground = Substance::kConcrete,
        .ground_material = plain(hex(0xCFCFCC), 0.75F),
        .reverb = {.rt60_s = 0.35F, .size_m = 6.0F, .wet = 0.08F},
        .ambience = "none",
        .half_extent = {8, 5, 8},
        .camera_reach_m = 30.0F,
    };
    const Material paper = plain(hex(0xCFCFCC), 0.75F);
    // The sweep: floor, an arc of 4 m radius and a wall, far behind the stage and wide enough for
    // any lens.
    add_part(
        place,
        quarter_pipe({60.0F, 2.0F, 2.0F}),
        {{0, 2.0F, -12.0F}, from_axis_angle({0, 1, 0}, kPi)},
        paper
    );
    add_part(place, box({60.0F, 12.0F, 0.2F}), {0, 12.0F, -14.2F}, paper);
    return place;
}

}  // namespace hibari::world
