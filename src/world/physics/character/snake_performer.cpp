#include "world/physics/character/snake_performer.h"

#include "world/physics/character/feet.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kMark = 0.01F;    // Distance of the marks of the way, in lengths of the body.
constexpr float kWave = 0.42F;    // Length of a wave, in lengths of the body.
constexpr float kAside = 0.085F;  // How far it swings out, in lengths of the body.

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

}  // namespace

SnakePerformer::SnakePerformer(const Blueprint& blueprint, Rng rng)
    : skeleton_(blueprint), rng_(rng), poses_(blueprint.links.size()) {
    length_m_ = 2.0F * blueprint.half_extent.z;
    piece_m_ = length(skeleton_.rest_pivot(1) - skeleton_.rest_pivot(0));
    radius_m_ = skeleton_.root_rest().y;
    clock_s_ = static_cast<float>(rng_.uniform(0.0, 9.0));
    place({});
}

bool SnakePerformer::can(Verb verb) const {
    switch (verb) {
        case Verb::kStay:
        case Verb::kStand:
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kSneak:
        case Verb::kCrawl:
        case Verb::kSlide:
        case Verb::kSwim:
        case Verb::kLie:
        case Verb::kSit:
        case Verb::kLook:
        case Verb::kHit:
        case Verb::kEat:
        case Verb::kDance:
        case Verb::kFall:
            return true;
        default:
            return false;
    }
}

void SnakePerformer::place(const Pose& origin) {
    const Vec3 front = rotate(origin.rotation, {0, 0, 1});
    const float yaw = std::atan2(front.x, front.z);
    // The thing's origin is under its middle.
    head_ = {origin.position + front * (0.5F * length_m_), yaw};
    way_.clear();
    const int marks = static_cast<int>(1.3F / kMark);
    for (int i = 0; i <= marks; ++i) {
        way_.push_back({head_.at - front * (kMark * length_m_ * static_cast<float>(i)), yaw});
    }
    since_mark_ = 0.0F;
    speed_ = 0.0F;
    turn_ = {};
    solve();
}

void SnakePerformer::begin(const Cue& cue, const StageView& view) {
    view_ = &view;
    cue_ = cue;
    active_ = true;
    told_ = false;
    cue_s_ = 0.0F;
}

void SnakePerformer::rise(std::span<const Pose> from) {
    place({from.front().position, from.front().rotation});
}

Pose SnakePerformer::carry_pose(int object, const StageView& view) const {
    return {
        frames_.pivot[0] + rotate(frames_.turn[0], Vec3{0, 0, 2.6F * radius_m_}),
        view.entity_pose(object).rotation
    };
}

float SnakePerformer::floor_y(Vec3 point) const {
    if (view_ == nullptr) {
        return point.y;
    }
    const float ground = view_->ground_y(point.x, point.z);
    const auto water = view_->water_y(point.x, point.z);
    // It swims with its back out of the water.
    return water ? std::max(ground, *water - 0.6F * radius_m_) : ground;
}

void SnakePerformer::go(float dt) {
    const bool goes = active_ && (cue_.verb == Verb::kWalk || cue_.verb == Verb::kRun ||
                                  cue_.verb == Verb::kSneak || cue_.verb == Verb::kCrawl ||
                                  cue_.verb == Verb::kSlide || cue_.verb == Verb::kSwim ||
                                  cue_.verb == Verb::kHit || cue_.verb == Verb::kEat);
    const bool strikes = cue_.verb == Verb::kHit || cue_.verb == Verb::kEat;
    std::optional<Vec3> goal = cue_.destination;
    if (strikes && std::max(cue_.object, cue_.target) >= 0) {
        goal = view_->entity_pose(std::max(cue_.object, cue_.target)).position;
    }
    float left = 1e3F;
    float heading = std::atan2(cue_.facing.x, cue_.facing.z);
    if (goal) {
        const Vec3 way = *goal - head_.at;
        left = std::sqrt(way.x * way.x + way.z * way.z);
        heading = std::atan2(way.x, way.z);
    }
    // A body length in about two seconds; large ones are not much faster than small ones.
    const float usual = 0.55F * std::sqrt(length_m_) * (cue_.verb == Verb::kRun ? 1.9F : 1.0F) *
                        (cue_.verb == Verb::kSneak ? 0.5F : 1.0F) *
                        clamp(cue_.intensity, 0.4F, 1.8F);
    const float near = strikes ? 0.16F * length_m_ : 0.06F * length_m_;
    const bool there = goal && left < near;
    const float wanted = goes && !there ? std::min(usual, 2.0F * (left - near) + 0.1F) : 0.0F;
    speed_ += clamp((wanted - speed_) * 6.0F, -2.5F, 1.6F) * dt;
    // No bend tighter than a fifth of its length.
    const float error = goes && !there ? wrap_angle(heading - head_.yaw) : 0.0F;
    turn_.step(clamp(2.5F * error, -1.0F, 1.0F) * speed_ / (0.2F * length_m_), dt, 8.0F);
    head_.yaw += turn_.value * dt;
    grow(speed_ * dt);
    // It stops with its head up, and strikes from there.
    const bool alert = speed_ < 0.15F * usual && cue_.verb != Verb::kLie;
    const bool stroke = strikes && there && cue_s_ > 0.35F;
    lift_.step((alert && !stroke ? 0.10F : 0.015F) * length_m_, dt, stroke ? 16.0F : 4.0F);
    if (strikes && there) {
        lunge_.step((stroke ? 0.10F : -0.04F) * length_m_, dt, 22.0F);
    } else {
        lunge_.step(0.0F, dt, 6.0F);
        if (strikes) {
            cue_s_ = 0.0F;  // The stroke is counted from where it got near.
        }
    }
    if (goes && there && (!strikes || cue_s_ > 0.7F)) {
        active_ = false;
    }
}

void SnakePerformer::grow(float by) {
    const float apart = kMark * length_m_;
    const Vec3 ahead = heading_of(head_.yaw);
    head_.at += ahead * by;
    gone_m_ += by;
    since_mark_ += by;
    while (since_mark_ >= apart) {
        since_mark_ -= apart;
        way_.push_front({head_.at - ahead * since_mark_, head_.yaw});
        way_.pop_back();
    }
}

SnakePerformer::Mark SnakePerformer::mark(float behind_m) const {
    const float apart = kMark * length_m_;
    if (behind_m <= since_mark_) {
        return {head_.at - heading_of(head_.yaw) * behind_m, head_.yaw};
    }
    const float steps =
        std::min((behind_m - since_mark_) / apart, static_cast<float>(way_.size()) - 1.001F);
    const auto i = static_cast<std::size_t>(steps);
    const float share = steps - static_cast<float>(i);
    const Mark& a = way_[i];
    const Mark& b = way_[i + 1];
    return {lerp(a.at, b.at, share), a.yaw + share * wrap_angle(b.yaw - a.yaw)};
}

// A point of the body: beside the way by the wave that stands there.
Vec3 SnakePerformer::spine(float behind_m) const {
    const Mark on = mark(std::max(0.0F, behind_m));
    const float phase = 2.0F * kPi * (gone_m_ - behind_m) / (kWave * length_m_);
    const float share = behind_m / length_m_;
    // Head and tail swing less than the middle.
    const float aside = kAside * length_m_ * smoothstep(-0.05F, 0.25F, share);
    const Vec3 ahead = heading_of(on.yaw);
    Vec3 p = on.at + Vec3{ahead.z, 0, -ahead.x} * (aside * std::sin(phase));
    p.y = floor_y(p) + radius_m_;
    const float neck = clamp(1.0F - share / 0.16F, 0.0F, 1.0F);
    p.y += lift_.value * neck * neck;
    p += ahead * (lunge_.value * neck);
    return p;
}

void SnakePerformer::solve() {
    const int count = skeleton_.count();
    Vec3 front = spine(0.0F);
    const Vec3 root = front;
    float behind = 0.0F;
    Quat parent{};
    for (int i = 0; i < count; ++i) {
        // The next joint is where the line is one piece away, not one piece along it.
        float step = 0.8F * piece_m_;
        Vec3 back = spine(behind + step);
        for (int round = 0; round < 3; ++round) {
            step += piece_m_ - distance(back, front);
            back = spine(behind + step);
        }
        behind += step;
        const Vec3 z = normalize(front - back, {0, 0, 1});
        const Vec3 x = normalize(cross(Vec3{0, 1, 0}, z), {1, 0, 0});
        const Quat turn = from_axes(x, cross(z, x), z);
        // The head stays level while the neck is raised.
        joints_[at(i)] = i == 0 ? turn : normalize(inverse(parent) * turn);
        parent = turn;
        front = front - z * piece_m_;
    }
    skeleton_.forward(root, joints_, frames_);
    skeleton_.poses(frames_, poses_);
}

void SnakePerformer::step(double dt_s, const StageView& view, std::vector<Signal>& signals) {
    const auto dt = static_cast<float>(dt_s);
    view_ = &view;
    clock_s_ += dt;
    cue_s_ += dt;
    if (active_ && cue_.verb == Verb::kFall) {
        active_ = false;
        signals.push_back({.kind = SignalKind::kLimp, .link = 0, .point = frames_.pivot[0]});
    }
    go(dt);
    solve();
    if (told_) {
        return;
    }
    const bool waits = cue_.verb == Verb::kStay || cue_.verb == Verb::kStand ||
                       cue_.verb == Verb::kLie || cue_.verb == Verb::kSit ||
                       cue_.verb == Verb::kLook || cue_.verb == Verb::kDance;
    const float length_s = cue_.duration_s > 0.0 ? static_cast<float>(cue_.duration_s) : 1.6F;
    if (!active_ || ((waits || cue_.duration_s > 0.0) && cue_s_ > length_s)) {
        told_ = true;
        active_ = false;
        signals.push_back({.kind = SignalKind::kDone, .detail = "act"});
    }
}

}  // namespace hibari::world
