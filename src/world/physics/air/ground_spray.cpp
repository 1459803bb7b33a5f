#include "world/physics/air/particle_source.h"
#include "world/things/catalogue.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace hibari::world {

namespace {

constexpr float kDrives_mps = 2.0F;   // Slower wheels and runners raise nothing.
constexpr float kOnGround_m = 0.35F;  // How far above the ground a vehicle still touches it.
constexpr int kWakeEvery = 4;         // Samples between two puffs of a wake
constexpr float kThick_m = 0.15F;     // Radius of the puffs behind something heavy
constexpr float kFilm_m = 0.02F;      // Of water over the ground that splashes.
constexpr float kWade_m = 1.0F;       // Feet that tread deeper throw nothing up.
constexpr float kDeepDrop = 1.9F;     // Times a puddle's: sheets of water that tear.
constexpr float kTread_mps = 0.5F;    // A foot that comes down slower splashes no puddle.

struct Loose {
    ParticleKind kind;
    Vec3 color;
    float amount;
};

/// What a ground throws up; amount 0 for hard floors.
Loose loose_of(Substance ground) {
    switch (ground) {
        case Substance::kSand:
            return {ParticleKind::kSand, {0.66F, 0.52F, 0.33F}, 1.0F};
        case Substance::kEarth:
            return {ParticleKind::kDust, {0.36F, 0.26F, 0.17F}, 0.8F};
        case Substance::kSnow:
            return {ParticleKind::kSnow, {0.92F, 0.94F, 0.97F}, 1.2F};
        case Substance::kGrass:
            return {ParticleKind::kDust, {0.40F, 0.34F, 0.20F}, 0.2F};
        default:
            return {ParticleKind::kDust, {0.5F, 0.5F, 0.5F}, 0.0F};
    }
}

/// The sheet of water that a puddle of the scene is, seen from above.
struct Puddle {
    Vec3 middle;
    float radius_m;
};

class GroundSpray {
  public:
    explicit GroundSpray(ParticleSource& source) : source_(source), timeline_(source.timeline()) {
        loose_ = loose_of(timeline_.environment.place->ground);
        if (timeline_.environment.snow > 0.0F && !timeline_.environment.place->indoor) {
            loose_ = loose_of(Substance::kSnow);  // It has settled.
        }
        // Wet ground raises no dust.
        loose_.amount *= 1.0F - std::min(timeline_.environment.rain * 2.0F, 1.0F);
        find_puddles();
    }

    void run() {
        for (Contact& contact : timeline_.contacts) {
            if (contact.body_b == -1 && contact.kind != ContactKind::kSplash &&
                !tread_in_puddle(contact) && !wade(contact)) {
                strike(contact);
            }
        }
        for (const Rub& rub : timeline_.rubs) {
            slide(rub);
        }
        for (std::size_t i = 0; i < timeline_.bodies.size(); ++i) {
            const BodyTrack& body = timeline_.bodies[i];
            if (body.entity < 0 || body.link != 0 || body.poses.size() <= 1 ||
                !drives(body.entity)) {
                continue;
            }
            if (!puddles_.empty()) {
                plough(static_cast<int>(i));
            }
            if (loose_.amount > 0.25F) {
                wake(body);
            }
        }
    }

  private:
    void find_puddles() {
        for (const BodyTrack& body : timeline_.bodies) {
            if (body.entity < 0 ||
                timeline_.entities[static_cast<std::size_t>(body.entity)].kind != "puddle") {
                continue;
            }
            float wide = 0.0F;
            for (const Part& part : body.parts) {
                const Vec3 half = bounds(part.shape);
                wide = std::max(
                    wide, length(part.local.position * Vec3{1, 0, 1}) + std::min(half.x, half.z)
                );
            }
            puddles_.push_back({body.pose_at(0).position, wide});
        }
    }

    /// Feet and balls that come down in water: the contact becomes a splash.
    bool tread_in_puddle(Contact& contact) {
        const bool in = std::ranges::any_of(puddles_, [&](const Puddle& puddle) {
            return length((contact.point - puddle.middle) * Vec3{1, 0, 1}) < puddle.radius_m;
        });
        const bool moves = contact.speed_mps > kTread_mps || contact.kind == ContactKind::kFootstep;
        const Substance ground = timeline_.environment.place->ground;
        const bool hard = ground == Substance::kConcrete || ground == Substance::kStone;
        const bool rains = timeline_.environment.rain > 0.3F && hard;
        if ((!in && !rains) || !moves) {
            return in;
        }
        const float force =
            clamp(0.35F * contact.speed_mps + 0.02F * contact.impulse_ns, 0.3F, 2.5F);
        splash(contact, in ? force : 0.5F * force, {});
        if (in) {
            contact.kind = ContactKind::kSplash;
            contact.body_b = -2;
        }
        return true;
    }

    /// Wheels throw the water of a puddle out to both sides.
    void plough(int number) {
        const BodyTrack& body = timeline_.bodies[static_cast<std::size_t>(number)];
        float reach = 0.0F;
        for (const Part& part : body.parts) {
            const Vec3 half = bounds(part.shape);
            reach = std::max(reach, std::max(half.x, half.z));
        }
        bool heard = false;
        for (int sample = kWakeEvery; sample < timeline_.sample_count; sample += kWakeEvery) {
            const Vec3 at = body.pose_at(sample).position;
            const Vec3 moved = at - body.pose_at(sample - kWakeEvery).position;
            const Vec3 going = moved * (kSampleRateHz / (kWakeEvery * timeline_.world_speed));
            const float speed = length(going * Vec3{1, 0, 1});
            for (const Puddle& puddle : puddles_) {
                if (speed < kDrives_mps ||
                    length((at - puddle.middle) * Vec3{1, 0, 1}) > puddle.radius_m + 0.6F * reach) {
                    continue;
                }
                const Contact splashed{
                    .time_s = static_cast<double>(sample) / kSampleRateHz,
                    .body_a = number,
                    .body_b = -2,
                    .point = puddle.middle,
                    .impulse_ns = 20.0F * speed,
                    .speed_mps = speed,
                    .kind = ContactKind::kSplash,
                };
                const float force = clamp(0.3F * speed, 0.8F, 2.5F);
                splash(splashed, force, {.going = going * 0.3F, .drop = kDeepDrop});
                if (!heard) {
                    heard = true;
                    const auto after = std::ranges::upper_bound(
                        timeline_.contacts, splashed.time_s, {}, &Contact::time_s
                    );
                    timeline_.contacts.insert(after, splashed);
                }
            }
        }
    }

    /// Feet, hooves and wheels that come down on the bed of open water: the splash stands on its
    /// surface and goes on with what made it.
    bool wade(Contact& contact) {
        const Water& water = timeline_.environment.water;
        if (!water.present || contact.body_a < 0) {
            return false;
        }
        const float world_s = static_cast<float>(contact.time_s) * timeline_.world_speed;
        const float surface = water_height(water, contact.point.x, contact.point.z, world_s);
        const float depth = surface - contact.point.y;
        if (depth < kFilm_m) {
            return false;
        }
        if (depth > kWade_m) {
            return true;  // Too deep to be seen above.
        }
        const Vec3 going = velocity_of(contact.body_a, contact.time_s);
        const float speed = std::max(contact.speed_mps, 0.5F * length(going));
        if (speed < kTread_mps) {
            return true;
        }
        const float force =
            clamp(0.3F * speed + 0.02F * contact.impulse_ns, 0.3F, 2.5F) * (1.0F - depth / kWade_m);
        contact.point.y = surface;
        splash(contact, force, {.going = going * 0.6F, .drop = kDeepDrop});
        timeline_.ripples.push_back({
            .born_s = static_cast<float>(contact.time_s),
            .center = {contact.point.x, contact.point.z},
            .amplitude_m = clamp(0.02F * force, 0.004F, 0.03F),
            .wavelength_m = clamp(0.3F * force, 0.2F, 0.7F),
        });
        contact.kind = ContactKind::kSplash;
        contact.body_b = -2;
        return true;
    }

    /// Of the whole of the body's entity, m/s of the world: a foot that treads stands still.
    Vec3 velocity_of(int body, double time_s) const {
        constexpr int kSpan = 12;  // Samples
        const int entity = timeline_.bodies[static_cast<std::size_t>(body)].entity;
        const auto root = std::ranges::find_if(timeline_.bodies, [&](const BodyTrack& track) {
            return track.entity == entity && track.link == 0;
        });
        if (root == timeline_.bodies.end()) {
            return {};
        }
        const int last = timeline_.sample_count - 1;
        const int at = std::clamp(static_cast<int>(time_s * kSampleRateHz), 0, last);
        const int from = std::max(at - kSpan, 0);
        const int to = std::min(at + kSpan, last);
        const Vec3 moved = root->pose_at(to).position - root->pose_at(from).position;
        return moved * Vec3{1, 0, 1} *
               (kSampleRateHz / (static_cast<float>(std::max(to - from, 1)) * timeline_.world_speed)
               );
    }

    struct Thrown {
        Vec3 going{};       ///< m/s that the water takes over from what strikes it
        float drop = 1.0F;  ///< size of the drops
    };

    void splash(const Contact& contact, float force, const Thrown& thrown) {
        const int count = static_cast<int>(18.0F + 34.0F * force);
        for (int i = 0; i < count; ++i) {
            const float around = source_.uniform(0.0F, 2.0F * kPi);
            const float lean = source_.uniform(0.5F, 1.4F);
            const Vec3 out{std::cos(around), 0, std::sin(around)};
            source_.add({
                .kind = ParticleKind::kSpray,
                .born_s = static_cast<float>(contact.time_s),
                .life_s = source_.uniform(0.45F, 0.9F),
                .position = contact.point + out * source_.uniform(0.05F, 0.16F),
                .velocity = (out * lean + Vec3{0, source_.uniform(0.6F, 1.5F), 0}) *
                                (1.0F + 0.85F * force) +
                            thrown.going * source_.uniform(0.3F, 1.0F),
                .gravity = 1.0F,
                .drag = 0.6F,
                .radius_m = thrown.drop * source_.uniform(0.005F, 0.016F) * (0.7F + 0.4F * force),
                .color = {0.82F, 0.88F, 0.92F},
                .land_y_m = contact.point.y - 0.02F,
            });
        }
    }

    void strike(const Contact& contact) {
        if (loose_.amount <= 0.0F || contact.speed_mps <= 0.35F) {
            return;
        }
        const float force = std::min(contact.impulse_ns * 0.05F + 0.1F * contact.speed_mps, 3.0F);
        puff(contact, std::min(static_cast<int>(loose_.amount * (4.0F + 9.0F * force)), 40), force);
    }

    void puff(const Contact& contact, int count, float force) {
        const bool grains = loose_.kind != ParticleKind::kDust;
        for (int i = 0; i < count; ++i) {
            const Vec3 out = source_.any_direction();
            source_.add({
                .kind = loose_.kind,
                .born_s = static_cast<float>(contact.time_s),
                .life_s = grains ? source_.uniform(0.4F, 0.9F) : source_.uniform(0.8F, 1.9F),
                .position = contact.point + Vec3{out.x, 0.2F, out.z} * 0.05F,
                .velocity =
                    Vec3{out.x, 0.6F + 0.7F * std::abs(out.y), out.z} * (0.35F + 0.5F * force),
                .gravity = grains ? 1.0F : 0.04F,
                .drag = grains ? 1.2F : 3.5F,
                .radius_m =
                    grains ? source_.uniform(0.003F, 0.009F) : source_.uniform(0.02F, 0.05F),
                .growth = grains ? 0.0F : 0.09F,
                .color = loose_.color,
                .land_y_m = source_.ground_at(contact.point),
            });
        }
        // Heavy feet and falls raise a cloud besides the grains.
        if (force > 0.8F && loose_.amount > 0.25F) {
            cloud(contact.point, static_cast<float>(contact.time_s), {}, 0.12F * force, 2);
        }
    }

    /// Puffs of fine dust that hang and spread.
    void cloud(Vec3 at, float born_s, Vec3 velocity, float radius_m, int count) {
        // A wheel's dust is as thick as smoke.
        const bool thick = radius_m > kThick_m;
        for (int i = 0; i < count; ++i) {
            const Vec3 out = source_.any_direction();
            source_.add({
                .kind = thick ? ParticleKind::kSmoke : ParticleKind::kDust,
                .born_s = born_s,
                .life_s = source_.uniform(1.4F, 2.8F),
                .position = at + out * (0.4F * radius_m) + Vec3{0, 0.5F * radius_m, 0},
                .velocity =
                    velocity + Vec3{0.5F * out.x, 0.45F + 0.4F * std::abs(out.y), 0.5F * out.z},
                .gravity = 0.0F,
                .drag = 1.6F,
                .radius_m = radius_m * source_.uniform(0.6F, 1.1F),
                .growth = 1.1F * radius_m,
                .color = thick ? lerp(loose_.color, Vec3{0.8F, 0.76F, 0.7F}, 0.35F) : loose_.color,
            });
        }
    }

    void slide(const Rub& rub) {
        if (rub.body_a < 0 || rub.body_b != -1 || loose_.amount <= 0.25F) {
            return;
        }
        const BodyTrack& body = timeline_.bodies[static_cast<std::size_t>(rub.body_a)];
        for (std::size_t i = 0; i < rub.speed_mps.size(); i += 18) {
            const int sample = rub.first_sample + static_cast<int>(i);
            if (rub.speed_mps[i] < 1.0F || sample >= timeline_.sample_count) {
                continue;
            }
            const Pose& pose = body.pose_at(sample);
            const Vec3 floor{pose.position.x, source_.ground_at(pose.position), pose.position.z};
            puff(
                {.time_s = static_cast<double>(sample) / kSampleRateHz, .point = floor},
                3,
                std::min(0.25F * rub.speed_mps[i], 1.5F)
            );
        }
    }

    bool drives(int entity) const {
        const Thing* thing = find_thing(timeline_.entities[static_cast<std::size_t>(entity)].kind);
        return thing != nullptr &&
               (thing->category == Category::kVehicle || thing->name == "snowboard" ||
                thing->name == "ski" || thing->name == "bicycle");
    }

    /// The wake of what drives or glides over loose ground, thrown up at its rear.
    void wake(const BodyTrack& body) {
        Vec3 low{1e9F, 1e9F, 1e9F};
        Vec3 high{-1e9F, -1e9F, -1e9F};
        for (const Part& part : body.parts) {
            const Aabb box = bounds(part.shape, part.local);
            low = min(low, box.low);
            high = max(high, box.high);
        }
        const float half_wide = 0.5F * (high.x - low.x);
        for (int sample = kWakeEvery; sample < timeline_.sample_count; sample += kWakeEvery) {
            const Pose& now = body.pose_at(sample);
            const Vec3 moved = now.position - body.pose_at(sample - kWakeEvery).position;
            const Vec3 velocity = moved * (kSampleRateHz / (kWakeEvery * timeline_.world_speed));
            const float speed = length(velocity * Vec3{1, 0, 1});
            // Where it was, at the end that is behind.
            const Vec3 ahead = rotate(inverse(now.rotation), velocity);
            const bool along_z = std::abs(ahead.z) >= std::abs(ahead.x);
            const Vec3 tail = along_z ? Vec3{0, low.y, ahead.z > 0.0F ? low.z : high.z}
                                      : Vec3{ahead.x > 0.0F ? low.x : high.x, low.y, 0};
            const Vec3 at = apply(now, tail);
            const float ground = source_.ground_at(at);
            if (speed < kDrives_mps || at.y > ground + kOnGround_m + half_wide * 0.6F) {
                continue;
            }
            const Vec3 across = along_z ? rotate(now.rotation, {half_wide, 0, 0})
                                        : rotate(now.rotation, {0, 0, 0.5F * (high.z - low.z)});
            const float side = source_.uniform(-0.8F, 0.8F);
            const Vec3 foot = Vec3{at.x, ground, at.z} + across * side;
            const float born = static_cast<float>(sample) / kSampleRateHz;
            const float force = std::min(0.14F * speed, 1.0F) * std::min(loose_.amount, 1.0F);
            const float radius = clamp(0.42F * half_wide, 0.07F, 0.6F) * (0.4F + force);
            cloud(foot, born, velocity * 0.15F, radius, 2);
            if (loose_.kind != ParticleKind::kDust) {
                puff({.time_s = born, .point = foot}, 3, 0.5F + force);
            }
        }
    }

    ParticleSource& source_;
    Timeline& timeline_;
    Loose loose_{};
    std::vector<Puddle> puddles_;
};

}  // namespace

void add_ground_spray(ParticleSource& source) {
    GroundSpray(source).run();
}

}  // namespace hibari::world
