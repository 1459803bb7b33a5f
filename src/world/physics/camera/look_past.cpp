#include "world/physics/camera/look_past.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

// Of an adult: the lens a forearm behind the head and beside it, so that ear and shoulder frame
// the one opposite.
constexpr float kBehindHead_m = 0.85F;
constexpr float kBesideHead_m = 0.36F;
constexpr float kAboveEyes_m = 0.06F;

constexpr float kNarrowest_rad = 0.30F;
constexpr float kWidest_rad = 1.20F;

}  // namespace

PastView look_past(
    const PastPoint& near, const PastPoint& far, float side, float closer, float aspect
) {
    const Vec3 way = normalize(Vec3{far.at.x - near.at.x, 0, far.at.z - near.at.z}, {0, 0, -1});
    const Vec3 right{-way.z, 0, way.x};
    const float back = near.is_person ? kBehindHead_m : std::max(0.5F, 3.2F * near.size_m);
    const float beside = near.is_person ? kBesideHead_m : 0.5F * near.size_m + 0.12F;
    const float above = near.is_person ? kAboveEyes_m : 0.4F * near.size_m + 0.06F;
    PastView view;
    view.from = near.at - way * (back * closer) + right * (side * beside) + Vec3{0, above, 0};

    const Vec3 to_near = normalize(near.at - view.from, way);
    const Vec3 to_far = normalize(far.at - view.from, way);
    // A shoulder may be cut by the edge; a thing is there to be seen.
    const Vec3 look = normalize(lerp(to_near, to_far, near.is_person ? 0.72F : 0.5F), way);
    view.aim = view.from + look * distance(view.from, far.at);

    const Quat turn = inverse(look_rotation(look));
    const auto half_needed = [&](const PastPoint& point, float part) {
        const Vec3 at = rotate(turn, point.at - view.from);
        const float depth = std::max(-at.z, 0.1F);
        const float across = (part * std::abs(at.x) + 0.35F * point.size_m) / depth / aspect;
        const float up = (part * std::abs(at.y) + 0.5F * point.size_m) / depth;
        return std::max(across, up);
    };
    const float shoulder = near.is_person ? 0.0F : half_needed(near, 1.0F);
    view.fov_y_rad = std::clamp(
        2.0F * std::atan(1.08F * std::max(half_needed(far, 1.0F), shoulder)),
        kNarrowest_rad,
        kWidest_rad
    );
    return view;
}

}  // namespace hibari::world
