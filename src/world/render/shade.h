// The colour of what a packet of rays has met.
#pragma once

#include "world/render/known_light.h"
#include "world/render/light.h"
#include "world/render/surface/modelling.h"

HIBARI_LANES_BEGIN

/// What is known of the points met, before any light falls on them.
struct Surroundings {
    LightPoint point;
    V3 view;     ///< to the eye
    F view_cos;  ///< with the normal of the relief
    SurfaceOut look;
};

/// Result of a full shading.
struct Shaded {
    V3 radiance;
    V3 albedo;
    V3 light;
    V3 normal;
};

HIBARI_FN void merge_look(M lanes, const SurfaceOut& from, SurfaceOut& to) {
    to.albedo = select(lanes, from.albedo, to.albedo);
    to.emission = select(lanes, from.emission, to.emission);
    to.normal_world = select(lanes, from.normal_world, to.normal_world);
    to.roughness = select(lanes, from.roughness, to.roughness);
    to.metallic = select(lanes, from.metallic, to.metallic);
    to.specular = select(lanes, from.specular, to.specular);
    to.clear_coat = select(lanes, from.clear_coat, to.clear_coat);
    to.transmission = select(lanes, from.transmission, to.transmission);
    to.alpha = select(lanes, from.alpha, to.alpha);
    to.subsurface = select(lanes, from.subsurface, to.subsurface);
    to.sheen = select(lanes, from.sheen, to.sheen);
}

HIBARI_SMALL_FN void empty_look(SurfaceOut& look) {
    look.albedo = V3(F(0.5F));
    look.emission = V3(F(0.0F));
    look.normal_world = V3(Vec3{0, 1, 0});
    look.roughness = F(1.0F);
    look.metallic = F(0.0F);
    look.specular = F(0.04F);
    look.clear_coat = F(0.0F);
    look.transmission = F(0.0F);
    look.alpha = F(1.0F);
    look.subsurface = F(0.0F);
    look.sheen = F(0.0F);
}

HIBARI_FN V3 ground_normal(const SceneView& view, const V3& world) {
    if (view.ground_is_plane) {
        return V3(Vec3{0, 1, 0});
    }
    const SurfaceNormal<F> n = terrain_normal(view.scene->ground.terrain, world.x, world.z);
    return V3(n.x, n.y, n.z);
}

/// Where the packet's hits lie and which way their surfaces face: all that shadows ask for. Water
/// is taken for level.
HIBARI_NOINLINE inline void locate(
    const SceneView& view, const Ray& ray, const Hit& hit, M active, LightPoint& out
) {
    out.world = ray.origin + ray.direction * hit.t;
    out.normal = V3(Vec3{0, 1, 0});
    out.ref = hit.ref;
    out.group = I(-1);
    out.blend = F(0.0F);
    M left = active & (hit.ref > I(kHitNone));
    while (any(left)) {
        const int ref = lane(hit.ref, first_lane(left));
        const M same = left & (hit.ref == I(ref));
        left = left & !same;
        V3 normal = hit.normal;
        if (ref < kHitTriangle) {
            const Primitive& p = view.primitives[ref];
            if (p.group < 0) {
                normal =
                    to_world_direction(p.rotation, shape_normal(p.shape, to_local(p, out.world)));
            }
            out.group = select(same, I(p.group), out.group);
            out.blend = select(same, F(p.blend), out.blend);
        }
        // Seen from inside: the other side of the same skin.
        normal = select(dot(normal, ray.direction) > F(0.0F), -normal, normal);
        out.normal = select(same, normal, out.normal);
    }
    const M ground = active & (hit.ref == I(kHitGround));
    if (any(ground)) {
        out.normal = select(ground, ground_normal(view, out.world), out.normal);
    }
}

/// Asks the surfaces for the look at the lanes that met the primitive `index`.
HIBARI_FN void look_of_primitive(
    const SceneView& view,
    int index,
    const Ray& ray,
    const Hit& hit,
    F pixel_rad,
    M lanes,
    const LightPoint& point,
    SurfaceOut& look
) {
    const Primitive& p = view.primitives[index];
    const MaterialParams& material = view.materials[p.material];
    SurfaceIn in;
    in.active = lanes;
    in.world = point.world;
    in.local = to_local(p, in.world);
    in.normal_world = point.normal;
    in.normal_local = to_local_direction(p.rotation, point.normal);
    in.axis_x = V3(p.rotation.x);
    in.axis_y = V3(p.rotation.y);
    in.axis_z = V3(p.rotation.z);
    in.view = -ray.direction;
    in.view_cos = max(dot(point.normal, in.view), F(0.0F));
    in.footprint_m = hit.t * pixel_rad;
    in.material = &material;
    in.face = material.face >= 0 ? &view.faces[material.face] : nullptr;
    if (material.picture >= 0) {
        in.picture = &view.pictures[material.picture];
        const V3 in_link =
            to_world_direction(material.link_rotation, in.local) + V3(material.link_position);
        in.picture_point = V3(material.picture_origin) + in_link * V3(material.picture_scale);
        in.picture_normal = to_world_direction(material.link_rotation, in.normal_local);
    }
    if (material.look.surface == Surface::kFace) {
        in.local =
            to_world_direction(material.link_rotation, in.local) + V3(material.link_position);
        in.normal_local = to_world_direction(material.link_rotation, in.normal_local);
        const auto link_axis = [&](Vec3 axis) {
            return to_world_direction(
                p.rotation, to_local_direction(material.link_rotation, V3(axis))
            );
        };
        in.axis_x = link_axis({1.0F, 0.0F, 0.0F});
        in.axis_y = link_axis({0.0F, 1.0F, 0.0F});
        in.axis_z = link_axis({0.0F, 0.0F, 1.0F});
    }
    in.environment = &view.scene->surroundings;
    preset_surface(in, look);
    shade_surface(in, look);
}

HIBARI_FN void look_of_triangle(
    const SceneView& view,
    int index,
    const Ray& ray,
    const Hit& hit,
    F pixel_rad,
    M lanes,
    const LightPoint& point,
    SurfaceOut& look
) {
    const Triangle& t = view.triangles[index];
    SurfaceIn in;
    in.active = lanes;
    in.world = point.world;
    const V3 edge1 = V3(t.vertex[1]) - V3(t.vertex[0]);
    const V3 edge2 = V3(t.vertex[2]) - V3(t.vertex[0]);
    const V3 s = in.world - V3(t.vertex[0]);
    // Barycentric coordinates in the plane of the triangle.
    const F d11 = dot(edge1, edge1);
    const F d12 = dot(edge1, edge2);
    const F d22 = dot(edge2, edge2);
    const F s1 = dot(s, edge1);
    const F s2 = dot(s, edge2);
    const F inverse = F(1.0F) / max(d11 * d22 - d12 * d12, F(1e-12F));
    const F u = (d22 * s1 - d12 * s2) * inverse;
    const F v = (d11 * s2 - d12 * s1) * inverse;
    in.local = V3(t.rest[0]) * (F(1.0F) - u - v) + V3(t.rest[1]) * u + V3(t.rest[2]) * v;
    in.normal_world = point.normal;
    in.normal_local = point.normal;
    in.view = -ray.direction;
    in.view_cos = max(dot(point.normal, in.view), F(0.0F));
    in.footprint_m = hit.t * pixel_rad;
    in.material = &view.materials[t.material];
    in.face = nullptr;
    in.environment = &view.scene->surroundings;
    preset_surface(in, look);
    shade_surface(in, look);
}

/// Surfaces that may flow into one another.
HIBARI_SMALL_FN Surface family(Surface surface) {
    return surface == Surface::kFace ? Surface::kSkin : surface;
}

/// Everything about the points met but light; `out.point` is known from locate(). Water is left to
/// its own function.
HIBARI_NOINLINE inline void look_at(
    const SceneView& view, const Ray& ray, const Hit& hit, F pixel_rad, M active, Surroundings& out
) {
    empty_look(out.look);
    out.view = -ray.direction;
    M left = active & (hit.ref > I(kHitNone));
    while (any(left)) {
        const int ref = lane(hit.ref, first_lane(left));
        const M same = left & (hit.ref == I(ref));
        left = left & !same;
        SurfaceOut look;
        if (ref >= kHitTriangle) {
            look_of_triangle(view, ref - kHitTriangle, ray, hit, pixel_rad, same, out.point, look);
        } else {
            look_of_primitive(view, ref, ray, hit, pixel_rad, same, out.point, look);
        }
        merge_look(same, look, out.look);
    }
    // Colours flow into one another where members of one surface melt.
    left = active & (hit.share > F(0.02F)) & (hit.second != hit.ref) & (hit.ref > I(kHitNone)) &
           (hit.ref < I(kHitTriangle));
    while (any(left)) {
        const int k = first_lane(left);
        const int ref = lane(hit.ref, k);
        const int second = lane(hit.second, k);
        const M same = left & (hit.ref == I(ref)) & (hit.second == I(second));
        left = left & !same;
        const Primitive& a = view.primitives[ref];
        const Primitive& b = view.primitives[second];
        if (a.material == b.material || family(view.materials[a.material].look.surface) !=
                                            family(view.materials[b.material].look.surface)) {
            continue;
        }
        SurfaceOut look;
        look_of_primitive(view, second, ray, hit, pixel_rad, same, out.point, look);
        const F part = select(same, hit.share, F(0.0F));
        out.look.albedo = mix(out.look.albedo, look.albedo, part);
        out.look.roughness = mix(out.look.roughness, look.roughness, part);
        out.look.normal_world = normalize(mix(out.look.normal_world, look.normal_world, part));
    }
    const M ground = active & (hit.ref == I(kHitGround));
    if (any(ground)) {
        const GroundParams& params = view.scene->ground;
        SurfaceIn in;
        in.active = ground;
        in.world = out.point.world;
        in.local = in.world;
        in.normal_world = out.point.normal;
        in.normal_local = in.normal_world;
        in.view = out.view;
        in.view_cos = max(dot(in.normal_world, in.view), F(0.0F));
        in.footprint_m = hit.t * pixel_rad;
        in.material = &params.material;
        in.face = nullptr;
        in.environment = &view.scene->surroundings;
        SurfaceOut look;
        preset_surface(in, look);
        shade_ground(params, view.scene->water, in, look);
        merge_look(ground, look, out.look);
    }
    // Relief may not turn a surface away from the eye.
    const F facing = dot(out.look.normal_world, out.view);
    out.look.normal_world =
        normalize(out.look.normal_world + out.view * max(F(0.02F) - facing, F(0.0F)));
    out.view_cos = saturate(dot(out.look.normal_world, out.view));
}

/// Light on the points: what the matt part scatters, and the highlights of sun and lamps.
struct Light {
    V3 diffuse;    ///< irradiance over pi
    V3 highlight;  ///< radiance
    F sky_free;    ///< share of the dome in sight
};

enum class Care : int { kFull, kReflected };

HIBARI_SMALL_FN V3 base_reflectance(const SurfaceOut& look) {
    return mix(V3(look.specular), look.albedo, look.metallic);
}

/// How strongly a light at cosine `nl` reaches the matt part; flesh and leaves let it creep round.
HIBARI_SMALL_FN V3 wrapped_cosine(const SurfaceOut& look, F nl) {
    const F plain = max(nl, F(0.0F));
    const F wrap = look.subsurface * F(0.35F);
    const F soft = square(saturate((nl + wrap) / (F(1.0F) + wrap)));
    // Red light travels farthest.
    return {
        mix(plain, max(soft, plain * F(0.92F)), look.subsurface),
        mix(plain, max(soft * F(0.62F), plain * F(0.92F)), look.subsurface),
        mix(plain, max(soft * F(0.5F), plain * F(0.92F)), look.subsurface),
    };
}

/// `known` may be null: then every shadow is looked for.
HIBARI_NOINLINE inline void light_up(
    const SceneView& view,
    const Surroundings& s,
    M active,
    Care care,
    const KnownLight* known,
    Light& out
) {
    const FrameUniforms& scene = *view.scene;
    const SurfaceOut& look = s.look;
    const V3& n = look.normal_world;
    const V3 f0 = base_reflectance(look);
    const F alpha = max(look.roughness * look.roughness, F(0.002F));
    out.highlight = V3(F(0.0F));
    const LightPoint point = lifted(s.point);

    const V3 sun(scene.sky.sun_direction);
    const F geometric = dot(point.normal, sun);
    const F nl = dot(n, sun);
    const F threshold = look.subsurface * F(-0.3F);
    const M lit = active & (nl > threshold) & (geometric > threshold);
    V3 diffuse(F(0.0F));
    if (has_sun(scene.sky) && any(lit)) {
        const F free =
            known_or(known, kSunChannel, F(brightest(scene.sky.sun_color)), lit, [&](M m) {
                return sun_visibility(view, point, m);
            });
        // The terminator of relief against the shape's own shadow.
        const F horizon = smoothstep(threshold - F(0.02F), threshold + F(0.06F), geometric);
        const F reach = select(lit, free * horizon, F(0.0F));
        diffuse = wrapped_cosine(look, nl) * V3(scene.sky.sun_color) * reach;
        const F sharp = max(alpha, F(scene.sun_radius_rad * 0.6F));
        out.highlight = highlight(n, s.view, sun, sharp, f0) * V3(scene.sky.sun_color) *
                        select(nl > F(0.0F), reach, F(0.0F));
        if (any(look.clear_coat > F(0.0F))) {
            const F coat = max(F(0.004F), F(scene.sun_radius_rad * 0.6F));
            out.highlight += highlight(point.normal, s.view, sun, coat, V3(F(0.04F))) *
                             V3(scene.sky.sun_color) *
                             select(nl > F(0.0F), reach * look.clear_coat, F(0.0F));
        }
    }
    int next_channel = kLampChannel;
    for (int i = 0; i < view.lamp_count; ++i) {
        const FrameLamp& lamp = view.lamps[i];
        const int channel = next_channel;
        next_channel += lamp.shadows ? 1 : 0;
        const LampRay to = towards(lamp, point.world);
        const F cosine = dot(n, to.direction);
        const F strength = to.power * F(brightest(lamp.color));
        const M near = active & (cosine > threshold) &
                       (dot(point.normal, to.direction) > threshold) & (strength > F(2e-3F));
        if (none(near)) {
            continue;
        }
        F reach = select(near, to.power, F(0.0F));
        if (lamp.shadows && care == Care::kFull) {
            // What is hardly lit need not be shaded.
            const M bright = near & (strength * F(scene.exposure) > F(kHardlyLit));
            if (any(bright)) {
                reach = reach * known_or(known, channel, strength, bright, [&](M m) {
                            return lamp_visibility(view, i, point, to, m);
                        });
            }
        }
        diffuse += wrapped_cosine(look, cosine) * V3(lamp.color) * reach;
        const F sharp = max(alpha, F(lamp.radius * 0.5F) / to.distance_m);
        out.highlight += highlight(n, s.view, to.direction, sharp, f0) * V3(lamp.color) *
                         select(cosine > F(0.0F), reach, F(0.0F));
    }

    // The dome, less what neighbours hide; light from below from the ground, darker close to it.
    V3 dome = dome_light(view.ambient_light, n);
    SkyShade shade{F(1.0F), V3(F(0.0F))};
    if (care == Care::kFull) {
        shade = known_sky_or(known, luminance(dome), active, [&](M m) {
            return sky_shade(view, point, m);
        });
    }
    if (view.has_ground && !scene.sky.indoor) {
        const F below = saturate((F(1.0F) - n.y) * F(0.5F));
        const F height = max(point.world.y, F(0.0F));
        const F open = height / (height + F(0.22F));
        const F near_ground = mix(F(0.35F), F(1.0F), open);
        dome += V3(view.ground_light) * (below * near_ground);
    } else if (view.has_ground) {
        const F below = saturate(-n.y);
        const F height = max(point.world.y, F(0.0F));
        const F open = (height + F(0.02F)) / (height + F(0.16F));
        dome *= mix(F(1.0F), open, below * F(0.8F));
    }
    diffuse += dome * shade.free + shade.bounce;
    const F rim = square(square(F(1.0F) - s.view_cos));
    diffuse += dome * (look.sheen * rim * shade.free * F(1.5F));
    out.diffuse = diffuse;
    out.sky_free = shade.free;
}

/// Reflectance of a rough mirror towards the eye under even light: Karis, "Physically Based Shading
/// on Mobile" (2014).
HIBARI_SMALL_FN V3 mirror_reflectance(const V3& f0, F roughness, F view_cos) {
    const F rx = F(1.0F) - roughness;
    const F ry = F(0.0425F) - F(0.0275F) * roughness;
    const F rz = F(1.04F) - F(0.572F) * roughness;
    const F rw = F(-0.04F) + F(0.022F) * roughness;
    const F a = min(rx * rx, exp(view_cos * F(-6.432F))) * rx + ry;
    const F scale = F(-1.04F) * a + rz;
    const F bias = F(1.04F) * a + rw;
    return f0 * scale + V3(bias);
}

/// Radiance along rays that left a surface: sky, or a surface shaded without further bounces.
HIBARI_NOINLINE inline V3 radiance_along(
    const SceneView& view,
    const Ray& ray,
    F pixel_rad,
    F blur_rad,
    M active,
    Reach reach,
    F& distance_m
) {
    Hit hit = no_hit(F(kNoHit));
    trace_ray(view, ray, F(2e-3F), pixel_rad, active, reach, hit);
    const FrameUniforms& scene = *view.scene;
    const M solid = active & (hit.t < F(kNoHit * 0.5F));
    distance_m = select(solid, hit.t, F(kHorizon_m));
    V3 radiance(F(0.0F));
    if (any(active & !solid)) {
        radiance = sky_radiance(scene.sky, ray.direction, blur_rad, false);
    }
    if (any(solid)) {
        Surroundings s;
        locate(view, ray, hit, solid, s.point);
        look_at(view, ray, hit, pixel_rad + blur_rad * F(0.5F), solid, s);
        const M water = solid & (hit.ref == I(kHitWater));
        if (any(water)) {
            s.look.albedo = select(water, V3(scene.water.color), s.look.albedo);
        }
        Light light;
        light_up(view, s, solid, Care::kReflected, nullptr, light);
        const V3 f0 = base_reflectance(s.look);
        const V3 mirror = mirror_reflectance(f0, max(s.look.roughness, F(0.25F)), s.view_cos);
        const V3 bounced = reflect(ray.direction, s.look.normal_world);
        const V3 matt = s.look.albedo * (F(1.0F) - s.look.metallic);
        V3 colour = matt * light.diffuse + light.highlight + s.look.emission +
                    mirror * dome_light(view.ambient_light, bounced);
        colour = apply_fog(scene.sky, colour, ray.origin, ray.direction, hit.t);
        radiance = select(solid, colour, radiance);
    }
    return radiance;
}

/// Bends a direction into a medium; eta = index outside over inside. Total reflection stays
/// straight.
HIBARI_SMALL_FN V3 refract(const V3& d, const V3& n, F eta) {
    const F cosine = -dot(d, n);
    const F k = F(1.0F) - eta * eta * (F(1.0F) - cosine * cosine);
    const V3 bent = d * eta + n * (eta * cosine - sqrt(max(k, F(0.0F))));
    return select(k > F(0.0F), normalize(bent), d);
}

/// What is seen through glass: bent in, through the body, bent out.
HIBARI_FN V3 seen_through(
    const SceneView& view,
    const Ray& ray,
    const Hit& hit,
    const Surroundings& s,
    F pixel_rad,
    M active
) {
    const V3 world = s.point.world;
    V3 origin = world;
    V3 direction = ray.direction;
    V3 tint = V3(F(1.0F));
    M left = active & (hit.ref > I(kHitNone)) & (hit.ref < I(kHitTriangle));
    while (any(left)) {
        const int ref = lane(hit.ref, first_lane(left));
        const M same = left & (hit.ref == I(ref));
        left = left & !same;
        const Primitive& p = view.primitives[ref];
        const V3 inner = refract(ray.direction, s.point.normal, F(1.0F / 1.45F));
        const V3 o = to_local(p, world);
        const V3 d = to_local_direction(p.rotation, inner);
        F through = exit_shape(p.shape, o, d, F(1e-3F));
        through = select(through < F(kNoHit * 0.5F), through, F(0.0F));
        const V3 out_local = o + d * through;
        V3 out_normal = to_world_direction(p.rotation, shape_normal(p.shape, out_local));
        out_normal = select(dot(out_normal, inner) > F(0.0F), -out_normal, out_normal);
        const V3 outer = refract(inner, out_normal, F(1.45F));
        origin = select(same, world + inner * through, origin);
        direction = select(same, outer, direction);
        // Coloured glass: its colour is what two centimetres let through.
        const V3 colour = max(s.look.albedo, V3(F(0.02F)));
        const F thick = min(through * F(50.0F), F(3.0F));
        tint = select(
            same, V3(pow(colour.x, thick), pow(colour.y, thick), pow(colour.z, thick)), tint
        );
    }
    F distance_m;
    const V3 seen = radiance_along(
        view, {origin, direction}, pixel_rad, F(0.0F), active, Reach::kAll, distance_m
    );
    return seen * tint;
}

/// Water: mirror of the world above by Fresnel, the depths below, foam on top.
HIBARI_NOINLINE inline void shade_water_surface(
    const SceneView& view, const Ray& ray, const Hit& hit, F pixel_rad, M active, Shaded& out
) {
    const FrameUniforms& scene = *view.scene;
    const V3 world = ray.origin + ray.direction * hit.t;
    const SurfaceNormal<F> slope =
        water_normal(scene.water, world.x, world.z, F(scene.surroundings.time_s));
    V3 normal(slope.x, slope.y, slope.z);
    if (scene.surroundings.modelling == Modelling::kFacets) {
        const surface::NetTriangle net =
            surface::net_triangle(world.x, world.z, surface::kNetNear_m);
        const auto height = [&](int k) {
            return water_height(scene.water, net.x[k], net.z[k], F(scene.surroundings.time_s));
        };
        normal = normalize(
            mix(normal,
                surface::net_normal(net, height(0), height(1), height(2)),
                surface::resolved(F(surface::kNetNear_m), hit.t * pixel_rad * F(3.0F)))
        );
    }
    // Waves finer than a pixel only dull the mirror.
    const F far = smoothstep(F(60.0F), F(400.0F), hit.t);
    normal = normalize(mix(normal, V3(Vec3{0, 1, 0}), far));
    const F depth = select(
        M(view.has_ground),
        world.y - terrain_height(scene.ground.terrain, world.x, world.z),
        F(100.0F)
    );
    WaterLook look;
    shade_water(
        scene.water,
        scene.sky,
        view.ripples,
        view.ripple_count,
        world,
        normal,
        depth,
        hit.t * pixel_rad,
        look
    );
    const V3 eye = -ray.direction;
    const F facing = dot(look.normal, eye);
    look.normal = normalize(look.normal + eye * max(F(0.02F) - facing, F(0.0F)));
    const F cosine = saturate(dot(look.normal, eye));
    const F m = F(1.0F) - cosine;
    const F m2 = m * m;
    const F fresnel = F(0.02F) + F(0.98F) * (m2 * m2 * m) * (F(1.0F) - F(0.5F) * look.roughness);
    V3 mirrored = reflect(ray.direction, look.normal);
    mirrored = normalize(V3(mirrored.x, max(mirrored.y, F(0.01F)), mirrored.z));
    F away;
    const V3 mirror = radiance_along(
        view, {world, mirrored}, pixel_rad * F(2.0F), look.roughness, active, Reach::kDry, away
    );

    Surroundings s;
    empty_look(s.look);
    s.look.albedo = look.deep;
    s.look.normal_world = look.normal;
    s.look.roughness = look.roughness;
    s.look.specular = F(0.02F);
    s.point = {world, V3(Vec3{0, 1, 0}), I(kHitWater), I(-1), F(0.0F)};
    s.view = eye;
    s.view_cos = cosine;
    Light light;
    light_up(view, s, active, Care::kFull, nullptr, light);

    V3 body = look.deep * light.diffuse;
    const V3 down = refract(ray.direction, look.normal, F(1.0F / 1.33F));
    const F clear(3.5F * scene.water.clarity_m);
    const M shallow = active & (depth < clear);
    // Things may float in deep water too: look as far as the water lets see.
    {
        Hit below = no_hit(clear * F(1.5F));
        trace_ray(view, {world, down}, F(2e-3F), pixel_rad, active, Reach::kDry, below);
        const M met = active & (below.ref != I(kHitNone));
        if (any(met | shallow)) {
            Surroundings b;
            locate(view, {world, down}, below, met, b.point);
            look_at(view, {world, down}, below, pixel_rad, met, b);
            Light bottom_light;
            light_up(view, b, met, Care::kReflected, nullptr, bottom_light);
            const V3 bottom = b.look.albedo * bottom_light.diffuse + b.look.emission;
            const V3 path = look.extinction * (below.t + max(world.y - b.point.world.y, F(0.0F)));
            const V3 left(exp(-path.x), exp(-path.y), exp(-path.z));
            body = select(met, bottom * left + body * (V3(F(1.0F)) - left), body);
        }
    }
    V3 radiance = mix(body, mirror, fresnel) + light.highlight;
    const V3 white = light.diffuse * F(0.85F);
    radiance = mix(radiance, white, look.foam);
    out.radiance = select(active, radiance, out.radiance);
    out.albedo = select(active, mix(look.deep, V3(F(0.85F)), look.foam), out.albedo);
    out.light = select(active, light.diffuse, out.light);
    out.normal = select(active, look.normal, out.normal);
}

/// Full shading of solid hits at `point`: light, mirrors, glass. No fog yet.
HIBARI_NOINLINE inline void shade_solid(
    const SceneView& view,
    const Ray& ray,
    const Hit& hit,
    const LightPoint& point,
    const KnownLight* known,
    F pixel_rad,
    M active,
    Shaded& out,
    F& alpha
) {
    Surroundings s;
    s.point = point;
    look_at(view, ray, hit, pixel_rad, active, s);
    Light light;
    light_up(view, s, active, Care::kFull, known, light);
    const SurfaceOut& look = s.look;

    const V3 f0 = base_reflectance(look);
    const V3 mirror = mirror_reflectance(f0, look.roughness, s.view_cos);
    const F coat_cos = saturate(dot(s.point.normal, s.view));
    const F m = F(1.0F) - coat_cos;
    const F m2 = m * m;
    const F coat = look.clear_coat * (F(0.04F) + F(0.96F) * m2 * m2 * m);

    // Mirrored world: traced where the mirror is smooth enough to show shapes, else the dome.
    const V3 bounced = reflect(ray.direction, look.normal_world);
    const F horizon = saturate(F(1.0F) + dot(bounced, s.point.normal) * F(4.0F));
    const V3 dome = dome_light(view.ambient_light, bounced) * (light.sky_free * horizon);
    V3 reflected = dome;
    V3 coat_reflected = dome;
    const F sharpness = smoothstep(F(0.55F), F(0.3F), look.roughness);
    const F weight = max(luminance(mirror) * sharpness, coat);
    const M traced = active & (weight > F(view.mirror_least));
    if (any(traced)) {
        const M coated = coat > luminance(mirror) * sharpness;
        const V3 direction = select(coated, reflect(ray.direction, s.point.normal), bounced);
        const F blur = select(coated, F(0.0F), look.roughness * look.roughness);
        F away;
        const V3 origin = s.point.world + s.point.normal * (F(1e-3F) + hit.t * F(2e-4F));
        const V3 seen = radiance_along(
            view, {origin, direction}, pixel_rad * F(1.5F), blur, traced, Reach::kAll, away
        );
        // A rough mirror blurs what is far from it: fade to the dome with the width of the lobe.
        const F lobe = blur * away;
        const F clear = sharpness / (F(1.0F) + square(lobe * F(2.5F)));
        // Faint mirrors fade in, so that no line shows where they begin.
        const F faint = smoothstep(F(view.mirror_least), F(1.6F * view.mirror_least), weight);
        const F part = select(coated, F(1.0F), clear) * faint;
        const V3 result = mix(dome, seen, select(traced, part, F(0.0F)));
        reflected = select(coated, reflected, result);
        coat_reflected = select(coated, result, coat_reflected);
    }

    const V3 matt = look.albedo * ((F(1.0F) - look.metallic) * (F(1.0F) - look.transmission));
    V3 radiance = matt * light.diffuse * (V3(F(1.0F)) - mirror) + mirror * reflected;
    const M glass = active & (look.transmission > F(0.01F));
    if (any(glass)) {
        const V3 seen = seen_through(view, ray, hit, s, pixel_rad, glass);
        const V3 passed = seen * look.transmission * (V3(F(1.0F)) - mirror);
        radiance = radiance + select(glass, passed, V3(F(0.0F)));
    }
    radiance = radiance * (F(1.0F) - coat) + coat_reflected * coat;
    radiance = radiance + light.highlight + look.emission;

    out.radiance = select(active, radiance, out.radiance);
    out.albedo = select(active, mix(look.albedo, f0, look.metallic), out.albedo);
    out.light = select(active, light.diffuse, out.light);
    out.normal = select(active, look.normal_world, out.normal);
    alpha = select(active, look.alpha, alpha);
}

/// Everything a packet of primary rays sees. `point` is what locate() tells of the hits; `known`,
/// which may be null, what is known of their light.
HIBARI_NOINLINE inline void shade_hits(
    const SceneView& view,
    const Ray& ray,
    const LightPoint& point,
    const KnownLight* known,
    F pixel_rad,
    M active,
    Hit& hit,
    Shaded& out
) {
    const FrameUniforms& scene = *view.scene;
    out.radiance = V3(F(0.0F));
    out.light = V3(F(1.0F));
    out.normal = V3(F(0.0F));
    out.albedo = V3(F(0.0F));
    const M sky = active & (hit.ref == I(kHitNone));
    if (any(sky)) {
        const V3 radiance = sky_radiance(scene.sky, ray.direction, pixel_rad, true);
        out.radiance = select(sky, radiance, out.radiance);
        out.albedo = select(sky, radiance, out.albedo);
    }
    const M water = active & (hit.ref == I(kHitWater));
    if (any(water)) {
        shade_water_surface(view, ray, hit, pixel_rad, water, out);
    }
    const M solid = active & !sky & !water;
    F alpha(1.0F);
    if (any(solid)) {
        shade_solid(view, ray, hit, point, known, pixel_rad, solid, out, alpha);
    }
    const M there = active & !sky;
    if (any(there)) {
        const V3 hazy = apply_fog(scene.sky, out.radiance, ray.origin, ray.direction, hit.t);
        out.radiance = select(there, hazy, out.radiance);
    }
    // Holes: look on behind them, a few layers deep.
    Hit layer = hit;
    F open = F(1.0F) - alpha;
    M holes = solid & (open > F(0.004F));
    V3 sum = out.radiance * alpha;
    for (int i = 0; i < 6 && any(holes); ++i) {
        Hit next = no_hit(F(kNoHit));
        trace_ray(
            view, ray, layer.t + F(1e-3F) + layer.t * F(1e-5F), pixel_rad, holes, Reach::kAll, next
        );
        next.t = select(holes, next.t, layer.t);
        const M nothing = holes & (next.ref == I(kHitNone));
        Shaded behind = out;
        F cover(1.0F);
        if (any(nothing)) {
            const V3 radiance = sky_radiance(scene.sky, ray.direction, pixel_rad, true);
            behind.radiance = select(nothing, radiance, behind.radiance);
            behind.albedo = select(nothing, radiance, behind.albedo);
            behind.normal = select(nothing, V3(F(0.0F)), behind.normal);
        }
        const M wet = holes & (next.ref == I(kHitWater));
        if (any(wet)) {
            shade_water_surface(view, ray, next, pixel_rad, wet, behind);
        }
        const M firm = holes & !nothing & !wet;
        if (any(firm)) {
            LightPoint farther;
            locate(view, ray, next, firm, farther);
            shade_solid(view, ray, next, farther, nullptr, pixel_rad, firm, behind, cover);
        }
        if (any(holes & !nothing)) {
            const V3 hazy =
                apply_fog(scene.sky, behind.radiance, ray.origin, ray.direction, next.t);
            behind.radiance = select(holes & !nothing, hazy, behind.radiance);
        }
        // The buffers tell of the first layer that covers most of the pixel.
        const M main = holes & (open > F(0.5F)) & (cover > F(0.5F));
        hit.t = select(main, next.t, hit.t);
        hit.ref = select(main, next.ref, hit.ref);
        out.albedo = select(main, behind.albedo, out.albedo);
        out.light = select(main, behind.light, out.light);
        out.normal = select(main, behind.normal, out.normal);
        sum += select(holes, behind.radiance * (open * cover), V3(F(0.0F)));
        open = select(holes, open * (F(1.0F) - cover), open);
        layer = next;
        holes = firm & (open > F(0.02F));
    }
    out.radiance = select(solid & (alpha < F(0.996F)), sum, out.radiance);
}

HIBARI_LANES_END
