// The look of parts and of the ground. Compiled once per instruction set: see lanes.h.
#include "world/render/surface/modelling.h"
#include "world/render/surface/patterns.h"
#include "world/render/surface/picture.h"
#include "world/things/terrain_eval.h"

HIBARI_LANES_BEGIN

namespace surface {
namespace {

/// Grounds are drawn over their XZ plane; a part wears them over its faces.
HIBARI_FN bool lies_flat(Surface surface) {
    switch (surface) {
        case Surface::kParquet:
        case Surface::kAsphalt:
        case Surface::kGrass:
        case Surface::kSand:
        case Surface::kSnow:
        case Surface::kEarth:
        case Surface::kMoonDust:
        case Surface::kRoad:
        case Surface::kCourt:
            return true;
        default:
            return false;
    }
}

/// Things of the outdoors that rain wets and snow settles on.
HIBARI_FN bool stands_outside(Surface surface) {
    switch (surface) {
        case Surface::kSkin:
        case Surface::kFace:
        case Surface::kHair:
        case Surface::kFur:
        case Surface::kFeathers:
        case Surface::kScales:
        case Surface::kFlame:
        case Surface::kGlow:
        case Surface::kScreen:
        case Surface::kNet:
            return false;
        default:
            return true;
    }
}

HIBARI_FN void put(const SurfaceIn& in, const Look& look, SurfaceOut& out) {
    out.albedo = look.albedo;
    out.emission = look.emission;
    out.roughness = look.roughness;
    out.metallic = look.metallic;
    out.specular = look.specular;
    out.clear_coat = look.clear_coat;
    out.transmission = look.transmission;
    out.alpha = look.alpha;
    out.subsurface = look.subsurface;
    out.sheen = look.sheen;
    const V3 slope = in.axis_x * look.slope.x + in.axis_y * look.slope.y + in.axis_z * look.slope.z;
    V3 n = bend(in.normal_world, slope);
    // A bumped normal never looks away from the eye: it is pulled back to grazing.
    const F facing = dot(n, in.view);
    const F lack = max(F(0.02F) - facing, F(0.0F));
    out.normal_world = normalize(n + in.view * lack);
}

HIBARI_FN V3 within(const V3& p, float limit) {
    const V3 most{F(limit), F(limit), F(limit)};
    return min(max(p, V3(F(-limit))), most);
}

/// The pixel's width on the surface: across the line of sight it is `footprint_m`, along it longer
/// at a grazing look. The geometric mean keeps detail without shimmer; the caster's extra samples
/// take the rest.
HIBARI_FN F spread(const SurfaceIn& in) {
    return max(in.footprint_m, F(1e-6F)) * rsqrt(max(in.view_cos, F(0.06F)));
}

/// Coordinates beyond this are held: no pattern is seen from so far, and whole numbers must fit.
constexpr float kReach = 1e5F;

/// Hard things keep a film of water; soft ones only darken.
HIBARI_FN bool sheds_water(Surface surface) {
    switch (surface) {
        case Surface::kGrass:
        case Surface::kEarth:
        case Surface::kSand:
        case Surface::kSnow:
        case Surface::kMoonDust:
        case Surface::kBark:
        case Surface::kFoliage:
        case Surface::kFabric:
        case Surface::kDenim:
        case Surface::kCardboard:
        case Surface::kPaper:
        case Surface::kBrick:
        case Surface::kPlaster:
            return false;
        default:
            return true;
    }
}

/// Water darkens what it soaks; `coat` is how much of it stays as a film, `film` a puddle's mirror.
HIBARI_FN void wet(Look& look, F amount, float coat, F film) {
    look.albedo = look.albedo * mix(F(1.0F), F(0.62F), amount * (F(1.0F) - look.metallic));
    look.roughness = mix(look.roughness, look.roughness * F(0.7F - 0.35F * coat), amount);
    look.clear_coat = max(look.clear_coat, max(amount * F(0.45F * coat), film));
    look.albedo = look.albedo * (F(1.0F) - F(0.3F) * film);
    look.slope = look.slope * (F(1.0F) - F(0.97F) * film);
}

/// Snow that has settled on what looks up.
HIBARI_FN void settle(Look& look, const V3& world, F up, F footprint, float amount) {
    const Noise2 edge = fbm2(world.x * F(3.0F), world.z * F(3.0F), 4, footprint * F(3.0F), 701);
    const F lies =
        smoothstep(F(0.0F), F(0.22F), up - F(1.15F - 0.75F * amount) + F(0.22F) * edge.value);
    const V3 white = V3{F(0.84F), F(0.88F), F(0.93F)} * (F(1.0F) + F(0.05F) * edge.value);
    look.albedo = mix(look.albedo, white, lies);
    look.roughness = mix(look.roughness, F(0.8F), lies);
    look.metallic = look.metallic * (F(1.0F) - lies);
    look.clear_coat = look.clear_coat * (F(1.0F) - lies);
    look.subsurface = mix(look.subsurface, F(0.35F), lies);
    look.slope = look.slope * (F(1.0F) - F(0.8F) * lies);
}

}  // namespace
}  // namespace surface

HIBARI_KERNEL void shade_surface(const SurfaceIn& in, SurfaceOut& out) {
    using namespace surface;
    const Brush brush = brush_of(*in.material, *in.environment);
    const V3 from_eye = -in.view;
    Site site;
    site.p = within(in.local, kReach);
    site.n = in.normal_local;
    site.view = V3{dot(from_eye, in.axis_x), dot(from_eye, in.axis_y), dot(from_eye, in.axis_z)};
    const F pixel = spread(in);
    site.footprint = pixel;
    const Modelling modelling = in.environment->modelling;
    if (modelling != Modelling::kNatural) {
        site.footprint = max(pixel, F(modelled_detail_m(brush)));
    }
    Look look;
    if (brush.surface == Surface::kFace && in.face != nullptr) {
        face_pattern(site, brush, *in.face, look);
    } else if (lies_flat(brush.surface)) {
        const Chart c = chart(site, brush, 1.0F);
        Site flat;
        flat.p = V3{c.u, F(0.0F), c.v};
        flat.n = V3{F(0.0F), F(1.0F), F(0.0F)};
        flat.view =
            V3{dot(site.view, c.along_u), -abs(dot(site.view, site.n)), dot(site.view, c.along_v)};
        flat.footprint = site.footprint;
        any_pattern(flat, brush, look);
        look.slope = chart_slope(c, look.slope.x, look.slope.z);
    } else {
        any_pattern(site, brush, look);
    }
    if (in.picture != nullptr) {
        constexpr float kModelledPicture_m = 0.004F;
        lay_picture(
            in, modelling == Modelling::kNatural ? pixel : max(pixel, F(kModelledPicture_m)), look
        );
    }
    const SurfaceEnvironment& air = *in.environment;
    if (stands_outside(brush.surface)) {
        if (air.wetness > 0.0F) {
            const F up = saturate(in.normal_world.y * F(0.8F) + F(0.35F));
            wet(look, up * F(air.wetness), sheds_water(brush.surface) ? 1.0F : 0.0F, F(0.0F));
        }
        if (air.snow > 0.0F) {
            settle(look, within(in.world, kReach), in.normal_world.y, site.footprint, air.snow);
        }
    }
    if (modelling == Modelling::kNatural) {
        sane(look);
        put(in, look, out);
        return;
    }
    site.footprint = pixel;
    if (modelling == Modelling::kClay) {
        const float widest = std::max(brush.half.x, std::max(brush.half.y, brush.half.z));
        knead(site, widest > 1.2F ? 2.5F : 1.0F, brush.seed, look);
        sane(look);
        put(in, look, out);
        return;
    }
    const Facet facet = facet_of(in.normal_local);
    const V3& d = facet.direction;
    SurfaceIn flat = in;
    flat.normal_world = normalize(in.axis_x * d.x + in.axis_y * d.y + in.axis_z * d.z);
    cut_flat(random_cell(facet.id, F(0.0F), brush.seed), look);
    sane(look);
    put(flat, look, out);
}

namespace surface {
namespace {

/// What covers the hills behind a place.
HIBARI_FN Look
hillside(const GroundParams& ground, const Site& site, const Look& near, F height, F steep) {
    const F fp = site.footprint;
    const Noise2 wide = fbm2(site.p.x * F(0.02F), site.p.z * F(0.02F), 4, fp * F(0.02F), 711);
    const Noise2 fine = fbm2(site.p.x * F(0.35F), site.p.z * F(0.35F), 5, fp * F(0.35F), 712, 0.6F);
    Look look = near;
    V3 cover_color = near.albedo;
    switch (ground.substance) {
        case Substance::kSand:
        case Substance::kSnow:
            break;
        default: {
            // Meadows and woods by patches.
            const V3 meadow{F(0.10F), F(0.14F), F(0.035F)};
            const V3 dry{F(0.19F), F(0.17F), F(0.07F)};
            const V3 wood_{F(0.022F), F(0.045F), F(0.014F)};
            const F trees = smoothstep(F(-0.05F), F(0.12F), wide.value + F(0.25F) * fine.value);
            cover_color = mix(mix(meadow, dry, saturate(F(0.4F) + fine.value)), wood_, trees);
            look.slope = V3{fine.dx, F(0.0F), fine.dy} * (F(0.35F) * trees + F(0.06F));
            look.roughness = F(0.95F);
            look.specular = F(0.02F);
            look.clear_coat = F(0.0F);
            break;
        }
    }
    const bool moon = ground.material.look.surface == Surface::kMoonDust;
    if (!moon && ground.substance != Substance::kSand) {
        const F bare = smoothstep(F(0.42F), F(0.62F), steep + F(0.14F) * fine.value);
        const V3 stone = V3{F(0.23F), F(0.22F), F(0.21F)} * (F(1.0F) + F(0.35F) * fine.value);
        cover_color = mix(cover_color, stone, bare);
        look.slope = look.slope + V3{fine.dx, F(0.0F), fine.dy} * (F(0.25F) * bare);
    }
    const bool alpine = ground.terrain.hill_height_m > 90.0F;
    if (alpine || ground.substance == Substance::kSnow) {
        const float line = alpine ? ground.terrain.hill_height_m * 0.45F : -1e6F;
        const F high = smoothstep(
            F(0.0F),
            F(0.18F),
            (height - F(line)) / F(ground.terrain.hill_height_m + 1.0F) + F(0.12F) * wide.value
        );
        const F holds =
            high * (F(1.0F) - smoothstep(F(0.52F), F(0.75F), steep + F(0.12F) * fine.value));
        cover_color = mix(cover_color, V3{F(0.82F), F(0.86F), F(0.92F)}, holds);
    }
    look.albedo = cover_color * (F(1.0F) + F(0.10F) * wide.value);
    return look;
}

/// Fallen leaves: in each cell at most one, an oval turned at random; from afar their mean.
HIBARI_FN void strew(const GroundParams& ground, const Site& site, F flat, Look& look) {
    constexpr float kPerMetre = 9.0F;
    const F x = site.p.x * F(kPerMetre);
    const F z = site.p.z * F(kPerMetre);
    const Noise2 heap =
        fbm2(site.p.x * F(0.5F), site.p.z * F(0.5F), 3, site.footprint * F(0.5F), 761, 0.6F);
    const F share = saturate(F(0.52F * ground.litter) + F(0.5F) * heap.value) * flat;
    const auto color_of = [&](F pick) {
        const V3 one = mix(lanes(ground.litter_colors[0]), lanes(ground.litter_colors[1]), pick);
        return mix(one, lanes(ground.litter_colors[2]), step(F(0.7F), pick));
    };
    const F near = resolved(F(0.06F), site.footprint);
    F covered = share * F(0.45F) * (F(1.0F) - near);
    V3 color = color_of(F(0.5F));
    F slope_x(0.0F);
    if (any(near > F(0.0F))) {
        const Cells c = cells2(x, z, 762, 0.8F);
        const F angle = unit2(c.id) * F(6.2831853F);
        const F u = c.dx * cos(angle) + c.dy * sin(angle);
        const F v = c.dy * cos(angle) - c.dx * sin(angle);
        const F oval = F(0.20F) - sqrt(square(u * F(0.6F)) + square(v));
        const F leaf = cover(oval * F(1.0F / kPerMetre), site.footprint) * step(unit(c.id), share);
        color = mix(color, color_of(unit3(c.id)) * (F(0.75F) + F(0.4F) * unit2(c.id)), near);
        color = color * (F(1.0F) - F(0.25F) * near * cover(F(0.02F) - abs(v), F(0.02F)));
        covered = covered + leaf * near;
        slope_x = (unit3(c.id) - F(0.5F)) * leaf * near;
    }
    look.albedo = mix(look.albedo, color, covered);
    look.roughness = mix(look.roughness, F(0.7F), covered);
    look.slope = mix(look.slope, V3{slope_x, F(0.0F), slope_x * F(0.7F)}, covered);
}

/// Light that waves focus on a shallow bottom: bright lines between wandering cells.
HIBARI_FN F caustics(const V3& world, float time_s, F footprint) {
    const F t(time_s * 0.6F);
    const Noise2 warp = noise2(world.x * F(1.3F) + t, world.z * F(1.3F) - t, 721);
    const Cells a =
        cells2(world.x * F(2.6F) + warp.value + t * F(0.5F), world.z * F(2.6F) + warp.value, 722);
    const F line = square(saturate(F(1.0F) - (a.second - a.nearest) * F(2.2F)));
    return line * resolved(F(0.35F), footprint);
}

}  // namespace
}  // namespace surface

HIBARI_KERNEL void shade_ground(
    const GroundParams& ground, const Water& water, const SurfaceIn& in, SurfaceOut& out
) {
    using namespace surface;
    const Brush brush = brush_of(ground.material, *in.environment);
    Site site;
    site.p = within(in.world, kReach);
    site.n = in.normal_world;
    site.view = -in.view;
    const F pixel = spread(in);
    site.footprint = pixel;
    const Modelling modelling = in.environment->modelling;
    if (modelling != Modelling::kNatural) {
        site.footprint = max(pixel, F(modelled_detail_m(brush)));
    }
    Look look;
    const bool flat = lies_flat(brush.surface);
    if (brush.surface == Surface::kCourt) {
        const F px = site.p.x - F(ground.court_origin.x);
        const F pz = site.p.z - F(ground.court_origin.y);
        const F ax(ground.court_ahead.x);
        const F az(ground.court_ahead.y);
        Site marked = site;
        marked.p = V3{px * az - pz * ax, site.p.y, px * ax + pz * az};
        any_pattern(marked, brush, look);
        // The relief turns back with the court.
        look.slope =
            V3{look.slope.x * az + look.slope.z * ax, F(0.0F), look.slope.z * az - look.slope.x * ax
            };
    } else if (flat) {
        any_pattern(site, brush, look);
    } else {
        Site level = site;
        level.n = V3{F(0.0F), F(1.0F), F(0.0F)};
        any_pattern(level, brush, look);
    }
    const F x = site.p.x;
    const F z = site.p.z;
    const F fp = site.footprint;
    const F steep = F(1.0F) - in.normal_world.y;
    if (ground.terrain.hill_height_m > 0.0F) {
        const float radius = ground.terrain.flat_radius_m;
        const Noise2 edge = noise2(x * F(0.06F), z * F(0.06F), 731);
        const F r = sqrt(x * x + z * z) + edge.value * F(radius * 0.25F);
        const F far = smoothstep(F(radius * 1.02F), F(radius * 1.45F + 6.0F), r);
        if (any(far > F(0.0F))) {
            const Look hill = hillside(ground, site, look, site.p.y, steep * F(2.0F));
            look.albedo = mix(look.albedo, hill.albedo, far);
            look.slope = mix(look.slope, hill.slope, far);
            look.roughness = mix(look.roughness, hill.roughness, far);
            look.specular = mix(look.specular, hill.specular, far);
            look.clear_coat = mix(look.clear_coat, hill.clear_coat, far);
        }
    }
    if (water.present && ground.terrain.kind == TerrainKind::kShore) {
        // Sand that the last waves reached is dark, smooth and shines.
        const Noise2 lap = noise2(x * F(0.35F), F(in.environment->time_s * 0.22F), 741);
        const F above = site.p.y - F(water.level_m) - F(0.05F) - lap.value * F(0.05F);
        const F soaked = F(1.0F) - smoothstep(F(0.0F), F(0.16F), above);
        const F shining = F(1.0F) - smoothstep(F(-0.02F), F(0.05F), above);
        wet(look, soaked * F(0.9F), 0.3F, shining * F(0.7F));
    }
    if (water.present) {
        const F under = F(water.level_m) - site.p.y;
        if (ground.terrain.kind == TerrainKind::kChannel) {
            // Gravel and sand, not the grass of the banks.
            const Noise2 grit = noise2(x * F(3.1F), z * F(3.1F), 742);
            const V3 bed = V3(Vec3{0.30F, 0.25F, 0.17F}) * (F(0.8F) + F(0.4F) * grit.value);
            look.albedo = mix(look.albedo, bed, smoothstep(F(-0.12F), F(0.02F), under));
            wet(look, smoothstep(F(-0.2F), F(0.0F), under) * F(0.7F), 0.3F, F(0.0F));
        }
        // The light is gathered some way down, hardly over a ford.
        const F sunk = smoothstep(F(0.05F), F(0.9F), under) * exp(under * F(-0.5F));
        if (any(sunk > F(0.0F))) {
            const F light = caustics(site.p, in.environment->time_s, fp);
            look.albedo = look.albedo * (F(1.0F) + sunk * (F(1.1F) * light - F(0.22F)));
        }
    }
    if (ground.litter > 0.0F) {
        strew(ground, site, smoothstep(F(0.75F), F(0.9F), in.normal_world.y), look);
    }
    if (ground.wetness > 0.0F) {
        const Noise2 low = fbm2(x * F(0.55F), z * F(0.55F), 4, fp * F(0.55F), 751);
        const bool hard = ground.substance == Substance::kConcrete ||
                          ground.substance == Substance::kStone ||
                          ground.substance == Substance::kEarth;
        const F level = smoothstep(F(0.97F), F(0.995F), in.normal_world.y);
        const F pool =
            level *
            (hard ? smoothstep(
                        F(0.22F),
                        F(0.34F),
                        low.value + F((ground.substance == Substance::kEarth ? 0.08F : 0.25F) *
                                      ground.wetness)
                    )
                  : F(0.0F));
        wet(look, F(ground.wetness), hard ? 1.0F : 0.0F, pool * F(ground.wetness));
        // Drops ring in the puddles.
        const Cells drop = cells2(x * F(5.0F), z * F(5.0F), 752, 0.8F);
        const F phase = fract(F(in.environment->time_s * 1.4F) + unit(drop.id));
        const F ring = drop.nearest - phase * F(0.5F);
        const F swell = bell(ring * F(22.0F)) * (F(1.0F) - phase) * pool * resolved(F(0.08F), fp);
        const F k = swell * F(0.5F * ground.wetness) / max(drop.nearest, F(0.02F)) * sign(ring);
        look.slope = look.slope + V3{drop.dx * k, F(0.0F), drop.dy * k};
    }
    if (ground.snow > 0.0F && brush.surface != Surface::kSnow) {
        settle(look, site.p, in.normal_world.y, fp, ground.snow);
    }
    if (modelling == Modelling::kNatural) {
        sane(look);
        put(in, look, out);
        return;
    }
    site.footprint = pixel;
    if (modelling == Modelling::kClay) {
        knead(site, 2.5F, 3U, look);
        sane(look);
        put(in, look, out);
        return;
    }
    const F stage(ground.terrain.flat_radius_m + 12.0F);
    const M far = x * x + z * z > stage * stage;
    const NetTriangle near_net = net_triangle(x, z, kNetNear_m);
    const NetTriangle far_net = net_triangle(x, z, kNetFar_m);
    NetTriangle net = near_net;
    for (int k = 0; k < 3; ++k) {
        net.x[k] = select(far, far_net.x[k], near_net.x[k]);
        net.z[k] = select(far, far_net.z[k], near_net.z[k]);
    }
    net.cell_x = select(far, far_net.cell_x, near_net.cell_x);
    net.cell_z = select(far, far_net.cell_z, near_net.cell_z);
    const F size = select(far, F(kNetFar_m), F(kNetNear_m));
    const F seen = resolved(size, pixel);
    SurfaceIn level = in;
    if (ground.terrain.kind != TerrainKind::kFlat || ground.terrain.hill_height_m > 0.0F) {
        const auto height = [&](int k) {
            return terrain_height(ground.terrain, net.x[k], net.z[k]);
        };
        level.normal_world =
            normalize(mix(in.normal_world, net_normal(net, height(0), height(1), height(2)), seen));
    }
    const F shade = random_cell(net.cell_x, net.cell_z, 5U);
    cut_flat(mix(F(0.5F), shade, seen), look);
    sane(look);
    put(level, look, out);
}

HIBARI_LANES_END
