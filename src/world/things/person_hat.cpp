// Hats and the helmet of the space suit. They sit on the skull; lengths are those of an adult head.
#include "world/things/palette.h"
#include "world/things/person_parts.h"

#include <cmath>

namespace hibari::world {

namespace {

void add_brimmed(
    PersonBuilder& body, const Skull& head, float brim, float height, float top, Vec3 band
) {
    const float h = head.scale;
    const Quat tilt = from_axis_angle({1, 0, 0}, radians(-6));
    body.add(kHead, cylinder(0.004F * h, brim * h, 0.003F * h), head.at(0, 0.072F, -0.008F), tilt);
    body.add(
        kHead,
        cone(0.5F * height * h, 0.0875F * h, top * h),
        head.at(0, 0.072F + 0.5F * height, -0.012F),
        tilt
    );
    body.use(cloth_material(band));
    body.add(kHead, cylinder(0.011F * h, 0.0890F * h), head.at(0, 0.088F, -0.010F), tilt);
}

void add_space_helmet(PersonBuilder& body, const Skull& head) {
    const float h = head.scale;
    const Material shell{
        .surface = Surface::kPlastic,
        .base = body.style.top_color,
        .roughness = 0.25F,
    };
    const Material visor{
        .surface = Surface::kMetal,
        .base = {0.72F, 0.46F, 0.13F},
        .roughness = 0.06F,
        .metallic = 1.0F,
    };
    body.use(shell, kHatGroup, 0.02F * h);
    body.add(kHead, ellipsoid(Vec3{0.158F, 0.165F, 0.160F} * h), head.at(0, 0.005F, -0.006F));
    body.use(visor);
    body.add(kHead, ellipsoid(Vec3{0.132F, 0.112F, 0.125F} * h), head.at(0, 0.010F, 0.052F));
    body.use(shell);
    for (const float side : {1.0F, -1.0F}) {
        body.add(
            kHead,
            cylinder(0.018F * h, 0.036F * h, 0.008F * h),
            head.at(side * 0.155F, -0.005F, 0.0F),
            from_axis_angle({0, 0, 1}, radians(90))
        );
    }
}

void add_chef_hat(PersonBuilder& body, const Skull& head) {
    const float h = head.scale;
    const Vec3 color = body.style.hat_color;
    body.use(cloth_material(color), kHatGroup, 0.02F * h);
    body.add(kHead, cylinder(0.055F * h, 0.0925F * h, 0.004F * h), head.at(0, 0.122F, -0.012F));
    for (int i = 0; i < 7; ++i) {
        const float turn = 2.0F * kPi * static_cast<float>(i) / 7.0F;
        body.add(
            kHead,
            sphere(0.052F * h),
            head.at(0.064F * std::sin(turn), 0.205F, -0.012F + 0.064F * std::cos(turn))
        );
    }
    body.add(kHead, ellipsoid(Vec3{0.085F, 0.052F, 0.085F} * h), head.at(0, 0.228F, -0.012F));
}

void add_pointed_hat(PersonBuilder& body, const Skull& head) {
    const float h = head.scale;
    const Vec3 color = body.style.hat_color;
    const Quat tilt = from_axis_angle({1, 0, 0}, radians(-8));
    body.use(cloth_material(color), kHatGroup, 0.02F * h);
    body.add(
        kHead, cylinder(0.005F * h, 0.190F * h, 0.004F * h), head.at(0, 0.070F, -0.010F), tilt
    );
    body.limb(
        kHead, head.at(0, 0.080F, -0.012F), head.at(0.004F, 0.270F, -0.044F), 0.090F * h, 0.042F * h
    );
    body.limb(
        kHead,
        head.at(0.004F, 0.270F, -0.044F),
        head.at(0.040F, 0.400F, -0.100F),
        0.042F * h,
        0.008F * h
    );
    body.use(cloth_material({0.62F, 0.42F, 0.05F}));
    body.add(
        kHead, ellipsoid(Vec3{0.0950F, 0.0170F, 0.1000F} * h), head.at(0, 0.086F, -0.012F), tilt
    );
}

// Cloth around everything but the face, gathered below the chin.
void add_headscarf(PersonBuilder& body, const Skull& head) {
    const float h = head.scale;
    body.use(cloth_material(body.style.hat_color), kHatGroup, 0.03F * h);
    body.add(kHead, ellipsoid(Vec3{0.0900F, 0.1040F, 0.1040F} * h), head.at(0, 0.038F, -0.024F));
    body.add(kHead, ellipsoid(Vec3{0.0780F, 0.0900F, 0.0700F} * h), head.at(0, -0.050F, -0.036F));
    for (const float side : {1.0F, -1.0F}) {
        body.limb(
            kHead,
            head.at(side * 0.068F, 0.070F, 0.030F),
            head.at(side * 0.070F, -0.050F, 0.020F),
            0.020F * h,
            0.020F * h
        );
        body.limb(
            kHead,
            head.at(side * 0.070F, -0.050F, 0.020F),
            head.at(0, -0.122F, 0.048F),
            0.020F * h,
            0.024F * h
        );
    }
    body.limb(
        kNeck,
        head.at(0, -0.115F, 0.0F),
        body.joint(kNeck) + Vec3{0, 0.01F, 0.01F} * h,
        0.070F * h,
        0.085F * h
    );
}

void add_peaked_cap(PersonBuilder& body, const Skull& head) {
    const float h = head.scale;
    const Quat tilt = from_axis_angle({1, 0, 0}, radians(6));
    body.use(cloth_material(body.style.hat_color));
    body.add(kHead, cylinder(0.022F * h, 0.0930F * h), head.at(0, 0.090F, -0.010F), tilt);
    body.add(kHead, cone(0.026F * h, 0.0930F * h, 0.1280F * h), head.at(0, 0.136F, -0.008F), tilt);
    body.add(
        kHead, ellipsoid(Vec3{0.1280F, 0.0180F, 0.1280F} * h), head.at(0, 0.161F, -0.006F), tilt
    );
    body.use(plastic({0.010F, 0.010F, 0.012F}, 0.15F));
    body.add(
        kHead,
        ellipsoid(Vec3{0.0700F, 0.0060F, 0.0560F} * h),
        head.at(0, 0.070F, 0.095F),
        from_axis_angle({1, 0, 0}, radians(20))
    );
    body.use(metal({0.70F, 0.46F, 0.12F}, 0.25F));
    body.add(
        kHead, ellipsoid(Vec3{0.0180F, 0.0200F, 0.0080F} * h), head.at(0, 0.128F, 0.104F), tilt
    );
}

void add_knight_helmet(PersonBuilder& body, const Skull& head) {
    const float h = head.scale;
    const Material steel = brushed(body.style.hat_color);
    body.use(steel, kHatGroup, 0.012F * h);
    body.add(kHead, ellipsoid(Vec3{0.1020F, 0.1300F, 0.1220F} * h), head.at(0, 0.010F, -0.002F));
    body.add(kHead, cone(0.045F * h, 0.0880F * h, 0.0960F * h), head.at(0, -0.100F, 0.0F));
    // The visor comes to an edge in front.
    for (const float side : {1.0F, -1.0F}) {
        body.add(
            kHead,
            box(Vec3{0.058F, 0.062F, 0.012F} * h, 0.010F * h),
            head.at(side * 0.046F, -0.040F, 0.104F),
            from_axis_angle({0, 1, 0}, side * radians(38))
        );
    }
    body.use(plain({0.004F, 0.004F, 0.005F}));
    for (const float side : {1.0F, -1.0F}) {
        body.add(
            kHead,
            box(Vec3{0.036F, 0.0060F, 0.012F} * h, 0.004F * h),
            head.at(side * 0.043F, 0.024F, 0.109F),
            from_axis_angle({0, 1, 0}, side * radians(28))
        );
        for (const float y : {-0.030F, -0.050F, -0.070F}) {
            body.add(
                kHead,
                box(Vec3{0.018F, 0.0030F, 0.012F} * h),
                head.at(side * 0.036F, y, 0.116F),
                from_axis_angle({0, 1, 0}, side * radians(38))
            );
        }
    }
    body.use(cloth_material({0.50F, 0.02F, 0.02F}), kWornGroup, 0.02F * h);
    for (int i = 0; i < 5; ++i) {
        const float angle = radians(20.0F - 26.0F * static_cast<float>(i));
        body.add(
            kHead,
            ellipsoid(Vec3{0.016F, 0.032F, 0.034F} * h),
            head.at(0, 0.012F + 0.145F * std::cos(angle), -0.004F + 0.138F * std::sin(angle))
        );
    }
}

void add_viking_helmet(PersonBuilder& body, const Skull& head) {
    const float h = head.scale;
    body.use(brushed(body.style.hat_color), kHatGroup, 0.008F * h);
    body.add(kHead, ellipsoid(Vec3{0.0940F, 0.0980F, 0.1140F} * h), head.at(0, 0.056F, -0.014F));
    body.use(metal({0.50F, 0.34F, 0.12F}, 0.35F));
    body.add(kHead, ellipsoid(Vec3{0.0990F, 0.0160F, 0.1190F} * h), head.at(0, 0.056F, -0.014F));
    body.limb(
        kHead, head.at(0, 0.056F, 0.104F), head.at(0, -0.012F, 0.112F), 0.009F * h, 0.007F * h
    );
    body.use(
        Material{.surface = Surface::kPlastic, .base = {0.66F, 0.58F, 0.42F}, .roughness = 0.4F},
        kWornGroup,
        0.01F * h
    );
    for (const float side : {1.0F, -1.0F}) {
        const Vec3 root = head.at(side * 0.086F, 0.085F, -0.010F);
        const Vec3 bend = head.at(side * 0.165F, 0.120F, -0.006F);
        body.limb(kHead, root, bend, 0.030F * h, 0.023F * h);
        body.limb(kHead, bend, head.at(side * 0.180F, 0.215F, 0.004F), 0.023F * h, 0.004F * h);
    }
}

// A low crown, the brim turned up on three sides with a golden edge, and a skull in front.
void add_tricorn(PersonBuilder& body, const Skull& head) {
    const float h = head.scale;
    const Material felt = cloth_material(body.style.hat_color);
    body.use(felt, kHatGroup, 0.014F * h);
    body.add(kHead, ellipsoid(Vec3{0.0950F, 0.0900F, 0.1120F} * h), head.at(0, 0.080F, -0.012F));
    // Seen from above a triangle with one flat side in front.
    constexpr float kOut = 0.104F;
    constexpr float kHalfSide = 0.165F;
    for (int i = 0; i < 3; ++i) {
        const Quat yaw = from_axis_angle({0, 1, 0}, radians(120.0F * static_cast<float>(i)));
        const auto at = [&](Vec3 local) {
            const Vec3 turned = rotate(yaw, local);
            return head.at(turned.x, turned.y, turned.z - 0.012F);
        };
        body.use(felt);
        body.add(
            kHead,
            box(Vec3{kHalfSide, 0.040F, 0.008F} * h, 0.007F * h),
            at({0, 0.100F, kOut}),
            yaw * from_axis_angle({1, 0, 0}, radians(12))
        );
        body.add(
            kHead,
            ellipsoid(Vec3{0.120F, 0.070F, 0.008F} * h),
            at({0, 0.125F, kOut + 0.004F}),
            yaw * from_axis_angle({1, 0, 0}, radians(12))
        );
        body.use(metal({0.70F, 0.46F, 0.12F}, 0.3F));
        constexpr int kSteps = 6;
        for (int k = 0; k < kSteps; ++k) {
            const auto edge = [&](int n) {
                const float t = 2.0F * static_cast<float>(n) / kSteps - 1.0F;
                return at({kHalfSide * t, 0.140F + 0.058F * (1.0F - t * t), kOut + 0.012F});
            };
            body.limb(kHead, edge(k), edge(k + 1), 0.007F * h, 0.007F * h);
        }
    }
    body.use(plain({0.80F, 0.78F, 0.72F}));
    body.add(kHead, sphere(0.029F * h), head.at(0, 0.148F, kOut + 0.006F));
    body.add(
        kHead, box(Vec3{0.014F, 0.014F, 0.012F} * h, 0.004F * h), head.at(0, 0.118F, kOut + 0.012F)
    );
    for (const float side : {1.0F, -1.0F}) {
        body.limb(
            kHead,
            head.at(side * 0.055F, 0.088F, kOut + 0.004F),
            head.at(side * -0.050F, 0.116F, kOut + 0.006F),
            0.007F * h,
            0.007F * h
        );
    }
    body.use(plain({0.01F, 0.01F, 0.01F}));
    for (const float side : {1.0F, -1.0F}) {
        body.add(kHead, sphere(0.009F * h), head.at(side * 0.011F, 0.148F, kOut + 0.030F));
    }
}

void add_conical_hat(PersonBuilder& body, const Skull& head) {
    const float h = head.scale;
    const Material straw{
        .surface = Surface::kFabric,
        .base = body.style.hat_color,
        .roughness = 0.85F,
        .scale = 0.006F,
        .bump = 0.6F
    };
    body.use(straw);
    const Quat tilt = from_axis_angle({1, 0, 0}, radians(-5));
    body.add(kHead, cone(0.070F * h, 0.225F * h, 0.012F * h), head.at(0, 0.135F, -0.012F), tilt);
    for (const float y : {0.0F, 0.35F, 0.65F}) {
        body.add(
            kHead,
            torus((0.224F - 0.212F * y) * h, 0.0045F * h),
            head.at(0, 0.066F + 0.140F * y, -0.010F),
            tilt
        );
    }
}

}  // namespace

void add_hat(PersonBuilder& body) {
    const PersonStyle& style = body.style;
    const Skull head(body);
    const float h = head.scale;
    const Vec3 color = style.hat_color;
    if (style.top == Top::kSpaceSuit) {
        add_space_helmet(body, head);
        return;
    }
    if (style.top == Top::kSheet) {
        return;
    }
    body.use(cloth_material(color), kHatGroup, 0.010F * h);
    switch (style.hat) {
        case Hat::kNone:
            break;
        case Hat::kCap:
            body.add(
                kHead, ellipsoid(Vec3{0.0865F, 0.075F, 0.106F} * h), head.at(0, 0.062F, -0.012F)
            );
            body.add(
                kHead,
                ellipsoid(Vec3{0.068F, 0.0055F, 0.072F} * h),
                head.at(0, 0.066F, 0.112F),
                from_axis_angle({1, 0, 0}, radians(12))
            );
            body.use(cloth_material(color * 0.7F));
            body.add(kHead, sphere(0.008F * h), head.at(0, 0.137F, -0.012F));
            break;
        case Hat::kBeanie:
            body.add(
                kHead, ellipsoid(Vec3{0.0885F, 0.092F, 0.107F} * h), head.at(0, 0.058F, -0.014F)
            );
            body.use(cloth_material(color * 0.85F), kHatGroup, 0.006F * h);
            body.add(
                kHead,
                torus(0.078F * h, 0.017F * h),
                head.at(0, 0.062F, -0.008F),
                from_axis_angle({1, 0, 0}, radians(-8))
            );
            break;
        case Hat::kFedora:
            add_brimmed(body, head, 0.140F, 0.105F, 0.070F, color * 0.35F);
            break;
        case Hat::kTopHat:
            add_brimmed(body, head, 0.128F, 0.190F, 0.092F, {0.25F, 0.02F, 0.02F});
            break;
        case Hat::kCowboy:
            add_brimmed(body, head, 0.155F, 0.110F, 0.062F, color * 0.3F);
            body.use(cloth_material(color), kHatGroup, 0.02F * h);
            for (const float side : {1.0F, -1.0F}) {
                body.add(
                    kHead,
                    ellipsoid(Vec3{0.030F, 0.010F, 0.130F} * h),
                    head.at(side * 0.150F, 0.092F, -0.008F),
                    from_axis_angle({0, 0, 1}, side * radians(42))
                );
            }
            break;
        case Hat::kHelmet:
            body.use(
                Material{
                    .surface = Surface::kPaint, .base = color, .roughness = 0.2F, .tintable = true
                },
                kHatGroup,
                0.012F * h
            );
            body.add(
                kHead, ellipsoid(Vec3{0.098F, 0.098F, 0.118F} * h), head.at(0, 0.052F, -0.012F)
            );
            body.add(
                kHead, ellipsoid(Vec3{0.085F, 0.010F, 0.045F} * h), head.at(0, 0.066F, 0.095F)
            );
            body.use(cloth_material({0.03F, 0.03F, 0.03F}));
            for (const float side : {1.0F, -1.0F}) {
                body.limb(
                    kHead,
                    head.at(side * 0.078F, 0.030F, 0.0F),
                    head.at(side * 0.045F, -0.098F, 0.030F),
                    0.006F * h,
                    0.005F * h
                );
            }
            break;
        case Hat::kCrown: {
            const Material gold{
                .surface = Surface::kMetal, .base = color, .roughness = 0.22F, .metallic = 1.0F
            };
            body.use(gold);
            const Vec3 base = head.at(0, 0.088F, -0.012F);
            body.add(kHead, tube(0.020F * h, 0.092F * h, 0.086F * h), base);
            for (int i = 0; i < 8; ++i) {
                const float turn = 2.0F * kPi * static_cast<float>(i) / 8.0F;
                const Vec3 way{std::sin(turn), 0, std::cos(turn)};
                body.use(gold);
                body.add(
                    kHead,
                    cone(0.022F * h, 0.014F * h, 0.002F * h),
                    base + way * (0.088F * h) + Vec3{0, 0.040F * h, 0}
                );
                body.use(Material{
                    .surface = Surface::kGlass,
                    .base = i % 2 == 0 ? Vec3{0.5F, 0.02F, 0.04F} : Vec3{0.03F, 0.10F, 0.45F},
                    .roughness = 0.08F
                });
                body.add(kHead, sphere(0.007F * h), base + way * (0.092F * h));
            }
            break;
        }
        case Hat::kSanta: {
            body.limb(
                kHead,
                head.at(0, 0.070F, -0.012F),
                head.at(0.020F, 0.190F, -0.045F),
                0.090F * h,
                0.036F * h
            );
            body.limb(
                kHead,
                head.at(0.020F, 0.190F, -0.045F),
                head.at(0.085F, 0.165F, -0.105F),
                0.036F * h,
                0.018F * h
            );
            body.use(Material{
                .surface = Surface::kFur,
                .base = {0.76F, 0.76F, 0.74F},
                .accent = {0.6F, 0.6F, 0.6F},
                .roughness = 0.95F,
                .scale = 0.01F,
                .bump = 0.4F
            });
            body.add(
                kHead,
                torus(0.082F * h, 0.021F * h),
                head.at(0, 0.062F, -0.008F),
                from_axis_angle({1, 0, 0}, radians(-8))
            );
            body.add(kHead, sphere(0.030F * h), head.at(0.098F, 0.150F, -0.118F));
            break;
        }
        case Hat::kChef:
            add_chef_hat(body, head);
            break;
        case Hat::kWizard:
            add_pointed_hat(body, head);
            break;
        case Hat::kSunHat:
            add_brimmed(body, head, 0.205F, 0.085F, 0.074F, {0.40F, 0.03F, 0.03F});
            break;
        case Hat::kHeadband:
            body.add(
                kHead,
                ellipsoid(Vec3{0.0850F, 0.0200F, 0.1050F} * h),
                head.at(0, 0.062F, -0.008F),
                from_axis_angle({1, 0, 0}, radians(-8))
            );
            break;
        case Hat::kHeadscarf:
            add_headscarf(body, head);
            break;
        case Hat::kPeaked:
            add_peaked_cap(body, head);
            break;
        case Hat::kKnight:
            add_knight_helmet(body, head);
            break;
        case Hat::kViking:
            add_viking_helmet(body, head);
            break;
        case Hat::kTricorn:
            add_tricorn(body, head);
            break;
        case Hat::kConical:
            add_conical_hat(body, head);
            break;
    }
}

}  // namespace hibari::world
