// How a bird stands, walks, hops, pecks and slides.
#include "world/physics/character/bird_performer.h"
#include "world/physics/character/feet.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kBelly = 0.07F;        // Friction of feathers on snow and ice.
constexpr float kFlop_s = 0.35F;       // From standing to lying.
constexpr float kFastestSlide = 6.0F;  // m/s, where the air holds it.

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

float level_length(Vec3 v) {
    return std::sqrt(v.x * v.x + v.z * v.z);
}

}  // namespace

void BirdPerformer::stand(float dt) {
    velocity_ = velocity_ * std::exp(-8.0F * dt);
    root_ += velocity_ * dt;
    if (perch_ && level_length(perch_->at - root_) < perch_->reach) {
        // A branch is narrow: it shuffles to where it holds.
        const Vec3 off = perch_->at - root_;
        root_ += Vec3{off.x, 0, off.z} * std::min(1.0F, 3.0F * dt);
    }
    const bool flaps = active_ && (cue_.verb == Verb::kFlap || cue_.verb == Verb::kDance);
    spread_.step(flaps ? 0.85F : 0.0F, dt, 8.0F);
    flap_.step(flaps ? 1.0F : 0.0F, dt, 8.0F);
    bank_.step(0.0F, dt, 8.0F);
    turn_rate_ = 0.0F;
    const float dance = active_ && cue_.verb == Verb::kDance ? std::sin(11.0F * clock_s_) : 0.0F;
    bob_.step(
        -0.04F * stand_m_ * std::fabs(dance) -
            (active_ && cue_.verb == Verb::kSit ? 0.30F * stand_m_ : 0.0F),
        dt,
        12.0F
    );
    pitch_.step(0.0F, dt, 7.0F);
    // Heads turn in jerks.
    look_s_ -= dt;
    if (look_s_ < 0.0F) {
        look_s_ = static_cast<float>(rng_.uniform(0.35, 1.5));
        look_yaw_ = static_cast<float>(rng_.uniform(-1.0, 1.0));
    }
    head_yaw_.step(look_yaw_ + 0.3F * dance, dt, 26.0F);
    // Feet that are far from home step.
    bool any = foot_[0].swings || foot_[1].swings;
    for (int side = 0; side < 2; ++side) {
        Foot& f = foot_[at(side)];
        if (!f.swings && !any && level_length(f.at - home(side)) > 0.35F * hip_x_ + 0.004F) {
            f = {f.at, f.at, home(side), 0.0F, true};
            any = true;
        }
        if (f.swings) {
            f.to = home(side);
            f.to.y = ground(f.to);
            f.progress = std::min(1.0F, f.progress + dt / 0.16F);
            const float s = smoothstep(0.0F, 1.0F, f.progress);
            f.at = lerp(f.from, f.to, s) + Vec3{0, 0.18F * stand_m_ * std::sin(kPi * s), 0};
            if (f.progress >= 1.0F) {
                f.swings = false;
                f.at = f.to;
            }
        }
    }
}

void BirdPerformer::walk(float dt) {
    const Vec3 way = goal_ - root_;
    const float error = wrap_angle(std::atan2(way.x, way.z) - yaw_);
    const float near = 0.35F * stand_m_ + 0.02F;
    const bool there = has_goal_ && level_length(way) < near;
    if (there) {
        active_ = cue_.verb != Verb::kWalk && cue_.verb != Verb::kRun && cue_.verb != Verb::kSneak;
        stand(dt);
        return;
    }
    const float turn = clamp(error * 5.0F, -4.0F, 4.0F);
    yaw_ += turn * dt;
    const float facing = std::max(0.0F, std::cos(std::min(1.5F, std::fabs(error))));
    const bool runs = cue_.verb == Verb::kRun;
    const float unit = std::sqrt(9.81F * stand_m_);
    if (hops_) {
        spread_.step(0.0F, dt, 8.0F);
        flap_.step(0.0F, dt, 8.0F);
        stand(dt);
        if (mode_s_ > (runs ? 0.10F : 0.28F) && facing > 0.7F && !foot_[0].swings &&
            !foot_[1].swings) {
            // A hop: ballistic, both feet together.
            const float up = 0.62F * unit * (runs ? 1.25F : 1.0F);
            const float air_s = 2.0F * up / view_->gravity();
            const float far = std::min(level_length(way), (runs ? 1.7F : 1.0F) * 1.5F * stand_m_);
            hop_from_ = root_;
            hop_velocity_ = normalize(Vec3{way.x, 0, way.z}) * (far / air_s) + Vec3{0, up, 0};
            mode_ = Mode::kHop;
            mode_s_ = 0.0F;
        }
        return;
    }
    const float speed =
        unit * (runs ? 1.1F : (upright_ ? 0.22F : 0.42F)) * clamp(cue_.intensity, 0.4F, 1.7F);
    velocity_ = lerp(velocity_, heading_of(yaw_) * (speed * facing), std::min(1.0F, 6.0F * dt));
    root_ += velocity_ * dt;
    const float v = level_length(velocity_);
    const float hz = std::max(1.2F, v / (1.5F * stand_m_));
    gait_ += hz * dt;
    const float duty = runs ? 0.45F : 0.62F;
    for (int side = 0; side < 2; ++side) {
        Foot& f = foot_[at(side)];
        const float phase = gait_ + 0.5F * static_cast<float>(side);
        const float own = phase - std::floor(phase);
        if (own >= duty && !f.swings) {
            f = {f.at, f.at, f.at, 0.0F, true};
        }
        if (f.swings) {
            const float left_s = own < duty ? 2.0F * dt : std::max(2.0F * dt, (1.0F - own) / hz);
            f.to = home(side) + velocity_ * (left_s + 0.5F * duty / hz);
            f.to.y = ground(f.to);
            f.progress += (1.0F - f.progress) * std::min(1.0F, dt / left_s) + 1e-3F;
            if (f.progress >= 0.999F) {
                f.swings = false;
                f.at = f.to;
                tell(SignalKind::kFootDown, leg_[at(side)].lower + 1, f.at, {0, -0.2F, 0});
            } else {
                const float s = smoothstep(0.0F, 1.0F, f.progress);
                f.at = lerp(f.from, f.to, s) + Vec3{0, 0.30F * stand_m_ * std::sin(kPi * s), 0};
            }
        }
    }
    // Penguins and ducks waddle; chickens nod.
    const float swing = std::sin(2.0F * kPi * gait_);
    bank_.step((waddles_ ? 0.16F : 0.03F) * swing, dt, 18.0F);
    bob_.step(-0.02F * stand_m_ * std::cos(4.0F * kPi * gait_), dt, 18.0F);
    spread_.step(upright_ ? 0.25F : 0.0F, dt, 8.0F);
    flap_.step(0.0F, dt, 8.0F);
    pitch_.step(0.03F, dt, 8.0F);
    head_yaw_.step(0.0F, dt, 9.0F);
    head_pitch_.step(upright_ ? 0.0F : 0.18F * std::sin(4.0F * kPi * gait_), dt, 20.0F);
}

void BirdPerformer::hop(float dt) {
    const float t = mode_s_;
    const float g = view_->gravity();
    root_ = hop_from_ + hop_velocity_ * t - Vec3{0, 0.5F * g * t * t, 0};
    spread_.step(0.0F, dt, 8.0F);
    flap_.step(0.0F, dt, 8.0F);
    for (int side = 0; side < 2; ++side) {
        foot_[at(side)].at =
            home(side) +
            Vec3{
                0,
                0.10F * stand_m_ * std::sin(kPi * std::min(1.0F, t * g / (2.0F * hop_velocity_.y))),
                0
            };
        foot_[at(side)].swings = false;
    }
    const float floor = ground(root_);
    if (t * g > hop_velocity_.y && root_.y <= floor) {
        root_.y = floor;
        for (int side = 0; side < 2; ++side) {
            foot_[at(side)].at = home(side);
        }
        bob_.speed = -0.5F * hop_velocity_.y;
        velocity_ = {};
        tell(SignalKind::kFootDown, leg_[0].lower + 1, root_, {0, -0.3F, 0});
        mode_ = Mode::kGround;
        mode_s_ = 0.0F;
    }
}

void BirdPerformer::peck(float dt) {
    const bool here = !has_goal_ || cue_.object < 0 || arrived(1.1F * stand_m_);
    if (!here) {
        walk(dt);
        return;
    }
    stand(dt);
    // Down, twice, and up to look around.
    const float beat = std::fmod(cue_s_, 1.5F);
    const float down = smoothstep(0.0F, 0.16F, beat) * (1.0F - smoothstep(0.75F, 1.0F, beat));
    const float tap = beat > 0.2F && beat < 0.75F ? 0.12F * std::sin(24.0F * (beat - 0.2F)) : 0.0F;
    pitch_.step(0.75F * down, dt, 20.0F);
    head_pitch_.step(0.9F * down + tap, dt, 30.0F);
    if (down > 0.5F) {
        head_yaw_.step(0.0F, dt, 20.0F);
    }
    bob_.step(-0.10F * stand_m_ * down, dt, 20.0F);
}

void BirdPerformer::start_slide() {
    mode_ = Mode::kSlide;
    mode_s_ = 0.0F;
    const Vec3 way = goal_ - root_;
    const float push = 1.1F * std::sqrt(view_->gravity() * stand_m_);
    velocity_ = normalize(Vec3{way.x, 0, way.z}, heading_of(yaw_)) *
                (push * clamp(cue_.intensity, 0.6F, 1.6F));
}

// On its belly: it threw itself down with a push of its feet; weight and friction decide.
void BirdPerformer::slide(float dt) {
    const float g = view_->gravity();
    const Vec3 normal = view_->ground_normal(root_.x, root_.z);
    const float pace = level_length(velocity_);
    const Vec3 ahead = normalize(Vec3{velocity_.x, 0, velocity_.z}, heading_of(yaw_));
    // Level part of the weight's pull along the ground, against friction and the air.
    Vec3 pull = Vec3{normal.x, 0, normal.z} * (g * normal.y);
    if (has_goal_ && cue_.target >= 0) {
        const Vec3 to = normalize(Vec3{goal_.x - root_.x, 0, goal_.z - root_.z}, ahead);
        pull += (to - ahead) * (1.5F * pace);  // It steers with its feet.
    }
    const float air = 0.15F * pace * pace / (kFastestSlide * kFastestSlide);
    const float hold = (kBelly + air) * g * normal.y;
    velocity_ += pull * dt;
    const float now = level_length(velocity_);
    velocity_ = velocity_ * (std::max(0.0F, now - hold * dt) / std::max(now, 1e-4F));
    bump();
    root_ += velocity_ * dt;
    root_.y = ground(root_);
    if (pace > 0.2F) {
        yaw_ += clamp(wrap_angle(std::atan2(ahead.x, ahead.z) - yaw_) * 8.0F, -5.0F, 5.0F) * dt;
    }
    const float down = smoothstep(0.0F, kFlop_s, mode_s_);
    // Along the ground, head first.
    pitch_.step((upright_ ? 1.5F : 0.25F) + std::atan2(dot(normal, ahead), normal.y), dt, 16.0F);
    bob_.step((belly_m_ - stand_m_) * down, dt, 16.0F);
    spread_.step(0.35F, dt, 8.0F);
    flap_.step(0.0F, dt, 8.0F);
    bank_.step(0.06F * std::sin(5.0F * clock_s_), dt, 8.0F);
    head_pitch_.step(-0.9F, dt, 8.0F);
    head_yaw_.step(0.0F, dt, 8.0F);
    if (mode_s_ > 1.0F && now < 0.25F) {
        active_ = false;
    }
}

// What it slides into takes most of its speed.
void BirdPerformer::bump() {
    if (bumped_ || cue_.target < 0) {
        return;
    }
    const Vec3 there = view_->entity_pose(cue_.target).position;
    const Vec3 half = view_->entity_half_extent(cue_.target);
    if (level_length(there - root_) < 0.6F * std::max(half.x, half.z) + stand_m_) {
        bumped_ = true;
        velocity_ = velocity_ * 0.3F;
    }
}

}  // namespace hibari::world
