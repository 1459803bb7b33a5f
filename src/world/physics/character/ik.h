// Two-bone inverse kinematics: an arm or a leg whose end must be at a given place.
#pragma once

#include "base/vec.h"
#include "world/physics/character/skeleton.h"

namespace hibari::world {

/// A chain of two bones and the point that shall reach a goal, taken from a skeleton at rest.
struct TwoBone {
    int upper = -1;
    int lower = -1;
    Vec3 upper_bone{};        ///< from the upper pivot to the lower pivot, at rest
    Vec3 lower_bone{};        ///< from the lower pivot to the end, at rest
    bool bends_back = false;  ///< knee: the lower bone folds to -Z; elbow: to +Z

    float reach() const { return length(upper_bone) + length(lower_bone); }
};

/// World rotations of both bones.
struct TwoBoneTurns {
    Quat upper;
    Quat lower;
    Vec3 middle{};  ///< knee or elbow
    Vec3 end{};     ///< where the end comes to; short of the goal when that is out of reach
};

/// Places the end of the chain at `goal`. `front` is the direction the chain's front (+Z at rest)
/// should keep; only its part across the line from `root` to `goal` counts. The middle joint stays
/// a little bent at full reach, so that the solution never flips.
TwoBoneTurns solve_two_bone(const TwoBone& chain, Vec3 root, Vec3 goal, Vec3 front);

/// The rotation that takes direction `rest` to `now` and, about it, the +X axis as near as it can
/// to `hinge`.
Quat aim(Vec3 rest, Vec3 now, Vec3 hinge);

}  // namespace hibari::world
