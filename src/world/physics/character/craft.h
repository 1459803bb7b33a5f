// What a rider drives by hand and foot: a board, a bicycle.
//
// While it is ridden, its rider owns the poses of its links: where it rolls, leans and flies, how
// its wheels and cranks turn. The stage shows them as animated bodies. When the rider lets go, the
// solver takes the links with the velocities that they have.
#pragma once

#include "world/physics/character/performer.h"

#include <span>
#include <string_view>
#include <vector>

namespace hibari::world {

class Craft {
  public:
    /// `blueprint` must outlive it. Starts with the thing's frame where the entity is.
    Craft(int entity, const Blueprint& blueprint, const StageView& view);

    int entity() const { return entity_; }

    // ---- What the rider sets.

    Pose frame{};  ///< of the thing, in the world
    float speed_mps = 0.0F;
    float yaw = 0.0F;       ///< heading
    float rolled_m = 0.0F;  ///< way of the wheels
    float steer = 0.0F;     ///< of a fork, radians
    float crank = 0.0F;     ///< radians

    /// Heads for `yaw`, upright on the ground.
    Quat upright() const;
    /// Works out the poses of the links.
    void pose_links();

    // ---- What it knows.

    std::span<const Pose> links() const { return poses_; }

    /// An anchor in the world, or the frame's origin when there is none.
    Pose anchor(std::string_view name) const;
    bool has_anchor(std::string_view name) const;
    Vec3 front() const;

    float mass_kg() const { return mass_kg_; }

    /// Centre of mass in the thing's frame.
    Vec3 center() const { return center_; }

    Vec3 half() const { return half_; }

    const Blueprint& blueprint() const { return blueprint_; }

    bool released = false;  ///< the solver has it

  private:
    int entity_;
    const Blueprint& blueprint_;
    std::vector<Pose> poses_;
    std::vector<Pose> moved_;  // From rest to now, in the thing's frame.
    Vec3 center_{};
    Vec3 half_{};
    float mass_kg_ = 0.0F;
};

/// Height of the ground or floor under a craft, without the craft itself: things can stand on
/// boards, but a board does not stand on itself.
float ground_under(const StageView& view, int entity, Vec3 at);

}  // namespace hibari::world
