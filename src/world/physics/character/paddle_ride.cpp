// Standing on a paddleboard: strokes, balance, and what a leap does to the board.
//
// The board floats: its height and tilt are springs about the water's surface (buoyancy), damped by
// the water. Whoever jumps off it pushes it down and back with the same momentum, and whoever lands
// on it pushes it down again.
#include "world/physics/character/craft_ride.h"
#include "world/physics/character/feet.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kDeckOverWater = 0.10F;  // Of the deck with a rider on it.
constexpr float kLift = 0.045F;          // How much higher it floats without one.
constexpr float kHeave = 7.0F;           // rad/s: sqrt(rho g A / (m + added)), 2 m^2 on 500 kg.
constexpr float kHeaveDamping = 0.28F;   // Of critical.
constexpr float kAddedMass = 3.2F;       // Water that moves with the board, in riders.

constexpr std::size_t at(int side) {
    return static_cast<std::size_t>(side);
}

// A damped spring, integrated exactly enough at the stage's steps.
struct Heave {
    float value = 0.0F;
    float speed = 0.0F;

    void step(float goal, float omega, float damping, float dt) {
        const float pull = omega * omega * (goal - value) - 2.0F * damping * omega * speed;
        speed += pull * dt;
        value += speed * dt;
    }
};

class PaddleRide final : public CraftRide {
  public:
    using CraftRide::CraftRide;

    bool takes(Verb verb) const override {
        return verb == Verb::kPaddle || verb == Verb::kRide || verb == Verb::kBalance ||
               verb == Verb::kStand || verb == Verb::kStay || verb == Verb::kSurf;
    }

    void begin(const Cue& cue, Self& self) override {
        CraftRide::begin(cue, self);
        strokes_ = cue.verb == Verb::kPaddle || cue.verb == Verb::kRide || cue.verb == Verb::kSurf;
        if (!started_ && strokes_ && distance_to_goal() > 0.5F) {
            craft_.yaw = yaw_to_goal();
        }
        started_ = true;
        fails_ = cue.outcome == Outcome::kFailure;
        fall_s_ = self.rng.uniform(1.4F, 2.4F);
    }

    std::optional<RidePose> pose(Self& self, float dt) override {
        cue_s_ += dt;
        float wanted = 0.0F;
        if (strokes_ && !finished_) {
            wanted = 1.15F * clamp(cue_.intensity, 0.5F, 1.6F);
            if (distance_to_goal() > 0.5F) {
                steer_to(yaw_to_goal(), 0.5F, dt);
            }
            const bool there = has_goal_ && distance_to_goal() < 0.8F;
            const bool over = cue_.duration_s > 0.0 && cue_s_ > static_cast<float>(cue_.duration_s);
            finished_ = there || over;
        } else if (!finished_) {
            finished_ = cue_s_ > std::max(0.6F, static_cast<float>(cue_.duration_s));
        }
        paddle(self, dt, wanted);
        drift(self, dt, true);
        return ride_pose(self, dt);
    }

    // ---- A leap from the board.

    void coast(Self& self, float dt, bool on_board) override {
        cue_s_ += dt;
        stroke_.step(0.0F, dt, 6.0F);
        craft_.speed_mps *= std::exp(-0.35F * dt);
        const Vec3 before = craft_.anchor("deck").position;
        drift(self, dt, on_board);
        if (on_board && !self.body.flying()) {
            // What stands on the deck goes with it.
            const Vec3 moved = craft_.anchor("deck").position - before;
            self.body.root += moved;
            for (Foot& foot : self.body.foot) {
                if (foot.mode != FootMode::kFree) {
                    foot.ball += moved;
                    foot.from += moved;
                    foot.to += moved;
                }
            }
        }
    }

    void recoil(float mass_kg, Vec3 velocity) override {
        const float moved = craft_.mass_kg() + kAddedMass * mass_kg;
        heave_.speed -= mass_kg * velocity.y / moved;
        // Along the board it slides easily: little water goes with it that way.
        const float along = dot(velocity, heading_of(craft_.yaw));
        craft_.speed_mps -= mass_kg * along / (craft_.mass_kg() + 0.9F * mass_kg);
        pitch_.speed += 0.25F * (along < 0.0F ? 1.0F : -1.0F);
    }

  private:
    float water(const StageView& view, Vec3 p) const {
        const auto y = view.water_y(p.x, p.z);
        return y.value_or(ground_under(view, craft_.entity(), p));
    }

    void drift(Self& self, float dt, bool loaded) {
        const StageView& view = *self.view;
        Vec3& p = craft_.frame.position;
        const Vec3 ahead = heading_of(craft_.yaw);
        const Vec3 side{ahead.z, 0, -ahead.x};
        const float reach = 0.7F * craft_.half().z;
        const float wide = craft_.half().x;
        const float nose = water(view, p + ahead * reach);
        const float tail = water(view, p - ahead * reach);
        const float left = water(view, p + side * wide);
        const float right = water(view, p - side * wide);
        p += ahead * (craft_.speed_mps * dt);
        craft_.rolled_m += craft_.speed_mps * dt;
        const float level = 0.5F * water(view, p) + 0.25F * (nose + tail);
        const float deck_over_frame = deck_height();
        const float goal = level + kDeckOverWater - deck_over_frame + (loaded ? 0.0F : kLift);
        if (!afloat_) {
            afloat_ = true;
            heave_ = {goal, 0.0F};
        }
        heave_.step(goal, kHeave, kHeaveDamping, dt);
        pitch_.step(std::atan2(nose - tail, 2.0F * reach), 6.0F, 0.35F, dt);
        const float sway =
            loaded ? 0.030F * std::sin(1.9F * self.clock_s) + 0.018F * std::sin(3.1F * self.clock_s)
                   : 0.0F;
        roll_.step(std::atan2(right - left, 2.0F * wide) + sway, 5.0F, 0.35F, dt);
        p.y = heave_.value;
        craft_.frame.rotation = normalize(
            craft_.upright() * from_axis_angle({1, 0, 0}, -pitch_.value) *
            from_axis_angle({0, 0, 1}, roll_.value)
        );
        craft_.pose_links();
    }

    float deck_height() const {
        for (const Anchor& a : craft_.blueprint().anchors) {
            if (a.name == "deck") {
                return a.local.position.y +
                       craft_.blueprint().links[static_cast<std::size_t>(a.link)].rest.position.y;
            }
        }
        return 0.29F;
    }

    void paddle(Self& self, float dt, float wanted) {
        stroke_.step(wanted > 0.0F ? 1.0F : 0.0F, dt, 5.0F);
        phase_ += dt / 1.5F;
        // Each stroke pulls while the blade is in the water.
        const float u = phase_ - std::floor(phase_);
        const float pull = u < 0.45F ? std::sin(kPi * u / 0.45F) : 0.0F;
        craft_.speed_mps += (stroke_.value * wanted * 1.75F * pull - 0.55F * craft_.speed_mps) * dt;
        static_cast<void>(self);
    }

    std::optional<RidePose> ride_pose(Self& self, float dt) {
        const Pose deck = craft_.anchor("deck");
        const float s = self.body.scale();
        RidePose ride;
        const float facing = craft_.yaw;
        ride.frame = {deck.position, from_axis_angle({0, 1, 0}, facing)};
        Posture& p = ride.posture;
        p = standing_posture();
        // Knees soft; the body goes against the board's roll.
        const float roll = roll_.value;
        const float u = phase_ - std::floor(phase_);
        const float pull = u < 0.45F ? std::sin(kPi * u / 0.45F) : 0.0F;
        const float w = stroke_.value;
        p.pelvis.y = -0.08F - 0.05F * w * pull;
        p.pelvis.z = -0.03F - 0.05F * w * pull;
        p.pelvis.x = -0.5F * roll;
        p.hips.pitch = 10.0F + 12.0F * w * pull;
        p.hips.roll = degrees(0.5F * roll);
        p.waist.pitch = 6.0F + 14.0F * w * pull;
        p.waist.roll = degrees(0.7F * roll);
        const float side = side_;
        p.chest.yaw = w * side * (12.0F - 34.0F * pull);
        p.head.pitch = -10.0F - 10.0F * w * pull;
        for (int i = 0; i < 2; ++i) {
            const float own = i == 0 ? 1.0F : -1.0F;
            p.arm[at(i)] = {
                .raise = 18.0F,
                .spread = 26.0F + 130.0F * std::fabs(roll),
                .twist = 4,
                .elbow = 26,
                .roll = 30,
                .curl = 22
            };
            const Vec3 local{own * 0.17F * s, 0, 0.08F * s};
            ride.foot[at(i)] = Pose{
                deck.position + rotate(deck.rotation, local),
                deck.rotation * from_axis_angle({0, 1, 0}, own * radians(7.0F)),
            };
        }
        if (w > 0.02F) {
            reach(self, ride, u, w);
        }
        if (u < last_u_) {
            if (++count_ % 4 == 0) {
                side_goal_ = -side_goal_;
            }
        }
        last_u_ = u;
        side_ += clamp(side_goal_ - side_, -3.5F * dt, 3.5F * dt);
        if (fails_ && cue_s_ > fall_s_) {
            tip_ += 2.2F * dt;
            p.hips.roll += 34.0F * tip_;
            p.pelvis.x -= 0.30F * tip_;
            for (ArmPose& arm : p.arm) {
                arm.spread += 70.0F * std::min(1.0F, tip_);
            }
            roll_.speed += 1.2F * dt;
            if (tip_ > 0.9F) {
                fall(self, "lost the balance");
            }
        }
        self.gaze = deck.position + heading_of(craft_.yaw) * 6.0F + Vec3{0, 0.6F, 0};
        return ride;
    }

    // Both hands on the shaft: the lower one draws it back beside the board.
    void reach(Self& self, RidePose& ride, float u, float w) {
        const float s = self.body.scale();
        const Quat heading = from_axis_angle({0, 1, 0}, craft_.yaw);
        // In the water from front to back, out of it back to the front.
        const float draw =
            u < 0.45F ? smoothstep(0.0F, 0.45F, u) : 1.0F - smoothstep(0.45F, 1.0F, u);
        const float up = u < 0.45F ? 0.0F : std::sin(kPi * (u - 0.45F) / 0.55F);
        const Vec3 lower{side_ * 0.36F, 0.80F + 0.16F * up, lerp(0.56F, 0.02F, draw)};
        const Vec3 upper{side_ * 0.14F, 1.36F + 0.06F * up, lerp(0.42F, 0.30F, draw)};
        const Vec3 base = craft_.anchor("deck").position;
        const int low_hand = side_ > 0.0F ? 0 : 1;
        ride.hand[at(low_hand)] = base + rotate(heading, lower * s);
        ride.hand[at(1 - low_hand)] = base + rotate(heading, upper * s);
        if (self.hold.holds()) {
            // The paddle lies along the hands.
            const Vec3 shaft = self.body.palm(1 - low_hand) - self.body.palm(low_hand);
            const Quat along = rotation_between({0, 1, 0}, shaft);
            self.hold.turn = inverse(self.body.hand_turn(self.hold.side)) * along;
        }
        static_cast<void>(w);
    }

    bool started_ = false;
    bool strokes_ = false;
    bool afloat_ = false;
    bool fails_ = false;
    float fall_s_ = 2.0F;
    float tip_ = 0.0F;
    float phase_ = 0.0F;
    float last_u_ = 0.0F;
    int count_ = 0;
    float side_ = 1.0F;
    float side_goal_ = 1.0F;
    Following stroke_;
    Heave heave_;
    Heave pitch_;
    Heave roll_;
};

}  // namespace

std::unique_ptr<Ride> make_paddle_ride(int entity, std::string anchor, Craft craft) {
    return std::make_unique<PaddleRide>(entity, std::move(anchor), std::move(craft));
}

}  // namespace hibari::world
