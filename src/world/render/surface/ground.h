// Grounds: patterns over the world's XZ plane. Grass, sand, snow, earth, moon dust, asphalt, road,
// parquet and court.
#pragma once

#include "world/render/surface/look.h"

HIBARI_LANES_BEGIN

namespace surface {

/// Blades of a lawn met by one line of sight.
struct Blades {
    F cover;  ///< share of the pixel that a blade covers
    F tone;   ///< brightness relative to the mean
    F lean_x;
    F lean_z;
};

/// Layers of short stalks, met from the top (shell texturing: Lengyel et al., "Real-Time Fur over
/// Arbitrary Surfaces", 2001), so that blades stand up when seen from the side.
HIBARI_FN Blades blades(
    const Site& s, F warp_x, F warp_z, float cell, float height, int layers, std::uint32_t seed
) {
    const F down = max(abs(s.view.y), F(0.10F));
    const F shear_x = s.view.x / down;
    const F shear_z = s.view.z / down;
    const F soft = s.footprint * F(0.6F) + F(0.0006F);
    Blades out{F(0.0F), F(0.0F), F(0.0F), F(0.0F)};
    for (int k = 0; k < layers; ++k) {
        const float share = 1.0F - (static_cast<float>(k) + 0.35F) / static_cast<float>(layers);
        const float h = share * height;
        const F x = (s.p.x + warp_x - shear_x * F(h)) * F(1.0F / cell);
        const F z = (s.p.z + warp_z - shear_z * F(h)) * F(1.0F / cell);
        const F cx = floor(x);
        const F cz = floor(z);
        const U bits = hash_cell(cx, cz, seed);
        const F tall = F(0.45F) + F(0.55F) * unit2(bits);
        const F lean = (unit3(bits) - F(0.5F)) * F(share * 0.7F);
        const F px = x - cx - F(0.3F) - F(0.4F) * unit(bits) - lean * F(0.5F);
        const F pz = z - cz - F(0.3F) - F(0.4F) * unit2(bits * U(7U)) + lean * F(0.3F);
        const F radius = F(0.42F) * (F(1.0F) - F(share) / tall);
        const F inside = cover((radius - sqrt(px * px + pz * pz)) * F(cell), soft) *
                         select(radius > F(0.0F), F(1.0F), F(0.0F));
        const F seen = inside * (F(1.0F) - out.cover);
        out.cover += seen;
        out.tone += seen * (F(0.45F + 0.95F * share) + F(0.35F) * (unit(bits) - F(0.5F)));
        out.lean_x += seen * (unit(bits * U(3U)) - F(0.5F));
        out.lean_z += seen * (unit(bits * U(5U)) - F(0.5F));
    }
    return out;
}

HIBARI_FN Look grass(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F x = s.p.x;
    const F z = s.p.z;
    const F fp = s.footprint;
    const Noise2 field = fbm2(x * F(0.13F), z * F(0.13F), 3, fp * F(0.13F), 11);
    const Noise2 clump = fbm2(x * F(2.1F), z * F(2.1F), 3, fp * F(2.1F), 12, 0.6F);
    // A lawn is never as pure as its leaves: straw and soil shine through.
    const V3 base = saturated(look.albedo, F(0.80F)) * V3{F(1.10F), F(0.90F), F(0.92F)};
    const V3 lush = base * V3{F(0.74F), F(0.92F), F(0.75F)};
    const V3 dry = base * V3{F(1.45F), F(1.12F), F(0.85F)};
    V3 color = mix(lush, dry, saturate(F(0.45F) + F(0.4F) * field.value + F(0.3F) * clump.value));
    color = color * (F(1.0F) + F(0.22F) * clump.value);
    // Tufts: a few centimetres, seen well beyond where single blades can be told.
    const F lift = F(0.03F) / max(abs(s.view.y), F(0.15F));
    const F tx = x - s.view.x * lift;
    const F tz = z - s.view.z * lift;
    const Noise2 tuft = fbm2(tx * F(17.0F), tz * F(17.0F), 3, fp * F(17.0F), 13, 0.75F);
    color = color * max(F(1.0F) + F(0.5F) * tuft.value, F(0.2F));
    // Where blades are too fine to see, their shadows on one another still darken the mean.
    color = color * mix(F(0.66F), F(1.0F), resolved(F(0.03F), fp));
    F gx = tuft.dx * F(0.3F) + clump.dx * F(0.09F);
    F gz = tuft.dy * F(0.3F) + clump.dy * F(0.09F);
    const F near = resolved(F(0.03F), fp);
    if (any(near > F(0.0F))) {
        const Blades fine = blades(
            s,
            tuft.value * F(0.022F),
            clump.value * F(0.06F) - tuft.value * F(0.017F),
            0.0105F,
            0.05F,
            7,
            14
        );
        const F tone = fine.tone + (F(1.0F) - fine.cover) * F(0.3F);
        color = color * mix(F(1.0F), tone * F(1.22F), near);
        const V3 tip = color * V3{F(1.15F), F(1.05F), F(0.8F)};
        color = mix(color, tip, saturate(fine.tone - F(0.9F)) * near);
        gx += fine.lean_x * near * F(1.3F);
        gz += fine.lean_z * near * F(1.3F);
    }
    look.albedo = color;
    look.roughness = F(0.75F);
    look.specular = F(0.03F);
    look.subsurface = F(0.35F);
    look.slope = V3{gx, F(0.0F), gz};
    return look;
}

HIBARI_FN Look sand(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F x = s.p.x;
    const F z = s.p.z;
    const F fp = s.footprint;
    const float wavelength = b.unit * 0.4F;
    const Noise2 dune = fbm2(x * F(0.22F), z * F(0.22F), 3, fp * F(0.22F), 21);
    const Noise2 fold = fbm2(x * F(0.9F), z * F(0.9F), 3, fp * F(0.9F), 22);
    // Wind ripples: crests across the wind, forked where the noise folds them.
    const float turn = 6.2831853F / wavelength;
    const F phase = (x * F(0.9F) + z * F(0.36F)) * F(turn) + fold.value * F(6.5F);
    const F px = F(0.9F * turn) + fold.dx * F(6.5F * 0.9F);
    const F pz = F(0.36F * turn) + fold.dy * F(6.5F * 0.9F);
    const F patch = saturate(F(0.65F) + F(0.9F) * dune.value);
    const F size = resolved(F(wavelength), fp) * patch * F(b.relief);
    const F crest = sin(phase);
    const F rise = cos(phase + F(0.5F) * crest);
    const F amplitude = F(0.045F * wavelength) * size;
    const F grain = F(2.0F) * random_cell(floor(x * F(700.0F)), floor(z * F(700.0F)), 23) - F(1.0F);
    const F fine = resolved(F(0.004F), fp);
    const Noise2 lump = fbm2(x * F(9.0F), z * F(9.0F), 3, fp * F(9.0F), 24, 0.6F);
    look.albedo = look.albedo * (F(1.0F) + F(0.10F) * dune.value + F(0.09F) * crest * size +
                                 F(0.16F) * grain * fine + F(0.08F) * lump.value);
    const V3 warm = look.albedo * V3{F(1.06F), F(0.98F), F(0.88F)};
    look.albedo = mix(look.albedo, warm, saturate(fold.value));
    // Broad low mounds that carry the light where ripples are too far to see.
    const Noise2 mound = fbm2(x * F(0.8F), z * F(1.5F), 3, fp * F(1.5F), 25);
    const F rough(b.relief * 0.11F);
    look.slope =
        V3{rise * px * amplitude + mound.dx * F(0.06F) + dune.dx * F(0.05F) + lump.dx * rough,
           F(0.0F),
           rise * pz * amplitude + mound.dy * F(0.11F) + dune.dy * F(0.05F) + lump.dy * rough};
    look.roughness = F(0.9F);
    look.specular = F(0.03F) + F(0.25F) * fine * step(F(0.97F), grain);
    return look;
}

HIBARI_FN Look snow(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F x = s.p.x;
    const F z = s.p.z;
    const F fp = s.footprint;
    const Noise2 drift = fbm2(x * F(0.5F), z * F(0.8F), 4, fp * F(0.8F), 31, 0.45F);
    const Noise2 crust = fbm2(x * F(14.0F), z * F(14.0F), 3, fp * F(14.0F), 32, 0.6F);
    // Ice crystals that face the light: one cell in seventy shows a mirror turned at random.
    const U bits = hash_cell(floor(x * F(330.0F)), floor(z * F(330.0F)), 33);
    const F glint = resolved(F(0.012F), fp) * step(F(0.985F), unit(bits));
    look.albedo = look.albedo * (F(1.0F) + F(0.03F) * drift.value + F(0.04F) * crust.value);
    const V3 cold = look.albedo * V3{F(0.93F), F(0.97F), F(1.0F)};
    look.albedo = mix(look.albedo, cold, saturate(-drift.value));
    const F k(b.relief);
    const F flip = glint * F(1.4F);
    look.slope =
        V3{(drift.dx * F(0.26F) + crust.dx * F(0.10F)) * k + flip * (unit2(bits) - F(0.5F)),
           F(0.0F),
           (drift.dy * F(0.42F) + crust.dy * F(0.10F)) * k + flip * (unit3(bits) - F(0.5F))};
    look.roughness = mix(F(0.7F), F(0.18F), glint);
    look.specular = mix(F(0.03F), F(0.6F), glint);
    look.subsurface = F(0.35F);
    return look;
}

HIBARI_FN Look earth(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F x = s.p.x;
    const F z = s.p.z;
    const F fp = s.footprint;
    const Noise2 patch = fbm2(x * F(0.35F), z * F(0.35F), 4, fp * F(0.35F), 41, 0.55F);
    const Noise2 clod = fbm2(x * F(7.0F), z * F(7.0F), 4, fp * F(7.0F), 42, 0.65F);
    V3 color =
        mix(look.albedo * F(0.75F),
            look.albedo * V3{F(1.3F), F(1.22F), F(1.1F)},
            saturate(F(0.45F) + F(0.5F) * patch.value));
    color = color * max(F(1.0F) + F(0.4F) * clod.value, F(0.3F));
    F gx = clod.dx * F(0.18F * b.relief);
    F gz = clod.dy * F(0.18F * b.relief);
    const F near = resolved(F(0.05F), fp);
    if (any(near > F(0.0F))) {
        const Cells c = cells2(x * F(16.0F), z * F(16.0F), 43);
        const F size = F(0.12F) + F(0.26F) * square(unit2(c.id));
        const F here = near * step(F(0.72F), unit(c.id));
        const F stone = here * cover((size - c.nearest) * F(0.06F), fp);
        const V3 tint =
            mix(lanes(b.base) * F(1.1F), V3{F(0.19F), F(0.175F), F(0.155F)}, unit3(c.id));
        color = mix(color, tint, stone);
        const F round = stone * F(1.1F) / size;
        gx = mix(gx, -c.dx * round, stone);
        gz = mix(gz, -c.dy * round, stone);
        const F shade = here * saturate(F(1.0F) - abs(c.nearest - size * F(1.15F)) * F(9.0F));
        color = color * (F(1.0F) - F(0.45F) * shade * (F(1.0F) - stone));
    }
    look.albedo = color;
    look.roughness = F(0.95F);
    look.specular = F(0.025F);
    look.slope = V3{gx, F(0.0F), gz};
    return look;
}

/// Slope and shade of one size class of craters: at most one per cell, wholly inside it.
struct Craters {
    F dx;
    F dz;
    F tone;
};

HIBARI_FN Craters craters(F x, F z, float cell, F footprint, std::uint32_t seed) {
    const F qx = x * F(1.0F / cell);
    const F qz = z * F(1.0F / cell);
    const F cx = floor(qx);
    const F cz = floor(qz);
    const U bits = hash_cell(cx, cz, seed);
    const F px = qx - cx - F(0.4F) - F(0.2F) * unit(bits);
    const F pz = qz - cz - F(0.4F) - F(0.2F) * unit2(bits);
    const F radius = F(0.07F) + F(0.15F) * square(unit3(bits));
    const F d = sqrt(px * px + pz * pz);
    const F t = d / radius;
    // A bowl with a raised rim that runs out at 1.9 radii.
    const F inside = F(1.0F) - step(F(1.0F), t);
    const F out = saturate((t - F(1.0F)) * F(1.0F / 0.9F));
    const F wall = square(F(1.0F) - out);
    const F soft = smoothstep(F(0.0F), F(0.25F), abs(t - F(1.0F)));
    const F here =
        step(unit(bits * U(11U)), F(0.62F)) * resolved(radius * F(2.0F * cell), footprint);
    const F profile = mix(F(-0.55F) * wall, F(0.75F) * t, inside) * soft * here;
    const F k = profile / max(d, F(1e-5F));
    return Craters{px * k, pz * k, here * mix(F(0.10F) * wall, F(-0.10F) * (F(1.0F) - t), inside)};
}

HIBARI_FN Look moon_dust(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F x = s.p.x;
    const F z = s.p.z;
    const F fp = s.footprint;
    const Noise2 mare = fbm2(x * F(0.05F), z * F(0.05F), 4, fp * F(0.05F), 51);
    const Noise2 dust = fbm2(x * F(6.0F), z * F(6.0F), 5, fp * F(6.0F), 52, 0.62F);
    F gx = dust.dx * F(0.16F);
    F gz = dust.dy * F(0.16F);
    F tone = F(1.0F) + F(0.18F) * mare.value + F(0.16F) * dust.value;
    constexpr float kCell[6] = {21.0F, 8.3F, 3.4F, 1.37F, 0.52F, 0.19F};
    constexpr float kCos[6] = {1.0F, 0.8F, 0.28F, -0.6F, 0.96F, 0.352F};
    constexpr float kSin[6] = {0.0F, 0.6F, 0.96F, 0.8F, -0.28F, -0.936F};
    for (int i = 0; i < 6; ++i) {
        const F rx = x * F(kCos[i]) - z * F(kSin[i]);
        const F rz = x * F(kSin[i]) + z * F(kCos[i]);
        const Craters c = craters(rx, rz, kCell[i], fp, 53U + static_cast<std::uint32_t>(i));
        gx += c.dx * F(kCos[i]) + c.dz * F(kSin[i]);
        gz += c.dz * F(kCos[i]) - c.dx * F(kSin[i]);
        tone += c.tone;
    }
    look.albedo = look.albedo * max(tone, F(0.3F));
    look.roughness = F(1.0F);
    look.specular = F(0.01F);
    look.slope = V3{gx, F(0.0F), gz} * F(b.relief);
    return look;
}

HIBARI_FN Look asphalt(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F x = s.p.x;
    const F z = s.p.z;
    const F fp = s.footprint;
    const Noise2 stain = fbm2(x * F(0.3F), z * F(0.3F), 4, fp * F(0.3F), 61, 0.55F);
    const Noise2 rough = fbm2(x * F(45.0F), z * F(45.0F), 3, fp * F(45.0F), 62, 0.7F);
    const Noise2 lumps = fbm2(x * F(9.0F), z * F(9.0F), 4, fp * F(9.0F), 66, 0.72F);
    F tone = F(1.0F) + F(0.22F) * stain.value + F(0.30F) * rough.value + F(0.20F) * lumps.value;
    F gx = rough.dx * F(0.20F) + lumps.dx * F(0.05F);
    F gz = rough.dy * F(0.20F) + lumps.dy * F(0.05F);
    V3 color = look.albedo;
    const F near = resolved(F(0.012F), fp);
    if (any(near > F(0.0F))) {
        const Cells c = cells2(x * F(130.0F), z * F(130.0F), 63);
        const F size = F(0.36F) + F(0.14F) * unit2(c.id);
        const F stone = near * cover((size - c.nearest) * F(0.0077F), fp);
        const F bright = F(0.65F) + F(1.5F) * square(square(unit(c.id)));
        color = mix(color * mix(F(1.0F), F(0.55F), near), color * bright, stone);
        gx -= c.dx * stone * F(0.8F);
        gz -= c.dy * stone * F(0.8F);
    }
    // Cracks along the borders of large cells, only where the ground is worn.
    const F seen = resolved(F(0.06F), fp);
    if (any(seen > F(0.0F))) {
        const Cells c = cells2(
            x * F(0.45F) + rough.value * F(0.012F) + stain.dx * F(0.2F),
            z * F(0.45F) + stain.dy * F(0.2F),
            64
        );
        const Groove g = groove((c.second - c.nearest) * F(1.1F), F(0.006F), fp * F(0.7F));
        const F worn = saturate(stain.value * F(4.0F) - F(0.4F)) * seen;
        tone = tone * (F(1.0F) - F(0.7F) * g.depth * worn);
    }
    look.albedo = color * max(tone, F(0.15F));
    look.roughness = F(0.88F);
    look.slope = V3{gx, F(0.0F), gz} * F(b.relief);
    return look;
}

/// Asphalt with marks. The road runs along X with its centre line at z = 0 and lanes `unit` wide.
HIBARI_FN Look road(const Site& s, const Brush& b) {
    Look look = asphalt(s, b);
    const F fp = s.footprint;
    const F z = s.p.z;
    const F x = s.p.x;
    const F dash = pulse(x * F(1.0F / 9.0F), F(0.36F), fp * F(1.0F / 9.0F));
    const F middle = stroke(z, F(0.06F), fp) * dash;
    const F edge = stroke(abs(z) - F(b.unit), F(0.06F), fp);
    const Noise2 wear = fbm2(x * F(5.0F), z * F(5.0F), 4, fp * F(5.0F), 65, 0.7F);
    const F paint =
        saturate(middle + edge) * saturate(F(0.92F) + F(0.5F) * min(wear.value, F(0.1F)));
    // Tyres polish two tracks in each lane.
    const F lane_offset = abs(abs(abs(z) - F(0.5F * b.unit)) - F(0.75F));
    const F track = bell(lane_offset * F(3.3F));
    look.albedo = look.albedo * (F(1.0F) - F(0.14F) * track);
    look.roughness = look.roughness - F(0.12F) * track;
    look.albedo = mix(look.albedo, lanes(b.accent), paint);
    look.roughness = mix(look.roughness, F(0.55F), paint);
    look.slope = look.slope * (F(1.0F) - F(0.6F) * paint);
    return look;
}

/// A floor board.
struct Board {
    U id;
    F across;  ///< metres from the middle
    F along;   ///< metres from the middle
    F gap;     ///< metres to the nearest joint
};

/// Boards `width` wide and `length` long that run along u, staggered from row to row.
HIBARI_FN Board board(F u, F v, float width, float length, std::uint32_t seed) {
    Board out;
    const F row = floor(v * F(1.0F / width));
    const F q = u * F(1.0F / length) + unit(hash_cell(row, F(3.0F), seed));
    const F column = floor(q);
    out.id = hash_cell(row, column, seed + 1);
    out.across = v - (row + F(0.5F)) * F(width);
    out.along = (q - column - F(0.5F)) * F(length);
    out.gap = min(F(0.5F * width) - abs(out.across), F(0.5F * length) - abs(out.along));
    return out;
}

/// Varnished boards with grain, along X.
HIBARI_FN Look
floor_boards(const Site& s, const Brush& b, float width, float length, float contrast) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const Board k = board(s.p.x, s.p.z, width, length, 71);
    const F shown = resolved(F(width * 1.5F), fp);
    const F tone = F(1.0F) + F(contrast * 2.0F) * (unit(k.id) - F(0.5F)) * shown;
    // Cathedral grain: rings of a long ellipse around a point near the board.
    const F gu = k.along * F(1.3F / length) + unit2(k.id) * F(7.0F);
    const F gv = k.across * F(1.0F / width) + (unit3(k.id) - F(0.5F)) * F(2.0F);
    const Noise2 warp =
        fbm2(gu * F(1.7F), gv * F(2.0F) + unit(k.id) * F(50.0F), 3, fp * F(2.0F / width), 72);
    const F rings = gv * F(5.0F) + warp.value * F(2.6F) + gu * F(0.8F);
    const F ring = (triangle(rings) - F(0.5F)) * resolved(F(1.0F), fp * F(5.0F / width));
    const Noise2 pore =
        noise2(k.along * F(28.0F), k.across * F(900.0F) + unit(k.id) * F(80.0F), 73);
    const F pores = pore.value * resolved(F(0.0016F), fp);
    V3 color =
        look.albedo *
        max(tone + ring * F(0.16F) + pores * F(0.10F) + warp.value * F(0.06F) * shown, F(0.1F));
    color = mix(color, color * V3{F(1.08F), F(0.97F), F(0.86F)}, unit2(k.id) * shown);
    const Groove g = groove(k.gap, F(0.0012F), fp);
    look.albedo = color * (F(1.0F) - F(0.75F) * g.depth);
    look.roughness = F(b.roughness) + F(0.06F) * ring + F(0.3F) * g.depth;
    const Noise2 wave = noise2(s.p.x * F(1.3F), s.p.z * F(4.0F), 74);
    const F tilt = (unit3(k.id) - F(0.5F)) * F(0.006F) * shown;
    look.slope = V3{wave.dx * F(0.0015F), F(0.0F), wave.dy * F(0.0015F) + tilt};
    look.specular = F(0.045F);
    return look;
}

HIBARI_FN Look parquet(const Site& s, const Brush& b) {
    return floor_boards(s, b, b.unit, b.unit * 9.0F, 0.16F);
}

/// Cover of the lines of a basketball court, FIBA Official Basketball Rules 2024, article 2. The
/// floor under the ring's centre is the origin; the court lies towards +Z.
HIBARI_FN F court_lines(F x, F z, F fp) {
    const float w = 0.025F;  // half of a line's 5 cm
    const auto line_at = [&](F d) { return stroke(d, F(w), fp); };
    const F behind = cover(z + F(1.6F), fp);
    const F inside_x = stroke(x, F(7.55F), fp);
    const F inside_z = behind * cover(F(26.5F) - z, fp);
    F line = line_at(z + F(1.575F)) * inside_x;
    line = max(line, line_at(abs(x) - F(7.5F)) * inside_z);
    line = max(line, line_at(z - F(12.425F)) * inside_x);
    // Key of 4.9 m x 5.8 m, free-throw semicircle and centre circle of radius 1.8 m.
    const F in_key = stroke(x, F(2.475F), fp) * behind * cover(F(4.25F) - z, fp);
    line = max(line, in_key * max(line_at(abs(x) - F(2.45F)), line_at(z - F(4.225F))));
    const F free_throw = sqrt(x * x + square(z - F(4.225F)));
    line = max(line, line_at(free_throw - F(1.8F)) * cover(z - F(4.225F), fp));
    line = max(line, line_at(sqrt(x * x + square(z - F(12.425F))) - F(1.8F)));
    // Three-point line: radius 6.75 m, straight 0.9 m inside the side lines.
    const F from_ring = sqrt(x * x + z * z);
    line = max(line, line_at(abs(x) - F(6.6F)) * cover(F(1.415F) - z, fp) * behind);
    line = max(line, line_at(from_ring - F(6.75F)) * cover(z - F(1.415F), fp));
    line = max(line, line_at(from_ring - F(1.25F)) * cover(z, fp));
    return line;
}

/// Poured acrylic on asphalt: the outdoor court.
HIBARI_FN Look acrylic(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const Noise2 wear = fbm2(s.p.x * F(0.8F), s.p.z * F(0.8F), 4, fp * F(0.8F), 76);
    const Noise2 grit = fbm2(s.p.x * F(60.0F), s.p.z * F(60.0F), 3, fp * F(60.0F), 77, 0.7F);
    look.albedo = look.albedo * (F(1.0F) + F(0.10F) * wear.value + F(0.16F) * grit.value);
    look.roughness = F(0.8F);
    look.slope = V3{grit.dx, F(0.0F), grit.dy} * F(0.12F);
    return look;
}

HIBARI_FN Look court(const Site& s, const Brush& b) {
    const bool wooden = b.base.x > b.base.y;
    Look look = wooden ? floor_boards(s, b, 0.057F, 1.1F, 0.10F) : acrylic(s, b);
    const F x = s.p.x;
    const F z = s.p.z;
    const F fp = s.footprint;
    const F key = stroke(x, F(2.45F), fp) * cover(z + F(1.575F), fp) * cover(F(4.225F) - z, fp);
    look.albedo = mix(look.albedo, lanes(b.accent), key * F(0.92F));
    look.albedo = mix(look.albedo, V3(F(0.82F)), court_lines(x, z, fp) * F(0.96F));
    if (wooden) {
        look.roughness = min(look.roughness, F(0.24F));
    }
    return look;
}

}  // namespace surface

HIBARI_LANES_END
