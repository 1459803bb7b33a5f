#include "world/physics/camera/carry_on.h"

#include "world/physics/camera/view_judge.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kRunsOut_s = 0.5F;  // A motion that nothing keeps up is over in about twice that.
constexpr float kLeast_s = 1.0F;    // For a change of the set-up,
constexpr float kMost_s = 3.0F;
constexpr float kPerTurn_s = 1.6F;    // longer per radian that the camera turns,
constexpr float kPerSize_s = 0.9F;    // per factor e of its zoom,
constexpr float kPerMetre_s = 0.22F;  // and per metre that it goes.
constexpr float kOfPart = 0.75F;      // Of the part at most.
constexpr double kAfter_s = 0.3;      // Who comes in is looked after when he has been in so long.
constexpr int kLooks = 6;             // Samples between two looks for what is in the way.

/// Rotation by a vector along its axis.
Quat turn_by(Vec3 turn) {
    const float angle = length(turn);
    return angle > 1e-9F ? from_axis_angle(turn / angle, angle) : Quat{};
}

/// The axis times the angle of the shorter way round.
Vec3 turn_of(Quat q) {
    const float sign = q.w < 0.0F ? -1.0F : 1.0F;
    const Vec3 axis{sign * q.x, sign * q.y, sign * q.z};
    const float sine = length(axis);
    return sine > 1e-9F ? axis * (2.0F * std::atan2(sine, sign * q.w) / sine) : Vec3{};
}

/// 0 to 1 with neither speed nor force at both ends.
float ease(float u) {
    u = clamp(u, 0.0F, 1.0F);
    return u * u * u * (u * (6.0F * u - 15.0F) + 10.0F);
}

/// The more there is to change, the longer it takes.
float change_s(const CameraStart& start, std::span<const CameraPose> wanted, float wait_s) {
    const auto middle = std::min<std::size_t>(wanted.size() - 1, kSampleRateHz);
    const CameraPose& goal = wanted[middle];
    const CameraPose& now = start.pose;
    const float turn = length(turn_of(goal.rotation * inverse(now.rotation)));
    const float size = std::fabs(std::log(goal.fov_y_rad / now.fov_y_rad));
    const float way = distance(goal.position, now.position);
    const float all = kLeast_s + kPerTurn_s * turn + kPerSize_s * size + kPerMetre_s * way;
    const float left_s = static_cast<float>(wanted.size()) / kSampleRateHz - wait_s;
    return std::max(std::min({all, kMost_s, kOfPart * left_s}), 0.1F);
}

/// How far a motion gets that nothing keeps up, of its speed.
float run_out_s(float time_s) {
    return kRunsOut_s * (1.0F - std::exp(-time_s / kRunsOut_s));
}

float log_between(float a, float b, float share) {
    return std::exp(lerp(std::log(std::max(a, 1e-3F)), std::log(std::max(b, 1e-3F)), share));
}

/// It goes along with the wanted poses from the first moment, as far off them as it was left and
/// nearer and nearer; what it turns and zooms runs out and gives way to theirs.
std::vector<CameraPose> blended(
    const CameraStart& start, std::span<const CameraPose> wanted, float wait_s
) {
    const float seconds = change_s(start, wanted, wait_s);
    const CameraStart goal = end_of(wanted.first(std::min<std::size_t>(wanted.size(), 2)));
    const CameraPose& now = start.pose;
    const Vec3 shift = now.position - wanted.front().position;
    std::vector<CameraPose> poses(wanted.begin(), wanted.end());
    for (std::size_t i = 0; i < poses.size(); ++i) {
        const float time_s = static_cast<float>(i) / kSampleRateHz;
        const float there = ease((time_s - wait_s) / seconds);
        if (there >= 1.0F) {
            break;
        }
        const float way = run_out_s(time_s);
        CameraPose& pose = poses[i];
        pose.position += (shift + (start.velocity - goal.velocity) * way) * (1.0F - there);
        const Quat left = normalize(turn_by(start.spin * way) * now.rotation);
        pose.rotation = slerp(left, pose.rotation, there);
        pose.fov_y_rad =
            log_between(now.fov_y_rad * std::exp(start.zoom * way), pose.fov_y_rad, there);
        pose.focus_m = log_between(now.focus_m * std::exp(start.pull * way), pose.focus_m, there);
        pose.aperture_m = lerp(now.aperture_m, pose.aperture_m, there);
    }
    return poses;
}

}  // namespace

CameraStart end_of(std::span<const CameraPose> poses) {
    CameraStart start{.pose = poses.back()};
    if (poses.size() > 1) {
        const CameraPose& before = poses[poses.size() - 2];
        start.velocity = (start.pose.position - before.position) * kSampleRateHz;
        start.spin = turn_of(start.pose.rotation * inverse(before.rotation)) * kSampleRateHz;
        start.zoom = std::log(start.pose.fov_y_rad / before.fov_y_rad) * kSampleRateHz;
        start.pull = std::log(start.pose.focus_m / before.focus_m) * kSampleRateHz;
    }
    return start;
}

std::optional<std::vector<CameraPose>> carry_on(
    const CameraStart& start,
    std::span<const CameraPose> wanted,
    double wait_s,
    const SightLines& sight
) {
    std::vector<CameraPose> poses = blended(start, wanted, static_cast<float>(wait_s));
    // Who was left close to something may go away from it.
    const float room =
        std::min(0.8F * kLensRoom_m, sight.clearance(start.pose.position, 0, kLensRoom_m) - 0.02F);
    for (std::size_t i = 0; i < poses.size(); i += kLooks) {
        if (sight.clearance(poses[i].position, static_cast<int>(i), kLensRoom_m) < room) {
            return std::nullopt;
        }
    }
    return poses;
}

std::vector<CameraPose> look_on(const CameraStart& start, std::span<const CameraPose> wanted) {
    constexpr float kWidest_rad = 1.2F;
    const Vec3 stand = start.pose.position + start.velocity * kRunsOut_s;
    std::vector<CameraPose> turned;
    turned.reserve(wanted.size());
    for (const CameraPose& pose : wanted) {
        const Vec3 aim = pose.position + rotate(pose.rotation, {0, 0, -1}) * pose.focus_m;
        CameraPose here = pose;
        here.position = stand;
        here.rotation = look_rotation(normalize(aim - stand, {0, 0, -1}));
        here.focus_m = std::max(distance(aim, stand), 0.1F);
        const float half = std::tan(0.5F * pose.fov_y_rad) * pose.focus_m;
        here.fov_y_rad = clamp(2.0F * std::atan(half / here.focus_m), 0.1F, kWidest_rad);
        turned.push_back(here);
    }
    return blended(start, turned, 0.0F);
}

double good_for_s(const CameraStart& start, const ActionPath& path, float aspect) {
    constexpr float kStill = 0.02F;   // m/s, rad/s
    constexpr float kWithin = 0.85F;  // Of the picture.
    constexpr double kBefore_s = 1.0;
    if (length(start.velocity) + length(start.spin) + std::fabs(start.zoom) > kStill) {
        return 0.0;
    }
    const Picture picture{start.pose, aspect};
    for (std::size_t step = 0; step < path.steps; ++step) {
        const bool leaves = std::ranges::any_of(path.cast, [&](const Member& member) {
            const Vec3 middle = member.boxes[step].center();
            return member.in_action[step] && !member.boxes[step].is_empty() &&
                   is_out(picture, {middle, middle}, kWithin);
        });
        if (leaves) {
            const double at_s = static_cast<double>(step) * ActionPath::kStride / kSampleRateHz;
            return std::max(at_s - kBefore_s, 0.0);
        }
    }
    return 0.0;
}

void await_entrances(ActionPath& path, const Picture& picture) {
    const auto after = static_cast<std::size_t>(kAfter_s * kSampleRateHz / ActionPath::kStride);
    const std::vector<Member> before = path.cast;
    for (Member& member : path.cast) {
        if (!is_out(picture, member.boxes.front())) {
            continue;
        }
        const auto in = std::ranges::find_if(member.boxes, [&](const Box& box) {
            return !box.is_empty() && !is_out(picture, {box.center(), box.center()});
        });
        if (in != member.boxes.end()) {
            const auto comes = static_cast<std::size_t>(in - member.boxes.begin()) + after;
            std::fill_n(member.in_action.begin(), std::min(comes, path.steps), false);
        }
    }
    // At every moment there is something to look at.
    for (std::size_t step = 0; step < path.steps; ++step) {
        const bool any = std::ranges::any_of(path.cast, [&](const Member& member) {
            return member.in_action[step] && !member.boxes[step].is_empty();
        });
        for (std::size_t i = 0; i < path.cast.size() && !any; ++i) {
            path.cast[i].in_action[step] = before[i].in_action[step];
        }
    }
}

}  // namespace hibari::world
