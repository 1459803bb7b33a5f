#include "world/physics/character/bird_performer.h"

#include "base/check.h"
#include "world/physics/character/feet.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hibari::world {

namespace {

constexpr float kOrbits = 6.0F;  // What is so many times as wide as a bird is high it flies round.

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

std::string voice(std::string_view kind) {
    if (kind == "duck") {
        return "quack";
    }
    if (kind == "chicken") {
        return "cluck";
    }
    return kind == "gull" || kind == "eagle" ? "screech" : "chirp";
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
    flightless_ = kind_ == "penguin" || kind_ == "chicken";
    hops_ = kind_ == "bird";
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
    cruise_m_ = clamp(2.2F * cue.intensity + 8.0F * stand_m_, 1.0F, 9.0F);
    if (flies && mode_ != Mode::kAir) {
        take_off();
    }
}

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
    // Wing beats slow down with size: C. Pennycuick, "Wingbeat frequency of birds in steady
    // cruising flight", J. Exp. Biol. 199 (1996), f ~ m^(3/8) S^(-23/24); reduced to mass alone,
    // and kept below what a picture can show.
    return clamp(4.3F * std::pow(skeleton_.mass_kg(), -0.28F), 1.6F, 7.0F);
}

bool BirdPerformer::arrived(float within) const {
    return level_length(goal_ - root_) < within;
}

// ---- On the ground.

void BirdPerformer::stand(float dt) {
    velocity_ = velocity_ * std::exp(-8.0F * dt);
    root_ += velocity_ * dt;
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
    bank_.step((upright_ || kind_ == "duck" ? 0.16F : 0.03F) * swing, dt, 18.0F);
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

// ---- On the wing.

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
    const float cruise = clamp(6.2F * std::pow(mass, 0.13F), 3.2F, 11.0F) *
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
        std::min(1.0F, 2.0F * dt)
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
    pitch_.step(0.04F * std::sin(2.3F * clock_s_), dt, 5.0F);
    bob_.step(0.0F, dt, 8.0F);
    head_yaw_.step(0.5F * std::sin(0.7F * clock_s_), dt, 5.0F);
    head_pitch_.step(0.0F, dt, 8.0F);
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
        const float raise =
            (air ? 0.10F : 0.25F) + flap_.value * 0.72F * stroke + 0.06F * (1.0F - flap_.value);
        const Quat fold = upright_ ? about_x(-1.35F) * about_y(sign * -0.12F) : Quat{};
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
    const bool wet = water && *water > view.ground_y(root_.x, root_.z) + 0.6F * stand_m_;
    if (mode_ == Mode::kGround && wet) {
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
        const float every = kind_ == "duck" || kind_ == "chicken" ? 0.7F : 0.42F;
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
        const bool goes = walks || cue_.verb == Verb::kFly || cue_.verb == Verb::kSwim ||
                          cue_.verb == Verb::kLaunch;
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
