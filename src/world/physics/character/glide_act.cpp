// Skating on blades or rollers worn on the feet: one leg carries and glides, the other pushes out
// to the side and comes back over the ice.
#include "world/physics/character/person_acts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

class GlideAct final : public Act {
  public:
    explicit GlideAct(const Cue& cue) : cue_(cue) {}

    bool limp() const override { return limp_; }

    void begin(Self& self) override {
        self.body.blend(7.0F);
        const float s = std::sqrt(self.body.scale());
        pace_ = s * (1.6F + 1.8F * cue_.intensity);
        base_y_ = self.body.root.y;
        for (int side = 0; side < 2; ++side) {
            starts_[at(side)] = self.body.to_heading(self.body.foot[at(side)].ball);
        }
    }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        Body& body = self.body;
        const Vec3 to = cue_.destination ? *cue_.destination - body.root : cue_.facing;
        const float left = cue_.destination ? std::hypot(to.x, to.z) : kFar_m;
        const bool over = cue_.duration_s > 0.0 &&
                          time_s_ > static_cast<float>(cue_.duration_s) - speed_ / kBrake_mps2;
        halts_ = halts_ || over || left < 0.5F * speed_ * speed_ / kBrake_mps2 + 0.1F;
        const float goal = halts_ ? 0.0F : pace_;
        const float most = (halts_ ? kBrake_mps2 : kPush_mps2) * dt;
        speed_ += clamp(goal - speed_, -most, most);
        if (!halts_) {
            const float off = wrap_angle(std::atan2(to.x, to.z) - body.yaw);
            body.yaw += clamp(off, -kTurn_rad * dt, kTurn_rad * dt);
        }
        const Vec3 ahead = heading_of(body.yaw);
        body.root = body.root + ahead * (speed_ * dt);
        body.root.y = base_y_;
        if (cue_.outcome == Outcome::kFailure && !cue_.destination && time_s_ > 1.4F) {
            limp_ = true;
            self.go_limp("trip");
            return true;
        }
        stroke(self, dt);
        return halts_ && speed_ <= 0.01F && pushing_ <= 0.02F;
    }

  private:
    static constexpr float kStroke_s = 0.85F;
    static constexpr float kPush_mps2 = 2.2F;
    static constexpr float kBrake_mps2 = 2.6F;
    static constexpr float kTurn_rad = 2.2F;  // Per second.
    static constexpr float kFar_m = 1e6F;

    // Feet and posture of this moment; strokes die away with the last metres.
    void stroke(Self& self, float dt) {
        Body& body = self.body;
        pushing_ += clamp((halts_ ? 0.0F : 1.0F) - pushing_, -1.6F * dt, 2.5F * dt);
        const float before = phase_;
        phase_ += dt / kStroke_s;
        if (std::floor(before) != std::floor(phase_) && !halts_) {
            self.foot_down(static_cast<int>(phase_) % 2, 0.5F);
        }
        const float u = phase_ - std::floor(phase_);
        const int pusher = static_cast<int>(phase_) % 2;
        const float scale = body.scale();
        // Out and back while it pushes, then lifted and brought in.
        const float out = u < 0.5F ? smoothstep(0.0F, 0.5F, u) : 1.0F - smoothstep(0.5F, 0.98F, u);
        const float lifted = u < 0.5F ? 0.0F : std::sin(kPi * (u - 0.5F) / 0.5F);
        const float settled = smoothstep(0.0F, 0.35F, time_s_);
        for (int side = 0; side < 2; ++side) {
            const float sign = side == 0 ? 1.0F : -1.0F;  // To its own left is +x.
            const bool pushes = side == pusher;
            const float wide = pushes ? out * pushing_ : 0.0F;
            const Vec3 home = body.to_heading(body.home(side));
            Vec3 own = home + Vec3{sign * 0.26F * wide, 0, -0.34F * wide} * scale;
            own = lerp(starts_[at(side)], own, settled);
            Foot& foot = body.foot[at(side)];
            foot.mode = FootMode::kPlanted;
            foot.ball = body.to_world(own);
            foot.ball.y = base_y_ + (pushes ? 0.11F * lifted * pushing_ * scale : 0.0F);
            foot.yaw = body.home_yaw(side) + sign * radians(26.0F) * wide;
            roll_towards(foot, pushes ? -radians(24.0F) * lifted * pushing_ : 0.0F, dt, 14.0F);
        }
        pose(self, pusher, out * pushing_);
    }

    void pose(Self& self, int pusher, float out) const {
        stand(self);
        Posture& p = self.body.want;
        const float bent = clamp(speed_ / std::max(pace_, 0.1F), 0.0F, 1.0F);
        p.pelvis.y += -0.05F * bent - 0.07F * out;
        p.pelvis.x += (pusher == 0 ? -0.07F : 0.07F) * out;
        p.waist.pitch += 12.0F * bent;
        p.chest.pitch += 10.0F * bent;
        p.head.pitch -= 14.0F * bent;
        for (int side = 0; side < 2; ++side) {
            const float swing = (side == pusher ? 1.0F : -0.7F) * out;
            p.arm[at(side)] = {
                .raise = 10.0F + 30.0F * swing,
                .spread = 22.0F + 16.0F * bent,
                .twist = 10,
                .elbow = 30.0F + 20.0F * bent,
                .roll = 10,
                .curl = 20
            };
        }
    }

    Cue cue_;
    std::array<Vec3, 2> starts_{};  // Of the feet, in the heading's frame.
    float pace_ = 2.5F;
    float speed_ = 0.0F;
    float base_y_ = 0.0F;
    float phase_ = 0.0F;    // In strokes.
    float pushing_ = 0.0F;  // How far the legs go out.
    float time_s_ = 0.0F;
    bool halts_ = false;
    bool limp_ = false;
};

}  // namespace

std::unique_ptr<Act> make_glide_act(const Cue& cue, const Self& /*self*/) {
    return cue.verb == Verb::kSkate ? std::make_unique<GlideAct>(cue) : nullptr;
}

}  // namespace hibari::world
