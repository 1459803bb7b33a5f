// Postures of a two-legged body as plain numbers, and motions as tables of postures.
//
// Angles are in degrees, because tables of them are read and written by people. Being plain
// numbers, postures can be mixed, mirrored, tabulated over time and blended into one another; only
// at the end do they become joint rotations.
#pragma once

#include "world/physics/character/skeleton.h"

#include <array>
#include <span>
#include <vector>

namespace hibari::world {

/// Bend of a part of the spine or of the pelvis: degrees.
struct Bend {
    float pitch = 0.0F;  ///< + forwards
    float yaw = 0.0F;    ///< + to the own left
    float roll = 0.0F;   ///< + to the own right
};

/// One arm: degrees, 0 hangs straight down with the palm at the thigh.
struct ArmPose {
    float raise = 0.0F;   ///< forwards; 90 level, 180 up
    float spread = 0.0F;  ///< outwards
    float twist = 0.0F;   ///< of the upper arm; + turns the forearm inwards
    float elbow = 0.0F;   ///< 0 straight .. 150
    float roll = 0.0F;    ///< of the forearm; + turns the palm backwards
    float wrist = 0.0F;   ///< + bends towards the palm
    float curl = 15.0F;   ///< fingers; 0 flat .. 90 fist
    float shrug = 0.0F;   ///< collar bone up
    float reach = 0.0F;   ///< collar bone forwards
};

/// One leg when it is free of the ground: degrees, 0 hangs straight down.
struct LegPose {
    float hip = 0.0F;     ///< thigh forwards
    float spread = 0.0F;  ///< outwards
    float twist = 0.0F;   ///< toes outwards
    float knee = 0.0F;    ///< 0 straight .. 150
    float ankle = 0.0F;   ///< + points the foot
    float toes = 0.0F;    ///< + bends them up
};

/// A whole body. Index 0 is the left side.
struct Posture {
    Vec3 pelvis{
    };  ///< shift from upright standing in the heading's frame, metres of a leg of 0.92 m
    Bend hips;  ///< of the pelvis against the heading
    Bend waist;
    Bend chest;
    Bend neck;
    Bend head;
    std::array<ArmPose, 2> arm;
    std::array<LegPose, 2> leg;
    std::array<float, 2> heel{};  ///< wish to lift the heel of a standing foot, degrees
};

constexpr std::size_t kPostureSize = sizeof(Posture) / sizeof(float);
using PostureValues = std::array<float, kPostureSize>;

PostureValues values_of(const Posture& posture);
Posture posture_of(const PostureValues& values);
Posture mix(const Posture& a, const Posture& b, float t);
Posture mirrored(const Posture& posture);

/// Upright, arms hanging loosely.
Posture standing_posture();

Quat turn_of(const Bend& bend);

/// The bones of a person among those of a skeleton; by PersonLink.
void set_spine(const Posture& posture, Joints& joints);
void set_arm(const ArmPose& arm, bool right, Joints& joints);
void set_leg(const LegPose& leg, bool right, Joints& joints);
/// The leg pose that the joints show (the inverse of set_leg).
LegPose leg_of(const Joints& joints, bool right);

/// A posture at a time; between keys the motion is smooth in value and speed.
struct Key {
    float time_s = 0.0F;
    Posture posture;
};

/// Monotone cubic interpolation: never overshoots a key and rests at extremes.
Posture sample(std::span<const Key> keys, float time_s);

/// Smooth fade in over `in_s`, hold, fade out over the last `out_s` of `duration_s`.
float envelope(float time_s, float duration_s, float in_s, float out_s);

}  // namespace hibari::world
