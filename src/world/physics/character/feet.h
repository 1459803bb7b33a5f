// Feet that stand still: planted soles, steps and the roll from heel to toe.
//
// A foot is described by the ground point under its ball, its direction and its pitch. With the
// heel up it turns about the ball and the toes stay flat; with the toes up it turns about the heel.
// Whatever the body does above, a planted foot has exactly one place, and the leg follows by
// inverse kinematics.
#pragma once

#include "base/vec.h"
#include "world/physics/character/performer.h"

namespace hibari::world {

/// Sizes of one foot at rest: from the ground point under the ball, in the foot's own axes, metres.
struct FootShape {
    Vec3 ankle{};           ///< to the ankle's pivot
    Vec3 toe_joint{};       ///< to the pivot of the toes
    float heel_z = -0.15F;  ///< to the ground point under the heel
    float tip_z = 0.07F;    ///< to the tip of the toes
};

enum class FootMode : std::uint8_t {
    kPlanted,
    kSwing,  ///< on its way to the next place
    kFree,   ///< moves with the leg's pose: flights, kicks, lying
};

struct Foot {
    FootMode mode = FootMode::kPlanted;
    Vec3 ball{};         ///< ground point under the ball
    float yaw = 0.0F;    ///< direction, radians about +Y from +Z
    float pitch = 0.0F;  ///< radians; + toes up about the heel, - heel up about the ball
    Vec3 up{0, 1, 0};    ///< normal of the ground
    float pitch_speed = 0.0F;

    // A swing under way.
    Vec3 from{};
    Vec3 to{};
    float yaw_from = 0.0F;
    float yaw_to = 0.0F;
    float pitch_from = 0.0F;
    float pitch_to = 0.0F;
    Vec3 up_from{0, 1, 0};
    float progress = 0.0F;  ///< 0 .. 1
    float duration_s = 0.4F;
    float lift_m = 0.08F;
    float tuck = 0.0F;  ///< extra heel lift in mid swing, radians (running)
};

/// Where the sole's parts are.
struct FootPlace {
    Vec3 ankle{};
    Quat turn{};       ///< of the foot
    Quat toes_turn{};  ///< of the toes
};

FootPlace place_of(const Foot& foot, const FootShape& shape);

/// The foot whose sole has the given pose, with its ball dropped to the ground below.
Foot foot_at(Vec3 ankle, Quat turn, const FootShape& shape, const StageView& view);

/// Begins a step to `to` with direction `yaw`. The ground's height there is looked up.
void begin_swing(
    Foot& foot, Vec3 to, float yaw, float duration_s, float lift_m, const StageView& view
);

/// Changes where a step under way will end.
void retarget(Foot& foot, Vec3 to, float yaw, const StageView& view);

/// Advances a swing; true at the moment it lands.
bool advance_swing(Foot& foot, float dt, const StageView& view);

/// Rolls a planted foot towards `pitch_rad`, smoothly.
void roll_towards(Foot& foot, float pitch_rad, float dt, float quickness);

Vec3 heading_of(float yaw);
/// `angle` brought into -pi .. pi.
float wrap_angle(float angle);

}  // namespace hibari::world
