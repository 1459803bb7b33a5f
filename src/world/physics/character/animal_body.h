// A four-legged body in motion: posture and footholds in, poses of all links out.
//
// Acts write what they want: where the body is, how high its two ends stand, where feet go. Slow
// wishes pass through springs; the quick motion of a gait is added on top. Planted paws have
// exactly one place: legs follow by inverse kinematics, shoulder blades glide, and a paw rolls over
// its toes when the leg runs out. In flight the centre of mass falls freely.
#pragma once

#include "world/physics/character/animal_gait.h"
#include "world/physics/character/ik.h"
#include "world/physics/character/performer.h"
#include "world/physics/character/skeleton.h"
#include "world/physics/character/spring.h"

#include <array>
#include <optional>
#include <span>

namespace hibari::world {

/// Everything a quadruped can do besides moving its feet. Lengths in heights of the hip, angles in
/// degrees; all zero: standing as built.
struct AnimalPosture {
    float fore_y = 0.0F;  ///< of the shoulders
    float hind_y = 0.0F;  ///< of the hips
    float shift_z = 0.0F;
    float sway_x = 0.0F;
    float back = 0.0F;   ///< + arches
    float bend = 0.0F;   ///< + to the own left
    float twist = 0.0F;  ///< of the ribs against the hips
    float roll = 0.0F;
    float neck = 0.0F;  ///< + down
    float neck_yaw = 0.0F;
    float head = 0.0F;  ///< + down
    float head_yaw = 0.0F;
    float head_roll = 0.0F;
    float jaw = 0.0F;   ///< open
    float tail = 0.0F;  ///< + up
    float tail_yaw = 0.0F;
    float tail_curl = 0.0F;
    std::array<float, 4> foot_x{};  ///< of where a foot belongs; + outwards
    std::array<float, 4> foot_y{};
    std::array<float, 4> foot_z{};
    std::array<float, 4> wrist{};  ///< bend of a fore wrist or a lifted paw
};

constexpr std::size_t kAnimalPostureSize = sizeof(AnimalPosture) / sizeof(float);

enum class PawMode : std::uint8_t { kPlanted, kSwing, kFree };

struct Paw {
    PawMode mode = PawMode::kPlanted;
    Vec3 at{};  ///< ground point under the knuckle
    float yaw = 0.0F;
    float curl = 0.0F;  ///< radians; + folded back
    Vec3 from{};
    Vec3 to{};
    float yaw_from = 0.0F;
    float yaw_to = 0.0F;
    float progress = 0.0F;
    float lift_m = 0.05F;
    float curl_from = 0.0F;
    bool due = false;              ///< should have landed by now
    float roll = 0.0F;             ///< over its toes while planted, radians
    std::array<Fading, 3> ease{};  ///< what is left of a change of mode
    Quat turn_off{};
    Fading turn_ease{};
    Following flex{};  ///< of a fore wrist, radians
};

class AnimalBody {
  public:
    AnimalBody(const Blueprint& blueprint, Runner runner);

    Runner runner() const { return runner_; }

    const Skeleton& skeleton() const { return skeleton_; }

    float hip_m() const { return hip_.y; }

    float length_m() const { return shoulder_.z - hip_.z; }

    /// Drop of the hips and shoulders, in hip heights, that lays the belly on the ground.
    float lie_hind() const { return (rump_low_ - 0.015F * hip_.y) / hip_.y; }

    float lie_fore() const { return (chest_low_ - 0.015F * hip_.y) / hip_.y; }

    /// How far a foot may be ahead of its place, or behind it, while it bears.
    float stance_half() const { return stance_half_; }

    /// Nose in the thing's frame at rest.
    Vec3 nose_rest() const { return nose_; }

    // ---- What acts write.

    Vec3 root{};  ///< ground point under the middle of the body
    float yaw = 0.0F;
    Vec3 velocity{};
    AnimalPosture want{};   ///< reached through springs
    AnimalPosture quick{};  ///< added as it is; a jump in it is faded over
    float pace = 7.0F;      ///< of the springs, rad/s
    std::array<Paw, 4> paw{};
    /// Height of the centre of mass over its standing height, metres, and how strictly it is kept.
    float bob_m = 0.0F;
    float bob_weight = 0.0F;
    /// Height that carries the body instead of the ground (water); feet should be free then.
    std::optional<float> afloat_y;

    void place(Vec3 at, float heading, const StageView* view);

    /// Where the foot belongs with the wanted posture, and with the root moved and turned.
    Vec3 home(int leg) const { return home(leg, root, yaw); }

    Vec3 home(int leg, Vec3 at, float heading) const;
    void begin_swing(int leg, float lift_m);
    /// Advances a swing by a share of it; true when it lands.
    bool advance_swing(int leg, float share, const StageView& view);
    void plant(int leg, const StageView& view);
    void free_paws();

    // ---- Flight.

    bool flying() const { return flying_; }

    void take_off(Vec3 velocity, float pitch_rate, float gravity);
    /// Lands: all paws where they are, or the fore paws while the hind ones still come down.
    void touch_down(const StageView& view, bool running);

    float flight_s() const { return flight_s_; }

    Vec3 flight_velocity() const;

    // ---- Results.

    void solve(float dt, const StageView& view);
    void adopt(std::span<const Pose> poses, const StageView& view);

    const AnimalPosture& now() const { return now_; }

    const Frames& frames() const { return frames_; }

    Vec3 center_of_mass() const { return hibari::world::center_of_mass(skeleton_, frames_); }

    Vec3 mass_velocity() const { return mass_velocity_; }

    Vec3 mouth() const;

    Quat head_turn() const { return frames_.turn[static_cast<std::size_t>(head_)]; }

    Vec3 to_world(Vec3 local) const { return rotate(from_axis_angle({0, 1, 0}, yaw), local); }

    Vec3 knuckle(int leg) const;

    int paw_link(int leg) const { return leg_[static_cast<std::size_t>(leg)].paw; }

    int head_link() const { return head_; }

    float pitch() const { return pitch_; }

    Vec3 front() const { return {std::sin(yaw), 0, std::cos(yaw)}; }

  private:
    struct Leg {
        int upper = 0;
        int lower = 0;
        int cannon = 0;
        int paw = 0;
        bool hind = false;
        TwoBone chain{};  ///< fore: with a straight wrist
        Vec3 cannon_bone{};
        Vec3 rest_knuckle{};
        float toe_m = 0.05F;  ///< from the knuckle forwards to the tip
        float height_m = 0.4F;
    };

    void spring_posture(float dt);
    void follow_ground(float dt, const StageView& view);
    void pose_trunk(const AnimalPosture& p, float dt);
    void pose_legs(const AnimalPosture& p, float dt);
    void solve_leg(int index, const AnimalPosture& p);
    Vec3 goal_of(int index, const AnimalPosture& p, Quat& paw_turn) const;
    void shift(Vec3 by);
    void get_up(float dt);

    Skeleton skeleton_;
    Runner runner_;
    std::array<Leg, 4> leg_{};
    int head_ = 0;
    Vec3 hip_{};
    Vec3 shoulder_{};
    Vec3 waist_{};
    Vec3 nose_{};
    Vec3 mouth_local_{};
    Vec3 mass_rest_{};
    float rump_low_ = 0.2F;
    float chest_low_ = 0.2F;
    float stance_half_ = 0.2F;

    AnimalPosture slow_{};
    std::array<float, kAnimalPostureSize> speed_{};
    std::array<float, kAnimalPostureSize> last_quick_{};
    std::array<Fading, kAnimalPostureSize> jump_{};
    AnimalPosture now_{};
    Following ground_fore_;
    Following ground_hind_;
    Following afloat_;
    bool grounded_ = false;
    Fading height_fade_;
    Fading pitch_fade_;
    Fading bob_fade_;
    std::array<PawMode, 4> last_mode_{};
    std::array<Vec3, 4> last_knuckle_{};
    std::array<Quat, 4> last_turn_{};
    float pitch_ = 0.0F;
    float pitch_speed_ = 0.0F;
    Joints joints_{};
    Frames frames_{};
    Vec3 mass_velocity_{};
    Vec3 last_mass_{};
    bool solved_ = false;
    Joints fallen_{};  ///< what it gets up from
    Vec3 fallen_at_{};
    float fallen_weight_ = 0.0F;

    bool flying_ = false;
    float flight_s_ = 0.0F;
    float flight_gravity_ = 9.81F;
    Vec3 flight_from_{};
    Vec3 flight_velocity_{};
    float flight_pitch_ = 0.0F;
    float flight_pitch_rate_ = 0.0F;
};

}  // namespace hibari::world
