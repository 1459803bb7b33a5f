// Boards that slide: a snowboard that carves down a slope, a surfboard that trims along a wave.
#include "world/physics/character/craft_ride.h"
#include "world/physics/character/feet.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr std::size_t at(int side) {
    return static_cast<std::size_t>(side);
}

// Shared by snow and wave: sideways on the deck, leaning into the turns.
class GlideRide : public CraftRide {
  public:
    using CraftRide::CraftRide;

    void begin(const Cue& cue, Self& self) override {
        CraftRide::begin(cue, self);
        if (!started_) {
            if (self.view->time_s() > 0.05) {
                craft_.yaw = yaw_to_goal();
            }
            craft_.speed_mps = first_speed() * clamp(cue.intensity, 0.5F, 1.6F);
        }
        started_ = true;
        fails_ = cue.outcome == Outcome::kFailure || cue.verb == Verb::kFall;
        fall_s_ = cue.verb == Verb::kFall ? 0.3F : self.rng.uniform(1.3F, 2.2F);
    }

    std::optional<RidePose> pose(Self& self, float dt) override {
        cue_s_ += dt;
        // Before its first cue it lies where it is.
        glide(self, started_ ? dt : 0.0F);
        craft_.pose_links();
        if (fails_ && cue_s_ > fall_s_) {
            // The edge catches: leaning too far, it goes over.
            tip_ += dt * 2.4F;
            if (tip_ > 0.75F) {
                fall(self, "caught an edge");
            }
        }
        if (!finished_ && cue_.duration_s > 0.0 && cue_s_ > static_cast<float>(cue_.duration_s)) {
            finished_ = true;
        }
        if (!finished_ && has_goal_ && distance_to_goal() < 0.4F * craft_.speed_mps + 0.5F) {
            finished_ = true;
            has_goal_ = false;
            goal_ = craft_.frame.position + heading_of(craft_.yaw) * 60.0F;
        }
        return ride_pose(self);
    }

  protected:
    virtual float first_speed() const = 0;
    virtual void glide(Self& self, float dt) = 0;
    /// +1: faces its left (right foot forward), -1: faces its right.
    virtual float stance() const = 0;
    virtual float feet_apart() const = 0;

    virtual bool on_skis() const { return false; }

    virtual float depth() const = 0;

    std::optional<RidePose> ride_pose(Self& self) {
        const Pose deck = craft_.anchor("deck");
        const float s = self.body.scale();
        if (on_skis()) {
            return ski_pose(self, deck);
        }
        RidePose ride;
        const float facing = craft_.yaw + stance() * 0.5F * kPi;
        ride.frame = {deck.position, from_axis_angle({0, 1, 0}, facing)};
        const float sway = std::sin(1.7F * self.clock_s + self.temper.phase);
        const float load = std::fabs(lean_.value);
        ride.posture = board_posture(clamp(depth() + 0.35F * load, 0.0F, 1.0F), -stance(), sway);
        // Towards the toes when that is the inside of the turn. A left turn leans left.
        const float inside = lean_.value * stance() + tip_;
        ride.posture.pelvis.z += 0.50F * std::sin(inside);
        ride.posture.pelvis.y -= 0.85F * (1.0F - std::cos(inside)) + 0.05F * std::fabs(inside);
        ride.posture.hips.pitch += degrees(0.55F * inside);
        ride.posture.waist.pitch -= degrees(0.20F * inside);
        for (int side = 0; side < 2; ++side) {
            ArmPose& arm = ride.posture.arm[at(side)];
            arm.spread += 26.0F * load;
            arm.raise += 18.0F * inside;
        }
        const Quat across_deck = deck.rotation * from_axis_angle({0, 1, 0}, stance() * 0.5F * kPi);
        for (int side = 0; side < 2; ++side) {
            const float own = side == 0 ? 1.0F : -1.0F;
            // Own left is the nose when it faces right.
            const Vec3 local{own * feet_apart() * 0.5F * s, 0, 0.05F * s};
            ride.foot[at(side)] = Pose{
                deck.position + rotate(across_deck, local),
                across_deck * from_axis_angle({0, 1, 0}, own * radians(12.0F)),
            };
        }
        self.gaze = craft_.frame.position + heading_of(craft_.yaw) * 7.0F + Vec3{0, 0.3F, 0};
        return ride;
    }

    // Looking ahead, knees bent, hands before the body; hips lean into the turn.
    RidePose ski_pose(Self& self, const Pose& deck) {
        const float low = clamp(depth(), 0.0F, 1.0F);
        const float lean = lean_.value - tip_;
        RidePose ride;
        ride.frame = {deck.position, from_axis_angle({0, 1, 0}, craft_.yaw)};
        Posture p = standing_posture();
        p.pelvis.y = -0.06F - 0.26F * low - 0.5F * (1.0F - std::cos(lean));
        p.pelvis.z = -0.04F - 0.06F * low;
        p.pelvis.x = 0.42F * std::sin(lean);
        p.hips.pitch = 14.0F + 22.0F * low;
        p.waist.pitch = 8.0F + 10.0F * low;
        p.chest.pitch = 4.0F;
        p.neck.pitch = -8.0F - 8.0F * low;
        p.head.pitch = -10.0F - 12.0F * low;
        const float sway = std::sin(1.7F * self.clock_s + self.temper.phase);
        for (int side = 0; side < 2; ++side) {
            const float sign = side == 0 ? 1.0F : -1.0F;
            p.arm[at(side)] = {
                .raise = 34.0F + 8.0F * low + 4.0F * sway * sign,
                .spread = 26.0F + 14.0F * std::fabs(lean),
                .elbow = 52.0F,
                .roll = 10.0F,
                .curl = 70.0F,
            };
            ride.foot[at(side)] = Pose{
                deck.position + rotate(deck.rotation, Vec3{sign * 0.5F * feet_apart(), 0, 0}),
                deck.rotation,
            };
        }
        ride.posture = p;
        self.gaze = craft_.frame.position + heading_of(craft_.yaw) * 9.0F + Vec3{0, 0.5F, 0};
        return ride;
    }

    bool started_ = false;
    bool fails_ = false;
    float fall_s_ = 1.5F;
    float tip_ = 0.0F;
};

// Down the slope in turns; over a kicker, or with a spring of the legs, into the air.
class SnowRide final : public GlideRide {
  public:
    SnowRide(int entity, std::string anchor, Craft craft, bool on_skis)
        : GlideRide(entity, std::move(anchor), std::move(craft)), on_skis_(on_skis) {}

    bool takes(Verb verb) const override {
        switch (verb) {
            case Verb::kSnowboard:
            case Verb::kRide:
            case Verb::kSkate:
            case Verb::kSlide:
            case Verb::kFall:
                return true;
            default:
                return leaps(verb);
        }
    }

    void begin(const Cue& cue, Self& self) override {
        GlideRide::begin(cue, self);
        trick_ = leaps(cue.verb);
        fails_ = fails_ && !trick_;
        ramp_ = find_ramp(*self.view, cue.target);
        if (ramp_ && self.view->time_s() < 0.05) {
            // Whoever is going to jump comes down at speed.
            craft_.yaw = yaw_of(ramp_->lip - ramp_->entry);
            craft_.speed_mps = 6.5F * clamp(cue.intensity, 0.7F, 1.4F);
        }
    }

  protected:
    float first_speed() const override { return 3.5F; }

    float stance() const override { return 1.0F; }

    float feet_apart() const override { return on_skis_ ? 0.25F : 0.54F; }

    bool on_skis() const override { return on_skis_; }

    float depth() const override { return crouch_.value; }

    void glide(Self& self, float dt) override {
        const StageView& view = *self.view;
        Vec3& p = craft_.frame.position;
        const Vec3 up = normal_under(view, p);
        const float steep = std::sqrt(up.x * up.x + up.z * up.z);
        const float g = view.gravity();
        steer_to(wished_yaw(up, steep), 1.9F, dt);
        const Vec3 ahead = heading_of(craft_.yaw);
        const float rise = rise_along(view, ahead);
        const Vec3 along = normalize(ahead + Vec3{0, rise, 0});
        const float v = craft_.speed_mps;
        // Snow and air brake; a flat run is kept up by what speed it has.
        const float drag = 0.035F * g + 0.010F * v * v + 0.25F * std::fabs(turn_rate_.value) * 0.5F;
        const float least = steep > 0.03F ? 1.0F : 2.2F;
        craft_.speed_mps =
            clamp(v + (-along.y * g - drag) * dt, least, 16.0F * clamp(cue_.intensity, 0.6F, 1.5F));
        const bool gathers = trick_ && (!ramp_ || distance_to_lip() < 0.55F * craft_.speed_mps);
        crouch_.step(gathers ? 0.85F : 0.42F, dt, 7.0F);
        const Vec3 velocity = along * craft_.speed_mps;
        const Vec3 next = p + Vec3{velocity.x * dt, 0, velocity.z * dt};
        const float ground = ground_under(view, craft_.entity(), next);
        const bool drops = leaves_ground(view, velocity, dt);
        const bool springs = trick_ && !ramp_ && cue_s_ > kGather;
        if (started_ && dt > 0.0F && seated_s_ > 0.2F && (drops || springs)) {
            take_off(self, velocity, drops);
            return;
        }
        seated_s_ += dt;
        above_.step(dt, 14.0F);
        p = {next.x, ground + std::max(0.0F, above_.value), next.z};
        const float lean = clamp(
            std::atan(turn_rate_.value * craft_.speed_mps / std::max(g, 1.0F)), -0.75F, 0.75F
        );
        lean_.step(lean, dt, 7.0F);
        const float edge = 0.75F * lean_.value;
        pitch_.step(std::atan(rise), dt, 30.0F);
        const Quat slope = craft_.upright() * from_axis_angle({1, 0, 0}, -pitch_.value);
        lying_.step(dt, 9.0F);
        craft_.frame.rotation = normalize(
            slope * from_axis_angle({0, 0, 1}, -edge) * slerp({}, landed_turn_, lying_.value)
        );
        p.y += std::fabs(std::sin(edge)) * 0.6F * craft_.half().x;
    }

    void touch_down(Self& self, Vec3 velocity) override {
        const Vec3 ahead = heading_of(craft_.yaw);
        craft_.speed_mps = std::max(1.0F, dot(velocity, ahead));
        // From how it lies in the snow to how the slope wants it.
        const float rise = rise_along(*self.view, ahead);
        pitch_ = {std::atan(rise), 0.0F};
        const Quat slope = craft_.upright() * from_axis_angle({1, 0, 0}, -pitch_.value);
        landed_turn_ = inverse(slope) * craft_.frame.rotation;
        lying_ = {1.0F, 0.0F};
        // One end touches first: the middle still has to come down.
        const Vec3 p = craft_.frame.position;
        above_ = {p.y - ground_under(*self.view, craft_.entity(), p), 0.0F};
        lean_ = {};
        turn_rate_ = {};
        crouch_ = {0.85F, 0.0F};
        ramp_.reset();
        trick_ = false;
        finished_ = true;
        seated_s_ = 0.0F;
    }

  private:
    static constexpr float kGather = 1.0F;

    static float yaw_of(Vec3 way) { return std::atan2(way.x, way.z); }

    float distance_to_lip() const {
        const Vec3 way = ramp_->lip - craft_.frame.position;
        return std::sqrt(way.x * way.x + way.z * way.z);
    }

    float wished_yaw(Vec3 up, float steep) {
        const float down = steep > 0.03F ? yaw_of(up) : yaw_to_goal();
        if (ramp_) {
            return yaw_along(*ramp_);
        }
        // Arcs to either side of the fall line, none before a leap.
        return trick_ ? down : down + 0.62F * std::sin(2.0F * kPi * cue_s_ / 3.0F);
    }

    void take_off(Self& self, Vec3 velocity, bool over_edge) {
        const float s = std::sqrt(self.body.scale());
        // Legs and a hummock: a flip needs the air for the board's ends to come round.
        const bool flips = cue_.verb == Verb::kBackflip || cue_.verb == Verb::kFrontFlip;
        const float from_flat = flips ? 4.4F : 3.0F;
        // Every further turn takes as much more air.
        const float more = 1.4F * static_cast<float>(cue_.turns - 1);
        const float spring = !trick_     ? 0.0F
                             : over_edge ? 1.0F + more
                                         : (from_flat + more) * clamp(cue_.intensity, 0.7F, 1.3F);
        velocity.y += spring * s;
        launch(self, velocity, trick_way(), {.bone = kLeftFoot});
    }

    bool on_skis_ = false;
    bool trick_ = false;
    std::optional<Ramp> ramp_;
    Following crouch_{0.42F, 0.0F};
    Following pitch_;
    Fading lying_{};
    Fading above_{};
    Quat landed_turn_{};
    float seated_s_ = 0.0F;
};

class SurfRide final : public GlideRide {
  public:
    using GlideRide::GlideRide;

    bool takes(Verb verb) const override {
        return verb == Verb::kSurf || verb == Verb::kRide || verb == Verb::kFall;
    }

  protected:
    float first_speed() const override { return 3.2F; }

    float stance() const override { return -1.0F; }

    float feet_apart() const override { return 0.62F; }

    float depth() const override { return 0.55F; }

    float water(const StageView& view, Vec3 p) const {
        const auto y = view.water_y(p.x, p.z);
        return y.value_or(ground_under(view, craft_.entity(), p));
    }

    void glide(Self& self, float dt) override {
        const StageView& view = *self.view;
        Vec3& p = craft_.frame.position;
        const float wish = yaw_to_goal() + 0.42F * std::sin(2.0F * kPi * cue_s_ / 3.4F);
        steer_to(wish, 1.3F, dt);
        const Vec3 ahead = heading_of(craft_.yaw);
        const Vec3 side{ahead.z, 0, -ahead.x};
        const float reach = 0.8F * craft_.half().z;
        const float wide = craft_.half().x;
        const float nose = water(view, p + ahead * reach);
        const float tail = water(view, p - ahead * reach);
        const float left = water(view, p + side * wide);
        const float right = water(view, p - side * wide);
        const float pitch = std::atan2(nose - tail, 2.0F * reach);
        const float heel = std::atan2(left - right, 2.0F * wide);
        // Down the face it gains, up the face it loses.
        craft_.speed_mps = clamp(
            craft_.speed_mps + (-std::sin(pitch) * view.gravity() +
                                0.8F * (3.4F * cue_.intensity - craft_.speed_mps)) *
                                   dt,
            1.6F,
            7.5F
        );
        p += ahead * (craft_.speed_mps * dt);
        const float level = 0.4F * water(view, p) + 0.3F * (nose + tail);
        if (!afloat_) {
            afloat_ = true;
            height_ = {level, 0.0F};
            pitch_ = {pitch, 0.0F};
            heel_ = {heel, 0.0F};
        }
        height_.step(level, dt, 14.0F);
        pitch_.step(pitch + 0.05F, dt, 9.0F);
        heel_.step(heel, dt, 7.0F);
        const float lean = clamp(
            std::atan(turn_rate_.value * craft_.speed_mps / std::max(view.gravity(), 1.0F)),
            -0.6F,
            0.6F
        );
        lean_.step(lean, dt, 5.0F);
        // Planing: the bottom of the board, a hand above the frame's origin, skims the surface.
        p.y = height_.value - 0.115F * craft_.half().z / 1.05F;
        craft_.frame.rotation = normalize(
            craft_.upright() * from_axis_angle({1, 0, 0}, -pitch_.value) *
            from_axis_angle({0, 0, 1}, 0.5F * heel_.value - 0.8F * lean_.value)
        );
    }

  private:
    bool afloat_ = false;
    Following height_;
    Following pitch_;
    Following heel_;
};

}  // namespace

std::unique_ptr<Ride> make_snow_ride(int entity, std::string anchor, Craft craft, bool on_skis) {
    return std::make_unique<SnowRide>(entity, std::move(anchor), std::move(craft), on_skis);
}

std::unique_ptr<Ride> make_surf_ride(int entity, std::string anchor, Craft craft) {
    return std::make_unique<SurfRide>(entity, std::move(anchor), std::move(craft));
}

}  // namespace hibari::world
