#pragma once

// Face tracks: who has a face, its colours, and what it does per sample.

#include "world/physics/stage/scene.h"
#include "world/timeline/timeline.h"

#include <vector>

namespace hibari::world {

/// One track per living actor with a painted face; sets `face` of the bodies that carry it.
std::vector<FaceTrack> make_faces(const Scene& scene, std::vector<BodyTrack>& bodies);

/// Appends the present expressions.
void record_faces(const Scene& scene, std::vector<FaceTrack>& faces);

}  // namespace hibari::world
