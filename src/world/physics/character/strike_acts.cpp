#include "world/physics/character/feet.h"
#include "world/physics/character/strike.h"
#include "world/physics/character/walker.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kHit = 1.00F;       // Seconds after the ball has been addressed.
constexpr float kDown = 0.26F;      // The stroke down to the ball takes so long.
constexpr float kToss = 0.52F;      // Before the hit a tossed ball leaves the hand.
constexpr float kAgain = 1.50F;     // When the next stroke may begin,
constexpr float kOver = 2.30F;      // or the last is over.
constexpr float kCocked = 0.62F;    // In the stroke: wound up, waiting for a pitch.
constexpr float kPatience = 6.0F;   // Seconds that one waits for it.
constexpr float kPitchFrom = 2.5F;  // Metres; a ball nearer than that is one's own.

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

float sign_of(int side) {
    return side == 0 ? 1.0F : -1.0F;
}

enum class Stroke : std::uint8_t {
    kGround,  // the ball lies before the feet
    kLevel,   // tossed up, hit sideways with a stick
    kServe,   // tossed up, hit overhead
};

class StrikeAct final : public Act {
  public:
    explicit StrikeAct(const Cue& cue) : cue_(cue), left_(std::max(1, cue.repeat)) {}

    bool allows_gestures() const override { return false; }

    void begin(Self& self) override {
        self.body.blend(7.0F);
        take_tool(self);
        choose_stroke(self);
        stand_by_the_ball(self);
        const Vec3 front = heading_of(self.body.yaw);
        const float m = sign_of(self.main_side());
        // Sideways strokes go to the side of the other hand.
        const Vec3 side = Vec3{front.z, 0, -front.x} * -m;
        aim_ = stroke_ == Stroke::kServe ? front : side;
        if (cue_.destination || cue_.target >= 0) {
            const Vec3 goal = cue_.destination.value_or(
                cue_.target >= 0 ? self.view->entity_pose(cue_.target).position : Vec3{}
            );
            aim_ = normalize(Vec3{goal.x - self.body.root.x, 0, goal.z - self.body.root.z}, aim_);
        }
        const float turn = stroke_ == Stroke::kServe ? 0.0F : m * 0.5F * kPi;
        yaw_ = std::atan2(aim_.x, aim_.z) + turn;
        pitched_ =
            cue_.object >= 0 &&
            distance(self.view->entity_pose(cue_.object).position, self.body.root) > kPitchFrom;
        if (pitched_) {
            stroke_ = Stroke::kLevel;
        } else if (stroke_ == Stroke::kGround && cue_.object >= 0) {
            walk_to_ball(self);
        } else if (cue_.object >= 0 && stroke_ != Stroke::kGround) {
            tosses_ = true;
        }
    }

    bool step(Self& self, float dt) override {
        if (walking_) {
            walking_ = !walker_.step(self, dt);
            return false;
        }
        stand(self);
        const bool faces = turn_root(self, yaw_, dt, 3.0F);
        const float s = self.body.scale();
        address(self);
        if (!started_) {
            if (tosses_ && ready_s_ > 0.0F) {
                // Only now does the body know where its hands are.
                tosses_ = false;
                self.palm(cue_.object, 1 - self.main_side());
            }
            ready_s_ += dt;
            const bool settled = settle_feet(self, dt, 0.24F);
            const bool there = approach(self, dt);
            hold_tool(self, 0.0F, smoothstep(0.0F, 0.4F, ready_s_));
            started_ = faces && settled && there && ready_s_ > 0.6F;
            return false;
        }
        if (stroke_ != Stroke::kGround) {
            settle_feet(self, dt, 0.24F);
        }
        rest_feet(self, dt);
        time_s_ += dt;
        if (pitched_ && time_s_ > kCocked && !comes(self, dt)) {
            time_s_ = kCocked;
        }
        const float weight = 1.0F - smoothstep(kOver - 0.55F, kOver - 0.1F, time_s_);
        toss(self, s);
        hold_tool(self, time_s_, weight);
        self.gaze = time_s_ < kHit && cue_.object >= 0
                        ? self.view->entity_pose(cue_.object).position
                        : self.body.head() + aim_ * 8.0F;
        if (!struck_ && time_s_ >= kHit) {
            struck_ = true;
            hit(self);
        }
        if (left_ > 1 && time_s_ > kAgain) {
            await_return(self);
        }
        return time_s_ > kOver;
    }

  private:
    // Of several strokes the next is at what comes back.
    void await_return(Self& self) {
        --left_;
        pitched_ = true;
        swings_ = false;
        struck_ = false;
        waited_s_ = 0.0F;
        time_s_ = 0.0F;
        self.body.blend(7.0F);
    }

    // Many who are left-handed play golf from the right side; whoever stands there already does,
    // rather than walk round the ball.
    void stand_by_the_ball(Self& self) {
        if (stroke_ != Stroke::kGround || cue_.target < 0 || cue_.object < 0) {
            return;
        }
        const Vec3 ball = self.view->entity_pose(cue_.object).position;
        const Vec3 goal = cue_.destination.value_or(self.view->entity_pose(cue_.target).position);
        const float aim = std::atan2(goal.x - ball.x, goal.z - ball.z);
        const float stance = aim + sign_of(self.main_side()) * 0.5F * kPi;
        if (std::fabs(wrap_angle(stance - self.body.yaw)) > 0.5F * kPi) {
            self.temper.left_handed = !self.temper.left_handed;
            take_tool(self);
        }
    }

    // Over into one hand, as a tool is held.
    void take_tool(Self& self) {
        if (!self.hold.holds() || self.hold.object == cue_.object) {
            return;
        }
        if (self.hold.both_hands || self.hold.side != self.main_side()) {
            const int tool = self.hold.object;
            self.hold.object = -1;
            self.grab(tool, self.main_side());
        }
        const auto grip = self.view->anchor(self.hold.object, "grip");
        const auto head = self.view->anchor(self.hold.object, "head");
        tool_m_ = grip && head ? distance(grip->position, head->position) : 0.6F;
        slim_ = 3.5F * second_largest(self.hold.half) < largest(self.hold.half);
    }

    static float largest(Vec3 v) { return std::max({v.x, v.y, v.z}); }

    static float second_largest(Vec3 v) {
        return v.x + v.y + v.z - largest(v) - std::min({v.x, v.y, v.z});
    }

    void choose_stroke(const Self& self) {
        const bool tool = self.hold.holds();
        float height = 0.0F;
        if (cue_.object >= 0) {
            height = self.view->entity_pose(cue_.object).position.y - self.body.root.y;
        }
        const bool low = cue_.object >= 0 && height < 0.3F * self.body.scale();
        stroke_ = low && tool && tool_m_ > 0.7F * self.body.scale() ? Stroke::kGround
                  : (tool && slim_) || left_ > 1                    ? Stroke::kLevel
                                                                    : Stroke::kServe;
    }

    float reach(const Self& self) const {
        return (stroke_ == Stroke::kServe ? 0.93F : 0.74F) * self.body.arm_m();
    }

    Vec3 pivot(const Self& self) const {
        const Frames& f = self.body.frames();
        const Vec3 left = f.pivot[kLeftUpperArm];
        const Vec3 right = f.pivot[kRightUpperArm];
        if (stroke_ == Stroke::kServe) {
            return self.main_side() == 0 ? left : right;
        }
        return lerp(left, right, 0.5F);
    }

    // How far before the feet the ball lies at which the tool's head arrives.
    float ball_ahead(const Self& self, float ball_y) const {
        const Vec3 shoulders = self.body.to_heading(pivot(self));
        const float drop = shoulders.y + self.body.root.y - ball_y;
        const float whole = reach(self) + tool_m_;
        return shoulders.z + std::sqrt(std::max(0.02F, whole * whole - drop * drop));
    }

    void walk_to_ball(Self& self) {
        const Vec3 ball = self.view->entity_pose(cue_.object).position;
        WalkerOptions options;
        options.destination = ball - heading_of(yaw_) * (0.72F * self.body.scale());
        options.final_yaw = yaw_;
        options.facing = yaw_;
        options.speed_mps = 1.3F * std::sqrt(self.body.scale());
        const Vec3 way = *options.destination - self.body.root;
        walking_ = std::hypot(way.x, way.z) > 0.35F;
        if (walking_) {
            walker_.begin(self, options);
        }
    }

    // The last shuffle, until the ball lies where the head will pass.
    bool approach(Self& self, float dt) {
        if (stroke_ != Stroke::kGround || cue_.object < 0) {
            center_root(self, dt, 5.0F);
            return true;
        }
        const Vec3 ball = self.view->entity_pose(cue_.object).position;
        const Vec3 spot = ball - heading_of(yaw_) * ball_ahead(self, ball.y);
        const float share = 1.0F - std::exp(-6.0F * dt);
        self.body.root.x += (spot.x - self.body.root.x) * share;
        self.body.root.z += (spot.z - self.body.root.z) * share;
        return std::hypot(spot.x - self.body.root.x, spot.z - self.body.root.z) < 0.02F;
    }

    float windup() const {
        return smoothstep(0.15F, 0.62F, time_s_) * (1.0F - smoothstep(kHit - kDown, kHit, time_s_));
    }

    float through() const {
        return smoothstep(kHit, kHit + 0.3F, time_s_) *
               (1.0F - smoothstep(kOver - 0.7F, kOver, time_s_));
    }

    // Whether the pitch is so near that the stroke has to begin.
    bool comes(const Self& self, float dt) {
        waited_s_ += dt;
        if (swings_ || waited_s_ > kPatience) {
            return true;
        }
        Vec3 line;
        Vec3 way;
        plane(self, line, way);
        const Vec3 meet = pivot(self) + line * (reach(self) + tool_m_);
        const Vec3 velocity = self.view->entity_velocity(cue_.object);
        const Vec3 left = meet - self.view->entity_pose(cue_.object).position;
        const float speed = std::hypot(velocity.x, velocity.z);
        const float along = velocity.x * left.x + velocity.z * left.z;
        constexpr float kThrown = 2.0F;  // Faster than a hand that winds up.
        swings_ = speed > kThrown && along > 0.0F && along / (speed * speed) < kHit - kCocked;
        return swings_;
    }

    void address(Self& self) {
        Posture& p = self.body.want;
        const float m = sign_of(self.main_side());
        const float wind = windup();
        const float on = through();
        const float turn = m * (wind - on);
        if (stroke_ == Stroke::kServe) {
            p.chest.yaw += 26.0F * turn;
            p.waist.yaw += 12.0F * turn;
            p.chest.pitch += -10.0F * wind + 8.0F * on;
            p.waist.pitch += 8.0F * on;
            p.pelvis.y -= 0.05F * wind;
            p.heel = {20.0F * on, 20.0F * on};
            return;
        }
        const float bend = stroke_ == Stroke::kGround ? 1.0F : 0.35F;
        p.pelvis.y -= 0.04F + 0.03F * bend;
        p.pelvis.z -= 0.07F * bend;
        p.hips.pitch += 20.0F * bend;
        p.waist.pitch += 9.0F * bend;
        p.head.pitch -= 4.0F;
        p.hips.yaw += 12.0F * turn;
        p.waist.yaw += 14.0F * turn;
        p.chest.yaw += 22.0F * turn;
        p.heel[at(self.main_side())] = 30.0F * on;
    }

    // Direction from the shoulders to the ball at the hit, and the way the head then goes.
    void plane(const Self& self, Vec3& line, Vec3& way) const {
        const Vec3 front = heading_of(yaw_);
        const float m = sign_of(self.main_side());
        if (stroke_ == Stroke::kServe) {
            line =
                normalize(Vec3{0, 1, 0} + front * 0.28F + Vec3{front.z, 0, -front.x} * (m * 0.1F));
        } else if (stroke_ == Stroke::kLevel) {
            line = normalize(front - Vec3{0, 0.18F, 0});
        } else {
            const float ahead =
                ball_ahead(self, self.body.root.y) - self.body.to_heading(pivot(self)).z;
            const float drop = pivot(self).y - self.body.root.y;
            line = normalize(front * ahead - Vec3{0, drop, 0});
        }
        way = normalize(aim_ - line * dot(aim_, line));
    }

    // Back evenly, down faster and faster, through the ball and out.
    float arc(float t, float back, float on) const {
        if (t < kHit) {
            const float u = clamp((t - (kHit - kDown)) / kDown, 0.0F, 1.0F);
            return -back * smoothstep(0.12F, kHit - kDown, t) * (1.0F - u * u);
        }
        const float v = clamp((t - kHit) / (kDown * on / back), 0.0F, 1.0F);
        return on * (1.0F - (1.0F - v) * (1.0F - v));
    }

    void hold_tool(Self& self, float t, float weight) {
        Vec3 line;
        Vec3 way;
        plane(self, line, way);
        const bool serve = stroke_ == Stroke::kServe;
        const float turn = arc(t, serve ? 1.5F : 1.65F, serve ? 1.9F : 1.9F);
        const float cock =
            -1.1F * smoothstep(0.2F, 0.6F, t) * (1.0F - smoothstep(kHit - 0.2F, kHit, t)) +
            0.5F * smoothstep(kHit, kHit + 0.2F, t);
        const auto toward = [&](float a) { return line * std::cos(a) + way * std::sin(a); };
        const float near = serve ? 1.0F - 0.45F * windup() : 1.0F;
        const Vec3 palm = pivot(self) + toward(turn) * (reach(self) * near);
        const Vec3 tool = toward(turn + cock);
        const Vec3 ahead = normalize(way * std::cos(turn + cock) - line * std::sin(turn + cock));
        for (int side = 0; side < 2; ++side) {
            const bool main = side == self.main_side();
            if (!main &&
                (serve || (stroke_ == Stroke::kLevel && !pitched_ && t < kHit - kToss + 0.12F))) {
                continue;
            }
            HandGoal& goal = self.body.hand[at(side)];
            goal.palm = main ? palm : palm - tool * (0.08F * self.body.scale());
            const Vec3 x = (main ? ahead : -ahead) * -sign_of(side);
            if (self.hold.holds()) {
                goal.turn = from_axes(x, cross(tool, x), tool);
            } else {
                goal.turn = from_axes(x, -tool, cross(x, -tool));
            }
            goal.elbow = serve ? Vec3{0.9F, 0.2F, -0.5F} : Vec3{0.5F, -0.9F, -0.1F};
            goal.weight = weight;
            self.body.want.arm[at(side)].curl = self.hold.holds() ? 68.0F : 8.0F;
        }
    }

    // Up from the other hand, so that it falls to the place of the hit in time.
    void toss(Self& self, float s) {
        if (stroke_ == Stroke::kGround || cue_.object < 0 || pitched_) {
            return;
        }
        const int side = 1 - self.main_side();
        const float leave = kHit - kToss;
        const float lift = smoothstep(0.05F, leave, time_s_);
        const float away = smoothstep(leave + 0.05F, leave + 0.4F, time_s_);
        HandGoal& goal = self.body.hand[at(side)];
        if (away < 1.0F) {
            const float high = stroke_ == Stroke::kServe ? 0.62F : 0.26F;
            goal.palm = self.body.to_world(
                Vec3{sign_of(side) * 0.14F, lerp(0.08F, high, lift), 0.34F} * s +
                Vec3{0, self.body.stand_m(), 0}
            );
            goal.turn.reset();
            goal.elbow = {0.6F, -1.0F, -0.1F};
            goal.weight = 1.0F - away;
            self.body.want.arm[at(side)].curl = 14.0F;
            self.body.want.arm[at(side)].roll = -70.0F;
        }
        if (const Palmed* ball = self.find_palmed(cue_.object);
            ball != nullptr && time_s_ >= leave) {
            Vec3 line;
            Vec3 way;
            plane(self, line, way);
            const Vec3 meet = pivot(self) + line * (reach(self) + tool_m_);
            const Vec3 from = self.palmed_center(*ball);
            self.toss(
                cue_.object, (meet - from) / kToss + Vec3{0, 0.5F * self.view->gravity() * kToss, 0}
            );
        }
    }

    void hit(Self& self) {
        const int main = self.main_side();
        Vec3 line;
        Vec3 way;
        plane(self, line, way);
        const float loft = stroke_ == Stroke::kGround  ? 0.42F
                           : stroke_ == Stroke::kLevel ? 0.34F
                                                       : 0.02F;
        const float speed = (self.hold.holds() ? 22.0F : 13.0F) * clamp(cue_.intensity, 0.3F, 1.6F);
        self.signal(
            SignalKind::kStrike,
            main == 0 ? kLeftHand : kRightHand,
            cue_.object,
            pivot(self) + line * (reach(self) + tool_m_),
            normalize(aim_ + Vec3{0, loft, 0}) * speed,
            "bat"
        );
    }

    Cue cue_;
    int left_;
    Stroke stroke_ = Stroke::kServe;
    Walker walker_;
    bool walking_ = false;
    bool started_ = false;
    bool struck_ = false;
    bool pitched_ = false;  // by somebody else
    bool swings_ = false;
    bool tosses_ = false;  // has yet to take the ball
    float waited_s_ = 0.0F;
    bool slim_ = true;
    float tool_m_ = 0.06F;  // From the palm to where it hits.
    Vec3 aim_{};
    float yaw_ = 0.0F;
    float ready_s_ = 0.0F;
    float time_s_ = 0.0F;
};

}  // namespace

std::unique_ptr<Act> make_strike_act(const Cue& cue) {
    return std::make_unique<StrikeAct>(cue);
}

}  // namespace hibari::world
