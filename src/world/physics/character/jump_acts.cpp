// Jumps, flips and dives: crouch, push, free flight, landing.
//
// The push accelerates the pelvis evenly until it has the speed of take-off; the flight is left to
// physics (flight.h) with a momentum chosen so that the body has turned as far as it should when
// its feet come down. A failed trick gets a momentum that is wrong, and falls for that reason.
#include "world/physics/character/leap_shapes.h"
#include "world/physics/character/person_acts.h"
#include "world/physics/character/swim.h"
#include "world/physics/character/walker.h"
#include "world/things/person.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

// What makes one kind of leap differ from another.
struct Leap {
    float speed_mps = 2.6F;   ///< upwards at take-off, of a leg of 0.92 m
    float turns = 0.0F;       ///< somersaults, + forwards
    float land_pitch = 8.0F;  ///< of the hips at touch-down, degrees
    float lean = 0.0F;        ///< of the hips at take-off, degrees
    float crouch_m = 0.30F;
    float forward_mps = 0.0F;
    bool head_first = false;
};

std::vector<Key> shape_of(Verb verb, float flight_s, const Posture& down) {
    switch (verb) {
        case Verb::kBackflip:
        case Verb::kFrontFlip:
            return {
                {0.0F, stretched()},
                {0.26F * flight_s, tucked()},
                {0.60F * flight_s, tucked()},
                {0.92F * flight_s, down},
                {1.5F * flight_s, down},
            };
        case Verb::kDive:
            return {
                {0.0F, stretched()},
                {0.34F * flight_s, piked()},
                {0.75F * flight_s, piked_long()},
                {1.5F * flight_s, piked_long()},
            };
        default:
            return {
                {0.0F, stretched()},
                {0.42F * flight_s, airborne()},
                {0.95F * flight_s, down},
                {1.5F * flight_s, down},
            };
    }
}

// A tuck turns no faster than about 14 rad/s: more turns take more height.
float flip_speed(float turns) {
    return 3.30F * (1.0F + 0.38F * (turns - 1.0F));
}

Leap leap_of(const Cue& cue) {
    const float strong = 0.75F + 0.25F * cue.intensity;
    const auto turns = static_cast<float>(cue.turns);
    switch (cue.verb) {
        case Verb::kBackflip:
            return {
                .speed_mps = flip_speed(turns),
                .turns = -turns,
                .land_pitch = 26.0F,
                .lean = -16.0F,
                .crouch_m = 0.34F,
                .forward_mps = -0.35F
            };
        case Verb::kFrontFlip:
            return {
                .speed_mps = flip_speed(turns),
                .turns = turns,
                .land_pitch = -2.0F,
                .lean = 24.0F,
                .crouch_m = 0.34F,
                .forward_mps = 0.9F
            };
        case Verb::kDive:
            return {
                .speed_mps = 2.6F * strong,
                .turns = 0.42F,
                .land_pitch = 0.0F,
                .lean = 30.0F,
                .crouch_m = 0.30F,
                .forward_mps = 1.9F,
                .head_first = true
            };
        default:
            return {
                .speed_mps = 2.55F * strong,
                .turns = 0.0F,
                .land_pitch = 14.0F,
                .lean = 4.0F,
                .crouch_m = 0.18F + 0.12F * strong
            };
    }
}

// What stands in the way of a leap: how it is met, and how high one has to rise for it.
struct Obstacle {
    Vec3 middle{};
    Vec3 way{0, 0, 1};    // level, across it
    float half_m = 0.1F;  // along the way
    float height_m = 0.5F;
    bool lands_in = false;  // a puddle: the leap ends in its middle
};

constexpr float kFlat_m = 0.03F;  // What is no higher is jumped into rather than on to.
constexpr float kHighest = 1.5F;  // of what people leap over, for a leg of 0.92 m

std::optional<Obstacle> obstacle_of(const Cue& cue, const Self& self) {
    if (cue.verb != Verb::kJump || cue.target < 0) {
        return std::nullopt;
    }
    const Pose pose = self.view->entity_pose(cue.target);
    const Vec3 half = self.view->entity_half_extent(cue.target);
    if (cue.onto && 2.0F * half.y > kFlat_m) {
        return std::nullopt;
    }
    const Vec3 off = pose.position - self.body.root;
    const float away = std::hypot(off.x, off.z);
    if (away < 0.6F || away > 15.0F || 2.0F * half.y > kHighest * self.body.scale() + 0.3F) {
        return std::nullopt;
    }
    Obstacle found;
    found.middle = pose.position;
    found.way = normalize(Vec3{off.x, 0, off.z});
    found.height_m = 2.0F * half.y;
    // Long things are crossed where they are thin.
    const bool long_x = half.x > half.z;
    const Vec3 thin = rotate(pose.rotation, long_x ? Vec3{0, 0, 1} : Vec3{1, 0, 0});
    const float meets = std::fabs(dot(thin, found.way));
    found.lands_in = cue.onto;
    found.half_m = cue.onto ? 0.1F : std::min(half.x, half.z) / std::max(meets, 0.5F);
    return found;
}

class LeapAct final : public Act {
  public:
    explicit LeapAct(const Cue& cue) : cue_(cue), left_(std::max(1, cue.repeat)) {}

    bool allows_gestures() const override { return false; }

    bool limp() const override { return limp_; }

    bool swims() const override { return phase_ == Phase::kUnderWater; }

    void begin(Self& self) override {
        leap_ = leap_of(cue_);
        over_ = self.rng.chance(0.35);
        obstacle_ = obstacle_of(cue_, self);
        if (obstacle_) {
            run_up(self);
            return;
        }
        if (cue_.destination) {
            const Vec3 way = *cue_.destination - self.body.root;
            if (way.x * way.x + way.z * way.z > 0.04F) {
                yaw_ = std::atan2(way.x, way.z);
                if (leap_.turns < 0.0F) {
                    yaw_ = wrap_angle(*yaw_ + kPi);
                }
            }
        }
        enter(self, Phase::kReady);
    }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        switch (phase_) {
            case Phase::kRunUp:
                return run(self, dt);
            case Phase::kStride:
                return stride_off(self, dt);
            case Phase::kReady:
                return ready(self, dt);
            case Phase::kCrouch:
                return crouch(self, dt);
            case Phase::kPush:
                return push(self, dt);
            case Phase::kFlight:
                return fly(self);
            case Phase::kLanded:
                return landed(self, dt);
            case Phase::kUnderWater:
                return plunge_->step(self, dt);
        }
        return true;
    }

  private:
    enum class Phase : std::uint8_t {
        kRunUp,
        kStride,
        kReady,
        kCrouch,
        kPush,
        kFlight,
        kLanded,
        kUnderWater
    };

    void enter(Self& self, Phase phase) {
        phase_ = phase;
        time_s_ = 0.0F;
        if (phase == Phase::kReady || phase == Phase::kCrouch) {
            self.body.blend(8.5F);
        }
    }

    // ---- Over an obstacle: the run-up, and the last step that becomes the leap.

    void run_up(Self& self) {
        const float s = self.body.scale();
        const float g = self.view->gravity();
        const float tucked_m = 0.22F * s;  // What drawn-up legs surely add to the rise.
        const float rise = std::max(0.22F * s, obstacle_->height_m + 0.26F - tucked_m);
        speed_ = std::sqrt(2.0F * g * rise);
        forward_ = std::max(3.2F * std::sqrt(s), 2.4F * obstacle_->half_m * g / speed_);
        take_off_m_ = forward_ * speed_ / g;
        if (obstacle_->lands_in) {
            // The leap is highest half-way.
            obstacle_->middle -= obstacle_->way * take_off_m_;
        }
        if (cue_.outcome == Outcome::kFailure) {
            speed_ *= 0.62F;  // Too low.
        }
        phase_ = Phase::kRunUp;
        time_s_ = 0.0F;
        self.body.blend(8.5F);
        WalkerOptions options;
        options.gait = Gait::kRun;
        options.speed_mps = forward_;
        options.destination = obstacle_->middle + obstacle_->way * 3.0F;
        options.stop_at_end = false;
        walker_.begin(self, options);
    }

    float ahead_mps(const Self& self) const { return dot(self.body.velocity, obstacle_->way); }

    bool run(Self& self, float dt) {
        walker_.step(self, dt);
        self.gaze = obstacle_->middle + obstacle_->way * 2.0F;
        const float left = dot(obstacle_->middle - self.body.root, obstacle_->way);
        if (left > take_off_m_ + kStride_s * ahead_mps(self)) {
            return false;
        }
        forward_ = std::max(forward_, ahead_mps(self));
        from_ = self.body.now();
        for (int side = 0; side < 2; ++side) {
            if (self.body.foot[at(side)].mode != FootMode::kPlanted) {
                self.body.free_leg(side);
                raised_ = side;
            }
        }
        phase_ = Phase::kStride;
        time_s_ = 0.0F;
        return false;
    }

    bool stride_off(Self& self, float dt) {
        const float u = std::min(1.0F, time_s_ / kStride_s);
        self.body.root += obstacle_->way * (forward_ * dt);
        Posture p = mix(from_, striding(raised_), u);
        p.pelvis.y = from_.pelvis.y + 0.5F * speed_ * kStride_s * u * u / self.body.scale();
        self.body.want = p;
        rest_feet(self, dt);
        if (u >= 1.0F) {
            take_off(self);
        }
        return false;
    }

    bool ready(Self& self, float dt) {
        stand(self);
        const bool faces = !yaw_ || turn_root(self, *yaw_, dt, 3.5F);
        const bool settled = settle_feet(self, dt);
        center_root(self, dt, 6.0F);
        if (faces && settled && time_s_ > 0.10F) {
            enter(self, Phase::kCrouch);
        }
        return false;
    }

    bool crouch(Self& self, float dt) {
        const float length_s = 0.52F / self.temper.tempo;
        Posture goal = crouched(leap_.crouch_m);
        // Arms first go up a little, then back.
        const float t = time_s_ / length_s;
        const float lift = envelope(t, 0.6F, 0.25F, 0.35F);
        const float forward = smoothstep(0.62F, 1.15F, t);
        for (ArmPose& arm : goal.arm) {
            arm.raise += 50.0F * lift + 56.0F * forward;
        }
        self.body.want = mix(standing_posture(), goal, smoothstep(0.05F, 0.95F, t));
        rest_feet(self, dt);
        if (t >= 1.0F) {
            from_ = self.body.want;
            plan_push(self);
            enter(self, Phase::kPush);
        }
        return false;
    }

    void plan_push(Self& self) {
        const float s = self.body.scale();
        speed_ = leap_.speed_mps * std::sqrt(s);
        const float g = self.view->gravity();
        const float air_s = time_of_flight(speed_, 0.1F * s, g);
        forward_ = leap_.forward_mps * std::sqrt(s);
        if (cue_.destination && leap_.turns == 0.0F) {
            const Vec3 away = self.body.to_heading(*cue_.destination);
            forward_ = clamp(away.z / air_s, 0.0F, 3.2F * std::sqrt(s));
        } else if (cue_.verb == Verb::kJump && cue_.intensity > 1.2F) {
            forward_ = 0.0F;
        }
        // At the edge of water everybody leaps into it.
        if (deep_water(self, self.body.root + heading_of(self.body.yaw) * (1.3F * s))) {
            forward_ = std::max(forward_, 1.7F * std::sqrt(s));
        }
        rise_m_ = (leap_.crouch_m + 0.085F) * s;
        push_s_ = 2.0F * rise_m_ / speed_;
        // The turn about the feet at take-off, from the turn wanted over the flight and how much
        // slower a stretched body turns than a tucked one.
        const float angle = leap_.turns * 2.0F * kPi;
        turn_rate_ = degrees(angle / air_s) * 0.46F;
    }

    bool push(Self& self, float dt) {
        const float u = std::min(1.0F, time_s_ / push_s_);
        const float s = self.body.scale();
        Posture p = mix(from_, stretched(), 0.35F * u + 0.65F * u * u * (3.0F - 2.0F * u));
        // Even acceleration from rest.
        p.pelvis.y = -leap_.crouch_m + rise_m_ / s * u * u;
        p.pelvis.z = from_.pelvis.z * (1.0F - smoothstep(0.0F, 1.0F, u)) +
                     0.5F * forward_ * push_s_ * u * u / s;
        // Cubic from rest to the lean with the turn rate of take-off.
        const float change = leap_.lean - from_.hips.pitch;
        const float slope = turn_rate_ * push_s_;
        p.hips.pitch =
            from_.hips.pitch + change * u * u * (3.0F - 2.0F * u) + slope * u * u * (u - 1.0F);
        p.heel = {38.0F * u * u, 38.0F * u * u};
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
        const Vec3 front = obstacle_ ? obstacle_->way : heading_of(body.yaw);
        const Vec3 mass = body.center_of_mass();
        Vec3 velocity = front * forward_ + Vec3{0, speed_, 0};
        if (body.line && cue_.outcome == Outcome::kFailure) {
            velocity += beside_line(self) * 0.5F;
        }
        const Posture down = body.line ? landing_in_line() : landing();
        const float land_pitch = radians(leap_.land_pitch);
        const float ground =
            self.view->ground_y(mass.x + velocity.x * 0.7F, mass.z + velocity.z * 0.7F);
        float end_height = ground + body.mass_height(down, land_pitch);
        const auto water = deep_water(self, mass + velocity * 0.8F);
        if (water) {
            end_height = *water + (leap_.head_first ? 0.5F : 0.85F) * body.scale();
        } else if (leap_.head_first) {
            end_height = ground + 0.75F * body.scale();
        }
        air_s_ = std::max(0.15F, time_of_flight(speed_, mass.y - end_height, g));
        const std::vector<Key> keys = obstacle_ ? std::vector<Key>{
                                                      {0.0F, striding(raised_)},
                                                      {0.28F * air_s_, drawn_up()},
                                                      {0.72F * air_s_, drawn_up()},
                                                      {0.94F * air_s_, down},
                                                      {1.5F * air_s_, down},
                                                  }
                                                : shape_of(cue_.verb, air_s_, down);
        const auto shape = [keys](float t) { return sample(keys, t); };
        body.leave_ground(shape, 11.0F);
        const float start_pitch = radians(body.now().hips.pitch);
        float angle = leap_.turns * 2.0F * kPi + land_pitch - start_pitch;
        if (cue_.outcome == Outcome::kFailure) {
            angle = failed_angle(angle);
        }
        const float momentum = body.momentum_for_pitch(shape, angle, air_s_);
        const Vec3 axis = rotate(body.frames().turn[0], {1, 0, 0});
        body.take_off(
            {.velocity = velocity, .momentum = axis * momentum, .gravity = g, .shape = shape}
        );
        self.signal(SignalKind::kTakeOff, kPelvis, -1, mass, velocity);
        phase_ = Phase::kFlight;
        time_s_ = 0.0F;
    }

    // Too little or too much of the turn; a plain jump pitches forwards.
    float failed_angle(float angle) const {
        if (leap_.turns == 0.0F || leap_.head_first) {
            return angle + radians(leap_.head_first ? -70.0F : 52.0F);
        }
        return angle + (over_ ? 0.15F : -0.22F) * std::copysign(2.0F * kPi, leap_.turns);
    }

    bool fly(Self& self) {
        Body& body = self.body;
        const Flight* flight = body.flight();
        const Vec3 mass = flight->center();
        const float ground = self.view->ground_y(mass.x, mass.z);
        self.face.brow = 0.85F;
        if (const auto water = deep_water(self, mass)) {
            return meet_water(self, *water);
        }
        if (leap_.head_first) {
            const bool down = std::min(body.lowest_other_y(), body.head().y - 0.1F) < ground;
            return down && give_up(self, "fall");
        }
        if (obstacle_ && cue_.outcome == Outcome::kFailure) {
            // The feet stay behind on it.
            const float left = dot(obstacle_->middle - mass, obstacle_->way);
            return left < obstacle_->half_m + 0.1F && give_up(self, "trip");
        }
        if (time_s_ < 0.35F * air_s_ || flight->velocity().y > 0.0F) {
            return false;
        }
        const float sole = std::min(body.sole_y(0), body.sole_y(1));
        const float other = body.lowest_other_y();
        const Vec3 up = rotate(body.frames().turn[0], {0, 1, 0});
        const bool upright = up.y > (cue_.outcome == Outcome::kFailure ? 0.97F : 0.55F);
        if (sole <= ground + 0.002F && upright) {
            const float speed = -flight->velocity().y;
            const float depth = 0.27F * body.scale();
            const Vec3 velocity = flight->velocity();
            body.touch_down(*self.view, clamp(speed / (2.718F * depth), 3.6F, 9.0F));
            self.signal(SignalKind::kLand, kPelvis, -1, mass, velocity);
            self.foot_down(0, speed);
            self.foot_down(1, speed);
            phase_ = Phase::kLanded;
            time_s_ = 0.0F;
            return landed(self, 0.0F);
        }
        if (sole <= ground + 0.002F || other <= ground + 0.005F) {
            return give_up(self, "fall");
        }
        return false;
    }

    // The water takes over when half of the body is in it; a flop ends at its surface.
    bool meet_water(Self& self, float surface) {
        Body& body = self.body;
        const Vec3 velocity = body.flight()->velocity();
        if (cue_.outcome == Outcome::kFailure) {
            return body.lowest_other_y() < surface && give_up(self, "water");
        }
        if (body.center_of_mass().y > surface) {
            return false;
        }
        plunge_ = make_plunge_act(velocity);
        plunge_->begin(self);
        phase_ = Phase::kUnderWater;
        return false;
    }

    bool give_up(Self& self, const char* why) {
        limp_ = true;
        self.go_limp(why);
        return true;
    }

    bool landed(Self& self, float dt) {
        stand(self);
        Posture& p = self.body.want;
        const float catching = 1.0F - smoothstep(0.1F, 0.8F, time_s_);
        for (ArmPose& arm : p.arm) {
            arm.raise += 40.0F * catching;
            arm.spread += 18.0F * catching;
        }
        p.pelvis.y -= 0.05F * catching;
        p.hips.pitch += 10.0F * catching;
        p.waist.pitch += 8.0F * catching;
        self.face.smile = 0.75F;
        bool settled = false;
        if (time_s_ > 0.45F) {
            settled = settle_feet(self, dt, 0.05F);
            center_root(self, dt, 3.0F);
        } else {
            for (int side = 0; side < 2; ++side) {
                Foot& foot = self.body.foot[at(side)];
                if (foot.mode == FootMode::kSwing) {
                    advance_swing(foot, dt, *self.view);
                }
            }
            rest_feet(self, dt);
        }
        if (time_s_ < (left_ > 1 ? 0.55F : 0.95F) || !settled) {
            return false;
        }
        if (--left_ > 0) {
            enter(self, Phase::kReady);
            return false;
        }
        return true;
    }

    static constexpr float kStride_s = 0.15F;

    Cue cue_;
    Leap leap_;
    int left_;
    std::optional<Obstacle> obstacle_;
    Walker walker_;
    float take_off_m_ = 1.0F;
    int raised_ = 0;  // the leg that swings up in the last stride
    Phase phase_ = Phase::kReady;
    float time_s_ = 0.0F;
    std::optional<float> yaw_;
    Posture from_;
    float speed_ = 0.0F;
    float forward_ = 0.0F;
    float rise_m_ = 0.0F;
    float push_s_ = 0.3F;
    float turn_rate_ = 0.0F;
    float air_s_ = 0.6F;
    bool over_ = false;
    bool limp_ = false;
    std::unique_ptr<Act> plunge_;
};

}  // namespace

std::unique_ptr<Act> make_jump_act(const Cue& cue, const Self&) {
    if (cue.verb == Verb::kDive && cue.object >= 0 && cue.target >= 0) {
        return make_save_act(cue);
    }
    if (cue.springs &&
        (cue.verb == Verb::kJump || cue.verb == Verb::kBackflip || cue.verb == Verb::kFrontFlip)) {
        return make_bounce_act(cue);
    }
    switch (cue.verb) {
        case Verb::kJump:
        case Verb::kBackflip:
        case Verb::kFrontFlip:
        case Verb::kDive:
            return std::make_unique<LeapAct>(cue);
        default:
            return nullptr;
    }
}

}  // namespace hibari::world
