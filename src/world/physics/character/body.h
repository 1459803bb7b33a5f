// A person's body in motion: posture, feet and hands in, poses of all links out.
//
// Acts say what they want each step: a posture, where the feet go, what the hands hold on to. The
// body blends from what it did before, keeps planted feet where they are, bends legs and arms to
// reach, and in flight leaves its path to gravity and its rotation to the angular momentum it took
// off with.
#pragma once

#include "base/rng.h"
#include "world/physics/character/feet.h"
#include "world/physics/character/flight.h"
#include "world/physics/character/ik.h"
#include "world/physics/character/posture.h"
#include "world/physics/character/skeleton.h"
#include "world/physics/character/spring.h"

#include <array>
#include <functional>
#include <optional>
#include <span>

namespace hibari::world {

/// Where a hand shall be.
struct HandGoal {
    float weight = 0.0F;       ///< 0: the posture alone .. 1: exactly there
    Vec3 palm{};               ///< world
    std::optional<Quat> turn;  ///< of the hand in the world; empty: as the posture has it
    Vec3 elbow{0, -0.4F, -1};  ///< direction of the elbow in the heading's frame, + x outwards
};

class Body {
  public:
    explicit Body(const Blueprint& blueprint);

    const Skeleton& skeleton() const { return skeleton_; }

    float leg_m() const { return leg_m_; }  ///< hip to sole

    float scale() const { return leg_m_ / 0.92F; }

    float stand_m() const { return stand_m_; }  ///< pelvis above the ground at rest

    float hip_m() const { return hip_m_; }  ///< half the distance between the hips

    float arm_m() const { return arm_[0].reach(); }

    const FootShape& foot_shape() const { return foot_shape_; }

    // ---- What acts write.

    Vec3 root{};       ///< ground point under the body
    float yaw = 0.0F;  ///< heading, radians
    Vec3 velocity{};   ///< of the root, level
    Posture want = standing_posture();
    std::array<Foot, 2> foot{};
    std::array<HandGoal, 2> hand{};
    bool float_root = false;   ///< the root's height is set by the act and not by the ground
    float knee_out = 0.0F;     ///< knees turned out, degrees
    std::optional<Vec3> line;  ///< level; where the beam, wall or rail runs that both feet are on

    /// The next posture wanted may differ from the last: blend over, with a spring of `omega`
    /// rad/s.
    void blend(float omega = 9.0F);

    /// Lets a leg go from the ground: it follows the posture's leg.
    void free_leg(int side);
    /// Puts a free leg down where it is.
    void plant_leg(int side, const StageView& view);
    /// Takes whole turns out of the hips' angles after a cartwheel.
    void unwind();
    /// Where the foot belongs when standing at the root.
    Vec3 home(int side, float apart_m = 0.0F) const;
    float home_yaw(int side) const;
    /// Finds out whether what it stands on is too narrow for two feet side by side.
    void find_footing(const StageView& view);
    /// Puts the body down, standing at rest.
    void place(Vec3 at, float heading, const StageView* view);

    // ---- Flight.

    bool flying() const { return flight_.has_value(); }

    /// Lets both legs go and blends from now into `shape`, the posture over the time in the air;
    /// the flight itself begins with `take_off`.
    void leave_ground(const std::function<Posture(float)>& shape, float omega);
    /// The momentum about the body's own left-right axis that turns it by `angle_rad` (+ forwards)
    /// in `duration_s`, for the shape that `leave_ground` was told.
    float momentum_for_pitch(
        const std::function<Posture(float)>& shape, float angle_rad, float duration_s
    ) const;
    /// For a flight with something held fast by feet (and hands): the limbs keep the angles they
    /// have, and `load` moves with its bone. Ends with the flight.
    void hold_fast(const Load& load, bool with_arms);
    /// Where the load is after the last step.
    Pose load_pose() const;
    /// The momentum with which a flight in `shape` of that duration ends with the pelvis turned as
    /// `end`, after about `way` (axis times angle, world).
    Vec3 momentum_to_end(
        const std::function<Posture(float)>& shape, Quat end, Vec3 way, float duration_s
    ) const;

    /// The middle between the palms after so long in the air, from the centre of mass.
    Vec3 hands_after(const std::function<Posture(float)>& shape, Vec3 momentum, float duration_s)
        const;

    /// Of the body and its load.
    Vec3 loaded_center() const { return hibari::world::center_of_mass(flying_skeleton(), frames_); }

    /// Flies from now on.
    void take_off(const FlightPlan& plan);
    /// Height of the centre of mass above the soles in a posture, its hips pitched by `pitch_rad`.
    float mass_height(const Posture& posture, float pitch_rad) const;
    /// Ends the flight: the feet are put down where they are and the body keeps its motion.
    void touch_down(const StageView& view, float omega);
    /// Ends the flight where there is no ground: the root now floats under the pelvis, and the
    /// body keeps its motion, less what the act will move the root by.
    void stop_flight(float omega, Vec3 root_velocity = {});
    /// Ends the flight on the ground, on whatever part of the body came down.
    void lie_down(const StageView& view, float omega);

    Flight* flight() { return flight_ ? &*flight_ : nullptr; }

    // ---- Results.

    /// Poses everything for this moment.
    void solve(float dt, const StageView& view);
    /// Moves the solved body, for whoever knows better where its mass is.
    void shift(Vec3 by);
    /// Takes over poses that something else has set (getting up after a fall).
    void adopt(std::span<const Pose> poses, const StageView& view);
    /// The root leaves the ground and floats under the pelvis, for whoever is in deep water.
    void float_up();

    const Posture& now() const { return now_; }

    const Frames& frames() const { return frames_; }

    const Frames& last_frames() const { return last_frames_; }

    const Joints& joints() const { return joints_; }

    Vec3 palm(int side) const;
    Quat hand_turn(int side) const;
    Vec3 palm_out(int side) const;  ///< unit vector out of the palm

    Vec3 palm_velocity(int side) const { return palm_velocity_[static_cast<std::size_t>(side)]; }

    Vec3 center_of_mass() const { return hibari::world::center_of_mass(skeleton_, frames_); }

    Vec3 mass_velocity() const { return mass_velocity_; }

    Vec3 head() const;
    Vec3 to_world(Vec3 heading_frame) const;
    Vec3 to_heading(Vec3 world) const;
    /// Lowest point of a foot's sole.
    float sole_y(int side) const;
    /// Height of the lowest bone end other than the feet.
    float lowest_other_y() const;

  private:
    const Skeleton& flying_skeleton() const { return loaded_ ? *loaded_ : skeleton_; }

    void keep_held(Joints& joints) const;
    void fade_adopted(float dt);
    void blend_posture(float dt);
    void keep_motion();
    Joints joints_after(const std::function<Posture(float)>& shape, float time_s) const;
    Frames frames_after(const std::function<Posture(float)>& shape, Vec3 momentum, float duration_s)
        const;
    void end_flight(Vec3 spot, float omega);
    Vec3 palm(const Frames& frames, int side) const;
    void solve_legs(float dt, const StageView& view, Vec3& pelvis);
    void solve_leg(int side, const FootPlace& place);
    void keep_leg(int side);
    void keep_above_ground(int side, const StageView& view);
    void solve_arms(float dt);
    void solve_arm(int side);
    void follow_ground(float dt, const StageView& view);
    void finish(float dt);
    Vec3 hip_of(int side, Vec3 pelvis) const;

    Skeleton skeleton_;
    std::array<TwoBone, 2> leg_;
    std::array<TwoBone, 2> arm_;
    FootShape foot_shape_;
    std::array<Vec3, 2> palm_local_{};  // from the wrist, in the hand's frame
    float leg_m_ = 0.92F;
    float stand_m_ = 0.96F;
    float hip_m_ = 0.09F;

    Posture now_ = standing_posture();
    Posture last_now_ = standing_posture();
    PostureValues speed_{};
    std::array<Fading, kPostureSize> fading_{};
    float omega_ = 9.0F;
    int blending_ = 0;
    PostureValues want_change_{};
    Posture last_want_ = standing_posture();
    std::array<FootMode, 2> last_mode_{};
    std::array<Quat, 2> shin_rest_{};  // what the angles of a leg pose do not say
    std::array<Quat, 2> foot_rest_{};
    std::array<Quat, 2> toes_rest_{};
    std::array<Quat, 2> foot_turn_{};  // and what a foot just planted has yet to lose
    std::array<Vec3, 2> foot_shift_{};
    std::array<bool, 2> landing_{};
    std::array<float, 2> rest_weight_{};
    std::array<Vec3, 2> knee_front_{};
    Following root_y_;
    Fading pelvis_drop_;
    Joints joints_{};
    Frames frames_{};
    Frames last_frames_{};
    std::array<Vec3, 2> palm_velocity_{};
    std::array<Vec3, 2> last_palm_{};
    Vec3 mass_velocity_{};
    Vec3 last_mass_{};
    bool solved_ = false;
    std::optional<Flight> flight_;
    std::optional<Skeleton> loaded_;
    std::optional<Joints> held_;
    std::optional<Joints> adopted_;  // Poses taken over that no step has started from yet.
    Joints adopted_rest_{};          // What they have of trunk and arms that the posture has not.
    Fading adopted_weight_;
    bool held_arms_ = false;

    // The hand goal in force: weights and places change smoothly whatever the acts ask for.
    struct Reaching {
        HandGoal goal;
        Vec3 in_heading{};
        Following weight;
        Following turned;
        Quat turn{};
        std::array<Fading, 3> off{};
    };

    std::array<Reaching, 2> reaching_;
};

}  // namespace hibari::world
