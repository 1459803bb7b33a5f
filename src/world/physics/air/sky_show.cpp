#include "world/physics/air/sky_show.h"

#include "world/physics/camera/sight_lines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace hibari::world {

namespace {

constexpr float kFar_m = 110.0F;  // Where sparks and bolts are drawn; haze takes what is farther.
constexpr int kTries = 12;        // For a place in the sky that nothing hides.
constexpr int kSparks = 130;      // Per burst
constexpr float kBloom = 0.30F;   // Radius of a burst, of half the picture's height
constexpr float kOpens_per_s = 1.7F;  // Drag of the sparks: nine tenths of the way in 1.4 s
constexpr float kBoltLife_s = 0.30F;
constexpr int kBoltSteps = 140;

class SkyShow {
  public:
    SkyShow(Timeline& timeline, float aspect, Rng rng)
        : timeline_(timeline), sight_(timeline), aspect_(aspect), rng_(rng) {}

    void strike() {
        for (Event& event : timeline_.events) {
            if (event.kind == EventKind::kLightning) {
                bolt(event);
            }
        }
    }

    void fire_works() {
        double at = rng_.uniform(0.25, 0.6);
        while (at < timeline_.duration_s - 0.4) {
            const int sample = sample_at(at);
            if (const std::optional<Vec3> spot = free_spot(sample, 0.15F, 0.88F)) {
                timeline_.events.push_back({
                    .kind = EventKind::kFirework,
                    .time_s = at,
                    .position = *spot,
                    .strength = rng_.uniform(0.7F, 1.0F),
                    .detail = {},
                });
                burst(timeline_.events.back(), sample);
            }
            at += rng_.uniform(0.35, 0.9);
        }
    }

    void finish() {
        std::stable_sort(
            timeline_.events.begin(),
            timeline_.events.end(),
            [](const Event& l, const Event& r) { return l.time_s < r.time_s; }
        );
        std::stable_sort(
            timeline_.particles.begin(),
            timeline_.particles.end(),
            [](const Particle& l, const Particle& r) { return l.born_s < r.born_s; }
        );
    }

  private:
    int sample_at(double time_s) const {
        return std::clamp(static_cast<int>(time_s * kSampleRateHz), 0, timeline_.sample_count - 1);
    }

    const CameraPose& camera(int sample) const {
        return timeline_.camera[static_cast<std::size_t>(sample)];
    }

    /// The direction to a place in the picture, x and y in -1 .. 1.
    Vec3 through(int sample, float x, float y) const {
        const CameraPose& pose = camera(sample);
        const float up = std::tan(0.5F * pose.fov_y_rad);
        return normalize(rotate(pose.rotation, {x * up * aspect_, y * up, -1.0F}));
    }

    /// In the picture between two heights and above the horizon, with nothing before it.
    std::optional<Vec3> free_spot(int sample, float low, float high) {
        for (int i = 0; i < kTries; ++i) {
            const Vec3 way = through(sample, rng_.uniform(-0.72F, 0.72F), rng_.uniform(low, high));
            const Vec3 spot = camera(sample).position + way * kFar_m;
            if (way.y > 0.03F && !sight_.is_hidden(camera(sample).position, spot, sample, -1)) {
                return spot;
            }
        }
        return std::nullopt;
    }

    float half_picture_m(int sample) const {
        return kFar_m * std::tan(0.5F * camera(sample).fov_y_rad);
    }

    void burst(const Event& event, int sample) {
        constexpr std::array<Vec3, 6> kColors{
            Vec3{1.0F, 0.25F, 0.12F},
            {0.25F, 0.55F, 1.0F},
            {0.30F, 1.0F, 0.35F},
            {1.0F, 0.78F, 0.25F},
            {0.95F, 0.30F, 0.85F},
            {1.0F, 0.95F, 0.85F}
        };
        const float size = kBloom * half_picture_m(sample) * event.strength;
        const Vec3 color = kColors[rng_.index(kColors.size())];
        const Vec3 heart = kColors[rng_.index(kColors.size())];
        for (int i = 0; i < kSparks; ++i) {
            const Vec3 out = normalize(
                Vec3{
                    static_cast<float>(rng_.normal()),
                    static_cast<float>(rng_.normal()),
                    static_cast<float>(rng_.normal())
                },
                {0, 1, 0}
            );
            const bool inner = i % 4 == 0;
            add({
                .kind = ParticleKind::kSpark,
                .born_s = static_cast<float>(event.time_s),
                .life_s = rng_.uniform(1.3F, 2.1F),
                .position = event.position,
                .velocity = out * (kOpens_per_s * size * rng_.uniform(0.88F, 1.0F) *
                                   (inner ? 0.45F : 1.0F)),
                .gravity = 0.16F,
                .drag = kOpens_per_s,
                .radius_m = 0.011F * half_picture_m(sample),
                .color = inner ? heart : color,
            });
        }
    }

    /// A jagged way down from the clouds with a branch, made of glowing points.
    void bolt(Event& event) {
        const int sample = sample_at(event.time_s);
        const float far = length(event.position - camera(sample).position);
        const std::optional<Vec3> top = free_spot(sample, 0.70F, 0.95F);
        if (!top) {
            return;
        }
        // Heard from as far away as it was.
        event.position = camera(sample).position + normalize(*top - camera(sample).position) * far;
        const float half = half_picture_m(sample);
        const Vec3 side = rotate(camera(sample).rotation, {1, 0, 0});
        const float fall = std::max(top->y - 1.0F, 0.5F * half);
        trace(event, *top, side, fall, 0.9F);
        const Vec3 fork = *top - Vec3{0, 0.35F * fall, 0} + side * (last_lean_ * half);
        trace(event, fork, side * (rng_.chance(0.5) ? 1.0F : -1.0F), 0.35F * fall, 0.55F);
    }

    void trace(const Event& event, Vec3 from, Vec3 side, float fall, float width) {
        const float half = half_picture_m(sample_at(event.time_s));
        float lean = 0.0F;
        float slope = rng_.uniform(-0.25F, 0.25F);
        for (int i = 0; i < kBoltSteps; ++i) {
            if (i % 7 == 0) {
                slope = rng_.uniform(-1.1F, 1.1F);
            }
            const float step = fall / static_cast<float>(kBoltSteps);
            lean += slope * step;
            if (i == kBoltSteps * 35 / 100) {
                last_lean_ = lean / half;
            }
            add({
                .kind = ParticleKind::kSpark,
                .born_s = static_cast<float>(event.time_s),
                .life_s = kBoltLife_s,
                .position = from + side * lean - Vec3{0, step * static_cast<float>(i), 0},
                .gravity = 0.0F,
                .radius_m = 0.009F * width * half,
                .color = {1.6F, 1.7F, 2.2F},
            });
        }
    }

    void add(Particle particle) {
        if (timeline_.particles.size() < kSkyParticlesMax) {
            timeline_.particles.push_back(particle);
        }
    }

    static constexpr std::size_t kSkyParticlesMax = 9000;

    Timeline& timeline_;
    SightLines sight_;
    float aspect_;
    Rng rng_;
    float last_lean_ = 0.0F;  // Of the trunk where its branch leaves it, of half the picture.
};

}  // namespace

void light_the_sky(Timeline& timeline, const Shot& shot, float aspect, Rng rng) {
    if (timeline.environment.place->indoor || timeline.camera.empty()) {
        return;
    }
    const bool works = std::any_of(shot.sounds.begin(), shot.sounds.end(), [](const SoundCue& cue) {
        return cue.kind == "firework";
    });
    if (!works && shot.sky != Sky::kStorm) {
        return;
    }
    SkyShow show(timeline, aspect, rng);
    show.strike();
    if (works) {
        show.fire_works();
    }
    show.finish();
}

}  // namespace hibari::world
