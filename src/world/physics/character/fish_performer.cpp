#include "world/physics/character/fish_performer.h"

#include "world/physics/character/feet.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

}  // namespace

FishPerformer::FishPerformer(const Entity&, const Thing& thing, const Blueprint& blueprint, Rng rng)
    : kind_(thing.name), skeleton_(blueprint), rng_(rng), poses_(blueprint.links.size()) {
    length_m_ = 2.0F * blueprint.half_extent.z;
    height_m_ = 2.0F * blueprint.half_extent.y;
    level_tail_ = kind_ == "dolphin";
    surfaces_ = kind_ != "fish";
    clock_s_ = static_cast<float>(rng_.uniform(0.0, 9.0));
    place({});
}

bool FishPerformer::can(Verb verb) const {
    switch (verb) {
        case Verb::kStay:
        case Verb::kStand:
        case Verb::kSwim:
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kFly:
        case Verb::kFloat:
        case Verb::kJump:
        case Verb::kBounce:
        case Verb::kBackflip:
        case Verb::kFrontFlip:
        case Verb::kDive:
        case Verb::kDance:
        case Verb::kSpin:
        case Verb::kTalk:
        case Verb::kEat:
        case Verb::kLook:
            return true;
        default:
            return false;
    }
}

void FishPerformer::place(const Pose& origin) {
    const Vec3 front = rotate(origin.rotation, {0, 0, 1});
    at_ = origin.position + Vec3{0, skeleton_.root_rest().y, 0};
    yaw_ = std::atan2(front.x, front.z);
    velocity_ = {};
    leaping_ = false;
    placed_ = false;
    solve();
}

void FishPerformer::begin(const Cue& cue, const StageView& view) {
    view_ = &view;
    cue_ = cue;
    active_ = true;
    told_ = false;
    cue_s_ = 0.0F;
    has_goal_ = cue.destination.has_value();
    goal_ = cue.destination.value_or(at_ + normalize(cue.facing, heading_of(yaw_)) * 30.0F);
    ring_m_ = 0.0F;
    if (cue.circles) {
        const Vec3 side = heading_of(yaw_ + 0.5F * kPi);
        const Vec3 half = cue.target >= 0 ? view.entity_half_extent(cue.target) : Vec3{};
        ring_m_ = std::max(half.x, half.z) + 1.6F * length_m_;
        middle_ = cue.target >= 0 ? view.entity_pose(cue.target).position : at_ + side * ring_m_;
        has_goal_ = false;
    }
    const bool leaps = cue.verb == Verb::kJump || cue.verb == Verb::kBounce ||
                       cue.verb == Verb::kBackflip || cue.verb == Verb::kFrontFlip ||
                       cue.verb == Verb::kDive || cue.verb == Verb::kDance;
    leaps_left_ = leaps ? std::max(cue.verb == Verb::kDance ? 3 : 1, cue.repeat) : 0;
    rest_s_ = leaps ? 0.7F : 0.0F;
}

void FishPerformer::rise(std::span<const Pose> from) {
    at_ = from.front().position;
}

Pose FishPerformer::carry_pose(int object, const StageView& view) const {
    return view.entity_pose(object);
}

std::optional<float> FishPerformer::water() const {
    return view_->water_y(at_.x, at_.z);
}

void FishPerformer::start_leap(float up, float ahead) {
    leaping_ = true;
    leap_s_ = 0.0F;
    leap_from_ = at_;
    leap_velocity_ = heading_of(yaw_) * ahead + Vec3{0, up, 0};
    signals_->push_back(
        {.kind = SignalKind::kTakeOff, .link = 0, .point = at_, .velocity = leap_velocity_}
    );
}

// Along an ellipse half way to the panes, as tank fish do.
float FishPerformer::round_tank(const Pool& tank) const {
    const Quat back = inverse(tank.surface.rotation);
    const Vec3 off = rotate(back, at_ - tank.surface.position);
    const float a = 0.62F * std::max(tank.half.x - 0.3F * length_m_, 0.01F);
    const float b = 0.62F * std::max(tank.half.y - 0.3F * length_m_, 0.01F);
    const float turn = std::atan2(off.z / b, off.x / a) + 0.9F;
    const Vec3 next = Vec3{a * std::cos(turn), 0, b * std::sin(turn)} - Vec3{off.x, 0, off.z};
    const Vec3 way = rotate(tank.surface.rotation, next);
    return std::atan2(way.x, way.z);
}

void FishPerformer::keep_in(const Pool& tank) {
    const Quat back = inverse(tank.surface.rotation);
    Vec3 off = rotate(back, at_ - tank.surface.position);
    const float margin = std::min(0.3F * length_m_, 0.5F * std::min(tank.half.x, tank.half.y));
    off.x = clamp(off.x, margin - tank.half.x, tank.half.x - margin);
    off.z = clamp(off.z, margin - tank.half.y, tank.half.y - margin);
    at_ = tank.surface.position + rotate(tank.surface.rotation, off);
}

void FishPerformer::swim(float dt) {
    const float surface = *water();
    const float floor = view_->ground_y(at_.x, at_.z);
    const bool goes =
        active_ && (cue_.verb == Verb::kSwim || cue_.verb == Verb::kWalk ||
                    cue_.verb == Verb::kRun || cue_.verb == Verb::kFly || leaps_left_ > 0);
    if (ring_m_ > 0.0F) {
        // Half a radian ahead on the ring.
        const Vec3 off = at_ - middle_;
        const float ahead = std::atan2(off.x, off.z) + 0.5F;
        goal_ = middle_ + heading_of(ahead) * ring_m_;
    }
    const Vec3 way = goal_ - at_;
    const float away = std::sqrt(way.x * way.x + way.z * way.z);
    if (goes && has_goal_ && away < length_m_ && leaps_left_ == 0) {
        active_ = false;
    }
    const float fast = cue_.verb == Verb::kRun || leaps_left_ > 0 ? 1.7F : 1.0F;
    const Pool* tank = view_->pool_at(at_.x, at_.z);
    const float open =
        1.15F * std::sqrt(9.81F * 0.5F * length_m_) * fast * clamp(cue_.intensity, 0.5F, 1.7F);
    // In a tank it takes its time: about one length a second.
    const float cruise = tank != nullptr ? std::min(open, 1.1F * length_m_) : open;
    const float wanted = goes ? cruise : (tank != nullptr ? 0.5F : 0.12F) * cruise;
    float heading = std::atan2(way.x, way.z);
    if (!goes || (has_goal_ && away < length_m_)) {
        heading = yaw_ + 0.35F * std::sin(0.4F * clock_s_);
    }
    if (tank != nullptr) {
        heading = round_tank(*tank);
    }
    const float error = wrap_angle(heading - yaw_);
    const float turn = clamp(error * 2.0F, -2.2F, 2.2F);
    yaw_ += turn * dt;
    bend_.step(clamp(0.16F * turn, -0.3F, 0.3F), dt, 6.0F);
    roll_.step(clamp(-0.25F * turn, -0.5F, 0.5F), dt, 5.0F);
    // Sharks and dolphins show their fins; fish stay below.
    const float depth = std::max(depth_m_, (surfaces_ ? 0.36F : 0.62F) * height_m_);
    float wanted_y = std::max(surface - depth, floor + 0.7F * height_m_);
    if (tank != nullptr) {
        const float middle = 0.5F * (surface + floor);
        wanted_y = middle + 0.2F * (surface - floor) * std::sin(0.6F * clock_s_);
    }
    if (leaps_left_ > 0 && rest_s_ > 0.0F) {
        // It gathers way below the surface.
        wanted_y = std::max(
            surface - depth - 0.5F * length_m_ * smoothstep(0.0F, 0.3F, rest_s_),
            floor + 0.7F * height_m_
        );
    }
    const float rise = clamp((wanted_y - at_.y) * 3.5F, -2.0F, 2.0F + 0.8F * cruise);
    const Vec3 wish = heading_of(yaw_) * wanted + Vec3{0, rise, 0};
    velocity_ = lerp(velocity_, wish, std::min(1.0F, 2.8F * dt));
    at_ += velocity_ * dt;
    if (tank != nullptr) {
        keep_in(*tank);
    }
    // Waves lift it level; it only stands steeply in the water to leap.
    const float steep =
        std::atan2(velocity_.y, std::max(0.3F, length(Vec3{velocity_.x, 0, velocity_.z})));
    pitch_.step(leaps_left_ > 0 ? steep : clamp(steep, -0.4F, 0.4F), dt, 6.0F);
    effort_.step(goes ? clamp(0.5F + 0.5F * fast, 0.5F, 1.4F) : 0.30F, dt, 4.0F);
    const float v = length(velocity_);
    // Tail beats per length swum: about 0.6 for fish of all sizes (R. Bainbridge, "The speed of
    // swimming of fish as related to size and to the frequency and amplitude of the tail beat",
    // J. Exp. Biol. 35 (1958)).
    phase_ += std::max(0.7F, v / (0.62F * length_m_)) * dt;
    if (leaps_left_ > 0) {
        rest_s_ -= dt;
        if (rest_s_ <= 0.0F) {
            // Straight up through the surface, faster and faster; the leap begins where the head
            // breaks it.
            const float high = (0.9F * length_m_ + 0.25F) * clamp(cue_.intensity, 0.5F, 2.0F);
            const float up = std::sqrt(2.0F * view_->gravity() * high);
            const Vec3 leap =
                heading_of(yaw_) * std::max(0.9F * cruise, 0.6F * up) + Vec3{0, up, 0};
            velocity_ += (leap - velocity_) * std::min(1.0F, 9.0F * dt);
            if (at_.y > surface - 0.12F * length_m_ && velocity_.y > 0.55F * up) {
                start_leap(velocity_.y, length(Vec3{velocity_.x, 0, velocity_.z}));
            }
        }
    }
}

void FishPerformer::leap(float dt) {
    leap_s_ += dt;
    const float t = leap_s_;
    const float g = view_->gravity();
    at_ = leap_from_ + leap_velocity_ * t - Vec3{0, 0.5F * g * t * t, 0};
    velocity_ = leap_velocity_ - Vec3{0, g * t, 0};
    const float level = std::sqrt(velocity_.x * velocity_.x + velocity_.z * velocity_.z);
    float turn = 0.0F;
    const float flight_s = 2.0F * leap_velocity_.y / std::max(g, 0.5F);
    if (cue_.verb == Verb::kBackflip || cue_.verb == Verb::kFrontFlip) {
        const float sign = cue_.verb == Verb::kBackflip ? 1.0F : -1.0F;
        turn = sign * 2.0F * kPi * smoothstep(0.05F, 0.95F, t / flight_s);
    }
    pitch_.step(std::atan2(velocity_.y, std::max(0.2F, level)) + turn, dt, 18.0F);
    roll_.step(cue_.verb == Verb::kSpin ? 2.0F * kPi * t / flight_s : 0.0F, dt, 8.0F);
    bend_.step(0.0F, dt, 5.0F);
    effort_.step(0.5F, dt, 5.0F);
    phase_ += 1.2F * dt;
    const auto surface = water();
    const float floor = surface.value_or(view_->ground_y(at_.x, at_.z) + 0.4F * height_m_);
    if (velocity_.y < 0.0F && at_.y < floor - (surface ? 0.2F * length_m_ : 0.0F)) {
        leaping_ = false;
        pitch_.value = wrap_angle(pitch_.value);
        signals_->push_back(
            {.kind = SignalKind::kLand, .link = 0, .point = at_, .velocity = velocity_}
        );
        leaps_left_ = std::max(0, leaps_left_ - 1);
        rest_s_ = 0.9F;
        if (!surface) {
            at_.y = floor;
            velocity_ = velocity_ * 0.2F;
        }
        if (leaps_left_ == 0 && cue_.verb != Verb::kSwim) {
            active_ = false;
        }
    }
}

// Out of the water: it throws itself up, again and again; a large one only heaves.
void FishPerformer::flop(float dt) {
    const float floor = view_->ground_y(at_.x, at_.z) + 0.38F * height_m_;
    at_.y += (floor - at_.y) * std::min(1.0F, 12.0F * dt);
    velocity_ = velocity_ * std::exp(-6.0F * dt);
    const bool is_large = length_m_ > 1.2F;
    roll_.step(is_large ? 0.4F : 1.35F, dt, 8.0F);
    pitch_.step(0.0F, dt, 8.0F);
    effort_.step(is_large ? 0.5F : 1.5F, dt, 6.0F);
    phase_ += (is_large ? 0.8F : 3.2F) * dt;
    if (is_large) {
        return;
    }
    rest_s_ -= dt;
    if (rest_s_ < -0.7F) {
        rest_s_ = static_cast<float>(rng_.uniform(0.0, 0.5));
        yaw_ += static_cast<float>(rng_.uniform(-0.3, 0.3));
        start_leap(std::sqrt(2.0F * view_->gravity() * 0.5F * length_m_), 0.3F);
    }
}

void FishPerformer::solve() {
    const Quat turn = normalize(
        from_axis_angle({0, 1, 0}, yaw_) * from_axis_angle({1, 0, 0}, -pitch_.value) *
        from_axis_angle({0, 0, 1}, roll_.value)
    );
    // The wave grows towards the tail and runs backwards.
    const Vec3 axis = level_tail_ ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
    const int count = skeleton_.count();
    for (int i = 1; i < count; ++i) {
        const float share = static_cast<float>(i) / static_cast<float>(count - 1);
        const float wave = effort_.value * (0.07F + 0.24F * share * share) *
                           std::sin(2.0F * kPi * (phase_ - 0.75F * share));
        const float steady = level_tail_ ? 0.0F : -bend_.value;
        joints_[at(i)] = from_axis_angle(axis, wave + steady);
    }
    joints_[0] = turn;
    // The head swings against the tail.
    const float yaw_back = -0.05F * effort_.value * std::sin(2.0F * kPi * (phase_ - 0.1F));
    joints_[0] = normalize(joints_[0] * from_axis_angle(axis, yaw_back));
    skeleton_.forward(at_, joints_, frames_);
    skeleton_.poses(frames_, poses_);
}

void FishPerformer::step(double dt_s, const StageView& view, std::vector<Signal>& signals) {
    const auto dt = static_cast<float>(dt_s);
    view_ = &view;
    signals_ = &signals;
    clock_s_ += dt;
    cue_s_ += dt;
    const auto surface = water();
    if (!placed_) {
        placed_ = true;
        if (surface) {
            const float floor = view.ground_y(at_.x, at_.z) + 0.7F * height_m_;
            at_.y =
                std::max(std::min(at_.y, *surface - (surfaces_ ? 0.36F : 0.9F) * height_m_), floor);
            constexpr float kDeep = 1.0F;
            depth_m_ = *surface - at_.y > kDeep ? *surface - at_.y : 0.0F;
        }
    }
    on_land_ = !surface || *surface < view.ground_y(at_.x, at_.z) + 0.5F * height_m_;
    if (leaping_) {
        leap(dt);
    } else if (on_land_ && view.gravity() > 0.5F) {
        flop(dt);
    } else if (surface) {
        swim(dt);
    }
    solve();
    if (!told_) {
        const bool goes = cue_.verb == Verb::kSwim || cue_.verb == Verb::kWalk ||
                          cue_.verb == Verb::kRun || leaps_left_ > 0;
        const float length_s = cue_.duration_s > 0.0 ? static_cast<float>(cue_.duration_s) : 2.0F;
        if (!active_ || (!goes && cue_s_ > length_s) ||
            (cue_.duration_s > 0.0 && cue_s_ > length_s)) {
            told_ = true;
            active_ = false;
            signals.push_back({.kind = SignalKind::kDone, .detail = "act"});
        }
    }
}

}  // namespace hibari::world
