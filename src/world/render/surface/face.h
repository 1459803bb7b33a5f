// The face: eyes, brows, mouth and complexion painted on the front of a head.
//
// The head's frame has its origin at the centre of the skull, +Y to the crown, +Z out of the nose;
// the face's own left is +X. Lengths are those of an adult head (0.235 m from chin to crown) and
// are divided by the material's scale first. Relief of nose, brow and cheeks is geometry; here are
// colour, moisture and the small relief of lids and lips. All parts follow the FacePose; see
// things/material.h for where they lie.
#pragma once

#include "world/render/scene.h"
#include "world/render/surface/body.h"

HIBARI_LANES_BEGIN

namespace surface {

/// Where a head is painted: flat coordinates of the face, metres of the adult head.
struct FacePoint {
    F x;  ///< + is the face's own left
    F y;
    F ax;  ///< |x|
    F fp;  ///< width of a pixel
};

inline constexpr float kEyeX = 0.032F;
inline constexpr float kEyeY = 0.006F;
inline constexpr float kMouthY = -0.062F;

/// Complexion: warm cheeks and nose, cooler jaw, shaded sockets.
HIBARI_FN void complexion(const FacePoint& q, const FaceParams& face, Look& look) {
    V3 color = look.albedo;
    const auto tint = [&](float cx, float cy, float rx, float ry, Vec3 by, float amount) {
        const F spot =
            bell(sqrt(square((q.ax - F(cx)) * F(1.0F / rx)) + square((q.y - F(cy)) * F(1.0F / ry)))
            ) *
            F(amount);
        color = mix(color, color * V3(by), spot);
    };
    tint(0.041F, -0.028F, 0.022F, 0.019F, {1.10F, 0.74F, 0.70F}, 0.50F);  // cheeks
    tint(0.0F, -0.022F, 0.014F, 0.016F, {1.06F, 0.82F, 0.79F}, 0.45F);    // nose
    tint(0.0F, -0.105F, 0.030F, 0.020F, {1.02F, 0.92F, 0.90F}, 0.35F);    // chin
    tint(0.028F, -0.006F, 0.017F, 0.008F, {0.90F, 0.80F, 0.82F}, 0.30F);  // under the eyes
    tint(0.019F, 0.012F, 0.009F, 0.012F, {0.74F, 0.64F, 0.62F}, 0.42F);   // inner sockets
    tint(0.033F, 0.018F, 0.020F, 0.008F, {0.86F, 0.76F, 0.73F}, 0.38F);   // upper lids
    tint(0.0F, -0.0445F, 0.007F, 0.006F, {0.86F, 0.78F, 0.76F}, 0.40F);   // philtrum
    tint(0.0F, -0.0790F, 0.018F, 0.005F, {0.80F, 0.71F, 0.69F}, 0.38F);   // below the lower lip
    // Freckles on some light young faces.
    look.albedo = color;
    if (face.age > 0.62F) {
        const float old = (face.age - 0.62F) / 0.38F;
        const F wave = F(0.0016F) * sin(q.x * F(120.0F));
        F lines(0.0F);
        for (const float y : {0.050F, 0.060F, 0.070F}) {
            const F run = saturate(F(1.15F) - q.ax * F(1.0F / 0.036F));
            lines = max(lines, bell((q.y - F(y) - wave) * F(1.0F / 0.0011F)) * run);
        }
        // Crow's feet and the folds from nose to mouth.
        const F crow_d = q.ax - F(kEyeX + 0.0165F);
        const F fan = (q.y - F(kEyeY)) - crow_d * F(0.0F);
        const F feet = step(F(0.0F), crow_d) * saturate(F(1.0F) - crow_d * F(1.0F / 0.014F));
        const F rays =
            max(max(bell((fan - crow_d * F(0.45F)) * F(1300.0F)), bell(fan * F(1300.0F))),
                bell((fan + crow_d * F(0.5F)) * F(1300.0F)));
        lines = max(lines, rays * feet * F(0.8F));
        look.albedo = look.albedo * (F(1.0F) - F(0.30F * old) * lines);
    }
}

/// The soft crease from the nose's wing to the corner of the mouth; deepens with a smile and age.
HIBARI_FN void smile_fold(const FacePoint& q, const FaceParams& face, Look& look) {
    const float smile = face.pose.smile > 0.5F ? (face.pose.smile - 0.5F) * 2.0F : 0.0F;
    const float old = face.age > 0.45F ? (face.age - 0.45F) * 0.9F : 0.0F;
    const float depth = 0.05F + 0.17F * smile + 0.26F * old;
    const F t = saturate((F(-0.031F) - q.y) * F(1.0F / 0.034F));
    const F line_x = F(0.0165F) + F(0.0190F) * t - F(0.006F) * t * t;
    const F d = q.ax - line_x;
    const F on = smoothstep(F(-0.070F), F(-0.058F), q.y) *
                 (F(1.0F) - smoothstep(F(-0.038F), F(-0.028F), q.y));
    const F line = bell(d * F(1.0F / 0.0031F)) * on * F(depth);
    look.albedo = look.albedo * (V3(F(1.0F)) - V3{F(0.50F), F(0.66F), F(0.68F)} * line);
    look.slope =
        look.slope + V3{sign(q.x) * d * F(1.0F / 0.0031F) * line * F(1.2F), F(0.0F), F(0.0F)};
}

HIBARI_FN void brows(const FacePoint& q, const FaceParams& face, Look& look) {
    const float raise = (face.pose.brow - 0.5F) * 2.0F;
    const float frown = raise < 0.0F ? -raise : 0.0F;
    const float lift = raise > 0.0F ? raise : 0.0F;
    // Raised over a mouth that droops: sorrow, which lifts the inner ends alone.
    const float sorrow = lift * (face.pose.smile < 0.5F ? 1.0F - 2.0F * face.pose.smile : 0.0F);
    const float inner = 0.0135F - 0.0035F * frown;
    const F t = (q.ax - F(inner)) * F(1.0F / (0.0505F - inner));  // 0 at the nose .. 1 outside
    const F tt = saturate(t);
    const F arch =
        F(0.0052F) * (F(1.0F) - square(tt * F(1.55F) - F(1.0F))) - F(0.0050F) * square(tt) * tt;
    const F middle = F(0.0305F + 0.0075F * (lift - sorrow) - 0.0015F * frown) + arch +
                     F(0.0030F * (lift - sorrow)) * tt +
                     F(0.0082F * sorrow - 0.0082F * frown) * (F(1.0F) - tt) -
                     F(0.0046F * sorrow - 0.0040F * frown) * tt;
    const float thick = (face.age < 0.2F ? 0.0026F : 0.0041F) * (1.0F + 0.35F * frown);
    const F half = F(thick) * (F(1.0F) - F(0.72F) * tt) * smoothstep(F(-0.06F), F(0.10F), t);
    const F d = half - abs(q.y - middle);
    const F ends =
        smoothstep(F(-0.06F), F(0.07F), t) * (F(1.0F) - smoothstep(F(0.90F), F(1.02F), t));
    // Hairs lie slanted outward.
    const F hairs =
        noise2(q.ax * F(2300.0F) - (q.y - middle) * F(1500.0F), (q.y - middle) * F(380.0F), 901)
            .value;
    const F fine = resolved(F(0.0011F), q.fp);
    const F body = smoothstep(F(-0.0007F), F(0.0016F), d + F(0.0009F) * hairs * fine) * ends *
                   min(F(1.0F), F(0.009F) / q.fp);
    const float grey = face.age > 0.85F ? 0.35F : 0.0F;
    const V3 color = mix(V3(face.hair) * F(0.9F), V3(F(0.45F)), F(grey));
    const float weight = 0.90F - (face.age < 0.2F ? 0.15F : 0.0F);
    look.albedo = mix(look.albedo, color, body * F(weight) * (F(0.9F) + F(0.25F) * hairs * fine));
    look.slope = look.slope + V3{F(0.0F), hairs * body * fine * F(0.25F), F(0.0F)};
    // Frown lines between the brows.
    const F between = bell((q.ax - F(0.0052F)) * F(900.0F)) * bell((q.y - F(0.026F)) * F(110.0F)) *
                      F(0.30F * frown);
    look.albedo = look.albedo * (F(1.0F) - between);
}

HIBARI_FN void eyes(const FacePoint& q, const FaceParams& face, Look& look) {
    const FacePose& pose = face.pose;
    const float young = face.age < 0.3F ? 1.0F - face.age / 0.3F : 0.0F;
    const float size = 1.0F + 0.32F * young;
    const float half_w = 0.0152F * size;
    const float smile = pose.smile > 0.5F ? (pose.smile - 0.5F) * 2.0F : 0.0F;
    const float surprise = pose.brow > 0.6F ? (pose.brow - 0.6F) * 2.5F : 0.0F;
    const float high = (0.0066F + 0.0012F * surprise) * size;
    const float low = (0.0046F - 0.0011F * smile) * size;
    // u: 0 in the middle, -1 at the tear duct, +1 outside; the outer corner lies a little higher.
    const F u = (q.ax - F(kEyeX)) * F(1.0F / half_w);
    const F v = q.y - F(kEyeY) - u * F(0.0009F);
    const F uu = clamp(u, F(-1.0F), F(1.0F));
    const F rim = max(F(1.0F) - uu * uu, F(0.0F));
    const F upper_open = F(high) * (rim * (F(1.0F) - F(0.10F) * uu) + F(0.12F) * rim * rim);
    const F lower = F(-low) * (rim * (F(1.0F) + F(0.16F) * uu));
    const float shut = pose.blink < 0.0F ? 0.0F : (pose.blink > 1.0F ? 1.0F : pose.blink);
    const F lid = mix(upper_open, lower + F(0.0004F), F(shut));
    const F side_in = F(1.0F) - abs(u);
    const F in_u = stroke(u * F(half_w), F(half_w), q.fp);
    const F ball = span(v, lower, lid, q.fp) * in_u;
    // White of the eye: shaded under the lid and towards the corners, pink at the tear duct.
    V3 white = V3{F(0.74F), F(0.715F), F(0.695F)};
    const F under_lid = saturate((lid - v) * F(1.0F / 0.0042F));
    white = white * (F(0.52F) + F(0.48F) * under_lid) *
            (F(0.72F) + F(0.28F) * saturate(side_in * F(2.2F)));
    const F duct = smoothstep(F(0.78F), F(0.95F), -u);
    white = mix(white, V3{F(0.50F), F(0.24F), F(0.21F)}, duct);
    // Iris and pupil follow the gaze; both eyes look the same way.
    const float gx = pose.gaze_x < -1.0F ? -1.0F : (pose.gaze_x > 1.0F ? 1.0F : pose.gaze_x);
    const float gy = pose.gaze_y < -1.0F ? -1.0F : (pose.gaze_y > 1.0F ? 1.0F : pose.gaze_y);
    const F ex = q.x - sign(q.x) * F(kEyeX) - F(gx * 0.0058F);
    const F ey = q.y - F(kEyeY + 0.0007F) - F(gy * 0.0030F);
    const float iris_r = 0.0066F * (1.0F + 0.34F * young);
    const F r = sqrt(ex * ex + ey * ey);
    const F rr = r * F(1.0F / iris_r);
    const F angle = atan2(ey, ex);
    const F fibre = noise2(angle * F(7.0F), rr * F(1.6F), 911).value * resolved(F(0.0018F), q.fp);
    // Lit from above, the iris is brightest below.
    const F bowl = F(0.75F) - F(0.55F) * ey * F(1.0F / iris_r);
    V3 iris = V3(face.iris) * (F(1.25F) * bowl * (F(1.0F) + F(0.35F) * fibre)) + V3(F(0.012F));
    const F limbal = smoothstep(F(0.74F), F(1.0F), rr);
    iris = iris * (F(1.0F) - F(0.78F) * limbal);
    iris = iris * (F(0.55F) + F(0.45F) * under_lid);
    const F pupil = cover(F(iris_r * 0.43F) - r, max(q.fp, F(0.0003F)));
    iris = mix(iris, V3(F(0.004F)), pupil);
    V3 eye = mix(white, iris, cover(F(iris_r) - r, max(q.fp, F(0.0005F))));
    // The window's image in the cornea, and a faint one across.
    const F glint = disc_cover(
        sqrt(square(ex + F(0.0021F)) + square(ey - F(0.0023F))), F(0.00150F), max(q.fp, F(0.0003F))
    );
    const F second = disc_cover(
                         sqrt(square(ex - F(0.0022F)) + square(ey + F(0.0024F))),
                         F(0.0009F),
                         max(q.fp, F(0.0004F))
                     ) *
                     F(0.25F);
    eye = mix(eye, V3(F(0.93F)), max(glint, second) * smoothstep(F(0.0F), F(0.3F), under_lid));
    look.albedo = mix(look.albedo, eye, ball);
    look.roughness = mix(look.roughness, F(0.10F), ball);
    look.specular = mix(look.specular, F(0.03F), ball);
    look.subsurface = look.subsurface * (F(1.0F) - F(0.7F) * ball);
    // The ball bulges; without it eyes look like stickers.
    const V3 bulge = V3{-sign(q.x) * uu * F(-0.30F), (v - F(0.001F)) * F(55.0F), F(0.0F)};
    look.slope = mix(look.slope, bulge * F(-0.6F), ball);
    // Lash line along the upper lid, heavier outside, and a hint of one below.
    const F reach = F(1.0F) - smoothstep(F(1.02F), F(1.16F), abs(u));
    const F lash_w = F(0.00085F) + F(0.00055F) * saturate(uu + F(0.3F));
    const F lash_d = abs(v - lid - F(0.0004F));
    const F wing = step(F(0.98F), u) * F(0.0F);
    const F lash = stroke(lash_d, lash_w, max(q.fp, F(0.0005F))) * reach * (F(1.0F) - wing) *
                   smoothstep(F(-1.05F), F(-0.55F), u);
    const V3 lash_color = V3(face.hair) * F(0.30F) + V3(F(0.004F));
    look.albedo = mix(look.albedo, lash_color, lash * F(0.90F));
    const F under = stroke(v - lower, F(0.0005F), max(q.fp, F(0.0006F))) * reach;
    look.albedo =
        mix(look.albedo,
            look.albedo * V3{F(0.58F), F(0.44F), F(0.42F)},
            under * F(0.6F) * smoothstep(F(-0.9F), F(0.2F), u));
    // Fold of the upper lid; a closing lid smooths it.
    const F crease_y = upper_open + F(0.0030F) + F(0.0006F) * uu;
    const F crease = bell((v - crease_y) * F(1.0F / 0.0010F)) *
                     (F(1.0F) - smoothstep(F(0.85F), F(1.15F), abs(u)));
    look.albedo = look.albedo * (F(1.0F) - crease * F(0.34F * (1.0F - 0.6F * shut)));
    // The lid's own skin, a shade warmer, with the roundness of the ball behind it.
    const F on_lid =
        span(v, lid, crease_y, q.fp) * (F(1.0F) - smoothstep(F(0.8F), F(1.1F), abs(u)));
    look.albedo = mix(look.albedo, look.albedo * V3{F(0.93F), F(0.84F), F(0.82F)}, on_lid);
    look.slope = look.slope + V3{F(0.0F), on_lid * F(-0.28F * (0.4F + 0.6F * shut)), F(0.0F)};
}

HIBARI_FN void mouth(const FacePoint& q, const FaceParams& face, Look& look) {
    const FacePose& pose = face.pose;
    const float open =
        pose.mouth_open < 0.0F ? 0.0F : (pose.mouth_open > 1.0F ? 1.0F : pose.mouth_open);
    const float width =
        pose.mouth_width < 0.0F ? 0.0F : (pose.mouth_width > 1.0F ? 1.0F : pose.mouth_width);
    const float smile = (pose.smile - 0.5F) * 2.0F;
    const float grin = smile > 0.0F ? smile : 0.0F;
    const float half_w = 0.0168F + 0.0125F * width + 0.0042F * grin - 0.0015F * open;
    const float gap = 0.0235F * open;
    const float rise = (smile < 0.0F ? 0.0100F : 0.0088F) * smile;
    const float child = face.age < 0.25F ? 0.9F : 1.0F;
    const float purse = width < 0.35F ? (0.35F - width) * 1.6F : 0.0F;
    const float up_h = (0.0054F + 0.0022F * purse - 0.0012F * grin) * child;
    const float low_h = (0.0070F + 0.0022F * purse - 0.0012F * grin) * child;
    const F t = q.x * F(1.0F / half_w);
    const F tc = clamp(t, F(-1.0F), F(1.0F));
    const F t2 = tc * tc;
    const F arc = sqrt(max(F(1.0F) - t2, F(0.0F)));
    // Where the lips meet: a gentle bow, corners up or down with the mood.
    const F middle = F(kMouthY - 0.10F * gap) + F(rise) * t2 - F(0.0007F) * bell(t * F(4.5F)) +
                     F(0.0005F) * bell((abs(t) - F(0.38F)) * F(5.0F));
    const F top_edge = middle + F(0.22F * gap) * arc;
    const F low_edge = middle - F(0.78F * gap) * arc;
    // Outlines: the upper lip has a bow in its middle, the lower one is full.
    const F taper = max(F(1.0F) - t2, F(0.0F));
    const F bow =
        F(1.0F) - F(0.30F) * bell(t * F(6.5F)) + F(0.10F) * bell((abs(t) - F(0.24F)) * F(6.0F));
    const F top_out = top_edge + F(up_h) * bow * taper * (F(1.0F) + F(0.15F) * taper);
    const F low_out = low_edge - F(low_h) * arc * (F(0.45F) + F(0.55F) * taper);
    const F in_x = stroke(q.x, F(half_w), q.fp);
    const F soft = max(q.fp, F(0.0009F));
    const F lip_top = span(q.y, top_edge, top_out, soft) * in_x;
    const F lip_low = span(q.y, low_out, low_edge, soft) * in_x;
    const F fold = noise2(q.x * F(900.0F), q.y * F(140.0F), 921).value * resolved(F(0.0011F), q.fp);
    const V3 lips = V3(face.lips) * (F(1.0F) + F(0.10F) * fold);
    look.albedo = mix(look.albedo, lips * F(0.84F), lip_top * F(0.88F));
    const F shine = bell((q.y - (low_edge - F(low_h * 0.42F))) * F(1.0F / 0.0016F)) * taper;
    look.albedo = mix(look.albedo, lips * (F(1.0F) + F(0.16F) * shine), lip_low * F(0.88F));
    const F lip = max(lip_top, lip_low);
    look.roughness = mix(look.roughness, F(0.30F), lip);
    look.specular = mix(look.specular, F(0.035F), lip);
    // Each lip is a roll: it faces up above its middle and down below it.
    const F roll_top = (q.y - (top_edge + F(up_h * 0.45F))) * F(1.0F / (up_h + 1e-4F));
    const F roll_low = (q.y - (low_edge - F(low_h * 0.5F))) * F(1.0F / (low_h + 1e-4F));
    look.slope =
        look.slope +
        V3{fold * lip * F(0.10F), (roll_top * lip_top + roll_low * lip_low) * F(-0.75F), F(0.0F)};
    // Inside: dark, teeth under the upper lip, tongue at the bottom.
    const F hole = span(q.y, low_edge, top_edge, q.fp) * in_x;
    const F depth_in = saturate((top_edge - q.y) * F(1.0F / 0.0100F));
    V3 inside =
        mix(V3{F(0.10F), F(0.028F), F(0.024F)}, V3{F(0.022F), F(0.005F), F(0.005F)}, depth_in);
    const F tongue_top = low_edge + F(0.36F * gap) * (F(1.0F) - square(t * F(1.35F)));
    const F tongue = cover(tongue_top - q.y, max(q.fp, F(0.0008F))) * step(F(0.004F), F(gap));
    const F groove_ = F(1.0F) - F(0.3F) * bell(q.x * F(600.0F));
    inside = mix(inside, V3{F(0.36F), F(0.105F), F(0.095F)} * groove_, tongue * F(0.85F));
    const float tooth_h = 0.0078F;
    const F teeth_low = F(kMouthY + 0.0005F) + F(0.22F * gap + rise * 0.35F) -
                        F(tooth_h) * (F(1.0F) - F(0.28F) * t2) + F(0.0012F) * t2;
    const F tooth = cover(q.y - teeth_low, max(q.fp, F(0.0004F))) *
                    (F(1.0F) - smoothstep(F(0.74F), F(0.98F), abs(t)));
    const F pitch = F(0.0068F) - F(0.0016F) * saturate(abs(q.x) * F(80.0F));
    const F gaps = bell((fract(q.x / pitch) - F(0.0F)) * F(9.0F)) +
                   bell((fract(q.x / pitch) - F(1.0F)) * F(9.0F));
    const F shade = (F(0.62F) + F(0.38F) * saturate((top_edge - q.y) * F(1.0F / 0.0035F))) *
                    (F(1.0F) - F(0.45F) * square(tc)) *
                    (F(1.0F) - F(0.16F) * saturate(gaps) * resolved(F(0.002F), q.fp));
    inside = mix(inside, V3{F(0.74F), F(0.71F), F(0.64F)} * shade, tooth);
    look.albedo = mix(look.albedo, inside, hole);
    look.roughness = mix(look.roughness, F(0.35F), hole);
    look.subsurface = look.subsurface * (F(1.0F) - hole);
    look.slope = mix(look.slope, zero3(), hole);
    // The line between closed lips, and the dimples of the corners.
    const F line = stroke(q.y - middle, F(0.00042F), max(q.fp, F(0.0006F))) * in_x *
                   F(gap < 0.002F ? 1.0F - gap * 400.0F : 0.2F);
    look.albedo = mix(look.albedo, V3(face.lips) * F(0.22F), line * F(0.82F));
    const F corner = bell((q.ax - F(half_w)) * F(420.0F)) *
                     bell((q.y - F(kMouthY - 0.10F * gap + rise)) * F(420.0F));
    look.albedo = look.albedo * (F(1.0F) - corner * F(0.38F + 0.2F * grin));
    const F below = bell((q.y - (low_out - F(0.0022F))) * F(480.0F)) * taper * in_x;
    look.albedo = look.albedo * (F(1.0F) - F(0.16F) * below);
}

/// Hair's shadow of a beard: jaw, chin and upper lip.
HIBARI_FN void beard(const FacePoint& q, const FaceParams& face, const V3& p, Look& look) {
    const F jaw = smoothstep(F(-0.034F), F(-0.052F), q.y - square(q.x) * F(5.5F)) *
                  smoothstep(F(0.0F), F(0.02F), p.z + F(0.02F));
    const F moustache =
        bell((q.y + F(0.0475F)) * F(170.0F)) * (F(1.0F) - smoothstep(F(0.022F), F(0.032F), q.ax));
    const F lips_free = smoothstep(
        F(0.0F), F(0.006F), sqrt(square(q.x * F(0.42F)) + square(q.y - F(kMouthY))) - F(0.0082F)
    );
    const F strand =
        noise2(q.x * F(900.0F), q.y * F(260.0F), 931).value * resolved(F(0.0012F), q.fp);
    const F cover_all = saturate(max(jaw, moustache)) * lips_free * (F(0.80F) + F(0.2F) * strand);
    look.albedo = mix(look.albedo, V3(face.hair) * (F(1.0F) + F(0.5F) * strand), cover_all);
    look.roughness = mix(look.roughness, F(0.75F), cover_all);
    look.slope = look.slope + V3{strand * cover_all * F(0.5F), F(0.0F), F(0.0F)};
}

HIBARI_FN Look face_look(const Site& site, const Brush& brush, const FaceParams& face) {
    const float scale = brush.unit > 0.05F ? brush.unit : 1.0F;
    Site s = site;
    s.p = site.p * F(1.0F / scale);
    s.footprint = site.footprint * F(1.0F / scale);
    Brush skin_brush = brush;
    skin_brush.base = face.skin;
    Look bare = skin(s, skin_brush);
    // Beyond some fifty metres a face is a spot of skin.
    const F seen = saturate(F(1.5F) - s.footprint * F(22.0F));
    const F front = smoothstep(F(0.0F), F(0.025F), s.p.z) * seen;
    if (!any(front > F(0.0F))) {
        return bare;
    }
    Look look = bare;
    const FacePoint q{s.p.x, s.p.y, abs(s.p.x), s.footprint};
    complexion(q, face, look);
    smile_fold(q, face, look);
    if (face.beard) {
        beard(q, face, s.p, look);
    }
    brows(q, face, look);
    eyes(q, face, look);
    mouth(q, face, look);
    look.albedo = mix(bare.albedo, look.albedo, front);
    look.roughness = mix(bare.roughness, look.roughness, front);
    look.specular = mix(bare.specular, look.specular, front);
    look.subsurface = mix(bare.subsurface, look.subsurface, front);
    look.slope = mix(bare.slope, look.slope, front);
    return look;
}

}  // namespace surface

HIBARI_LANES_END
