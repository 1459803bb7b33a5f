#pragma once

// How large the picture shows what it holds: the boxes that must be inside, step by step.
//
// A framing of the script (medium, close-up) is a part of the subject's body; without one, talk is
// framed from the waist up and everything else as a whole. Where the camera then stands is the
// business of viewpoint.h.

#include "world/physics/camera/action_path.h"
#include "world/script/shot_script.h"

#include <vector>

namespace hibari::world {

/// What the picture has to hold at one moment.
struct Held {
    std::vector<Box> boxes;      ///< never empty
    std::vector<int> portraits;  ///< entities of which the boxes show a part; else empty
    Box star;                    ///< the one that must be made out
    int star_entity = -1;
    float least_half_m = 0.0F;  ///< half the height of the closest picture: then context is lost
    float most_half_m = 1e9F;   ///< and of the furthest in which the star can be made out
    Box vital;  ///< the star and whoever must not be cut off beside it, however small it gets

    /// Around all of it.
    Box all() const;
};

struct Framed {
    std::vector<Held> steps;
    float still_margin = 1.0F;   ///< air around it in a picture that stays
    float moving_margin = 1.3F;  ///< in one that goes along
    bool at_once = false;        ///< everything in one picture, as far as that goes

    /// All of it happens below the surface of the water.
    bool is_under(float level_m) const;
};

Framed frame_shot(
    const Timeline& timeline, const Scene& scene, const ActionPath& path, const Shot& shot
);

}  // namespace hibari::world
