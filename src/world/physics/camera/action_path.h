#pragma once

// What the camera should see: boxes of the entities that matter, over time.

#include "world/physics/stage/layout.h"
#include "world/physics/stage/scene.h"
#include "world/timeline/timeline.h"

#include <vector>

namespace hibari::world {

struct Box {
    Vec3 low{1e9F, 1e9F, 1e9F};
    Vec3 high{-1e9F, -1e9F, -1e9F};

    bool is_empty() const { return low.x > high.x; }

    Vec3 center() const { return (low + high) * 0.5F; }

    Vec3 size() const { return high - low; }

    void grow(Vec3 point) {
        low = min(low, point);
        high = max(high, point);
    }

    void grow(const Box& box) {
        if (!box.is_empty()) {
            grow(box.low);
            grow(box.high);
        }
    }
};

/// Box of one entity at a sample, visible parts only.
Box entity_box(const Timeline& timeline, int entity, int sample);

/// The entities the camera cares about; the first is the subject.
std::vector<int> cast_of(const Scene& scene, const Layout& layout, const Shot& shot);

/// Where the action is, every kPathStride samples.
struct ActionPath {
    static constexpr int kStride = 6;
    std::vector<Box> subject;  ///< the subject alone
    std::vector<Box> all;      ///< everybody who matters and is still near
    Box whole;                 ///< union of `all`
    Box whole_subject;
    Box company;                ///< the subject and what keeps by it, about the subject's centre
    std::vector<Vec3> corners;  ///< of every box that made up `all`: what a full picture holds

    /// Smoothed centre at a sample, fraction included.
    Vec3 smooth_center(const std::vector<Box>& boxes, double sample, double width_samples) const;
};

ActionPath action_path(const Timeline& timeline, const Scene& scene, const std::vector<int>& cast);

}  // namespace hibari::world
