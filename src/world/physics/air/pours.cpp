// What flows out of a vessel that leans too far: as long as there is something in it.
//
// Nothing but the pose of the vessel decides: it is poured from, knocked over or dropped alike. The
// drops start at the lowest point of its rim and lie where they come down.
#include "world/physics/air/particle_source.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kRunsOut = 0.55F;  // Cosine of the lean from which it flows.
constexpr float kSupply_s = 2.2F;  // Of flow in a full vessel.
constexpr int kDropsPerSample = 2;
constexpr float kUsual_m = 0.05F;   // Half width of a vessel with drops of the usual size.
constexpr float kGone_m = -100.0F;  // Broken and taken away.
constexpr Vec3 kWater{0.78F, 0.88F, 0.95F};

class Pour {
  public:
    Pour(ParticleSource& source, const BodyTrack& body, Vec3 color)
        : source_(source), timeline_(source.timeline()), body_(body), color_(color) {
        for (const Part& part : body.parts) {
            const Vec3 half = bounds(part.shape);
            top_ = std::max(top_, part.local.position.y + half.y);
            wide_ = std::max(wide_, std::min(half.x, half.z));
        }
    }

    /// False when it has run dry.
    bool run() {
        float left_s = kSupply_s;
        const float step_s = timeline_.world_speed / kSampleRateHz;
        for (int sample = 0; sample < timeline_.sample_count && left_s > 0.0F; ++sample) {
            const Pose& pose = body_.pose_at(sample);
            const Vec3 up = rotate(pose.rotation, {0, 1, 0});
            if (up.y > kRunsOut || pose.position.y < kGone_m) {
                continue;
            }
            left_s -= step_s;
            const Vec3 down = normalize(Vec3{0, -1, 0} + up * up.y, {1, 0, 0});
            const Vec3 lip = pose.position + up * top_ + down * (0.85F * wide_);
            const Vec3 before = body_.pose_at(std::max(sample - 1, 0)).position;
            const Vec3 moves = (pose.position - before) / step_s;
            for (int i = 0; i < kDropsPerSample; ++i) {
                drop(lip, moves + up * 0.25F, sample);
            }
        }
        return left_s > 0.0F;
    }

  private:
    void drop(Vec3 lip, Vec3 velocity, int sample) {
        const float size = clamp(wide_ / kUsual_m, 0.5F, 2.5F);
        const Vec3 start = lip + source_.any_direction() * (0.004F * size);
        const Vec3 way = velocity + source_.any_direction() * (0.06F * size);
        const float born = static_cast<float>(sample) / kSampleRateHz;
        // Where it comes down decides upon what.
        const float gravity = std::max(timeline_.environment.gravity_mps2, 0.1F);
        const auto fall_s = [&](float land) {
            const float high = std::max(start.y - land, 0.0F);
            return (way.y + std::sqrt(way.y * way.y + 2.0F * gravity * high)) / gravity;
        };
        float land = surface_under(start, sample);
        land = surface_under(start + Vec3{way.x, 0, way.z} * fall_s(land), sample);
        Particle drop{
            .kind = ParticleKind::kSpray,
            .born_s = born,
            .life_s = fall_s(land),
            .position = start,
            .velocity = way,
            .gravity = 1.0F,
            .radius_m = 0.006F * size * source_.uniform(0.8F, 1.5F),
            .color = color_,
        };
        source_.add(drop);
        // And lies there.
        drop.born_s = born + source_.clip(fall_s(land));
        drop.life_s = static_cast<float>(timeline_.duration_s) * timeline_.world_speed;
        drop.position = start + Vec3{way.x, 0, way.z} * fall_s(land);
        drop.position.y = land + 0.3F * drop.radius_m;
        drop.velocity = {};
        drop.gravity = 0.0F;
        source_.add(drop);
    }

    /// The highest flat top below the point: a table's, or the ground.
    float surface_under(Vec3 point, int sample) const {
        float height = source_.ground_at(point);
        for (const BodyTrack& other : timeline_.bodies) {
            if (other.entity == body_.entity) {
                continue;
            }
            for (const Part& part : other.parts) {
                const bool flat =
                    part.shape.kind == ShapeKind::kBox || part.shape.kind == ShapeKind::kCylinder;
                if (!flat || !part.collides) {
                    continue;
                }
                const Pose at = compose(other.pose_at(sample), part.local);
                const Vec3 half = bounds(part.shape);
                const Vec3 local = rotate(inverse(at.rotation), point - at.position);
                const float top = at.position.y + half.y;
                const bool level = rotate(at.rotation, {0, 1, 0}).y > 0.99F;
                if (level && std::abs(local.x) < half.x && std::abs(local.z) < half.z &&
                    top < point.y) {
                    height = std::max(height, top);
                }
            }
        }
        return height;
    }

    ParticleSource& source_;
    const Timeline& timeline_;
    const BodyTrack& body_;
    Vec3 color_;
    float top_ = 0.0F;
    float wide_ = 0.01F;
};

}  // namespace

void add_pours(ParticleSource& source) {
    Timeline& timeline = source.timeline();
    for (const BodyTrack& body : timeline.bodies) {
        if (body.entity < 0 || body.link != 0 || body.poses.size() < 2) {
            continue;
        }
        Entity& vessel = timeline.entities[static_cast<std::size_t>(body.entity)];
        if (vessel.filled) {
            vessel.filled = Pour(source, body, vessel.accent.value_or(kWater)).run();
        }
    }
}

}  // namespace hibari::world
