// Juggling: a cascade of an odd number of things, each from one hand to the other, a fountain of an
// even number, each back to its own hand.
//
// A hand throws every second beat. What it throws comes down as many beats later as there are
// things, so that its flight and the launch follow from the beat and from gravity alone (a site
// swap of one number: J. Buhler et al., "Juggling drops and descents", 1994). The hand carries from
// the outer point, where it catches, in a scoop to the inner one, where it throws: so things that
// cross do not meet.
#include "world/physics/character/ball_skill.h"
#include "world/physics/character/person_acts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace hibari::world {

namespace {

constexpr int kFewest = 3;  // Fewer are juggled as three of which some are missing.
constexpr int kMost = 7;
constexpr float kCatch_m = 0.22F;     // From the palm to the middle of what it closes on.
constexpr float kLead_s = 0.45F;      // Until the first throw.
constexpr float kShow_s = 3.0F;       // After that it may go on with the next.
constexpr float kDismay_s = 1.2F;     // Looks after what is lost.
constexpr int kFumbleBeats = 5;       // Before one is dropped.
constexpr float kDwellShare = 0.62F;  // Of two beats in the hand.
constexpr float kThrow_x = 0.08F;     // Of the inner point, from the middle.
constexpr float kCatch_x = 0.25F;     // Of the outer one.
constexpr float kHandSpeed = 0.45F;   // Of what it throws: the fingers add the rest.

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

float sign_of(int side) {
    return side == 0 ? 1.0F : -1.0F;
}

/// Between two points, with given speeds at both.
Vec3 hermite(Vec3 from, Vec3 from_mps, Vec3 to, Vec3 to_mps, float u, float duration_s) {
    const float u2 = u * u;
    const float u3 = u2 * u;
    return from * (2.0F * u3 - 3.0F * u2 + 1.0F) + from_mps * (duration_s * (u3 - 2.0F * u2 + u)) +
           to * (3.0F * u2 - 2.0F * u3) + to_mps * (duration_s * (u3 - u2));
}

class JuggleAct final : public Act {
  public:
    explicit JuggleAct(const Cue& cue) { note(cue); }

    bool allows_gestures() const override { return false; }

    bool stays() const override { return true; }

    bool also(const Cue& cue) override {
        note(cue);
        return true;
    }

    void begin(Self& self) override { self.body.blend(8.0F); }

    bool step(Self& self, float dt) override {
        if (balls_.empty()) {
            gather(self);
        }
        time_s_ += dt;
        stand(self);
        settle_feet(self, dt, 0.08F);
        center_root(self, dt, 3.0F);
        while (!stopped_ && time_s_ >= throw_s(beat_)) {
            throw_next(self);
            ++beat_;
        }
        catch_what_comes(self);
        for (int side = 0; side < 2; ++side) {
            move_hand(self, side);
        }
        const float s = self.body.scale();
        self.gaze = lost_ >= 0 ? self.view->entity_pose(lost_).position
                               : self.body.to_world({0, self.body.stand_m() + 1.0F * s, 0.6F * s});
        self.face.smile = lost_ >= 0 ? 0.3F : 0.75F;
        return stopped_ ? time_s_ > stopped_s_ + kDismay_s : time_s_ > kLead_s + kShow_s;
    }

  private:
    struct Ball {
        int object = -1;
        int beat = 0;  ///< of its next throw
        bool flies = false;
    };

    void note(const Cue& cue) {
        objects_.push_back(cue.object);
        if (cue.outcome == Outcome::kFailure) {
            fumbled_ = cue.object;
        }
    }

    // The hands take what is to be juggled onto their palms, in turn.
    void gather(Self& self) {
        int side = self.main_side();
        for (const int object : objects_) {
            if (object < 0 || balls_.size() >= at(kMost)) {
                continue;
            }
            if (self.hold.object == object) {
                self.hold.object = -1;
                self.hold.both_hands = false;
            }
            std::erase_if(self.palmed, [&](const Palmed& thing) { return thing.object == object; });
            self.palm(object, side);
            balls_.push_back({.object = object, .beat = static_cast<int>(balls_.size())});
            side = 1 - side;
        }
        number_ = std::max(static_cast<int>(balls_.size()), kFewest);
        // The more there are, the quicker the hands.
        beat_s_ = clamp(0.36F - 0.025F * static_cast<float>(number_), 0.2F, 0.3F);
        first_side_ = self.main_side();
    }

    int side_of(int beat) const { return (beat + first_side_) % 2; }

    float throw_s(int beat) const { return kLead_s + static_cast<float>(beat) * beat_s_; }

    float dwell_s() const { return 2.0F * kDwellShare * beat_s_; }

    float flight_s() const { return static_cast<float>(number_) * beat_s_ - dwell_s(); }

    Vec3 spot(const Self& self, int side, float x) const {
        const float s = self.body.scale();
        return self.body.to_world(
            Vec3{sign_of(side) * x, 0.10F, 0.34F} * s + Vec3{0, self.body.stand_m(), 0}
        );
    }

    /// Palms look up: from the palm to the middle of what lies on it.
    static Vec3 above(const Ball& ball, const Self& self) {
        const Vec3 half = self.view->entity_half_extent(ball.object);
        return {0, std::min({half.x, half.y, half.z}), 0};
    }

    Vec3 launch(const Self& self, Vec3 from, Vec3 to) const {
        const float t = flight_s();
        return (to - from) / t + Vec3{0, 0.5F * self.view->gravity() * t, 0};
    }

    void throw_next(Self& self) {
        for (Ball& ball : balls_) {
            const Palmed* held = self.find_palmed(ball.object);
            if (ball.beat != beat_ || ball.flies || held == nullptr) {
                continue;
            }
            const Vec3 from = self.palmed_center(*held);
            const Vec3 to = spot(self, side_of(ball.beat + number_), kCatch_x) + above(ball, self);
            self.toss(ball.object, launch(self, from, to));
            ball.beat += number_;
            ball.flies = true;
        }
    }

    void catch_what_comes(Self& self) {
        for (Ball& ball : balls_) {
            if (!ball.flies || time_s_ < throw_s(ball.beat) - dwell_s()) {
                continue;
            }
            const int side = side_of(ball.beat);
            const Vec3 there = self.view->entity_pose(ball.object).position;
            const bool missed = ball.object == fumbled_ && ball.beat >= number_ + kFumbleBeats;
            ball.flies = false;
            if (!missed && distance(self.body.palm(side) + above(ball, self), there) < kCatch_m) {
                self.palm(ball.object, side);
                continue;
            }
            ball.beat = -1;  // Out of the game.
            if (!stopped_) {
                stopped_ = true;
                stopped_s_ = time_s_;
                lost_ = ball.object;
            }
        }
    }

    /// Where the hand is to be when it next catches: where the thing will be, or where it always
    /// does.
    Vec3 meeting(const Self& self, int side, float catch_s) const {
        for (const Ball& ball : balls_) {
            const bool wanted = ball.object != fumbled_ || ball.beat < number_ + kFumbleBeats;
            if (ball.flies && wanted && side_of(ball.beat) == side &&
                std::fabs(throw_s(ball.beat) - dwell_s() - catch_s) < 0.5F * beat_s_) {
                const float t = std::max(0.0F, catch_s - time_s_);
                return self.view->entity_pose(ball.object).position +
                       self.view->entity_velocity(ball.object) * t -
                       Vec3{0, 0.5F * self.view->gravity() * t * t, 0} - above(ball, self);
            }
        }
        return spot(self, side, kCatch_x);
    }

    void move_hand(Self& self, int side) {
        const Vec3 inner = spot(self, side, kThrow_x);
        const Vec3 up =
            launch(self, inner, spot(self, (side + number_) % 2, kCatch_x)) * kHandSpeed;
        // Its next throw, and the catch before that.
        int next = stopped_ ? static_cast<int>((time_s_ - kLead_s) / beat_s_) + 1 : beat_;
        next += side_of(std::max(next, 0)) == side ? 0 : 1;
        const float caught = throw_s(next) - dwell_s();
        const Vec3 outer = meeting(self, side, caught);
        Vec3 palm = outer;
        if ((next < 2 && time_s_ < caught) || (stopped_ && time_s_ > stopped_s_ + flight_s())) {
            palm = spot(self, side, kCatch_x);
        } else if (time_s_ < caught) {
            const float free_s = 2.0F * beat_s_ - dwell_s();
            const float u = clamp(1.0F - (caught - time_s_) / free_s, 0.0F, 1.0F);
            palm = hermite(inner, up, outer, -up * 0.5F, u, free_s);
        } else {
            const float u = clamp((time_s_ - caught) / dwell_s(), 0.0F, 1.0F);
            palm = hermite(spot(self, side, kCatch_x), -up * 0.5F, inner, up, u, dwell_s());
        }
        HandGoal& goal = self.body.hand[at(side)];
        const Quat heading = from_axis_angle({0, 1, 0}, self.body.yaw);
        goal.palm = palm;
        goal.turn = hand_on(side, {0, 1, 0}, rotate(heading, {-0.25F * sign_of(side), 0, 1}));
        goal.elbow = {0.55F, -1.0F, -0.35F};
        goal.weight = smoothstep(0.0F, 0.3F, time_s_);
        self.body.want.arm[at(side)].curl = 24.0F;
    }

    std::vector<int> objects_;
    std::vector<Ball> balls_;
    int fumbled_ = -1;
    int lost_ = -1;
    int number_ = kFewest;
    int first_side_ = 1;
    int beat_ = 0;
    float beat_s_ = 0.28F;
    float time_s_ = 0.0F;
    float stopped_s_ = 0.0F;
    bool stopped_ = false;
};

}  // namespace

std::unique_ptr<Act> make_juggle_act(const Cue& cue) {
    return std::make_unique<JuggleAct>(cue);
}

}  // namespace hibari::world
