#pragma once

// Where everybody and everything stands when the shot begins.
//
// Relations of the script and what the first actions need come first (a free throw needs its hoop a
// free-throw line away, seen from the side; a falling cup hangs in the air); what nobody said is
// spread around the centre with the main subject in front, scenery behind, without overlap. All
// positions are of thing frames (footprint on the ground, +Z front), the camera looks from +Z.

#include "base/rng.h"
#include "world/physics/stage/scene.h"

#include <optional>
#include <string>
#include <vector>

namespace hibari::world {

/// What the layout decided, for the choreography and the camera.
struct Layout {
    int main = -1;              ///< entity that the shot is about
    std::vector<bool> hung;     ///< by entity: held in the air until its deed begins
    std::vector<bool> in_hand;  ///< by entity: carried from the start
    std::vector<int> carrier;   ///< by entity: who carries it, or -1
    std::vector<bool> scenery;  ///< by entity: in the picture, not part of the action
    /// Where a game is best seen from, yaw from +Z; empty: somewhere in front.
    std::optional<float> view_yaw;
};

/// Sets the origin of every actor. Call before Scene::raise.
Layout arrange(Scene& scene, const Shot& shot, float aspect, Rng rng);

/// A yaw that turns a thing's front (+Z) towards `direction`.
Quat facing(Vec3 direction);

}  // namespace hibari::world
