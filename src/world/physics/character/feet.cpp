#include "world/physics/character/feet.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

Quat sole_turn(float yaw, Vec3 up) {
    return normalize(rotation_between({0, 1, 0}, up) * from_axis_angle({0, 1, 0}, yaw));
}

// Starts and ends at rest; in between at most 1.5 times the mean speed.
float ease(float u) {
    return u * u * (3.0F - 2.0F * u);
}

// Share of the way after `progress` of a swing: the foot goes up before it goes, and has come to
// rest when it comes down, so that the sole never scrapes.
float travelled(float progress) {
    return ease(clamp((progress - 0.05F) / 0.88F, 0.0F, 1.0F));
}

}  // namespace

Vec3 heading_of(float yaw) {
    return {std::sin(yaw), 0, std::cos(yaw)};
}

float wrap_angle(float angle) {
    return std::remainder(angle, 2.0F * kPi);
}

FootPlace place_of(const Foot& foot, const FootShape& shape) {
    const Quat sole = sole_turn(foot.yaw, foot.up);
    const Quat tilt = from_axis_angle({1, 0, 0}, -foot.pitch);
    const Quat turn = normalize(sole * tilt);
    // Turn about the heel when the toes are up, about the ball when the heel is.
    const Vec3 pivot = foot.pitch > 0.0F ? Vec3{0, 0, shape.heel_z} : Vec3{};
    const Vec3 pivot_world = foot.ball + rotate(sole, pivot);
    FootPlace place;
    place.turn = turn;
    place.ankle = pivot_world + rotate(turn, shape.ankle - pivot);
    place.toes_turn = foot.pitch > 0.0F ? turn : sole;
    return place;
}

Foot foot_at(Vec3 ankle, Quat turn, const FootShape& shape, const StageView& view) {
    Foot foot;
    const Vec3 front = rotate(turn, {0, 0, 1});
    foot.yaw = std::atan2(front.x, front.z);
    const Vec3 ball = ankle - rotate(turn, shape.ankle);
    foot.pitch = std::asin(std::clamp(front.y, -0.98F, 0.98F));
    Vec3 at = ball;
    if (foot.pitch > 0.0F) {
        const Vec3 heel = ankle + rotate(turn, Vec3{0, 0, shape.heel_z} - shape.ankle);
        at = heel - heading_of(foot.yaw) * shape.heel_z;
    }
    foot.ball = {at.x, view.ground_y(at.x, at.z), at.z};
    foot.up = view.ground_normal(at.x, at.z);
    return foot;
}

void begin_swing(
    Foot& foot, Vec3 to, float yaw, float duration_s, float lift_m, const StageView& view
) {
    foot.mode = FootMode::kSwing;
    foot.from = foot.ball;
    foot.yaw_from = foot.yaw;
    foot.pitch_from = foot.pitch;
    foot.up_from = foot.up;
    foot.pitch_to = 0.0F;
    foot.tuck = 0.0F;
    foot.yaw_to = foot.yaw;
    foot.progress = 0.0F;
    foot.duration_s = duration_s;
    foot.lift_m = lift_m;
    retarget(foot, to, yaw, view);
}

void retarget(Foot& foot, Vec3 to, float yaw, const StageView& view) {
    const float s = travelled(foot.progress);
    if (s > 0.9F) {
        return;
    }
    foot.to = {to.x, view.ground_y(to.x, to.z), to.z};
    const float turned = foot.yaw + wrap_angle(yaw - foot.yaw);
    foot.yaw_to = turned;
    if (s > 0.0F) {
        // The path bends from where the foot is now: its start moves so that it does not.
        foot.from.x = (foot.ball.x - foot.to.x * s) / (1.0F - s);
        foot.from.z = (foot.ball.z - foot.to.z * s) / (1.0F - s);
        foot.yaw_from = (foot.yaw - turned * s) / (1.0F - s);
    }
}

bool advance_swing(Foot& foot, float dt, const StageView& view) {
    foot.progress = std::min(1.0F, foot.progress + dt / foot.duration_s);
    const float u = foot.progress;
    const float s = travelled(u);
    Vec3 at = lerp(foot.from, foot.to, s);
    const float arc = 16.0F * u * u * (1.0F - u) * (1.0F - u);
    // Going up, the foot rises early; a step or kerb on the way lifts it as well.
    const float rise = foot.to.y - foot.from.y;
    const float along =
        rise > 0.0F ? ease(std::min(1.0F, 1.7F * u)) : ease(std::max(0.0F, 1.7F * u - 0.7F));
    at.y = foot.from.y + rise * along + foot.lift_m * arc;
    at.y = std::max(at.y, view.ground_y(at.x, at.z) + 0.3F * foot.lift_m * arc);
    foot.ball = at;
    foot.yaw = lerp(foot.yaw_from, foot.yaw_to, s);
    foot.pitch =
        lerp(foot.pitch_from, foot.pitch_to, smoothstep(0.08F, 0.92F, u)) - foot.tuck * arc;
    const Vec3 up_to = view.ground_normal(foot.to.x, foot.to.z);
    foot.up = normalize(lerp(foot.up_from, up_to, s), {0, 1, 0});
    if (u < 1.0F) {
        return false;
    }
    foot.ball = foot.to;
    foot.mode = FootMode::kPlanted;
    foot.pitch_speed = 0.0F;
    return true;
}

void roll_towards(Foot& foot, float pitch_rad, float dt, float quickness) {
    // Critically damped spring, integrated exactly.
    const float y = 2.0F * quickness;
    const float j0 = foot.pitch - pitch_rad;
    const float j1 = foot.pitch_speed + j0 * y;
    const float decay = std::exp(-y * dt);
    foot.pitch = decay * (j0 + j1 * dt) + pitch_rad;
    foot.pitch_speed = decay * (foot.pitch_speed - j1 * y * dt);
}

}  // namespace hibari::world
