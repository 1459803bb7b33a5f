#pragma once

// Measures how well a finished shot shows what it is about: the check of the camera's work.
//
// It knows nothing of how the camera was chosen; it looks at the timeline through the lens, as a
// viewer would, and counts.

#include "world/timeline/timeline.h"

#include <span>
#include <vector>

namespace hibari::world {

/// The part of the picture that shows something.
struct ViewFrame {
    float aspect = 16.0F / 9.0F;          ///< width / height of the picture
    float visible_aspect = 16.0F / 9.0F;  ///< of what bars at top and bottom leave of it
};

/// Where a world point is in the picture: x and y in -1 .. 1 from edge to edge, z its depth in
/// metres (not positive: behind the lens).
Vec3 project(const CameraPose& camera, float aspect, Vec3 point);

/// How one entity was seen.
struct SubjectView {
    int entity = -1;
    float height = 0.0F;  ///< median share of the picture's height that it covers while in it
    float size = 0.0F;    ///< the same of the larger of its shares of width and height
    float inside = 0.0F;  ///< share of the time that its centre (of people: the head's) is in the
                          ///< picture
    float seen = 0.0F;    ///< share of the time that its centre is in the picture and most of it
                          ///< is not hidden by other things
    float cut = 0.0F;     ///< mean share of its box that lies outside of the picture
};

struct ShotView {
    std::vector<SubjectView> subjects;  ///< one per entity asked for
    float nearest_solid_m = 0.0F;       ///< the least room that the lens ever had; negative: inside
    float jolt = 0.0F;  ///< largest second difference of where the picture's centre looks, as a
                        ///< share of the picture's height per second squared
};

/// Looks at `entities` (indices into Timeline::entities) through the whole shot.
ShotView view_of(const Timeline& timeline, std::span<const int> entities, const ViewFrame& frame);

}  // namespace hibari::world
