// Light that reaches a point: sun with soft shadows, lamps, the sky's dome with the shade of
// neighbours, and what ground and neighbours throw back.
#pragma once

#include "world/render/occlusion.h"
#include "world/render/surface.h"
#include "world/render/trace.h"

HIBARI_LANES_BEGIN

/// Where light is wanted.
struct LightPoint {
    V3 world;
    V3 normal;  ///< of the surface itself, without relief
    I ref;      ///< what was hit, as in Hit
    I group;    ///< its blend group; -1: none
    F blend;    ///< its blend radius
};

/// The point a little off its skin, so that rounding cannot shade it by its own facet.
HIBARI_SMALL_FN LightPoint lifted(LightPoint point) {
    point.world += point.normal * F(5e-4F);
    return point;
}

HIBARI_SMALL_FN float brightest(const Vec3& c) {
    const float most = c.x > c.y ? c.x : c.y;
    return most > c.z ? most : c.z;
}

HIBARI_SMALL_FN bool has_sun(const SkyParams& sky) {
    return sky.sun_color.x + sky.sun_color.y + sky.sun_color.z > 1e-4F;
}

/// The way from points to a lamp.
struct LampRay {
    V3 direction;
    F distance_m;
    F power;  ///< share of the lamp's colour that arrives where nothing is in the way
};

HIBARI_SMALL_FN LampRay towards(const FrameLamp& lamp, const V3& world) {
    const V3 to = V3(lamp.position) - world;
    const F away2 = max(dot(to, to), F(1e-4F));
    const F inverse = rsqrt(away2);
    LampRay ray{to * inverse, away2 * inverse, F(1.0F) / (away2 + F(lamp.radius * lamp.radius))};
    if (lamp.cone_cos > -1.0F) {
        const F inside = -dot(ray.direction, V3(lamp.direction));
        const float soft = lamp.cone_cos + 0.25F * (1.0F - lamp.cone_cos);
        ray.power = ray.power * smoothstep(F(lamp.cone_cos), F(soft), inside);
    }
    return ray;
}

/// Light too weak for its shadows to be seen, in the picture's unit.
inline constexpr float kHardlyLit = 0.012F;

/// The cells that lanes lie in; lanes beyond the grid leave `inside`.
HIBARI_SMALL_FN I cell_of(const GridView& grid, F x, F y, M& inside) {
    const F cx = (x - F(grid.origin_x)) * F(grid.inverse_cell);
    const F cy = (y - F(grid.origin_y)) * F(grid.inverse_cell);
    inside = inside & (cx >= F(0.0F)) & (cy >= F(0.0F)) & (cx < F(static_cast<float>(grid.width))) &
             (cy < F(static_cast<float>(grid.height)));
    return to_int(floor(cy)) * I(grid.width) + to_int(floor(cx));
}

/// Calls visit(first, last, lanes) for every cell that a lane lies in.
template <typename Visit>
HIBARI_SMALL_FN void for_cells(const GridView& grid, F x, F y, M active, const Visit& visit) {
    M left = active;
    const I cell = cell_of(grid, x, y, left);
    while (any(left)) {
        const int at = lane(cell, first_lane(left));
        const M same = left & (cell == I(at));
        visit(grid.start[at], grid.start[at + 1], same);
        left = left & !same;
    }
}

/// Share of a light in `direction` that one primitive hides from the point.
HIBARI_FN F hidden_by_primitive(
    const SceneView& view,
    int index,
    const LightPoint& point,
    const V3& direction,
    F spread,
    F reach,
    M active
) {
    const Primitive& p = view.primitives[index];
    M candidates = active;
    if (!is_hollow(p.shape.kind)) {
        // A convex shape shades itself only where it faces away, which the cosine knows.
        candidates = candidates & (point.ref != I(index));
    }
    const V3 offset = point.world - V3(p.position);
    const F passage = -dot(offset, direction);
    const V3 near = offset + direction * passage;
    const F margin = F(p.bound_radius) + spread * max(passage, F(0.0F));
    candidates = candidates & (dot(near, near) < margin * margin) & (passage > F(-p.bound_radius));
    if (none(candidates)) {
        return F(0.0F);
    }
    const V3 o = to_local_direction(p.rotation, offset);
    const V3 d = to_local_direction(p.rotation, direction);
    F hidden = light_hidden(p.shape, F(p.bound_radius), o, d, spread, reach);
    if (p.group >= 0) {
        // Inside the joint of two members neither shades the other.
        const M kin = candidates & (point.group == I(p.group));
        if (any(kin)) {
            const F away = shape_distance(p.shape, o) / max(point.blend, F(0.01F));
            hidden = select(kin, hidden * smoothstep(F(0.1F), F(0.9F), away), hidden);
        }
    }
    return select(candidates, hidden, F(0.0F));
}

/// Share of a triangle in hiding the light: neighbours add up to one across their common edge.
HIBARI_FN F hidden_by_triangle(
    const Triangle& triangle,
    int ref,
    const LightPoint& point,
    const V3& direction,
    F spread,
    M active
) {
    const V3 a(triangle.vertex[0]);
    const V3 b(triangle.vertex[1]);
    const V3 c(triangle.vertex[2]);
    const V3 normal = normalize(cross(b - a, c - a));
    const F slant0 = dot(normal, direction);
    const F slant = select(abs(slant0) < F(0.02F), F(0.02F), slant0);
    const F t = dot(a - point.world, normal) / slant;
    const V3 p = point.world + direction * t;
    const F light = max(spread * t, F(1e-4F));
    F hidden = hidden_by_edge(dot(p - a, normalize(cross(b - a, normal))) / light);
    hidden = min(hidden, hidden_by_edge(dot(p - b, normalize(cross(c - b, normal))) / light));
    hidden = min(hidden, hidden_by_edge(dot(p - c, normalize(cross(a - c, normal))) / light));
    return select(active & (t > F(2e-3F)) & (point.ref != I(ref)), hidden, F(0.0F));
}

/// How much of an opaque thing's shadow a see-through one casts.
HIBARI_SMALL_FN float shadow_strength(const SceneView& view, const Primitive& p) {
    return 1.0F - 0.75F * view.materials[p.material].look.transmission;
}

/// Adds what one primitive or triangle of the sun's lists hides from the points at `depth` along
/// the sun's direction.
HIBARI_FN void add_sun_hidden(
    const SceneView& view, int index, const LightPoint& point, F depth, M lanes, F& hidden
) {
    const V3 sun(view.scene->sky.sun_direction);
    const F spread(view.scene->sun_radius_rad);
    if (index >= view.primitive_count) {
        const int triangle = index - view.primitive_count;
        hidden += hidden_by_triangle(
            view.triangles[triangle], kHitTriangle + triangle, point, sun, spread, lanes
        );
        return;
    }
    const M below = lanes & (depth < F(view.sun_top[index])) & (hidden < F(1.0F));
    if (any(below)) {
        hidden += hidden_by_primitive(view, index, point, sun, spread, F(kNoHit), below) *
                  F(shadow_strength(view, view.primitives[index]));
    }
}

/// Share of the sun's disc that is free.
HIBARI_NOINLINE inline F sun_visibility(const SceneView& view, const LightPoint& point, M active) {
    const F x = dot(point.world, V3(view.sun_u));
    const F y = dot(point.world, V3(view.sun_v));
    const F depth = dot(point.world, V3(view.scene->sky.sun_direction));
    F hidden(0.0F);
    for (const GridView& grid : view.sun) {
        for_cells(grid, x, y, active, [&](std::uint32_t first, std::uint32_t last, M lanes) {
            for (std::uint32_t i = first; i < last; ++i) {
                add_sun_hidden(
                    view, static_cast<int>(grid.entries[i]), point, depth, lanes, hidden
                );
            }
        });
    }
    return saturate(F(1.0F) - hidden);
}

/// Cells of a lamp's octahedral map for directions from the points to the lamp.
HIBARI_SMALL_FN I lamp_cell(const V3& direction) {
    const V3 d = -direction;
    const F scale = F(1.0F) / (abs(d.x) + abs(d.y) + abs(d.z));
    F px = d.x * scale;
    F py = d.z * scale;
    const M lower = d.y < F(0.0F);
    const F fx = (F(1.0F) - abs(py)) * sign(px);
    const F fy = (F(1.0F) - abs(px)) * sign(py);
    px = select(lower, fx, px);
    py = select(lower, fy, py);
    const F half(0.5F * kLampGridSize);
    const F most(kLampGridSize - 1.0F);
    return to_int(clamp(floor((py + F(1.0F)) * half), F(0.0F), most)) * I(kLampGridSize) +
           to_int(clamp(floor((px + F(1.0F)) * half), F(0.0F), most));
}

/// Adds what one primitive hides of a lamp's ball.
HIBARI_FN void add_lamp_hidden(
    const SceneView& view,
    int lamp_index,
    int index,
    const LightPoint& point,
    const LampRay& ray,
    M lanes,
    F& hidden
) {
    const F radius(view.lamps[lamp_index].radius);
    hidden += hidden_by_primitive(
                  view,
                  index,
                  point,
                  ray.direction,
                  radius / max(ray.distance_m, radius),
                  ray.distance_m - radius,
                  lanes & (hidden < F(1.0F))
              ) *
              F(shadow_strength(view, view.primitives[index]));
}

/// Share of a lamp's ball that is free.
HIBARI_NOINLINE inline F lamp_visibility(
    const SceneView& view, int lamp_index, const LightPoint& point, const LampRay& ray, M active
) {
    const I cell = lamp_cell(ray.direction);
    const std::uint32_t* start = view.lamp_start + lamp_index * (kLampGridSize * kLampGridSize + 1);
    F hidden(0.0F);
    M left = active;
    while (any(left)) {
        const int at = lane(cell, first_lane(left));
        const M same = left & (cell == I(at));
        left = left & !same;
        const float farthest = max_lane(select(same, ray.distance_m, F(0.0F)));
        for (std::uint32_t i = start[at]; i < start[at + 1]; ++i) {
            // What lies beyond the points hides nothing from them.
            if (view.lamp_near[i] >= farthest) {
                break;
            }
            const int index = static_cast<int>(view.lamp_entries[i]);
            add_lamp_hidden(view, lamp_index, index, point, ray, same, hidden);
        }
    }
    return saturate(F(1.0F) - hidden);
}

/// Share of the sky that neighbours leave free, and the light they throw back instead.
struct SkyShade {
    F free;
    V3 bounce;
};

/// Share of the sky that a proxy hides on the lanes `near`; 0 where it is farther than its reach.
HIBARI_FN F proxy_sky_hidden(
    const Primitive& p, const OcclusionProxy& proxy, const V3& world, const V3& normal, M near
) {
    using Kind = OcclusionProxy::Kind;
    const F far(proxy.far);
    F gap(0.0F);
    F hidden(0.0F);
    switch (proxy.kind) {
        case Kind::kSphere: {
            const V3 to = V3(proxy.a) - world;
            gap = length(to) - F(proxy.radius);
            hidden = sphere_sky_hidden(to, F(proxy.radius), normal);
            break;
        }
        case Kind::kCapsule: {
            // The ball at the nearest place of the axis, and the rest of the length by a power:
            // a long rod hides about as much more.
            const V3 axis = V3(proxy.b) - V3(proxy.a);
            const V3 v = world - V3(proxy.a);
            const F along = saturate(dot(v, axis) / max(dot(axis, axis), F(1e-8F)));
            const V3 away = axis * along - v;
            gap = length(away) - F(proxy.radius);
            if (none(near & (gap < far))) {
                return F(0.0F);
            }
            const F ball = sphere_sky_hidden(away, F(proxy.radius), normal);
            const F open = F(1.0F) - ball;
            hidden = F(1.0F) - open * sqrt(open);
            break;
        }
        case Kind::kBox: {
            const V3 o = to_local_direction(p.rotation, world - V3(proxy.a));
            const V3 n = to_local_direction(p.rotation, normal);
            const V3 outside = max(abs(o) - V3(proxy.half), V3(F(0.0F)));
            gap = length(outside);
            // Highest corner over the surface: a box wholly behind it hides nothing.
            const F reach = abs(n.x) * F(proxy.half.x) + abs(n.y) * F(proxy.half.y) +
                            abs(n.z) * F(proxy.half.z) - dot(o, n);
            near = near & (gap < far) & (reach > F(0.0F));
            if (none(near)) {
                return F(0.0F);
            }
            hidden = select(near, box_sky_hidden(o, n, proxy.half), F(0.0F));
            break;
        }
        case Kind::kRing: {
            const V3 o = to_local_direction(p.rotation, world - V3(proxy.a));
            const V3 n = to_local_direction(p.rotation, normal);
            const F radial = max(sqrt(o.x * o.x + o.z * o.z), F(1e-6F));
            const F k = F(proxy.half.x) / radial;
            const V3 to(o.x * k - o.x, -o.y, o.z * k - o.z);
            gap = length(to) - F(proxy.radius);
            const F ball = sphere_sky_hidden(to, F(proxy.radius), n);
            const F open = F(1.0F) - ball;
            hidden = F(1.0F) - open * sqrt(open);
            break;
        }
        case Kind::kNone:
            break;
    }
    // Ends smoothly where the list ends.
    return hidden * smoothstep(far, far * F(0.4F), gap);
}

HIBARI_NOINLINE inline SkyShade sky_shade(
    const SceneView& view, const LightPoint& point, M active
) {
    F free(1.0F);
    V3 bounce(F(0.0F));
    for (const GridView& grid : view.ambient) {
        for_cells(
            grid,
            point.world.x,
            point.world.z,
            active,
            [&](std::uint32_t first, std::uint32_t last, M lanes) {
                for (std::uint32_t i = first; i < last; ++i) {
                    const int index = static_cast<int>(grid.entries[i]);
                    const Primitive& p = view.primitives[index];
                    const OcclusionProxy& proxy = view.proxies[index];
                    const V3 offset = V3(p.position) - point.world;
                    const F away2 = dot(offset, offset);
                    // Wholly behind the surface: hides nothing.
                    M near = lanes & (away2 < F(proxy.reach * proxy.reach)) &
                             (point.ref != I(index)) &
                             (dot(offset, point.normal) > F(-p.bound_radius));
                    if (none(near)) {
                        continue;
                    }
                    F hidden = proxy_sky_hidden(p, proxy, point.world, point.normal, near);
                    near = near & (hidden > F(1e-3F));
                    if (none(near)) {
                        continue;
                    }
                    if (p.group >= 0) {
                        const M kin = near & (point.group == I(p.group));
                        if (any(kin)) {
                            const V3 o = to_local(p, point.world);
                            const F gap = shape_distance(p.shape, o) / max(point.blend, F(0.01F));
                            hidden = select(
                                kin, hidden * F(0.7F) * smoothstep(F(0.0F), F(1.2F), gap), hidden
                            );
                        }
                    }
                    hidden = select(near, min(hidden, F(0.97F)), F(0.0F));
                    free = free * (F(1.0F) - hidden);
                    // The closer, the less light falls into the gap between the two.
                    bounce += V3(proxy.bounce) * (hidden * (F(1.0F) - F(0.9F) * hidden));
                }
            }
        );
    }
    return {free, bounce};
}

/// The dome's light on a surface with the given normal, irradiance over pi.
HIBARI_FN V3 dome_light(const AmbientLight& light, const V3& n) {
    const Vec3* c = light.coefficient;
    V3 sum = V3(c[0]) * F(0.282095F) + V3(c[1]) * (n.y * F(0.488603F)) +
             V3(c[2]) * (n.z * F(0.488603F)) + V3(c[3]) * (n.x * F(0.488603F)) +
             V3(c[4]) * (n.x * n.y * F(1.092548F)) + V3(c[5]) * (n.y * n.z * F(1.092548F)) +
             V3(c[6]) * ((F(3.0F) * n.z * n.z - F(1.0F)) * F(0.315392F)) +
             V3(c[7]) * (n.x * n.z * F(1.092548F)) +
             V3(c[8]) * ((n.x * n.x - n.y * n.y) * F(0.546274F));
    return max(sum, V3(F(0.0F)));
}

/// Highlights of a rough mirror: Trowbridge-Reitz distribution with the height-correlated Smith
/// term (Heitz 2014), Fresnel after Schlick. Returns reflected over incoming irradiance over pi.
HIBARI_FN V3 highlight(const V3& n, const V3& v, const V3& l, F alpha, const V3& f0) {
    const V3 h = normalize(v + l);
    const F nh = saturate(dot(n, h));
    const F nv = max(dot(n, v), F(1e-3F));
    const F nl = max(dot(n, l), F(1e-4F));
    const F vh = saturate(dot(v, h));
    const F a2 = alpha * alpha;
    const F k = nh * nh * (a2 - F(1.0F)) + F(1.0F);
    const F d = a2 / max(k * k, F(1e-7F));  // times 1/pi, which the unit cancels
    const F masking = F(0.5F) / (nl * sqrt(nv * nv * (F(1.0F) - a2) + a2) +
                                 nv * sqrt(nl * nl * (F(1.0F) - a2) + a2));
    const F m = F(1.0F) - vh;
    const F m2 = m * m;
    const F schlick = m2 * m2 * m;
    const V3 fresnel = f0 + (V3(F(1.0F)) - f0) * schlick;
    return fresnel * (d * masking * nl);
}

HIBARI_LANES_END
