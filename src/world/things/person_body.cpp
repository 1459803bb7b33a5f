// Torso, arms, hands, legs and feet, clothed.
//
// Numbers are centimetres of a man of 1.76 m read off anatomical drawings; `Torso::at` carries them
// over to other bodies, whose joints lie elsewhere.
#include "world/things/person_cut.h"
#include "world/things/person_parts.h"

#include <algorithm>

namespace hibari::world {

namespace {

constexpr float kMelt = 0.030F;  // smooth-union radius of flesh, metres of an adult

void add_chest(PersonBuilder& body, const Torso& torso, float t) {
    const PersonMeasures& m = body.measures;
    const bool woman = is_woman(body.style);
    const float wide =
        (woman ? 0.90F : 1.0F) * (0.72F + 0.28F * m.girth) * (0.8F + 0.2F * m.muscle);
    const float deep = 0.6F + 0.4F * m.girth;
    body.add(
        kChest,
        ellipsoid(grown(torso.size(0.148F * wide, 0.165F, 0.104F * deep), t)),
        torso.at(0, 1.295F, -0.014F)
    );
    body.add(
        kChest,
        ellipsoid(grown(torso.size(0.128F * wide, 0.066F, 0.070F), t)),
        torso.at(0, 1.385F, -0.024F)
    );
    for (const float side : {1.0F, -1.0F}) {
        body.limb(
            kChest,
            torso.at(side * 0.028F, 1.474F, -0.032F),
            torso.at(side * 0.112F * wide, 1.412F, -0.030F),
            0.040F * torso.unit + t * 0.6F,
            0.038F * torso.unit * m.muscle + t
        );
        if (woman) {
            body.add(
                kChest,
                ellipsoid(grown(torso.size(0.056F, 0.054F, 0.040F) * (0.5F + 0.5F * m.girth), t)),
                torso.at(side * 0.062F, 1.308F, 0.068F)
            );
        } else if (body.style.age != Age::kChild) {
            body.add(
                kChest,
                ellipsoid(grown(torso.size(0.080F, 0.060F, 0.034F) * m.muscle, t * 0.8F)),
                torso.at(side * 0.064F, 1.345F, 0.046F)
            );
        }
    }
}

void add_waist(PersonBuilder& body, const Torso& torso, float t) {
    const PersonMeasures& m = body.measures;
    const float wide = m.waist * m.girth;
    body.add(
        kAbdomen,
        ellipsoid(grown(torso.size(0.132F * wide, 0.150F, 0.094F * m.girth), t)),
        torso.at(0, 1.110F, -0.004F)
    );
    if (m.girth > 1.1F) {
        body.add(
            kAbdomen,
            ellipsoid(grown(torso.size(0.130F, 0.125F, 0.105F) * m.girth * 0.94F, t)),
            torso.at(0, 1.075F, 0.048F)
        );
    }
}

void add_hips(PersonBuilder& body, const Torso& torso, float t) {
    const PersonMeasures& m = body.measures;
    const float g = 0.45F + 0.55F * m.girth;
    body.add(
        kPelvis,
        ellipsoid(grown(torso.size(0.146F * m.hips * g, 0.098F, 0.102F * g), t)),
        torso.at(0, 0.952F, -0.008F)
    );
    for (const float side : {1.0F, -1.0F}) {
        body.add(
            kPelvis,
            ellipsoid(grown(Vec3{0.076F, 0.082F, 0.076F} * (torso.unit * g), t * 0.6F)),
            torso.at(side * 0.066F, 0.918F, -0.048F)
        );
    }
}

// The hem of a top over the hips.
void add_hem(PersonBuilder& body, const Torso& torso, float t, float low) {
    const PersonMeasures& m = body.measures;
    const float wide = 0.5F * (m.hips + 1.0F) * (0.4F + 0.6F * m.girth);
    const float half = 0.5F * (1.075F - low);
    const Vec3 size = grown(torso.size(0.148F * wide, half, 0.106F * (0.5F + 0.5F * m.girth)), t);
    body.add(
        kPelvis, box(size, 0.92F * std::min(size.z, size.y)), torso.at(0, low + half, -0.008F)
    );
}

void add_shoulders(PersonBuilder& body, float t) {
    const PersonMeasures& m = body.measures;
    for (const bool right : {false, true}) {
        const float side = right ? -1.0F : 1.0F;
        const Vec3 arm = body.joint(of_side(kLeftUpperArm, right));
        const float radius = 0.036F * m.unit * m.muscle + 0.9F * t;
        body.limb(
            of_side(kLeftClavicle, right),
            arm + Vec3{-side * 0.085F, 0.006F, 0} * m.unit,
            arm + Vec3{-side * 0.012F, -0.004F, 0} * m.unit,
            radius,
            radius
        );
    }
}

void add_sleeve(PersonBuilder& body, bool right, float share, float t, const Material& material) {
    const PersonMeasures& m = body.measures;
    const PersonLink upper = of_side(kLeftUpperArm, right);
    const PersonLink fore = of_side(kLeftForearm, right);
    const float u = m.unit;
    const float k = m.muscle * u;
    body.use(material, kTopGroup, kMelt * u);
    const Vec3 arm = body.joint(upper);
    const Vec3 elbow = body.tip(upper);
    const Vec3 wrist = body.tip(fore);
    body.limb(
        upper,
        arm,
        lerp(arm, elbow, std::min(share, 1.0F)),
        0.042F * k + t,
        (share < 1.0F ? 0.044F : 0.037F) * k + t
    );
    if (share > 1.0F) {
        body.limb(
            fore, elbow, lerp(elbow, wrist, share - 1.0F), 0.039F * k + t, 0.029F * u + t * 1.1F
        );
        const int group = right ? kRightCuffGroup : kLeftCuffGroup;
        const Material cuff = body.style.top == Top::kSuit ? cloth_material({0.74F, 0.74F, 0.73F})
                                                           : cloth_material(material.base * 0.82F);
        body.collide(false);
        body.use(cuff, group);
        const Vec3 end = lerp(elbow, wrist, share - 1.0F);
        body.limb(
            fore,
            end,
            end + normalize(wrist - elbow) * (0.020F * u),
            0.030F * u + t * 0.8F,
            0.030F * u + t * 0.6F
        );
        body.collide(true);
    }
}

void add_bare_arm(PersonBuilder& body, bool right, bool upper_too) {
    const PersonMeasures& m = body.measures;
    const float u = m.unit;
    const float k = m.muscle * u;
    const PersonLink upper = of_side(kLeftUpperArm, right);
    const PersonLink fore = of_side(kLeftForearm, right);
    const Vec3 arm = body.joint(upper);
    const Vec3 elbow = body.tip(upper);
    const Vec3 wrist = body.tip(fore);
    body.use(skin_material(body.style), right ? kRightArmGroup : kLeftArmGroup, 0.018F * u);
    if (upper_too) {
        body.limb(upper, arm, elbow, 0.042F * k, 0.035F * k);
        body.add(
            upper,
            ellipsoid(Vec3{0.038F, 0.075F, 0.040F} * k),
            lerp(arm, elbow, 0.48F) + Vec3{0, 0, 0.010F} * k
        );
        body.add(upper, ellipsoid(Vec3{0.042F, 0.064F, 0.046F} * k), lerp(arm, elbow, 0.12F));
    }
    body.limb(fore, elbow, wrist, 0.037F * k, 0.0245F * u);
    body.add(fore, ellipsoid(Vec3{0.041F, 0.078F, 0.040F} * k), lerp(elbow, wrist, 0.27F));
}

void add_trouser_leg(PersonBuilder& body, bool right, float length, float t) {
    const PersonMeasures& m = body.measures;
    const float u = m.unit;
    const float g = (0.45F + 0.55F * m.girth) * u;
    const PersonLink thigh = of_side(kLeftThigh, right);
    const PersonLink shin = of_side(kLeftShin, right);
    const Vec3 hip = body.joint(thigh);
    const Vec3 knee = body.tip(thigh);
    const Vec3 ankle = body.tip(shin);
    const bool loose = length < 1.0F;
    body.limb(
        thigh,
        hip - Vec3{hip.x * 0.06F, 0.020F * u, 0},
        lerp(hip, knee, std::min(length, 1.0F)),
        0.083F * g + t,
        (loose ? 0.071F : 0.056F) * g + t
    );
    if (loose) {
        return;
    }
    body.limb(shin, knee, lerp(knee, ankle, length - 1.0F), 0.055F * g + t, 0.043F * g + t * 1.3F);
    body.add(
        shin,
        ellipsoid(Vec3{0.050F, 0.115F, 0.052F} * g),
        lerp(knee, ankle, 0.27F) + Vec3{0, 0, -0.016F * u}
    );
}

void add_bare_leg(PersonBuilder& body, bool right, float from) {
    const PersonMeasures& m = body.measures;
    const float u = m.unit;
    const float g = (0.45F + 0.55F * m.girth) * u * (0.75F + 0.25F * m.muscle);
    const PersonLink thigh = of_side(kLeftThigh, right);
    const PersonLink shin = of_side(kLeftShin, right);
    const Vec3 hip = body.joint(thigh);
    const Vec3 knee = body.tip(thigh);
    const Vec3 ankle = body.tip(shin);
    body.use(skin_material(body.style), right ? kRightLegGroup : kLeftLegGroup, 0.022F * u);
    if (from < 1.0F) {
        body.limb(thigh, lerp(hip, knee, from), knee, lerp(0.083F, 0.054F, from) * g, 0.052F * g);
        body.add(
            thigh,
            ellipsoid(Vec3{0.064F, 0.130F, 0.062F} * g),
            lerp(hip, knee, 0.48F) + Vec3{0, 0, 0.012F * u}
        );
    }
    body.limb(shin, knee, ankle, 0.050F * g, 0.034F * g);
    body.add(
        shin,
        ellipsoid(Vec3{0.050F, 0.110F, 0.052F} * g),
        lerp(knee, ankle, 0.26F) + Vec3{0, 0, -0.018F * u}
    );
    body.add(shin, ellipsoid(Vec3{0.040F, 0.040F, 0.040F} * g), knee + Vec3{0, 0.005F, 0.014F} * u);
}

void add_shoe(PersonBuilder& body, bool right) {
    const float u = body.measures.unit;
    const PersonLink foot = of_side(kLeftFoot, right);
    const PersonLink toes = of_side(kLeftToes, right);
    const Vec3 ankle = body.joint(foot);
    const Vec3 ball = body.joint(toes);
    const Vec3 tip = body.tip(toes);
    const float x = 0.5F * (ankle.x + ball.x);
    const bool boot = body.style.top == Top::kSpaceSuit || body.style.top == Top::kArmour;
    const Vec3 color = body.style.shoe_color;
    const Material upper{
        .surface = Surface::kLeather,
        .base = color,
        .accent = color * 0.6F,
        .roughness = 0.45F,
        .scale = 0.05F,
        .bump = 0.08F,
    };
    const float heel_z = ankle.z - 0.050F * u;
    const float fat = boot ? 1.22F : 1.0F;
    body.use(upper, right ? kRightShoeGroup : kLeftShoeGroup, 0.022F * u);
    body.limb(
        foot,
        {x, 0.052F * u, heel_z + 0.010F * u},
        {ball.x, 0.040F * u, ball.z},
        0.036F * u * fat,
        0.034F * u * fat
    );
    body.limb(
        foot,
        ankle + Vec3{0, 0.012F * u, -0.004F * u},
        {x, 0.055F * u, ankle.z + 0.045F * u},
        0.040F * u * fat,
        0.032F * u * fat
    );
    body.limb(
        toes,
        {ball.x, 0.038F * u, ball.z},
        {ball.x, 0.032F * u, tip.z - 0.026F * u},
        0.035F * u * fat,
        0.027F * u * fat
    );
    if (boot) {
        body.limb(
            of_side(kLeftShin, right), ankle, ankle + Vec3{0, 0.14F, 0} * u, 0.062F * u, 0.070F * u
        );
    }
    const bool dark = color.x + color.y + color.z < 0.12F;
    const Material sole{
        .surface = Surface::kRubber,
        .base = dark ? Vec3{0.015F, 0.015F, 0.015F} : Vec3{0.62F, 0.61F, 0.58F},
        .roughness = 0.8F,
    };
    body.use(sole);
    const float half_foot = 0.5F * (ball.z - heel_z + 0.018F * u);
    body.add(
        foot,
        box({0.037F * u * fat, 0.011F * u, half_foot}, 0.010F * u),
        {x, 0.011F * u, heel_z - 0.018F * u + half_foot}
    );
    const float half_toe = 0.5F * (tip.z - ball.z) + 0.006F * u;
    body.add(
        toes,
        box({0.040F * u * fat, 0.011F * u, half_toe}, 0.010F * u),
        {ball.x, 0.011F * u, tip.z - half_toe}
    );
}

void add_bare_foot(PersonBuilder& body, bool right) {
    const float u = body.measures.unit;
    const PersonLink foot = of_side(kLeftFoot, right);
    const PersonLink toes = of_side(kLeftToes, right);
    const Vec3 ankle = body.joint(foot);
    const Vec3 ball = body.joint(toes);
    const Vec3 tip = body.tip(toes);
    const float side = right ? -1.0F : 1.0F;
    body.use(skin_material(body.style), right ? kRightLegGroup : kLeftLegGroup, 0.020F * u);
    body.limb(
        foot,
        {ankle.x, 0.030F * u, ankle.z - 0.038F * u},
        {ball.x, 0.022F * u, ball.z},
        0.030F * u,
        0.022F * u
    );
    body.limb(
        foot,
        ankle,
        {ball.x - side * 0.012F * u, 0.026F * u, ball.z - 0.02F * u},
        0.034F * u,
        0.026F * u
    );
    for (int i = 0; i < 5; ++i) {
        const float across = (static_cast<float>(i) - 2.0F) * 0.0165F;
        const float reach = 0.012F * std::abs(static_cast<float>(i) - 0.6F);
        const float radius = i == 0 ? 0.0145F : 0.0105F;
        const float x = ball.x + side * across * u;
        body.limb(
            toes,
            {x, 0.018F * u, ball.z},
            {x, radius * u, tip.z - (reach + radius) * u},
            0.016F * u,
            radius * u
        );
    }
}

}  // namespace

void PersonBuilder::add(PersonLink link, const Shape& shape, Vec3 at, Quat turn) {
    links_[static_cast<std::size_t>(link)].parts.push_back({
        .shape = shape,
        .local = {at - center(link), turn},
        .material = material_,
        .collides = collides_,
        .group = group_,
        .blend = blend_,
    });
}

void PersonBuilder::limb(PersonLink link, Vec3 from, Vec3 to, float radius_from, float radius_to) {
    const Vec3 along = to - from;
    add(link,
        round_cone(0.5F * length(along), radius_from, radius_to),
        lerp(from, to, 0.5F),
        rotation_between({0, 1, 0}, along));
}

Material skin_material(const PersonStyle& style) {
    return {
        .surface = Surface::kSkin,
        .base = style.skin,
        .accent = lerp(style.skin, {0.55F, 0.12F, 0.09F}, 0.3F),
        .roughness = 0.5F,
        .scale = 0.02F,
        .bump = style.age == Age::kOld ? 0.25F : 0.08F,
    };
}

Material cloth_material(Vec3 color, Surface surface) {
    return {
        .surface = surface,
        .base = color,
        .accent = color * 0.75F,
        .roughness = 0.85F,
        .scale = 0.003F,
        .bump = 0.15F,
        .tintable = true,
    };
}

void add_torso(PersonBuilder& body) {
    const PersonStyle& style = body.style;
    const Torso torso(body);
    const float u = torso.unit;
    const Cut cut = cut_of(style.top);
    const bool bare = is_bare_chested(style);
    const float t = bare ? 0.0F : cut.thickness;
    const Material cloth = torso_material(style);
    body.use(cloth, kTopGroup, kMelt * u);
    add_chest(body, torso, t);
    add_waist(body, torso, t);
    if (cut.one_piece) {
        add_hips(body, torso, t);
    } else if (cut.hem > 0.0F) {
        add_hem(body, torso, t + 0.006F, cut.hem);
    }
    if (cut.shoulders) {
        add_shoulders(body, t);
    } else {
        body.use(skin_material(style), kTopGroup, kMelt * u);
        add_shoulders(body, 0.0F);
    }
    // A top of pictures has its own collar and buttons.
    if (!style.own_top) {
        add_trim(body);
    }
}

void add_arms(PersonBuilder& body) {
    const PersonStyle& style = body.style;
    const Cut cut = cut_of(style.top);
    for (const bool right : {false, true}) {
        if (cut.sleeve < 1.9F) {
            add_bare_arm(body, right, true);
        }
        if (cut.sleeve > 0.0F) {
            // A half sleeve hangs looser; one rolled up to the elbow must hold the bent arm.
            const float loose = cut.sleeve < 1.0F ? 0.004F : cut.sleeve < 1.9F ? 0.010F : 0.0F;
            add_sleeve(body, right, cut.sleeve, cut.thickness + loose, sleeve_material(style));
        }
    }
}

void add_hands(PersonBuilder& body) {
    const PersonStyle& style = body.style;
    const float u = body.measures.unit;
    const bool gloves = has_gloves(style);
    const float fat = style.top == Top::kSpaceSuit ? 1.35F : gloves ? 1.15F : 1.0F;
    const Material skin = gloves ? glove_material(style) : skin_material(style);
    for (const bool right : {false, true}) {
        const float side = right ? -1.0F : 1.0F;
        const PersonLink hand = of_side(kLeftHand, right);
        const PersonLink fingers = of_side(kLeftFingers, right);
        const PersonLink thumb = of_side(kLeftThumb, right);
        const Vec3 wrist = body.joint(hand);
        const Vec3 knuckle = body.joint(fingers);
        const Vec3 end = body.tip(fingers);
        body.use(skin, right ? kRightArmGroup : kLeftArmGroup, 0.010F * u);
        body.limb(
            hand,
            wrist + Vec3{0, 0.01F, 0} * u,
            lerp(wrist, knuckle, 0.35F),
            0.023F * u * fat,
            0.022F * u * fat
        );
        body.add(
            hand,
            box(Vec3{0.0135F * fat, 0.044F, 0.038F * fat} * u, 0.012F * u * fat),
            lerp(wrist, knuckle, 0.60F)
        );
        // Index to little finger: across the palm from front to back, each of two bent pieces.
        for (int i = 0; i < 4; ++i) {
            const auto n = static_cast<float>(i);
            const float reach = i == 1 ? 1.0F : i == 3 ? 0.76F : 0.92F;
            const Vec3 root = knuckle + Vec3{0, 0.004F, (0.0285F - 0.019F * n)} * u;
            const Vec3 bone{0, end.y - knuckle.y, 0};
            const Vec3 middle = root + bone * (0.52F * reach) + Vec3{-side * 0.006F, 0, 0} * u;
            const Vec3 finger_tip =
                root + bone * (0.96F * reach) + Vec3{-side * 0.020F, 0, -0.001F * n} * u;
            body.limb(fingers, root, middle, 0.0098F * u * fat, 0.0090F * u * fat);
            body.limb(fingers, middle, finger_tip, 0.0088F * u * fat, 0.0072F * u * fat);
        }
        const Vec3 base = body.joint(thumb);
        const Vec3 thumb_tip = body.tip(thumb);
        body.limb(thumb, base, lerp(base, thumb_tip, 0.55F), 0.0145F * u * fat, 0.0105F * u * fat);
        body.limb(
            thumb, lerp(base, thumb_tip, 0.55F), thumb_tip, 0.0105F * u * fat, 0.0085F * u * fat
        );
    }
}

void add_legs(PersonBuilder& body) {
    const PersonStyle& style = body.style;
    const Torso torso(body);
    const float u = torso.unit;
    const Cut cut = cut_of(style.top);
    const Legs legs = legs_of(style);
    const bool skirt = cut.skirt > 0.0F || style.bottom == Bottom::kSkirt;
    const float t = style.top == Top::kSpaceSuit ? 0.034F
                    : cut.one_piece              ? 0.003F
                    : legs == Legs::kBare        ? 0.002F
                                                 : 0.009F;
    const Material cloth =
        cut.one_piece && style.bare_legs
            ? (is_bare_chested(style) ? bottom_material(style) : top_material(style))
            : (style.top == Top::kDress || style.top == Top::kSheet ? top_material(style)
                                                                    : bottom_material(style));
    body.use(cloth, kBottomGroup, kMelt * u);
    add_hips(body, torso, t);
    for (const bool right : {false, true}) {
        body.use(cloth, kBottomGroup, kMelt * u);
        switch (legs) {
            case Legs::kTrousers:
                add_trouser_leg(body, right, 1.95F, t);
                break;
            case Legs::kShorts:
                add_trouser_leg(body, right, 0.80F, t + 0.004F);
                add_bare_leg(body, right, 0.45F);
                break;
            case Legs::kTrunks:
                add_trouser_leg(body, right, 0.55F, t + 0.006F);
                add_bare_leg(body, right, 0.45F);
                break;
            case Legs::kBare:
                if (skirt) {
                    // Shorts below the skirt: somebody may stand on her hands.
                    add_trouser_leg(body, right, 0.30F, 0.004F);
                    body.use(cloth, kBottomGroup, kMelt * u);
                }
                add_bare_leg(body, right, skirt ? 0.1F : 0.02F);
                break;
        }
    }
    add_skirts(body);
}

void add_feet(PersonBuilder& body) {
    for (const bool right : {false, true}) {
        if (body.style.barefoot) {
            add_bare_foot(body, right);
        } else {
            add_shoe(body, right);
        }
    }
}

}  // namespace hibari::world
