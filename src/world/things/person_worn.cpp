// What people wear besides clothes: scarf, backpack, cape, headphones, mask, wings.
#include "world/things/palette.h"
#include "world/things/person_cut.h"
#include "world/things/person_parts.h"

#include <cmath>

namespace hibari::world {

namespace {

// Second colours differ from the top's, so that what is worn shows.
Vec3 worn_color(const PersonStyle& style, Vec3 usual) {
    return distance(style.top_color, usual) < 0.2F ? Vec3{0.62F, 0.58F, 0.50F} : usual;
}

void add_scarf(PersonBuilder& body, const Torso& torso) {
    const float u = torso.unit;
    const Material wool = cloth_material(worn_color(body.style, {0.50F, 0.03F, 0.03F}));
    body.use(wool, kWornGroup, 0.02F * u);
    for (const float up : {0.0F, 0.032F}) {
        body.add(
            kChest,
            torus(0.068F * u, 0.026F * u),
            torso.at(0, 1.485F + up, -0.018F),
            from_axis_angle({1, 0, 0.3F}, radians(14))
        );
    }
    body.limb(
        kChest,
        torso.at(0.040F, 1.455F, 0.066F),
        torso.at(0.060F, 1.160F, 0.122F),
        0.030F * u,
        0.036F * u
    );
}

void add_backpack(PersonBuilder& body, const Torso& torso) {
    const float u = torso.unit;
    const float t = cut_of(body.style.top).thickness;
    const Vec3 color = worn_color(body.style, {0.04F, 0.14F, 0.30F});
    body.use(cloth_material(color), kWornGroup, 0.02F * u);
    body.add(
        kChest, box(torso.size(0.145F, 0.205F, 0.075F), 0.06F * u), torso.at(0, 1.265F, -0.200F - t)
    );
    body.add(
        kChest,
        box(torso.size(0.110F, 0.085F, 0.040F), 0.035F * u),
        torso.at(0, 1.185F, -0.285F - t)
    );
    body.use(cloth_material(color * 0.5F));
    for (const float side : {1.0F, -1.0F}) {
        const Vec3 shoulder = torso.at(side * 0.095F, 1.470F + 0.8F * t, -0.030F);
        const Vec3 chest = torso.at(side * 0.105F, 1.33F, 0.082F + t);
        body.limb(
            kChest, torso.at(side * 0.090F, 1.43F, -0.13F - t), shoulder, 0.018F * u, 0.018F * u
        );
        body.limb(kChest, shoulder, chest, 0.018F * u, 0.018F * u);
        body.limb(kChest, chest, torso.at(side * 0.140F, 1.16F, -0.02F), 0.018F * u, 0.014F * u);
    }
}

// Folds side by side that melt into one cloth; the lower half sways with the hips.
void add_cape(PersonBuilder& body, const Torso& torso) {
    const float u = torso.unit;
    const float t = cut_of(body.style.top).thickness;
    const Vec3 color = worn_color(body.style, {0.52F, 0.02F, 0.02F});
    body.use(cloth_material(color), kWornGroup, 0.035F * u);
    constexpr int kFolds = 7;
    for (int i = 0; i < kFolds; ++i) {
        const float across = 2.0F * static_cast<float>(i) / (kFolds - 1) - 1.0F;
        const float out = (i % 2 == 0 ? 0.0F : 0.022F) + 0.05F * across * across;
        const Vec3 shoulder = torso.at(0.150F * across, 1.448F, -0.100F - t + 0.4F * out);
        const Vec3 waist = torso.at(0.195F * across, 1.060F, -0.185F - t + out);
        const Vec3 hem{0.290F * across * u, 0.8F * body.tip(kLeftThigh).y, (out - 0.300F) * u};
        body.limb(kChest, shoulder, waist, 0.024F * u, 0.030F * u);
        body.limb(kPelvis, waist, hem, 0.030F * u, 0.034F * u);
    }
    for (const float side : {1.0F, -1.0F}) {
        body.limb(
            kChest,
            torso.at(side * 0.150F, 1.452F, -0.090F - t),
            torso.at(side * 0.050F, 1.475F, 0.028F + t),
            0.028F * u,
            0.020F * u
        );
    }
}

void add_headphones(PersonBuilder& body, const Skull& skull) {
    const float h = skull.scale;
    body.use(plastic({0.025F, 0.025F, 0.028F}, 0.3F), kWornGroup, 0.004F * h);
    constexpr int kPieces = 8;
    for (int i = 0; i < kPieces; ++i) {
        const auto point = [&](int at) {
            const float angle = kPi * static_cast<float>(at) / kPieces;
            return skull.at(0.092F * std::cos(angle), 0.012F + 0.128F * std::sin(angle), -0.006F);
        };
        body.limb(kHead, point(i), point(i + 1), 0.0085F * h, 0.0085F * h);
    }
    for (const float side : {1.0F, -1.0F}) {
        body.use(plastic({0.025F, 0.025F, 0.028F}, 0.3F), kWornGroup, 0.004F * h);
        body.add(
            kHead,
            cylinder(0.016F * h, 0.037F * h, 0.012F * h),
            skull.at(side * 0.092F, 0.0F, -0.006F),
            from_axis_angle({0, 0, 1}, radians(90))
        );
    }
}

void add_mask(PersonBuilder& body, const Skull& skull) {
    const float h = skull.scale;
    const bool dark = body.style.hat == Hat::kHeadscarf;
    body.use(
        cloth_material(dark ? body.style.hat_color : Vec3{0.55F, 0.68F, 0.74F}),
        kWornGroup,
        0.01F * h
    );
    body.add(kHead, ellipsoid(Vec3{0.060F, 0.052F, 0.052F} * h), skull.at(0, -0.062F, 0.058F));
    for (const float side : {1.0F, -1.0F}) {
        body.limb(
            kHead,
            skull.at(side * 0.048F, -0.050F, 0.070F),
            skull.at(side * 0.080F, -0.012F, -0.006F),
            0.004F * h,
            0.003F * h
        );
    }
}

void add_wings(PersonBuilder& body, const Torso& torso) {
    const float u = torso.unit;
    body.use(Material{
        .surface = Surface::kFeathers,
        .base = {0.78F, 0.78F, 0.77F},
        .accent = {0.60F, 0.60F, 0.62F},
        .roughness = 0.9F,
        .scale = 0.05F,
        .bump = 0.5F
    });
    for (const float side : {1.0F, -1.0F}) {
        for (int i = 0; i < 6; ++i) {
            // Feathers fan out from the shoulder blade, the longest on top.
            const auto n = static_cast<float>(i);
            const float angle = radians(52.0F - 24.0F * n);
            const float reach = 0.40F - 0.045F * n;
            const Vec3 way{side * std::cos(angle), std::sin(angle), -0.25F};
            body.add(
                kChest,
                ellipsoid(Vec3{0.065F, reach, 0.016F} * u),
                torso.at(side * 0.05F, 1.33F, -0.145F) + normalize(way) * (0.92F * reach * u),
                rotation_between({0, 1, 0}, normalize(way))
            );
        }
    }
}

}  // namespace

void add_worn(PersonBuilder& body) {
    const PersonStyle& style = body.style;
    const Torso torso(body);
    const Skull skull(body);
    body.collide(false);
    if (style.worn.scarf) {
        add_scarf(body, torso);
    }
    if (style.worn.backpack) {
        add_backpack(body, torso);
    }
    if (style.worn.cape) {
        add_cape(body, torso);
    }
    if (style.worn.headphones && !hides_head(style)) {
        add_headphones(body, skull);
    }
    if (style.worn.mask && !hides_head(style)) {
        add_mask(body, skull);
    }
    if (style.worn.wings) {
        add_wings(body, torso);
    }
    body.collide(true);
}

}  // namespace hibari::world
