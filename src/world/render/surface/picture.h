// The pictures of a likeness, laid on a part over its pattern.
//
// Each picture is thrown onto the solid from the side it was taken from; a point takes most of its
// colour from the picture that looks at it most squarely, so that turning goes from one to the next
// without a jump. A face moves by bending the point before it is looked up: below the lips the skin
// goes down with the jaw, what opens between them is painted.
#pragma once

#include "world/render/surface.h"
#include "world/render/surface/look.h"

HIBARI_LANES_BEGIN

namespace surface {

/// Colour and cover of a picture at a pixel.
struct Texel {
    V3 color;  ///< linear
    F alpha;
};

HIBARI_FN Texel texel(const float* pixels, I at) {
    const I bits = float_bits(gather(pixels, at));
    const I byte(255);
    const auto part = [&](int shift) {
        return to_float(shift_right(bits, shift) & byte) * F(1.0F / 255.0F);
    };
    Texel out;
    out.alpha = part(24);
    out.color = V3(square(part(0)), square(part(8)), square(part(16)));
    return out;
}

/// Between four pixels of the level whose pixels are about as wide as `width_px` of the full size.
HIBARI_FN Texel
look_up(const LikenessPicture& picture, const PictureView& view, F u, F v, F width_px) {
    F scale(1.0F);
    F columns(static_cast<float>(view.width));
    F rows(static_cast<float>(view.height));
    F first(static_cast<float>(view.first[0]));
    float level_scale = 1.0F;
    int columns_now = view.width;
    int rows_now = view.height;
    for (int level = 1; level < view.levels; ++level) {
        level_scale *= 0.5F;
        columns_now = columns_now > 1 ? columns_now / 2 : 1;
        rows_now = rows_now > 1 ? rows_now / 2 : 1;
        const M coarser = width_px * F(level_scale) > F(0.75F);
        scale = select(coarser, F(level_scale), scale);
        columns = select(coarser, F(static_cast<float>(columns_now)), columns);
        rows = select(coarser, F(static_cast<float>(rows_now)), rows);
        first =
            select(coarser, F(static_cast<float>(view.first[static_cast<unsigned>(level)])), first);
    }
    const F x = clamp(u * scale - F(0.5F), F(0.0F), columns - F(1.0F));
    const F y = clamp(v * scale - F(0.5F), F(0.0F), rows - F(1.0F));
    const F x0 = floor(x);
    const F y0 = floor(y);
    const F x1 = min(x0 + F(1.0F), columns - F(1.0F));
    const F y1 = min(y0 + F(1.0F), rows - F(1.0F));
    const F fx = x - x0;
    const F fy = y - y0;
    const auto pixel = [&](F px, F py) {
        return texel(picture.pixels, to_int(first) + to_int(py * columns + px));
    };
    const Texel a = pixel(x0, y0);
    const Texel b = pixel(x1, y0);
    const Texel c = pixel(x0, y1);
    const Texel d = pixel(x1, y1);
    const F wa = (F(1.0F) - fx) * (F(1.0F) - fy) * a.alpha;
    const F wb = fx * (F(1.0F) - fy) * b.alpha;
    const F wc = (F(1.0F) - fx) * fy * c.alpha;
    const F wd = fx * fy * d.alpha;
    Texel out;
    out.alpha = wa + wb + wc + wd;
    const F inverse = F(1.0F) / max(out.alpha, F(1e-4F));
    out.color = (a.color * wa + b.color * wb + c.color * wc + d.color * wd) * inverse;
    // Beyond its edges a picture shows nothing.
    const M on = (u >= F(0.0F)) & (u <= F(static_cast<float>(view.width))) & (v >= F(0.0F)) &
                 (v <= F(static_cast<float>(view.height)));
    out.alpha = select(on, out.alpha, F(0.0F));
    return out;
}

/// A face at one place of its front.
struct MovedFace {
    V3 from;   ///< where the picture is to be looked at
    F hole;    ///< 0 .. 1: between open lips
    F depth;   ///< there: 0 at the upper lip .. 1 at the lower one
    F across;  ///< there: -1 .. 1
};

HIBARI_FN MovedFace
move_face(const LikenessPicture& picture, const FacePose& pose, const V3& p, F footprint) {
    MovedFace out;
    out.from = p;
    out.hole = F(0.0F);
    out.depth = F(0.0F);
    out.across = F(0.0F);
    const float wide = picture.mouth_half_width;
    const float open =
        pose.mouth_open < 0.0F ? 0.0F : (pose.mouth_open > 1.0F ? 1.0F : pose.mouth_open);
    const float gap = 0.85F * wide * open;
    const float spread_ = 1.0F + 0.22F * (pose.mouth_width - 0.5F) - 0.10F * open;
    const float smile = pose.smile - 0.5F;
    const F x = p.x - F(picture.mouth.x);
    const F y = p.y - F(picture.mouth.y);
    const F front = smoothstep(F(0.015F), F(0.045F), p.z);
    // Lips: wider or pursed, corners up or down.
    const F near = front * bell(x * F(0.75F / wide)) * bell(y * F(0.9F / wide));
    const F t = clamp(x * F(1.0F / (wide * spread_)), F(-1.0F), F(1.0F));
    const F sx = x * mix(F(1.0F), F(1.0F / spread_), near);
    F sy = y - near * t * t * F(0.28F * wide * smile);
    // The jaw goes down: skin below the opening comes from higher up, less and less towards chin
    // and cheeks.
    const F arc = sqrt(max(F(1.0F) - t * t, F(0.0F)));
    const F upper = F(0.18F * gap) * arc;
    const F lower = F(-0.82F * gap) * arc;
    const F side = F(1.0F) - smoothstep(F(0.6F * wide), F(2.1F * wide), abs(x));
    const F below = (F(1.0F) - smoothstep(F(0.3F * wide), F(2.2F * wide), lower - y)) * side;
    const F above = (F(1.0F) - smoothstep(F(0.0F), F(1.0F * wide), y - upper)) * side;
    const F dropped =
        select(y < F(0.0F), F(0.82F * gap) * below * arc, F(-0.18F * gap) * above * arc);
    sy = sy + dropped * front;
    const F edge = max(footprint, F(0.0012F));
    const F inside = saturate((upper - y) / edge) * saturate((y - lower) / edge);
    out.hole = inside * front * F(gap > 0.001F ? 1.0F : 0.0F) *
               (F(1.0F) - smoothstep(F(0.92F), F(1.0F), abs(x) * F(1.0F / (wide * spread_))));
    out.depth = saturate((upper - y) * F(1.0F / (gap + 1e-4F)));
    out.across = t;
    out.from.x = F(picture.mouth.x) + mix(x, sx, front);
    out.from.y = F(picture.mouth.y) + sy;
    // Lids: the skin above the eye comes down over it.
    const float shut = pose.blink < 0.0F ? 0.0F : (pose.blink > 1.0F ? 1.0F : pose.blink);
    if (shut > 0.02F) {
        const float eye = picture.eye_half_width;
        const F ex = (abs(p.x) - F(picture.left_eye.x)) * F(1.0F / eye);
        const F ey = (p.y - F(picture.left_eye.y)) * F(1.0F / eye);
        const F on = front * (F(1.0F) - smoothstep(F(0.75F), F(1.25F), abs(ex)));
        const F lid = on * (F(1.0F) - smoothstep(F(0.35F), F(0.75F), ey)) *
                      smoothstep(F(-0.75F), F(-0.4F), ey);
        out.from.y = out.from.y + lid * F(0.62F * eye * shut);
    }
    return out;
}

/// What opens between the lips: dark, teeth above, tongue below.
HIBARI_FN V3 mouth_inside(F depth, F across) {
    const V3 dark{F(0.022F), F(0.006F), F(0.006F)};
    const V3 deep{F(0.16F), F(0.045F), F(0.04F)};
    V3 color = mix(dark, deep, smoothstep(F(0.55F), F(0.95F), depth));
    const F teeth = (F(1.0F) - smoothstep(F(0.22F), F(0.34F), depth)) *
                    (F(1.0F) - smoothstep(F(0.55F), F(0.85F), abs(across)));
    return mix(color, V3{F(0.60F), F(0.57F), F(0.51F)}, teeth * F(0.9F));
}

/// Lays the picture over the look.
HIBARI_FN void lay_picture(const SurfaceIn& in, F footprint, Look& look) {
    const LikenessPicture& picture = *in.picture;
    const F pixel = footprint * F(in.material->picture_scale.y);
    // The outline of a picture is blurred: things take its pixels from a little further inside.
    const F inwards(picture.same_behind ? 0.965F : 1.0F);
    V3 p = in.picture_point * inwards;
    MovedFace face;
    const bool moves = picture.has_face && in.face != nullptr;
    if (moves) {
        face = move_face(picture, in.face->pose, p, pixel);
        p = face.from;
    }
    // Which side a point belongs to: of a head by where it lies on it, which no dent changes, else
    // by how its surface faces; what looks up or down goes with what is around it.
    const bool on_head = picture.has_face && in.material->shape == ShapeKind::kRelief;
    V3 n = in.picture_normal;
    if (on_head) {
        const V3& at = in.picture_point;
        n = V3(at.x * F(1.0F / 0.08F), F(0.0F), at.z * F(1.0F / 0.10F));
    }
    const F level = F(1.0F) / max(sqrt(n.x * n.x + n.z * n.z), F(0.25F));
    V3 sum = zero3();
    F weight(0.0F);
    F covered(0.0F);
    for (int i = 0; i < picture.view_count; ++i) {
        const PictureView& view = picture.views[static_cast<unsigned>(i)];
        F facing = (n.x * F(-view.sin_yaw) + n.z * F(view.cos_yaw)) * level;
        if (picture.same_behind) {
            facing = abs(facing);
        }
        F square_on = saturate((facing - F(0.05F)) * F(1.0F / 0.95F));
        if (picture.same_behind) {
            // Edges have the colours next to them.
            square_on = max(square_on, F(0.2F));
        }
        const F fourth = square(square(square_on));
        const F sharp = (square(fourth) + F(1e-3F) * square_on) * F(view.weight);
        if (none(in.active & (sharp > F(0.0F)))) {
            continue;
        }
        const F x = p.x * F(view.cos_yaw) + p.z * F(view.sin_yaw);
        const F u = F(view.u0) + x * F(view.scale_x);
        const F v = F(view.v0) - p.y * F(view.scale_y);
        const Texel at = look_up(picture, view, u, v, pixel * F(view.scale_x));
        // Cut edges carry some of what was behind them.
        const F solid = smoothstep(F(0.35F), F(0.9F), at.alpha);
        const F w = sharp * solid;
        sum = sum + at.color * w;
        weight = weight + w;
        covered = max(covered, solid * smoothstep(F(0.02F), F(0.16F), square_on));
    }
    const V3 color = sum * (F(1.0F) / max(weight, F(1e-5F)));
    look.albedo = mix(look.albedo, color, covered);
    look.slope = look.slope * (F(1.0F) - F(0.8F) * covered);
    look.sheen = look.sheen * (F(1.0F) - covered);
    look.roughness = mix(look.roughness, F(0.62F), covered);
    look.specular = mix(look.specular, F(0.028F), covered);
    if (moves) {
        look.albedo = mix(look.albedo, mouth_inside(face.depth, face.across), face.hole);
    }
}

}  // namespace surface

HIBARI_LANES_END
