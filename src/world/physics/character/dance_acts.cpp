// Dancing: a beat, footwork on it and a body that answers.
#include "world/physics/character/person_acts.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

float sign_of(int side) {
    return side == 0 ? 1.0F : -1.0F;
}

enum class DanceStyle : std::uint8_t { kGroove, kDisco, kTwist, kBounce, kRobot };
constexpr int kStyles = 5;

class DanceAct final : public Act {
  public:
    explicit DanceAct(const Cue& cue) : cue_(cue) {}

    bool allows_gestures() const override { return false; }

    void begin(Self& self) override {
        self.body.blend(6.0F);
        style_ = static_cast<DanceStyle>(self.rng.index(kStyles));
        beat_hz_ = clamp(
                       static_cast<float>(self.rng.uniform(100.0, 120.0)) *
                           lerp(1.0F, cue_.intensity, 0.2F),
                       90.0F,
                       132.0F
                   ) /
                   60.0F;
        center_ = self.body.root;
        yaw_ = self.body.yaw;
        length_s_ = cue_.duration_s > 0.0
                        ? static_cast<float>(cue_.duration_s)
                        : 4.0F * static_cast<float>(std::max(1, cue_.repeat)) + 4.0F;
    }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        const float beat = beat_hz_ * time_s_;
        const float w = envelope(time_s_, length_s_, 0.6F, 0.6F);
        const bool ending = time_s_ > length_s_ - 0.6F;
        footwork(self, beat, dt, ending);
        stand(self);
        body(self, beat, w);
        arms(self, beat, w);
        self.face.smile = lerp(0.55F, 0.9F, w);
        return time_s_ > length_s_ && settle_feet(self, 0.0F);
    }

  private:
    // Every beat one foot goes somewhere; the root follows between the feet.
    void footwork(Self& self, float beat, float dt, bool ending) {
        Body& b = self.body;
        const int now = static_cast<int>(std::floor(beat));
        const float s = b.scale();
        for (int side = 0; side < 2; ++side) {
            if (b.foot[at(side)].mode == FootMode::kSwing &&
                advance_swing(b.foot[at(side)], dt, *self.view)) {
                self.foot_down(side, 0.8F);
            }
        }
        rest_feet(self, dt);
        if (ending) {
            settle_feet(self, 0.0F);
        } else if (now != last_beat_) {
            last_beat_ = now;
            place_foot(self, now);
        }
        const float across =
            style_ == DanceStyle::kTwist || style_ == DanceStyle::kRobot ? 0.0F : 0.20F;
        const float sway = std::sin(kPi * (beat - 0.5F) * 0.5F);
        const Vec3 goal =
            center_ + rotate(from_axis_angle({0, 1, 0}, yaw_), {across * s * sway, 0, 0});
        const float share = 1.0F - std::exp(-6.0F * dt);
        b.root.x += (goal.x - b.root.x) * share;
        b.root.z += (goal.z - b.root.z) * share;
        b.yaw += wrap_angle(yaw_ + radians(turn(beat)) - b.yaw) * share;
    }

    float turn(float beat) const {
        return style_ == DanceStyle::kDisco ? 16.0F * std::sin(kPi * 0.25F * beat) : 0.0F;
    }

    void place_foot(Self& self, int beat) {
        Body& b = self.body;
        const float s = b.scale();
        const float step_s = 0.62F / beat_hz_;
        const auto go = [&](int side, float x, float z, float lift) {
            Foot& foot = b.foot[at(side)];
            if (foot.mode != FootMode::kPlanted) {
                return;
            }
            const Vec3 home = b.home(side) - b.root + center_;
            const Vec3 to = home + rotate(from_axis_angle({0, 1, 0}, yaw_), Vec3{x, 0, z} * s);
            begin_swing(
                foot, to, yaw_ + sign_of(side) * radians(10.0F), step_s, lift * s, *self.view
            );
        };
        const int step = beat % 4;
        switch (style_) {
            case DanceStyle::kGroove:
            case DanceStyle::kDisco:
                // Step, touch; step, touch.
                if (step == 0) {
                    go(0, 0.34F, 0.0F, 0.07F);
                } else if (step == 1) {
                    go(1, 0.30F, 0.02F, 0.06F);
                } else if (step == 2) {
                    go(1, -0.34F, 0.0F, 0.07F);
                } else {
                    go(0, -0.30F, 0.02F, 0.06F);
                }
                break;
            case DanceStyle::kBounce:
                go(beat % 2, step < 2 ? 0.06F : -0.06F, step % 2 == 0 ? 0.22F : -0.10F, 0.12F);
                break;
            case DanceStyle::kTwist:
                if (step == 0) {
                    go(0, 0.05F, 0.06F, 0.05F);
                } else if (step == 2) {
                    go(1, -0.05F, 0.06F, 0.05F);
                }
                break;
            case DanceStyle::kRobot:
                if (step == 0) {
                    go(beat % 8 == 0 ? 0 : 1, 0.0F, beat % 8 == 0 ? 0.14F : 0.0F, 0.05F);
                }
                break;
        }
    }

    void body(Self& self, float beat, float w) const {
        Posture& p = self.body.want;
        const float energy = w * self.temper.energy * (0.6F + 0.4F * cue_.intensity);
        // Down on the beat.
        const float down = 0.5F + 0.5F * std::cos(2.0F * kPi * beat);
        const float half = std::sin(kPi * beat);
        const float quarter = std::sin(kPi * 0.5F * beat);
        p.pelvis.y -= energy * (0.035F + 0.045F * down);
        switch (style_) {
            case DanceStyle::kGroove:
                p.hips.roll += 7.0F * energy * half;
                p.hips.yaw += 8.0F * energy * quarter;
                p.waist.roll -= 8.0F * energy * half;
                p.chest.yaw -= 10.0F * energy * quarter;
                p.head.pitch += 6.0F * energy * down;
                break;
            case DanceStyle::kDisco:
                p.hips.roll += 10.0F * energy * quarter;
                p.waist.roll -= 9.0F * energy * quarter;
                p.chest.yaw += 9.0F * energy * quarter;
                p.head.yaw += 14.0F * energy * quarter;
                break;
            case DanceStyle::kTwist:
                p.hips.yaw += 24.0F * energy * half;
                p.waist.yaw -= 20.0F * energy * half;
                p.chest.yaw -= 20.0F * energy * half;
                p.pelvis.y -= energy * (0.06F + 0.05F * std::sin(kPi * 0.125F * beat));
                p.hips.pitch += 6.0F * energy;
                break;
            case DanceStyle::kBounce:
                p.pelvis.y -= 0.05F * energy * down;
                p.waist.pitch += 10.0F * energy * (0.3F + 0.7F * down);
                p.chest.pitch += 4.0F * energy * down;
                p.hips.roll += 5.0F * energy * half;
                p.head.pitch += 9.0F * energy * (down - 0.6F);
                break;
            case DanceStyle::kRobot: {
                const float held = snap(beat * 0.5F);
                p.chest.yaw += 26.0F * energy * std::sin(kPi * 0.5F * held);
                p.waist.pitch += 8.0F * energy * std::sin(kPi * held * 0.5F + 1.0F);
                p.head.yaw -= 30.0F * energy * std::sin(kPi * 0.5F * snap(beat * 0.5F + 0.5F));
                break;
            }
        }
    }

    // Moves fast, then holds.
    static float snap(float x) {
        const float whole = std::floor(x);
        return whole + smoothstep(0.0F, 0.45F, x - whole);
    }

    void arms(Self& self, float beat, float w) const {
        Posture& p = self.body.want;
        for (int side = 0; side < 2; ++side) {
            const float sign = sign_of(side);
            const float half = std::sin(kPi * beat + (side == 0 ? 0.0F : kPi));
            const float down = 0.5F + 0.5F * std::cos(2.0F * kPi * beat);
            ArmPose goal;
            switch (style_) {
                case DanceStyle::kGroove:
                    goal = {
                        .raise = 30.0F + 22.0F * half,
                        .spread = 22.0F + 6.0F * down,
                        .twist = 18,
                        .elbow = 84.0F - 14.0F * down,
                        .roll = 20,
                        .curl = 48
                    };
                    break;
                case DanceStyle::kDisco: {
                    // One hand to the sky on one bar, down across on the next.
                    const float up =
                        0.5F - 0.5F * std::cos(kPi * 0.5F * beat + (side == 0 ? 0.0F : kPi));
                    goal = {
                        .raise = lerp(10.0F, 132.0F, up),
                        .spread = lerp(14.0F, 36.0F, up),
                        .twist = lerp(30.0F, -10.0F, up),
                        .elbow = lerp(70.0F, 14.0F, up),
                        .roll = 20,
                        .curl = 30
                    };
                    break;
                }
                case DanceStyle::kTwist:
                    goal = {
                        .raise = 24.0F + 14.0F * half,
                        .spread = 20.0F,
                        .twist = 20.0F + 16.0F * half,
                        .elbow = 92.0F,
                        .roll = 10,
                        .curl = 50
                    };
                    break;
                case DanceStyle::kBounce:
                    goal = {
                        .raise = 62.0F + 34.0F * down - 12.0F * half,
                        .spread = 26,
                        .twist = -6,
                        .elbow = 74.0F - 26.0F * down,
                        .roll = 30,
                        .curl = 30
                    };
                    break;
                case DanceStyle::kRobot: {
                    const float held = snap(beat * 0.5F + (side == 0 ? 0.0F : 0.5F));
                    const float pose = std::sin(kPi * 0.5F * held + sign);
                    goal = {
                        .raise = 20.0F + 50.0F * std::max(0.0F, pose),
                        .spread = 20.0F + 50.0F * std::max(0.0F, -pose),
                        .twist = -40.0F * std::min(0.0F, pose),
                        .elbow = 90,
                        .roll = 0,
                        .curl = 6
                    };
                    break;
                }
            }
            const ArmPose from = p.arm[at(side)];
            ArmPose& arm = p.arm[at(side)];
            arm.raise = lerp(from.raise, goal.raise, w);
            arm.spread = lerp(from.spread, goal.spread, w);
            arm.twist = lerp(from.twist, goal.twist, w);
            arm.elbow = lerp(from.elbow, goal.elbow, w);
            arm.roll = lerp(from.roll, goal.roll, w);
            arm.curl = lerp(from.curl, goal.curl, w);
        }
    }

    Cue cue_;
    DanceStyle style_ = DanceStyle::kGroove;
    float beat_hz_ = 1.8F;
    float time_s_ = 0.0F;
    float length_s_ = 8.0F;
    float yaw_ = 0.0F;
    int last_beat_ = -1;
    Vec3 center_{};
};

}  // namespace

std::unique_ptr<Act> make_dance_act(const Cue& cue, const Self&) {
    if (cue.verb == Verb::kDance) {
        return std::make_unique<DanceAct>(cue);
    }
    return nullptr;
}

}  // namespace hibari::world
