#include "world/physics/play/aim.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr double kTrialStep = 1.0 / kStepHz;
constexpr double kFlightSeconds = 3.2;
constexpr int kCandidates = 48;
constexpr float kCorridor = 5.0F;  // Solids farther from the flight's box are left out.

Vec3 fly(Vec3 from, Vec3 velocity, float gravity, float drag, float to_distance, Vec3 along) {
    // The height and side where the flight passes `to_distance` along the ground.
    constexpr float kStep = 1.0F / 480.0F;
    Vec3 at = from;
    Vec3 before = at;
    for (int i = 0; i < 480 * 4; ++i) {
        before = at;
        const Vec3 a = Vec3{0, -gravity, 0} - velocity * (drag * length(velocity));
        at += velocity * kStep + a * (0.5F * kStep * kStep);
        velocity += a * kStep;
        const float now = dot(at - from, along);
        if (now >= to_distance) {
            const float start = dot(before - from, along);
            return lerp(
                before, at, clamp((to_distance - start) / std::max(now - start, 1e-6F), 0, 1)
            );
        }
    }
    return at;
}

Vec3 backspin(Vec3 velocity, float turns_per_s) {
    const Vec3 side = normalize(cross(Vec3{0, 1, 0}, velocity), {1, 0, 0});
    return side * (-2.0F * kPi * turns_per_s);
}

/// The launch and two neighbours: an outcome that survives them is robust.
bool holds(
    const Trial& trial,
    Vec3 from,
    const Launch& launch,
    const std::function<bool(Vec3, Vec3)>& inside,
    bool wanted
) {
    for (const float scale : {0.9985F, 1.0015F}) {
        Launch near = launch;
        near.velocity = near.velocity * scale;
        if (trial.play(from, near, kFlightSeconds, inside).entered != wanted) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::optional<Ring> ring_of(const Scene& scene, int target) {
    const std::optional<Pose> rim = target >= 0 ? scene.anchor(target, "rim") : std::nullopt;
    if (!rim) {
        return std::nullopt;
    }
    Ring ring{rim->position, rotate(rim->rotation, {0, 1, 0}), 0.225F};
    const Actor& actor = scene.actor(target);
    float nearest = 0.6F;
    for (std::size_t link = 0; link < actor.blueprint.links.size(); ++link) {
        const Pose frame = scene.link_pose(target, static_cast<int>(link));
        for (const Part& part : actor.blueprint.links[link].parts) {
            const float away = distance(compose(frame, part.local).position, rim->position);
            if (part.shape.kind == ShapeKind::kTorus && away < nearest) {
                nearest = away;
                ring.radius = part.shape.radius - part.shape.radius_top;
            }
        }
    }
    return ring;
}

std::optional<Mouth> mouth_of(const Scene& scene, int target) {
    const std::optional<Pose> goal = target >= 0 ? scene.anchor(target, "goal") : std::nullopt;
    if (!goal) {
        return std::nullopt;
    }
    // The anchor marks the mouth's plane; the frame's posts and bar bound it.
    const Actor& actor = scene.actor(target);
    const Vec3 half = actor.blueprint.half_extent;
    const Pose origin = actor.origin;
    const Vec3 local = apply(inverse(origin), goal->position);
    return Mouth{
        {apply(origin, {local.x, 0, local.z}), origin.rotation},
        half.x - 0.06F,
        2.0F * half.y - 0.06F
    };
}

bool falls_through(const Ring& ring, Vec3 before, Vec3 now) {
    const float above = dot(before - ring.center, ring.up);
    const float below = dot(now - ring.center, ring.up);
    if (above <= 0.0F || below > 0.0F) {
        return false;
    }
    const Vec3 at = lerp(before, now, above / (above - below)) - ring.center;
    return length(at - ring.up * dot(at, ring.up)) < ring.radius;
}

bool enters(const Mouth& mouth, Vec3 before, Vec3 now) {
    const Pose into = inverse(mouth.frame);
    const Vec3 a = apply(into, before);
    const Vec3 b = apply(into, now);
    if (a.z <= 0.0F || b.z > 0.0F) {
        return false;
    }
    const Vec3 at = lerp(a, b, a.z / (a.z - b.z));
    return std::abs(at.x) < mouth.half_width && at.y > 0.0F && at.y < mouth.height;
}

std::optional<Vec3> ballistic(
    Vec3 from, Vec3 to, float angle_rad, float gravity, float drag_per_m
) {
    const Vec3 flat{to.x - from.x, 0, to.z - from.z};
    const float run = length(flat);
    if (run < 1e-3F || gravity < 1e-3F) {
        return std::nullopt;
    }
    const Vec3 along = flat / run;
    Vec3 aim = to;
    std::optional<Vec3> answer;
    // Drag makes the flight fall short of the closed form: aim higher by what is missing.
    for (int i = 0; i < 6; ++i) {
        const float rise = aim.y - from.y;
        const float tangent = std::tan(angle_rad);
        const float give = 2.0F * (run * tangent - rise);
        if (give <= 1e-4F) {
            return std::nullopt;
        }
        const float speed_along = run * std::sqrt(gravity / give);
        const Vec3 velocity = along * speed_along + Vec3{0, speed_along * tangent, 0};
        answer = velocity;
        if (drag_per_m <= 0.0F) {
            break;
        }
        const Vec3 end = fly(from, velocity, gravity, drag_per_m, run, along);
        aim.y += to.y - end.y;
        if (std::abs(to.y - end.y) < 1e-3F) {
            break;
        }
    }
    return answer;
}

Trial::Trial(const Scene& scene, int ball, std::span<const int> movers)
    : scene_(scene), ball_(ball), movers_(movers.begin(), movers.end()) {
    const RigidWorld& world = scene.world();
    const Vec3 home = world.pose(scene.root(ball)).position;
    for (int body = 0; body < world.body_count(); ++body) {
        if (world.entity(body) == ball || world.parts(body).empty() ||
            std::find(movers_.begin(), movers_.end(), world.entity(body)) != movers_.end()) {
            continue;
        }
        const bool alive = world.entity(body) >= 0 && scene.actor(world.entity(body)).is_alive();
        if (alive || world.motion(body) == Motion::kDynamic) {
            continue;
        }
        Vec3 low;
        Vec3 high;
        world.bounds_of(body, low, high);
        const Vec3 pad{kCorridor + 12.0F, 20.0F, kCorridor + 12.0F};
        const Vec3 from = home - pad;
        const Vec3 to = home + pad;
        if (low.x < to.x && high.x > from.x && low.z < to.z && high.z > from.z) {
            BodySpec spec = world.spec_of(body);
            spec.motion = Motion::kStatic;
            still_.push_back(spec);
        }
    }
}

Trial::Result Trial::play(
    Vec3 from,
    const Launch& launch,
    double seconds,
    const std::function<bool(Vec3 before, Vec3 now)>& inside
) const {
    RigidWorld world(scene_.world().options());
    BodySpec spec = scene_.world().spec_of(scene_.root(ball_));
    spec.motion = Motion::kDynamic;
    spec.pose.position = from;
    const int ball = world.add_body(spec);
    for (const BodySpec& still : still_) {
        world.add_body(still);
    }
    std::vector<int> bodies;
    for (const int mover : movers_) {
        BodySpec copy = scene_.world().spec_of(scene_.root(mover));
        copy.motion = Motion::kDynamic;
        bodies.push_back(world.add_body(copy));
    }
    world.set_velocity(ball, launch.velocity, launch.spin);
    Result result;
    Vec3 before = from;
    double settle = seconds;
    for (double time = 0.0; time < std::min(seconds, settle); time += kTrialStep) {
        world.step(kTrialStep);
        const Vec3 now = world.pose(ball).position;
        result.path.push_back(now);
        if (inside && inside(before, now) && !result.entered) {
            result.entered = true;
            settle = time + 0.1;
        }
        before = now;
        for (const Impact& impact : world.impacts()) {
            const int other = impact.a == ball ? impact.b : (impact.b == ball ? impact.a : ball);
            if (other == ball) {
                continue;
            }
            const int entity = other < 0 ? -1 : world.entity(other);
            if (std::find(result.hit.begin(), result.hit.end(), entity) == result.hit.end()) {
                result.hit.push_back(entity);
            }
        }
    }
    for (const int body : bodies) {
        if (rotate(world.pose(body).rotation, {0, 1, 0}).y < 0.7F) {
            ++result.toppled;
        }
    }
    return result;
}

Launch aim_at_ring(
    const Scene& scene, int ball, Vec3 from, int target, bool success, float intensity, Rng rng
) {
    const std::optional<Ring> ring = ring_of(scene, target);
    if (!ring) {
        return aim_at_point(
            scene, ball, from, scene.entity_pose(target).position, success, intensity, rng
        );
    }
    const float gravity = scene.gravity();
    const float drag = scene.world().drag_per_m(scene.root(ball));
    const float size = 0.5F * scene.world().size(scene.root(ball));
    const Trial trial(scene, ball, {});
    const auto inside = [&](Vec3 before, Vec3 now) { return falls_through(*ring, before, now); };
    const Vec3 flat = normalize(Vec3{ring->center.x - from.x, 0, ring->center.z - from.z});
    const Vec3 side{-flat.z, 0, flat.x};
    Launch best;
    float best_score = -1.0F;
    for (int i = 0; i < kCandidates; ++i) {
        const float angle = radians(rng.uniform(49.0F, 57.0F) + 2.0F * (intensity - 1.0F));
        Vec3 aim = ring->center;
        if (success) {
            // Closer to the middle with every failed candidate.
            const float spread = 0.45F * std::max(0.0F, ring->radius - size) *
                                 std::max(0.0F, 1.0F - static_cast<float>(i) / 16.0F);
            aim += flat * rng.uniform(-spread, spread) + side * rng.uniform(-spread, spread);
        } else {
            // The ball's centre near the ring itself: front, back or side of the rim.
            const float around =
                rng.chance(0.65) ? rng.uniform(-0.6F, 0.6F) : rng.uniform(-kPi, kPi);
            const float out = ring->radius + rng.uniform(-0.2F, 0.65F) * size;
            aim += flat * (std::cos(around) * out) + side * (std::sin(around) * out);
        }
        const std::optional<Vec3> velocity = ballistic(from, aim, angle, gravity, drag);
        if (!velocity) {
            continue;
        }
        Launch launch{*velocity, backspin(*velocity, 1.6F), false};
        const Trial::Result result = trial.play(from, launch, kFlightSeconds, inside);
        if (result.entered != success) {
            continue;
        }
        const bool touched =
            std::find(result.hit.begin(), result.hit.end(), target) != result.hit.end();
        // A miss that touches nothing is an air ball: allowed only when nothing better is found.
        const float score = success || touched ? 1.0F : 0.1F;
        if (score > best_score) {
            if (score >= 1.0F && !holds(trial, from, launch, inside, success)) {
                continue;
            }
            best = launch;
            best.certain = true;
            best_score = score;
            if (score >= 1.0F) {
                return best;
            }
        }
    }
    if (best_score < 0.0F) {
        const Vec3 aim =
            success ? ring->center : ring->center - flat * (ring->radius + 2.5F * size);
        const std::optional<Vec3> velocity = ballistic(from, aim, radians(54.0F), gravity, drag);
        best.velocity = velocity.value_or(flat * 6.0F + Vec3{0, 7, 0});
        best.spin = backspin(best.velocity, 1.6F);
    }
    return best;
}

Launch aim_at_mouth(
    const Scene& scene, int ball, Vec3 from, int target, bool success, float intensity, Rng rng
) {
    const std::optional<Mouth> mouth = mouth_of(scene, target);
    if (!mouth) {
        return aim_at_point(
            scene, ball, from, scene.entity_pose(target).position, success, intensity, rng
        );
    }
    const float gravity = scene.gravity();
    const float drag = scene.world().drag_per_m(scene.root(ball));
    const float size = 0.5F * scene.world().size(scene.root(ball));
    const Trial trial(scene, ball, {});
    const auto inside = [&](Vec3 before, Vec3 now) { return enters(*mouth, before, now); };
    Launch best;
    for (int i = 0; i < kCandidates; ++i) {
        Vec3 spot;
        if (success) {
            const float room = mouth->half_width - 2.2F * size;
            const float corner = rng.chance(0.5) ? 1.0F : -1.0F;
            spot = {
                corner * rng.uniform(0.35F, 0.9F) * room,
                rng.uniform(0.18F, 0.75F) * (mouth->height - 2.0F * size) + size,
                0
            };
        } else if (rng.chance(0.45)) {
            // Off the post.
            const float post = rng.chance(0.5) ? 1.0F : -1.0F;
            spot = {
                post * (mouth->half_width + rng.uniform(0.0F, 0.08F)),
                rng.uniform(0.2F, 0.7F) * mouth->height,
                0
            };
        } else if (rng.chance(0.5)) {
            spot = {
                rng.uniform(-0.6F, 0.6F) * mouth->half_width,
                mouth->height + rng.uniform(0.3F, 0.9F),
                0
            };
        } else {
            const float wide = rng.chance(0.5) ? 1.0F : -1.0F;
            spot = {
                wide * (mouth->half_width + rng.uniform(0.35F, 0.9F)), rng.uniform(0.3F, 1.2F), 0
            };
        }
        const Vec3 aim = apply(mouth->frame, spot);
        const float run = distance(from, aim);
        const float steep = std::atan2(aim.y - from.y, run) +
                            radians(rng.uniform(6.0F, 14.0F)) / std::max(intensity, 0.5F);
        const std::optional<Vec3> velocity = ballistic(from, aim, steep, gravity, drag);
        if (!velocity || length(*velocity) > 38.0F) {
            continue;
        }
        const Launch launch{*velocity, backspin(*velocity, 2.0F), false};
        const Trial::Result result = trial.play(from, launch, 2.2, inside);
        if (result.entered == success && holds(trial, from, launch, inside, success)) {
            best = launch;
            best.certain = true;
            return best;
        }
    }
    const Vec3 aim =
        apply(mouth->frame, success ? Vec3{0, 0.5F, 0} : Vec3{2.0F * mouth->half_width, 0.6F, 0});
    best.velocity = ballistic(from, aim, radians(15.0F), gravity, drag).value_or(Vec3{});
    return best;
}

Launch aim_at_pins(
    const Scene& scene,
    int ball,
    Vec3 from,
    std::span<const int> pins,
    bool success,
    float intensity,
    Rng rng
) {
    Vec3 head = from;
    Vec3 middle{};
    float nearest = 1e9F;
    for (const int pin : pins) {
        const Vec3 at = scene.entity_pose(pin).position;
        middle += at / static_cast<float>(pins.size());
        if (distance(at, from) < nearest) {
            nearest = distance(at, from);
            head = at;
        }
    }
    const Vec3 along = normalize(Vec3{middle.x - from.x, 0, middle.z - from.z}, {0, 0, -1});
    const Vec3 side{-along.z, 0, along.x};
    float spread = 0.0F;
    for (const int pin : pins) {
        spread = std::max(spread, std::abs(dot(scene.entity_pose(pin).position - middle, side)));
    }
    const float size = 0.5F * scene.world().size(scene.root(ball));
    const float speed = clamp(7.0F * intensity, 3.0F, 11.0F);
    const Trial trial(scene, ball, pins);
    Launch best;
    int best_count = -1;
    for (int i = 0; i < 6; ++i) {
        const float off =
            success ? rng.uniform(-0.09F, 0.09F)
                    : (rng.chance(0.5) ? 1.0F : -1.0F) * (spread + size + rng.uniform(0.22F, 0.4F));
        const Vec3 aim = (success ? head : middle) + side * off;
        const Vec3 way = normalize(Vec3{aim.x - from.x, 0, aim.z - from.z}, along);
        Launch launch{way * speed, cross(Vec3{0, 1, 0}, way) * (0.4F * speed / size), false};
        const double seconds = static_cast<double>(nearest / speed) + (success ? 1.2 : 0.8);
        const int count = trial.play(from, launch, seconds, {}).toppled;
        const int score = success ? count : static_cast<int>(pins.size()) - count;
        if (score > best_count) {
            best_count = score;
            best = launch;
            best.certain = success ? count > 0 : count == 0;
        }
        const int enough = success ? static_cast<int>(0.8F * static_cast<float>(pins.size()))
                                   : static_cast<int>(pins.size());
        if (best_count >= std::max(enough, 1)) {
            break;
        }
    }
    return best;
}

Launch aim_at_point(
    const Scene& scene, int ball, Vec3 from, Vec3 to, bool success, float intensity, Rng rng
) {
    const float gravity = scene.gravity();
    const float drag = scene.world().drag_per_m(scene.root(ball));
    Vec3 aim = to;
    if (!success) {
        const Vec3 flat = normalize(Vec3{to.x - from.x, 0, to.z - from.z}, {1, 0, 0});
        aim += Vec3{-flat.z, 0, flat.x} * (rng.chance(0.5) ? 0.9F : -0.9F) + Vec3{0, 0.5F, 0};
    }
    const float run = std::hypot(aim.x - from.x, aim.z - from.z);
    const float straight = std::atan2(aim.y - from.y, std::max(run, 0.1F));
    const float lob = radians(clamp(34.0F - 12.0F * (intensity - 1.0F), 10.0F, 60.0F));
    for (float angle = std::max(straight + radians(8.0F), lob); angle < radians(80.0F);
         angle += radians(4.0F)) {
        if (const auto velocity = ballistic(from, aim, angle, gravity, drag);
            velocity && length(*velocity) < 32.0F) {
            return {*velocity, backspin(*velocity, 1.2F), true};
        }
    }
    const Vec3 way = normalize(aim - from, {1, 0, 0});
    return {way * (9.0F * intensity), backspin(way, 1.0F), false};
}

}  // namespace hibari::world
