#include "base/check.h"
#include "world/physics/character/body.h"
#include "world/physics/character/body_links.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

// The angles of a pelvis that may hang head down: its pitch goes past the vertical rather than that
// the heading turns round.
Bend bend_of(Quat local) {
    const Vec3 x = rotate(local, {1, 0, 0});
    const Vec3 y = rotate(local, {0, 1, 0});
    const Vec3 z = rotate(local, {0, 0, 1});
    Bend bend{
        .pitch = degrees(std::asin(std::clamp(-z.y, -1.0F, 1.0F))),
        .yaw = degrees(std::atan2(z.x, z.z)),
        .roll = degrees(std::atan2(x.y, y.y)),
    };
    if (std::fabs(bend.yaw) > 90.0F) {
        bend = {
            180.0F - bend.pitch,
            std::remainder(bend.yaw - 180.0F, 360.0F),
            std::remainder(bend.roll - 180.0F, 360.0F)
        };
    }
    return bend;
}

}  // namespace

void Body::leave_ground(const std::function<Posture(float)>& shape, float omega) {
    constexpr float kTick = 1.0F / static_cast<float>(kStepHz);
    const PostureValues last = values_of(now_);
    const PostureValues target = values_of(shape(0.0F));
    const PostureValues next = values_of(shape(kTick));
    for (std::size_t i = 0; i < kPostureSize; ++i) {
        const float speed = clamp(speed_[i], -900.0F, 900.0F) - (next[i] - target[i]) / kTick;
        fading_[i] = {last[i] - target[i], speed};
    }
    for (int side = 0; side < 2; ++side) {
        foot[at(side)].mode = FootMode::kFree;
        last_mode_[at(side)] = FootMode::kFree;
        rest_weight_[at(side)] = 0.0F;
    }
    omega_ = omega;
    blending_ = 0;
}

Joints Body::joints_after(const std::function<Posture(float)>& shape, float time_s) const {
    PostureValues value = values_of(shape(time_s));
    for (std::size_t i = 0; i < kPostureSize; ++i) {
        Fading rest = fading_[i];
        rest.step(time_s, omega_);
        value[i] += rest.value;
    }
    const Posture posture = posture_of(value);
    Joints joints = joints_;
    set_spine(posture, joints);
    for (const bool right : {false, true}) {
        set_arm(posture.arm[right ? 1 : 0], right, joints);
        set_leg(posture.leg[right ? 1 : 0], right, joints);
    }
    keep_held(joints);
    return joints;
}

void Body::hold_fast(const Load& load, bool with_arms) {
    loaded_ = skeleton_.with(load);
    held_ = joints_;
    held_arms_ = with_arms;
    const auto own = at(skeleton_.count());
    joints_[own] = load.local.rotation;
    frames_.turn[own] = frames_.turn[at(load.bone)] * load.local.rotation;
    frames_.pivot[own] =
        frames_.pivot[at(load.bone)] + rotate(frames_.turn[at(load.bone)], load.local.position);
}

Pose Body::load_pose() const {
    HIBARI_CHECK(loaded_.has_value());
    const auto own = at(skeleton_.count());
    return {frames_.pivot[own], frames_.turn[own]};
}

void Body::keep_held(Joints& joints) const {
    if (!held_) {
        return;
    }
    for (int side = 0; side < 2; ++side) {
        for (const int link : kLegLinks[at(side)]) {
            joints[at(link)] = (*held_)[at(link)];
        }
        for (const int link : kArmLinks[at(side)]) {
            if (held_arms_) {
                joints[at(link)] = (*held_)[at(link)];
            }
        }
    }
}

// Of a flight that stays where it is, in fewer steps than the flight itself.
Frames Body::frames_after(
    const std::function<Posture(float)>& shape, Vec3 momentum, float duration_s
) const {
    constexpr float kTick = 1.0F / 120.0F;
    const Skeleton& skeleton = flying_skeleton();
    const int steps = std::max(1, static_cast<int>(duration_s / kTick));
    const float dt = duration_s / static_cast<float>(steps);
    Flight trial(skeleton, frames_, {.momentum = momentum, .gravity = 0.0F, .shape = shape});
    Frames frames = frames_;
    for (int k = 1; k <= steps; ++k) {
        trial.step(skeleton, joints_after(shape, dt * static_cast<float>(k)), dt, frames);
    }
    return frames;
}

Vec3 Body::hands_after(const std::function<Posture(float)>& shape, Vec3 momentum, float duration_s)
    const {
    const Frames frames = frames_after(shape, momentum, duration_s);
    return lerp(palm(frames, 0), palm(frames, 1), 0.5F) -
           hibari::world::center_of_mass(flying_skeleton(), frames);
}

Vec3 Body::momentum_to_end(
    const std::function<Posture(float)>& shape, Quat end, Vec3 way, float duration_s
) const {
    // A body turns steadily about its principal axes only: between the axis wanted and the nearest
    // of those, the one with which a trial flight ends best.
    constexpr int kAxes = 5;
    constexpr int kTries = 4;
    const Inertia inertia = inertia_of(flying_skeleton(), frames_);
    const auto miss_of = [&](Vec3 momentum) {
        return spin_between(frames_after(shape, momentum, duration_s).turn[0], end, 1.0F);
    };
    const Vec3 wanted = normalize(way, {1, 0, 0});
    const Vec3 steady = principal_axis(inertia, wanted);
    Vec3 best{};
    float least = 1e9F;
    for (int i = 0; i < kAxes; ++i) {
        const float share = static_cast<float>(i) / static_cast<float>(kAxes - 1);
        const Vec3 axis = normalize(lerp(wanted, steady, share), wanted);
        float angle = length(way);
        for (int k = 0; k < kTries; ++k) {
            const Vec3 momentum = inertia * (axis * (angle / duration_s));
            const Vec3 miss = miss_of(momentum);
            if (length(miss) < least) {
                least = length(miss);
                best = momentum;
            }
            angle += 0.8F * dot(miss, axis);
        }
    }
    return best;
}

float Body::momentum_for_pitch(
    const std::function<Posture(float)>& shape, float angle_rad, float duration_s
) const {
    return momentum_for_turn(
        skeleton_, [&](float t) { return joints_after(shape, t); }, {1, 0, 0}, angle_rad, duration_s
    );
}

float Body::mass_height(const Posture& posture, float pitch_rad) const {
    Joints joints = joints_;
    set_spine(posture, joints);
    for (const bool right : {false, true}) {
        set_arm(posture.arm[right ? 1 : 0], right, joints);
        set_leg(posture.leg[right ? 1 : 0], right, joints);
    }
    joints[0] = from_axis_angle({1, 0, 0}, pitch_rad);
    Frames frames;
    skeleton_.forward({}, joints, frames);
    const Vec3 ankle = frames.pivot[kLeftFoot];
    const Quat turn = frames.turn[kLeftFoot];
    const float heel = (ankle + rotate(turn, Vec3{0, 0, foot_shape_.heel_z} - foot_shape_.ankle)).y;
    const float ball = (ankle + rotate(turn, -foot_shape_.ankle)).y;
    return hibari::world::center_of_mass(skeleton_, frames).y - std::min(heel, ball);
}

void Body::take_off(const FlightPlan& plan) {
    flight_.emplace(flying_skeleton(), frames_, plan);
}

void Body::touch_down(const StageView& view, float omega) {
    HIBARI_CHECK(flight_.has_value());
    const Quat turn = frames_.turn[0];
    const Vec3 front = rotate(turn, {0, 0, 1});
    const Vec3 up = rotate(turn, {0, 1, 0});
    // The heading: where the chest faces, or where its back points when it lies.
    const Vec3 level = std::fabs(front.y) < 0.85F ? front : up * (front.y > 0.0F ? -1.0F : 1.0F);
    const Vec3 pelvis = frames_.pivot[0];
    yaw = std::atan2(level.x, level.z);
    root = {pelvis.x, view.ground_y(pelvis.x, pelvis.z), pelvis.z};
    root_y_ = {root.y, 0.0F};
    find_footing(view);
    for (int side = 0; side < 2; ++side) {
        plant_leg(side, view);
        rest_weight_[at(side)] = 1.0F;
    }
    Vec3 sole{};
    for (const Foot& f : foot) {
        sole += f.ball * 0.5F;
    }
    // The body comes to stand over its feet.
    root.x = sole.x;
    root.z = sole.z;
    root = root - heading_of(yaw) * (0.06F * scale());
    velocity = {};
    keep_motion();
    flight_.reset();
    loaded_.reset();
    held_.reset();
    blend(omega);
}

void Body::stop_flight(float omega, Vec3 root_velocity) {
    end_flight(frames_.pivot[0] - Vec3{0, stand_m_, 0}, omega);
    const Vec3 own = to_heading(root + root_velocity) / scale();
    speed_[0] -= own.x;
    speed_[1] -= own.y;
    speed_[2] -= own.z;
    float_root = true;
}

void Body::lie_down(const StageView& view, float omega) {
    const Vec3 pelvis = frames_.pivot[0];
    end_flight({pelvis.x, view.ground_y(pelvis.x, pelvis.z), pelvis.z}, omega);
}

void Body::end_flight(Vec3 spot, float omega) {
    HIBARI_CHECK(flight_.has_value());
    root = spot;
    root_y_ = {root.y, 0.0F};
    velocity = {};
    keep_motion();
    flight_.reset();
    loaded_.reset();
    held_.reset();
    blend(omega);
}

// The pelvis' place and turn in the heading's frame, and how fast they change, become the posture's
// own.
void Body::keep_motion() {
    const auto put = [&](Posture& posture, Quat turn, Vec3 pelvis) {
        posture.hips = bend_of(from_axis_angle({0, 1, 0}, -yaw) * turn);
        posture.pelvis = (to_heading(pelvis) - Vec3{0, stand_m_, 0}) / scale();
    };
    Posture before = now_;
    put(before, last_frames_.turn[0], last_frames_.pivot[0]);
    put(now_, frames_.turn[0], frames_.pivot[0]);
    const PostureValues a = values_of(before);
    const PostureValues b = values_of(now_);
    for (std::size_t i = 0; i < 6; ++i) {
        const float change = b[i] - a[i];
        // Angles of one turn apart are the same angle.
        speed_[i] = (i < 3 ? change : std::remainder(change, 360.0F)) * static_cast<float>(kStepHz);
    }
}

}  // namespace hibari::world
