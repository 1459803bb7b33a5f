// Water that falls all the time: over the lip of a waterfall, and from the jets of a fountain.
#include "world/physics/air/particle_source.h"
#include "world/things/catalogue.h"
#include "world/things/scenery/waterfall.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr Vec3 kFoam{0.90F, 0.95F, 0.97F};

class Falls {
  public:
    Falls(ParticleSource& source, const Pose& pose, float scale)
        : source_(source), pose_(pose), scale_(scale) {}

    // It has been falling long before the first picture.
    void run_waterfall() {
        constexpr float kDropsPerSecond = 420.0F;
        constexpr float kFastest_mps = 1.3F;
        const float high = (kFallsLipY_m - kFallsPoolY_m) * scale_;
        const float fall_s = std::sqrt(2.0F * high / gravity());
        each(kDropsPerSecond, fall_s, [&](float born_s) {
            const float x = kFallsHalfWidth_m * source_.uniform(-1.0F, 1.0F);
            const Vec3 lip{x, kFallsLipY_m, kFallsLipZ_m};
            const Vec3 way{
                source_.uniform(-0.15F, 0.15F), 0, kFastest_mps * source_.uniform(0.05F, 0.4F)
            };
            drop(born_s, fall_s, lip, way, source_.uniform(0.03F, 0.075F));
        });
        // Where it strikes, it leaps up again as spray, and hangs as mist.
        each(260.0F, 1.0F, [&](float born_s) {
            const Vec3 foot{
                kFallsHalfWidth_m * source_.uniform(-1.1F, 1.1F),
                kFallsPoolY_m,
                kFallsLipZ_m + source_.uniform(0.1F, 0.6F)
            };
            const Vec3 way{
                source_.uniform(-0.9F, 0.9F),
                source_.uniform(1.0F, 3.2F),
                source_.uniform(0.2F, 1.6F)
            };
            const float up_s = 2.0F * way.y * std::sqrt(scale_) / gravity();
            drop(born_s, up_s, foot, way, source_.uniform(0.015F, 0.04F));
        });
        each(14.0F, 3.0F, [&](float born_s) {
            const Vec3 foot{
                kFallsHalfWidth_m * source_.uniform(-1.2F, 1.2F),
                source_.uniform(0.2F, 0.8F),
                kFallsLipZ_m + source_.uniform(0.3F, 1.2F)
            };
            source_.add({
                .kind = ParticleKind::kSmoke,
                .born_s = born_s,
                .life_s = source_.uniform(2.0F, 3.0F),
                .position = at(foot),
                .velocity = rotate(
                    pose_.rotation,
                    Vec3{source_.uniform(-0.2F, 0.2F), source_.uniform(0.15F, 0.5F), 0.3F} * scale_
                ),
                .gravity = 0.0F,
                .drag = 0.4F,
                .radius_m = 0.45F * scale_,
                .growth = 0.35F * scale_,
                .color = kFoam,
            });
        });
    }

    // Up from the spout, and in eight arcs over the rim of the upper basin.
    void run_fountain() {
        each(260.0F, 1.2F, [&](float born_s) {
            const Vec3 way{
                source_.uniform(-0.22F, 0.22F),
                source_.uniform(2.6F, 3.1F),
                source_.uniform(-0.22F, 0.22F)
            };
            drop(born_s, fountain_fall_s(kSpout_m, way.y), {0, kSpout_m, 0}, way, 0.008F);
        });
        each(640.0F, 1.0F, [&](float born_s) {
            const auto jet = static_cast<float>(source_.rng().index(8));
            const Quat yaw = from_axis_angle({0, 1, 0}, 0.25F * kPi * jet);
            const Vec3 way{source_.uniform(0.95F, 1.1F), source_.uniform(0.7F, 0.85F), 0};
            const Vec3 rim = rotate(yaw, Vec3{0.68F, kUpperRim_m, 0});
            drop(born_s, fountain_fall_s(kUpperRim_m, way.y), rim, rotate(yaw, way), 0.007F);
        });
    }

  private:
    static constexpr float kSpout_m = 2.06F;
    static constexpr float kUpperRim_m = 1.50F;
    static constexpr float kLowerWater_m = 0.47F;

    float fountain_fall_s(float from_m, float up_mps) const {
        const float up = up_mps * std::sqrt(scale_);
        const float high = (from_m - kLowerWater_m) * scale_;
        return (up + std::sqrt(up * up + 2.0F * gravity() * high)) / gravity();
    }

    Vec3 at(Vec3 local) const { return apply(pose_, local * scale_); }

    float gravity() const { return std::max(source_.timeline().environment.gravity_mps2, 0.1F); }

    /// `make` with a time of birth, so often per world second, from `before_s` before the shot on.
    template <typename Make>
    void each(float per_second, float before_s, Make make) {
        const float end_s = static_cast<float>(source_.timeline().duration_s);
        const float step_s = source_.clip(1.0F / per_second);
        for (float t = -source_.clip(before_s); t < end_s; t += step_s) {
            make(t + step_s * source_.uniform(0.0F, 1.0F));
        }
    }

    void drop(float born_s, float life_s, Vec3 local, Vec3 way, float radius) {
        source_.add({
            .kind = ParticleKind::kSpray,
            .born_s = born_s,
            .life_s = life_s,
            .position = at(local),
            .velocity = rotate(pose_.rotation, way * std::sqrt(scale_)),
            .gravity = 1.0F,
            .radius_m = radius * scale_,
            .color = kFoam,
        });
    }

    ParticleSource& source_;
    Pose pose_;
    float scale_;
};

}  // namespace

void add_falls(ParticleSource& source) {
    const Timeline& timeline = source.timeline();
    for (const BodyTrack& body : timeline.bodies) {
        if (body.entity < 0 || body.link != 0 || body.poses.empty()) {
            continue;
        }
        const Entity& entity = timeline.entities[static_cast<std::size_t>(body.entity)];
        const bool is_waterfall = entity.kind == "waterfall";
        if (!is_waterfall && entity.kind != "fountain") {
            continue;
        }
        const Pose rest = find_thing(entity.kind)->build(entity, Rng(0)).links.front().rest;
        Falls falls(source, compose(body.pose_at(0), inverse(rest)), entity.scale);
        is_waterfall ? falls.run_waterfall() : falls.run_fountain();
    }
}

}  // namespace hibari::world
