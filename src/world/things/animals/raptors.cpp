// Birds of prey.
#include "world/things/animals/bird.h"
#include "world/things/thing_list.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace hibari::world {

namespace {

BirdPlan eagle_plan() {
    BirdPlan p;
    p.mass_kg = 4.5F;
    p.body = {0, 0.330F, 0};
    p.body_half = {0.125F, 0.130F, 0.240F};
    p.upright = 38.0F;
    p.neck_root = {0, 0.440F, 0.140F};
    p.head = {0, 0.545F, 0.205F};
    p.head_radius = 0.070F;
    p.neck_radius = 0.066F;
    p.beak_m = 0.070F;
    p.beak_radius = 0.026F;
    p.hook = 0.030F;
    p.hip = {0.060F, 0.240F, -0.010F};
    p.knee = {0.065F, 0.130F, 0.020F};
    p.shank_radius = 0.013F;
    p.foot_half = {0.035F, 0.011F, 0.048F};
    p.webbed = false;
    p.shoulder = {0.112F, 0.425F, 0.105F};
    p.inner_m = 0.350F;
    p.outer_m = 0.430F;
    p.chord_m = 0.330F;
    p.tail = {0, 0.250F, -0.200F};
    p.tail_half = {0.090F, 0.012F, 0.160F};
    p.back_color = hex(0x3A2A1E);
    p.belly_color = hex(0x402E20);
    p.head_color = hex(0xEDE8DC);
    p.wing_color = hex(0x3A2A1E);
    p.tip_color = hex(0x241A13);
    p.beak_color = hex(0xE0AA22);
    p.leg_color = hex(0xDCA828);
    p.eye_color = hex(0xE0C040);
    p.eye_radius = 0.010F;
    return p;
}

// A horned owl, 46 cm tall: a round head with the eyes to the front, each in its disc of feathers.
BirdPlan owl_plan(Rng rng) {
    BirdPlan p;
    p.mass_kg = 1.3F;
    p.body = {0, 0.185F, 0};
    p.body_half = {0.098F, 0.096F, 0.150F};
    p.upright = 58.0F;
    p.neck_root = {0, 0.280F, 0.030F};
    p.head = {0, 0.360F, 0.055F};
    p.head_radius = 0.092F;
    p.neck_radius = 0.074F;
    p.beak_m = 0.040F;
    p.beak_radius = 0.013F;
    p.hook = 0.026F;
    p.hip = {0.040F, 0.110F, 0.0F};
    p.knee = {0.042F, 0.060F, 0.012F};
    p.shank_radius = 0.012F;
    p.foot_half = {0.018F, 0.007F, 0.024F};
    p.shoulder = {0.090F, 0.275F, 0.030F};
    p.inner_m = 0.150F;
    p.outer_m = 0.160F;
    p.chord_m = 0.150F;
    p.tail = {0, 0.100F, -0.095F};
    p.tail_half = {0.045F, 0.006F, 0.065F};
    p.back_color = hex(0x6A5038);
    p.belly_color = hex(0xB79A70);
    p.head_color = hex(0x70563C);
    p.wing_color = hex(0x5A4430);
    p.tip_color = hex(0x3C2E22);
    p.beak_color = hex(0x2A2622);
    p.leg_color = hex(0x8A7A58);
    p.eye_color = hex(0xF0A818);
    p.eye_radius = 0.0125F;
    p.eye_at = {0.40F, 0.12F, 0.90F};
    p.iris = 1.75F;
    const Vec3 dark = hex(0x33261A);
    for (const float side : {1.0F, -1.0F}) {
        const Quat turned = turn_y(side * 18.0F);
        const Vec3 eye = p.head + Vec3{side * 0.40F, 0.08F, 0.74F} * p.head_radius;
        const auto disc = [&](float size, float ahead, Vec3 color) {
            p.pieces.push_back(
                {BirdLink::kHead,
                 ellipsoid(Vec3{0.52F, 0.60F, 0.17F} * (p.head_radius * size)),
                 {eye + rotate(turned, Vec3{0, 0, ahead * p.head_radius}), turned},
                 plumage(color, 0.008F, color * 0.8F)}
            );
        };
        disc(1.0F, 0.0F, dark);
        disc(0.88F, 0.035F, hex(0xC8AA7C));
        const Vec3 ear = p.head + Vec3{side * 0.52F, 0.70F, 0.10F} * p.head_radius;
        const Vec3 tip = ear + Vec3{side * 0.32F, 0.66F, -0.06F} * p.head_radius;
        p.pieces.push_back(
            {BirdLink::kHead,
             round_cone(0.5F * distance(ear, tip), 0.026F, 0.004F),
             along(ear, tip),
             plumage(dark, 0.01F, p.head_color)}
        );
    }
    // Dark drops down the pale breast, row by row, where a look from ahead meets it.
    const Quat tilt = turn_x(-p.upright);
    const Vec3 half = p.body_half * Vec3{0.88F, 0.86F, 0.86F};
    const Vec3 inverse_half{1.0F / half.x, 1.0F / half.y, 1.0F / half.z};
    const Vec3 breast = p.body + rotate(tilt, Vec3{0, -0.22F, 0.18F} * p.body_half);
    for (int row = 0; row < 6; ++row) {
        const float up = 0.275F - 0.030F * static_cast<float>(row);
        const int count = 4 + row % 2;
        for (int i = 0; i < count; ++i) {
            const float across =
                (static_cast<float>(i) - 0.5F * static_cast<float>(count - 1)) * 0.034F +
                rng.uniform(-0.004F, 0.004F);
            const Vec3 at = rotate(inverse(tilt), Vec3{across, up, 0} - breast) * inverse_half;
            const Vec3 ray = rotate(inverse(tilt), Vec3{0, 0, 1}) * inverse_half;
            const float b = dot(at, ray);
            const float root = b * b - dot(ray, ray) * (dot(at, at) - 1.0F);
            if (root < 0.0F) {
                continue;
            }
            const float ahead = (std::sqrt(root) - b) / dot(ray, ray);
            p.pieces.push_back(
                {BirdLink::kBody,
                 ellipsoid({0.006F, 0.013F, 0.006F}),
                 {{across, up, ahead}, {}},
                 plumage(dark, 0.01F, dark)}
            );
        }
    }
    return p;
}

}  // namespace

const Thing kOwl{
    .name = "owl",
    .words = {"owl", "barn owl", "snowy owl", "horned owl", "tawny owl"},
    .category = Category::kAnimal,
    .traits = {.flies = true, .indoor = true, .outdoor = true},
    .usual_size = {0.22F, 0.50F, 0.30F},
    .build =
        [](const Entity& entity, Rng rng) {
            BirdPlan plan = owl_plan(rng.split("breast"));
            if (entity.called.find("snowy") != std::string::npos) {
                plan.back_color = plan.belly_color = plan.head_color = plan.wing_color =
                    hex(0xECE9E2);
                plan.tip_color = hex(0xB9B4AA);
            }
            return build_bird(entity, plan);
        },
};

const Thing kEagle{
    .name = "eagle",
    .words = {"eagle", "bald eagle", "hawk", "falcon", "vulture", "condor", "kite bird", "phoenix"},
    .category = Category::kAnimal,
    .traits = {.flies = true, .outdoor = true},
    .usual_size = {0.28F, 0.62F, 0.80F},
    .build = [](const Entity& entity, Rng) { return build_bird(entity, eagle_plan()); },
};

}  // namespace hibari::world
