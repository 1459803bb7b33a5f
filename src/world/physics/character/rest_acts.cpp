// Sitting, lying, getting up, crawling, climbing.
#include "world/physics/character/person_acts.h"
#include "world/physics/character/walker.h"
#include "world/things/person.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

float sign_of(int side) {
    return side == 0 ? 1.0F : -1.0F;
}

// Height of the pelvis' pivot above a surface that one sits on.
float seat_gap(const Self& self) {
    return 0.095F * self.body.scale();
}

// Pelvis shift, in posture units, that puts its pivot at `height` above the root.
float shift_to(const Self& self, float height) {
    return (height - self.body.stand_m()) / self.body.scale();
}

// Of a bench's two seats the one in front of which it stands.
std::optional<Pose> nearest_seat(const Self& self, int thing) {
    std::optional<Pose> best;
    for (const char* name : {"seat", "seat_2"}) {
        const auto seat = self.view->anchor(thing, name);
        if (seat && (!best || distance(seat->position, self.body.root) <
                                  distance(best->position, self.body.root))) {
            best = seat;
        }
    }
    return best;
}

class SitAct final : public Act {
  public:
    explicit SitAct(const Cue& cue) : cue_(cue) {}

    bool stays() const override { return true; }

    void begin(Self& self) override {
        const int thing = cue_.target >= 0 ? cue_.target : cue_.object;
        self.body.blend(7.0F);
        if (thing < 0) {
            seated_from_ = self.body.now().pelvis.y < -0.3F;
            there_ = true;
            return;
        }
        const Vec3 half = self.view->entity_half_extent(thing);
        const Pose pose = self.view->entity_pose(thing);
        const auto seat = nearest_seat(self, thing);
        const Vec3 top = seat ? seat->position : pose.position + Vec3{0, half.y, 0};
        Vec3 front = seat ? rotate(seat->rotation, {0, 0, 1}) : self.body.root - pose.position;
        front.y = 0;
        front = normalize(front, heading_of(self.body.yaw));
        height_ = top.y;
        on_thing_ = true;
        // Feet stand in front of the seat, the back towards it.
        const float depth =
            seat ? 0.36F * self.body.scale() : std::min(half.x, half.z) + 0.24F * self.body.scale();
        back_ = depth - (seat ? 0.0F : std::min(half.x, half.z) - 0.22F * self.body.scale());
        WalkerOptions options;
        options.destination = Vec3{top.x, 0, top.z} + front * depth;
        options.final_yaw = std::atan2(front.x, front.z);
        options.facing = *options.final_yaw;
        options.speed_mps = 1.2F * std::sqrt(self.body.scale());
        walker_.begin(self, options);
    }

    bool step(Self& self, float dt) override {
        if (!there_) {
            there_ = walker_.step(self, dt);
            if (there_) {
                self.body.blend(8.0F);
            }
            return false;
        }
        time_s_ += dt * self.temper.tempo;
        if (on_thing_) {
            sit_on(self, dt);
        } else {
            sit_down(self, dt);
        }
        return time_s_ > 1.6F;
    }

  private:
    void sit_on(Self& self, float dt) {
        stand(self);
        settle_feet(self, dt);
        Posture& p = self.body.want;
        const float down = smoothstep(0.0F, 1.15F, time_s_);
        const float lean = envelope(time_s_, 1.5F, 0.6F, 0.7F);
        const float low = shift_to(self, height_ - self.body.root.y + seat_gap(self));
        p.pelvis.y = lerp(p.pelvis.y, low, down);
        p.pelvis.x *= 1.0F - down;
        p.pelvis.z = -back_ / self.body.scale() * smoothstep(0.0F, 0.85F, time_s_);
        p.hips.pitch += 34.0F * lean - 4.0F * down;
        p.waist.pitch += 16.0F * lean + 5.0F * down;
        for (int side = 0; side < 2; ++side) {
            ArmPose& arm = p.arm[at(side)];
            arm = {
                .raise = lerp(arm.raise, 30.0F, down),
                .spread = lerp(arm.spread, 9.0F, down),
                .twist = lerp(arm.twist, 24.0F, down),
                .elbow = lerp(arm.elbow, 62.0F, down),
                .roll = lerp(arm.roll, 52.0F, down),
                .wrist = 6.0F,
                .curl = 20.0F
            };
        }
    }

    // On the ground: down over a squat, then legs forward, leaning on one hand.
    void sit_down(Self& self, float dt) {
        stand(self);
        Posture& p = self.body.want;
        const float squat = seated_from_ ? 1.0F : smoothstep(0.0F, 0.8F, time_s_);
        const float sit =
            seated_from_ ? smoothstep(0.0F, 0.8F, time_s_) : smoothstep(0.65F, 1.5F, time_s_);
        const float low = shift_to(self, seat_gap(self));
        p.pelvis.y = lerp(lerp(p.pelvis.y, -0.56F, squat), low, sit);
        p.pelvis.z = lerp(-0.14F * squat, -0.34F, sit);
        p.hips.pitch = lerp(34.0F * squat, -14.0F, sit);
        p.waist.pitch = lerp(18.0F * squat, 16.0F, sit);
        p.chest.pitch = lerp(6.0F * squat, 10.0F, sit);
        p.heel = {26.0F * squat * (1.0F - sit), 26.0F * squat * (1.0F - sit)};
        for (int side = 0; side < 2; ++side) {
            ArmPose& arm = p.arm[at(side)];
            const float back = side == self.main_side() ? 1.0F : 0.0F;
            arm = {
                .raise = lerp(lerp(arm.raise, 60.0F, squat), lerp(62.0F, -34.0F, back), sit),
                .spread = lerp(arm.spread, 24.0F, sit),
                .twist = lerp(10.0F, 18.0F * (1.0F - back), sit),
                .elbow = lerp(30.0F, lerp(40.0F, 8.0F, back), sit),
                .roll = lerp(20.0F, 60.0F, sit),
                .wrist = lerp(0.0F, -55.0F * back, sit),
                .curl = 14.0F
            };
        }
        // The feet step forward while the weight goes back.
        for (int side = 0; side < 2; ++side) {
            Foot& foot = self.body.foot[at(side)];
            const float s = self.body.scale();
            if (foot.mode == FootMode::kFree) {
                self.body.plant_leg(side, *self.view);
            }
            const float start = side == 0 ? 0.10F : 0.35F;
            if (sit > start && !moved_[at(side)] && foot.mode == FootMode::kPlanted) {
                moved_[at(side)] = true;
                const float ahead = side == 0 ? 0.16F : 0.34F;
                const Vec3 to = self.body.home(side) +
                                rotate(
                                    from_axis_angle({0, 1, 0}, self.body.yaw),
                                    Vec3{(side == 0 ? 1.0F : -1.0F) * 0.05F, 0, ahead} * s
                                );
                begin_swing(foot, to, self.body.home_yaw(side), 0.4F, 0.05F * s, *self.view);
            }
            if (foot.mode == FootMode::kSwing) {
                advance_swing(foot, dt, *self.view);
            }
        }
        rest_feet(self, dt);
        self.body.knee_out = 10.0F * sit;
    }

    Cue cue_;
    Walker walker_;
    bool there_ = false;
    bool on_thing_ = false;
    bool seated_from_ = false;
    std::array<bool, 2> moved_{};
    float height_ = 0.45F;
    float back_ = 0.36F;
    float time_s_ = 0.0F;
};

class LieAct final : public Act {
  public:
    explicit LieAct(const Cue& cue) : cue_(cue) {}

    bool stays() const override { return true; }

    bool allows_gestures() const override { return false; }

    void begin(Self& self) override {
        self.body.blend(6.0F);
        low_ = self.body.now().pelvis.y < -0.5F;
    }

    bool step(Self& self, float dt) override {
        time_s_ += dt * self.temper.tempo;
        const float s = self.body.scale();
        Posture squat = standing_posture();
        squat.pelvis = {0, -0.56F, -0.14F};
        squat.hips.pitch = 36.0F;
        squat.waist.pitch = 20.0F;
        squat.heel = {26.0F, 26.0F};
        squat.arm[0] = squat.arm[1] = {
            .raise = 40, .spread = 24, .twist = 0, .elbow = 20, .roll = 40, .curl = 14
        };
        Posture seated = squat;
        seated.pelvis = {0, shift_to(self, seat_gap(self)), -0.36F};
        seated.hips.pitch = -18.0F;
        seated.heel = {};
        seated.leg[0] =
            seated.leg[1] = {.hip = 122, .spread = 7, .twist = 8, .knee = 100, .ankle = 10};
        seated.arm[0] = seated.arm[1] = {
            .raise = -42,
            .spread = 26,
            .twist = 0,
            .elbow = 14,
            .roll = 60,
            .wrist = -50,
            .curl = 10
        };
        Posture flat = standing_posture();
        flat.pelvis = {0, shift_to(self, 0.125F * s), -0.38F};
        flat.hips.pitch = -88.0F;
        flat.waist.pitch = 2.0F;
        flat.head.pitch = 6.0F;
        flat.leg[0] = {.hip = 2, .spread = 7, .twist = 16, .knee = 4, .ankle = 30};
        flat.leg[1] = {.hip = 4, .spread = 8, .twist = 18, .knee = 8, .ankle = 30};
        flat.arm[0] = flat.arm[1] = {
            .raise = 2, .spread = 24, .twist = 0, .elbow = 14, .roll = 60, .curl = 22
        };
        flat.chest.pitch = -1.0F + 0.8F * std::sin(1.5F * self.clock_s);
        Posture half = mix(seated, flat, 0.5F);
        half.leg[0] = half.leg[1] = {.hip = 80, .spread = 7, .twist = 10, .knee = 84, .ankle = 16};
        half.waist.pitch = 26.0F;
        half.chest.pitch = 16.0F;
        half.neck.pitch = 14.0F;
        const float skip = low_ ? 1.0F : 0.0F;
        const std::array keys{
            Key{0.0F, low_ ? seated : standing_posture()},
            Key{0.8F - 0.5F * skip, squat},
            Key{1.5F - 0.9F * skip, seated},
            Key{2.1F - 0.9F * skip, half},
            Key{2.8F - 0.9F * skip, flat}
        };
        self.body.want = sample(keys, time_s_);
        if (low_ && time_s_ < 0.6F) {
            self.body.want = seated;
        }
        if (time_s_ > (low_ ? 0.0F : 1.5F)) {
            self.body.free_leg(0);
            self.body.free_leg(1);
        } else {
            for (int side = 0; side < 2; ++side) {
                if (self.body.foot[at(side)].mode == FootMode::kSwing) {
                    advance_swing(self.body.foot[at(side)], dt, *self.view);
                }
            }
            rest_feet(self, dt);
        }
        self.face.squint = 0.4F * smoothstep(2.5F, 4.0F, time_s_);
        return time_s_ > 3.1F;
    }

  private:
    Cue cue_;
    bool low_ = false;
    float time_s_ = 0.0F;
};

// Gathers itself into a crouch wherever it lies, puts the feet down and stands up.
class RiseAct final : public Act {
  public:
    bool allows_gestures() const override { return false; }

    void begin(Self& self) override { self.body.blend(4.0F); }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        constexpr float kGather = 1.15F;
        Posture crouch = standing_posture();
        crouch.pelvis = {0, -0.50F, -0.06F};
        crouch.hips.pitch = 48.0F;
        crouch.waist.pitch = 22.0F;
        crouch.chest.pitch = 8.0F;
        crouch.head.pitch = -18.0F;
        crouch.leg[0] = {.hip = 118, .spread = 10, .twist = 8, .knee = 112, .ankle = -24};
        crouch.leg[1] = {.hip = 112, .spread = 10, .twist = 8, .knee = 116, .ankle = -18};
        crouch.arm[0] = crouch.arm[1] = {
            .raise = 54, .spread = 14, .twist = 0, .elbow = 20, .roll = 60, .wrist = -20, .curl = 14
        };
        if (time_s_ < kGather) {
            self.body.free_leg(0);
            self.body.free_leg(1);
            self.body.want = crouch;
            return false;
        }
        const float up = smoothstep(kGather + 0.15F, kGather + 1.1F, time_s_);
        stand(self);
        self.body.want = mix(crouch, self.body.want, up);
        const bool settled = settle_feet(self, dt);
        center_root(self, dt, 4.0F);
        return settled && up >= 1.0F;
    }

  private:
    float time_s_ = 0.0F;
};

class CrawlAct final : public Act {
  public:
    explicit CrawlAct(const Cue& cue) : cue_(cue) {}

    bool allows_gestures() const override { return false; }

    bool stays() const override { return true; }

    void begin(Self& self) override { self.body.blend(5.0F); }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        Body& body = self.body;
        const float s = body.scale();
        const float down = smoothstep(0.0F, 0.9F, time_s_);
        Vec3 way = heading_of(body.yaw) * 100.0F;
        if (cue_.destination) {
            way = *cue_.destination - body.root;
            way.y = 0;
        } else if (length_squared(cue_.facing) > 0.0F) {
            turn_root(self, std::atan2(cue_.facing.x, cue_.facing.z), dt, 0.8F);
        }
        const float left = length(way);
        const bool there = (cue_.destination && left < 0.15F) ||
                           (cue_.duration_s > 0.0 && time_s_ > static_cast<float>(cue_.duration_s));
        done_ = done_ || there;
        if (cue_.destination && !done_ && left > 0.3F) {
            turn_root(self, std::atan2(way.x, way.z), dt, 1.2F);
        }
        const float goal_speed =
            done_ || time_s_ < 0.9F ? 0.0F : 0.46F * s * (0.5F + 0.5F * cue_.intensity);
        speed_.step(goal_speed, dt, 5.0F);
        body.velocity = heading_of(body.yaw) * speed_.value;
        body.root += body.velocity * dt;
        const float stride_m = 0.30F * s;
        phase_ += dt * speed_.value / (2.0F * stride_m);
        Posture p = standing_posture();
        const float knee_height = 0.43F * s;
        p.pelvis = {0, lerp(0.0F, shift_to(self, knee_height + 0.055F * s), down), -0.20F * down};
        p.hips.pitch = 82.0F * down;
        p.waist.yaw = 4.0F * std::sin(2.0F * kPi * phase_) * down;
        p.neck.pitch = -22.0F * down;
        p.head.pitch = -30.0F * down;
        p.pelvis.x = 0.02F * std::sin(2.0F * kPi * phase_);
        for (int side = 0; side < 2; ++side) {
            const float turn = phase_ + (side == 0 ? 0.0F : 0.5F);
            const float swing = std::sin(2.0F * kPi * turn);
            const float lift = std::max(0.0F, std::cos(2.0F * kPi * turn));
            LegPose& leg = p.leg[at(side)];
            leg = {
                .hip = 82.0F + 19.0F * swing + 5.0F * lift,
                .spread = 4.0F,
                .knee = 92.0F + 12.0F * swing + 6.0F * lift,
                .ankle = 50.0F,
                .toes = 0.0F
            };
            body.free_leg(side);
            // The hand of the other side goes with the knee.
            const float reach = -swing * 0.5F * stride_m;
            HandGoal& goal = body.hand[at(side)];
            const float raise = std::max(0.0F, -std::cos(2.0F * kPi * turn)) *
                                (speed_.value > 0.05F ? 0.09F : 0.0F) * s;
            const Vec3 spot = body.to_world({sign_of(side) * 0.19F * s, 0, 0.26F * s + reach});
            goal.palm = {spot.x, self.view->ground_y(spot.x, spot.z) + 0.018F * s + raise, spot.z};
            goal.turn = from_axes(
                Vec3{0, 1, 0} * sign_of(side),
                -heading_of(body.yaw),
                cross(Vec3{0, 1, 0} * sign_of(side), -heading_of(body.yaw))
            );
            goal.elbow = {0.5F, 0.2F, -1.0F};
            goal.weight = down;
            p.arm[at(side)] = {
                .raise = 82.0F * down, .spread = 8, .twist = 0, .elbow = 14, .roll = 60, .curl = 10
            };
        }
        body.want = p;
        return done_ && speed_.value < 0.02F;
    }

  private:
    Cue cue_;
    Following speed_;
    float phase_ = 0.0F;
    float time_s_ = 0.0F;
    bool done_ = false;
};

// Up the side of something, hand over hand, and a step onto its top.
class ClimbAct final : public Act {
  public:
    explicit ClimbAct(const Cue& cue) : cue_(cue) {}

    bool allows_gestures() const override { return false; }

    bool stays() const override { return over_s_ == 0.0F; }

    void begin(Self& self) override {
        const int thing = cue_.target >= 0 ? cue_.target : cue_.object;
        Vec3 wall = self.body.root + heading_of(self.body.yaw) * (0.6F * self.body.scale());
        float half_depth = 0.0F;
        top_ = self.body.root.y + 2.0F;
        if (thing >= 0) {
            const Pose pose = self.view->entity_pose(thing);
            const Vec3 half = self.view->entity_half_extent(thing);
            half_depth = std::min(half.x, half.z);
            wall = pose.position;
            top_ = pose.position.y + half.y;
        }
        Vec3 way = wall - self.body.root;
        way.y = 0;
        const Vec3 front = normalize(way, heading_of(self.body.yaw));
        WalkerOptions options;
        options.destination =
            Vec3{wall.x, 0, wall.z} - front * (half_depth + 0.34F * self.body.scale());
        options.final_yaw = std::atan2(front.x, front.z);
        options.facing = *options.final_yaw;
        walker_.begin(self, options);
        self.body.blend(7.0F);
    }

    bool step(Self& self, float dt) override {
        Body& body = self.body;
        if (!there_) {
            there_ = walker_.step(self, dt);
            if (there_) {
                body.blend(6.0F);
            }
            return false;
        }
        time_s_ += dt;
        const float s = body.scale();
        const float length_s = cue_.duration_s > 0.0 ? static_cast<float>(cue_.duration_s) : 60.0F;
        const float room = top_ - body.root.y;
        const bool over = room < 0.35F * s;
        if (!over) {
            body.float_root = true;
            // Clings on when its time is over.
            const float rate = 0.42F * s * cue_.intensity * smoothstep(0.3F, 0.9F, time_s_) *
                               (1.0F - smoothstep(length_s - 0.5F, length_s, time_s_));
            body.root.y += rate * dt;
            phase_ += dt * rate / (0.62F * s);
            Posture p = standing_posture();
            p.hips.pitch = 4.0F;
            p.head.pitch = -24.0F;
            const Vec3 front = heading_of(body.yaw);
            for (int side = 0; side < 2; ++side) {
                const float turn = phase_ + (side == 0 ? 0.0F : 0.5F);
                const float up = 0.5F + 0.5F * std::sin(2.0F * kPi * turn);
                body.free_leg(side);
                p.leg[at(side)] = {
                    .hip = 24.0F + 46.0F * (1.0F - up),
                    .spread = 10,
                    .twist = 10,
                    .knee = 34.0F + 62.0F * (1.0F - up),
                    .ankle = -4
                };
                HandGoal& goal = body.hand[at(side)];
                goal.palm = body.to_world(
                    {sign_of(side) * 0.20F * s, body.stand_m() + (0.42F + 0.42F * up) * s, 0.33F * s
                    }
                );
                goal.turn = from_axes(
                    front * -1.0F * sign_of(side) * -1.0F,
                    {0, -1, 0},
                    cross(front * sign_of(side), {0, -1, 0})
                );
                goal.elbow = {0.7F, -1.0F, -0.3F};
                goal.weight = smoothstep(0.0F, 0.5F, time_s_);
                p.arm[at(side)].curl = 50.0F;
            }
            body.want = p;
            return time_s_ >= length_s;
        }
        // Over the edge: up and forward onto the top.
        if (over_s_ == 0.0F) {
            from_ = body.root;
            to_ = Vec3{body.root.x, top_, body.root.z} + heading_of(body.yaw) * (0.62F * s);
            body.blend(6.0F);
        }
        over_s_ += dt;
        const float u = smoothstep(0.0F, 1.1F, over_s_);
        body.root = {
            lerp(from_.x, to_.x, u * u),
            lerp(from_.y, to_.y, std::sqrt(u)),
            lerp(from_.z, to_.z, u * u)
        };
        stand(self);
        body.want.pelvis.y -= 0.25F * envelope(over_s_, 1.4F, 0.5F, 0.6F);
        body.want.hips.pitch += 40.0F * envelope(over_s_, 1.4F, 0.5F, 0.6F);
        for (LegPose& leg : body.want.leg) {
            leg = {.hip = 70.0F * (1.0F - u), .spread = 4, .knee = 90.0F * (1.0F - u)};
        }
        if (u < 1.0F) {
            return false;
        }
        body.float_root = false;
        return settle_feet(self, dt);
    }

  private:
    Cue cue_;
    Walker walker_;
    bool there_ = false;
    float top_ = 2.0F;
    float phase_ = 0.0F;
    float time_s_ = 0.0F;
    float over_s_ = 0.0F;
    Vec3 from_{};
    Vec3 to_{};
};

}  // namespace

std::unique_ptr<Act> make_rise_act() {
    return std::make_unique<RiseAct>();
}

std::unique_ptr<Act> make_rest_act(const Cue& cue, const Self&) {
    switch (cue.verb) {
        case Verb::kSit:
            return std::make_unique<SitAct>(cue);
        case Verb::kLie:
            return std::make_unique<LieAct>(cue);
        case Verb::kCrawl:
            return std::make_unique<CrawlAct>(cue);
        case Verb::kClimb:
            return std::make_unique<ClimbAct>(cue);
        default:
            return nullptr;
    }
}

}  // namespace hibari::world
