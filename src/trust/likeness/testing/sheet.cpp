#include "trust/likeness/testing/sheet.h"

#include <cmath>
#include <numbers>

namespace hibari::trust::testing {

void draw_sheet(
    LightPicture& picture,
    const LightPicture& photo,
    const SheetPose& pose,
    const Light& light,
    SheetKind kind
) {
    constexpr float kDegrees = std::numbers::pi_v<float> / 180.0F;
    constexpr float kDistance = 1.6F;  // In widths of the picture; also the focal length.
    const float cy = std::cos(pose.yaw * kDegrees);
    const float sy = std::sin(pose.yaw * kDegrees);
    const float cp = std::cos(pose.pitch * kDegrees);
    const float sp = std::sin(pose.pitch * kDegrees);
    const float cr = std::cos(pose.roll * kDegrees);
    const float sr = std::sin(pose.roll * kDegrees);
    // Its two directions, and what stands upright on it.
    const std::array<float, 3> u = {cy * cr, sr * cp, -sy};
    const std::array<float, 3> v = {sy * sp - sr * cy, cp * cr, cy * sp};
    const std::array<float, 3> n = {
        u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]
    };
    const auto width = static_cast<float>(picture.size().width);
    const float half = 0.5F * pose.width;
    const float half_up =
        half * static_cast<float>(photo.size().height) / static_cast<float>(photo.size().width);
    const float facing = std::max(0.0F, n[2]);
    const float key = std::max(
        0.0F,
        (n[0] * light.key_direction[0] + n[1] * light.key_direction[1] +
         n[2] * light.key_direction[2]) /
            std::sqrt(
                light.key_direction[0] * light.key_direction[0] +
                light.key_direction[1] * light.key_direction[1] +
                light.key_direction[2] * light.key_direction[2]
            )
    );
    const Rgb falling = light.ambient + light.key * key + light.screen * facing;
    for (int y = 0; y < picture.size().height; ++y) {
        for (int x = 0; x < picture.size().width; ++x) {
            const float dx = (static_cast<float>(x) / width - 0.5F) / kDistance;
            const float dy =
                (0.5F * static_cast<float>(picture.size().height) - static_cast<float>(y)) / width /
                kDistance;
            // The ray (dx, dy, -1) * t meets the plane through (x, y, -kDistance).
            const float along = n[0] * dx + n[1] * dy - n[2];
            if (std::abs(along) < 1e-4F) {
                continue;
            }
            const float t = (n[0] * pose.x + n[1] * pose.y - n[2] * kDistance) / along;
            const std::array<float, 3> p = {dx * t - pose.x, dy * t - pose.y, -t + kDistance};
            float a = p[0] * u[0] + p[1] * u[1] + p[2] * u[2];
            const float b = p[0] * v[0] + p[1] * v[1] + p[2] * v[2];
            if (pose.bend > 0.0F) {
                const float share = a / half * pose.bend;
                if (std::abs(share) >= 1.0F) {
                    continue;
                }
                a = half * std::asin(share) / std::asin(std::min(0.999F, pose.bend));
            }
            if (t <= 0.0F || std::abs(a) > half || std::abs(b) > half_up) {
                continue;
            }
            const Rgb ink = photo.sample(
                (0.5F + 0.5F * a / half) * static_cast<float>(photo.size().width),
                (0.5F - 0.5F * b / half_up) * static_cast<float>(photo.size().height)
            );
            picture.at(x, y) =
                kind == SheetKind::kPaper ? ink * 0.95F * falling : ink * 0.85F + falling * 0.04F;
        }
    }
}

}  // namespace hibari::trust::testing
