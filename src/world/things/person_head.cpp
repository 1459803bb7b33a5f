// Head, neck, face relief, hair, beard and glasses. Lengths are those of an adult head, times
// `head`.
#include "world/things/palette.h"
#include "world/things/person_cut.h"
#include "world/things/person_parts.h"

namespace hibari::world {

namespace {

Material face_material(const PersonStyle& style, float scale) {
    Material face = skin_material(style);
    face.surface = Surface::kFace;
    face.accent = style.hair_color;
    face.scale = scale;
    return face;
}

Material hair_material(const PersonStyle& style) {
    return {
        .surface = Surface::kHair,
        .base = style.hair_color,
        .accent = style.hair_color * 1.8F + Vec3{0.01F, 0.008F, 0.006F},
        .roughness = 0.42F,
        .scale = 0.01F,
        .bump = 0.5F,
    };
}

void add_frames(PersonBuilder& body, const Skull& skull) {
    const float h = skull.scale;
    const bool dark = body.style.glasses == Glasses::kDark;
    const Material frame = plastic({0.015F, 0.013F, 0.012F}, 0.25F);
    for (const float side : {1.0F, -1.0F}) {
        const Quat facing = from_axis_angle({1, 0.12F * side, 0}, radians(86));
        body.use(frame);
        if (dark) {
            body.add(
                kHead,
                ellipsoid(Vec3{0.0275F, 0.0215F, 0.0060F} * h),
                skull.at(side * 0.0330F, 0.0020F, 0.0985F),
                from_axis_angle({0, 1, 0}, side * radians(12))
            );
            body.use(window_glass({0.006F, 0.006F, 0.008F}));
            body.add(
                kHead,
                ellipsoid(Vec3{0.0250F, 0.0190F, 0.0075F} * h),
                skull.at(side * 0.0330F, 0.0020F, 0.0990F),
                from_axis_angle({0, 1, 0}, side * radians(12))
            );
            body.use(frame);
        } else {
            body.add(
                kHead,
                torus(0.0215F * h, 0.0024F * h),
                skull.at(side * 0.0325F, 0.003F, 0.1005F),
                facing
            );
        }
        body.limb(
            kHead,
            skull.at(side * 0.054F, 0.008F, 0.092F),
            skull.at(side * 0.0785F, 0.006F, -0.010F),
            0.0028F * h,
            0.0022F * h
        );
    }
    body.limb(
        kHead,
        skull.at(0.011F, 0.006F, 0.104F),
        skull.at(-0.011F, 0.006F, 0.104F),
        0.0024F * h,
        0.0024F * h
    );
}

// One broad orange lens in a soft frame, on a strap around the head.
void add_goggles(PersonBuilder& body, const Skull& skull) {
    const float h = skull.scale;
    body.use(rubber({0.012F, 0.012F, 0.014F}));
    body.add(kHead, ellipsoid(Vec3{0.0685F, 0.0335F, 0.0300F} * h), skull.at(0, 0.006F, 0.0790F));
    body.add(kHead, ellipsoid(Vec3{0.0835F, 0.0130F, 0.1040F} * h), skull.at(0, 0.012F, -0.006F));
    body.use(metal({0.62F, 0.24F, 0.03F}, 0.08F));
    body.add(kHead, ellipsoid(Vec3{0.0615F, 0.0265F, 0.0300F} * h), skull.at(0, 0.006F, 0.0835F));
}

// Hair on chin and jaw that stands off the painted beard, and a moustache; cheeks and lips are
// free.
void add_beard(PersonBuilder& body, const Skull& skull) {
    const float h = skull.scale;
    body.use(hair_material(body.style), kBeardGroup, 0.020F * h);
    body.add(kHead, ellipsoid(Vec3{0.040F, 0.026F, 0.030F} * h), skull.at(0, -0.103F, 0.056F));
    body.add(kHead, ellipsoid(Vec3{0.024F, 0.018F, 0.020F} * h), skull.at(0, -0.100F, 0.075F));
    for (const float side : {1.0F, -1.0F}) {
        body.limb(
            kHead,
            skull.at(side * 0.060F, -0.062F, 0.008F),
            skull.at(side * 0.038F, -0.092F, 0.050F),
            0.008F * h,
            0.018F * h
        );
    }
    body.use(hair_material(body.style), kBeardGroup, 0.004F * h);
    for (const float side : {1.0F, -1.0F}) {
        body.limb(
            kHead,
            skull.at(side * 0.004F, -0.0470F, 0.0935F),
            skull.at(side * 0.027F, -0.0560F, 0.0820F),
            0.0065F * h,
            0.0040F * h
        );
    }
    if (body.style.hat == Hat::kSanta || body.style.hat == Hat::kWizard) {
        body.use(hair_material(body.style), kBeardGroup, 0.020F * h);
        body.limb(
            kHead,
            skull.at(0, -0.098F, 0.068F),
            skull.at(0, -0.195F, 0.092F),
            0.042F * h,
            0.022F * h
        );
    }
}

// Under a hat hair lies flat.
bool is_covered(Hat hat) {
    return hat != Hat::kNone && hat != Hat::kCrown && hat != Hat::kHeadband;
}

void add_short_hair(PersonBuilder& body, const Skull& skull) {
    const float h = skull.scale;
    const float flat = is_covered(body.style.hat) ? 0.010F : 0.0F;
    body.add(
        kHead,
        ellipsoid(Vec3{0.0795F, 0.092F - flat, 0.098F - flat} * h),
        skull.at(0, 0.038F, -0.017F - flat)
    );
    body.add(kHead, ellipsoid(Vec3{0.071F, 0.070F, 0.060F} * h), skull.at(0, 0.004F, -0.050F));
    if (!is_covered(body.style.hat)) {
        // A little volume over the forehead, parted to one side.
        body.add(
            kHead,
            ellipsoid(Vec3{0.052F, 0.017F, 0.042F} * h),
            skull.at(0.016F, 0.100F, 0.040F),
            from_axis_angle({1, 0, 0.5F}, radians(24))
        );
        body.add(
            kHead,
            ellipsoid(Vec3{0.034F, 0.016F, 0.040F} * h),
            skull.at(-0.036F, 0.094F, 0.036F),
            from_axis_angle({1, 0, -0.6F}, radians(26))
        );
    }
    for (const float side : {1.0F, -1.0F}) {
        body.add(
            kHead,
            ellipsoid(Vec3{0.010F, 0.026F, 0.016F} * h),
            skull.at(side * 0.0725F, 0.012F, 0.012F)
        );
    }
}

// Combed to the back, with a parting and a lock before each ear: from the front it must not look
// cropped. Girls wear a fringe instead of the parting.
void add_tied_hair(PersonBuilder& body, const Skull& skull) {
    const float h = skull.scale;
    const float flat = is_covered(body.style.hat) ? 0.010F : 0.0F;
    body.add(
        kHead,
        ellipsoid(Vec3{0.0810F, 0.094F - flat, 0.099F - flat} * h),
        skull.at(0, 0.038F, -0.018F - flat)
    );
    body.add(kHead, ellipsoid(Vec3{0.071F, 0.070F, 0.060F} * h), skull.at(0, 0.004F, -0.050F));
    const bool girl = body.style.age == Age::kChild;
    for (const float side : {1.0F, -1.0F}) {
        if (!is_covered(body.style.hat)) {
            body.limb(
                kHead,
                skull.at(side * 0.012F, 0.112F, 0.040F),
                skull.at(side * 0.068F, 0.050F, 0.050F),
                0.020F * h,
                0.014F * h
            );
        }
        if (girl && !is_covered(body.style.hat)) {
            body.limb(
                kHead,
                skull.at(side * 0.004F, 0.092F, 0.066F),
                skull.at(side * 0.040F, 0.058F, 0.080F),
                0.018F * h,
                0.012F * h
            );
        }
        body.limb(
            kHead,
            skull.at(side * 0.074F, 0.040F, 0.030F),
            skull.at(side * 0.080F, -0.055F, 0.016F),
            0.012F * h,
            0.005F * h
        );
    }
}

void add_pigtails(PersonBuilder& body, const Skull& skull) {
    const float h = skull.scale;
    for (const float side : {1.0F, -1.0F}) {
        body.limb(
            kHead,
            skull.at(side * 0.078F, 0.030F, -0.045F),
            skull.at(side * 0.112F, 0.018F, -0.050F),
            0.016F * h,
            0.024F * h
        );
        body.limb(
            kHead,
            skull.at(side * 0.112F, 0.018F, -0.050F),
            skull.at(side * 0.122F, -0.105F, -0.030F),
            0.027F * h,
            0.010F * h
        );
    }
}

void add_long_hair(PersonBuilder& body, const Skull& skull) {
    const float h = skull.scale;
    body.add(kHead, ellipsoid(Vec3{0.085F, 0.097F, 0.103F} * h), skull.at(0, 0.035F, -0.022F));
    body.limb(
        kHead, skull.at(0, 0.0F, -0.066F), skull.at(0, -0.205F, -0.086F), 0.062F * h, 0.040F * h
    );
    for (const float side : {1.0F, -1.0F}) {
        body.limb(
            kHead,
            skull.at(side * 0.048F, 0.072F, 0.048F),
            skull.at(side * 0.079F, -0.030F, 0.018F),
            0.024F * h,
            0.019F * h
        );
        body.limb(
            kHead,
            skull.at(side * 0.079F, -0.030F, 0.018F),
            skull.at(side * 0.074F, -0.175F, -0.010F),
            0.020F * h,
            0.019F * h
        );
        body.limb(
            kHead,
            skull.at(side * 0.058F, 0.0F, -0.040F),
            skull.at(side * 0.060F, -0.200F, -0.060F),
            0.044F * h,
            0.030F * h
        );
    }
}

void add_curly_hair(PersonBuilder& body, const Skull& skull, float volume) {
    const float h = skull.scale;
    body.add(kHead, ellipsoid(Vec3{0.083F, 0.090F, 0.098F} * h), skull.at(0, 0.042F, -0.020F));
    // Locks on a spiral over the scalp, none over the face or below a hat.
    const float highest = is_covered(body.style.hat) ? 0.30F : 0.62F;
    constexpr int kLocks = 34;
    constexpr float kGoldenAngle = 2.39996F;
    for (int i = 0; i < kLocks; ++i) {
        const float y = 1.0F - 1.35F * (static_cast<float>(i) + 0.5F) / static_cast<float>(kLocks);
        const float ring = std::sqrt(1.0F - y * y);
        const float turn = kGoldenAngle * static_cast<float>(i);
        const Vec3 way{ring * std::sin(turn), y, ring * std::cos(turn)};
        if ((way.z > 0.30F && way.y < 0.62F) || (way.y > highest && highest < 0.5F)) {
            continue;
        }
        const float radius = 0.024F + 0.006F * std::sin(3.7F * static_cast<float>(i));
        body.add(
            kHead,
            sphere(radius * h * (0.8F + 0.2F * volume)),
            skull.at(
                way.x * 0.082F * volume,
                0.040F + way.y * 0.086F * volume,
                -0.018F + way.z * 0.094F * volume
            )
        );
    }
}

}  // namespace

void add_head(PersonBuilder& body) {
    const PersonStyle& style = body.style;
    const PersonMeasures& m = body.measures;
    const Skull skull(body);
    const float h = skull.scale;
    const float u = m.unit;
    const bool woman = style.gender == Gender::kWoman;
    const bool child = style.age == Age::kChild;
    const float jaw = child ? 0.84F : woman ? 0.88F : 1.03F;
    const float plump = 0.85F + 0.15F * m.girth + (child ? 0.10F : 0.0F);
    const float chin = child ? 0.010F : woman ? 0.003F : 0.0F;  // Higher than a man's.

    const float neck_radius = (woman || child ? 0.046F : 0.053F) * u * (0.55F + 0.45F * m.muscle) *
                              (0.75F + 0.25F * m.girth);
    const Vec3 neck = body.joint(kNeck);
    const Vec3 atlas = body.joint(kHead);
    body.use(skin_material(style), kHeadGroup, 0.020F * h);
    body.limb(
        kNeck,
        neck + Vec3{0, -0.020F, 0.006F} * u,
        atlas + Vec3{0, 0.006F, 0.004F} * u,
        neck_radius * 1.08F,
        neck_radius * 0.95F
    );
    body.add(
        kChest, ellipsoid(Vec3{0.075F, 0.030F, 0.055F} * u), neck + Vec3{0, -0.028F, 0.012F} * u
    );

    // The cranium and the jaw carry the painted face; the relief gives it light and shade.
    body.use(face_material(style, h), kHeadGroup, 0.016F * h);
    body.add(kHead, ellipsoid(Vec3{0.0745F, 0.091F, 0.0965F} * h), skull.at(0, 0.026F, -0.003F));
    body.add(
        kHead, ellipsoid(Vec3{0.0615F * plump, 0.082F, 0.072F} * h), skull.at(0, -0.030F, 0.019F)
    );
    body.add(
        kHead,
        ellipsoid(Vec3{0.047F * jaw * plump, 0.036F, 0.044F} * h),
        skull.at(0, -0.078F + chin, 0.036F)
    );
    body.add(
        kHead,
        ellipsoid(Vec3{0.020F * jaw, 0.015F, 0.014F} * h),
        skull.at(0, -0.099F + chin, 0.070F)
    );
    for (const float side : {1.0F, -1.0F}) {
        body.add(
            kHead,
            ellipsoid(Vec3{0.026F, 0.022F, 0.018F} * (h * plump)),
            skull.at(side * 0.034F, -0.026F, 0.062F)
        );
        body.add(
            kHead,
            ellipsoid(
                Vec3{
                    0.026F,
                    child   ? 0.004F
                    : woman ? 0.006F
                            : 0.009F,
                    child ? 0.008F : 0.012F
                } *
                h
            ),
            skull.at(side * 0.027F, 0.030F, 0.083F)
        );
    }
    body.use(skin_material(style), kHeadGroup, 0.008F * h);
    const float nose = child ? 0.62F : woman ? 0.84F : 1.0F;
    body.limb(
        kHead,
        skull.at(0, 0.016F, 0.084F),
        skull.at(0, -0.022F, 0.084F + 0.018F * nose),
        0.0075F * h,
        0.0105F * h * nose
    );
    for (const float side : {1.0F, -1.0F}) {
        body.add(
            kHead, sphere(0.0082F * h * nose), skull.at(side * 0.0105F * nose, -0.0265F, 0.092F)
        );
        body.add(
            kHead,
            ellipsoid(Vec3{0.0065F, 0.029F, 0.018F} * h),
            skull.at(side * 0.0775F, -0.004F, -0.008F),
            from_axis_angle({0.18F, side, 0}, radians(-22))
        );
        body.add(kHead, sphere(0.0085F * h), skull.at(side * 0.0755F, -0.028F, 0.000F));
    }
    if (hides_head(style)) {
        return;
    }
    add_glasses(body);
    body.collide(false);
    if (style.beard) {
        add_beard(body, skull);
    }
    body.collide(true);
}

void add_glasses(PersonBuilder& body) {
    const Skull skull(body);
    body.collide(false);
    if (body.style.glasses == Glasses::kGoggles) {
        add_goggles(body, skull);
    } else if (body.style.glasses != Glasses::kNone) {
        add_frames(body, skull);
    }
    body.collide(true);
}

void add_hair(PersonBuilder& body) {
    const PersonStyle& style = body.style;
    if (hides_head(style) || style.hat == Hat::kHeadscarf || style.hat == Hat::kKnight) {
        return;
    }
    const Skull skull(body);
    const float h = skull.scale;
    body.use(hair_material(style), kHairGroup, 0.022F * h);
    body.collide(false);
    switch (style.hair) {
        case HairStyle::kBald:
        case HairStyle::kUnspecified:
            break;
        case HairStyle::kShort:
            add_short_hair(body, skull);
            break;
        case HairStyle::kLong:
            add_long_hair(body, skull);
            break;
        case HairStyle::kCurly:
            add_curly_hair(body, skull, style.hat == Hat::kNone ? 1.08F : 0.98F);
            break;
        case HairStyle::kPonytail:
            add_tied_hair(body, skull);
            if (style.age == Age::kChild) {
                add_pigtails(body, skull);
                break;
            }
            body.limb(
                kHead,
                skull.at(0, 0.055F, -0.100F),
                skull.at(0, 0.030F, -0.150F),
                0.018F * h,
                0.028F * h
            );
            body.limb(
                kHead,
                skull.at(0, 0.030F, -0.150F),
                skull.at(0, -0.150F, -0.150F),
                0.030F * h,
                0.012F * h
            );
            break;
        case HairStyle::kBun:
            add_tied_hair(body, skull);
            body.add(
                kHead,
                ellipsoid(Vec3{0.040F, 0.036F, 0.038F} * h),
                is_covered(style.hat) ? skull.at(0, 0.0F, -0.115F) : skull.at(0, 0.095F, -0.085F)
            );
            break;
        case HairStyle::kMohawk:
            if (is_covered(style.hat)) {
                add_short_hair(body, skull);
                break;
            }
            for (int i = 0; i < 9; ++i) {
                const float angle = radians(62.0F - 24.0F * static_cast<float>(i));
                const Vec3 way{0, std::cos(angle), std::sin(angle)};
                body.limb(
                    kHead,
                    skull.at(0, 0.030F + way.y * 0.078F, -0.008F + way.z * 0.086F),
                    skull.at(0, 0.030F + way.y * 0.160F, -0.008F + way.z * 0.150F),
                    0.016F * h,
                    0.006F * h
                );
            }
            break;
    }
    body.collide(true);
}

}  // namespace hibari::world
