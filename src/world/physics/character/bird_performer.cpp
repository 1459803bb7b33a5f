#include "world/physics/character/bird_performer.h"

#include "base/check.h"
#include "world/physics/character/feet.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

Quat about_x(float angle) {
    return from_axis_angle({1, 0, 0}, angle);
}

Quat about_y(float angle) {
    return from_axis_angle({0, 1, 0}, angle);
}

Quat about_z(float angle) {
    return from_axis_angle({0, 0, 1}, angle);
}

float level_length(Vec3 v) {
    return std::sqrt(v.x * v.x + v.z * v.z);
}

// From folded (span backwards, trailing edge down) to spread (span outwards, trailing edge back).
Quat spread_wing(bool right) {
    return right ? from_axes({0, 1, 0}, {0, 0, 1}, {1, 0, 0})
                 : from_axes({0, -1, 0}, {0, 0, 1}, {-1, 0, 0});
}

struct Voice {
    std::string_view kind;
    std::string_view call;
};

constexpr Voice kVoices[] = {
    {"duck", "quack"},
    {"goose", "honk"},
    {"swan", "honk"},
    {"flamingo", "honk"},
    {"chicken", "cluck"},
    {"dragon", "roar"},
    {"bee", "bee"},
    {"owl", "owl"},
    {"gull", "screech"},
    {"eagle", "screech"},
    {"peacock", "screech"},
};

std::string voice(std::string_view kind) {
    const auto* const own = std::ranges::find(kVoices, kind, &Voice::kind);
    return std::string(own != std::end(kVoices) ? own->call : "chirp");
}

}  // namespace

BirdPerformer::BirdPerformer(const Entity&, const Thing& thing, const Blueprint& blueprint, Rng rng)
    : kind_(thing.name), skeleton_(blueprint), rng_(rng), poses_(blueprint.links.size()) {
    head_ = skeleton_.find("head");
    tail_ = skeleton_.find("tail");
    for (int side = 0; side < 2; ++side) {
        const std::string name = side == 0 ? "left" : "right";
        wing_[at(side)] = skeleton_.find(name + "_wing");
        tip_[at(side)] = skeleton_.find(name + "_wing_tip");
        const int thigh = skeleton_.find(name + "_thigh");
        const int shank = skeleton_.find(name + "_shank");
        const int foot = skeleton_.find(name + "_foot");
        HIBARI_CHECK(foot > 0 && wing_[at(side)] > 0, name);
        leg_[at(side)] = {
            .upper = thigh,
            .lower = shank,
            .upper_bone = skeleton_.rest_pivot(shank) - skeleton_.rest_pivot(thigh),
            .lower_bone = skeleton_.rest_pivot(foot) - skeleton_.rest_pivot(shank),
            .bends_back = true,
        };
        foot_m_ = skeleton_.rest_pivot(foot).y;
        hip_x_ = std::fabs(skeleton_.rest_pivot(foot).x);
    }
    stand_m_ = skeleton_.root_rest().y;
    upright_ = kind_ == "penguin";
    flightless_ =
        kind_ == "penguin" || kind_ == "chicken" || kind_ == "peacock" || kind_ == "ostrich";
    waddles_ = upright_ || kind_ == "duck" || kind_ == "goose" || kind_ == "swan";
    const Part& trunk = blueprint.links.front().parts.front();
    lean_ = -std::asin(rotate(trunk.local.rotation, {0, 0, -1}).y);
    hops_ = kind_ == "bird";
    flutters_ = kind_ == "butterfly" || kind_ == "bee";
    for (const Part& part : blueprint.links.front().parts) {
        const Aabb box = bounds(part.shape, part.local);
        const Vec3 half = (box.high - box.low) * 0.5F;
        belly_m_ = std::max(belly_m_, part.collides ? (upright_ ? half.z : half.y) : 0.0F);
    }
    for (const Anchor& anchor : blueprint.anchors) {
        if (anchor.name == "mouth") {
            mouth_local_ = anchor.local.position + blueprint.links[at(anchor.link)].rest.position -
                           skeleton_.rest_pivot(head_);
        }
    }
    clock_s_ = static_cast<float>(rng_.uniform(0.0, 9.0));
    place({});
}

bool BirdPerformer::can(Verb verb) const {
    switch (verb) {
        case Verb::kFly:
        case Verb::kFlap:
        case Verb::kLaunch:
            return true;
        case Verb::kStay:
        case Verb::kStand:
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kSneak:
        case Verb::kJump:
        case Verb::kBounce:
        case Verb::kSit:
        case Verb::kDance:
        case Verb::kSwim:
        case Verb::kFloat:
        case Verb::kEat:
        case Verb::kDrink:
        case Verb::kGraze:
        case Verb::kPickUp:
        case Verb::kHit:
        case Verb::kLook:
        case Verb::kNod:
        case Verb::kChirp:
        case Verb::kSing:
        case Verb::kTalk:
        case Verb::kLaugh:
        case Verb::kFall:
        case Verb::kSlide:
            return true;
        default:
            return false;
    }
}

float BirdPerformer::ground(Vec3 p) const {
    float y = view_->ground_y(p.x, p.z);
    if (perch_ && level_length(p - perch_->at) < perch_->reach) {
        y = std::max(y, perch_->at.y);
    }
    if (const auto water = view_->water_y(p.x, p.z)) {
        y = std::max(y, *water);
    }
    return y;
}

Vec3 BirdPerformer::home(int side) const {
    const float out = side == 0 ? hip_x_ : -hip_x_;
    const Vec3 local{out, 0, skeleton_.rest_pivot(leg_[at(side)].upper).z};
    const Vec3 p = root_ + rotate(about_y(yaw_), local);
    return {p.x, root_.y, p.z};
}

void BirdPerformer::place(const Pose& origin) {
    const Vec3 front = rotate(origin.rotation, {0, 0, 1});
    root_ = origin.position;
    yaw_ = std::atan2(front.x, front.z);
    velocity_ = {};
    mode_ = Mode::kGround;
    placed_ = false;
    joints_ = {};
    joints_[0] = about_y(yaw_);
    for (int side = 0; side < 2; ++side) {
        foot_[at(side)] = {};
        foot_[at(side)].at = home(side);
    }
    skeleton_.forward(root_ + Vec3{0, stand_m_, 0}, joints_, frames_);
    skeleton_.poses(frames_, poses_);
}

void BirdPerformer::begin(const Cue& cue, const StageView& view) {
    view_ = &view;
    const bool call = cue.verb == Verb::kChirp || cue.verb == Verb::kSing ||
                      cue.verb == Verb::kTalk || cue.verb == Verb::kLaugh;
    if (call) {
        call_s_ = 0.0F;
        calls_ = 0;
        return;
    }
    cue_ = cue;
    active_ = true;
    done_told_ = false;
    cue_s_ = 0.0F;
    has_goal_ = cue.destination.has_value();
    goal_ = cue.destination.value_or(root_ + normalize(cue.facing, heading_of(yaw_)) * 20.0F);
    if (cue.target >= 0 && (cue.verb == Verb::kFly || cue.verb == Verb::kPickUp)) {
        goal_ = view.entity_pose(cue.target).position;
        has_goal_ = true;
    }
    if (cue.object >= 0 &&
        (cue.verb == Verb::kEat || cue.verb == Verb::kPickUp || cue.verb == Verb::kHit)) {
        goal_ = view.entity_pose(cue.object).position;
        has_goal_ = true;
    }
    orbit_m_ = 0.0F;
    if (cue.target >= 0 && cue.verb == Verb::kFly) {
        choose_perch(cue.target);
    }
    const bool flies = (cue.verb == Verb::kFly || cue.verb == Verb::kLaunch) && !flightless_;
    // A bird that flies to something sits down on it; one that flies somewhere goes on.
    lands_ = flies ? cue.target >= 0 && orbit_m_ == 0.0F : true;
    cruise_m_ = flutters_ ? 0.7F * cue.intensity + 0.2F
                          : clamp(2.2F * cue.intensity + 8.0F * stand_m_, 1.0F, 9.0F);
    if (flies && mode_ != Mode::kAir) {
        take_off();
    }
    bumped_ = false;
    if (cue.verb == Verb::kSlide && mode_ == Mode::kGround) {
        start_slide();
    } else if (mode_ == Mode::kSlide && cue.verb != Verb::kSwim) {
        get_up();  // Who is to swim slides on until it is in the water.
    }
}

// Back on its feet, where it lies.
void BirdPerformer::get_up() {
    mode_ = Mode::kGround;
    mode_s_ = 0.0F;
    velocity_ = {};
    for (int side = 0; side < 2; ++side) {
        foot_[at(side)] = {};
        foot_[at(side)].at = home(side);
        foot_[at(side)].at.y = ground(foot_[at(side)].at);
    }
}

void BirdPerformer::speak(const Utterance&) {
    call_s_ = 0.0F;
    calls_ = 0;
}

void BirdPerformer::mount(std::optional<int>, std::string_view) {}

void BirdPerformer::rise(std::span<const Pose> from) {
    rise_from_ = from.front();
}

Pose BirdPerformer::carry_pose(int object, const StageView& view) const {
    static_cast<void>(object);
    const Pose pose = view.entity_pose(object);
    return {
        frames_.pivot[at(head_)] + rotate(frames_.turn[at(head_)], mouth_local_), pose.rotation
    };
}

void BirdPerformer::tell(SignalKind kind, int link, Vec3 point, Vec3 velocity, std::string detail) {
    signals_->push_back(
        {.kind = kind,
         .link = link,
         .point = point,
         .velocity = velocity,
         .detail = std::move(detail)}
    );
}

float BirdPerformer::flap_hz() const {
    if (kind_ == "butterfly") {
        return 4.0F;  // As slow as large ones are, so that a picture shows it.
    }
    // Wing beats slow down with size: C. Pennycuick, "Wingbeat frequency of birds in steady
    // cruising flight", J. Exp. Biol. 199 (1996), f ~ m^(3/8) S^(-23/24); reduced to mass alone,
    // and kept below what a picture can show.
    return clamp(4.3F * std::pow(skeleton_.mass_kg(), -0.28F), 0.8F, 7.0F);
}

bool BirdPerformer::arrived(float within) const {
    return level_length(goal_ - root_) < within;
}

// ---- Poses.

void BirdPerformer::solve_leg(int side) {
    const TwoBone& chain = leg_[at(side)];
    const int foot = chain.lower + 1;
    const Vec3 hip = frames_.pivot[0] + rotate(frames_.turn[0], skeleton_.bone(chain.upper).offset);
    Vec3 goal = foot_[at(side)].at + Vec3{0, foot_m_, 0};
    Quat sole = about_y(yaw_);
    if (mode_ == Mode::kAir) {
        // Drawn up under the tail; stretched before landing and after the start.
        const float down = wants_to_land()
                               ? 1.0F - smoothstep(0.3F, 1.6F, level_length(goal_ - root_))
                               : 1.0F - smoothstep(0.0F, 0.5F, mode_s_);
        const Vec3 tucked = hip + rotate(frames_.turn[0], Vec3{0, -0.30F, -0.55F} * chain.reach());
        const Vec3 hanging = hip + rotate(about_y(yaw_), Vec3{0, -0.92F, 0.25F} * chain.reach());
        goal = lerp(tucked, hanging, down);
        sole = frames_.turn[0] * about_x(1.2F * (1.0F - down));
    }
    if (mode_ == Mode::kSlide) {
        // Trailing behind.
        const float lies = smoothstep(0.4F, 1.2F, pitch_.value);
        goal =
            lerp(goal, hip + rotate(frames_.turn[0], Vec3{0, -0.95F, -0.1F} * chain.reach()), lies);
        sole = slerp(sole, frames_.turn[0] * about_x(1.1F), lies);
    }
    const TwoBoneTurns turns =
        solve_two_bone(chain, hip, goal, rotate(about_y(yaw_), Vec3{0, 0, 1}));
    const Quat body = frames_.turn[0];
    joints_[at(chain.upper)] = inverse(body) * turns.upper;
    joints_[at(chain.lower)] = inverse(turns.upper) * turns.lower;
    joints_[at(foot)] = inverse(turns.lower) * sole;
}

void BirdPerformer::solve(float dt) {
    phase_ += flap_hz() * dt * (mode_ == Mode::kAir && mode_s_ < 0.8F ? 1.25F : 1.0F);
    const bool air = mode_ == Mode::kAir;
    const float beat = 2.0F * kPi * phase_;
    const float lift = air ? 0.10F * stand_m_ * flap_.value * std::cos(beat) : 0.0F;
    const Vec3 body = root_ + Vec3{0, (air ? 0.0F : stand_m_) + bob_.value + lift, 0};
    const float rest_tilt = upright_ && mode_ != Mode::kWater ? 0.0F : 0.0F;
    joints_[0] =
        normalize(about_y(yaw_) * about_x(pitch_.value + rest_tilt) * about_z(bank_.value));
    // The neck takes back what the body tilts.
    joints_[at(head_)] =
        about_y(head_yaw_.value) *
        about_x(head_pitch_.value - (mode_ == Mode::kGround ? 0.0F : 0.7F * pitch_.value));
    joints_[at(tail_)] = about_x(air ? -0.5F * pitch_.value : 0.1F * std::sin(3.0F * clock_s_));
    for (int side = 0; side < 2; ++side) {
        const bool right = side == 1;
        const float sign = right ? -1.0F : 1.0F;
        const float open = clamp(spread_.value, 0.0F, 1.0F);
        // Down strokes are a little faster than up strokes; the hand follows the arm.
        const float stroke = std::sin(beat + 0.25F * std::sin(beat));
        const float up_now = std::max(0.0F, std::cos(beat));
        const float raise = (air ? 0.10F : 0.25F) +
                            flap_.value * (flutters_ ? 1.05F : 0.72F) * stroke +
                            0.06F * (1.0F - flap_.value);
        // Folded they lie along the trunk.
        const Quat fold =
            flutters_ ? about_z(sign * -0.1F) * about_x(1.25F)
                      : about_x(-0.92F * lean_) * about_y(sign * (upright_ ? -0.12F : 0.0F));
        const Quat flat =
            about_z(sign * raise) * about_y(sign * (air ? 0.10F : 0.0F)) * spread_wing(right);
        joints_[at(wing_[at(side)])] = slerp(fold, flat, open);
        const float lag = flap_.value * 0.55F * std::sin(beat - 1.1F);
        const float tuck = flap_.value * 0.50F * up_now;
        // In the wing's own rest frame the chord is Y and the flat side X.
        const Quat hand = about_y(sign * (lag - 0.05F)) * about_x(-0.22F - tuck);
        joints_[at(tip_[at(side)])] = slerp(Quat{}, hand, open);
    }
    frames_.pivot[0] = body;
    frames_.turn[0] = joints_[0];
    for (int side = 0; side < 2; ++side) {
        solve_leg(side);
    }
    skeleton_.forward(body, joints_, frames_);
    skeleton_.poses(frames_, poses_);
}

void BirdPerformer::step(double dt_s, const StageView& view, std::vector<Signal>& signals) {
    const auto dt = static_cast<float>(dt_s);
    view_ = &view;
    signals_ = &signals;
    clock_s_ += dt;
    cue_s_ += dt;
    mode_s_ += dt;
    if (!placed_) {
        placed_ = true;
        // What is under its feet may be higher than any step: a branch.
        const Vec3 over{0, 0.5F * stand_m_, 0};
        if (!view.is_free(root_ + over, root_ - over)) {
            perch_ = Perch{root_, 0.5F * stand_m_ + 0.12F};
        }
        const float floor = ground(root_);
        if (root_.y > floor + 0.5F && !flightless_) {
            mode_ = Mode::kAir;
            mode_s_ = 2.0F;
            spread_ = {1.0F, 0.0F};
            flap_ = {1.0F, 0.0F};
            velocity_ = heading_of(yaw_) * 3.0F;
            cruise_m_ = std::max(cruise_m_, root_.y - floor);
        }
    }
    if (rise_from_) {
        root_ = rise_from_->position;
        root_.y = ground(root_);
        const Vec3 ahead = rotate(rise_from_->rotation, {0, 0, 1});
        yaw_ = std::atan2(ahead.x, ahead.z);
        bob_ = {rise_from_->position.y - root_.y - stand_m_, 0.0F};
        mode_ = Mode::kGround;
        for (int side = 0; side < 2; ++side) {
            foot_[at(side)] = {};
            foot_[at(side)].at = home(side);
        }
        rise_from_.reset();
        limp_ = false;
    }
    if (took_off_) {
        took_off_ = false;
        tell(SignalKind::kTakeOff, 0, root_, velocity_);
    }
    const auto water = view.water_y(root_.x, root_.z);
    // Once afloat it stays so until it is well aground, or each wave would set it on its feet.
    const float draught = (mode_ == Mode::kWater ? 0.25F : 0.6F) * stand_m_;
    const bool wet = water && *water > view.ground_y(root_.x, root_.z) + draught;
    if (mode_ == Mode::kSlide && wet) {
        plunge();
    } else if (mode_ == Mode::kGround && wet) {
        mode_ = Mode::kWater;
    } else if (mode_ == Mode::kWater && !wet) {
        mode_ = Mode::kGround;
        root_.y = ground(root_);
    }
    head_pitch_.step(0.0F, dt, 3.0F);
    const bool walks =
        active_ && (cue_.verb == Verb::kWalk || cue_.verb == Verb::kRun ||
                    cue_.verb == Verb::kSneak || (cue_.verb == Verb::kFly && flightless_));
    const bool pecks = active_ && (cue_.verb == Verb::kEat || cue_.verb == Verb::kDrink ||
                                   cue_.verb == Verb::kGraze || cue_.verb == Verb::kPickUp ||
                                   cue_.verb == Verb::kHit);
    if (mode_ == Mode::kHop) {
        hop(dt);
    } else if (mode_ == Mode::kAir) {
        fly(dt);
    } else if (mode_ == Mode::kWater) {
        float_on_water(dt);
    } else if (mode_ == Mode::kSlide) {
        slide(dt);
    } else {
        const float floor = ground(root_);
        root_.y += (floor - root_.y) * std::min(1.0F, 14.0F * dt);
        if (walks) {
            walk(dt);
        } else if (pecks) {
            peck(dt);
        } else if (active_ && (cue_.verb == Verb::kJump || cue_.verb == Verb::kBounce) &&
                   cue_s_ < 0.02F) {
            const float up = 1.1F * std::sqrt(9.81F * stand_m_);
            hop_from_ = root_;
            hop_velocity_ = heading_of(yaw_) * 0.4F + Vec3{0, up, 0};
            mode_ = Mode::kHop;
            mode_s_ = 0.0F;
        } else {
            stand(dt);
        }
        if (active_ && cue_.verb == Verb::kFall) {
            limp_ = true;
            active_ = false;
            tell(SignalKind::kLimp, 0, root_, velocity_, "fell");
        }
    }
    if (call_s_ >= 0.0F) {
        call_s_ += dt;
        const float every = voice(kind_) == "chirp" ? 0.42F : kind_ == "owl" ? 2.2F : 0.7F;
        if (call_s_ > every * static_cast<float>(calls_) + 0.1F) {
            ++calls_;
            tell(SignalKind::kCall, head_, frames_.pivot[at(head_)], {}, voice(kind_));
        }
        const float since = call_s_ - every * static_cast<float>(calls_ - 1) - 0.1F;
        head_pitch_.value -= 0.35F * std::exp(-18.0F * std::max(0.0F, since)) * dt * 20.0F;
        if (calls_ >= 4) {
            call_s_ = -1.0F;
            if (done_told_) {
                tell(SignalKind::kDone, -1, {}, {}, "call");
            }
        }
    }
    solve(dt);
    if (!done_told_) {
        const float length_s =
            cue_.duration_s > 0.0 ? static_cast<float>(cue_.duration_s) : (pecks ? 3.0F : 1.6F);
        const bool goes = walks || mode_ == Mode::kSlide || cue_.verb == Verb::kFly ||
                          cue_.verb == Verb::kSwim || cue_.verb == Verb::kLaunch;
        if (!active_ || (!goes && cue_s_ > length_s && mode_ != Mode::kHop)) {
            done_told_ = true;
            if (!goes) {
                active_ = cue_.verb == Verb::kSit;
            }
            tell(SignalKind::kDone, -1, {}, {}, "act");
        }
    }
}

}  // namespace hibari::world
