#pragma once

// How who and what a continuation adds comes in.
//
// The take goes on, so nobody may appear in the picture: they begin outside of it, as the camera
// sees at that moment, and come in on their own feet, wheels or wings, are carried in, or fall in
// from above. What only lies or stands about waits outside until somebody fetches it or the camera
// turns to it.

#include "base/result.h"
#include "world/physics/camera/frustum.h"
#include "world/physics/stage/layout.h"
#include "world/physics/stage/scene.h"

#include <optional>
#include <vector>

namespace hibari::world {

/// Of one newcomer.
struct Entrance {
    int entity = -1;
    /// Where it goes before its first deed; empty: its deed leads it in.
    std::optional<Vec3> spot = {};
    bool runs = false;
};

/// Gives every actor from `first` on its origin outside of `picture`, and the layout what it has to
/// know of them; bodies are not raised yet. Fails with kUnsupported, naming the thing, when there
/// is no place from which it could come.
Result<std::vector<Entrance>> place_newcomers(
    Scene& scene, Layout& layout, const Shot& shot, int first, const Picture& picture, Rng rng
);

}  // namespace hibari::world
