// What a packet of rays meets first: primitives, blend groups, triangles, ground and water.
#pragma once

#include "world/render/intersect.h"
#include "world/render/scene_view.h"
#include "world/things/terrain_eval.h"

HIBARI_LANES_BEGIN

inline constexpr int kHitNone = -1;
inline constexpr int kHitGround = -2;
inline constexpr int kHitWater = -3;
inline constexpr int kHitTriangle = 1 << 24;  ///< references from here on are triangles
inline constexpr float kHorizon_m = 3000.0F;
inline constexpr int kMaxMembers = 96;  ///< of a blend group near one packet

struct Ray {
    V3 origin;
    V3 direction;  ///< unit
};

struct Hit {
    F t;        ///< metres; kNoHit where nothing is met
    I ref;      ///< index of a primitive, or one of the numbers above
    I second;   ///< groups: the other member that shares the place; else equal to ref
    F share;    ///< groups: part of the second in the colour, 0 .. 0.5
    V3 normal;  ///< groups and triangles: unit world normal
};

HIBARI_SMALL_FN Hit no_hit(F t_max) {
    return {t_max, I(kHitNone), I(kHitNone), F(0.0F), V3(F(0.0F))};
}

HIBARI_SMALL_FN V3 to_local_direction(const Rotation& r, const V3& v) {
    return {dot(v, V3(r.x)), dot(v, V3(r.y)), dot(v, V3(r.z))};
}

HIBARI_SMALL_FN V3 to_world_direction(const Rotation& r, const V3& v) {
    return V3(r.x) * v.x + V3(r.y) * v.y + V3(r.z) * v.z;
}

HIBARI_SMALL_FN V3 to_local(const Primitive& p, const V3& world) {
    return to_local_direction(p.rotation, world - V3(p.position));
}

HIBARI_FN void meet_primitive(
    const SceneView& view, int index, const Ray& ray, F t_min, M active, Hit& hit
) {
    const Primitive& p = view.primitives[index];
    // Start at the closest passage of the centre: far origins would cost digits.
    const V3 offset = ray.origin - V3(p.position);
    const F passage = -dot(offset, ray.direction);
    const V3 near = offset + ray.direction * passage;
    const M close = dot(near, near) <= F(p.bound_radius * p.bound_radius);
    if (none(close & active)) {
        return;
    }
    const V3 o = to_local_direction(p.rotation, near);
    const V3 d = to_local_direction(p.rotation, ray.direction);
    const F t = intersect_shape(p.shape, o, d, t_min - passage) + passage;
    const M better = close & active & (t < hit.t);
    hit.t = select(better, t, hit.t);
    hit.ref = select(better, I(index), hit.ref);
    hit.second = select(better, I(index), hit.second);
    hit.share = select(better, F(0.0F), hit.share);
}

/// Members of a group that a packet passes close to.
struct Members {
    int index[kMaxMembers];
    int count = 0;
};

/// Smooth minimum: blends where a and b differ by less than k; never above min(a, b), lower by at
/// most k / 4.
HIBARI_SMALL_FN F smooth_min(F a, F b, float k) {
    const F h = max(F(k) - abs(a - b), F(0.0F));
    return min(a, b) - h * h * F(0.25F / k);
}

HIBARI_FN F group_distance(const SceneView& view, const Members& members, const V3& p) {
    F sum(kNoHit);
    for (int i = 0; i < members.count; ++i) {
        const Primitive& member = view.primitives[members.index[i]];
        const F d = shape_distance(member.shape, to_local(member, p));
        sum = member.blend > 0.0F ? smooth_min(sum, d, member.blend) : min(sum, d);
    }
    return sum;
}

HIBARI_FN void meet_group(
    const SceneView& view, int index, const Ray& ray, F t_min, F pixel_rad, M active, Hit& hit
) {
    const BlendGroup& group = view.groups[index];
    Members members;
    F from(kNoHit);
    F to(-kNoHit);
    // This way around: nvcc 13.0 takes `members.count <` for a template.
    for (int i = 0; i < group.count && kMaxMembers > members.count; ++i) {
        const Primitive& p = view.primitives[group.first + i];
        const V3 offset = ray.origin - V3(p.position);
        const F passage = -dot(offset, ray.direction);
        const V3 near = offset + ray.direction * passage;
        const float radius = p.bound_radius + p.blend;
        const F left = F(radius * radius) - dot(near, near);
        M close = active & (left > F(0.0F));
        if (none(close)) {
            continue;
        }
        // The member's box swollen by the blend is tighter for limbs.
        const Vec3 swell{
            p.half_bounds.x + p.blend, p.half_bounds.y + p.blend, p.half_bounds.z + p.blend
        };
        const Interval box = box_interval(
            to_local_direction(p.rotation, near),
            to_local_direction(p.rotation, ray.direction),
            swell
        );
        const F first = box.from + passage;
        const F last = box.to + passage;
        close = close & (first < last) & (last > t_min) & (first < hit.t);
        if (none(close)) {
            continue;
        }
        from = select(close, min(from, first), from);
        to = select(close, max(to, last), to);
        members.index[members.count++] = group.first + i;
    }
    if (members.count == 0) {
        return;
    }
    F t = max(from, t_min);
    to = min(to, hit.t);
    M walking = active & (t < to);
    M found = M(false);
    for (int step = 0; step < 96 && any(walking); ++step) {
        const F gap = group_distance(view, members, ray.origin + ray.direction * t);
        const M reached = walking & (gap < F(1e-4F) + t * F(pixel_rad * 0.04F));
        found = found | reached;
        walking = walking & !reached;
        t = select(walking, t + gap, t);
        walking = walking & (t < to);
    }
    // Out of steps: the ray grazes the outline.
    found = found | walking;
    found = found & (t < hit.t);
    if (none(found)) {
        return;
    }
    const V3 p = ray.origin + ray.direction * t;
    // Gradient from the corners of a tetrahedron.
    const F e = F(4e-4F) + t * F(pixel_rad * 0.25F);
    const F d0 = group_distance(view, members, p + V3(e, -e, -e));
    const F d1 = group_distance(view, members, p + V3(-e, -e, e));
    const F d2 = group_distance(view, members, p + V3(-e, e, -e));
    const F d3 = group_distance(view, members, p + V3(e, e, e));
    const V3 normal = normalize(V3(d0 - d1 - d2 + d3, d2 + d3 - d0 - d1, d1 + d3 - d0 - d2));
    I nearest(group.first);
    I second(group.first);
    F least(kNoHit);
    F next(kNoHit);
    F blend(0.0F);
    for (int i = 0; i < members.count; ++i) {
        const Primitive& member = view.primitives[members.index[i]];
        const F d = shape_distance(member.shape, to_local(member, p));
        const M closest = d < least;
        const M runner_up = (d < next) & (d >= least);
        second = select(closest, nearest, select(runner_up, I(members.index[i]), second));
        next = select(closest, least, select(runner_up, d, next));
        nearest = select(closest, I(members.index[i]), nearest);
        least = select(closest, d, least);
        blend = select(closest, F(member.blend), blend);
    }
    hit.t = select(found, t, hit.t);
    hit.ref = select(found, nearest, hit.ref);
    hit.second = select(found, second, hit.second);
    const F mixed = F(0.5F) * saturate(F(1.0F) - (next - least) / max(blend, F(1e-6F)));
    hit.share = select(found, mixed, hit.share);
    hit.normal = select(found, normal, hit.normal);
}

HIBARI_FN void meet_triangle(
    const SceneView& view, int index, const Ray& ray, F t_min, M active, Hit& hit
) {
    const Triangle& triangle = view.triangles[index];
    const V3 edge1(triangle.vertex[1] - triangle.vertex[0]);
    const V3 edge2(triangle.vertex[2] - triangle.vertex[0]);
    const V3 p = cross(ray.direction, edge2);
    const F det = dot(edge1, p);
    const F inverse = F(1.0F) / select(abs(det) < F(1e-12F), F(1e-12F), det);
    const V3 s = ray.origin - V3(triangle.vertex[0]);
    const F u = dot(s, p) * inverse;
    const V3 q = cross(s, edge1);
    const F v = dot(ray.direction, q) * inverse;
    const F t = dot(edge2, q) * inverse;
    // A hair of overlap closes the seams between neighbours.
    const F slack(-1e-4F);
    const M inside = active & (u >= slack) & (v >= slack) & (u + v <= F(1.0F) - slack) &
                     (t > t_min) & (t < hit.t);
    if (none(inside)) {
        return;
    }
    const V3 normal = normalize(
        V3(triangle.normal[0]) * (F(1.0F) - u - v) + V3(triangle.normal[1]) * u +
        V3(triangle.normal[2]) * v
    );
    const I ref(kHitTriangle + index);
    hit.t = select(inside, t, hit.t);
    hit.ref = select(inside, ref, hit.ref);
    hit.second = select(inside, ref, hit.second);
    hit.share = select(inside, F(0.0F), hit.share);
    hit.normal = select(inside, normal, hit.normal);
}

HIBARI_FN void meet_item(
    const SceneView& view,
    std::uint32_t ref,
    const Ray& ray,
    F t_min,
    F pixel_rad,
    M active,
    Hit& hit
) {
    const int index = static_cast<int>(ref & kItemMask);
    switch (static_cast<ItemKind>(ref >> kItemShift)) {
        case ItemKind::kPrimitive:
            meet_primitive(view, index, ray, t_min, active, hit);
            break;
        case ItemKind::kGroup:
            meet_group(view, index, ray, t_min, pixel_rad, active, hit);
            break;
        case ItemKind::kTriangle:
            meet_triangle(view, index, ray, t_min, active, hit);
            break;
    }
}

/// First crossing of a height field above which the ray is at `from`: steps that grow with the
/// distance and the gap, then halving.
template <typename Height>
HIBARI_SMALL_FN F
meet_heights(const Ray& ray, F from, F to, M active, int steps, F caution, const Height& height) {
    F t = from;
    F before = from;
    M walking = active & (from < to);
    M below = M(false);
    for (int i = 0; i < steps && any(walking); ++i) {
        const V3 p = ray.origin + ray.direction * t;
        const F gap = p.y - height(p.x, p.z);
        below = below | (walking & (gap < F(0.0F)));
        walking = walking & !(gap < F(0.0F));
        before = select(walking, t, before);
        t = select(walking, t + max(gap * caution, F(0.02F) + t * F(0.006F)), t);
        walking = walking & (before < to);
    }
    if (none(below)) {
        return F(kNoHit);
    }
    F low = before;
    F high = t;
    for (int i = 0; i < 8; ++i) {
        const F middle = (low + high) * F(0.5F);
        const V3 p = ray.origin + ray.direction * middle;
        const M under = p.y < height(p.x, p.z);
        high = select(under, middle, high);
        low = select(under, low, middle);
    }
    return select(below, high, F(kNoHit));
}

/// The part of the terrain that is exactly a plane: y = base - grade x over a convex region of the
/// plan. Rays that start over it need not search before they leave it.
struct FlatPart {
    F hit;     ///< where the ray meets the plane, whether inside the region or not
    F leave;   ///< where the ray leaves the region; nothing to search for before
    M inside;  ///< the plane's hit lies in the region and so does the whole way to it
};

HIBARI_FN FlatPart meet_flat_part(const SceneView& view, const Ray& ray, F t_min) {
    const Terrain& terrain = view.scene->ground.terrain;
    const V3& o = ray.origin;
    const V3& d = ray.direction;
    const float grade = terrain.kind == TerrainKind::kSlope ? terrain.grade : 0.0F;
    const float base = terrain.kind == TerrainKind::kBed ? -terrain.depth_m : 0.0F;
    const F above = o.y + o.x * F(grade) - F(base);
    const F climb = d.y + d.x * F(grade);
    const F sinking = min(climb, F(-1e-9F));
    FlatPart out;
    out.hit = select(climb < F(0.0F), -above / sinking, F(kNoHit));
    const bool hilly = terrain.hill_height_m > 0.0F;
    const F endless(kNoHit);
    F leave = endless;
    M over = M(true);
    const F safe_z = select(abs(d.z) < F(1e-9F), F(1e-9F), d.z);
    if (terrain.kind == TerrainKind::kSlope) {
        if (hilly) {
            const Interval strip = slab_interval(o.z, d.z, F(terrain.flat_radius_m));
            over = abs(o.z) < F(terrain.flat_radius_m);
            leave = strip.to;
        }
    } else {
        if (hilly) {
            const F radius(terrain.flat_radius_m);
            const Interval disc = pillar_interval(o.x, o.z, d.x, d.z, radius);
            over = o.x * o.x + o.z * o.z < radius * radius;
            leave = disc.to;
        }
        if (terrain.kind == TerrainKind::kChannel) {
            over = M(false);
        }
        if (terrain.kind == TerrainKind::kShore) {
            over = over & (o.z > F(terrain.shore_z_m));
            const F edge = (F(terrain.shore_z_m) - o.z) / safe_z;
            leave = min(leave, select(d.z < F(0.0F), edge, endless));
        }
    }
    out.leave = select(over, max(leave, t_min), t_min);
    out.inside = over & (out.hit <= leave);
    return out;
}

HIBARI_FN void meet_ground(const SceneView& view, const Ray& ray, F t_min, M active, Hit& hit) {
    const Terrain& terrain = view.scene->ground.terrain;
    const FlatPart flat = meet_flat_part(view, ray, t_min);
    F t = select(flat.inside & (flat.hit > t_min), flat.hit, F(kNoHit));
    // Only what goes on beyond the flat part, and only between the highest hill and the horizon.
    F from = flat.leave;
    F to = min(hit.t, F(kHorizon_m));
    M searching = active & !flat.inside;
    if (terrain.kind != TerrainKind::kSlope) {
        const float top = view.terrain_top + 0.01F;
        const F safe_y = select(abs(ray.direction.y) < F(1e-9F), F(1e-9F), ray.direction.y);
        const F crossing = (F(top) - ray.origin.y) / safe_y;
        const M sinking = ray.direction.y < F(0.0F);
        from = select(sinking, max(from, crossing), from);
        to = select(sinking, to, min(to, crossing));
    }
    if (!view.ground_is_plane && any(searching & (from < to))) {
        const F found =
            meet_heights(ray, from, to, searching, 120, F(view.terrain_caution), [&](F x, F z) {
                return terrain_height(terrain, x, z);
            });
        // Beyond the last step the hills are lost in haze: the plane closes the horizon.
        const M lost = searching & (found > F(kNoHit * 0.5F)) & (ray.direction.y < F(0.0F)) &
                       (flat.hit > F(300.0F));
        t = select(searching, select(lost, flat.hit, found), t);
    }
    const M better = active & (t > t_min) & (t < hit.t);
    hit.t = select(better, t, hit.t);
    hit.ref = select(better, I(kHitGround), hit.ref);
    hit.second = select(better, I(kHitGround), hit.second);
    hit.share = select(better, F(0.0F), hit.share);
}

HIBARI_FN void meet_water(const SceneView& view, const Ray& ray, F t_min, M active, Hit& hit) {
    const Water& water = view.scene->water;
    const F time(view.scene->surroundings.time_s);
    const F down = min(ray.direction.y, F(-1e-9F));
    const float top = view.water_top + 0.001F;
    const float bottom = 2.0F * water.level_m - top;
    const F entry = max((F(top) - ray.origin.y) / down, t_min);
    const F leave = (F(bottom) - ray.origin.y) / down;
    active = active & (ray.direction.y < F(0.0F)) & (leave > t_min);
    if (none(active)) {
        return;
    }
    F t = entry;
    if (top - bottom > 0.005F) {
        // Far waves are lower than a pixel: the mean plane is right there.
        const F far = (F(water.level_m) - ray.origin.y) / down;
        const M near = entry < F(150.0F);
        const F met =
            meet_heights(ray, entry, leave + F(0.05F), active & near, 40, F(0.7F), [&](F x, F z) {
                return water_height(water, x, z, time);
            });
        // A ray that goes down through all the waves meets one; where the search ran out of steps
        // along a crest, the mean plane is close.
        t = select(near & (met < F(0.5F * kNoHit)), met, far);
    }
    const M better = active & (t > t_min) & (t < hit.t) & (t < F(kHorizon_m * 2.0F));
    hit.t = select(better, t, hit.t);
    hit.ref = select(better, I(kHitWater), hit.ref);
    hit.second = select(better, I(kHitWater), hit.second);
    hit.share = select(better, F(0.0F), hit.share);
}

/// Which of the world a ray may meet.
enum class Reach : int { kAll, kDry };

/// Everything in the hierarchy.
HIBARI_FN void meet_items(
    const SceneView& view, const Ray& ray, F t_min, F pixel_rad, M active, Hit& hit
) {
    if (view.node_count == 0) {
        return;
    }
    const F tiny(1e-9F);
    const V3& d = ray.direction;
    const V3 inverse(
        F(1.0F) / select(abs(d.x) < tiny, tiny, d.x),
        F(1.0F) / select(abs(d.y) < tiny, tiny, d.y),
        F(1.0F) / select(abs(d.z) < tiny, tiny, d.z)
    );
    const V3 shift = ray.origin * inverse;
    std::uint32_t stack[64];
    int depth = 0;
    stack[depth++] = 0;
    while (depth > 0) {
        const BvhNode& node = view.nodes[stack[--depth]];
        const V3 a = V3(node.low) * inverse - shift;
        const V3 b = V3(node.high) * inverse - shift;
        const V3 low = min(a, b);
        const V3 high = max(a, b);
        const F from = max(max3(low.x, low.y, low.z), t_min);
        const F to = min(min3(high.x, high.y, high.z), hit.t);
        const M inside = active & (from <= to);
        if (none(inside)) {
            continue;
        }
        if (node.count > 0) {
            for (std::uint32_t i = 0; i < node.count; ++i) {
                meet_item(view, view.items[node.first + i], ray, t_min, pixel_rad, inside, hit);
            }
        } else if (depth + 2 <= 64) {
            // The nearer child is looked at first, so it goes on top.
            const BvhNode& left = view.nodes[node.first];
            const BvhNode& right = view.nodes[node.first + 1];
            const int k = first_lane(inside);
            const float dx = (left.low.x + left.high.x) - (right.low.x + right.high.x);
            const float dy = (left.low.y + left.high.y) - (right.low.y + right.high.y);
            const float dz = (left.low.z + left.high.z) - (right.low.z + right.high.z);
            const bool left_first =
                dx * lane(d.x, k) + dy * lane(d.y, k) + dz * lane(d.z, k) < 0.0F;
            stack[depth++] = left_first ? node.first + 1 : node.first;
            stack[depth++] = left_first ? node.first : node.first + 1;
        }
    }
}

/// Nearest hit by the hierarchy, for rays of any direction.
HIBARI_NOINLINE inline void trace_ray(
    const SceneView& view, const Ray& ray, F t_min, F pixel_rad, M active, Reach reach, Hit& hit
) {
    if (view.has_ground && view.ground_is_plane) {
        meet_ground(view, ray, t_min, active, hit);
    }
    meet_items(view, ray, t_min, pixel_rad, active, hit);
    if (reach == Reach::kAll && view.scene->water.present) {
        meet_water(view, ray, t_min, active, hit);
    }
    // Hills are searched last, over what is left of the way.
    if (view.has_ground && !view.ground_is_plane) {
        meet_ground(view, ray, t_min, active, hit);
    }
}

HIBARI_LANES_END
