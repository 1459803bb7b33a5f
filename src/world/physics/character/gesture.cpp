#include "world/physics/character/gesture.h"

#include "world/things/person.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

constexpr float kForever = 1e6F;

float sign_of(int side) {
    return side == 0 ? 1.0F : -1.0F;
}

float natural_duration(const Cue& cue) {
    const auto times = static_cast<float>(std::max(1, cue.repeat));
    switch (cue.verb) {
        case Verb::kWave:
            return 0.9F + 1.5F * times;
        case Verb::kPoint:
            return 2.2F;
        case Verb::kClap:
            return 1.2F + 1.2F * times;
        case Verb::kNod:
        case Verb::kShakeHead:
            return 0.5F + 0.9F * times;
        case Verb::kBow:
            return 2.5F * times;
        case Verb::kLook:
            return 2.2F;
        case Verb::kLaugh:
            return 2.8F * times;
        case Verb::kSmile:
        case Verb::kFrown:
            return 2.6F;
        case Verb::kGasp:
            return 2.0F;
        case Verb::kCry:
            return 4.0F;
        case Verb::kEat:
        case Verb::kDrink:
            return 0.4F + 2.6F * times;
        case Verb::kHug:
            return 3.0F;
        default:
            return 4.0F;
    }
}

// Fingers point along (0, sin, cos) of the heading's frame, the palm faces inwards.
Quat hand_ahead(const Self& self, float up_deg) {
    return from_axis_angle({0, 1, 0}, self.body.yaw) *
           from_axis_angle({1, 0, 0}, radians(-90.0F - up_deg));
}

}  // namespace

// A smooth, never repeating wander between -1 and 1.
float wander(float t, float seed) {
    return 0.5F * std::sin(1.7F * t + seed) + 0.3F * std::sin(2.9F * t + 2.3F * seed) +
           0.2F * std::sin(5.3F * t + 4.1F * seed);
}

Vec3 mouth_of(const Self& self) {
    const Frames& f = self.body.frames();
    return self.body.head() + rotate(f.turn[kHead], Vec3{0, -0.062F, 0.10F} * self.body.scale());
}

void mix_arm(ArmPose& arm, const ArmPose& goal, float w) {
    arm.raise = lerp(arm.raise, goal.raise, w);
    arm.spread = lerp(arm.spread, goal.spread, w);
    arm.twist = lerp(arm.twist, goal.twist, w);
    arm.elbow = lerp(arm.elbow, goal.elbow, w);
    arm.roll = lerp(arm.roll, goal.roll, w);
    arm.wrist = lerp(arm.wrist, goal.wrist, w);
    arm.curl = lerp(arm.curl, goal.curl, w);
    arm.shrug = lerp(arm.shrug, goal.shrug, w);
    arm.reach = lerp(arm.reach, goal.reach, w);
}

bool is_gesture(Verb verb) {
    switch (verb) {
        case Verb::kWave:
        case Verb::kPoint:
        case Verb::kClap:
        case Verb::kNod:
        case Verb::kShakeHead:
        case Verb::kBow:
        case Verb::kLook:
        case Verb::kTalk:
        case Verb::kSing:
        case Verb::kLaugh:
        case Verb::kCry:
        case Verb::kSmile:
        case Verb::kFrown:
        case Verb::kGasp:
        case Verb::kHold:
        case Verb::kEat:
        case Verb::kDrink:
        case Verb::kRead:
        case Verb::kPlayInstrument:
        case Verb::kHug:
            return true;
        default:
            return false;
    }
}

Gesture::Gesture(const Cue& cue, const Self& self)
    : cue_(cue), speed_(self.temper.tempo * (0.7F + 0.3F * cue.intensity)) {
    duration_s_ =
        cue.duration_s > 0.0 ? static_cast<float>(cue.duration_s) : natural_duration(cue) / speed_;
    if (cue.verb == Verb::kHold && cue.duration_s <= 0.0) {
        duration_s_ = 1.0F;
    }
}

bool Gesture::uses_arms() const {
    return cue_.verb != Verb::kNod && cue_.verb != Verb::kShakeHead && cue_.verb != Verb::kLook &&
           cue_.verb != Verb::kBow && cue_.verb != Verb::kSmile && cue_.verb != Verb::kFrown;
}

void Gesture::stop() {
    duration_s_ = std::min(duration_s_, time_s_ + 0.45F);
}

float Gesture::weight() const {
    const float fade = std::min(0.45F, 0.4F * duration_s_);
    return envelope(time_s_, duration_s_, fade, fade);
}

Vec3 Gesture::aim_point(const Self& self) const {
    if (cue_.target >= 0) {
        return self.view->entity_pose(cue_.target).position;
    }
    if (cue_.object >= 0 && !self.hold.holds()) {
        return self.view->entity_pose(cue_.object).position;
    }
    return cue_.destination.value_or(self.view->camera_position());
}

void Gesture::wave(Self& self, float w) {
    const int side = self.hold.holds() && self.hold.side == self.main_side() ? 1 - self.main_side()
                                                                             : self.main_side();
    const float swing = std::sin(2.0F * kPi * 1.75F * speed_ * time_s_);
    const float high = 8.0F * (cue_.intensity - 1.0F);
    const ArmPose goal{
        .raise = 18.0F,
        .spread = 74.0F + high + 4.0F * swing,
        .twist = -72.0F,
        .elbow = 92.0F - 10.0F * cue_.intensity + (18.0F + 8.0F * cue_.intensity) * swing,
        .roll = -8.0F,
        .wrist = 4.0F,
        .curl = 4.0F,
        .shrug = 7.0F,
    };
    mix_arm(self.body.want.arm[at(side)], goal, w);
    self.body.want.chest.roll += w * 2.5F * sign_of(1 - side) * -1.0F;
    self.gaze = aim_point(self);
    self.face.smile = lerp(self.face.smile, 0.92F, w);
    self.face.brow = lerp(self.face.brow, 0.68F, w);
}

void Gesture::point(Self& self, float w) {
    const Vec3 aim_at = aim_point(self);
    const Vec3 away = self.body.to_heading(aim_at);
    // The hand on the side of the goal points.
    const int side = away.x > 0.25F ? 0 : away.x < -0.25F ? 1 : self.main_side();
    const Frames& f = self.body.frames();
    const auto shoulder = at(side == 0 ? kLeftUpperArm : kRightUpperArm);
    const auto collar = at(side == 0 ? kLeftClavicle : kRightClavicle);
    Vec3 way = normalize(rotate(inverse(f.turn[collar]), aim_at - f.pivot[shoulder]), {0, 0, 1});
    way.x *= sign_of(side);
    // The inverse of what set_arm does to a hanging arm.
    const ArmPose goal{
        .raise = clamp(degrees(std::atan2(way.z, -way.y)), -20.0F, 170.0F),
        .spread = clamp(degrees(std::asin(clamp(way.x, -1.0F, 1.0F))), -25.0F, 110.0F),
        .twist = 20.0F,
        .elbow = 5.0F,
        .roll = 40.0F,
        .curl = 12.0F,
        .shrug = 5.0F,
        .reach = 8.0F,
    };
    mix_arm(self.body.want.arm[at(side)], goal, w);
    self.body.want.chest.yaw +=
        w * clamp(degrees(std::atan2(away.x, away.z)) * 0.15F, -15.0F, 15.0F);
    self.gaze = aim_at;
}

void Gesture::clap(Self& self, float w) {
    const float rate = 2.3F + 0.7F * cue_.intensity;
    const float phase = rate * time_s_;
    const float open = 0.5F - 0.5F * std::cos(2.0F * kPi * phase);
    const float s = self.body.scale();
    const Vec3 middle{0, 0.37F * s, 0.36F * s};
    const Vec3 chest = self.body.frames().pivot[kAbdomen] - self.body.root;
    const Vec3 center = self.body.to_world(Vec3{0, chest.y, 0} + middle - Vec3{0, 0.08F * s, 0});
    for (int side = 0; side < 2; ++side) {
        HandGoal& goal = self.body.hand[at(side)];
        const float half = 0.010F + 0.13F * open * (0.6F + 0.4F * cue_.intensity);
        const Vec3 out = rotate(
            from_axis_angle({0, 1, 0}, self.body.yaw),
            {sign_of(side) * half * s, side == 0 ? 0.01F : 0.0F, 0}
        );
        goal.palm = center + out;
        goal.turn = hand_ahead(self, 28.0F);
        goal.elbow = {0.8F, -0.9F, -0.4F};
        goal.weight = w;
        self.body.want.arm[at(side)].curl = lerp(self.body.want.arm[at(side)].curl, 6.0F, w);
    }
    if (std::floor(phase) > std::floor(last_phase_) && w > 0.6F) {
        self.signal(SignalKind::kCall, kRightHand, -1, center, {}, "clap");
    }
    last_phase_ = phase;
    self.body.want.waist.pitch += 2.0F * w * (1.0F - open);
    self.face.smile = lerp(self.face.smile, 0.85F, w);
}

void Gesture::nod(Self& self, float w, bool sideways) {
    const float swing = std::sin(2.0F * kPi * (sideways ? 1.25F : 1.5F) * speed_ * time_s_);
    Posture& p = self.body.want;
    const float size = w * (0.7F + 0.3F * cue_.intensity);
    if (sideways) {
        p.head.yaw += 22.0F * size * swing;
        p.neck.yaw += 7.0F * size * swing;
        self.face.brow = lerp(self.face.brow, 0.3F, w);
    } else {
        p.head.pitch += size * (5.0F + 13.0F * swing);
        p.neck.pitch += size * 5.0F * swing;
        self.face.smile = lerp(self.face.smile, 0.7F, w);
    }
}

void Gesture::bow(Self& self) {
    const float deep = envelope(time_s_, duration_s_, 0.42F * duration_s_, 0.42F * duration_s_) *
                       (0.6F + 0.4F * cue_.intensity);
    Posture& p = self.body.want;
    p.hips.pitch += 34.0F * deep;
    p.waist.pitch += 14.0F * deep;
    p.chest.pitch += 8.0F * deep;
    p.neck.pitch += 6.0F * deep;
    p.head.pitch += 9.0F * deep;
    p.pelvis.z -= 0.11F * deep;
    p.pelvis.y -= 0.035F * deep;
    for (int side = 0; side < 2; ++side) {
        p.arm[at(side)].raise += 22.0F * deep;
    }
    if (deep > 0.2F) {
        self.gaze.reset();
    }
}

void Gesture::look(Self& self) {
    self.gaze = aim_point(self);
}

void Gesture::sing(Self& self, float w) {
    Posture& p = self.body.want;
    const float beat = std::sin(2.0F * kPi * 0.8F * time_s_);
    const float slow = std::sin(2.0F * kPi * 0.27F * time_s_);
    p.chest.pitch -= 5.0F * w;
    p.head.pitch -= 6.0F * w + 3.0F * w * slow;
    p.head.roll += 5.0F * w * beat;
    p.waist.roll += 3.0F * w * beat;
    p.pelvis.x += 0.02F * w * beat;
    const int side = self.main_side();
    mix_arm(
        p.arm[at(1 - side)],
        {.raise = 42.0F + 14.0F * slow,
         .spread = 34.0F,
         .twist = -28.0F,
         .elbow = 55.0F + 10.0F * beat,
         .roll = -50.0F,
         .curl = 12.0F},
        w
    );
    mix_arm(
        p.arm[at(side)],
        {.raise = 38.0F,
         .spread = 12.0F,
         .twist = 42.0F,
         .elbow = 118.0F,
         .roll = 10.0F,
         .curl = self.hold.holds() ? 60.0F : 25.0F},
        w
    );
    if (!self.face.is_speaking()) {
        self.face.open = w * (0.35F + 0.35F * (0.5F + 0.5F * wander(1.6F * time_s_, 2.0F)));
    }
    self.face.brow = lerp(self.face.brow, 0.75F, w);
    self.gaze = self.view->camera_position();
}

void Gesture::hold(Self& self) {
    if (cue_.object < 0 || self.hold.object == cue_.object ||
        self.find_palmed(cue_.object) != nullptr) {
        return;
    }
    if (self.hold.holds()) {
        // One hand is full: it goes onto the palm that carries less.
        self.change_grip(false);
        std::array<int, 2> load{};
        ++load[at(self.hold.side)];
        for (const Palmed& thing : self.palmed) {
            ++load[at(thing.side)];
        }
        self.palm(cue_.object, load[0] < load[1] ? 0 : 1);
    } else {
        const Vec3 half = self.view->entity_half_extent(cue_.object);
        const bool tool = self.view->anchor(cue_.object, "grip").has_value();
        const bool large = std::max({half.x, half.y, half.z}) > 0.10F;
        self.grab(cue_.object, self.main_side(), large && !tool);
    }
}

void Gesture::feed(Self& self, float w, bool drinking) {
    if (cue_.object >= 0 && !self.hold.holds()) {
        self.grab(cue_.object, self.main_side());
    }
    const int side = self.hold.holds() ? self.hold.side : self.main_side();
    const float cycle = std::fmod(speed_ * time_s_, 2.6F);
    const float up = envelope(cycle, 2.6F, 0.75F, 0.75F);
    Posture& p = self.body.want;
    const float w_up = w * up;
    mix_arm(
        p.arm[at(side)],
        {.raise = 36, .spread = 14, .twist = 26, .elbow = 92, .roll = 5, .curl = 55},
        w
    );
    HandGoal& goal = self.body.hand[at(side)];
    const Vec3 mouth = mouth_of(self);
    const Vec3 front = heading_of(self.body.yaw);
    const float gap = self.hold.holds() ? self.hold.radius() : 0.02F;
    goal.palm = mouth + front * (0.035F + gap) +
                Vec3{0, -0.03F - (drinking ? 0.5F * self.hold.half.y : 0.0F), 0};
    goal.turn.reset();
    goal.elbow = {0.7F, -1.0F, 0.1F};
    goal.weight = std::max(goal.weight, w_up);
    if (drinking) {
        p.head.pitch -=
            16.0F * w * smoothstep(0.7F, 1.1F, cycle) * (1.0F - smoothstep(1.7F, 2.0F, cycle));
        self.face.open = std::max(self.face.open, 0.2F * w_up);
    } else {
        // A bite when the hand is there, then chewing.
        const float bite = envelope(cycle - 0.6F, 0.5F, 0.2F, 0.2F);
        const float chew =
            cycle > 1.2F ? std::max(0.0F, std::sin(2.0F * kPi * 1.9F * cycle)) : 0.0F;
        self.face.open = std::max(self.face.open, w * std::max(0.6F * bite, 0.18F * chew));
        p.head.pitch += 5.0F * w_up;
    }
}

void Gesture::read(Self& self, float w) {
    if (cue_.object >= 0 && !self.hold.holds()) {
        self.grab(cue_.object, self.main_side(), true);
    }
    Posture& p = self.body.want;
    const float s = self.body.scale();
    const Vec3 chest = self.body.frames().pivot[kChest] - self.body.root;
    const Vec3 center = self.body.to_world({0, chest.y + 0.06F * s, 0.36F * s});
    const float half = self.hold.holds() ? std::max(0.05F, self.hold.half.x) : 0.10F;
    if (self.hold.holds() && self.hold.both_hands) {
        self.hold_at(center);
        self.hold.world_turn = slerp(
            self.hold.world_turn,
            from_axis_angle({0, 1, 0}, self.body.yaw) * from_axis_angle({1, 0, 0}, radians(55)),
            0.02F
        );
    }
    for (int side = 0; side < 2; ++side) {
        HandGoal& goal = self.body.hand[at(side)];
        goal.palm = center + rotate(
                                 from_axis_angle({0, 1, 0}, self.body.yaw),
                                 {sign_of(side) * half, -0.02F, -0.01F}
                             );
        goal.turn = hand_ahead(self, 8.0F);
        goal.elbow = {0.6F, -1.0F, -0.2F};
        goal.weight = w;
        p.arm[at(side)].curl = lerp(p.arm[at(side)].curl, 40.0F, w);
    }
    self.gaze =
        center +
        rotate(from_axis_angle({0, 1, 0}, self.body.yaw), {0.05F * std::sin(2.2F * time_s_), 0, 0});
}

void Gesture::hug(Self& self, float w) {
    Posture& p = self.body.want;
    const float close = envelope(time_s_, duration_s_, 0.9F, 0.8F);
    for (int side = 0; side < 2; ++side) {
        mix_arm(
            p.arm[at(side)],
            {.raise = 72.0F + (side == self.main_side() ? 8.0F : -8.0F),
             .spread = lerp(42.0F, 8.0F, close),
             .twist = 46.0F,
             .elbow = lerp(25.0F, 62.0F, close),
             .roll = 20.0F,
             .wrist = 14.0F,
             .curl = 18.0F,
             .reach = 10.0F},
            w
        );
    }
    p.waist.pitch += 7.0F * w * close;
    p.head.roll += 9.0F * w * close * sign_of(self.main_side());
    self.face.smile = lerp(self.face.smile, 0.95F, w);
    self.face.squint = 0.7F * close * w;
}

void talk(Self& self, float weight) {
    if (weight <= 0.001F) {
        return;
    }
    Posture& p = self.body.want;
    const float t = self.face.speech_s() * self.temper.tempo;
    const float energy = self.temper.energy;
    // Beats with the voice: every couple of syllables a small stroke of the forearms.
    const float stroke = 0.5F + 0.5F * std::sin(2.0F * kPi * 0.95F * t);
    const float beat = stroke * stroke * (0.5F + 0.8F * self.face.voice());
    p.head.pitch += weight * (2.5F * wander(1.9F * t, 0.3F) - 3.0F * beat * energy);
    p.head.yaw += weight * 4.0F * wander(0.9F * t, 1.7F);
    p.head.roll += weight * 3.0F * wander(0.7F * t, 4.0F);
    p.waist.yaw += weight * 2.5F * wander(0.45F * t, 2.1F);
    self.face.brow += weight * 0.25F * wander(1.1F * t, 0.9F);
    if (self.busy_hands) {
        return;
    }
    const int main = self.main_side();
    for (int side = 0; side < 2; ++side) {
        if (self.hold.holds() && (self.hold.both_hands || self.hold.side == side)) {
            continue;
        }
        // One hand leads; the other joins from time to time.
        const float joins = side == main ? 1.0F : smoothstep(-0.1F, 0.6F, wander(0.35F * t, 5.0F));
        const float w = weight * joins;
        const ArmPose goal{
            .raise = 16.0F + 7.0F * energy * wander(0.8F * t, 1.0F + static_cast<float>(side)),
            .spread = 13.0F + 6.0F * energy * wander(0.6F * t, 3.0F + static_cast<float>(side)),
            .twist = 8.0F + 12.0F * energy * wander(0.7F * t, 2.0F + static_cast<float>(side)),
            .elbow = 84.0F - 24.0F * energy * beat + 8.0F * wander(1.3F * t, 6.0F),
            .roll = -32.0F + 24.0F * wander(0.6F * t, 7.0F + static_cast<float>(side)),
            .wrist = -4.0F + 12.0F * beat,
            .curl = 22.0F + 10.0F * wander(0.9F * t, 8.0F),
        };
        mix_arm(p.arm[at(side)], goal, w);
    }
}

bool Gesture::step(Self& self, float dt) {
    time_s_ += dt;
    const float w = weight();
    if (self.busy_hands && uses_arms()) {
        return time_s_ >= duration_s_;
    }
    switch (cue_.verb) {
        case Verb::kWave:
            wave(self, w);
            break;
        case Verb::kPoint:
            point(self, w);
            break;
        case Verb::kClap:
            clap(self, w);
            break;
        case Verb::kNod:
            nod(self, w, false);
            break;
        case Verb::kShakeHead:
            nod(self, w, true);
            break;
        case Verb::kBow:
            bow(self);
            break;
        case Verb::kLook:
            look(self);
            break;
        case Verb::kSing:
            sing(self, w);
            break;
        case Verb::kLaugh:
            laugh(self, w);
            break;
        case Verb::kCry:
            cry(self, w);
            break;
        case Verb::kSmile:
            smile(self, w);
            break;
        case Verb::kFrown:
            frown(self, w);
            break;
        case Verb::kGasp:
            gasp(self, w);
            break;
        case Verb::kHold:
            hold(self);
            break;
        case Verb::kEat:
            feed(self, w, false);
            break;
        case Verb::kDrink:
            feed(self, w, true);
            break;
        case Verb::kRead:
            read(self, w);
            break;
        case Verb::kPlayInstrument:
            play(self, w);
            break;
        case Verb::kHug:
            hug(self, w);
            break;
        case Verb::kTalk:
            // Speech itself brings the hands in; without a line the mouth moves a little.
            if (!self.face.is_speaking()) {
                talk(self, w);
                self.face.open = w * std::max(0.0F, 0.4F * wander(7.0F * time_s_, 1.0F));
            }
            self.gaze = aim_point(self);
            break;
        default:
            break;
    }
    return time_s_ >= duration_s_;
}

}  // namespace hibari::world
