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
        fails_ = cue.outcome == Outcome::kFailure;
        fall_s_ = self.rng.uniform(1.3F, 2.2F);
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
    virtual float depth() const = 0;

    std::optional<RidePose> ride_pose(Self& self) {
        const Pose deck = craft_.anchor("deck");
        const float s = self.body.scale();
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

    bool started_ = false;
    bool fails_ = false;
    float fall_s_ = 1.5F;
    float tip_ = 0.0F;
};

class SnowRide final : public GlideRide {
  public:
    using GlideRide::GlideRide;

    bool takes(Verb verb) const override {
        return verb == Verb::kSnowboard || verb == Verb::kRide || verb == Verb::kSkate ||
               verb == Verb::kSlide;
    }

  protected:
    float first_speed() const override { return 3.5F; }

    float stance() const override { return 1.0F; }

    float feet_apart() const override { return 0.54F; }

    float depth() const override { return 0.42F; }

    void glide(Self& self, float dt) override {
        const StageView& view = *self.view;
        Vec3& p = craft_.frame.position;
        const Vec3 up = slope_at(view, p);
        const float steep = std::sqrt(up.x * up.x + up.z * up.z);
        const float g = view.gravity();
        const float down = steep > 0.03F ? std::atan2(up.x, up.z) : yaw_to_goal();
        // Arcs to either side of the fall line.
        const float wish = down + 0.62F * std::sin(2.0F * kPi * cue_s_ / 3.0F);
        steer_to(wish, 1.9F, dt);
        const Vec3 ahead = heading_of(craft_.yaw);
        const Vec3 along = normalize(ahead - up * dot(ahead, up));
        const float pull = -along.y * g;
        const float v = craft_.speed_mps;
        // Snow and air brake; a flat run is kept up by what speed it has.
        const float drag = 0.035F * g + 0.010F * v * v + 0.25F * std::fabs(turn_rate_.value) * 0.5F;
        const float least = steep > 0.03F ? 1.0F : 2.2F;
        craft_.speed_mps =
            clamp(v + (pull - drag) * dt, least, 16.0F * clamp(cue_.intensity, 0.6F, 1.5F));
        p += along * (craft_.speed_mps * dt);
        height_.step(ground_under(view, craft_.entity(), p), dt, 40.0F);
        if (!grounded_) {
            grounded_ = true;
            height_ = {ground_under(view, craft_.entity(), p), along.y * craft_.speed_mps};
        }
        const float ground = ground_under(view, craft_.entity(), p);
        p.y = steep > 0.03F ? ground : height_.value;
        const float lean = clamp(
            std::atan(turn_rate_.value * craft_.speed_mps / std::max(g, 1.0F)), -0.75F, 0.75F
        );
        lean_.step(lean, dt, 7.0F);
        const float edge = 0.75F * lean_.value;
        const Quat slope = rotation_between({0, 1, 0}, up);
        craft_.frame.rotation =
            normalize(slope * craft_.upright() * from_axis_angle({0, 0, 1}, -edge));
        p.y += std::fabs(std::sin(edge)) * 0.6F * craft_.half().x;
    }

  private:
    // From heights around the board, so that the board's own deck does not count.
    Vec3 slope_at(const StageView& view, Vec3 p) const {
        constexpr float kReach = 0.4F;
        const auto height = [&](float x, float z) {
            return ground_under(view, craft_.entity(), {p.x + x, p.y, p.z + z});
        };
        const float dx = height(kReach, 0) - height(-kReach, 0);
        const float dz = height(0, kReach) - height(0, -kReach);
        return normalize({-dx, 2.0F * kReach, -dz}, {0, 1, 0});
    }

    Following height_;
    bool grounded_ = false;
};

class SurfRide final : public GlideRide {
  public:
    using GlideRide::GlideRide;

    bool takes(Verb verb) const override { return verb == Verb::kSurf || verb == Verb::kRide; }

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

std::unique_ptr<Ride> make_snow_ride(int entity, std::string anchor, Craft craft) {
    return std::make_unique<SnowRide>(entity, std::move(anchor), std::move(craft));
}

std::unique_ptr<Ride> make_surf_ride(int entity, std::string anchor, Craft craft) {
    return std::make_unique<SurfRide>(entity, std::move(anchor), std::move(craft));
}

}  // namespace hibari::world
