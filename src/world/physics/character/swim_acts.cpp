#include "world/physics/character/feet.h"
#include "world/physics/character/person_acts.h"
#include "world/physics/character/swim.h"
#include "world/things/person.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kChestDeep = 1.15F;  // Water that nobody can stand in, of a leg of 0.92 m.
constexpr float kChin = 1.36F;       // Of one who treads: from the root to the surface.
constexpr float kBack = 0.10F;       // Of one who swims: from the pelvis up to the surface.

constexpr std::size_t at(int side) {
    return static_cast<std::size_t>(side);
}

float sign_of(int side) {
    return side == 0 ? 1.0F : -1.0F;
}

Vec3 shoulder_of(const Self& self, int side) {
    return self.body.frames().pivot[at(side == 0 ? kLeftUpperArm : kRightUpperArm)];
}

void free_legs(Self& self) {
    self.body.float_root = true;
    self.body.free_leg(0);
    self.body.free_leg(1);
}

// Upright, hands sculling at the surface, legs treading in turn.
Posture treading(const Self& self) {
    const float t = self.clock_s * self.temper.tempo + self.temper.phase;
    Posture p = standing_posture();
    p.pelvis = {};
    p.hips.pitch = 8.0F;
    p.neck.pitch = -6.0F;
    p.head.pitch = -8.0F;
    for (int side = 0; side < 2; ++side) {
        const float turn = 5.2F * t + (side == 0 ? 0.0F : kPi);
        p.leg[at(side)] = {
            .hip = 42.0F + 18.0F * std::sin(turn),
            .spread = 16.0F,
            .twist = 10.0F,
            .knee = 68.0F + 26.0F * std::cos(turn),
            .ankle = 18.0F
        };
        const float scull = std::sin(3.6F * t + sign_of(side));
        p.arm[at(side)] = {
            .raise = 38.0F + 10.0F * scull,
            .spread = 48.0F - 16.0F * scull,
            .twist = -6.0F,
            .elbow = 32.0F + 10.0F * scull,
            .roll = 70.0F + 24.0F * std::cos(3.6F * t + sign_of(side)),
            .curl = 8.0F
        };
    }
    return p;
}

// Level, face forwards.
Posture prone() {
    Posture p = standing_posture();
    p.pelvis = {};
    p.hips.pitch = 82.0F;
    p.waist.pitch = -5.0F;
    p.chest.pitch = -7.0F;
    p.neck.pitch = -22.0F;
    p.head.pitch = -24.0F;
    for (LegPose& leg : p.leg) {
        leg = {.hip = 0, .spread = 3, .twist = 2, .knee = 8, .ankle = 46};
    }
    return p;
}

enum class Stroke : std::uint8_t { kCrawl, kBreast };

// Up or down to where the chin is at the surface.
void keep_depth(Self& self, float surface, float dt) {
    Body& body = self.body;
    const float bob = 0.02F * std::sin(2.1F * self.clock_s + self.temper.phase);
    const float level = surface + (bob - kChin) * body.scale();
    body.root.y += (level - body.root.y) * (1.0F - std::exp(-8.0F * dt));
}

class SwimAct final : public Act {
  public:
    explicit SwimAct(const Cue& cue)
        : cue_(cue), stroke_(cue.intensity < 0.8F ? Stroke::kBreast : Stroke::kCrawl) {}

    bool allows_gestures() const override { return false; }

    bool swims() const override { return true; }

    void begin(Self& self) override {
        self.body.blend(self.clock_s < 0.02F ? 40.0F : 5.0F);
        const Vec3 way = cue_.destination.value_or(self.body.root + cue_.facing) - self.body.root;
        yaw_ = std::atan2(way.x, way.z);
    }

    bool step(Self& self, float dt) override {
        const std::optional<float> surface = deep_water(self, self.body.root);
        if (!surface) {
            return true;
        }
        Body& body = self.body;
        const float s = body.scale();
        const float pace = clamp(cue_.intensity, 0.5F, 1.6F) * std::sqrt(s);
        const float rate_hz = (stroke_ == Stroke::kCrawl ? 0.80F : 0.62F) * (0.6F + 0.4F * pace);
        time_s_ += dt;
        phase_ += rate_hz * dt;
        free_legs(self);
        turn_root(self, yaw_, dt, 1.2F);
        if (cue_.destination) {
            const Vec3 way = *cue_.destination - body.root;
            const float left = std::sqrt(way.x * way.x + way.z * way.z);
            yaw_ = left > 1.0F ? std::atan2(way.x, way.z) : yaw_;
            arrived_ = arrived_ || left < 0.5F;
        }
        const bool enough =
            cue_.duration_s > 0.0 && time_s_ > static_cast<float>(cue_.duration_s) - 0.4F;
        if (arrived_ || enough) {
            return true;
        }
        // The stroke drives it, the water brakes it.
        const float beat =
            std::sin(2.0F * kPi * phase_ * (stroke_ == Stroke::kCrawl ? 2.0F : 1.0F));
        const float mean = (stroke_ == Stroke::kCrawl ? 1.25F : 0.85F) * pace;
        const float wanted = mean * (1.0F + (stroke_ == Stroke::kCrawl ? 0.10F : 0.35F) * beat);
        speed_.step(wanted, dt, 4.0F);
        body.root += heading_of(body.yaw) * (speed_.value * dt);
        body.want = prone();
        if (stroke_ == Stroke::kCrawl) {
            crawl(self);
        } else {
            breast(self);
        }
        const float level = *surface - kBack * s - body.stand_m();
        body.root.y += (level - body.root.y) * (1.0F - std::exp(-9.0F * dt));
        return false;
    }

  private:
    // A palm's way around its shoulder: ahead, down and back through the water, home over it.
    void crawl(Self& self) {
        Posture& p = self.body.want;
        const float roll = std::sin(2.0F * kPi * phase_);
        p.waist.yaw = 9.0F * roll;
        p.chest.yaw = 11.0F * roll;
        p.head.yaw = -16.0F * roll;
        for (int side = 0; side < 2; ++side) {
            const float a = 2.0F * kPi * (phase_ + (side == 0 ? 0.0F : 0.5F));
            const float below = std::max(0.0F, std::sin(a));
            const float above = std::max(0.0F, -std::sin(a));
            reach(
                self,
                side,
                {0.02F + 0.20F * above, 0.25F * above - 0.42F * below, 0.06F + 0.46F * std::cos(a)},
                {0.6F, 0.9F, 0.2F}
            );
            // A flutter of the legs, three beats to an arm's stroke.
            const float kick = std::sin(6.0F * kPi * phase_ + (side == 0 ? 0.0F : kPi));
            const float back = std::sin(6.0F * kPi * phase_ + (side == 0 ? 0.0F : kPi) - 0.9F);
            p.leg[at(side)].hip = 3.0F + 15.0F * kick;
            p.leg[at(side)].knee = 15.0F + 13.0F * back;
        }
    }

    // Out, in under the chest and forwards again; the legs draw up and whip back.
    void breast(Self& self) {
        const float u = phase_ - std::floor(phase_);
        const float pull = smoothstep(0.0F, 0.32F, u) * (1.0F - smoothstep(0.42F, 0.66F, u));
        const float sweep = std::sin(kPi * clamp(u / 0.42F, 0.0F, 1.0F));
        const float draw = smoothstep(0.30F, 0.55F, u) * (1.0F - smoothstep(0.58F, 0.76F, u));
        const float whip = smoothstep(0.55F, 0.66F, u) * (1.0F - smoothstep(0.70F, 0.86F, u));
        Posture& p = self.body.want;
        p.hips.pitch -= 12.0F * pull;
        p.pelvis.y -= 0.04F;
        p.neck.pitch += 6.0F * pull;
        for (int side = 0; side < 2; ++side) {
            reach(
                self,
                side,
                {-0.10F + 0.34F * sweep, -0.06F - 0.18F * sweep, 0.50F - 0.34F * pull},
                {0.9F, 0.1F, -0.2F}
            );
            p.leg[at(side)] = {
                .hip = 46.0F * draw,
                .spread = 6.0F + 16.0F * draw + 14.0F * whip,
                .twist = 6.0F + 26.0F * draw,
                .knee = 8.0F + 104.0F * draw,
                .ankle = 46.0F - 56.0F * draw
            };
        }
    }

    // `place` from the shoulder in the heading's frame, + x outwards.
    static void reach(Self& self, int side, Vec3 place, Vec3 elbow) {
        HandGoal& goal = self.body.hand[at(side)];
        place.x *= sign_of(side);
        goal.palm = shoulder_of(self, side) +
                    rotate(from_axis_angle({0, 1, 0}, self.body.yaw), place * self.body.scale());
        goal.elbow = elbow;
        goal.weight = 1.0F;
        self.body.want.arm[at(side)].curl = 6.0F;
    }

    Cue cue_;
    Stroke stroke_;
    float yaw_ = 0.0F;
    float time_s_ = 0.0F;
    float phase_ = 0.0F;
    bool arrived_ = false;
    Following speed_;
};

// Head first it steers out of its dive like a wing; feet first it only sinks and comes up again.
class PlungeAct final : public Act {
  public:
    explicit PlungeAct(Vec3 velocity) : velocity_(velocity) {}

    bool allows_gestures() const override { return false; }

    bool swims() const override { return true; }

    void begin(Self& self) override {
        self.body.stop_flight(5.0F);
        head_first_ = rotate(self.body.frames().turn[0], {0, 1, 0}).y < 0.2F;
        const Vec3 front = heading_of(self.body.yaw);
        speed_ = length(velocity_);
        elevation_ = std::atan2(velocity_.y, dot(velocity_, front));
    }

    bool step(Self& self, float dt) override {
        const std::optional<float> surface = deep_water(self, self.body.root);
        if (!surface) {
            self.body.float_root = false;
            return true;
        }
        time_s_ += dt;
        if (up_) {
            tread(self, dt);
            self.face.smile = 0.8F;
            return time_s_ > 1.2F;
        }
        free_legs(self);
        const float depth = *surface - (self.body.root.y + self.body.stand_m());  // Of the pelvis.
        if (head_first_) {
            glide(self, dt, depth);
        } else {
            sink(self, dt);
        }
        const bool slow = head_first_ ? depth < 0.30F * self.body.scale()
                                      : velocity_.y >= 0.0F && depth < 0.5F * self.body.scale();
        if (time_s_ > 0.5F && slow) {
            up_ = true;
            time_s_ = 0.0F;
            self.body.blend(4.0F);
        }
        return false;
    }

  private:
    void glide(Self& self, float dt, float depth) {
        Body& body = self.body;
        const float s = body.scale();
        // A streamlined body of this length loses half its speed in about a metre and a half.
        speed_ = std::max(1.1F, speed_ - 0.45F * speed_ * speed_ * dt);
        const float floor = self.view->ground_y(body.root.x, body.root.z);
        const float room = body.root.y + body.stand_m() - floor;
        const float rising = radians(48.0F) * smoothstep(0.15F * s, 0.7F * s, depth);
        const float goal = room < 0.6F * s ? radians(50.0F) : rising;
        const float rate = clamp(4.0F * (goal - elevation_), -3.4F, 3.4F);
        elevation_ += rate * dt;
        body.root += heading_of(body.yaw) * (speed_ * std::cos(elevation_) * dt) +
                     Vec3{0, speed_ * std::sin(elevation_) * dt, 0};
        Posture p = prone();
        p.hips.pitch = 90.0F - degrees(elevation_);
        p.neck.pitch = -4.0F;
        p.head.pitch = -4.0F;
        const float kick = std::sin(16.0F * time_s_) * smoothstep(0.3F, 0.7F, time_s_);
        for (int side = 0; side < 2; ++side) {
            p.leg[at(side)].hip = 3.0F + 12.0F * sign_of(side) * kick;
            p.leg[at(side)].knee = 12.0F;
            p.arm[at(side)] = {
                .raise = 172, .spread = 2, .twist = 0, .elbow = 4, .roll = 0, .curl = 4, .shrug = 16
            };
        }
        body.want = p;
    }

    void sink(Self& self, float dt) {
        const float fast = length(velocity_);
        velocity_ += (velocity_ * (-1.1F * fast) + Vec3{0, 2.6F, 0}) * dt;
        self.body.root += velocity_ * dt;
        Posture p = treading(self);
        for (ArmPose& arm : p.arm) {
            arm.raise = 60.0F;
            arm.spread = 60.0F;
        }
        self.body.want = mix(self.body.now(), p, 0.5F);
    }

    Vec3 velocity_;
    bool head_first_ = true;
    bool up_ = false;
    float speed_ = 0.0F;
    float elevation_ = 0.0F;
    float time_s_ = 0.0F;
};

}  // namespace

std::optional<float> deep_water(const Self& self, Vec3 spot) {
    const std::optional<float> surface = self.view->water_y(spot.x, spot.z);
    if (!surface) {
        return std::nullopt;
    }
    const float ground = self.view->ground_y(spot.x, spot.z);
    const Body& body = self.body;
    // A deck above the water is no ground for one who swims under it.
    const bool overhead = ground > *surface && body.root.y + body.stand_m() < *surface;
    return overhead || *surface - ground >= kChestDeep * body.scale() ? surface : std::nullopt;
}

bool tread(Self& self, float dt) {
    Body& body = self.body;
    const std::optional<float> surface = deep_water(self, body.root);
    if (!surface) {
        return false;
    }
    free_legs(self);
    body.want = treading(self);
    keep_depth(self, *surface, dt);
    return true;
}

bool is_afloat(const Self& self) {
    const std::optional<float> surface = deep_water(self, self.body.root);
    return surface && !self.body.flying() && self.body.root.y + self.body.stand_m() < *surface;
}

void stay_afloat(Self& self, float dt) {
    const std::optional<float> surface = deep_water(self, self.body.root);
    if (!surface) {
        return;
    }
    free_legs(self);
    const Posture legs = treading(self);
    self.body.want.leg = legs.leg;
    self.body.want.pelvis = legs.pelvis;
    keep_depth(self, *surface, dt);
}

bool is_done_afloat(Verb verb) {
    switch (verb) {
        case Verb::kStand:
        case Verb::kStay:
        case Verb::kFall:
        case Verb::kPickUp:
        case Verb::kPush:
        case Verb::kPull:
        case Verb::kBlow:
        case Verb::kPour:
        case Verb::kThrow:
        case Verb::kJuggle:
        case Verb::kCatch:
        case Verb::kShoot:
        case Verb::kBowl:
        case Verb::kBat:
        case Verb::kHit:
        case Verb::kDrop:
            return true;
        default:
            return false;
    }
}

std::unique_ptr<Act> make_swim_act(const Cue& cue, const Self&) {
    return std::make_unique<SwimAct>(cue);
}

std::unique_ptr<Act> make_plunge_act(Vec3 velocity) {
    return std::make_unique<PlungeAct>(velocity);
}

}  // namespace hibari::world
