#pragma once

// Buoyancy and drag: Archimedes by samples.
//
// Each solid part is filled with a few sample points that carry equal shares of its volume. A
// sample under the surface lifts by the water it displaces and resists the flow past it. Waves,
// heeling and righting follow from where the samples are.

#include "base/vec.h"
#include "world/physics/rigid/rigid_world.h"
#include "world/things/thing.h"
#include "world/things/waters.h"

#include <span>
#include <vector>

namespace hibari::world {

/// How a body meets water.
struct Hull {
    struct Sample {
        Vec3 at{};  ///< in the body's frame
        float volume_m3 = 0.0F;
        float size_m = 0.0F;  ///< height over which it goes under
    };

    std::vector<Sample> samples;
    float volume_m3 = 0.0F;
    float righting_m = 0.0F;  ///< metacentric height of a boat with ballast; 0: none
};

/// Fills the parts with samples. `floats`: the thing is built to float, so a hull that is drawn
/// thin-walled counts with the volume it encloses: at least enough to float half sunk.
Hull make_hull(std::span<const Part> parts, float mass_kg, bool floats);

/// Scales the hull so that it floats at `waterline_y` (in the body's frame) in still water.
void trim_hull(Hull& hull, float mass_kg, float waterline_y);

/// Scales the hull to a volume: of a thing that is drawn larger than what it is made of would be.
void fill_out(Hull& hull, float volume_m3);

/// What the water did to a body in this step.
struct Wetness {
    float submerged = 0.0F;  ///< share of the volume, 0 .. 1
    float surface_y = 0.0F;  ///< water height above the body
};

/// Pushes the body for the next step, which lasts `dt` world seconds. `flooded` 0 .. 1 takes
/// buoyancy away.
Wetness float_body(
    const Hull& hull,
    const Waters& waters,
    float flooded,
    float gravity,
    int body,
    double dt,
    RigidWorld& world
);

}  // namespace hibari::world
