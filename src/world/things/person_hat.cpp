// Hats and the helmet of the space suit. They sit on the skull; lengths are those of an adult head.
#include "world/things/person_parts.h"

namespace hibari::world {

namespace {

struct Crown {
    explicit Crown(const PersonBuilder& body)
        : scale(body.measures.head), center(body.center(kHead)) {}

    Vec3 at(float x, float y, float z) const { return center + Vec3{x, y, z} * scale; }

    float scale;
    Vec3 center;
};

void add_brimmed(
    PersonBuilder& body, const Crown& head, float brim, float height, float top, Vec3 band
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

void add_space_helmet(PersonBuilder& body, const Crown& head) {
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

}  // namespace

void add_hat(PersonBuilder& body) {
    const PersonStyle& style = body.style;
    const Crown head(body);
    const float h = head.scale;
    const Vec3 color = style.hat_color;
    if (style.top == Top::kSpaceSuit) {
        add_space_helmet(body, head);
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
    }
}

}  // namespace hibari::world
