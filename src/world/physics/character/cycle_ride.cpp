// Bicycles and motorcycles: wheels that roll, cranks that the feet turn, leaning into turns.
#include "world/physics/character/craft_ride.h"
#include "world/physics/character/feet.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kDevelopment = 4.6F;  // Metres on for each turn of the cranks.

constexpr std::size_t at(int side) {
    return static_cast<std::size_t>(side);
}

class CycleRide final : public CraftRide {
  public:
    CycleRide(int entity, std::string anchor, Craft craft)
        : CraftRide(entity, std::move(anchor), std::move(craft)),
          pedals_(craft_.has_anchor("pedal_left")),
          axles_m_(axle_distance()) {}

    bool takes(Verb verb) const override {
        return verb == Verb::kCycle || verb == Verb::kRide || verb == Verb::kDrive ||
               verb == Verb::kSit || crashes(verb) || leaps(verb);
    }

    void begin(const Cue& cue, Self& self) override {
        CraftRide::begin(cue, self);
        if (!started_ && distance_to_goal() > 0.5F) {
            craft_.yaw = yaw_to_goal();
            craft_.speed_mps = cue.verb == Verb::kSit ? 0.0F : 0.55F * wanted_speed();
        }
        started_ = true;
        trick_ = leaps(cue.verb);
        ramp_ = find_ramp(*self.view, cue.target);
        if (ramp_) {
            const Vec3 line = ramp_->lip - ramp_->entry;
            if (self.view->time_s() < 0.05) {
                craft_.yaw = std::atan2(line.x, line.z);
                craft_.speed_mps = trick_speed();
            }
            has_goal_ = false;
        }
        fails_ = cue.outcome == Outcome::kFailure || crashes(cue.verb);
        fails_ = fails_ && !trick_;
        obstacle_ = fails_ && !ramp_ && cue.verb != Verb::kFall ? cue.target : -1;
        if (obstacle_ >= 0) {
            // Straight at it and on: what stops the ride is the thing itself.
            fails_ = false;
            const Vec3 there = self.view->entity_pose(obstacle_).position;
            goal_ =
                there + normalize(there - craft_.frame.position, heading_of(craft_.yaw)) * 30.0F;
            has_goal_ = false;
            if (self.view->time_s() < 0.05) {
                craft_.yaw = yaw_to_goal();
                craft_.speed_mps = wanted_speed();
            }
        }
        fall_s_ = cue.verb == Verb::kFall ? 0.3F : self.rng.uniform(1.2F, 2.0F);
    }

    std::optional<RidePose> pose(Self& self, float dt) override {
        cue_s_ += dt;
        roll(self, dt);
        craft_.pose_links();
        if (obstacle_ >= 0 && meets(self, obstacle_)) {
            fall(self, kStopped);
        }
        if (fails_ && cue_s_ > fall_s_) {
            tip_ += dt * (0.6F + 3.0F * tip_);
            // Before a pedal is in the ground.
            if (tip_ > 0.34F) {
                fall(self, "tipped over");
            }
        }
        return ride_pose(self);
    }

  protected:
    void touch_down(Self& self, Vec3 velocity) override {
        const Vec3 ahead = heading_of(craft_.yaw);
        craft_.speed_mps = std::max(0.5F, dot(velocity, ahead));
        const Vec3 p = craft_.frame.position;
        height_ = {p.y, 0.3F * velocity.y};
        slope_ = {std::atan(rise_along(*self.view, ahead)), 0.0F};
        lean_ = {};
        turn_rate_ = {};
        landed_turn_ = inverse(standing_turn(0.0F)) * craft_.frame.rotation;
        righting_ = {1.0F, 0.0F};
        ramp_.reset();
        trick_ = false;
        finished_ = true;
        rolled_s_ = 0.0F;
    }

  private:
    Quat standing_turn(float wobble) const {
        return craft_.upright() * from_axis_angle({1, 0, 0}, -slope_.value) *
               from_axis_angle({0, 0, 1}, -lean_.value - 0.5F * wobble - tip_);
    }

    // Nobody turns over in the air at a stroll.
    float trick_speed() const { return std::max(wanted_speed(), 7.0F); }

    // The front wheel is at a thing: just before they touch, for a ridden wheel gives no way.
    bool meets(const Self& self, int thing) const {
        const float reach = 0.5F * axles_m_ + (pedals_ ? 0.33F : 0.30F);
        const Vec3 front = craft_.frame.position + heading_of(craft_.yaw) * reach;
        const Vec3 local = apply(inverse(self.view->entity_pose(thing)), front);
        const Vec3 half = self.view->entity_half_extent(thing);
        constexpr float kBefore_m = 0.06F;
        return std::fabs(local.x) < half.x + kBefore_m && std::fabs(local.z) < half.z + kBefore_m;
    }

    static bool crashes(Verb verb) {
        return verb == Verb::kFall || verb == Verb::kHit || verb == Verb::kTopple;
    }

    float wanted_speed() const {
        const float hurry = obstacle_ >= 0 ? 1.35F : 1.0F;  // Who sees it in time does not hit it.
        return (pedals_ ? 4.5F : 9.0F) * hurry * clamp(cue_.intensity, 0.4F, 1.7F);
    }

    float axle_distance() const {
        float front = 0.56F;
        float rear = -0.49F;
        for (const Link& link : craft_.blueprint().links) {
            if (link.name == "front_wheel") {
                front = link.joint.pivot.z;
            } else if (link.name == "rear_wheel") {
                rear = link.joint.pivot.z;
            }
        }
        return std::max(0.4F, front - rear);
    }

    void roll(Self& self, float dt) {
        const StageView& view = *self.view;
        const float g = std::max(view.gravity(), 0.5F);
        float wanted = finished_ || cue_.verb == Verb::kSit ? 0.0F : wanted_speed();
        if (cue_.verb == Verb::kSit) {
            finished_ = finished_ || cue_s_ > 0.8F;
        }
        const float left = distance_to_goal();
        if (trick_) {
            wanted = trick_speed();
        }
        if (has_goal_ && !trick_) {
            wanted = std::min(wanted, std::sqrt(2.0F * 1.8F * std::max(0.0F, left - 0.3F)));
            finished_ = finished_ || left < 0.6F;
        }
        if (cue_.duration_s > 0.0 && cue_s_ > static_cast<float>(cue_.duration_s)) {
            finished_ = true;
        }
        if (left > 1.0F && !finished_) {
            const float limit = std::min(1.2F, 3.2F / std::max(craft_.speed_mps, 0.6F));
            steer_to(
                ramp_ ? yaw_along(*ramp_) : yaw_to_goal(),
                limit * std::min(1.0F, craft_.speed_mps),
                dt
            );
        } else {
            steer_to(craft_.yaw, 1.0F, dt);
        }
        craft_.speed_mps +=
            clamp((wanted - craft_.speed_mps) * 2.0F, -2.4F, pedals_ ? 1.5F : 3.0F) * dt;
        craft_.speed_mps = std::max(0.0F, craft_.speed_mps);
        Vec3& p = craft_.frame.position;
        const Vec3 ahead = heading_of(craft_.yaw);
        const Vec3 velocity =
            normalize(ahead + Vec3{0, rise_along(view, ahead), 0}) * craft_.speed_mps;
        const bool drops = leaves_ground(view, velocity, dt);
        const bool springs = trick_ && !ramp_ && cue_s_ > 1.0F && craft_.speed_mps > 2.0F;
        rolled_s_ += dt;
        if (started_ && rolled_s_ > 0.2F && (drops || springs)) {
            const float up = !trick_ ? 0.0F
                             : drops ? 1.3F
                                     : 2.3F * clamp(cue_.intensity, 0.7F, 1.3F);
            launch(self, velocity + Vec3{0, up, 0}, trick_way(), {.bone = kPelvis, .arms = true});
            return;
        }
        p += ahead * (craft_.speed_mps * dt);
        craft_.rolled_m += craft_.speed_mps * dt;
        const bool coasts = wanted < craft_.speed_mps - 0.05F;
        pedalling_.step(coasts ? 0.0F : 1.0F, dt, 5.0F);
        craft_.crank += 2.0F * kPi * craft_.speed_mps / kDevelopment * pedalling_.value * dt;
        const float z = 0.5F * axles_m_;
        const float front = ground_under(view, craft_.entity(), p + ahead * z);
        const float rear = ground_under(view, craft_.entity(), p - ahead * z);
        if (!grounded_) {
            grounded_ = true;
            height_ = {0.5F * (front + rear), 0.0F};
        }
        height_.step(0.5F * (front + rear), dt, 30.0F);
        slope_.step(std::atan2(front - rear, axles_m_), dt, 14.0F);
        p.y = height_.value;
        // tan(lean) = v w / g balances the turn; slow riders wobble a little to stay up.
        const float slow = 1.0F - smoothstep(0.6F, 2.5F, craft_.speed_mps);
        const float wobble = slow * 0.05F * std::sin(4.3F * self.clock_s);
        lean_.step(std::atan(turn_rate_.value * craft_.speed_mps / g), dt, 9.0F);
        craft_.steer = clamp(
            std::atan(axles_m_ * turn_rate_.value / std::max(craft_.speed_mps, 0.8F)) +
                2.0F * wobble,
            -0.7F,
            0.7F
        );
        righting_.step(dt, 9.0F);
        craft_.frame.rotation =
            normalize(standing_turn(wobble) * slerp({}, landed_turn_, righting_.value));
    }

    std::optional<RidePose> ride_pose(Self& self) {
        const Pose seat = craft_.anchor("seat");
        const float s = self.body.scale();
        RidePose ride;
        ride.frame = {seat.position, craft_.upright()};
        Posture& p = ride.posture;
        p = standing_posture();
        const float rock = std::sin(craft_.crank);
        p.pelvis = {0.006F * rock, (0.085F * s - self.body.stand_m()) / s, 0.0F};
        p.hips.pitch = pedals_ ? 24.0F : 14.0F;
        p.hips.roll = -degrees(lean_.value + tip_) + 1.6F * rock;
        p.waist.pitch = pedals_ ? 14.0F : 8.0F;
        p.chest.pitch = 8.0F;
        p.neck.pitch = -14.0F;
        p.head.pitch = -20.0F;
        for (int side = 0; side < 2; ++side) {
            const float own = side == 0 ? 1.0F : -1.0F;
            p.arm[at(side)] = {
                .raise = 52, .spread = 12, .twist = 10, .elbow = 30, .roll = 40, .curl = 60
            };
            p.leg[at(side)] = {.hip = 70, .spread = 6, .knee = 70, .ankle = 0};
            ride.hand[at(side)] = craft_.anchor(own > 0 ? "grip_left" : "grip_right").position;
            if (pedals_) {
                const Vec3 pedal = craft_.anchor(own > 0 ? "pedal_left" : "pedal_right").position;
                // The pedal stays level under the sole.
                ride.foot[at(side)] = Pose{pedal, craft_.upright()};
            } else {
                const Vec3 peg = apply(craft_.frame, Vec3{own * 0.22F, 0.30F, 0.02F});
                ride.foot[at(side)] = Pose{peg, craft_.upright()};
            }
        }
        self.gaze = craft_.frame.position + heading_of(craft_.yaw) * 9.0F + Vec3{0, 1.0F, 0};
        return ride;
    }

    bool pedals_;
    float axles_m_;
    bool started_ = false;
    bool grounded_ = false;
    bool fails_ = false;
    int obstacle_ = -1;  // What it is to run into.
    float fall_s_ = 1.5F;
    float tip_ = 0.0F;
    bool trick_ = false;
    std::optional<Ramp> ramp_;
    Quat landed_turn_{};
    Fading righting_{};
    float rolled_s_ = 0.0F;
    Following height_;
    Following slope_;
    Following pedalling_;
};

}  // namespace

std::unique_ptr<Ride> make_cycle_ride(int entity, std::string anchor, Craft craft) {
    return std::make_unique<CycleRide>(entity, std::move(anchor), std::move(craft));
}

}  // namespace hibari::world
