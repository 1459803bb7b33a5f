#pragma once

// The camera pass: runs last, on the finished tracks, so that it frames what really happened.
//
// An operator would first look at the whole action, choose a place from which nothing hides the
// subject, and then play the asked move around that set-up. So does this: action_path finds what
// matters and where it goes, choose_setup picks yaw, height and distance by trying a few against
// the world's solids, and film adds move, following, focus and the shake of a hand.

#include "base/rng.h"
#include "world/physics/stage/layout.h"
#include "world/physics/stage/scene.h"
#include "world/timeline/timeline.h"

#include <vector>

namespace hibari::world {

struct CameraOptions {
    float aspect = 16.0F / 9.0F;  ///< width / height
    Style style = Style::kPhotoreal;
};

/// One pose per sample of the timeline.
std::vector<CameraPose> film(
    const Timeline& timeline,
    const Scene& scene,
    const Layout& layout,
    const Shot& shot,
    const CameraOptions& options,
    Rng rng
);

}  // namespace hibari::world
