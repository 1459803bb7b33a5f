#pragma once

// The camera pass: runs last, on the finished tracks, so that it frames what really happened.
//
// An operator would first look at the whole action, choose a place from which nothing hides it, and
// then play the asked move around that set-up. So does this: action_path tells who matters when,
// framing how much of them the picture holds, viewpoint where to stand and whether to stay, zoom or
// travel, judged by sight_lines; film adds the move, focus and the shake of a hand. shot_view
// measures what came of it. Where a take is continued, carry_on leads over from the pose and the
// velocity in which the part before left the camera.

#include "base/rng.h"
#include "world/physics/camera/carry_on.h"
#include "world/physics/stage/layout.h"
#include "world/physics/stage/scene.h"
#include "world/timeline/timeline.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace hibari::world {

struct CameraOptions {
    float aspect = 16.0F / 9.0F;  ///< width / height
    Style style = Style::kPhotoreal;
    std::optional<CameraStart> start{};  ///< how the part before left it; empty: this is the first
    std::stop_token stop{};              ///< then the poses are of no use, and soon there
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
