// Kicking, dribbling, swinging a bat.
#include "world/physics/character/ball_skill.h"
#include "world/physics/character/person_acts.h"
#include "world/physics/character/strike.h"
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

float sign_of(int side) {
    return side == 0 ? 1.0F : -1.0F;
}

class KickAct final : public Act {
  public:
    explicit KickAct(const Cue& cue) : cue_(cue) {}

    bool allows_gestures() const override { return false; }

    void begin(Self& self) override {
        self.body.blend(8.0F);
        waits_ = comes(self);
        if (!waits_) {
            approach(self);
        }
    }

    bool step(Self& self, float dt) override {
        if (waits_) {
            waited_s_ += dt;
            stand(self);
            settle_feet(self, dt);
            center_root(self, dt, 3.0F);
            self.gaze = self.view->entity_pose(cue_.object).position;
            waits_ = comes(self) && waited_s_ < kPatience;
            if (!waits_) {
                approach(self);
            }
            return false;
        }
        return kick(self, dt);
    }

  private:
    // A pass on its way is awaited.
    bool comes(const Self& self) const {
        constexpr float kLies_mps = 0.8F;
        return cue_.object >= 0 && length(self.view->entity_velocity(cue_.object)) > kLies_mps;
    }

    void approach(Self& self) {
        side_ = self.main_side();
        Vec3 ball = self.body.root + heading_of(self.body.yaw) * (0.5F * self.body.scale());
        if (cue_.object >= 0) {
            ball = self.view->entity_pose(cue_.object).position;
        }
        Vec3 goal = ball + normalize(cue_.facing, {0, 0, 1});
        if (cue_.destination) {
            goal = *cue_.destination;
        } else if (cue_.target >= 0) {
            goal = self.view->entity_pose(cue_.target).position;
        }
        goal_ = goal;
        Vec3 front = goal - ball;
        front.y = 0;
        front = normalize(front, heading_of(self.body.yaw));
        const Vec3 left{front.z, 0, -front.x};
        const float s = self.body.scale();
        // Beside and behind the ball, so that the kicking foot meets it in front of the hip.
        WalkerOptions options;
        options.destination = ball - front * (0.40F * s) - left * (sign_of(side_) * 0.11F * s);
        options.final_yaw = std::atan2(front.x, front.z);
        options.facing = *options.final_yaw;
        options.gait =
            distance(*options.destination, self.body.root) > 1.6F ? Gait::kRun : Gait::kWalk;
        options.speed_mps = (options.gait == Gait::kRun ? 2.9F : 1.35F) * std::sqrt(s);
        options.tolerance_m = 0.04F;
        walker_.begin(self, options);
        yaw_ = *options.final_yaw;
        spot_ = *options.destination;
        const Vec3 way = spot_ - self.body.root;
        close_ = std::sqrt(way.x * way.x + way.z * way.z) < 0.75F * s;
    }

    bool kick(Self& self, float dt) {
        if (!there_) {
            self.gaze = cue_.object >= 0 ? self.view->entity_pose(cue_.object).position : goal_;
            there_ = close_ ? shuffle(self, dt) : walker_.step(self, dt);
            if (there_) {
                self.body.blend(9.0F);
            }
            return false;
        }
        time_s_ += dt * (0.8F + 0.2F * cue_.intensity);
        turn_root(self, yaw_, dt, 2.0F);
        const float strong = clamp(cue_.intensity, 0.4F, 1.6F);
        const Posture stance = standing_posture();
        Posture shift = stance;
        shift.pelvis = {0.075F, -0.035F, 0.0F};
        shift.hips.roll = -3.0F;
        shift.leg[1] = {.hip = 0, .spread = 3, .twist = 4, .knee = 12, .ankle = 4};
        Posture back = shift;
        back.pelvis = {0.085F, -0.055F, 0.0F};
        back.hips = {.pitch = 8, .yaw = -18, .roll = -6};
        back.chest.yaw = 16.0F;
        back.waist.pitch = -4.0F;
        back.leg[1] = {
            .hip = -30 * strong, .spread = 12, .twist = 18, .knee = 55 + 30 * strong, .ankle = 30
        };
        back.arm[0] = {.raise = 50, .spread = 62, .twist = 0, .elbow = 24, .roll = 30, .curl = 14};
        back.arm[1] = {.raise = -34, .spread = 30, .twist = 0, .elbow = 24, .roll = 30, .curl = 14};
        Posture hit = shift;
        hit.pelvis = {0.085F, -0.05F, 0.03F};
        hit.hips = {.pitch = -8, .yaw = 8, .roll = -5};
        hit.waist.pitch = 16.0F;
        hit.leg[1] = {.hip = 32, .spread = 5, .twist = 14, .knee = 20, .ankle = 40};
        hit.arm[0] = {.raise = -6, .spread = 52, .twist = 0, .elbow = 24, .roll = 30, .curl = 14};
        hit.arm[1] = {.raise = 10, .spread = 34, .twist = 0, .elbow = 24, .roll = 30, .curl = 14};
        Posture after = hit;
        after.hips = {.pitch = -14, .yaw = 20, .roll = -4};
        after.waist.pitch = 22.0F;
        after.leg[1] = {.hip = 40 + 36 * strong, .spread = 0, .twist = 8, .knee = 14, .ankle = 40};
        after.arm[0] = {
            .raise = -30, .spread = 44, .twist = 0, .elbow = 30, .roll = 30, .curl = 14
        };
        after.arm[1] = {.raise = 46, .spread = 30, .twist = 0, .elbow = 30, .roll = 30, .curl = 14};
        after.heel[0] = 12.0F;
        const std::array keys{
            Key{0, stance},
            Key{0.16F, shift},
            Key{0.42F, back},
            Key{kContact, hit},
            Key{0.92F, after},
            Key{1.30F, shift},
            Key{1.60F, stance}
        };
        const Posture right = sample(keys, time_s_);
        self.body.want = side_ == 1 ? right : mirrored(right);
        self.gaze = time_s_ < 0.7F && cue_.object >= 0
                        ? self.view->entity_pose(cue_.object).position
                        : goal_;
        if (time_s_ > 0.14F && time_s_ < 1.25F) {
            self.body.free_leg(side_);
        } else if (self.body.foot[at(side_)].mode == FootMode::kFree) {
            settle_feet(self, dt);
        }
        if (!struck_ && time_s_ >= kContact) {
            struck_ = true;
            const Vec3 toe = self.body.frames().pivot[side_ == 0 ? kLeftToes : kRightToes];
            const Vec3 point =
                cue_.object >= 0 ? self.view->entity_pose(cue_.object).position : toe;
            const Vec3 way = goal_ - point;
            const Vec3 velocity = normalize(Vec3{way.x, 0, way.z}, heading_of(self.body.yaw)) *
                                      (12.0F * cue_.intensity) +
                                  Vec3{0, 3.2F * cue_.intensity, 0};
            self.signal(
                SignalKind::kStrike,
                side_ == 0 ? kLeftFoot : kRightFoot,
                cue_.object,
                point,
                velocity,
                "kick"
            );
        }
        rest_feet(self, dt);
        if (time_s_ < 1.25F) {
            return false;
        }
        const bool settled = settle_feet(self, dt);
        center_root(self, dt, 2.0F);
        return settled && time_s_ > 1.65F;
    }

    // A step or two into place, when the ball is already near.
    bool shuffle(Self& self, float dt) {
        const float share = 1.0F - std::exp(-6.0F * dt);
        self.body.root.x += (spot_.x - self.body.root.x) * share;
        self.body.root.z += (spot_.z - self.body.root.z) * share;
        stand(self);
        const bool faces = turn_root(self, yaw_, dt, 3.5F);
        return settle_feet(self, dt) && faces &&
               distance(Vec3{spot_.x, self.body.root.y, spot_.z}, self.body.root) < 0.05F;
    }

    static constexpr float kContact = 0.64F;
    static constexpr float kPatience = 3.0F;

    Cue cue_;
    bool waits_ = false;
    float waited_s_ = 0.0F;
    Walker walker_;
    Vec3 goal_{};
    int side_ = 1;
    float yaw_ = 0.0F;
    Vec3 spot_{};
    bool close_ = false;
    bool there_ = false;
    bool struck_ = false;
    float time_s_ = 0.0F;
};

// Pushes the ball down, waits for it with the hand over it, takes its rise and pushes again.
class DribbleAct final : public Act {
  public:
    explicit DribbleAct(const Cue& cue) : cue_(cue), ready_(cue, false) {}

    bool allows_gestures() const override { return false; }

    void begin(Self& self) override {
        ready_.begin(self);
        walks_ = cue_.destination && distance(*cue_.destination, self.body.root) > 0.5F;
    }

    bool step(Self& self, float dt) override {
        if (cue_.object < 0) {
            return true;
        }
        if (!started_) {
            started_ = ready_.step(self, dt);
            if (started_) {
                self.body.blend(7.0F);
            }
            if (started_ && walks_) {
                WalkerOptions options;
                options.destination = cue_.destination;
                options.speed_mps = (0.8F + 0.7F * cue_.intensity) * std::sqrt(self.body.scale());
                walker_.begin(self, options);
            }
            return false;
        }
        time_s_ += dt;
        const int side = self.main_side();
        const float s = self.body.scale();
        bool arrived = false;
        if (walks_) {
            arrived = walker_.step(self, dt);
        } else {
            stand(self);
            settle_feet(self, dt, 0.08F);
        }
        Posture& p = self.body.want;
        p.pelvis.y -= 0.10F;
        p.hips.pitch += 14.0F;
        p.waist.pitch += 6.0F;
        p.head.pitch -= 8.0F;
        p.arm[at(1 - side)] = {
            .raise = 30, .spread = 26, .twist = 16, .elbow = 60, .roll = 30, .curl = 20
        };
        const float radius = std::min({self.view->entity_half_extent(cue_.object).x, 0.13F});
        const Vec3 ball = self.view->entity_pose(cue_.object).position;
        // The top of the bounce: hip high, beside and a little ahead.
        const Vec3 top = self.body.to_world({sign_of(side) * 0.30F * s, 0.78F * s, 0.30F * s}) +
                         self.body.velocity * 0.12F;
        Vec3 palm = top + Vec3{0, radius, 0};
        if (self.hold.holds()) {
            pushed_s_ += dt;
            // Down with the hand for a short way, faster and faster.
            const float u = pushed_s_ / kPush;
            const float give = u < 0.4F ? 0.03F * std::sin(kPi * u / 0.4F) : 0.0F;
            const float down = u < 0.4F ? 0.0F : 0.22F * s * (u - 0.4F) * (u - 0.4F) / 0.36F;
            palm = top + Vec3{0, radius + give - down, 0};
            if (u >= 1.0F) {
                const float height = self.object_center().y - self.body.root.y - radius;
                const float g = self.view->gravity();
                // Fast enough to come back to the hand after losing a fifth of its speed.
                const float up = std::sqrt(2.0F * g * (0.78F * s - radius));
                const float fall =
                    std::sqrt(std::max(0.1F, up * up / (0.78F * 0.78F) - 2.0F * g * height));
                self.release(Vec3{0, -fall, 0} + self.body.velocity * 1.0F);
                ++bounces_;
                waited_s_ = 0.0F;
            }
        } else {
            waited_s_ += dt;
            const Vec3 velocity = self.view->entity_velocity(cue_.object);
            // Over the ball, but never lower than the hip.
            const float follow = smoothstep(0.05F, 0.25F, waited_s_);
            const Vec3 over{ball.x, std::max(ball.y + radius, top.y + radius - 0.10F * s), ball.z};
            palm = lerp(palm, over, 0.7F * follow);
            const bool near_hand = distance(self.body.palm(side), ball) < radius + 0.10F;
            if (waited_s_ > 0.15F && near_hand && velocity.y > -0.8F) {
                self.grab(cue_.object, side);
                pushed_s_ = 0.0F;
            }
        }
        HandGoal& goal = self.body.hand[at(side)];
        goal.palm = palm;
        goal.turn = hand_on(side, {0, -1, 0}, heading_of(self.body.yaw));
        goal.elbow = {0.7F, -0.2F, -0.9F};
        goal.weight = smoothstep(0.0F, 0.3F, time_s_);
        self.gaze = walks_ ? self.body.head() + heading_of(self.body.yaw) * 4.0F : ball;
        const float length_s = cue_.duration_s > 0.0
                                   ? static_cast<float>(cue_.duration_s)
                                   : 1.1F + 0.9F * static_cast<float>(cue_.repeat);
        const bool enough = walks_ ? arrived : time_s_ > length_s;
        return (enough && self.hold.holds() && pushed_s_ < 0.1F) || time_s_ > length_s + 12.0F ||
               (waited_s_ > 2.5F && !self.hold.holds());
    }

  private:
    static constexpr float kPush = 0.30F;

    Cue cue_;
    Preparation ready_;
    Walker walker_;
    bool started_ = false;
    bool walks_ = false;
    int bounces_ = 0;
    float time_s_ = 0.0F;
    float pushed_s_ = 0.0F;
    float waited_s_ = 0.0F;
};

}  // namespace

std::unique_ptr<Act> make_play_act(const Cue& cue) {
    switch (cue.verb) {
        case Verb::kKick:
            return std::make_unique<KickAct>(cue);
        case Verb::kDribble:
            return std::make_unique<DribbleAct>(cue);
        case Verb::kBat:
            return make_strike_act(cue);
        default:
            return nullptr;
    }
}

}  // namespace hibari::world
