// Jumping on a bed that throws one up again: each bounce goes higher than the last, and a flip
// takes the height of one.
//
// In the air the body flies freely (flight.h). On the bed it is the mass on a spring: it sinks on a
// quarter of a sine that has the speed of landing, and comes up on a quarter that has the speed of
// the next take-off, what lies between being the work of the legs.
#include "world/physics/character/leap_shapes.h"
#include "world/physics/character/person_acts.h"
#include "world/things/person.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace hibari::world {

namespace {

constexpr float kBed_npm = 9400.0F;  // Stiffness; as the bed that things fall on (soft_body.cpp).
constexpr float kTop_mps = 4.4F;     // Take-off of a grown-up who has come into the swing.
constexpr float kFlip_mps = 4.6F;
constexpr int kBounces = 3;  // Until somebody who jumps has been seen to.
constexpr int kWarmUp = 2;   // Before a flip.
constexpr std::array<float, 3> kSwing{0.58F, 0.8F, 1.0F};  // Of the top speed, by bounce.

class BounceAct final : public Act {
  public:
    explicit BounceAct(const Cue& cue)
        : cue_(cue), flips_(cue.verb == Verb::kBackflip || cue.verb == Verb::kFrontFlip) {}

    bool allows_gestures() const override { return !flips_; }

    bool limp() const override { return limp_; }

    bool stays() const override { return !limp_; }

    void begin(Self& self) override {
        Body& body = self.body;
        const float s = body.scale();
        home_ = body.root;
        home_.y = self.view->ground_y(home_.x, home_.z);
        top_mps_ = (flips_ ? kFlip_mps * (1.0F + 0.25F * static_cast<float>(cue_.turns - 1))
                           : kTop_mps * (0.8F + 0.2F * cue_.intensity)) *
                   std::sqrt(std::sqrt(s)) * self.rng.uniform(0.92F, 1.04F);
        spring_hz_ = std::sqrt(kBed_npm / body.skeleton().mass_kg());
        wait_s_ = self.rng.uniform(0.0F, 0.45F);
        // Somebody who is on the way already goes on in the swing.
        if (body.foot[0].mode == FootMode::kFree && body.mass_velocity().y < -0.5F) {
            bounce_ = kWarmUp;
            body.float_root = true;
            enter(Phase::kSink);
            sink(self, -body.mass_velocity().y);
        }
    }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        just_landed_ = false;
        switch (phase_) {
            case Phase::kWait:
                wait(self, dt);
                break;
            case Phase::kSink:
                go_down(self);
                break;
            case Phase::kRise:
                come_up(self);
                break;
            case Phase::kFlight:
                fly(self, dt);
                break;
        }
        return limp_ || (just_landed_ && landed_ >= std::max(cue_.repeat, flips_ ? 1 : kBounces));
    }

  private:
    enum class Phase : std::uint8_t { kWait, kSink, kRise, kFlight };

    void enter(Phase phase) {
        phase_ = phase;
        time_s_ = 0.0F;
    }

    void wait(Self& self, float dt) {
        stand(self);
        settle_feet(self, dt);
        center_root(self, dt, 6.0F);
        if (time_s_ < wait_s_) {
            return;
        }
        enter(Phase::kSink);
        for (int side = 0; side < 2; ++side) {
            self.body.free_leg(side);
        }
        self.body.float_root = true;
        sink(self, 0.0F);
    }

    /// From the speed of landing; from rest as deep as the first bounce needs.
    void sink(Self& self, float speed_mps) {
        Body& body = self.body;
        from_ = body.now();
        from_rest_ = speed_mps < 0.5F;
        const float depth_of_rest = next_mps() / spring_hz_;
        depth_m_ = from_rest_ ? depth_of_rest : speed_mps / spring_hz_;
        sink_s_ = from_rest_ ? 0.42F : 0.5F * kPi / spring_hz_;
        begun_y_ = body.root.y - home_.y;
    }

    float next_mps() const {
        const auto last = static_cast<int>(kSwing.size()) - 1;
        return top_mps_ * kSwing[static_cast<std::size_t>(std::min(bounce_, last))];
    }

    void go_down(Self& self) {
        const float u = std::min(1.0F, time_s_ / sink_s_);
        const float eased = u * u * (3.0F - 2.0F * u);
        const float share = from_rest_ ? eased : std::sin(0.5F * kPi * u);
        lower(self, depth_m_ * share - begun_y_ * (1.0F - eased));
        self.body.want = mix(from_, braced(), eased);
        self.body.want.hips = {};
        if (u >= 1.0F) {
            rise_hz_ = next_mps() / depth_m_;
            enter(Phase::kRise);
        }
    }

    void come_up(Self& self) {
        const float turn = rise_hz_ * time_s_;
        if (turn >= 0.5F * kPi) {
            take_off(self);
            return;
        }
        lower(self, depth_m_ * std::cos(turn));
        self.body.want = mix(braced(), stretched(), turn / (0.5F * kPi));
    }

    void lower(Self& self, float by_m) const {
        self.body.root = {home_.x + drift_.x, home_.y - by_m, home_.z + drift_.z};
    }

    // Pressed into the bed: the knees give a little, the arms are down.
    static Posture braced() {
        Posture p = landing();
        for (ArmPose& arm : p.arm) {
            arm = {.raise = -12, .spread = 24, .elbow = 20, .roll = 30, .curl = 14};
        }
        p.pelvis.y = -0.07F;
        return p;
    }

    void take_off(Self& self) {
        Body& body = self.body;
        const float g = self.view->gravity();
        const Vec3 mass = body.center_of_mass();
        const float speed = next_mps();
        const bool flips = flips_ && bounce_ >= kWarmUp && landed_ < std::max(1, cue_.repeat);
        air_s_ = 2.0F * speed / g;
        const Posture down = landing();
        const std::vector<Key> keys{
            {0.0F, stretched()},
            {(flips ? 0.26F : 0.4F) * air_s_, flips ? tucked() : airborne()},
            {(flips ? 0.62F : 0.6F) * air_s_, flips ? tucked() : airborne()},
            {0.92F * air_s_, down},
            {1.5F * air_s_, down},
        };
        const auto shape = [keys](float t) { return sample(keys, t); };
        body.float_root = false;
        body.leave_ground(shape, 11.0F);
        // Back to where it began, and upright again.
        const float pitch = std::remainder(radians(body.now().hips.pitch), 2.0F * kPi);
        float angle = -pitch;
        if (flips) {
            const float turns =
                static_cast<float>(cue_.turns) * (cue_.verb == Verb::kBackflip ? -1.0F : 1.0F);
            angle += 2.0F * kPi * turns;
            if (cue_.outcome == Outcome::kFailure) {
                angle -= std::copysign(0.3F * 2.0F * kPi, turns);
            }
        }
        const Vec3 axis = rotate(body.frames().turn[0], {1, 0, 0});
        const Vec3 home = (home_ - mass) / air_s_;
        body.take_off(
            {.velocity = {home.x, speed, home.z},
             .momentum = axis * body.momentum_for_pitch(shape, angle, air_s_),
             .gravity = g,
             .shape = shape}
        );
        self.signal(SignalKind::kTakeOff, kPelvis, -1, mass, {0, speed, 0});
        in_trick_ = flips;
        ++bounce_;
        enter(Phase::kFlight);
    }

    void fly(Self& self, float dt) {
        Body& body = self.body;
        const Vec3 velocity = body.flight()->velocity();
        self.face.brow = in_trick_ ? 0.85F : 0.3F;
        self.face.smile = 0.8F;
        if (velocity.y > 0.0F) {
            return;
        }
        const float sole = std::min(body.sole_y(0), body.sole_y(1));
        const Vec3 up = rotate(body.frames().turn[0], {0, 1, 0});
        if (std::min(sole, body.lowest_other_y()) > home_.y) {
            return;
        }
        if (up.y < 0.6F || sole > home_.y + 0.05F) {
            limp_ = true;
            self.go_limp("fall");
            return;
        }
        landed_ += in_trick_ || !flips_ ? 1 : 0;
        self.signal(SignalKind::kLand, kPelvis, -1, body.center_of_mass(), velocity);
        body.stop_flight(8.0F, velocity);
        drift_ = Vec3{body.root.x - home_.x, 0, body.root.z - home_.z};
        just_landed_ = true;
        enter(Phase::kSink);
        sink(self, -velocity.y);
        time_s_ = dt;
        go_down(self);
    }

    Cue cue_;
    bool flips_;
    Phase phase_ = Phase::kWait;
    float time_s_ = 0.0F;
    Vec3 home_{};   // On the bed at rest.
    Vec3 drift_{};  // From there, while it is on the bed.
    float top_mps_ = kTop_mps;
    float spring_hz_ = 12.0F;  // rad/s of the body on the bed
    float rise_hz_ = 12.0F;
    float wait_s_ = 0.0F;
    float sink_s_ = 0.2F;
    float depth_m_ = 0.3F;
    float begun_y_ = 0.0F;
    float air_s_ = 0.8F;
    int bounce_ = 0;
    int landed_ = 0;
    bool from_rest_ = true;
    bool in_trick_ = false;
    bool just_landed_ = false;
    bool limp_ = false;
    Posture from_;
};

}  // namespace

std::unique_ptr<Act> make_bounce_act(const Cue& cue) {
    return std::make_unique<BounceAct>(cue);
}

}  // namespace hibari::world
