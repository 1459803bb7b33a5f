// What houses, furniture and nature's solids are made of: wood, brick, concrete, tile, plaster,
// roof tiles, windows, rock, bark, foliage, ice.
#pragma once

#include "world/render/surface/look.h"

HIBARI_LANES_BEGIN

namespace surface {

/// Solid wood: rings around a pith beside the part, fibres along its longest side. A board cut from
/// it shows cathedral grain on one face and lines on the other, as real ones do.
HIBARI_FN Look wood(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const bool x_long = b.half.x > b.half.y && b.half.x >= b.half.z;
    const bool z_long = !x_long && b.half.z > b.half.y;
    const F along = x_long ? s.p.x : (z_long ? s.p.z : s.p.y);
    const F u = x_long ? s.p.y : s.p.x;
    const F v = z_long ? s.p.y : (x_long ? s.p.z : s.p.z);
    const float unit_m = b.unit;
    const F pu = u + F((0.5F + 0.9F * brush_random(b, 1)) * unit_m);
    const F pv = v + F((brush_random(b, 2) - 0.3F) * unit_m);
    const F pw = along + F(brush_random(b, 3) * 10.0F * unit_m);
    const float k = 1.0F / unit_m;
    const Noise3 warp = fbm3(
        V3{pu * F(0.9F * k), pv * F(0.9F * k), pw * F(0.22F * k)}, 3, s.footprint * F(0.9F * k), 101
    );
    const F r = sqrt(pu * pu + pv * pv);
    const float spacing = 0.075F * unit_m;
    const F ring = r * F(1.0F / spacing) + warp.value * F(3.2F);
    const F t = fract(ring);
    // Early wood darkens slowly into late wood, which ends sharply.
    const F late =
        mix(F(0.34F),
            smoothstep(F(0.15F), F(0.9F), t) * (F(1.0F) - smoothstep(F(0.93F), F(1.0F), t)),
            resolved(F(spacing * 0.8F), s.footprint));
    // Groups of wet and dry years show where single rings are too fine.
    const F age = r * F(1.0F / (spacing * 7.0F)) + warp.value * F(0.45F);
    const F years =
        noise2(age * F(2.2F), F(0.5F), 105).value * resolved(F(spacing * 3.0F), s.footprint);
    const F year = random_cell(floor(ring), F(5.0F), 102);
    const Noise3 fibre = noise3(V3{pu * F(700.0F), pv * F(700.0F), pw * F(14.0F)}, 103);
    const F fibres = fibre.value * resolved(F(0.0022F), s.footprint);
    const Noise3 streak = noise3(V3{pu * F(90.0F), pv * F(90.0F), pw * F(2.5F)}, 104);
    const F streaks = streak.value * resolved(F(0.011F), s.footprint);
    const V3 base = look.albedo;
    const V3 dark = mix(base, lanes(b.accent), F(0.62F));
    V3 color =
        mix(base * F(1.14F), dark, saturate(late * (F(0.6F) + F(0.4F) * year) + F(0.26F) * years));
    color = color * (F(1.0F) + F(0.10F) * warp.value + F(0.10F) * fibres + F(0.10F) * streaks);
    look.albedo = color;
    look.roughness = saturate(F(b.roughness) + F(0.10F) * late - F(0.05F));
    const F depth(b.relief);
    const F gu = fibre.slope.x * F(700.0F * 0.00003F) * resolved(F(0.0022F), s.footprint);
    const F gv = fibre.slope.y * F(700.0F * 0.00003F) * resolved(F(0.0022F), s.footprint);
    const F su = (gu + streak.slope.x * F(0.02F)) * depth;
    const F sv = (gv + streak.slope.y * F(0.02F)) * depth;
    look.slope =
        x_long ? V3{F(0.0F), su, sv} : (z_long ? V3{su, sv, F(0.0F)} : V3{su, F(0.0F), sv});
    return look;
}

/// Running bond. The unit is a brick's length with its joint; the joints take the accent colour.
HIBARI_FN Look brick(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const float length = b.unit;
    const float height = b.unit * 0.32F;
    const float joint = b.unit * 0.022F;
    const Chart c = chart(s, b, length);
    const F row = floor(c.v * F(1.0F / height));
    const F shift = F(0.5F) * fract(row * F(0.5F)) * F(2.0F);
    const F q = c.u * F(1.0F / length) + shift;
    const F column = floor(q);
    const F du = (q - column - F(0.5F)) * F(length);
    const F dv = c.v - (row + F(0.5F)) * F(height);
    const F edge_u = F(0.5F * length) - abs(du);
    const F edge_v = F(0.5F * height) - abs(dv);
    const F fp = s.footprint;
    const Noise3 rough = fbm3(s.p * F(40.0F), 4, fp * F(40.0F), 111, 0.62F);
    const Noise3 stain = fbm3(s.p * F(1.1F), 3, fp * F(1.1F), 112);
    const F wobble = rough.value * F(joint * 0.35F);
    const F gap = min(edge_u, edge_v) + wobble;
    const F body = cover(gap - F(joint), max(fp, F(joint * 0.4F)));
    // Far away the joints' share is what counts: lengthwise and crosswise strips of mortar.
    const F far = F(1.0F) - resolved(F(height), fp);
    const F shown = mix(body, F(0.82F), far);
    const U id = hash_cell(column, row, 113);
    const F vary = (F(1.0F) - far);
    V3 color = look.albedo * (F(1.0F) + F(0.5F) * (unit(id) - F(0.5F)) * vary);
    color = mix(color, color * V3{F(0.62F), F(0.60F), F(0.68F)}, step(F(0.86F), unit2(id)) * vary);
    color = mix(color, color * V3{F(1.18F), F(1.08F), F(0.92F)}, unit3(id) * vary);
    color = color * max(F(1.0F) + F(0.25F) * rough.value + F(0.12F) * stain.value, F(0.2F));
    const V3 mortar = lanes(b.accent) * (F(0.85F) + F(0.18F) * rough.value + F(0.1F) * stain.value);
    look.albedo = mix(mortar, color, shown);
    look.roughness = F(0.92F);
    const F w(joint * 2.2F);
    const M by_u = edge_u < edge_v;
    const Groove g = groove(min(edge_u, edge_v), w, fp);
    const F rate = g.rate * F(-joint * 0.5F) * (F(1.0F) - far);
    const F su = select(by_u, -sign(du) * rate, F(0.0F));
    const F sv = select(by_u, F(0.0F), -sign(dv) * rate);
    look.slope = (chart_slope(c, su, sv) * F(2.0F) + rough.slope * F(0.16F)) * F(b.relief);
    return look;
}

HIBARI_FN Look concrete(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const float k = 1.0F / b.unit;
    const Noise3 cloud = fbm3(s.p * F(0.8F * k), 5, fp * F(0.8F * k), 121, 0.55F);
    const Noise3 fine = fbm3(s.p * F(60.0F), 3, fp * F(60.0F), 122, 0.7F);
    F tone = F(1.0F) + F(0.22F) * cloud.value + F(0.12F) * fine.value;
    V3 slope = fine.slope * F(0.09F) + cloud.slope * F(0.01F);
    const F near = resolved(F(0.02F), fp);
    if (any(near > F(0.0F))) {
        // Air bubbles left in the face.
        const Cells3 c = cells3(s.p * F(52.0F), 123);
        const F size = F(0.03F) + F(0.2F) * square(square(square(unit(c.id))));
        const F hole =
            near * step(F(0.80F), unit2(c.id)) * cover((size - c.nearest) * F(0.019F), fp);
        tone = tone * (F(1.0F) - F(0.55F) * hole);
        slope = slope + c.offset * (hole * F(2.0F));
    }
    look.albedo = look.albedo * max(tone, F(0.2F));
    const V3 damp = look.albedo * V3{F(0.86F), F(0.85F), F(0.82F)};
    look.albedo = mix(look.albedo, damp, saturate(cloud.value * F(1.5F)));
    look.roughness = F(0.85F);
    look.slope = slope * F(b.relief);
    return look;
}

/// Square tiles in a grid; the accent is the grout.
HIBARI_FN Look tile(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const float size = b.unit;
    const float joint = size * 0.011F + 0.0006F;
    const Chart c = chart(s, b, size);
    const F qu = c.u * F(1.0F / size);
    const F qv = c.v * F(1.0F / size);
    const F cu = floor(qu);
    const F cv = floor(qv);
    const F du = (qu - cu - F(0.5F)) * F(size);
    const F dv = (qv - cv - F(0.5F)) * F(size);
    const F share(2.0F * joint / size);
    const F f = fp * F(1.0F / size);
    const F half_share = share * F(0.5F);
    const F line_u = pulse(qu + half_share, share, f);
    const F line_v = pulse(qv + half_share, share, f);
    const F grout = F(1.0F) - (F(1.0F) - line_u) * (F(1.0F) - line_v);
    const U id = hash_cell(cu, cv, 131);
    const F shown = resolved(F(size), fp);
    const Noise3 glaze = fbm3(s.p * F(3.0F / size), 3, fp * F(3.0F / size), 132);
    const F tone = F(1.0F) + (F(0.10F) * (unit(id) - F(0.5F)) + F(0.05F) * glaze.value) * shown;
    look.albedo = mix(look.albedo * tone, lanes(b.accent) * F(0.8F), grout);
    look.roughness = mix(F(b.roughness) + F(0.04F) * glaze.value, F(0.9F), grout);
    const F edge_u = F(0.5F * size) - abs(du);
    const F edge_v = F(0.5F * size) - abs(dv);
    const M by_u = edge_u < edge_v;
    const Groove g = groove(min(edge_u, edge_v), F(joint * 2.5F), fp);
    const F rate = g.rate * F(-0.6F * joint) * shown;
    const F su =
        select(by_u, -sign(du) * rate, F(0.0F)) + (unit2(id) - F(0.5F)) * F(0.012F) * shown;
    const F sv =
        select(by_u, F(0.0F), -sign(dv) * rate) + (unit3(id) - F(0.5F)) * F(0.012F) * shown;
    look.slope = (chart_slope(c, su, sv) + glaze.slope * F(0.004F)) * F(b.relief * 2.0F);
    look.specular = F(0.05F);
    return look;
}

HIBARI_FN Look plaster(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const float k = 1.0F / b.unit;
    const Noise3 cloud = fbm3(s.p * F(0.7F * k), 3, fp * F(0.7F * k), 141);
    const Noise3 stipple = fbm3(s.p * F(75.0F), 3, fp * F(75.0F), 142, 0.6F);
    const Noise3 trowel = noise3(s.p * V3{F(5.0F), F(8.0F), F(5.0F)}, 143);
    look.albedo = look.albedo * (F(1.0F) + F(0.05F) * cloud.value + F(0.035F) * stipple.value);
    look.roughness = F(0.92F);
    look.slope = (stipple.slope * F(0.30F) + trowel.slope * F(0.08F)) * F(b.relief);
    return look;
}

/// Overlapping barrel tiles on any slope: columns of half pipes, rows with a step.
HIBARI_FN Look roof_tiles(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const Chart c = chart(s, b, b.unit * 0.7F);
    const float wide = b.unit * 0.7F;
    const float tall = b.unit;
    const F row = floor(c.v * F(1.0F / tall));
    const F column = floor(c.u * F(1.0F / wide));
    const F t = c.u * F(1.0F / wide) - column;
    const F y = c.v * F(1.0F / tall) - row;
    const U id = hash_cell(column, row, 151);
    const F shown = resolved(F(wide), fp);
    const F across = (t - F(0.5F)) * F(2.0F);
    const F valley = smoothstep(F(0.6F), F(1.0F), abs(across));
    const F lip = (F(1.0F) - smoothstep(F(0.0F), F(0.10F), y));
    const Noise3 dirt = fbm3(s.p * F(9.0F), 4, fp * F(9.0F), 152, 0.6F);
    const Noise3 moss = fbm3(s.p * F(0.9F), 3, fp * F(0.9F), 153);
    V3 color = look.albedo * (F(1.0F) + F(0.45F) * (unit(id) - F(0.5F)) * shown);
    color = mix(color, color * V3{F(1.15F), F(1.05F), F(0.85F)}, unit2(id) * shown);
    color = color * max(F(1.0F) + F(0.18F) * dirt.value + F(0.12F) * moss.value, F(0.2F));
    const F shade = (F(1.0F) - F(0.75F) * valley) * (F(1.0F) - F(0.6F) * lip);
    color = color * mix(F(0.72F), shade, shown);
    look.albedo = mix(color, mix(color, lanes(b.accent), F(0.5F)), saturate(moss.value) * F(0.4F));
    look.roughness = F(0.85F);
    const F su = -across * F(1.6F) * shown;
    const F sv = (F(-0.22F) + F(1.2F) * lip) * shown;
    look.slope = (chart_slope(c, su, sv) + dirt.slope * F(0.10F)) * F(b.relief);
    return look;
}

/// A façade: storeys of framed panes in a wall. By night some are lit, some dim, some dark.
HIBARI_FN Look windows(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const float storey = b.unit;
    const float bay = b.unit * 0.78F;
    const Chart c = chart(s, b, bay);
    // Whole storeys from the foot of the part.
    const F qv = (c.v + F(b.half.y)) * F(1.0F / storey);
    const F qu = c.u * F(1.0F / bay) + F(0.5F);
    const F column = floor(qu);
    const F row = floor(qv);
    const F u = (qu - column - F(0.5F)) * F(bay);
    const F v = (qv - row - F(0.52F)) * F(storey);
    const float half_u = bay * 0.30F;
    const float half_v = storey * 0.31F;
    const F wall_side = step(abs(s.n.y), F(0.5F));
    const F du = F(half_u) - abs(u);
    const F dv = F(half_v) - abs(v);
    const F inside = min(du, dv);
    const F near = resolved(F(storey), fp);
    const F hole = cover(inside + F(0.07F), fp) * wall_side;
    const float frame = 0.055F;
    const F bars = max(stroke(u, F(0.022F), fp), stroke(v - F(half_v * 0.35F), F(0.022F), fp));
    const F pane = cover(inside - F(frame - 0.07F), fp) * (F(1.0F) - bars) * wall_side;
    const U id = hash_cell(column, row, 161U + (b.seed & 0xFFFFU));
    // Behind the glass: curtains, lamps and the dark of a room.
    const F curtain =
        step(F(0.45F), unit(id)) *
        smoothstep(F(0.35F), F(0.5F), abs(u) * F(0.5F / half_u) * F(1.3F) + F(0.2F) * unit2(id));
    const F blind =
        step(F(0.7F), unit2(id)) * cover(v - F(half_v) * (F(1.6F) * unit3(id) - F(0.6F)), fp);
    const V3 room = lanes(b.accent) * (F(0.35F) + F(0.3F) * unit3(id));
    const V3 cloth = V3{F(0.55F), F(0.52F), F(0.46F)} * (F(0.5F) + F(0.4F) * unit(id));
    const V3 behind = mix(room, cloth, max(curtain, blind) * F(0.55F));
    const Noise3 grain = fbm3(s.p * F(1.6F), 5, fp * F(1.6F), 162, 0.6F);
    const F sill = stroke(v + F(half_v + 0.08F), F(0.05F), fp) * stroke(u, F(half_u + 0.14F), fp);
    const F band = stroke((fract(qv + F(0.5F)) - F(0.5F)) * F(storey), F(0.07F), fp);
    V3 wall = look.albedo * (F(1.0F) + F(0.14F) * grain.value);
    wall = wall * (F(1.0F) + (F(0.14F) * max(sill, band)) * wall_side);
    const V3 rim = mix(V3(F(0.62F)), lanes(b.base), F(0.25F));
    const V3 color = mix(mix(wall, rim, hole), behind, pane);
    // Far away a pixel holds many windows: their mean.
    const F mean_pane(0.6F * 0.62F * 0.8F);
    const F pane_far = wall_side * mean_pane;
    const V3 far_color = mix(wall, lanes(b.accent) * F(0.6F), pane_far);
    look.albedo = mix(far_color, color, near);
    const F glass = mix(pane_far, pane, near);
    look.roughness = mix(F(0.85F), F(0.04F), glass);
    look.specular = mix(F(0.04F), F(0.10F), glass);
    // Night: warm and cool lamps, a third of the panes.
    const F on = step(F(0.62F), unit(id * U(31U)));
    const F warm = unit2(id * U(13U));
    const V3 lamp =
        mix(V3{F(1.0F), F(0.62F), F(0.27F)}, V3{F(0.85F), F(0.9F), F(1.0F)}, step(F(0.8F), warm));
    const F inner = F(0.55F) + F(0.45F) * saturate(v * F(0.5F / half_v) + F(0.5F));
    const F veil = F(1.0F) - F(0.6F) * max(curtain, blind);
    const F level = (F(0.25F) + F(0.5F) * unit3(id * U(17U))) * F(b.night);
    const F lit = mix(pane_far * F(0.38F), pane * on * inner * veil, near) * level;
    look.emission = lamp * lit;
    const F rate = groove(abs(inside + F(0.07F)), F(0.05F), fp).depth * near * wall_side;
    const M by_u = du < dv;
    const F su = select(by_u, sign(u) * rate, F(0.0F)) * F(0.8F);
    const F sv = select(by_u, F(0.0F), sign(v) * rate) * F(0.8F);
    // Old panes are not quite flat: reflections break from window to window.
    const F tilt_u = (unit(id * U(7U)) - F(0.5F)) * F(0.03F) * pane * near;
    const F tilt_v = (unit(id * U(11U)) - F(0.5F)) * F(0.03F) * pane * near;
    look.slope =
        chart_slope(c, su + tilt_u, sv + tilt_v) + grain.slope * (F(0.01F) * (F(1.0F) - glass));
    return look;
}

/// Polished stone: cloudy ground, veins where folded noise crosses zero.
HIBARI_FN Look marble(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const float k = 1.0F / b.unit;
    const V3 q = s.p * F(1.6F * k) +
                 V3{F(brush_random(b, 1) * 30.0F), F(brush_random(b, 2) * 30.0F), F(0.0F)};
    const F qf = fp * F(1.6F * k);
    const Noise3 warp = fbm3(q, 4, qf, 176, 0.55F);
    const V3 bent = q + V3{warp.value, warp.slope.x * F(0.25F), -warp.value} * F(0.8F);
    const F major = fbm3(bent * F(0.9F), 4, qf, 177, 0.5F).value;
    const F minor = fbm3(bent * F(2.7F), 4, qf * F(2.7F), 178, 0.55F).value;
    const F vein =
        square(saturate(F(1.0F) - abs(major) * F(7.0F))) * saturate(F(0.6F) + warp.value);
    const F hair_vein = square(saturate(F(1.0F) - abs(minor) * F(9.0F))) * F(0.4F);
    const V3 ground = look.albedo * (F(1.0F) + F(0.05F) * warp.value - F(0.08F) * saturate(major));
    look.albedo = mix(ground, lanes(b.accent), saturate(vein * F(0.85F) + hair_vein));
    look.roughness = F(b.roughness);
    look.specular = F(0.05F);
    look.subsurface = F(0.15F);
    return look;
}

/// Weathered stone: beds across Y that dip and fold, facets, cracks and lichen.
HIBARI_FN Look rock(const Site& s, const Brush& b) {
    if (b.roughness < 0.3F) {
        return marble(s, b);
    }
    Look look = plain_look(b);
    const F fp = s.footprint;
    const float k = 1.0F / b.unit;
    const V3 offset =
        V3{F(brush_random(b, 1)), F(brush_random(b, 2)), F(brush_random(b, 3))} * F(40.0F);
    const V3 q = s.p * F(k) + offset;
    const F qf = fp * F(k);
    const Noise3 big = fbm3(q * F(0.9F), 5, qf * F(0.9F), 171, 0.55F);
    const V3 warped = q * F(3.1F) + V3(big.value * F(0.9F));
    const Noise3 mid = fbm3(warped, 4, qf * F(3.1F), 172, 0.6F);
    // Ridged relief: creases where the noise crosses zero.
    const F ridge = F(1.0F) - abs(mid.value) * F(1.8F);
    const V3 ridge_slope = mid.slope * (-sign(mid.value) * F(1.8F));
    const F bed = q.y * F(2.6F) + q.x * F(0.5F) + big.value * F(1.6F);
    const F bed_fp = qf * F(3.0F);
    const F layer = (triangle(bed) - F(0.5F)) * resolved(F(1.0F), bed_fp);
    const F layer_tone =
        (random_cell(floor(bed), F(2.0F), 173) - F(0.5F)) * resolved(F(1.2F), bed_fp);
    const Noise3 grain = fbm3(q * F(34.0F), 3, qf * F(34.0F), 174, 0.7F);
    F tone = F(1.0F) + F(0.22F) * big.value + F(0.26F) * layer_tone + F(0.20F) * grain.value;
    tone = tone * (F(0.72F) + F(0.36F) * saturate(ridge));
    V3 color = mix(look.albedo, lanes(b.accent), saturate(F(0.30F) - F(0.55F) * mid.value));
    color = color * max(tone, F(0.15F));
    const Noise3 lichen = fbm3(q * F(2.3F), 4, qf * F(2.3F), 175, 0.7F);
    const F growth =
        smoothstep(F(0.32F), F(0.48F), lichen.value) * F(0.55F) * saturate(s.n.y + F(0.5F));
    color = mix(color, V3{F(0.27F), F(0.27F), F(0.15F)}, growth);
    look.albedo = color;
    look.roughness = F(0.92F);
    const V3 steps = V3{F(0.5F), F(2.6F), F(0.0F)} * (layer * F(0.10F));
    look.slope = (ridge_slope * F(0.10F * 3.1F) + big.slope * F(0.16F) +
                  grain.slope * F(0.012F * 34.0F) + steps) *
                 F(b.relief);
    return look;
}

/// Furrows along Y around the trunk.
HIBARI_FN Look bark(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const float k = 1.0F / b.unit;
    const F shift(brush_random(b, 1) * 30.0F);
    const V3 q{s.p.x * F(2.6F * k) + shift, s.p.y * F(0.42F * k), s.p.z * F(2.6F * k)};
    const F qf = fp * F(2.6F * k);
    const Noise3 wander = noise3(q * F(0.7F), 181);
    const Noise3 plate = fbm3(
        V3{q.x + wander.value * F(0.7F), q.y * F(1.6F), q.z - wander.value * F(0.7F)},
        4,
        qf,
        182,
        0.6F
    );
    const F ridge = saturate(abs(plate.value) * F(2.6F));
    const F crack_across = noise3(V3{q.x * F(1.2F), q.y * F(9.0F), q.z * F(1.2F)}, 183).value *
                           resolved(F(1.0F), qf * F(1.4F));
    const Noise3 fine = fbm3(
        V3{s.p.x * F(120.0F), s.p.y * F(30.0F), s.p.z * F(120.0F)}, 3, fp * F(120.0F), 184, 0.65F
    );
    V3 color = mix(lanes(b.accent) * F(0.75F), look.albedo * F(1.22F), ridge);
    color = color * max(F(1.0F) + F(0.25F) * fine.value + F(0.20F) * crack_across, F(0.15F));
    const Noise3 moss = fbm3(s.p * F(2.0F), 3, fp * F(2.0F), 185);
    color = mix(
        color, V3{F(0.10F), F(0.13F), F(0.05F)}, smoothstep(F(0.25F), F(0.6F), moss.value) * F(0.5F)
    );
    look.albedo = color;
    look.roughness = F(0.95F);
    const F side = sign(plate.value) * (F(1.0F) - ridge * ridge);
    const V3 relief{plate.slope.x * F(2.6F), plate.slope.y * F(0.67F), plate.slope.z * F(2.6F)};
    look.slope = (relief * (side * F(0.28F)) +
                  V3{fine.slope.x, fine.slope.y * F(0.25F), fine.slope.z} * F(0.22F)) *
                 F(b.relief);
    return look;
}

/// One leaf per cell: a pointed blade, turned and tilted at random, seen from its flat side.
struct Leaf {
    F inside;  ///< 1 on the leaf, 0 beside it
    F rib;     ///< 1 on its middle line
    V3 tilt;   ///< relief of its plane
    U id;
};

HIBARI_FN Leaf leaf(const V3& q, F footprint, std::uint32_t seed) {
    const Cells3 c = cells3(q, seed, 0.6F);
    const F a = unit(c.id) * F(6.2831853F);
    const F cu = cos(a);
    const F su = sin(a);
    // The leaf's own axes lie in a plane tilted from the crown's skin.
    const V3 along{cu, unit2(c.id) - F(0.6F), su};
    const V3 across{-su, (unit3(c.id) - F(0.5F)) * F(0.8F), cu};
    const F u = dot(c.offset, along) * F(1.25F);
    const F v = dot(c.offset, across) * F(1.25F);
    // Half width of a pointed oval over u.
    const F half = F(0.40F) * (F(1.0F) - square(u * F(1.35F))) * (F(1.0F) - F(0.35F) * u);
    Leaf out;
    out.inside = stroke(v, half, footprint + F(0.05F));
    out.rib = bell(v * F(16.0F));
    out.tilt = V3{cu * F(0.5F), unit2(c.id) - F(0.35F), su * F(0.5F)} + along * (v * F(0.8F)) +
               across * (sign(v) * F(0.30F));
    out.id = c.id;
    return out;
}

/// A crown: leaves turned every way, dark between them, holes at its ragged rim.
HIBARI_FN Look foliage(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const float k = 1.0F / b.unit;
    const V3 shift{F(brush_random(b, 1) * 20.0F), F(brush_random(b, 2) * 20.0F), F(0.0F)};
    const V3 q = s.p * F(k) + shift;
    const F qf = fp * F(k);
    const Noise3 bough = fbm3(q * F(0.36F), 3, qf * F(0.36F), 191);
    const V3 stir = V3(bough.value * F(0.6F));
    const Leaf near = leaf(q * F(1.15F) + stir, qf * F(1.15F), 192);
    const Leaf behind = leaf(q * F(1.7F) + stir + V3(F(7.5F)), qf * F(1.7F), 193);
    const Leaf deep = leaf(q * F(2.3F) + stir + V3(F(3.5F)), qf * F(2.3F), 194);
    const F shown = resolved(F(1.1F), qf * F(1.15F));
    // From the top leaf down to the dark of the crown.
    const auto tone_of = [&](const Leaf& l, float level) {
        return F(level) * (F(0.78F) + F(0.5F) * unit2(l.id * U(5U))) * (F(1.0F) + F(0.22F) * l.rib);
    };
    F tone = mix(F(0.22F), tone_of(deep, 0.55F), deep.inside);
    tone = mix(tone, tone_of(behind, 0.85F), behind.inside);
    tone = mix(tone, tone_of(near, 1.25F), near.inside);
    tone = mix(F(0.80F), tone, shown);
    const F dry = unit3(near.id) * near.inside * shown;
    V3 color = mix(lanes(b.accent), look.albedo * F(1.25F), saturate(tone));
    color = color * (F(0.72F) + F(0.42F) * tone) * (F(1.0F) + F(0.28F) * bough.value);
    look.albedo = mix(color, color * V3{F(1.35F), F(1.10F), F(0.65F)}, dry * F(0.55F));
    // Towards the rim the eye passes between twigs and leaves.
    const F facing = abs(dot(s.n, s.view));
    const F twig = fbm3(q * F(0.85F), 3, qf * F(0.85F), 195, 0.7F).value;
    const F any_leaf = max(near.inside, max(behind.inside, deep.inside));
    const F rim = F(1.0F) - smoothstep(F(0.04F), F(0.58F), facing + F(0.55F) * twig);
    const F hollow = (F(1.0F) - any_leaf) * F(0.5F) * shown;
    look.alpha = F(1.0F) - smoothstep(F(0.42F), F(0.72F), rim + hollow * (F(0.4F) + rim));
    look.roughness = F(0.55F);
    look.specular = F(0.035F);
    look.subsurface = F(0.5F);
    const V3 tilt =
        mix(mix(deep.tilt * F(0.6F), behind.tilt, behind.inside), near.tilt, near.inside);
    look.slope = (tilt * (F(0.95F) * shown) + bough.slope * F(-0.35F)) * F(b.relief);
    return look;
}

/// Clear bluish ice: white cracks and clouds of bubbles within.
HIBARI_FN Look ice(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const Noise3 cloud = fbm3(s.p * F(2.2F), 4, fp * F(2.2F), 196, 0.6F);
    const Noise3 wave = fbm3(s.p * F(7.0F), 2, fp * F(7.0F), 197);
    const Cells3 c = cells3(s.p * F(2.4F) + V3(wave.value * F(0.15F)), 198);
    const Groove crack = groove((c.second - c.nearest) * F(0.4F), F(0.004F), fp);
    const Cells3 fine = cells3(s.p * F(7.0F) + V3(cloud.value * F(0.4F)), 199);
    const Groove hair = groove((fine.second - fine.nearest) * F(0.14F), F(0.0016F), fp);
    const F white = saturate(
        crack.depth * F(0.8F) + hair.depth * F(0.4F) +
        smoothstep(F(0.1F), F(0.7F), cloud.value) * F(0.6F)
    );
    const V3 deep = look.albedo * V3{F(0.62F), F(0.88F), F(1.0F)};
    look.albedo = mix(deep, V3{F(0.86F), F(0.92F), F(0.95F)}, white);
    look.roughness = F(0.07F) + F(0.25F) * white;
    look.specular = F(0.03F);
    look.subsurface = F(0.6F);
    look.slope = wave.slope * F(0.03F) * F(0.3F + b.relief);
    return look;
}

}  // namespace surface

HIBARI_LANES_END
