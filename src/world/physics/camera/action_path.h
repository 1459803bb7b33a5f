#pragma once

// What the picture has to hold, and when.
//
// Everybody named in the script is in the cast, but not all of them matter all the time: a thrower
// who has thrown is left alone while the ball flies on, a hoop counts once the ball comes near.
// The path has one box per member and step, and says while which steps the member matters.

#include "world/physics/stage/layout.h"
#include "world/physics/stage/scene.h"
#include "world/timeline/timeline.h"

#include <array>
#include <optional>
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

std::array<Vec3, 8> corners_of(const Box& box);

/// Box of a body at a sample, visible parts only; empty when it has been taken away.
Box body_box(const BodyTrack& body, int sample);

/// Box of one entity at a sample, visible parts only.
Box entity_box(const Timeline& timeline, int entity, int sample);

/// Of whoever has a face the head.
std::optional<Box> head_box(const Timeline& timeline, int entity, int sample);

/// One of the cast, or a row of many of a kind that is filmed as one.
struct Member {
    std::vector<int> entities;
    Vec3 size{};                  ///< of the largest one of them, when the shot begins
    std::vector<Box> boxes;       ///< per step: what of it must be seen; empty while it is gone
    std::vector<bool> in_action;  ///< per step: it matters to the picture
    bool is_agent = false;        ///< alive, or a vehicle that does something

    int entity() const { return entities.front(); }
};

struct ActionPath {
    static constexpr int kStride = 6;  ///< samples per step

    std::vector<Member> cast;  ///< the subject first; never empty
    std::size_t steps = 0;

    const Member& subject() const { return cast.front(); }

    /// Union of what matters at a step.
    Box held(std::size_t step) const;
};

/// Only the camera's own subject when the shot asks for a closer look at one thing.
ActionPath action_path(
    const Timeline& timeline, const Scene& scene, const Layout& layout, const Shot& shot
);

}  // namespace hibari::world
