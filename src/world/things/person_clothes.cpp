// What makes a top that top: collars, buttons, ties, bibs, belts, plates; and skirts of all
// lengths.
//
// Numbers are metres of a man of 1.76 m, carried over by `Torso`.
#include "world/things/palette.h"
#include "world/things/person_cut.h"
#include "world/things/person_parts.h"

#include <algorithm>

namespace hibari::world {

namespace {

constexpr Vec3 kLinen{0.76F, 0.76F, 0.75F};
constexpr Vec3 kGold{0.70F, 0.46F, 0.12F};

Material bare_metal(Vec3 color) {
    return {.surface = Surface::kMetal, .base = color, .roughness = 0.3F, .metallic = 1.0F};
}

void add_collar(PersonBuilder& body, const Torso& torso, const Material& material, float high) {
    body.use(material, kCollarGroup, 0.012F * torso.unit);
    const float ring = 0.062F * torso.unit * (0.7F + 0.3F * body.measures.girth);
    body.add(
        kChest,
        torus(ring, 0.012F * torso.unit + high * 0.3F),
        torso.at(0, 1.476F, -0.022F),
        from_axis_angle({1, 0, 0}, radians(20))
    );
    if (high > 0.0F) {
        body.add(
            kChest,
            torus(ring * 0.96F, 0.013F * torso.unit),
            torso.at(0, 1.488F, -0.026F),
            from_axis_angle({1, 0, 0}, radians(18))
        );
    }
}

// How far the front of the torso lies from its axis at a height, clothes not counted.
float front_of(const PersonBuilder& body, float y) {
    const PersonMeasures& m = body.measures;
    const bool woman = is_woman(body.style);
    const float chest = y > 1.20F ? 0.010F : 0.0F;
    const float bust = woman && y > 1.25F && y < 1.37F ? 0.014F : 0.0F;
    const float belly = m.girth > 1.1F && y < 1.22F ? 0.058F : 0.0F;
    const float neck = y > 1.38F ? -0.30F * (y - 1.38F) : 0.0F;
    return 0.086F * (0.5F + 0.5F * m.girth) + chest + bust + belly + neck;
}

// A band around the waist, which wraps what the torso is there.
void add_belt(PersonBuilder& body, const Torso& torso, float y, float half_height) {
    const PersonMeasures& m = body.measures;
    const Cut cut = cut_of(body.style.top);
    const float wide = 0.132F * m.waist * m.girth + cut.thickness + 0.007F;
    const float deep = 0.094F * m.girth + cut.thickness + 0.007F;
    for (const float up : {-0.5F, 0.0F, 0.5F}) {
        body.add(
            kAbdomen,
            ellipsoid(torso.size(wide, 0.75F * half_height, deep)),
            torso.at(0, y + up * half_height, -0.004F)
        );
    }
    if (m.girth > 1.1F) {
        body.add(
            kAbdomen,
            ellipsoid(torso.size(0.130F * m.girth, half_height, 0.105F * m.girth + cut.thickness)),
            torso.at(0, y, 0.048F)
        );
    }
}

void add_buttons(PersonBuilder& body, const Torso& torso, const Material& material, int count) {
    body.use(material);
    const float t = cut_of(body.style.top).thickness;
    for (int i = 0; i < count; ++i) {
        const float y = 1.40F - 0.075F * static_cast<float>(i);
        body.add(
            i < 3 ? kChest : kAbdomen,
            sphere(0.0075F * torso.unit),
            torso.at(0, y, front_of(body, y) + t)
        );
    }
}

// White shirt front between lapels, with a tie for men.
void add_suit_front(PersonBuilder& body, const Torso& torso) {
    const PersonStyle& style = body.style;
    const float out = is_woman(style) ? 0.030F : 0.0F;
    body.use(cloth_material(kLinen));
    body.add(
        kChest,
        ellipsoid(torso.size(0.046F, 0.105F, 0.052F)),
        torso.at(0, 1.385F, 0.050F + out * 0.7F),
        from_axis_angle({1, 0, 0}, radians(-17))
    );
    if (style.gender == Gender::kMan) {
        body.use(cloth_material(
            style.top_accent.x > 0.6F ? Vec3{0.26F, 0.02F, 0.025F} : style.top_accent
        ));
        body.add(kChest, sphere(0.014F * torso.unit), torso.at(0, 1.440F, 0.084F));
        body.limb(
            kChest,
            torso.at(0, 1.430F, 0.090F),
            torso.at(0, 1.300F, 0.112F),
            0.010F * torso.unit,
            0.019F * torso.unit
        );
    }
    body.use(cloth_material(style.top_color * 0.8F));
    for (const float side : {1.0F, -1.0F}) {
        body.limb(
            kChest,
            torso.at(side * 0.050F, 1.445F, 0.046F),
            torso.at(side * 0.014F, 1.275F, 0.112F + out),
            0.014F * torso.unit,
            0.010F * torso.unit
        );
    }
}

void add_space_pack(PersonBuilder& body, const Torso& torso) {
    body.collide(true);
    body.use(plastic({0.66F, 0.66F, 0.66F}, 0.5F), kPackGroup, 0.02F);
    body.add(kChest, box(torso.size(0.185F, 0.255F, 0.085F), 0.045F), torso.at(0, 1.285F, -0.235F));
    body.use(plastic({0.12F, 0.16F, 0.30F}, 0.5F));
    body.add(kChest, box(torso.size(0.075F, 0.050F, 0.035F), 0.010F), torso.at(0, 1.285F, 0.158F));
    body.use(plastic({0.50F, 0.05F, 0.04F}, 0.4F));
    body.collide(false);
    body.add(
        kChest,
        cylinder(0.008F, 0.012F),
        torso.at(-0.03F, 1.30F, 0.195F),
        from_axis_angle({1, 0, 0}, radians(90))
    );
    body.use(bare_metal({0.5F, 0.5F, 0.52F}));
    body.add(kChest, torus(0.125F * torso.unit, 0.018F * torso.unit), torso.at(0, 1.495F, -0.006F));
}

// A sheet of cloth over the front of the torso: narrower ellipsoids that stand out of it.
void add_bib(PersonBuilder& body, const Torso& torso, float half_width, float top) {
    const PersonMeasures& m = body.measures;
    const float deep = 0.104F * (0.6F + 0.4F * m.girth);
    const float out = is_woman(body.style) ? 0.014F : 0.0F;
    const float half = 0.5F * (top - 1.02F);
    body.add(
        kChest,
        box(torso.size(half_width, half, 0.5F * deep), 0.03F * torso.unit),
        torso.at(0, 1.02F + half, 0.5F * deep + 0.012F + out)
    );
    if (m.girth > 1.1F) {
        body.add(
            kAbdomen,
            ellipsoid(torso.size(0.120F, 0.130F, 0.118F) * m.girth),
            torso.at(0, 1.075F, 0.056F)
        );
    }
}

void add_apron(PersonBuilder& body, const Torso& torso) {
    const PersonMeasures& m = body.measures;
    const float u = torso.unit;
    const Material cloth = top_material(body.style);
    body.use(cloth, kTrimGroup, 0.03F * u);
    add_bib(body, torso, 0.090F, 1.385F);
    // Its lower half hangs on the thighs, which carry it along.
    body.use(cloth, kTrimGroup, 0.05F * u);
    body.add(
        kPelvis,
        // In front of the hem of what is worn under it.
        box(torso.size(0.125F * m.hips, 0.110F, 0.050F), 0.04F * u),
        torso.at(0, 0.965F, 0.088F + 0.05F * (m.girth - 1.0F))
    );
    for (const bool right : {false, true}) {
        const PersonLink thigh = of_side(kLeftThigh, right);
        const Vec3 hip = body.joint(thigh);
        const Vec3 middle = lerp(hip, body.tip(thigh), 0.42F);
        body.add(
            thigh,
            box(Vec3{0.076F, 0.185F, 0.016F} * u, 0.012F * u),
            {0.72F * middle.x, middle.y, middle.z + 0.092F * u}
        );
    }
    body.use(cloth_material(body.style.top_color * 0.8F));
    add_belt(body, torso, 1.045F, 0.014F);
    for (const float side : {1.0F, -1.0F}) {
        body.limb(
            kChest,
            torso.at(side * 0.075F, 1.372F, 0.098F),
            torso.at(side * 0.062F, 1.492F, -0.020F),
            0.009F * u,
            0.009F * u
        );
    }
}

void add_overalls(PersonBuilder& body, const Torso& torso) {
    const float u = torso.unit;
    const Material denim = top_material(body.style);
    body.use(denim, kTrimGroup, 0.02F * u);
    add_bib(body, torso, 0.095F, 1.330F);
    body.use(denim, kTrimGroup, 0.03F * u);
    add_belt(body, torso, 1.045F, 0.040F);
    const float wide = 0.5F * (body.measures.hips + 1.0F) * (0.4F + 0.6F * body.measures.girth);
    body.add(
        kPelvis,
        box(torso.size(0.155F * wide, 0.060F, 0.116F), 0.055F * u),
        torso.at(0, 0.985F, -0.008F)
    );
    const float front = front_of(body, 1.31F) + 0.030F;
    for (const float side : {1.0F, -1.0F}) {
        body.use(denim, kTrimGroup, 0.01F * u);
        const Vec3 button = torso.at(side * 0.072F, 1.318F, front);
        const Vec3 over = torso.at(side * 0.088F, 1.462F, -0.020F);
        body.limb(kChest, button, over, 0.013F * u, 0.013F * u);
        body.limb(kChest, over, torso.at(side * 0.040F, 1.28F, -0.126F), 0.013F * u, 0.013F * u);
        body.use(bare_metal(kGold));
        body.add(
            kChest,
            cylinder(0.006F * u, 0.014F * u, 0.003F * u),
            button + Vec3{0, 0, 0.012F * u},
            from_axis_angle({1, 0, 0}, radians(90))
        );
    }
    body.use(cloth_material(body.style.top_color * 0.7F));
    body.add(
        kChest,
        box(torso.size(0.050F, 0.042F, 0.006F), 0.005F * u),
        torso.at(0, 1.235F, front - 0.002F)
    );
}

void add_uniform(PersonBuilder& body, const Torso& torso) {
    const float u = torso.unit;
    const PersonStyle& style = body.style;
    add_collar(body, torso, cloth_material(style.top_color * 0.9F), 0.010F);
    add_buttons(body, torso, bare_metal(kGold), 4);
    for (const float side : {1.0F, -1.0F}) {
        body.use(cloth_material(style.top_color * 0.72F));
        body.add(
            kChest,
            box(torso.size(0.036F, 0.034F, 0.010F), 0.008F * u),
            torso.at(side * 0.074F, 1.335F, front_of(body, 1.335F) + 0.003F),
            from_axis_angle({0, 1, 0}, side * radians(20))
        );
        body.limb(
            kChest,
            torso.at(side * 0.080F, 1.467F, -0.028F),
            torso.at(side * 0.150F, 1.446F, -0.028F),
            0.014F * u,
            0.016F * u
        );
    }
    body.use(bare_metal(kGold));
    body.add(
        kChest,
        ellipsoid(Vec3{0.017F, 0.021F, 0.007F} * u),
        torso.at(0.074F, 1.372F, front_of(body, 1.36F) + 0.012F)
    );
    body.use(leather({0.02F, 0.018F, 0.016F}));
    add_belt(body, torso, 1.040F, 0.022F);
    body.use(bare_metal(kGold));
    body.add(
        kAbdomen,
        box(Vec3{0.024F, 0.018F, 0.006F} * u, 0.004F * u),
        torso.at(0, 1.040F, front_of(body, 1.04F) + 0.028F)
    );
}

void add_armour(PersonBuilder& body, const Torso& torso) {
    const float u = torso.unit;
    const PersonMeasures& m = body.measures;
    const Material steel = top_material(body.style);
    body.use(steel);
    add_collar(body, torso, steel, 0.020F);
    // Pauldrons, elbow and knee cops stand off the plates.
    for (const bool right : {false, true}) {
        const PersonLink arm = of_side(kLeftUpperArm, right);
        const PersonLink shin = of_side(kLeftShin, right);
        body.use(steel, kNoGroup);
        body.add(
            arm,
            ellipsoid(Vec3{0.082F, 0.074F, 0.086F} * (u * m.muscle)),
            body.joint(arm) + Vec3{0, 0.012F, 0} * u
        );
        body.add(arm, sphere(0.064F * u), body.tip(arm));
        body.add(
            shin, ellipsoid(Vec3{0.072F, 0.070F, 0.078F} * u), body.joint(shin) + Vec3{0, 0, 0.012F}
        );
    }
    body.use(leather({0.05F, 0.03F, 0.018F}));
    add_belt(body, torso, 1.035F, 0.024F);
    body.use(bare_metal(kGold));
    body.add(
        kAbdomen,
        box(Vec3{0.026F, 0.026F, 0.006F} * u, 0.005F * u),
        torso.at(0, 1.035F, front_of(body, 1.04F) + 0.042F)
    );
}

// Two edges that cross on the chest, and a sash.
void add_crossed_front(PersonBuilder& body, const Torso& torso, float sash) {
    const float u = torso.unit;
    const float t = cut_of(body.style.top).thickness;
    const Vec3 accent = body.style.top_accent;
    body.use(cloth_material(accent));
    for (const float side : {1.0F, -1.0F}) {
        const Vec3 neck = torso.at(side * 0.060F, 1.478F, 0.004F);
        const Vec3 chest = torso.at(side * 0.030F, 1.390F, front_of(body, 1.39F) + t);
        const Vec3 crossing = torso.at(-side * 0.034F, 1.215F, front_of(body, 1.215F) + t + 0.006F);
        body.limb(kChest, neck, chest, 0.014F * u, 0.014F * u);
        body.limb(kChest, chest, crossing, 0.014F * u, 0.013F * u);
        body.limb(kChest, neck, torso.at(side * 0.020F, 1.495F, -0.085F), 0.014F * u, 0.012F * u);
    }
    body.use(cloth_material(accent * 0.85F));
    add_belt(body, torso, 1.085F, sash);
}

// Sleeves that widen towards the wrist.
void add_wide_sleeves(PersonBuilder& body, float width) {
    const float u = body.measures.unit;
    body.use(top_material(body.style), kTopGroup, 0.03F * u);
    for (const bool right : {false, true}) {
        const PersonLink fore = of_side(kLeftForearm, right);
        const Vec3 elbow = body.joint(fore);
        const Vec3 wrist = body.tip(fore);
        const Vec3 hem = lerp(elbow, wrist, 0.97F);
        const Vec3 along = hem - elbow;
        body.add(
            fore,
            cone(0.5F * length(along), 0.056F * u, width * u),
            lerp(elbow, hem, 0.5F),
            rotation_between({0, 1, 0}, along)
        );
    }
}

// A ghost's sheet falls from the head, with holes for eyes and mouth.
void add_sheet_head(PersonBuilder& body) {
    const Skull skull(body);
    const float h = skull.scale;
    body.use(top_material(body.style), kTopGroup, 0.06F * h);
    body.add(kHead, ellipsoid(Vec3{0.108F, 0.135F, 0.128F} * h), skull.at(0, 0.012F, 0.004F));
    body.limb(
        kNeck,
        body.joint(kNeck) + Vec3{0, -0.05F, 0} * h,
        skull.at(0, -0.04F, 0),
        0.145F * h,
        0.110F * h
    );
    body.use(plain({0.006F, 0.006F, 0.008F}));
    for (const float side : {1.0F, -1.0F}) {
        body.add(
            kHead,
            ellipsoid(Vec3{0.019F, 0.030F, 0.016F} * h),
            skull.at(side * 0.038F, 0.022F, 0.118F)
        );
    }
    body.add(kHead, ellipsoid(Vec3{0.018F, 0.024F, 0.014F} * h), skull.at(0, -0.052F, 0.117F));
}

// A frustum with flat ends from one point to another: an open hem.
void add_panel(PersonBuilder& body, PersonLink link, Vec3 from, Vec3 to, float radius, float hem) {
    const Vec3 along = to - from;
    body.add(
        link,
        cone(0.5F * length(along), radius, hem),
        lerp(from, to, 0.5F),
        rotation_between({0, 1, 0}, along)
    );
}

// A bell on the hips and one on each leg, which carry it along. The two of the legs lie almost in
// one another, so that the wide blend makes one cloth of all while somebody stands.
void add_skirt(PersonBuilder& body, const Material& material, int group, const Cut& cut) {
    const PersonMeasures& m = body.measures;
    const float u = m.unit;
    const float g = 0.4F + 0.6F * m.girth;
    const float room = std::max(cut.thickness - 0.004F, 0.0F) * u;
    const float share = std::min(cut.skirt, 1.0F);
    body.use(material, group, 0.06F * u);
    const Vec3 waist = body.joint(kAbdomen) + Vec3{0, -0.005F, 0.004F} * u;
    const Vec3 hip_left = body.joint(kLeftThigh);
    const Vec3 hips{0, hip_left.y + 0.015F * u, -0.008F * u};
    const float low = lerp(hip_left.y, body.tip(kLeftThigh).y, std::min(0.35F, 0.6F * share));
    const float at_hips = 0.138F * u * g * m.hips + room;
    body.limb(kPelvis, waist, hips, 0.102F * u * g * m.waist + room, at_hips);
    add_panel(body, kPelvis, hips, {0, low, -0.004F * u}, at_hips, at_hips + 0.2F * cut.flare * u);
    for (const bool right : {false, true}) {
        const PersonLink thigh = of_side(kLeftThigh, right);
        const PersonLink shin = of_side(kLeftShin, right);
        const Vec3 hip = body.joint(thigh);
        const Vec3 knee = body.tip(thigh);
        const Vec3 ankle = body.tip(shin);
        const Vec3 inwards{-0.66F * hip.x, 0, 0};
        const float top = 0.126F * u * g + room;
        const float hem = top + cut.flare * u;
        add_panel(
            body,
            thigh,
            lerp(hip, knee, 0.02F) + inwards,
            lerp(hip, knee, share) + inwards,
            top,
            hem
        );
        if (cut.skirt > 1.0F) {
            const float below = cut.skirt - 1.0F;
            const Vec3 seam = lerp(hip, knee, 0.98F) + inwards;
            const Vec3 end = lerp(knee, ankle, below) + inwards;
            body.use(material, group, 0.02F * u);
            add_panel(body, shin, seam, end, hem, hem + cut.flare * below * u);
            body.use(material, group, 0.06F * u);
        }
    }
}

}  // namespace

void add_trim(PersonBuilder& body) {
    const PersonStyle& style = body.style;
    const Torso torso(body);
    const float u = torso.unit;
    body.collide(false);
    switch (style.top) {
        case Top::kTShirt:
            add_collar(body, torso, cloth_material(style.top_color * 0.85F), 0.0F);
            break;
        case Top::kJersey: {
            add_collar(body, torso, cloth_material(style.top_accent), 0.0F);
            body.use(cloth_material(style.top_accent));
            for (const float side : {1.0F, -1.0F}) {
                const float wide = 0.150F * (0.72F + 0.28F * body.measures.girth);
                body.limb(
                    kChest,
                    torso.at(side * wide, 1.33F, -0.014F),
                    torso.at(side * (wide - 0.012F), 1.17F, -0.010F),
                    0.016F * u,
                    0.018F * u
                );
            }
            break;
        }
        case Top::kSwimwear:
            if (!is_bare_chested(style)) {
                body.use(top_material(style), kTopGroup, 0.010F * u);
                for (const float side : {1.0F, -1.0F}) {
                    body.limb(
                        kChest,
                        torso.at(side * 0.070F, 1.385F, 0.060F),
                        torso.at(side * 0.078F, 1.462F, -0.024F),
                        0.020F * u,
                        0.018F * u
                    );
                    body.limb(
                        kChest,
                        torso.at(side * 0.078F, 1.462F, -0.024F),
                        torso.at(side * 0.060F, 1.370F, -0.105F),
                        0.018F * u,
                        0.020F * u
                    );
                }
            }
            break;
        case Top::kLeotard:
            add_collar(body, torso, cloth_material(style.top_accent), 0.0F);
            body.use(cloth_material(style.top_accent));
            add_belt(body, torso, 1.080F, 0.012F);
            break;
        case Top::kShirt:
            add_collar(body, torso, cloth_material(style.top_color), 0.008F);
            add_buttons(body, torso, cloth_material(style.top_color * 0.8F), 5);
            break;
        case Top::kHoodie: {
            add_collar(body, torso, cloth_material(style.top_color * 0.9F), 0.012F);
            body.use(cloth_material(style.top_color * 0.95F), kCollarGroup, 0.03F * u);
            body.add(
                kChest, ellipsoid(torso.size(0.095F, 0.075F, 0.048F)), torso.at(0, 1.435F, -0.105F)
            );
            body.use(cloth_material(style.top_color * 0.9F));
            body.add(
                kAbdomen,
                box(torso.size(0.085F, 0.052F, 0.012F), 0.011F * u),
                torso.at(0, 1.085F, front_of(body, 1.085F) + 0.016F)
            );
            // Two cords hang from the hood.
            body.use(cloth_material({0.70F, 0.69F, 0.66F}));
            for (const float side : {1.0F, -1.0F}) {
                const float out = is_woman(style) ? 0.012F : 0.0F;
                body.limb(
                    kChest,
                    torso.at(side * 0.032F, 1.440F, 0.074F),
                    torso.at(side * 0.036F, 1.345F, 0.106F + out),
                    0.0045F * u,
                    0.0045F * u
                );
            }
            break;
        }
        case Top::kJacket:
        case Top::kCoat:
            add_collar(body, torso, cloth_material(style.top_color * 0.8F), 0.014F);
            add_buttons(body, torso, cloth_material(style.top_color * 0.45F), 5);
            if (style.top == Top::kCoat) {
                body.use(cloth_material(style.top_color * 0.6F));
                add_belt(body, torso, 1.055F, 0.018F);
            }
            break;
        case Top::kRaincoat:
            add_collar(body, torso, top_material(style), 0.016F);
            body.use(top_material(style), kCollarGroup, 0.03F * u);
            body.add(
                kChest, ellipsoid(torso.size(0.100F, 0.080F, 0.050F)), torso.at(0, 1.435F, -0.108F)
            );
            add_buttons(body, torso, plastic({0.10F, 0.08F, 0.05F}), 5);
            break;
        case Top::kVest:
            add_collar(body, torso, sleeve_material(style), 0.010F);
            body.use(sleeve_material(style));
            body.add(
                kChest,
                ellipsoid(torso.size(0.044F, 0.095F, 0.052F)),
                torso.at(0, 1.395F, 0.050F + (is_woman(style) ? 0.018F : 0.0F)),
                from_axis_angle({1, 0, 0}, radians(-17))
            );
            body.use(cloth_material(style.top_color * 0.5F));
            for (const float y : {1.27F, 1.20F, 1.13F, 1.06F}) {
                body.add(
                    y > 1.2F ? kChest : kAbdomen,
                    sphere(0.008F * u),
                    torso.at(0, y, front_of(body, y) + 0.013F)
                );
            }
            break;
        case Top::kSuit:
            add_collar(body, torso, cloth_material(kLinen), 0.006F);
            add_suit_front(body, torso);
            break;
        case Top::kApron:
            add_collar(body, torso, torso_material(style), 0.008F);
            add_apron(body, torso);
            break;
        case Top::kOveralls:
            add_collar(body, torso, torso_material(style), 0.0F);
            add_overalls(body, torso);
            break;
        case Top::kUniform:
            add_uniform(body, torso);
            break;
        case Top::kArmour:
            add_armour(body, torso);
            break;
        case Top::kRobe:
            add_wide_sleeves(body, 0.085F);
            add_crossed_front(body, torso, 0.020F);
            break;
        case Top::kKimono:
            add_wide_sleeves(body, 0.095F);
            add_crossed_front(body, torso, 0.055F);
            break;
        case Top::kSheet:
            add_wide_sleeves(body, 0.075F);
            add_sheet_head(body);
            break;
        case Top::kSpaceSuit:
            add_space_pack(body, torso);
            break;
        case Top::kUnspecified:
        case Top::kDress:
        case Top::kRobot:
            break;
    }
    body.collide(true);
}

void add_skirts(PersonBuilder& body) {
    const PersonStyle& style = body.style;
    const Cut cut = cut_of(style.top);
    body.collide(false);
    if (cut.skirt > 0.0F) {
        const bool dress = style.top == Top::kDress;
        const int group = style.top == Top::kSheet ? kTopGroup : dress ? kBottomGroup : kPackGroup;
        add_skirt(body, top_material(style), group, cut);
    }
    if (style.bottom == Bottom::kSkirt && cut.skirt < 0.9F) {
        const Cut skirt{.thickness = 0.006F, .skirt = 0.88F, .flare = 0.05F};
        add_skirt(body, bottom_material(style), kBottomGroup, skirt);
    }
    body.collide(true);
}

}  // namespace hibari::world
