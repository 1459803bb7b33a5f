// Thin and airy things drawn over the surfaces: strands, particles, rain and snow. Each covers a
// share of the pixel that is known exactly, so nothing flickers however thin it is.
#pragma once

#include "world/render/crew.h"
#include "world/render/kernels.h"
#include "world/render/shade.h"

HIBARI_LANES_BEGIN

/// A packet of finished pixels, on their way to the buffer.
struct Pixels {
    V3 color;
    F depth;     ///< along the view axis
    F distance;  ///< along the ray
    I body;
    I entity;
};

HIBARI_FN V3 open_light(const SceneView& view, const V3& n) {
    const SkyParams& sky = view.scene->sky;
    V3 light = dome_light(view.ambient_light, n) + V3(view.ground_light) * F(0.3F);
    return light + V3(sky.sun_color) * F(0.6F);
}

/// Light on a strand: as a thread sees it, without shadows but with the lamps.
HIBARI_FN V3 thread_light(const SceneView& view, const V3& world) {
    V3 light = open_light(view, V3(Vec3{0, 1, 0}));
    for (int i = 0; i < view.lamp_count; ++i) {
        const V3 to = V3(view.lamps[i].position) - world;
        const F away2 = max(dot(to, to), F(0.05F));
        light += V3(view.lamps[i].color) * (F(0.6F) / away2);
    }
    return light;
}

HIBARI_FN void draw_strand(
    const SceneView& view,
    const Strand& strand,
    const Ray& ray,
    const F& forward,
    float pixel_rad,
    Pixels& out
) {
    // Closest passage of ray and segment.
    const V3 axis = V3(strand.b) - V3(strand.a);
    const V3 offset = ray.origin - V3(strand.a);
    const F aa = dot(axis, axis);
    const F ad = dot(axis, ray.direction);
    const F ao = dot(axis, offset);
    const F od = dot(offset, ray.direction);
    const F det = max(aa - ad * ad, F(1e-9F));
    const F along = saturate((ao - ad * od) / det);
    const F t = ad * along - od;
    const V3 nearest = V3(strand.a) + axis * along;
    const V3 away = ray.origin + ray.direction * t - nearest;
    const F pixel = t * F(pixel_rad);
    const F radius(strand.radius);
    // Box-filtered profile of a bar of width 2 r, one pixel wide.
    const F gap = length(away);
    const F cover = saturate(
        (min(gap + pixel * F(0.5F), radius) - max(gap - pixel * F(0.5F), -radius)) /
        max(pixel, F(1e-6F))
    );
    const M seen = (t > F(0.02F)) & (t < out.distance - F(1e-3F)) & (cover > F(0.002F));
    if (none(seen)) {
        return;
    }
    const MaterialParams& material = view.materials[strand.material];
    // Round where it is wide enough to tell: darker where it turns away.
    const F edge = saturate(gap / radius);
    const F round = F(1.0F) - F(0.35F) * edge * edge * saturate(radius / pixel - F(0.5F));
    V3 color = V3(material.look.base) * thread_light(view, nearest) * round +
               V3(material.look.base) * F(material.look.emission);
    color = apply_fog(view.scene->sky, color, ray.origin, ray.direction, t);
    const F share = select(seen, cover, F(0.0F));
    out.color = mix(out.color, color * F(view.scene->exposure), share);
    const M main = share > F(0.5F);
    out.distance = select(main, t, out.distance);
    out.depth = select(main, t * forward, out.depth);
    out.body = select(main, I(GBuffer::kSoftId), out.body);
    out.entity = select(main, I(strand.entity), out.entity);
}

HIBARI_FN void draw_particle(
    const SceneView& view,
    const ParticleSprite& particle,
    const Ray& ray,
    const F& forward,
    float pixel_rad,
    Pixels& out
) {
    const FrameCamera& camera = view.scene->camera;
    const V3 offset = V3(particle.position) - ray.origin;
    const F t = dot(offset, ray.direction);
    const V3 away = ray.direction * t - offset;
    const F pixel = max(t, F(0.05F)) * F(pixel_rad);
    // Never smaller than a pixel; a smaller one covers less of it.
    const F radius = max(F(particle.radius), pixel * F(0.75F));
    const F share = square(F(particle.radius) / radius);
    F x = dot(away, V3(camera.right)) / radius;
    F y = dot(away, V3(camera.up)) / radius;
    if (particle.kind == ParticleKind::kSpark || particle.kind == ParticleKind::kSpray) {
        // Fast ones are streaks: stretched along their way across the picture in 1/60 s.
        const F vx = dot(V3(particle.velocity), V3(camera.right));
        const F vy = dot(V3(particle.velocity), V3(camera.up));
        const F speed = sqrt(vx * vx + vy * vy);
        const F stretch = F(1.0F) + min(speed * F(1.0F / 120.0F) / radius, F(6.0F));
        const F inverse = F(1.0F) / max(speed, F(1e-4F));
        // What lies still has no way, and stays round.
        const F ux = select(speed > F(1e-4F), vx * inverse, F(1.0F));
        const F uy = vy * inverse;
        const F along = (x * ux + y * uy) / stretch;
        const F across = y * ux - x * uy;
        x = along * ux - across * uy;
        y = along * uy + across * ux;
    }
    const F r2 = x * x + y * y;
    // Soft where it meets a surface: no hard cut through smoke.
    const F soft = saturate((out.distance - t) / radius + F(0.35F));
    const M seen = (r2 < F(1.0F)) & (t > F(0.05F)) & (soft > F(0.0F));
    if (none(seen)) {
        return;
    }
    ParticleLook look;
    shade_particle(particle, view.scene->surroundings, {x, y}, pixel, look);
    V3 color = look.albedo * open_light(view, V3(Vec3{0, 1, 0})) + look.emission;
    color = apply_fog(view.scene->sky, color, ray.origin, ray.direction, t);
    const F cover = select(seen, saturate(look.alpha * share * soft), F(0.0F));
    out.color = mix(out.color, color * F(view.scene->exposure), cover);
    const M main = cover > F(0.6F);
    out.distance = select(main, t, out.distance);
    out.depth = select(main, t * forward, out.depth);
    out.body = select(main, I(GBuffer::kParticleId), out.body);
    out.entity = select(main, I(0), out.entity);
}

template <typename Lens>
HIBARI_FN void draw_overlays(
    const FrameJob& job, const Tile& tile, const Lens& lens, const Crew& crew
) {
    const SceneView& view = *job.view;
    const FrameUniforms& scene = *view.scene;
    const std::uint32_t first = job.tile_start[tile.index];
    const std::uint32_t last = job.tile_start[tile.index + 1];
    const Precipitation& falling = scene.precipitation;
    const bool wet = falling.rain > 0.0F || falling.snow > 0.0F;
    if (first == last && !wet) {
        return;
    }
    const GBufferView& out = job.out;
    constexpr int kRowPackets = kTileSize / kLanes;
    crew.each(kTileSize * kRowPackets, [&](int packet) {
        const int x = tile.x + packet % kRowPackets * kLanes;
        const int y = tile.y + packet / kRowPackets;
        if (x >= tile.x + tile.width || y >= tile.y + tile.height) {
            return;
        }
        const F px = to_float(lane_index()) + F(static_cast<float>(x) + 0.5F);
        const V3 direction = lens.direction(px, F(static_cast<float>(y) + 0.5F));
        const Ray ray{V3(scene.camera.position), direction};
        const F forward = dot(direction, V3(scene.camera.forward));
        const int count = tile.x + tile.width - x < kLanes ? tile.x + tile.width - x : kLanes;
        const std::size_t row = static_cast<std::size_t>(y) * static_cast<std::size_t>(out.width) +
                                static_cast<std::size_t>(x);
        Pixels pixels{V3(F(0.0F)), F(1.0F), F(1.0F), I(0), I(0)};
        for (int k = 0; k < count; ++k) {
            const std::size_t at = row + static_cast<std::size_t>(k);
            set_lane(pixels.color.x, k, out.color[at].x);
            set_lane(pixels.color.y, k, out.color[at].y);
            set_lane(pixels.color.z, k, out.color[at].z);
            set_lane(pixels.depth, k, out.depth[at]);
            set_lane(pixels.body, k, out.body[at]);
            set_lane(pixels.entity, k, out.entity[at]);
        }
        pixels.distance = pixels.depth / max(forward, F(1e-4F));
        for (std::uint32_t i = first; i < last; ++i) {
            const Overlay& overlay = job.overlays[job.tile_entries[i]];
            if (overlay.kind == Overlay::Kind::kStrand) {
                draw_strand(view, view.strands[overlay.index], ray, forward, lens.step, pixels);
            } else {
                draw_particle(view, view.particles[overlay.index], ray, forward, lens.step, pixels);
            }
        }
        if (wet) {
            PrecipitationLook look;
            shade_precipitation(
                falling, ray.origin, ray.direction, pixels.distance, F(lens.step), look
            );
            const F bright = look.brightness * F(scene.exposure);
            const V3 far = open_light(view, V3(Vec3{0, 1, 0})) * bright;
            pixels.color = mix(pixels.color, far, look.veil);
            // Lamps light the single drops: at night they would be dark before what is lit.
            const V3 near = thread_light(view, ray.origin + ray.direction * look.drop_m) * bright;
            pixels.color = mix(pixels.color, near, look.drops);
        }
        for (int k = 0; k < count; ++k) {
            const std::size_t at = row + static_cast<std::size_t>(k);
            out.color[at] = {
                lane(pixels.color.x, k), lane(pixels.color.y, k), lane(pixels.color.z, k)
            };
            out.depth[at] = lane(pixels.depth, k);
            out.body[at] = static_cast<std::uint16_t>(lane(pixels.body, k));
            out.entity[at] = static_cast<std::uint16_t>(lane(pixels.entity, k));
        }
    });
}

HIBARI_LANES_END
