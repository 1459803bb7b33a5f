#include "world/physics/play/aim.h"
#include "world/physics/play/play.h"
#include "world/physics/play/play_parts.h"

#include <algorithm>

namespace hibari::world {

namespace {

constexpr float kToppleCosine = 0.64F;  // 50 degrees.

}  // namespace

void Play::observe() {
    watch_balls();
    watch_falls();
    watch_hits();
}

void Play::watch_balls() {
    Scene& scene = hand_.scene;
    for (Watch& watch : hand_.watches) {
        if (watch.settled) {
            continue;
        }
        const Vec3 now = scene.world().pose(scene.root(watch.ball)).position;
        const double age = scene.time_s() - watch.since_s;
        const std::optional<Ring> ring = ring_of(scene, watch.target);
        const std::optional<Vec3> hole = hole_of(scene, watch.target);
        const std::optional<Mouth> mouth =
            ring || hole ? std::nullopt : mouth_of(scene, watch.target);
        if (ring) {
            if (falls_through(*ring, watch.before, now)) {
                hand_.tell(EventKind::kScored, watch.shooter, ring->center);
                watch.settled = true;
            } else if (age > 0.4 && now.y < ring->center.y - 0.35F && now.y < watch.before.y) {
                hand_.tell_deed(EventKind::kMissed, watch.shooter, watch.target, now);
                watch.settled = true;
            }
        } else if (hole) {
            if (falls_into(*hole, now)) {
                hand_.tell(EventKind::kScored, watch.shooter, now);
                watch.settled = true;
            } else if (age > 3.0) {
                hand_.tell_deed(EventKind::kMissed, watch.shooter, watch.target, now);
                watch.settled = true;
            }
        } else if (mouth) {
            if (enters(*mouth, watch.before, now)) {
                hand_.tell(EventKind::kScored, watch.shooter, now);
                watch.settled = true;
            } else if (apply(inverse(mouth->frame), now).z < -0.5F || age > 2.5) {
                hand_.tell_deed(EventKind::kMissed, watch.shooter, watch.target, now);
                watch.settled = true;
            }
        } else if (age > 3.0) {
            const bool toppled =
                watch.target >= 0 && !upright_[static_cast<std::size_t>(watch.target)].has_value();
            if (watch.target >= 0 && !toppled) {
                hand_.tell_deed(EventKind::kMissed, watch.shooter, watch.target, now);
            }
            watch.settled = true;
        }
        watch.before = now;
    }
}

void Play::watch_falls() {
    Scene& scene = hand_.scene;
    for (const auto& who : living_) {
        const Actor& actor = scene.actor(who->entity);
        if (!actor.limp || who->told_fall) {
            continue;
        }
        const bool down =
            std::any_of(actor.links.begin(), actor.links.end(), [&](const LinkBody& link) {
                return scene.world().is_touching(link.body);
            });
        if (down && scene.time_s() - who->limp_since_s > 0.1) {
            who->told_fall = true;
            hand_.tell(EventKind::kFell, who->entity, scene.center_of_mass(who->entity));
        }
    }
    for (std::size_t i = 0; i < upright_.size(); ++i) {
        const int entity = static_cast<int>(i);
        const Actor& actor = scene.actor(entity);
        const bool watched = upright_[i] && actor.holder < 0 && !actor.waiting && !actor.backdrop &&
                             actor.thing->category != Category::kBall;
        if (!watched) {
            continue;
        }
        const Vec3 was = rotate(*upright_[i], {0, 1, 0});
        const Vec3 now = rotate(scene.entity_pose(entity).rotation, {0, 1, 0});
        if (dot(was, now) < kToppleCosine) {
            upright_[i].reset();
            hand_.tell(EventKind::kToppled, entity, scene.center_of_mass(entity));
        }
    }
    for (std::size_t i = 0; i < wet_.size(); ++i) {
        const int entity = static_cast<int>(i);
        const Actor& actor = scene.actor(entity);
        if (!scene.has_water() || actor.is_fixed() || actor.backdrop) {
            continue;
        }
        const int body = scene.root(entity);
        const Wetness wet = scene.wetness(body);
        const bool in = wet.submerged > 0.05F;
        const float down = -scene.world().velocity(body).y;
        if (in && !wet_[i] && down > 0.8F && scene.time_s() > 0.1) {
            const Vec3 at = scene.world().pose(body).position;
            const Vec3 point{at.x, wet.surface_y, at.z};
            // What shoots in along the surface throws up as much as what falls in.
            const float speed = std::max(down, 0.6F * length(scene.world().velocity(body)));
            hand_.recorder.add({
                .time_s = hand_.clip_s(),
                .body_a = scene.track_of(body),
                .body_b = -2,
                .point = point,
                .impulse_ns = scene.mass_of(entity) * speed,
                .speed_mps = speed,
                .kind = ContactKind::kSplash,
            });
            hand_.tell(EventKind::kSplashed, entity, point, clamp(0.25F * speed, 0.2F, 2.0F));
        }
        wet_[i] = in;
    }
}

void Play::watch_hits() {
    const Scene& scene = hand_.scene;
    for (const Impact& impact : scene.world().impacts()) {
        const int a = scene.entity_of(impact.a);
        const int b = scene.entity_of(impact.b);
        if (impact.speed_mps < 0.8F || a < 0 || b < 0 || a == b) {
            continue;
        }
        const bool told =
            std::any_of(hand_.events.rbegin(), hand_.events.rend(), [&](const Event& event) {
                return event.kind == EventKind::kHit && event.entity == a &&
                       hand_.clip_s() - event.time_s < 0.4;
            });
        if (!told && hand_.events.size() < 400) {
            hand_.tell(
                EventKind::kHit,
                a,
                impact.point,
                clamp(0.3F * impact.speed_mps, 0.2F, 2.0F),
                scene.actor(b).script.id
            );
        }
    }
}

}  // namespace hibari::world
