#include "world/physics/character/ik.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kFullReach = 0.9985F;  // of the sum of the bones
constexpr float kLeastReach = 0.26F;

Quat basis(Vec3 along, Vec3 hinge) {
    const Vec3 y = normalize(-along, {0, 1, 0});
    Vec3 x = hinge - y * dot(hinge, y);
    x = normalize(x, normalize(cross(y, std::fabs(y.z) < 0.9F ? Vec3{0, 0, 1} : Vec3{1, 0, 0})));
    return from_axes(x, y, cross(x, y));
}

}  // namespace

Quat aim(Vec3 rest, Vec3 now, Vec3 hinge) {
    return normalize(basis(now, hinge) * inverse(basis(rest, {1, 0, 0})));
}

TwoBoneTurns solve_two_bone(const TwoBone& chain, Vec3 root, Vec3 goal, Vec3 front) {
    const float a = length(chain.upper_bone);
    const float b = length(chain.lower_bone);
    const Vec3 to_goal = goal - root;
    const Vec3 way = normalize(to_goal, {0, -1, 0});
    const float reach = std::clamp(length(to_goal), kLeastReach * (a + b), kFullReach * (a + b));
    // Law of cosines for the angle at the root.
    const float cosine =
        std::clamp((a * a + reach * reach - b * b) / (2.0F * a * reach), -1.0F, 1.0F);
    const float sine = std::sqrt(1.0F - cosine * cosine);
    Vec3 forward = front - way * dot(front, way);
    forward = normalize(forward, normalize(cross(way, {1, 0, 0}), {0, 0, 1}));
    const Vec3 bend = chain.bends_back ? forward : -forward;
    TwoBoneTurns turns;
    turns.middle = root + way * (a * cosine) + bend * (a * sine);
    turns.end = root + way * reach;
    const Vec3 hinge = cross(-way, forward);
    turns.upper = aim(chain.upper_bone, turns.middle - root, hinge);
    turns.lower = aim(chain.lower_bone, turns.end - turns.middle, hinge);
    return turns;
}

}  // namespace hibari::world
