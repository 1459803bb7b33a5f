#include "world/physics/character/crawler_performer.h"

#include "base/check.h"
#include "world/physics/character/feet.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace hibari::world {

namespace {

constexpr float kStride = 0.55F;  // In reaches of a foot.

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

Quat about_y(float angle) {
    return from_axis_angle({0, 1, 0}, angle);
}

}  // namespace

CrawlerPerformer::CrawlerPerformer(const Thing& thing, const Blueprint& blueprint, Rng rng)
    : sideways_(thing.name == "crab"), skeleton_(blueprint), poses_(blueprint.links.size()) {
    for (int i = 0;; ++i) {
        const std::string name = "leg_" + std::to_string(i);
        const int upper = skeleton_.find(name + "_upper");
        const int lower = skeleton_.find(name + "_lower");
        if (upper < 0 || lower < 0) {
            break;
        }
        Leg leg;
        for (const Anchor& anchor : blueprint.anchors) {
            if (anchor.name == name + "_foot") {
                leg.rest = anchor.local.position + blueprint.links[at(anchor.link)].rest.position;
            }
        }
        const Vec3 knee = skeleton_.rest_pivot(lower);
        leg.chain = {
            .upper = upper,
            .lower = lower,
            .upper_bone = knee - skeleton_.rest_pivot(upper),
            .lower_bone = leg.rest - knee,
            .bends_back = true,
        };
        legs_.push_back(leg);
    }
    HIBARI_CHECK(legs_.size() >= 6 && legs_.size() % 2 == 0, legs_.size());
    reach_m_ = 0.0F;
    for (const Leg& leg : legs_) {
        reach_m_ = std::max(reach_m_, std::fabs(leg.rest.x));
    }
    stand_m_ = skeleton_.root_rest().y;
    for (const Anchor& anchor : blueprint.anchors) {
        if (anchor.name == "mouth") {
            mouth_ = anchor.local.position + blueprint.links.front().rest.position -
                     skeleton_.root_rest();
        }
    }
    clock_s_ = static_cast<float>(rng.uniform(0.0, 9.0));
    place({});
}

bool CrawlerPerformer::can(Verb verb) const {
    switch (verb) {
        case Verb::kStay:
        case Verb::kStand:
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kSneak:
        case Verb::kCrawl:
        case Verb::kSit:
        case Verb::kLie:
        case Verb::kLook:
        case Verb::kSpin:
        case Verb::kDance:
        case Verb::kFall:
            return true;
        default:
            return false;
    }
}

float CrawlerPerformer::floor_y(Vec3 point) const {
    return view_ == nullptr ? root_.y : view_->ground_y(point.x, point.z);
}

Vec3 CrawlerPerformer::home(const Leg& leg) const {
    Vec3 p = root_ + rotate(about_y(yaw_), Vec3{leg.rest.x, 0, leg.rest.z});
    p.y = floor_y(p) + leg.rest.y;
    return p;
}

void CrawlerPerformer::place(const Pose& origin) {
    const Vec3 front = rotate(origin.rotation, {0, 0, 1});
    root_ = origin.position;
    yaw_ = std::atan2(front.x, front.z);
    velocity_ = {};
    height_ = {};
    placed_ = false;
    for (Leg& leg : legs_) {
        leg.swings = false;
        leg.at = home(leg);
    }
    solve();
}

void CrawlerPerformer::begin(const Cue& cue, const StageView& view) {
    view_ = &view;
    cue_ = cue;
    active_ = true;
    told_ = false;
    cue_s_ = 0.0F;
}

void CrawlerPerformer::rise(std::span<const Pose> from) {
    Pose on_ground = from.front();
    on_ground.position.y = floor_y(on_ground.position);
    place(on_ground);
}

Pose CrawlerPerformer::carry_pose(int object, const StageView& view) const {
    return {frames_.pivot[0] + rotate(frames_.turn[0], mouth_), view.entity_pose(object).rotation};
}

void CrawlerPerformer::go(float dt) {
    const bool goes = active_ && (cue_.verb == Verb::kWalk || cue_.verb == Verb::kRun ||
                                  cue_.verb == Verb::kSneak || cue_.verb == Verb::kCrawl);
    const float usual = 4.0F * reach_m_ * (cue_.verb == Verb::kRun ? 2.0F : 1.0F) *
                        (cue_.verb == Verb::kSneak ? 0.4F : 1.0F) *
                        clamp(cue_.intensity, 0.4F, 1.8F);
    float heading = std::atan2(cue_.facing.x, cue_.facing.z);
    float left = 1e3F;
    if (cue_.destination) {
        const Vec3 way = *cue_.destination - root_;
        left = std::sqrt(way.x * way.x + way.z * way.z);
        heading = left > 0.5F * reach_m_ ? std::atan2(way.x, way.z) : heading;
    }
    const float near = 0.5F * reach_m_;
    const bool there = cue_.destination && left < near;
    // A crab goes where its side points.
    const float facing = sideways_ ? heading - 0.5F * kPi : heading;
    float wanted_turn =
        goes && !there ? clamp(wrap_angle(facing - yaw_) * 4.0F, -3.0F, 3.0F) : 0.0F;
    if (active_ && (cue_.verb == Verb::kSpin || cue_.verb == Verb::kDance)) {
        wanted_turn = 2.5F;
    }
    turn_rate_ += (wanted_turn - turn_rate_) * std::min(1.0F, 8.0F * dt);
    yaw_ += turn_rate_ * dt;
    const float ahead = sideways_ ? yaw_ + 0.5F * kPi : yaw_;
    const float aligned = std::max(0.0F, std::cos(wrap_angle(heading - ahead)));
    const float wanted =
        goes && !there ? std::min(usual * aligned, 3.0F * (left - near) + 0.1F * reach_m_) : 0.0F;
    velocity_ = lerp(velocity_, heading_of(ahead) * wanted, std::min(1.0F, 8.0F * dt));
    root_ += velocity_ * dt;
    if (goes && there) {
        active_ = false;
    }
}

void CrawlerPerformer::move_feet(float dt) {
    const float speed = length(velocity_) + std::fabs(turn_rate_) * reach_m_;
    const float stride = kStride * reach_m_;
    const bool settles = speed < 0.05F * reach_m_;
    phase_ += (settles ? 2.0F : std::max(2.0F, 0.5F * speed / stride)) * dt;
    phase_ -= std::floor(phase_);
    float ground = 0.0F;
    for (int i = 0; i < legs(); ++i) {
        Leg& leg = legs_[at(i)];
        // The left one of a pair and the right one of the next go together.
        const float group = (i / 2 + i) % 2 == 0 ? 0.0F : 0.5F;
        const float own = phase_ + group - std::floor(phase_ + group);
        const Vec3 goal = home(leg) + velocity_ * (0.25F * stride / std::max(speed, 0.05F));
        const bool away = distance(leg.at, home(leg)) > 0.15F * reach_m_;
        if (own < 0.5F) {
            if (!leg.swings && (!settles || away) && own < 0.25F) {
                leg.swings = true;
                leg.from = leg.at;
            }
            if (leg.swings) {
                const float u = smoothstep(0.0F, 1.0F, 2.0F * own);
                leg.at = lerp(leg.from, goal, u);
                leg.at.y += 0.28F * stand_m_ * std::sin(2.0F * kPi * own);
            }
        } else if (leg.swings) {
            leg.swings = false;
            leg.at.y = floor_y(leg.at) + leg.rest.y;
        }
        ground += (leg.at.y - leg.rest.y) / static_cast<float>(legs());
    }
    height_.step(ground - root_.y, dt, 14.0F);
}

void CrawlerPerformer::solve() {
    const float breath = 0.015F * stand_m_ * std::sin(2.3F * clock_s_);
    const Vec3 body = root_ + Vec3{0, stand_m_ + height_.value + breath, 0};
    joints_[0] = about_y(yaw_);
    for (const Leg& leg : legs_) {
        const Vec3 hip = body + rotate(joints_[0], skeleton_.bone(leg.chain.upper).offset);
        // Knees stand up.
        const TwoBoneTurns turns = solve_two_bone(leg.chain, hip, leg.at, {0, 1, 0});
        joints_[at(leg.chain.upper)] = inverse(joints_[0]) * turns.upper;
        joints_[at(leg.chain.lower)] = inverse(turns.upper) * turns.lower;
    }
    skeleton_.forward(body, joints_, frames_);
    skeleton_.poses(frames_, poses_);
}

void CrawlerPerformer::step(double dt_s, const StageView& view, std::vector<Signal>& signals) {
    const auto dt = static_cast<float>(dt_s);
    view_ = &view;
    clock_s_ += dt;
    cue_s_ += dt;
    if (!placed_) {
        placed_ = true;
        for (Leg& leg : legs_) {
            leg.at = home(leg);
        }
        height_.value = floor_y(root_) - root_.y;
    }
    if (active_ && cue_.verb == Verb::kFall) {
        active_ = false;
        signals.push_back({.kind = SignalKind::kLimp, .link = 0, .point = frames_.pivot[0]});
    }
    go(dt);
    move_feet(dt);
    solve();
    if (told_) {
        return;
    }
    const bool goes = cue_.verb == Verb::kWalk || cue_.verb == Verb::kRun ||
                      cue_.verb == Verb::kSneak || cue_.verb == Verb::kCrawl;
    const float length_s = cue_.duration_s > 0.0 ? static_cast<float>(cue_.duration_s) : 1.6F;
    if (!active_ || ((!goes || cue_.duration_s > 0.0) && cue_s_ > length_s)) {
        told_ = true;
        active_ = false;
        signals.push_back({.kind = SignalKind::kDone, .detail = "act"});
    }
}

}  // namespace hibari::world
