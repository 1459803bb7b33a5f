// Hulls of ships and boats that are too large for strakes one can count: planked sides that sweep
// up to bow and stern, a deck, a rail.
#pragma once

#include "world/things/build.h"

namespace hibari::world {

struct HullData {
    float half_length_m = 4.0F;
    float half_beam_m = 1.4F;
    float draught_m = 0.7F;    ///< below the waterline
    float freeboard_m = 1.0F;  ///< from the waterline to the deck
    float bulwark_m = 0.5F;    ///< above the deck
    float sheer_m = 0.5F;      ///< how much higher the bow is
    Material side{};
    Material bottom{};
    Material rail{};
    Material deck{};
};

/// Sides, deck and rail of a hull that moves to +Z; its keel's foot is at y = 0. Solid where it
/// floats.
void add_hull(Assembly& boat, const HullData& hull);

}  // namespace hibari::world
