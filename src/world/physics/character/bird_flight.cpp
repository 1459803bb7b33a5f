// How a bird flies: where to, past what, how it lands, and how it swims.
#include "world/physics/character/bird_performer.h"
#include "world/physics/character/feet.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kUnder_s = 1.2F;  // After a plunge the water brings it up slowly.
constexpr float kOrbits = 6.0F;   // What is so many times as wide as a bird is high it flies round.

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

Quat about_y(float angle) {
    return from_axis_angle({0, 1, 0}, angle);
}

float level_length(Vec3 v) {
    return std::sqrt(v.x * v.x + v.z * v.z);
}

}  // namespace

// The top of what it flies to; what is much larger than itself it flies round.
void BirdPerformer::choose_perch(int target) {
    const Vec3 half = view_->entity_half_extent(target);
    const Vec3 middle = view_->entity_pose(target).position;
    const float large = std::max(half.x, half.z);
    const auto top = view_->anchor(target, "top");
    // What can be stood on says where; of other things the box does.
    const float base = view_->ground_y_without(target, middle.x, middle.z);
    const float stands = view_->ground_y(middle.x, middle.z);
    const float y = top ? top->position.y : stands > base + 0.05F ? stands : base + 2.0F * half.y;
    if (large > kOrbits * stand_m_ && large > 2.5F) {
        orbit_m_ = 1.3F * large + 8.0F * stand_m_;
        cruise_m_ = clamp(1.1F * half.y, cruise_m_, 14.0F);
        return;
    }
    const Vec3 spot = top ? top->position : middle;
    if (view_->entity_kind(target) == "person") {
        // On a shoulder, not on the head.
        constexpr float kShoulder = 0.83F;
        const Vec3 side =
            rotate(view_->entity_pose(target).rotation, {0.11F * 2.0F * half.y, 0, 0});
        perch_ = Perch{{spot.x + side.x, base + kShoulder * 2.0F * half.y, spot.z + side.z}, 0.1F};
        goal_ = perch_->at;
        return;
    }
    perch_ = Perch{
        {spot.x, y, spot.z}, std::max(0.5F * std::min(half.x, half.z), 0.5F * stand_m_ + 0.12F)
    };
    goal_ = perch_->at;
}

// A way past what stands in front: the least turn or climb after which nothing is in the way.
BirdPerformer::Dodge BirdPerformer::dodge(float heading, float speed) const {
    const float span = 2.5F * stand_m_;
    const auto is_free = [&](float turn, float climb) {
        const Vec3 ahead = heading_of(heading + turn);
        const Vec3 left{ahead.z, 0, -ahead.x};
        const Vec3 way = ahead * (speed * 2.2F + span) + Vec3{0, climb * 2.2F, 0};
        for (const float aside : {-1.0F, 0.0F, 1.0F}) {
            const Vec3 from = root_ + left * (aside * span) + ahead * span;
            if (!view_->is_free(from, from + way)) {
                return false;
            }
        }
        return true;
    };
    for (const float turn : {0.0F, 0.5F, -0.5F, 1.0F, -1.0F, 1.6F, -1.6F}) {
        for (const float climb : {0.0F, 2.4F}) {
            if (is_free(turn, climb)) {
                return {turn, climb};
            }
        }
    }
    return {2.4F, 2.4F};
}

void BirdPerformer::take_off() {
    mode_ = Mode::kAir;
    mode_s_ = 0.0F;
    root_.y += stand_m_;
    const Vec3 way = goal_ - root_;
    const float unit = std::sqrt(9.81F * stand_m_);
    velocity_ = velocity_ + normalize(Vec3{way.x, 0, way.z}, heading_of(yaw_)) * (0.5F * unit) +
                Vec3{0, 1.1F * unit, 0};
    took_off_ = true;
}

bool BirdPerformer::wants_to_land() const {
    return lands_ || (active_ && cue_.verb != Verb::kFly && cue_.verb != Verb::kFlap &&
                      cue_.verb != Verb::kLaunch);
}

void BirdPerformer::fly(float dt) {
    const float mass = skeleton_.mass_kg();
    const float cruise = (flutters_ ? 1.1F : clamp(6.2F * std::pow(mass, 0.13F), 3.2F, 11.0F)) *
                         clamp(0.6F + 0.4F * cue_.intensity, 0.6F, 1.5F);
    const float floor = ground(root_);
    const bool landing = wants_to_land();
    Vec3 aim = goal_;
    if (landing && !has_goal_) {
        aim = root_ + heading_of(yaw_) * 2.0F;
        goal_ = aim;
        has_goal_ = true;
    }
    const float away = level_length(aim - root_);
    const float perch = ground(aim);
    float wanted_y = floor + cruise_m_;
    float speed = cruise;
    if (landing) {
        // Down a slope to the perch, slower and slower.
        wanted_y = perch + stand_m_ + std::min(cruise_m_, 0.42F * away);
        speed = clamp(1.1F * away, 0.7F, cruise);
    } else if (orbit_m_ > 0.0F) {
        // Always a little further round.
        const Vec3 out = root_ - goal_;
        const float ahead = std::atan2(out.x, out.z) + 0.6F;
        aim = goal_ + heading_of(ahead) * orbit_m_;
    } else if (has_goal_ && away < 1.5F && cue_.verb == Verb::kFly) {
        // There: it circles.
        if (active_) {
            active_ = false;
        }
        has_goal_ = false;
    }
    float heading = std::atan2(aim.x - root_.x, aim.z - root_.z);
    if (!has_goal_ && !active_) {
        heading = yaw_ + 0.35F;
    }
    if (!landing || away > 2.0F) {
        look_ahead_s_ -= dt;
        if (look_ahead_s_ <= 0.0F) {
            look_ahead_s_ = 0.1F;
            dodge_ = dodge(heading, std::max(speed, 1.0F));
        }
        heading += dodge_.turn;
        wanted_y = std::max(wanted_y, dodge_.climb > 0.0F ? root_.y + dodge_.climb : -1e9F);
    }
    if (flutters_ && (!landing || away > 0.5F)) {
        // Never straight on: what hunts it cannot tell where it will be.
        heading += 0.7F * std::sin(2.9F * clock_s_) + 0.4F * std::sin(5.3F * clock_s_);
        wanted_y += 0.12F * std::sin(4.1F * clock_s_) + 0.07F * std::sin(6.7F * clock_s_);
    }
    const float error = wrap_angle(heading - yaw_);
    const float most = 5.5F / std::max(level_length(velocity_), 1.5F);
    turn_rate_ += (clamp(error * 2.0F, -most, most) - turn_rate_) * std::min(1.0F, 5.0F * dt);
    yaw_ += turn_rate_ * dt;
    // The last bit it lets itself down on to the spot, whatever way it faces.
    Vec3 level = heading_of(yaw_) * speed;
    if (landing) {
        const Vec3 straight = Vec3{aim.x - root_.x, 0, aim.z - root_.z} * 1.6F;
        level = lerp(straight, level, smoothstep(0.8F, 2.0F, away));
    }
    const Vec3 wish = level + Vec3{0, clamp((wanted_y - root_.y) * 1.6F, -2.2F, 2.6F), 0};
    // Wings can only push so hard.
    const Vec3 push = wish - velocity_;
    const float limit = (landing ? 9.0F : 7.0F) * dt;
    const float size = length(push);
    const Vec3 change = push * std::min(1.0F, 3.5F * dt);
    velocity_ += size > 0.0F && length(change) > limit ? change * (limit / length(change)) : change;
    root_ += velocity_ * dt;
    const float climb = velocity_.y;
    // Beats while it climbs or speeds up, glides in between when it is large.
    const float glides = mass > 0.25F ? 0.5F + 0.5F * std::sin(1.25F * clock_s_) : 0.25F;
    const bool works = mode_s_ < 1.0F || climb > 0.35F || size > 1.2F || landing || glides < 0.55F;
    flap_.step(works ? 1.0F : 0.0F, dt, 5.0F);
    spread_.step(1.0F, dt, 16.0F);
    bank_.step(
        clamp(-turn_rate_ * level_length(velocity_) / view_->gravity(), -0.62F, 0.62F), dt, 5.0F
    );
    const float flare = landing ? 0.9F * (1.0F - smoothstep(0.0F, 2.2F, away)) : 0.0F;
    pitch_.step(-0.15F - 0.10F * clamp(climb, -2.0F, 3.0F) - flare, dt, 7.0F);
    head_pitch_.step(0.2F + flare, dt, 8.0F);
    head_yaw_.step(clamp(0.5F * error, -0.6F, 0.6F), dt, 8.0F);
    // The body rises and sinks with the beat.
    bob_.step(0.0F, dt, 8.0F);
    if (landing && away < 0.5F * stand_m_ + 0.06F && root_.y < perch + 1.25F * stand_m_ + 0.02F) {
        land();
    } else if (landing && root_.y < floor + stand_m_ && mode_s_ > 0.8F) {
        land();
    }
    root_.y = std::max(root_.y, floor + 0.6F * stand_m_);
    if (orbit_m_ > 0.0F && cue_s_ > 2.0F) {
        active_ = false;
    }
}

void BirdPerformer::land() {
    tell(SignalKind::kLand, 0, root_, velocity_);
    const float was = root_.y;
    root_.y = ground(root_);
    mode_ = Mode::kGround;
    mode_s_ = 0.0F;
    bob_ = {was - root_.y - stand_m_, velocity_.y};
    velocity_ = Vec3{velocity_.x, 0, velocity_.z} * 0.4F;
    for (int side = 0; side < 2; ++side) {
        foot_[at(side)] = {};
        foot_[at(side)].at = home(side);
        foot_[at(side)].at.y = ground(foot_[at(side)].at);
    }
    if (cue_.verb == Verb::kFly) {
        active_ = false;
    }
}

// From a slide into the water: under it with the speed of the slide, and up again.
void BirdPerformer::plunge() {
    mode_ = Mode::kWater;
    mode_s_ = 0.0F;
    const float pace = level_length(velocity_);
    bob_.speed -= std::max(pace, 1.0F);
    if (cue_.verb == Verb::kSlide) {
        active_ = false;
    }
}

void BirdPerformer::float_on_water(float dt) {
    const float water = ground(root_);
    const Vec3 way = goal_ - root_;
    const bool swims = active_ && !arrived(0.4F);
    if (swims) {
        yaw_ += clamp(wrap_angle(std::atan2(way.x, way.z) - yaw_) * 2.0F, -1.2F, 1.2F) * dt;
    } else if (cue_.verb == Verb::kSwim) {
        active_ = false;
    }
    velocity_ = lerp(
        velocity_,
        heading_of(yaw_) * (swims ? 0.55F * cue_.intensity : 0.0F),
        std::min(1.0F, (mode_s_ < kUnder_s ? 0.7F : 2.0F) * dt)
    );
    root_ += velocity_ * dt;
    root_.y = water - 0.55F * stand_m_;
    for (int side = 0; side < 2; ++side) {
        const float kick =
            std::sin(9.0F * clock_s_ + (side == 0 ? 0.0F : kPi)) * (swims ? 1.0F : 0.25F);
        foot_[at(side)].at =
            home(side) + rotate(about_y(yaw_), Vec3{0, 0.25F * stand_m_, 0.35F * stand_m_ * kick});
        foot_[at(side)].swings = false;
    }
    spread_.step(0.0F, dt, 6.0F);
    flap_.step(0.0F, dt, 6.0F);
    bank_.step(0.05F * std::sin(1.7F * clock_s_), dt, 5.0F);
    // Who stands upright swims on its belly, its head held up.
    const float lies = upright_ ? 1.3F : 0.0F;
    const float deep = upright_ ? -0.45F * stand_m_ : 0.0F;
    pitch_.step(lies + 0.04F * std::sin(2.3F * clock_s_), dt, 5.0F);
    bob_.step(deep, dt, mode_s_ < kUnder_s ? 3.5F : 8.0F);
    head_yaw_.step(0.5F * std::sin(0.7F * clock_s_), dt, 5.0F);
    head_pitch_.step(upright_ ? -0.9F : 0.0F, dt, 8.0F);
}

}  // namespace hibari::world
