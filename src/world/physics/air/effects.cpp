#include "world/physics/air/effects.h"

#include "world/physics/air/particle_source.h"
#include "world/physics/camera/action_path.h"
#include "world/things/season.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kSurfSwell = 0.3F;     // m; lower waves lap without spray.
constexpr float kLeafWind_mps = 2.0F;  // Takes leaves from green trees.

class Effects : public ParticleSource {
  public:
    Effects(Timeline& timeline, Rng rng)
        : ParticleSource(timeline, rng), timeline_(timeline), rng_(this->rng()) {}

    void run(Style style) {
        for (const Contact& contact : timeline_.contacts) {
            from_contact(contact);
        }
        for (const Rub& rub : timeline_.rubs) {
            from_rub(rub);
        }
        for (const Hum& hum : timeline_.hums) {
            if (hum.kind == HumKind::kRocket) {
                exhaust(hum);
            }
        }
        for (const Event& event : timeline_.events) {
            if (event.kind == EventKind::kBroke) {
                event.detail == "shatter" ? shards(event) : burst(event);
            } else if (event.kind == EventKind::kLaunched && event.detail == "fire") {
                muzzle_smoke(event);
            }
        }
        add_fires(*this);
        add_pours(*this);
        add_falls(*this);
        add_ground_spray(*this);
        if (style == Style::kFestive) {
            confetti();
        }
        bubbles();
        surf();
        leaves();
        finish();
    }

  private:
    void from_contact(const Contact& contact) {
        if (contact.kind == ContactKind::kSplash) {
            return splash(contact);
        }
        if (contact.body_a >= 0 && contact.body_b >= 0 && contact.speed_mps > 5.0F) {
            const auto metal = [&](int body) {
                return timeline_.bodies[static_cast<std::size_t>(body)].substance ==
                       Substance::kSteel;
            };
            if (metal(contact.body_a) && metal(contact.body_b)) {
                sparks(contact.point, contact.normal * 2.0F, contact.time_s, 14);
            }
        }
    }

    void splash(const Contact& contact) {
        const float size = clamp(0.12F * std::cbrt(contact.impulse_ns), 0.04F, 1.2F);
        const float up = 0.9F * contact.speed_mps;
        const int count = std::min(20 + static_cast<int>(120.0F * size), 180);
        for (int i = 0; i < count; ++i) {
            const float around = rng_.uniform(0.0F, 2.0F * kPi);
            const float lean = rng_.uniform(0.15F, 0.7F);
            const float speed = up * rng_.uniform(0.25F, 1.0F);
            add({
                .kind = ParticleKind::kSpray,
                .born_s = static_cast<float>(contact.time_s) + clip(rng_.uniform(0.0F, 0.06F)),
                .life_s = 1.4F,
                .position =
                    contact.point + Vec3{std::cos(around), 0, std::sin(around)} * (0.6F * size),
                .velocity = Vec3{std::cos(around) * lean, 1.0F, std::sin(around) * lean} * speed,
                .gravity = 1.0F,
                .drag = 0.5F,
                .radius_m = rng_.uniform(0.006F, 0.02F) * (0.6F + size),
                .color = {0.85F, 0.92F, 0.95F},
                .land_y_m = contact.point.y - 0.05F,
            });
        }
        timeline_.ripples.push_back({
            .born_s = static_cast<float>(contact.time_s),
            .center = {contact.point.x, contact.point.z},
            .amplitude_m = clamp(0.05F * size, 0.006F, 0.08F),
            .wavelength_m = clamp(0.8F * size, 0.15F, 1.2F),
        });
    }

    void sparks(Vec3 at, Vec3 along, double time_s, int count) {
        for (int i = 0; i < count; ++i) {
            add({
                .kind = ParticleKind::kSpark,
                .born_s = static_cast<float>(time_s),
                .life_s = rng_.uniform(0.15F, 0.5F),
                .position = at,
                .velocity = along + any_direction() * 1.6F + Vec3{0, 0.8F, 0},
                .gravity = 1.0F,
                .drag = 1.5F,
                .radius_m = 0.003F,
                .color = {1.0F, 0.72F, 0.3F},
                .land_y_m = ground_at(at),
            });
        }
    }

    /// Steel that slides on steel.
    void from_rub(const Rub& rub) {
        const auto steel = [&](int body) {
            return body >= 0 &&
                   timeline_.bodies[static_cast<std::size_t>(body)].substance == Substance::kSteel;
        };
        if (rub.kind != RubKind::kSlide || !steel(rub.body_a) || !steel(rub.body_b)) {
            return;
        }
        const BodyTrack& body = timeline_.bodies[static_cast<std::size_t>(rub.body_a)];
        for (std::size_t i = 0; i < rub.speed_mps.size(); i += 3) {
            const int sample = rub.first_sample + static_cast<int>(i);
            if (rub.speed_mps[i] >= 1.0F && sample < timeline_.sample_count) {
                const double time = static_cast<double>(sample) / kSampleRateHz;
                sparks(body.pose_at(sample).position, {0, 0.5F, 0}, time, 2);
            }
        }
    }

    void exhaust(const Hum& hum) {
        const BodyTrack& body = timeline_.bodies[static_cast<std::size_t>(hum.body)];
        float low = 0.0F;
        float wide = 0.1F;
        for (const Part& part : body.parts) {
            const Vec3 half = bounds(part.shape);
            low = std::min(low, part.local.position.y - half.y);
            wide = std::max(wide, 0.5F * std::min(half.x, half.z));
        }
        for (std::size_t i = 0; i < hum.level.size(); i += 2) {
            if (hum.level[i] < 0.36F) {
                continue;
            }
            const int sample = static_cast<int>(i);
            const Pose& pose = body.pose_at(sample);
            const Vec3 tail = apply(pose, {0, low, 0});
            const Vec3 down = rotate(pose.rotation, {0, -1, 0});
            const float born = static_cast<float>(sample) / kSampleRateHz;
            for (int k = 0; k < 3; ++k) {
                add({
                    .kind = ParticleKind::kFlame,
                    .born_s = born,
                    .life_s = rng_.uniform(0.10F, 0.22F),
                    .position = tail + any_direction() * (0.25F * wide),
                    .velocity = down * (8.0F * wide + 3.0F) + any_direction() * (0.6F * wide),
                    .gravity = 0.0F,
                    .drag = 2.0F,
                    .radius_m = 0.45F * wide,
                    .growth = -0.8F * wide,
                    .color = {1.0F, 0.62F, 0.2F},
                    .land_y_m = ground_at(tail),
                });
            }
            add({
                .kind = ParticleKind::kSmoke,
                .born_s = born + clip(0.06F),
                .life_s = rng_.uniform(1.6F, 3.0F),
                .position = tail + down * (0.8F * wide) + any_direction() * (0.4F * wide),
                .velocity = down * 2.5F + any_direction() * (2.4F * wide + 0.3F),
                .gravity = -0.02F,
                .drag = 1.6F,
                .radius_m = 0.6F * wide,
                .growth = 0.55F * wide + 0.1F,
                .color = {0.8F, 0.8F, 0.8F},
                .land_y_m = ground_at(tail),
            });
        }
    }

    void burst(const Event& event) {
        const float born = static_cast<float>(event.time_s);
        const float size = event.strength;
        const int count = 90;
        for (int i = 0; i < count; ++i) {
            const bool flame = i % 3 == 0;
            const bool smoke = i % 3 == 1;
            add({
                .kind = flame ? ParticleKind::kFlame
                              : (smoke ? ParticleKind::kSmoke : ParticleKind::kDebris),
                .born_s = born + clip(smoke ? rng_.uniform(0.0F, 0.15F) : 0.0F),
                .life_s = flame ? rng_.uniform(0.2F, 0.5F) : rng_.uniform(1.2F, 2.6F),
                .position = event.position + any_direction() * (0.3F * size),
                .velocity = (any_direction() + Vec3{0, 0.7F, 0}) *
                            (flame || smoke ? 2.2F * size : 5.0F * size),
                .gravity = flame ? -0.1F : (smoke ? -0.05F : 1.0F),
                .drag = flame || smoke ? 3.0F : 0.3F,
                .radius_m = (flame ? 0.22F : (smoke ? 0.3F : 0.035F)) * size,
                .growth = smoke ? 0.35F * size : 0.0F,
                .color = flame ? Vec3{1.0F, 0.55F, 0.15F}
                               : (smoke ? Vec3{0.16F, 0.15F, 0.14F} : Vec3{0.25F, 0.2F, 0.16F}),
                .land_y_m = ground_at(event.position),
            });
        }
    }

    /// A flash, and a cloud that stays where the gun fired.
    void muzzle_smoke(const Event& event) {
        constexpr int kPuffs = 60;
        for (int i = 0; i < kPuffs; ++i) {
            const bool flash = i % 4 == 0;
            add({
                .kind = flash ? ParticleKind::kFlame : ParticleKind::kSmoke,
                .born_s = static_cast<float>(event.time_s) + clip(rng_.uniform(0.0F, 0.08F)),
                .life_s = flash ? rng_.uniform(0.1F, 0.2F) : rng_.uniform(1.5F, 3.0F),
                .position = event.position + any_direction() * 0.15F,
                .velocity = (any_direction() + Vec3{0, 0.2F, 0}) * (flash ? 4.0F : 2.0F),
                .gravity = -0.02F,
                .drag = flash ? 6.0F : 3.5F,
                .radius_m = flash ? 0.16F : 0.22F,
                .growth = flash ? 0.0F : 0.3F,
                .color = flash ? Vec3{1.0F, 0.6F, 0.2F} : Vec3{0.55F, 0.54F, 0.52F},
                .land_y_m = ground_at(event.position),
            });
        }
    }

    Vec3 color_of(int entity) const {
        for (const BodyTrack& body : timeline_.bodies) {
            if (body.entity == entity && !body.parts.empty()) {
                return body.parts.front().material.base;
            }
        }
        return {0.7F, 0.7F, 0.7F};
    }

    /// Pieces of what it was made of, that scatter over the floor and stay there.
    void shards(const Event& event) {
        constexpr int kPieces = 70;
        const float size = event.strength;
        const Vec3 color = color_of(event.entity);
        for (int i = 0; i < kPieces; ++i) {
            const Vec3 out = any_direction();
            add({
                .kind = ParticleKind::kDebris,
                .born_s = static_cast<float>(event.time_s),
                .life_s = 60.0F,
                .position = event.position + out * (0.5F * size),
                .velocity = Vec3{out.x, 0.5F + 0.8F * std::abs(out.y), out.z} *
                            (0.7F + 4.0F * std::min(size, 0.5F)),
                .gravity = 1.0F,
                .drag = 0.6F,
                .radius_m = size * rng_.uniform(0.03F, 0.12F),
                .color = color * rng_.uniform(0.75F, 1.15F),
                .land_y_m = ground_at(event.position),
            });
        }
    }

    void confetti() {
        const Vec3 colors[] = {
            {0.9F, 0.1F, 0.15F},
            {0.1F, 0.4F, 0.9F},
            {0.95F, 0.75F, 0.1F},
            {0.15F, 0.7F, 0.3F},
            {0.8F, 0.2F, 0.7F}
        };
        const int count = static_cast<int>(90.0 * timeline_.duration_s);
        for (int i = 0; i < count; ++i) {
            const float born = rng_.uniform(-2.5F, static_cast<float>(timeline_.duration_s));
            const Vec3 at{rng_.uniform(-4.0F, 4.0F), 4.2F, rng_.uniform(-3.0F, 3.0F)};
            add({
                .kind = ParticleKind::kConfetti,
                .born_s = born,
                .life_s = 6.0F,
                .position = at,
                .velocity = any_direction() * 0.5F,
                .gravity = 0.35F,
                .drag = 3.0F,
                .radius_m = rng_.uniform(0.008F, 0.015F),
                .color = colors[rng_.index(5)],
                .land_y_m = ground_at(at) + 0.005F,
            });
        }
    }

    void bubbles() {
        if (!timeline_.environment.water.present) {
            return;
        }
        const float level = timeline_.environment.water.level_m;
        for (const Event& event : timeline_.events) {
            if (event.kind != EventKind::kSplashed) {
                continue;
            }
            for (int i = 0; i < 24; ++i) {
                const Vec3 at = event.position + any_direction() * 0.25F - Vec3{0, 0.4F, 0};
                add({
                    .kind = ParticleKind::kBubble,
                    .born_s = static_cast<float>(event.time_s) + clip(rng_.uniform(0.05F, 0.5F)),
                    .life_s = std::max(0.3F, (level - at.y) / 0.35F),
                    .position = at,
                    .velocity = Vec3{0, 0.35F, 0} + any_direction() * 0.08F,
                    .gravity = 0.0F,
                    .radius_m = rng_.uniform(0.004F, 0.012F),
                    .color = {0.9F, 0.95F, 1.0F},
                });
            }
        }
    }

    /// Waves that rise against something fixed throw spray up its side.
    void surf() {
        const Water& water = timeline_.environment.water;
        if (!water.present) {
            return;
        }
        float swell = 0.0F;
        for (const Wave& wave : water.waves) {
            swell += wave.amplitude_m;
        }
        if (swell < kSurfSwell) {
            return;
        }
        for (std::size_t i = 0; i < timeline_.bodies.size(); ++i) {
            const BodyTrack& body = timeline_.bodies[i];
            if (body.poses.front() != body.poses.back()) {
                continue;
            }
            const Box box = entity_box(timeline_, body.entity, 0);
            if (box.low.y < water.level_m && box.high.y > water.level_m + 0.2F) {
                break_on(box, swell);
            }
        }
    }

    void break_on(const Box& box, float swell) {
        const Water& water = timeline_.environment.water;
        const Vec3 half = (box.high - box.low) * 0.5F;
        const Vec3 middle = box.center();
        float before = 0.0F;
        for (int sample = 0; sample < timeline_.sample_count; sample += 2) {
            const double time = static_cast<double>(sample) / kSampleRateHz;
            const float world_s = static_cast<float>(time) * timeline_.world_speed;
            const float high = water_height(water, middle.x, middle.z, world_s) - water.level_m;
            const float rise = (high - before) * kSampleRateHz / (2.0F * timeline_.world_speed);
            before = high;
            if (sample == 0 || high < 0.0F || rise < 0.25F * swell) {
                continue;
            }
            const float force = std::min(rise / swell, 2.0F) * std::sqrt(swell);
            const int count = static_cast<int>(5.0F * force * std::min(half.x + half.z, 6.0F));
            for (int i = 0; i < count; ++i) {
                const float around = rng_.uniform(0.0F, 2.0F * kPi);
                const Vec3 out{std::cos(around), 0, std::sin(around)};
                add({
                    .kind = ParticleKind::kSpray,
                    .born_s = static_cast<float>(time),
                    .life_s = rng_.uniform(0.7F, 1.6F),
                    .position =
                        Vec3{
                            middle.x + 0.8F * out.x * half.x,
                            water.level_m + high,
                            middle.z + 0.8F * out.z * half.z
                        },
                    .velocity =
                        (out * 0.35F + Vec3{0, rng_.uniform(0.6F, 1.5F), 0}) * (3.2F * force) +
                        timeline_.environment.wind_mps * 0.15F,
                    .gravity = 1.0F,
                    .drag = 0.6F,
                    .radius_m = rng_.uniform(0.015F, 0.06F) * (0.6F + 0.4F * force),
                    .growth = 0.02F,
                    .color = {0.90F, 0.94F, 0.96F},
                    .land_y_m = water.level_m - 0.5F,
                });
            }
        }
    }

    /// Leaves and petals that wind, autumn or blossom take from the trees.
    void leaves() {
        const Environment& air = timeline_.environment;
        const bool trees = std::ranges::any_of(timeline_.entities, [](const Entity& entity) {
            return sheds_leaves(entity.kind);
        });
        const bool falls = air.season == Season::kAutumn || air.season == Season::kSpring;
        const float wind = length(air.wind_mps);
        if (!trees || air.place->indoor || (wind < kLeafWind_mps && !falls) ||
            air.season == Season::kWinter) {
            return;
        }
        const float most = 1.5F * wind + (falls ? 9.0F : 0.0F);
        const int count = static_cast<int>(timeline_.duration_s * static_cast<double>(most)) +
                          static_cast<int>(3.0F * most);
        for (int i = 0; i < count; ++i) {
            const Vec3 at = Vec3{uniform(-6.0F, 6.0F), uniform(1.5F, 4.5F), uniform(-6.0F, 3.0F)} -
                            normalize(air.wind_mps, {0, 0, 0}) * 4.0F;
            const Vec3 dry = chance(0.5) ? Vec3{0.28F, 0.34F, 0.07F} : Vec3{0.5F, 0.3F, 0.08F};
            add({
                .kind = ParticleKind::kLeaf,
                .born_s = uniform(-3.0F, static_cast<float>(timeline_.duration_s)),
                .life_s = 6.0F,
                .position = at,
                .velocity = air.wind_mps * 0.7F + any_direction(),
                .gravity = 0.10F,
                .drag = 1.5F,
                .radius_m = uniform(0.02F, 0.04F) * (air.season == Season::kSpring ? 0.5F : 1.0F),
                .color = falls ? fallen_color(air.season, rng_) : dry,
                .land_y_m = ground_at(at),
            });
        }
    }

    void finish() {
        auto& particles = timeline_.particles;
        if (particles.size() > kParticlesMax) {
            // Thin out evenly, so that no effect disappears.
            std::vector<Particle> kept;
            kept.reserve(kParticlesMax);
            for (std::size_t i = 0; i < kParticlesMax; ++i) {
                kept.push_back(particles[i * particles.size() / kParticlesMax]);
            }
            particles = std::move(kept);
        }
        std::stable_sort(
            particles.begin(),
            particles.end(),
            [](const Particle& l, const Particle& r) { return l.born_s < r.born_s; }
        );
        std::stable_sort(
            timeline_.ripples.begin(),
            timeline_.ripples.end(),
            [](const Ripple& l, const Ripple& r) { return l.born_s < r.born_s; }
        );
    }

    Timeline& timeline_;
    Rng& rng_;
};

}  // namespace

void add_effects(Timeline& timeline, Style style, Rng rng) {
    Effects(timeline, rng).run(style);
}

}  // namespace hibari::world
