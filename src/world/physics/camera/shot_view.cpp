#include "world/physics/camera/shot_view.h"

#include "world/physics/camera/action_path.h"
#include "world/physics/camera/sight_lines.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::world {

namespace {

constexpr int kEvery = 6;           // Samples between looks: 20 a second.
constexpr float kLensReach = 5.0F;  // m within which solids are looked for.
constexpr int kLeastClear = 3;      // Of the five points that stand for a subject.

/// Box in the picture's coordinates, and whether any of it is behind the lens.
struct PictureBox {
    float low_x = 1e9F;
    float high_x = -1e9F;
    float low_y = 1e9F;
    float high_y = -1e9F;
    bool behind = false;
};

PictureBox picture_box(const CameraPose& camera, float aspect, const Box& box) {
    PictureBox seen;
    for (const Vec3& corner : corners_of(box)) {
        const Vec3 at = project(camera, aspect, corner);
        if (at.z <= 0.0F) {
            seen.behind = true;
            continue;
        }
        seen.low_x = std::min(seen.low_x, at.x);
        seen.high_x = std::max(seen.high_x, at.x);
        seen.low_y = std::min(seen.low_y, at.y);
        seen.high_y = std::max(seen.high_y, at.y);
    }
    return seen;
}

float overlap(float low, float high, float limit) {
    return std::max(0.0F, std::min(high, limit) - std::max(low, -limit));
}

float median(std::vector<float> values) {
    if (values.empty()) {
        return 0.0F;
    }
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Centre, sides, head and foot of a box as the camera sees it.
std::array<Vec3, 5> points_of(const Box& box, const CameraPose& camera) {
    const Vec3 center = box.center();
    const Vec3 half = box.size() * 0.5F;
    const Vec3 right = rotate(camera.rotation, {1, 0, 0});
    const float wide = 0.5F * (std::abs(right.x) * half.x + std::abs(right.z) * half.z);
    return {
        center,
        center + right * wide,
        center - right * wide,
        center + Vec3{0, 0.7F * half.y, 0},
        center - Vec3{0, 0.7F * half.y, 0},
    };
}

}  // namespace

Vec3 project(const CameraPose& camera, float aspect, Vec3 point) {
    const Vec3 local = rotate(inverse(camera.rotation), point - camera.position);
    const float tangent = std::tan(0.5F * camera.fov_y_rad);
    return {local.x / (-local.z * tangent * aspect), local.y / (-local.z * tangent), -local.z};
}

namespace {

SubjectView look_at(
    const Timeline& timeline, const SightLines& sight, int entity, const ViewFrame& frame
) {
    SubjectView view{.entity = entity};
    const float bar = std::min(1.0F, frame.aspect / frame.visible_aspect);
    std::vector<float> heights;
    std::vector<float> sizes;
    int looks = 0;
    int inside = 0;
    int seen = 0;
    for (int sample = 0; sample < timeline.sample_count; sample += kEvery) {
        const Box box = entity_box(timeline, entity, sample);
        if (box.is_empty()) {
            continue;
        }
        ++looks;
        const CameraPose& camera = timeline.camera[static_cast<std::size_t>(sample)];
        const PictureBox in_picture = picture_box(camera, frame.aspect, box);
        // What somebody is recognised by: of people the head.
        const Box telling = head_box(timeline, entity, sample).value_or(box);
        const Vec3 center = project(camera, frame.aspect, telling.center());
        const bool is_inside =
            center.z > 0.0F && std::abs(center.x) < 1.0F && std::abs(center.y) < bar;
        const float tall = overlap(in_picture.low_y, in_picture.high_y, bar);
        const float wide = overlap(in_picture.low_x, in_picture.high_x, 1.0F);
        const float area = (in_picture.high_y - in_picture.low_y) *
                           std::max(in_picture.high_x - in_picture.low_x, 1e-6F);
        view.cut += in_picture.behind ? 1.0F : 1.0F - tall * wide / std::max(area, 1e-6F);
        if (!is_inside) {
            continue;
        }
        ++inside;
        heights.push_back(0.5F * tall);
        sizes.push_back(0.5F * std::max(tall, wide));
        int clear = 0;
        for (const Vec3& point : points_of(telling, camera)) {
            clear += sight.is_hidden(camera.position, point, sample, entity) ? 0 : 1;
        }
        seen += clear >= kLeastClear ? 1 : 0;
    }
    const float total = static_cast<float>(std::max(looks, 1));
    view.height = median(std::move(heights));
    view.size = median(std::move(sizes));
    view.inside = static_cast<float>(inside) / total;
    view.seen = static_cast<float>(seen) / total;
    view.cut /= total;
    return view;
}

/// Second difference of the look, in pictures' heights per second squared.
float jolt_of(const Timeline& timeline) {
    // Over a twentieth of a second: what an eye would take for a jerk.
    constexpr double kStep_s = static_cast<double>(kEvery) / kSampleRateHz;
    float largest = 0.0F;
    for (int i = 2 * kEvery; i < timeline.sample_count; ++i) {
        const CameraPose& now = timeline.camera[static_cast<std::size_t>(i - kEvery)];
        const float reach = std::max(now.focus_m, 0.3F);
        const auto look = [&](int sample) {
            const CameraPose& pose = timeline.camera[static_cast<std::size_t>(sample)];
            const Vec3 target = pose.position + rotate(pose.rotation, {0, 0, -1}) * reach;
            const Vec3 at = rotate(inverse(now.rotation), target - now.position);
            return Vec3{at.x, at.y, 0} / (2.0F * std::tan(0.5F * now.fov_y_rad) * reach);
        };
        const Vec3 bend = look(i) - look(i - kEvery) * 2.0F + look(i - 2 * kEvery);
        largest = std::max(largest, length(bend) / static_cast<float>(kStep_s * kStep_s));
    }
    return largest;
}

}  // namespace

ShotView view_of(const Timeline& timeline, std::span<const int> entities, const ViewFrame& frame) {
    ShotView view;
    const SightLines sight(timeline);
    for (const int entity : entities) {
        view.subjects.push_back(look_at(timeline, sight, entity, frame));
    }
    view.nearest_solid_m = kLensReach;
    for (int sample = 0; sample < timeline.sample_count; sample += kEvery) {
        const Vec3 at = timeline.camera[static_cast<std::size_t>(sample)].position;
        view.nearest_solid_m =
            std::min(view.nearest_solid_m, sight.clearance(at, sample, kLensReach));
    }
    view.jolt = jolt_of(timeline);
    return view;
}

}  // namespace hibari::world
