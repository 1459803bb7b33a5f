#include "world/physics/camera/frustum.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::world {

namespace {

/// Signed: how far the corner that reaches in the farthest is inside of a plane through the lens.
float reach(const Picture& picture, const Box& box, Vec3 inward) {
    float most = -1e9F;
    const Vec3 normal = rotate(picture.camera.rotation, inward);
    for (const Vec3& corner : corners_of(box)) {
        most = std::max(most, dot(corner - picture.camera.position, normal));
    }
    return most;
}

}  // namespace

bool is_out(const Picture& picture, const Box& box, float margin) {
    if (box.is_empty()) {
        return true;
    }
    const float up = margin * std::tan(0.5F * picture.camera.fov_y_rad);
    const float side = up * picture.aspect;
    const std::array<Vec3, 5> planes{
        Vec3{0, 0, -1}, {1, 0, -side}, {-1, 0, -side}, {0, 1, -up}, {0, -1, -up}
    };
    return std::ranges::any_of(planes, [&](Vec3 inward) {
        return reach(picture, box, inward) < 0.0F;
    });
}

bool is_above(const Picture& picture, const Box& box, float margin) {
    const float up = margin * std::tan(0.5F * picture.camera.fov_y_rad);
    return reach(picture, box, {0, -1, -up}) < 0.0F;
}

}  // namespace hibari::world
