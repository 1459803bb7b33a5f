// Free flight: the centre of mass falls, and angular momentum stays what it was at take-off.
//
// Nothing here is animated but the shape: the limbs move against the pelvis as the plan says, and
// the rotation of the whole follows from L = I w + L_inner, with the inertia of the shape of that
// moment. A tuck therefore spins faster and a stretch slower, as in the air.
#pragma once

#include "world/physics/character/posture.h"
#include "world/physics/character/skeleton.h"

#include <functional>

namespace hibari::world {

/// How a body leaves the ground.
struct FlightPlan {
    Vec3 velocity{};  ///< of the centre of mass
    Vec3 momentum{};  ///< about it, kg m^2 / s
    float gravity = 9.81F;
    /// Posture after `t` seconds in the air; hips and pelvis of it are not used.
    std::function<Posture(float)> shape;
};

class Flight {
  public:
    /// Takes off from where the frames are.
    Flight(const Skeleton& skeleton, const Frames& frames, FlightPlan plan);

    /// Advances by `dt` with the joints of the new shape (the root's rotation in them is ignored)
    /// and gives the frames.
    void step(const Skeleton& skeleton, Joints joints, float dt, Frames& frames);

    float time_s() const { return time_s_; }

    Vec3 center() const { return center_; }

    Vec3 velocity() const { return velocity_; }

    const FlightPlan& plan() const { return plan_; }

    /// Rotation about the axis of the momentum so far, radians.
    float turned() const { return turned_; }

  private:
    FlightPlan plan_;
    float time_s_ = 0.0F;
    Vec3 start_{};
    Vec3 center_{};
    Vec3 velocity_{};
    Quat turn_;
    Frames shape_{};  // frames with the root at the origin, unturned
    float turned_ = 0.0F;
};

/// The momentum about `axis` that turns a body by `angle` in `duration_s` of flight. `joints(t)`
/// gives the joints of the shape over time. Exact for shapes that are mirror images of themselves
/// when `axis` is their own left-right axis; a close estimate otherwise.
float momentum_for_turn(
    const Skeleton& skeleton,
    const std::function<Joints(float)>& joints,
    Vec3 axis,
    float angle,
    float duration_s
);

/// Time until a body thrown up with `speed` is `drop` metres below its start.
float time_of_flight(float speed, float drop, float gravity);

}  // namespace hibari::world
