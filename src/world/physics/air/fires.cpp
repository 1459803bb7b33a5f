#include "world/physics/air/particle_source.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kBefore_s = 3.5F;   // A fire burned before the clip began.
constexpr float kLarge_m = 0.11F;   // Tongues wider than this are of a house or a car on fire.
constexpr float kGone_m = -100.0F;  // Below this it has been put out.
constexpr int kPuffsMost = 26;      // Per second and fire, however many tongues it has.

/// One tongue of flame and how often it sends something up.
class Tongue {
  public:
    Tongue(ParticleSource& source, const BodyTrack& body, const Part& part, int fellows)
        : source_(source), body_(body), part_(part), half_(bounds(part.shape)) {
        large_ = half_.x > kLarge_m;
        const int least = large_ ? 40 : 10;
        every_ = std::max(least, fellows * kSampleRateHz / kPuffsMost);
    }

    void burn() {
        const Timeline& timeline = source_.timeline();
        const auto first = -static_cast<int>(kBefore_s * kSampleRateHz);
        Vec3 at;
        for (int sample = first; sample < timeline.sample_count; sample += 5) {
            const Vec3 now = compose(body_.pose_at(std::max(sample, 0)), part_.local).position;
            const float born = static_cast<float>(sample) / kSampleRateHz;
            if (now.y < kGone_m) {
                wick(at, born);
                return;  // It is out.
            }
            at = now;
            if ((sample - first) % (every_ - every_ % 5) == 0) {
                smoke(at, born);
            }
            if (large_ && (sample - first) % 15 == 0) {
                lick(at, born);
            }
            if (source_.chance(large_ ? 0.12 : 0.3)) {
                spark(at, born);
            }
        }
    }

  private:
    Vec3 within() {
        return source_.any_direction() * Vec3{0.6F * half_.x, 0.3F * half_.y, 0.6F * half_.z};
    }

    void smoke(Vec3 at, float born) {
        const float wide = half_.x;
        const float dark = large_ ? 0.05F : 0.21F;
        source_.add({
            .kind = ParticleKind::kSmoke,
            .born_s = born,
            .life_s = large_ ? source_.uniform(2.8F, 3.5F) : source_.uniform(1.6F, 2.8F),
            .position = at + within() + Vec3{0, 0.9F * half_.y, 0},
            .velocity = Vec3{0, 1.1F + (large_ ? 1.2F + 3.0F * wide : 0.0F), 0} +
                        source_.any_direction() * (0.12F + 0.25F * wide),
            .gravity = -0.03F,
            .drag = 0.6F,
            .radius_m = (large_ ? 1.6F : 0.35F) * wide,
            .growth = 0.10F + (large_ ? 1.3F * wide : 0.0F),
            .color = {dark, dark * 0.96F, dark * 0.92F},
        });
    }

    /// What is left of a flame: a thread of smoke.
    void wick(Vec3 at, float out_s) {
        constexpr int kPuffs = 24;
        for (int i = 0; i < kPuffs; ++i) {
            source_.add({
                .kind = ParticleKind::kSmoke,
                .born_s = out_s + source_.clip(0.05F * static_cast<float>(i)),
                .life_s = source_.uniform(1.0F, 1.6F),
                .position = at - Vec3{0, half_.y, 0},
                .velocity = Vec3{0, 0.4F, 0} + source_.any_direction() * 0.04F,
                .gravity = -0.01F,
                .drag = 0.5F,
                .radius_m = 0.5F * half_.x,
                .growth = 0.025F,
                .color = {0.62F, 0.62F, 0.64F},
            });
        }
    }

    void lick(Vec3 at, float born) {
        source_.add({
            .kind = ParticleKind::kFlame,
            .born_s = born,
            .life_s = source_.uniform(0.5F, 0.95F),
            .position = at + within() + Vec3{0, 0.3F * half_.y, 0},
            .velocity = Vec3{0, 1.6F + 2.2F * half_.x, 0} + source_.any_direction() * 0.3F,
            .gravity = 0.0F,
            .drag = 0.4F,
            .radius_m = half_.x * source_.uniform(1.3F, 2.2F),
            .growth = -0.8F * half_.x,
            .color = {1.0F, 0.62F, 0.2F},
        });
    }

    void spark(Vec3 at, float born) {
        const float fierce = large_ ? 2.0F : 1.0F;
        source_.add({
            .kind = ParticleKind::kSpark,
            .born_s = born,
            .life_s = source_.uniform(0.5F, 1.3F) * fierce,
            .position = at + within(),
            .velocity = Vec3{0, 1.6F * fierce, 0} + source_.any_direction() * (0.45F * fierce),
            .gravity = -0.05F,
            .drag = 0.8F,
            .radius_m = 0.004F * (large_ ? 3.0F : 1.0F),
            .color = {1.0F, 0.6F, 0.2F},
        });
    }

    ParticleSource& source_;
    const BodyTrack& body_;
    const Part& part_;
    Vec3 half_;
    bool large_ = false;
    int every_ = 10;
};

}  // namespace

void add_fires(ParticleSource& source) {
    Timeline& timeline = source.timeline();
    for (std::size_t i = 0; i < timeline.bodies.size(); ++i) {
        const BodyTrack& body = timeline.bodies[i];
        const auto is_flame = [](const Part& part) {
            return part.material.surface == Surface::kFlame;
        };
        const auto fellows = static_cast<int>(std::ranges::count_if(body.parts, is_flame));
        if (body.entity < 0 || fellows == 0) {
            continue;
        }
        float widest = 0.0F;
        for (const Part& part : body.parts) {
            if (is_flame(part)) {
                Tongue(source, body, part, fellows).burn();
                widest = std::max(widest, bounds(part.shape).x);
            }
        }
        // A candle is not heard, a campfire softly, a house from afar.
        const float level = clamp(1.6F * (std::sqrt(widest) - 0.18F), 0.0F, 1.0F);
        if (level > 0.0F) {
            const std::vector<float> steady(static_cast<std::size_t>(timeline.sample_count), level);
            timeline.hums.push_back(
                {.kind = HumKind::kFire,
                 .body = static_cast<int>(i),
                 .level = steady,
                 .rate = steady}
            );
        }
    }
}

}  // namespace hibari::world
