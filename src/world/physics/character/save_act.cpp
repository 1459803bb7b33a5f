// A keeper's dive at a shot: on guard until the ball comes, a push off sideways, free flight with
// the arms stretched to where the ball will be, and a landing on the side.
//
// Where and when the ball crosses the keeper's plane is reckoned from its flight, as a keeper does.
// The take-off is chosen so that the hands are there at that moment; whoever is to be beaten goes
// for the other corner.
#include "world/physics/character/feet.h"
#include "world/physics/character/leap_shapes.h"
#include "world/physics/character/person_acts.h"
#include "world/physics/character/walker.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hibari::world {

namespace {

constexpr float kShot_mps = 4.0F;     // Faster than that it is on its way.
constexpr float kPlane_m = 0.25F;     // Before the body, where the hands meet the ball.
constexpr float kReach_m = 1.15F;     // From the hips to the stretched hands; leg of 0.92 m.
constexpr float kTilt_deg = 58.0F;    // Of the body when the hands arrive,
constexpr float kDown_deg = 86.0F;    // and when it lies.
constexpr float kFastest_mps = 4.8F;  // That a push sideways gives.
constexpr float kLeastAir_s = 0.22F;
constexpr float kLying_m = 0.16F;       // Of the hips above the ground.
constexpr float kFriction_mps2 = 6.0F;  // Of a shirt on grass.

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

float sign_of(int side) {
    return side == 0 ? 1.0F : -1.0F;
}

// Knees bent, arms open.
Posture on_guard() {
    Posture p = standing_posture();
    p.pelvis = {0, -0.17F, -0.04F};
    p.hips.pitch = 22.0F;
    p.waist.pitch = 8.0F;
    p.head.pitch = -20.0F;
    for (ArmPose& arm : p.arm) {
        arm = {.raise = 34, .spread = 34, .twist = 4, .elbow = 42, .roll = -10, .curl = 8};
    }
    p.heel = {8.0F, 8.0F};
    return p;
}

// Arms past the head, the upper leg drawn up a little; `side` is where it dives to.
Posture stretched_out(int side) {
    Posture p = standing_posture();
    p.waist.roll = -10.0F * sign_of(side);
    p.chest.roll = -8.0F * sign_of(side);
    for (ArmPose& arm : p.arm) {
        arm = {.raise = 158, .spread = 4, .twist = 0, .elbow = 8, .roll = 0, .curl = 10};
        arm.shrug = 14.0F;
    }
    p.leg[at(side)] = {.hip = 2, .spread = 4, .knee = 12, .ankle = 36};
    p.leg[at(1 - side)] = {.hip = 26, .spread = 8, .knee = 48, .ankle = 30};
    return p;
}

class SaveAct final : public Act {
  public:
    explicit SaveAct(const Cue& cue) : cue_(cue) {}

    bool allows_gestures() const override { return false; }

    bool stays() const override { return phase_ == Phase::kLying; }

    void begin(Self& self) override { self.body.blend(8.0F); }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        const Vec3 ball = self.view->entity_pose(cue_.object).position;
        self.gaze = ball;
        switch (phase_) {
            case Phase::kGuard:
                return guard(self, dt, ball);
            case Phase::kPush:
                return push(self, dt);
            case Phase::kFlight:
                return fly(self, ball);
            case Phase::kLying:
                return lie(self, dt);
        }
        return true;
    }

  private:
    enum class Phase : std::uint8_t { kGuard, kPush, kFlight, kLying };

    void enter(Phase phase) {
        phase_ = phase;
        time_s_ = 0.0F;
    }

    static Vec3 left_of(const Self& self) {
        const Vec3 front = heading_of(self.body.yaw);
        return {front.z, 0, -front.x};
    }

    bool guard(Self& self, float dt, Vec3 ball) {
        const Vec3 way = ball - self.body.root;
        self.body.want = on_guard();
        self.body.want.pelvis.y += 0.02F * std::sin(7.0F * time_s_);
        turn_root(self, std::atan2(way.x, way.z), dt, 3.0F);
        settle_feet(self, dt, 0.20F);
        center_root(self, dt, 5.0F);
        const Vec3 velocity = self.view->entity_velocity(cue_.object);
        const bool comes = dot(normalize(Vec3{way.x, 0, way.z}), velocity) < -kShot_mps;
        if (comes) {
            choose_push(self);
            from_ = self.body.now();
            enter(Phase::kPush);
        }
        return false;
    }

    // Where the ball crosses the plane of the hands; returns when.
    float reckon(const Self& self) {
        constexpr float kTick = 1.0F / 240.0F;
        constexpr float kLongest_s = 2.0F;
        const float s = self.body.scale();
        const Vec3 front = heading_of(self.body.yaw);
        Vec3 velocity = self.view->entity_velocity(cue_.object);
        Vec3 meet = self.view->entity_pose(cue_.object).position;
        float time = 0.0F;
        while (time < kLongest_s && dot(meet - self.body.root, front) > kPlane_m * s) {
            meet += velocity * kTick;
            velocity.y -= self.view->gravity() * kTick;
            time += kTick;
            const float floor = self.view->ground_y(meet.x, meet.z);
            if (meet.y < floor + 0.1F) {
                velocity.y = std::fabs(velocity.y) * 0.6F;
            }
        }
        const Vec3 left = left_of(self);
        float across = dot(meet - self.body.root, left);
        float high = meet.y - self.body.root.y;
        if (cue_.outcome == Outcome::kFailure) {
            const float corner = std::max(std::fabs(across), 1.7F * s);
            across = across > 0.0F ? -corner : corner;
            high = 0.85F * s;
        }
        meet_ = self.body.root + left * across + front * (kPlane_m * s);
        meet_.y = self.body.root.y + std::max(high, 0.25F * s);
        side_ = across > 0.0F ? 0 : 1;
        return time;
    }

    void choose_push(const Self& self) {
        const float s = self.body.scale();
        const float time = reckon(self);
        push_s_ = clamp(0.42F * time, 0.16F, 0.30F);
        const float across = std::fabs(dot(meet_ - self.body.root, left_of(self)));
        speed_ = clamp(
            (across - kReach_m * s) / std::max(time - push_s_, kLeastAir_s),
            1.2F * std::sqrt(s),
            kFastest_mps
        );
    }

    // Even acceleration over the foot of that side.
    bool push(Self& self, float dt) {
        const float u = std::min(1.0F, time_s_ / push_s_);
        const float s = self.body.scale();
        Posture p = mix(from_, stretched_out(side_), 0.45F * smoothstep(0.0F, 1.0F, u));
        p.pelvis = from_.pelvis;
        p.pelvis.x += sign_of(side_) * 0.5F * speed_ * push_s_ * u * u / s;
        p.pelvis.y -= 0.10F * u * u;
        p.hips = from_.hips;
        p.hips.pitch *= 1.0F - u;
        p.hips.roll -= sign_of(side_) * 30.0F * u * u;
        p.heel[at(1 - side_)] = 30.0F * u;
        self.body.want = p;
        rest_feet(self, dt);
        if (u >= 1.0F) {
            take_off(self);
        }
        return false;
    }

    void take_off(Self& self) {
        Body& body = self.body;
        const float g = self.view->gravity();
        const float s = body.scale();
        // The air has slowed the ball meanwhile.
        const int side = side_;
        reach_s_ = std::max(reckon(self), kLeastAir_s);
        side_ = side;
        const std::vector<Key> keys{
            {0.0F, body.now()},
            {0.6F * reach_s_, stretched_out(side_)},
            {2.0F * reach_s_, stretched_out(side_)},
        };
        const auto shape = [keys](float t) { return sample(keys, t); };
        body.leave_ground(shape, 11.0F);
        const Quat end = from_axis_angle({0, 1, 0}, body.yaw) *
                         from_axis_angle({0, 0, 1}, radians(-sign_of(side_) * kTilt_deg));
        const Vec3 way = spin_between(body.frames().turn[0], end, 1.0F);
        const Vec3 momentum = body.momentum_to_end(shape, end, way, reach_s_);
        const Vec3 hands = body.hands_after(shape, momentum, reach_s_);
        Vec3 velocity = (meet_ - body.center_of_mass() - hands) / reach_s_;
        velocity.y += 0.5F * g * reach_s_;
        const Vec3 left = left_of(self);
        const Vec3 front = heading_of(body.yaw);
        const float fastest = kFastest_mps * std::sqrt(s);
        const float across = sign_of(side_) * dot(velocity, left);
        const float ahead = dot(velocity, front);
        velocity = left * (sign_of(side_) * clamp(across, 0.6F, fastest)) +
                   front * clamp(ahead, -0.8F, 0.8F) +
                   Vec3{0, clamp(velocity.y, 0.6F, 0.8F * fastest), 0};
        slide_ = velocity;
        body.take_off({.velocity = velocity, .momentum = momentum, .gravity = g, .shape = shape});
        self.signal(SignalKind::kTakeOff, kPelvis, -1, body.center_of_mass(), velocity);
        enter(Phase::kFlight);
    }

    static Vec3 between_hands(const Self& self) {
        return lerp(self.body.palm(0), self.body.palm(1), 0.5F);
    }

    bool fly(Self& self, Vec3 ball) {
        const float s = self.body.scale();
        catch_it(self, ball);
        self.face.brow = 0.9F;
        const Vec3 mass = self.body.flight()->center();
        const Vec3 velocity = self.body.flight()->velocity();
        const float floor = self.view->ground_y(mass.x, mass.z);
        // The feet have only just left the ground when the hands arrive.
        const float low = self.body.lowest_other_y();
        if (velocity.y > 0.0F || (low > floor + 0.005F && mass.y > floor + kLying_m * s)) {
            return false;
        }
        self.signal(SignalKind::kLand, kPelvis, -1, mass, velocity);
        self.body.lie_down(*self.view, 10.0F);
        slide_ = Vec3{velocity.x, 0, velocity.z} * 0.6F;
        enter(Phase::kLying);
        return false;
    }

    void catch_it(Self& self, Vec3 ball) {
        if (self.hold.holds()) {
            self.hold.center = between_hands(self);
            return;
        }
        const Vec3 half = self.view->entity_half_extent(cue_.object);
        const float near = std::min({half.x, half.y, half.z}) + 0.22F * self.body.scale();
        if (cue_.outcome != Outcome::kFailure && distance(between_hands(self), ball) < near) {
            self.grab(cue_.object, self.main_side(), true);
            self.hold.center = between_hands(self);
            self.hold.ease = ball - self.hold.center;
        }
    }

    // Out of the fall it slides on a little and pulls a ball that it has to the chest.
    bool lie(Self& self, float dt) {
        const float s = self.body.scale();
        const float pace = length(slide_);
        slide_ = slide_ * (std::max(0.0F, pace - kFriction_mps2 * dt) / std::max(pace, 1e-4F));
        self.body.root += slide_ * dt;
        const float rest = smoothstep(0.25F, 0.9F, time_s_);
        if (time_s_ < 0.2F) {
            catch_it(self, self.view->entity_pose(cue_.object).position);
        }
        Posture p = stretched_out(side_);
        p.hips.roll = -sign_of(side_) * kDown_deg;
        p.pelvis.y = (kLying_m * s - self.body.stand_m()) / s;
        for (ArmPose& arm : p.arm) {
            arm.raise = lerp(arm.raise, self.hold.holds() ? 62.0F : 96.0F, rest);
            arm.elbow = lerp(arm.elbow, self.hold.holds() ? 84.0F : 40.0F, rest);
        }
        p.leg[at(1 - side_)].hip += 14.0F * rest;
        self.body.want = p;
        if (self.hold.holds()) {
            self.hold.center = between_hands(self);
            self.face.smile = 0.6F * rest;
        } else {
            self.face.brow = -0.5F;
        }
        return time_s_ > 1.0F;
    }

    Cue cue_;
    Phase phase_ = Phase::kGuard;
    float time_s_ = 0.0F;
    int side_ = 0;
    Vec3 meet_{};
    Posture from_;
    float push_s_ = 0.2F;
    float reach_s_ = 0.4F;  // From the take-off until the hands are there.
    float speed_ = 2.0F;
    Vec3 slide_{};
};

}  // namespace

std::unique_ptr<Act> make_save_act(const Cue& cue) {
    return std::make_unique<SaveAct>(cue);
}

}  // namespace hibari::world
