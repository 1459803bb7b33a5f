// Birds that live on the ground.
#include "world/things/animals/bird.h"
#include "world/things/animals/young.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

BirdPlan chicken_plan() {
    BirdPlan p;
    p.mass_kg = 2.2F;
    p.body = {0, 0.235F, 0};
    p.body_half = {0.100F, 0.115F, 0.155F};
    p.upright = 22.0F;
    p.neck_root = {0, 0.310F, 0.095F};
    p.head = {0, 0.430F, 0.130F};
    p.head_radius = 0.038F;
    p.neck_radius = 0.040F;
    p.beak_m = 0.032F;
    p.beak_radius = 0.012F;
    p.flat_beak = false;
    p.hip = {0.048F, 0.160F, -0.010F};
    p.knee = {0.050F, 0.095F, 0.015F};
    p.foot_half = {0.030F, 0.006F, 0.038F};
    p.webbed = false;
    p.shoulder = {0.088F, 0.285F, 0.065F};
    p.inner_m = 0.130F;
    p.outer_m = 0.120F;
    p.chord_m = 0.140F;
    p.tail = {0, 0.300F, -0.120F};
    p.tail_half = {0.050F, 0.014F, 0.085F};
    p.crown = Crown::kComb;
    p.back_color = hex(0xE9E2D4);
    p.belly_color = hex(0xEFE9DC);
    p.head_color = hex(0xEFE9DC);
    p.wing_color = hex(0xDCD3C2);
    p.tip_color = hex(0xCFC5B2);
    p.beak_color = hex(0xE0A83A);
    p.leg_color = hex(0xE0A83A);
    return p;
}

// A peacock with its train up: a fan of long feathers, each with its eye.
BirdPlan peacock_plan() {
    BirdPlan p = chicken_plan();
    p.mass_kg = 5.0F;
    p.body = {0, 0.360F, 0};
    p.body_half = {0.115F, 0.120F, 0.210F};
    p.upright = 26.0F;
    p.neck_root = {0, 0.450F, 0.130F};
    p.neck_way = {Vec3{0, 0.560F, 0.190F}, Vec3{0, 0.680F, 0.180F}};
    p.head = {0, 0.760F, 0.205F};
    p.head_radius = 0.040F;
    p.neck_radius = 0.034F;
    p.beak_m = 0.036F;
    p.beak_radius = 0.011F;
    p.hip = {0.055F, 0.260F, -0.010F};
    p.knee = {0.058F, 0.150F, 0.020F};
    p.shank_radius = 0.010F;
    p.foot_half = {0.032F, 0.008F, 0.045F};
    p.shoulder = {0.102F, 0.430F, 0.080F};
    p.inner_m = 0.190F;
    p.outer_m = 0.180F;
    p.chord_m = 0.180F;
    p.tail = {0, 0.380F, -0.180F};
    p.tail_half = {0.060F, 0.014F, 0.080F};
    p.crown = Crown::kNone;
    p.back_color = hex(0x1E5A7A);
    p.belly_color = hex(0x1A3FA8);
    p.head_color = hex(0x1C48B8);
    p.wing_color = hex(0x8A6A48);
    p.tip_color = hex(0x5A3E28);
    p.beak_color = hex(0x8A8478);
    p.leg_color = hex(0x6A6258);
    // Three rows of feathers, the longest behind.
    for (int row = 0; row < 3; ++row) {
        const float reach = 1.02F - 0.23F * static_cast<float>(row);
        const int count = 17 - 2 * row;
        for (int i = 0; i < count; ++i) {
            const float turn =
                -82.0F + 164.0F * static_cast<float>(i) / static_cast<float>(count - 1);
            const Quat fan = turn_x(-14.0F) * turn_z(turn);
            const Vec3 root = p.tail + Vec3{0, 0.02F, 0.014F * static_cast<float>(row)};
            const auto along_it = [&](float at, float ahead) {
                return root + rotate(fan, Vec3{0, at, ahead});
            };
            const auto lay = [&](Vec3 half, float at, float ahead, Vec3 color) {
                p.pieces.push_back(
                    {BirdLink::kTail,
                     ellipsoid(half),
                     {along_it(at, ahead), fan},
                     plumage(color, 0.03F, color * 0.6F)}
                );
            };
            const Vec3 green = i % 2 == 0 ? hex(0x2A6A3A) : hex(0x3A7A42);
            lay({0.052F, 0.48F * reach, 0.006F}, 0.52F * reach, 0.0F, green);
            const float eye = reach - 0.075F;
            lay({0.050F, 0.060F, 0.007F}, eye, 0.003F, hex(0xB08A2E));
            lay({0.034F, 0.040F, 0.007F}, eye - 0.006F, 0.007F, hex(0x1E9AA8));
            lay({0.020F, 0.022F, 0.007F}, eye - 0.012F, 0.011F, hex(0x14206A));
        }
    }
    // The little fan on the head.
    for (const float turn : {-24.0F, -12.0F, 0.0F, 12.0F, 24.0F}) {
        const Vec3 root = p.head + Vec3{0, 0.036F, -0.008F};
        const Vec3 tip = root + rotate(turn_x(-16) * turn_z(turn), Vec3{0, 0.070F, 0});
        p.pieces.push_back(
            {BirdLink::kHead, capsule(0.035F, 0.0018F), along(root, tip), plain(hex(0x1A2A5A))}
        );
        p.pieces.push_back({BirdLink::kHead, sphere(0.008F), {tip, {}}, plain(hex(0x1E6AA8))});
    }
    return p;
}

// An ostrich, 2.3 m, of which the legs are half.
BirdPlan ostrich_plan() {
    BirdPlan p = chicken_plan();
    p.mass_kg = 110.0F;
    p.body = {0, 1.180F, 0};
    p.body_half = {0.290F, 0.290F, 0.470F};
    p.upright = 6.0F;
    p.neck_root = {0, 1.300F, 0.320F};
    p.neck_way = {Vec3{0, 1.480F, 0.395F}, Vec3{0, 1.760F, 0.390F}, Vec3{0, 2.040F, 0.385F}};
    p.head = {0, 2.180F, 0.440F};
    p.head_radius = 0.085F;
    p.neck_radius = 0.052F;
    p.beak_m = 0.120F;
    p.beak_radius = 0.040F;
    p.flat_beak = true;
    p.hip = {0.150F, 1.040F, -0.050F};
    p.knee = {0.160F, 0.600F, 0.060F};
    p.shank_radius = 0.036F;
    p.foot_half = {0.060F, 0.026F, 0.110F};
    p.shoulder = {0.265F, 1.340F, 0.220F};
    p.inner_m = 0.320F;
    p.outer_m = 0.300F;
    p.chord_m = 0.380F;
    p.tail = {0, 1.220F, -0.430F};
    p.tail_half = {0.160F, 0.060F, 0.160F};
    p.crown = Crown::kNone;
    p.back_color = hex(0x1E1B1A);
    p.belly_color = hex(0x221F1D);
    p.head_color = hex(0xC9A892);
    p.wing_color = hex(0x242020);
    p.tip_color = hex(0xEDEAE4);
    p.beak_color = hex(0xB8946A);
    p.leg_color = hex(0xC4A08C);
    p.eye_color = hex(0x241810);
    p.eye_radius = 0.018F;
    p.pieces = {
        {BirdLink::kTail,
         ellipsoid({0.170F, 0.130F, 0.130F}),
         {{0, 1.230F, -0.530F}, {}},
         plumage(hex(0xEDEAE4), 0.05F, hex(0xD5D0C8))},
    };
    return p;
}

}  // namespace

const Thing kPeacock{
    .name = "peacock",
    .words = {"peacock", "peafowl", "peahen"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {2.0F, 1.40F, 0.75F},
    .build = [](const Entity& entity, Rng) { return build_bird(entity, peacock_plan()); },
};

const Thing kOstrich{
    .name = "ostrich",
    .words = {"ostrich", "emu"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.60F, 2.27F, 1.30F},
    .build = [](const Entity& entity, Rng) { return build_bird(entity, ostrich_plan()); },
};

const Thing kChicken{
    .name = "chicken",
    .words = {"chicken", "hen", "rooster", "cock", "chick", "turkey"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.20F, 0.47F, 0.42F},
    .build =
        [](const Entity& entity, Rng) {
            return build_bird(
                sized_by_age(entity),
                is_young(entity) ? hatchling_of(chicken_plan(), hex(0xF2D04C)) : chicken_plan()
            );
        },
};

}  // namespace hibari::world
