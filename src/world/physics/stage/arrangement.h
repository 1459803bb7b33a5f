#pragma once

// The floor plan while it is being drawn: who stands where so far, and the questions every step of
// the layout asks about it. The steps (layout_steps.h) are functions over one of these.

#include "base/rng.h"
#include "world/physics/stage/layout.h"
#include "world/physics/stage/scene.h"

#include <string_view>
#include <vector>

namespace hibari::world {

constexpr float kParkedYaw = 0.9F;  ///< rad; shows a vehicle that goes nowhere from its side
constexpr float kGap = 0.12F;       ///< between neighbours, plus a share of their size

inline std::size_t index(int entity) {
    return static_cast<std::size_t>(entity);
}

/// What stands on something is pressed into it by so little: boxes that do not touch yet have no
/// contact, and a high stack would fall level by level before it carries itself.
constexpr float kPressedIn_m = 2e-5F;

constexpr float kTowers = 2.5F;  ///< times as high as somebody: it is looked up to

struct Arrangement {
    Arrangement(Scene& the_scene, const Shot& the_shot, float the_aspect, Rng the_rng);

    Actor& at(int entity) { return scene.actor(entity); }

    Vec3 half(int entity) { return at(entity).blueprint.half_extent; }

    float radius(int entity);  ///< of its footprint, as wide as its longer half
    float gap(int entity);     ///< room it wants beside it, metres

    float jitter(float size) { return rng.uniform(-size, size); }

    void put(int entity, Vec3 position, Quat rotation);
    /// On the ground before the feet of `subject`, as it faces.
    void lay_before(int object, int subject, float ahead);

    const Anchor* find_anchor(int entity, std::string_view name);
    /// Of an anchor of the thing at rest, in the thing's frame.
    Vec3 rest_anchor(int entity, const Anchor& anchor);
    /// The turn of something nobody turned: its front to the camera, or nearly.
    Quat front_of(int entity);
    /// The turn that heads it towards `direction`: vehicles are drawn with their front along +Z or,
    /// when longer in X, along +X.
    Quat heading(int entity, Vec3 direction);
    /// Whether a relation puts it on, in, over or under another.
    bool stands_on(int entity, int* support);
    /// The same at first hand or on top of what does.
    bool rests_on(int entity, int base);
    /// The lowest of the tower of its kind that it is part of; itself when it is part of none.
    int foot_of(int thing);
    /// Moves a thing, and with it what stands on it.
    void move_with_loads(int entity, Vec3 position, Quat rotation);
    /// Scenery that is only there for somebody much smaller to be in front of: it stands behind
    /// all.
    bool is_backcloth(int entity);
    /// Where things stand on it, or its highest point.
    float top_of(int entity);

    Scene& scene;
    const Shot& shot;
    float aspect;
    Rng rng;
    Layout layout;
    std::vector<bool> placed;  ///< by entity
};

}  // namespace hibari::world
