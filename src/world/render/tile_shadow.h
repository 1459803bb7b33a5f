// What may stand between the points of one tile and one light.
//
// Most tiles lie wholly in the light or wholly in the dark. So the primitives that the grids name
// are first held against a few balls that enclose the tile's points: what no ball can be shaded by
// is forgotten, and where something covers a whole ball nothing needs to be measured.
#pragma once

#include "world/render/light.h"

HIBARI_LANES_BEGIN

/// With lanes of one nothing is listed: a ball would be a point.
inline constexpr int kMaxOccluders = kLanes > 1 ? 160 : 1;
inline constexpr int kMaxTileCells = 16;
inline constexpr int kMaxNumbered = 8192;  ///< primitives and triangles of scenes that are served
inline constexpr int kNoCommon = -100;     ///< the points of a ball lie on different things

/// Balls around points that lie close together, one per lane.
struct PointBalls {
    V3 center;
    F radius;
    I ref;    ///< what all its points lie on, or kNoCommon
    I group;  ///< and its blend group
    M used;
};

/// Balls of a tile: one per packet of its lattice.
inline constexpr int kBallPackets = 2;

struct TileBalls {
    PointBalls balls[kBallPackets];
};

/// A light as it is seen from each ball.
struct BallLight {
    V3 direction;
    F spread;  ///< the most within the ball
    F reach;
};

/// One light's shadows on a tile. Bits count the balls.
struct TileShadow {
    bool is_asked = false;
    bool is_known = false;  ///< false: too much to list, the grids must be asked
    int touched = 0;        ///< something may shade points of the ball
    int covered = 0;        ///< no point of the ball is lit
    int count = 0;
    std::uint32_t index[kMaxOccluders];  ///< all that may shade a point of the tile
};

HIBARI_FN void clear_ball(PointBalls& balls, int k) {
    set_lane(balls.center.x, k, 0.0F);
    set_lane(balls.center.y, k, 0.0F);
    set_lane(balls.center.z, k, 0.0F);
    set_lane(balls.radius, k, 0.0F);
    set_lane(balls.ref, k, kNoCommon);
    set_lane(balls.group, k, kNoCommon);
}

/// The ball around a packet's points becomes the lane `k`.
HIBARI_FN void put_ball(const LightPoint& point, M solid, PointBalls& balls, int k) {
    const int first = first_lane(solid);
    const auto least = [&](F v) { return min_lane(select(solid, v, F(1e30F))); };
    const auto most = [&](F v) { return max_lane(select(solid, v, F(-1e30F))); };
    const V3& p = point.world;
    const Vec3 low{least(p.x), least(p.y), least(p.z)};
    const Vec3 high{most(p.x), most(p.y), most(p.z)};
    const Vec3 half{0.5F * (high.x - low.x), 0.5F * (high.y - low.y), 0.5F * (high.z - low.z)};
    set_lane(balls.center.x, k, low.x + half.x);
    set_lane(balls.center.y, k, low.y + half.y);
    set_lane(balls.center.z, k, low.z + half.z);
    // The points are asked about a little off their skin.
    set_lane(
        balls.radius,
        k,
        __builtin_sqrtf(half.x * half.x + half.y * half.y + half.z * half.z) + 1e-3F
    );
    const int ref = lane(point.ref, first);
    const int group = lane(point.group, first);
    set_lane(balls.ref, k, none(solid & (point.ref != I(ref))) ? ref : kNoCommon);
    set_lane(balls.group, k, none(solid & (point.group != I(group))) ? group : kNoCommon);
}

/// Which balls a primitive may shade, and which it leaves wholly dark.
HIBARI_FN void judge_primitive(
    const SceneView& view,
    int index,
    const PointBalls& balls,
    const BallLight& light,
    M active,
    M& touched,
    M& covered
) {
    const Primitive& p = view.primitives[index];
    const V3 offset = balls.center - V3(p.position);
    const F passage = -dot(offset, light.direction);
    const V3 near = offset + light.direction * passage;
    const F slack = balls.radius;
    const F margin = F(p.bound_radius) + slack + light.spread * max(passage + slack, F(0.0F));
    M candidates =
        active & (dot(near, near) < margin * margin) & (passage > -(F(p.bound_radius) + slack));
    if (!is_hollow(p.shape.kind)) {
        candidates = candidates & (balls.ref != I(index));
    }
    if (none(candidates)) {
        return;
    }
    if (is_hollow(p.shape.kind)) {
        touched = touched | candidates;
        return;
    }
    const V3 o = to_local_direction(p.rotation, offset);
    const V3 d = to_local_direction(p.rotation, light.direction);
    const Passage by = passage_by(p.shape, F(p.bound_radius), o, d);
    // The outline as seen from any point of the ball is at most the ball's radius off.
    const F blur = light.spread * max(by.t + slack, F(0.0F));
    touched = touched | (candidates & (by.gap - slack < blur) & (by.t > -slack - F(1e-3F)) &
                         (by.t < light.reach + slack));
    if (p.group >= 0 || by.is_ball || shadow_strength(view, p) < 1.0F) {
        return;
    }
    covered = covered | (candidates & (balls.ref != I(kNoCommon)) & (by.gap + slack < -blur) &
                         (by.gap + by.width + by.width - slack > blur) & (by.t > slack + F(1e-3F)) &
                         (by.t < light.reach - slack));
}

/// The same for a triangle of cloth.
HIBARI_FN M touched_by_triangle(
    const Triangle& triangle, const PointBalls& balls, const BallLight& light, M active
) {
    const V3 a(triangle.vertex[0]);
    const V3 middle = (a + V3(triangle.vertex[1]) + V3(triangle.vertex[2])) * F(1.0F / 3.0F);
    F reach2(0.0F);
    for (const Vec3& vertex : triangle.vertex) {
        const V3 off = V3(vertex) - middle;
        reach2 = max(reach2, dot(off, off));
    }
    const V3 offset = balls.center - middle;
    const F passage = -dot(offset, light.direction);
    const V3 near = offset + light.direction * passage;
    const F size = sqrt(reach2) + balls.radius;
    const F margin = size + light.spread * max(passage + balls.radius, F(0.0F));
    return active & (dot(near, near) < margin * margin) & (passage > -size);
}

/// The cells of a grid that a tile's points lie in.
struct TileCells {
    int cell[kMaxTileCells];
    int count = 0;
    bool overflow = false;

    HIBARI_FN void add(I cells, M active) {
        M left = active;
        while (any(left)) {
            const int at = lane(cells, first_lane(left));
            left = left & !(cells == I(at));
            bool found = false;
            for (int i = 0; i < count; ++i) {
                found = found || cell[i] == at;
            }
            if (found) {
                continue;
            }
            if (count == kMaxTileCells) {
                overflow = true;
                return;
            }
            cell[count++] = at;
        }
    }
};

/// Numbers that have been met before.
struct Seen {
    std::uint64_t word[kMaxNumbered / 64];

    HIBARI_FN void clear(int numbers) {
        for (int i = 0; i <= numbers / 64 && i < kMaxNumbered / 64; ++i) {
            word[i] = 0;
        }
    }

    /// True when `number` is new.
    HIBARI_FN bool add(std::uint32_t number) {
        std::uint64_t& bits = word[number / 64];
        const std::uint64_t bit = std::uint64_t{1} << (number % 64);
        const bool is_new = (bits & bit) == 0;
        bits |= bit;
        return is_new;
    }
};

/// Holds an occluder against the balls and lists it where it may shade one.
HIBARI_NOINLINE inline void judge_occluder(
    const SceneView& view,
    std::uint32_t entry,
    const TileBalls& tile,
    const BallLight (&lights)[kBallPackets],
    TileShadow& shadow
) {
    const int index = static_cast<int>(entry);
    int touched_bits = 0;
    for (int b = 0; b < kBallPackets; ++b) {
        const PointBalls& balls = tile.balls[b];
        // What is dark already needs no second occluder.
        const M open = balls.used & mask_from_bits(~(shadow.covered >> (b * kLanes)));
        if (none(open)) {
            continue;
        }
        M touched(false);
        M covered(false);
        if (index >= view.primitive_count) {
            touched = touched_by_triangle(
                view.triangles[index - view.primitive_count], balls, lights[b], open
            );
        } else {
            judge_primitive(view, index, balls, lights[b], open, touched, covered);
        }
        touched_bits |= mask_bits(touched) << (b * kLanes);
        shadow.covered |= mask_bits(covered) << (b * kLanes);
    }
    if (touched_bits == 0) {
        return;
    }
    shadow.touched |= touched_bits;
    if (shadow.count == kMaxOccluders) {
        shadow.is_known = false;
        return;
    }
    shadow.index[shadow.count++] = entry;
}

/// Fits in what a tile can hold?
HIBARI_FN bool is_countable(const SceneView& view) {
    return view.primitive_count + view.triangle_count <= kMaxNumbered;
}

/// Finds what may stand between the points and the sun. `visit_points(ask)` calls
/// ask(point, solid) for every packet of them.
template <typename VisitPoints>
HIBARI_FN void ask_sun(
    const SceneView& view,
    const TileBalls& tile,
    const VisitPoints& visit_points,
    TileShadow& shadow
) {
    shadow.is_asked = true;
    shadow.is_known = is_countable(view);
    BallLight lights[kBallPackets];
    for (BallLight& light : lights) {
        light = {V3(view.scene->sky.sun_direction), F(view.scene->sun_radius_rad), F(kNoHit)};
    }
    Seen seen;
    seen.clear(view.primitive_count + view.triangle_count);
    for (const GridView& grid : view.sun) {
        TileCells cells;
        visit_points([&](const LightPoint& point, M solid) {
            M inside = solid;
            const I cell = cell_of(
                grid, dot(point.world, V3(view.sun_u)), dot(point.world, V3(view.sun_v)), inside
            );
            cells.add(cell, inside);
        });
        shadow.is_known = shadow.is_known && !cells.overflow;
        for (int c = 0; c < cells.count && shadow.is_known; ++c) {
            const std::uint32_t last = grid.start[cells.cell[c] + 1];
            for (std::uint32_t i = grid.start[cells.cell[c]]; i < last && shadow.is_known; ++i) {
                if (seen.add(grid.entries[i])) {
                    judge_occluder(view, grid.entries[i], tile, lights, shadow);
                }
            }
        }
    }
}

/// The same for a lamp.
template <typename VisitPoints>
HIBARI_FN void ask_lamp(
    const SceneView& view,
    int lamp_index,
    const TileBalls& tile,
    const VisitPoints& visit_points,
    TileShadow& shadow
) {
    const FrameLamp& lamp = view.lamps[lamp_index];
    shadow.is_asked = true;
    shadow.is_known = is_countable(view);
    BallLight lights[kBallPackets];
    float farthest = 0.0F;
    for (int b = 0; b < kBallPackets; ++b) {
        const PointBalls& balls = tile.balls[b];
        const LampRay ray = towards(lamp, balls.center);
        const F least = max(ray.distance_m - balls.radius, F(lamp.radius));
        lights[b] = {ray.direction, F(lamp.radius) / least, ray.distance_m - F(lamp.radius)};
        const float away = max_lane(select(balls.used, ray.distance_m + balls.radius, F(0.0F)));
        farthest = away > farthest ? away : farthest;
    }
    TileCells cells;
    visit_points([&](const LightPoint& point, M solid) {
        cells.add(lamp_cell(towards(lamp, point.world).direction), solid);
    });
    shadow.is_known = shadow.is_known && !cells.overflow;
    const std::uint32_t* start = view.lamp_start + lamp_index * (kLampGridSize * kLampGridSize + 1);
    Seen seen;
    if (cells.count > 1) {
        seen.clear(view.primitive_count + view.triangle_count);
    }
    for (int c = 0; c < cells.count && shadow.is_known; ++c) {
        const std::uint32_t last = start[cells.cell[c] + 1];
        for (std::uint32_t i = start[cells.cell[c]]; i < last && shadow.is_known; ++i) {
            // What lies beyond the points hides nothing from them.
            if (view.lamp_near[i] >= farthest) {
                break;
            }
            if (cells.count == 1 || seen.add(view.lamp_entries[i])) {
                judge_occluder(view, view.lamp_entries[i], tile, lights, shadow);
            }
        }
    }
}

/// The free share of a light at the points of ball `ball`; `look(first, last)` adds up what a
/// stretch of the list hides, `ask()` asks the grids.
template <typename Measure, typename Ask>
HIBARI_SMALL_FN F
free_share(const TileShadow& shadow, int ball, const Measure& measure, const Ask& ask) {
    if (!shadow.is_known) {
        return ask();
    }
    if (((shadow.covered >> ball) & 1) != 0) {
        return F(0.0F);
    }
    if (((shadow.touched >> ball) & 1) == 0) {
        return F(1.0F);
    }
    F hidden(0.0F);
    for (int i = 0; i < shadow.count; ++i) {
        measure(static_cast<int>(shadow.index[i]), hidden);
    }
    return saturate(F(1.0F) - hidden);
}

HIBARI_LANES_END
