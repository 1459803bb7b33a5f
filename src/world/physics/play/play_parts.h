#pragma once

// What Play keeps about each action under way: the deed of a lifeless subject, the cue of a
// performer. Only the sources of Play include it.

#include "world/physics/play/play.h"

#include <memory>
#include <optional>
#include <vector>

namespace hibari::world {

/// An action of a lifeless subject under way.
struct Play::Running {
    std::unique_ptr<Deed> deed;
    int subject = -1;
    double begin_s = 0.0;  ///< world time
    int held = -1;         ///< waits until this is let go; -1: for nothing
    bool begun = false;
    bool done = false;
};

/// A performer and the cue it plays.
struct Play::Living {
    int entity = -1;
    std::optional<Action> action;
    Cue cue;
    bool done = true;
    int strokes = 0;  ///< of this cue, at a ball
    double limp_since_s = -1.0;
    bool told_fall = false;
    bool rested = false;        ///< sat or lay down before the first picture
    bool enters = false;        ///< comes into the picture before it does anything else
    std::vector<Action> queue;  ///< begun when it is on its feet again, or has come in
    std::vector<Signal> signals;
};

/// The trampoline that an actor stands on; -1 when none.
int bed_under(const Scene& scene, const Actor& actor);
/// A unit vector along the ground; `fallback` where the direction has none.
Vec3 ground_vector(Direction direction, Vec3 fallback);

}  // namespace hibari::world
