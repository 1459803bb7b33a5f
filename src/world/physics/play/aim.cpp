#include "world/physics/play/aim.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr double kFlightSeconds = 3.2;
constexpr int kCandidates = 48;
constexpr std::size_t kPileMax = 16;
constexpr int kPickyCandidates = 140;  // When the way is prescribed too.

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

/// Whether the ball went the way the script says.
bool goes_via(const Trial::Result& result, int target, Via via) {
    bool bar = false;
    bool board = false;
    for (const Trial::Hit& hit : result.hits) {
        if (hit.entity == target && !(result.entered && hit.time_s > result.entered_s)) {
            (hit.bar ? bar : board) = true;
        }
    }
    switch (via) {
        case Via::kClean:
            return !bar && !board;
        case Via::kFrame:
            return bar;
        case Via::kBoard:
            return board;
        case Via::kNone:
            break;
    }
    return true;
}

/// A disc thrown flat: the nose a little up, spinning about its axis, as fast as it takes to be at
/// the target's height when it gets there.
Launch aim_disc(const Scene& scene, int disc, Vec3 from, Vec3 to, const Wish& wish) {
    constexpr float kNose = 0.14F;  // rad above the flight path at the start.
    constexpr float kTurns = 7.0F;  // Per second, an easy backhand.
    constexpr float kStep = 1.0F / 240.0F;
    const int body = scene.root(disc);
    const Vec3 flat = normalize(Vec3{to.x - from.x, 0, to.z - from.z}, {1, 0, 0});
    const Vec3 side = cross(flat, {0, 1, 0});
    const float run = dot(to - from, flat) + (wish.success ? 0.0F : 2.5F);
    const float climb = radians(4.0F) + 0.6F * std::atan2(to.y - from.y, std::max(run, 1.0F));
    const Quat turn = from_axis_angle(side, climb + kNose);
    const Vec3 axis = rotate(turn, {0, 1, 0});
    const Vec3 way = rotate(from_axis_angle(side, climb), flat);
    const float mass = scene.world().mass(body);
    const float air = scene.world().options().air_density_kg_m3;
    const auto height_at_target = [&](float speed) {
        Vec3 at = from;
        Vec3 velocity = way * speed;
        for (int i = 0; i < 240 * 4 && dot(at - from, flat) < run; ++i) {
            const Vec3 push = disc_force(scene.world().disc(body), axis, velocity, air) / mass;
            velocity += (push - Vec3{0, scene.gravity(), 0}) * kStep;
            at += velocity * kStep;
            if (at.y < from.y - 5.0F) {
                break;
            }
        }
        return dot(at - from, flat) < run ? -1e3F : at.y;
    };
    float slow = 3.0F;
    float fast = 24.0F;
    for (int i = 0; i < 20; ++i) {
        const float middle = 0.5F * (slow + fast);
        (height_at_target(middle) < to.y ? slow : fast) = middle;
    }
    return {
        .velocity = way * fast,
        .spin = axis * (2.0F * kPi * kTurns),
        .turn = turn,
        .certain = std::abs(height_at_target(fast) - to.y) < 0.5F,
    };
}

/// What moves together with `target`: itself, what it stands on and what stands on it, as far as
/// those are loose things of one piece.
std::vector<int> pile_of(const Scene& scene, int thing, int target) {
    const auto loose = [&](int entity) {
        const Actor& actor = scene.actor(entity);
        return entity != thing && !actor.backdrop && !actor.is_fixed() && !actor.is_alive() &&
               actor.holder < 0 && actor.links.size() == 1;
    };
    std::vector<int> pile;
    if (loose(target)) {
        pile.push_back(target);
    }
    for (std::size_t i = 0; i < pile.size() && pile.size() < kPileMax; ++i) {
        for (const Actor& actor : scene.actors()) {
            for (const Relation& relation : actor.script.relations) {
                const int under = scene.find(relation.target);
                if (relation.kind != RelationKind::kOn || under < 0 ||
                    (under != pile[i] && actor.entity != pile[i])) {
                    continue;
                }
                const int other = under == pile[i] ? actor.entity : under;
                if (loose(other) && std::find(pile.begin(), pile.end(), other) == pile.end()) {
                    pile.push_back(other);
                }
            }
        }
    }
    return pile;
}

/// Tries candidates until one does all that is wished, and still does when it leaves a little
/// faster or slower. The outcome counts before the way.
class Search {
  public:
    Search(const Scene& scene, int ball, Vec3 from, int target, const Wish& wish)
        : trial_(scene, ball, {}),
          from_{from, scene.world().pose(scene.root(ball)).rotation},
          target_(target),
          wish_(wish) {}

    template <typename Inside, typename Propose>
    std::optional<Launch> run(double seconds, const Inside& inside, const Propose& propose) {
        const int count = wish_.via == Via::kNone ? kCandidates : kPickyCandidates;
        const Trial::Plan plan{.seconds = seconds, .inside = inside};
        std::optional<Launch> best;
        for (int i = 0; i < count; ++i) {
            const std::optional<Launch> launch = propose(i);
            if (!launch) {
                continue;
            }
            const Trial::Result result = trial_.play(from_, *launch, plan);
            if (result.entered != wish_.success) {
                continue;
            }
            const bool whole = goes_via(result, target_, wish_.via);
            if (whole && survives(*launch, plan)) {
                best = launch;
                best->certain = true;
                return best;
            }
            if (!best) {
                best = launch;
                best->certain = true;
            }
        }
        return best;
    }

  private:
    bool survives(const Launch& launch, const Trial::Plan& plan) const {
        for (const float scale : {0.9985F, 1.0015F}) {
            Launch near = launch;
            near.velocity = near.velocity * scale;
            const Trial::Result result = trial_.play(from_, near, plan);
            if (result.entered != wish_.success || !goes_via(result, target_, wish_.via)) {
                return false;
            }
        }
        return true;
    }

    Trial trial_;
    Pose from_;
    int target_;
    Wish wish_;
};

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

Launch aim_at_ring(const Scene& scene, int ball, Vec3 from, int target, const Wish& wish, Rng rng) {
    const std::optional<Ring> ring = ring_of(scene, target);
    if (!ring) {
        return aim_at_point(scene, ball, from, scene.entity_pose(target).position, wish, rng);
    }
    const float gravity = scene.gravity();
    const float drag = scene.world().drag_per_m(scene.root(ball));
    const float size = 0.5F * scene.world().size(scene.root(ball));
    const Vec3 flat = normalize(Vec3{ring->center.x - from.x, 0, ring->center.z - from.z});
    const Vec3 side{-flat.z, 0, flat.x};
    Wish whole = wish;
    if (!wish.success && wish.via == Via::kNone) {
        // A miss that touches nothing is an air ball: only when it is asked for.
        whole.via = Via::kFrame;
    }
    const auto spot = [&](int i) -> Vec3 {
        if (whole.via == Via::kBoard) {
            // Mirrored in the board, higher: it comes off lower than it went in.
            const Vec3 behind = flat * rng.uniform(0.25F, 0.75F);
            const float wide = wish.success ? 0.12F : 0.7F;
            return behind + side * rng.uniform(-wide, wide) +
                   Vec3{0, rng.uniform(0.0F, wish.success ? 0.5F : 0.7F), 0};
        }
        if (whole.via == Via::kClean && !wish.success) {
            const float short_of = ring->radius + rng.uniform(1.6F, 3.2F) * size;
            return flat * -short_of + side * rng.uniform(-0.2F, 0.2F);
        }
        if (wish.success && whole.via != Via::kFrame) {
            // Closer to the middle with every failed candidate.
            const float spread = 0.45F * std::max(0.0F, ring->radius - size) *
                                 std::max(0.0F, 1.0F - static_cast<float>(i) / 16.0F);
            return flat * rng.uniform(-spread, spread) + side * rng.uniform(-spread, spread);
        }
        // The ball's centre near the ring itself: front, back or side of the rim.
        const float around = rng.chance(0.65) ? rng.uniform(-0.6F, 0.6F) : rng.uniform(-kPi, kPi);
        const float low = wish.success ? -0.9F : -0.2F;
        const float out = ring->radius + rng.uniform(low, 0.65F) * size;
        return flat * (std::cos(around) * out) + side * (std::sin(around) * out);
    };
    const auto propose = [&](int i) -> std::optional<Launch> {
        const float angle = radians(rng.uniform(49.0F, 57.0F) + 2.0F * (wish.intensity - 1.0F));
        const auto velocity = ballistic(from, ring->center + spot(i), angle, gravity, drag);
        return velocity ? std::optional(Launch{*velocity, backspin(*velocity, 1.6F)})
                        : std::nullopt;
    };
    const auto inside = [&](Vec3 before, Vec3 now) { return falls_through(*ring, before, now); };
    Search search(scene, ball, from, target, whole);
    if (const auto launch = search.run(kFlightSeconds, inside, propose)) {
        return *launch;
    }
    const Vec3 aim =
        wish.success ? ring->center : ring->center - flat * (ring->radius + 2.5F * size);
    const Vec3 velocity =
        ballistic(from, aim, radians(54.0F), gravity, drag).value_or(flat * 6.0F + Vec3{0, 7, 0});
    return {velocity, backspin(velocity, 1.6F)};
}

Launch aim_at_mouth(
    const Scene& scene, int ball, Vec3 from, int target, const Wish& wish, Rng rng
) {
    const std::optional<Mouth> mouth = mouth_of(scene, target);
    if (!mouth) {
        return aim_at_point(scene, ball, from, scene.entity_pose(target).position, wish, rng);
    }
    const float gravity = scene.gravity();
    const float drag = scene.world().drag_per_m(scene.root(ball));
    const float size = 0.5F * scene.world().size(scene.root(ball));
    const auto spot = [&]() -> Vec3 {
        const bool frame = wish.via == Via::kFrame;
        // What is to go in from the frame meets its inner side: of the ball's radius r and the
        // post's, r / 2, from 1.5 r off its middle to where it would come straight back.
        const float innermost = wish.success ? -1.5F : -0.2F;
        const float outermost = wish.success ? -0.9F : 0.6F;
        const float hand = rng.chance(0.5) ? 1.0F : -1.0F;
        if (wish.success && !frame) {
            const float room = mouth->half_width - 2.2F * size;
            return {
                hand * rng.uniform(0.35F, 0.9F) * room,
                rng.uniform(0.18F, 0.75F) * (mouth->height - 2.0F * size) + size,
                0
            };
        }
        if (frame && rng.chance(0.4)) {
            // Off the bar.
            return {
                rng.uniform(-0.6F, 0.6F) * mouth->half_width,
                mouth->height + rng.uniform(wish.success ? innermost : -1.0F, outermost) * size,
                0
            };
        }
        if (frame || (wish.via == Via::kNone && rng.chance(0.45))) {
            // Off the post.
            return {
                hand * (mouth->half_width + rng.uniform(innermost, outermost) * size),
                rng.uniform(0.2F, 0.7F) * mouth->height,
                0
            };
        }
        if (rng.chance(0.5)) {
            return {
                rng.uniform(-0.6F, 0.6F) * mouth->half_width,
                mouth->height + rng.uniform(0.3F, 0.9F),
                0
            };
        }
        return {hand * (mouth->half_width + rng.uniform(0.35F, 0.9F)), rng.uniform(0.3F, 1.2F), 0};
    };
    const auto propose = [&](int /*i*/) -> std::optional<Launch> {
        const Vec3 aim = apply(mouth->frame, spot());
        const float run = distance(from, aim);
        const float steep = std::atan2(aim.y - from.y, run) +
                            radians(rng.uniform(6.0F, 14.0F)) / std::max(wish.intensity, 0.5F);
        const auto velocity = ballistic(from, aim, steep, gravity, drag);
        if (!velocity || length(*velocity) > 38.0F) {
            return std::nullopt;
        }
        return Launch{*velocity, backspin(*velocity, 2.0F)};
    };
    const auto inside = [&](Vec3 before, Vec3 now) { return enters(*mouth, before, now); };
    Search search(scene, ball, from, target, wish);
    if (const auto launch = search.run(2.2, inside, propose)) {
        return *launch;
    }
    const Vec3 aim = apply(
        mouth->frame, wish.success ? Vec3{0, 0.5F, 0} : Vec3{2.0F * mouth->half_width, 0.6F, 0}
    );
    return {ballistic(from, aim, radians(15.0F), gravity, drag).value_or(Vec3{})};
}

Launch aim_at_thing(
    const Scene& scene, int thing, int target, const Launch& first, const Wish& wish
) {
    const Vec3 from = scene.world().pose(scene.root(thing)).position;
    const Vec3 along = normalize(Vec3{first.velocity.x, 0, first.velocity.z}, {1, 0, 0});
    if (!wish.success) {
        const Vec3 side{-along.z, 0, along.x};
        const Vec3 to = scene.center_of_mass(target);
        const Vec3 half = scene.entity_half_extent(target);
        const float clear = std::max(half.x, half.z) + scene.world().size(scene.root(thing));
        const Vec3 way =
            normalize(Vec3{to.x - from.x, 0, to.z - from.z} + side * (1.3F * clear), along);
        return {way * length(first.velocity), cross(Vec3{0, 1, 0}, way) * length(first.spin)};
    }
    const std::vector<int> pile = pile_of(scene, thing, target);
    if (pile.empty()) {
        return first;
    }
    std::vector<float> heights;
    float top = 0.0F;
    for (const int member : pile) {
        heights.push_back(scene.world().pose(scene.root(member)).position.y);
        top = std::max(top, heights.back());
    }
    const Vec3 to = scene.center_of_mass(target);
    const Trial trial(scene, thing, pile);
    const auto effect = [&](const Trial::Result& result) {
        const bool hit = std::any_of(pile.begin(), pile.end(), [&](int member) {
            return result.touched(member);
        });
        bool fallen = !result.toppled.empty();
        for (std::size_t i = 0; i < pile.size() && i < result.ends.size(); ++i) {
            const float size = scene.world().size(scene.root(pile[i]));
            fallen = fallen || result.ends[i].position.y < heights[i] - 0.4F * size;
        }
        return hit ? (fallen ? 2 : 1) : 0;
    };
    Trial::Plan plan{.seconds = 2.5};
    plan.decided = [&](const Trial::Result& so_far) { return effect(so_far) == 2; };
    Launch best = first;
    int best_effect = -1;
    const auto attempt = [&](const Launch& launch) {
        const int now = effect(trial.play(scene.world().pose(scene.root(thing)), launch, plan));
        if (now > best_effect) {
            best_effect = now;
            best = launch;
            best.certain = now > 0;
        }
        return now == 2;
    };
    for (const float faster : {1.0F, 1.5F, 2.2F, 3.2F}) {
        if (attempt({first.velocity * faster, first.spin * faster})) {
            return best;
        }
    }
    // Thrown at the upper part, where it takes least; the flight of a fast ball is nearly straight.
    const float run = std::max(std::hypot(to.x - from.x, to.z - from.z), 0.1F);
    for (const float speed : {7.0F, 11.0F, 16.0F}) {
        for (const float height : {0.9F, 0.6F}) {
            const float time = run / speed;
            const float rise = lerp(std::min(from.y, top), top, height) - from.y;
            const float up = rise / time + 0.5F * scene.gravity() * time;
            const Vec3 velocity = along * speed + Vec3{0, up, 0};
            if (up < 2.0F * speed && attempt({.velocity = velocity})) {
                return best;
            }
        }
    }
    return best;
}

Launch aim_over(const Scene& scene, int ball, Vec3 from, int barrier, const Wish& wish) {
    Vec3 low;
    Vec3 high;
    scene.world_bounds(barrier, low, high);
    const Vec3 middle = (low + high) * 0.5F;
    const Vec3 flat = normalize(Vec3{middle.x - from.x, 0, middle.z - from.z}, {1, 0, 0});
    const float size = 0.5F * scene.world().size(scene.root(ball));
    const float run = std::hypot(middle.x - from.x, middle.z - from.z);
    const float gravity = scene.gravity();
    const float drag = scene.world().drag_per_m(scene.root(ball));
    const Vec3 landing = Vec3{from.x, size, from.z} + flat * (run + std::max(3.0F, 0.8F * run));
    for (float angle = radians(wish.intensity > 1.2F ? 2.0F : 8.0F); angle < radians(75.0F);
         angle += radians(3.0F)) {
        const Vec3 to =
            wish.success ? landing : Vec3{middle.x, lerp(low.y, high.y, 0.7F), middle.z};
        const auto velocity = ballistic(from, to, angle, gravity, drag);
        if (!velocity || length(*velocity) > 45.0F) {
            continue;
        }
        const float over = fly(from, *velocity, gravity, drag, run, flat).y - high.y;
        if (!wish.success || over > 2.0F * size + 0.1F) {
            return {.velocity = *velocity, .spin = backspin(*velocity, 1.0F), .certain = true};
        }
    }
    return aim_at_point(scene, ball, from, landing, wish, Rng(0));
}

Launch aim_at_point(const Scene& scene, int ball, Vec3 from, Vec3 to, const Wish& wish, Rng rng) {
    if (scene.world().disc(scene.root(ball)).radius > 0.0F) {
        // One that is too heavy to be borne by the air flies like a stone.
        if (const Launch flat = aim_disc(scene, ball, from, to, wish); flat.certain) {
            return flat;
        }
    }
    const float gravity = scene.gravity();
    const float drag = scene.world().drag_per_m(scene.root(ball));
    Vec3 aim = to;
    if (!wish.success) {
        const Vec3 flat = normalize(Vec3{to.x - from.x, 0, to.z - from.z}, {1, 0, 0});
        aim += Vec3{-flat.z, 0, flat.x} * (rng.chance(0.5) ? 0.9F : -0.9F) + Vec3{0, 0.5F, 0};
    }
    const float run = std::hypot(aim.x - from.x, aim.z - from.z);
    const float straight = std::atan2(aim.y - from.y, std::max(run, 0.1F));
    const float lob = radians(clamp(34.0F - 12.0F * (wish.intensity - 1.0F), 10.0F, 60.0F));
    for (float angle = std::max(straight + radians(8.0F), lob); angle < radians(80.0F);
         angle += radians(4.0F)) {
        if (const auto velocity = ballistic(from, aim, angle, gravity, drag);
            velocity && length(*velocity) < 32.0F) {
            return {.velocity = *velocity, .spin = backspin(*velocity, 1.2F), .certain = true};
        }
    }
    const Vec3 way = normalize(aim - from, {1, 0, 0});
    return {way * (9.0F * wish.intensity), backspin(way, 1.0F)};
}

}  // namespace hibari::world
