// Birds of the water and its shores.
#include "world/things/animals/bird.h"
#include "world/things/animals/young.h"
#include "world/things/thing_list.h"

#include <string>

namespace hibari::world {

namespace {

BirdPlan gull_plan() {
    return {
        .mass_kg = 0.9F,
        .body = {0, 0.200F, 0},
        .body_half = {0.072F, 0.075F, 0.155F},
        .upright = 12.0F,
        .neck_root = {0, 0.235F, 0.110F},
        .head = {0, 0.315F, 0.155F},
        .head_radius = 0.042F,
        .neck_radius = 0.036F,
        .beak_m = 0.055F,
        .beak_radius = 0.012F,
        .hook = 0.006F,
        .hip = {0.034F, 0.150F, -0.010F},
        .knee = {0.036F, 0.090F, 0.010F},
        .shank_radius = 0.005F,
        .foot_half = {0.028F, 0.004F, 0.030F},
        .webbed = true,
        .shoulder = {0.064F, 0.232F, 0.080F},
        .inner_m = 0.200F,
        .outer_m = 0.260F,
        .chord_m = 0.150F,
        .tail = {0, 0.190F, -0.140F},
        .tail_half = {0.045F, 0.008F, 0.085F},
        .back_color = hex(0xB9BEC2),
        .belly_color = hex(0xEEEDE9),
        .head_color = hex(0xEEEDE9),
        .wing_color = hex(0xAEB4B9),
        .tip_color = hex(0x26282A),
        .beak_color = hex(0xE3B02E),
        .leg_color = hex(0xD9A08A),
        .eye_color = hex(0xD9CF9A),
        .eye_radius = 0.0055F,
    };
}

BirdPlan duck_plan() {
    BirdPlan p = gull_plan();
    p.mass_kg = 1.2F;
    p.body = {0, 0.160F, 0};
    p.body_half = {0.098F, 0.092F, 0.170F};
    p.upright = 8.0F;
    p.neck_root = {0, 0.205F, 0.120F};
    p.head = {0, 0.335F, 0.160F};
    p.head_radius = 0.048F;
    p.neck_radius = 0.034F;
    p.beak_m = 0.070F;
    p.beak_radius = 0.018F;
    p.flat_beak = true;
    p.hip = {0.045F, 0.100F, -0.020F};
    p.knee = {0.048F, 0.055F, 0.0F};
    p.shank_radius = 0.007F;
    p.foot_half = {0.036F, 0.005F, 0.040F};
    p.shoulder = {0.088F, 0.200F, 0.070F};
    p.inner_m = 0.160F;
    p.outer_m = 0.190F;
    p.chord_m = 0.130F;
    p.tail = {0, 0.180F, -0.150F};
    p.tail_half = {0.045F, 0.010F, 0.050F};
    p.back_color = hex(0x8A7A66);
    p.belly_color = hex(0xB7AB98);
    p.head_color = hex(0x1F6B42);
    p.wing_color = hex(0x7E6E5A);
    p.tip_color = hex(0x2A4E9A);
    p.beak_color = hex(0xE0B330);
    p.leg_color = hex(0xE0802A);
    p.eye_color = hex(0x14100C);
    return p;
}

BirdPlan penguin_plan() {
    BirdPlan p = duck_plan();
    p.mass_kg = 22.0F;
    p.body = {0, 0.420F, 0};
    p.body_half = {0.175F, 0.170F, 0.360F};
    p.upright = 84.0F;
    p.neck_root = {0, 0.700F, 0.030F};
    p.head = {0, 0.880F, 0.050F};
    p.head_radius = 0.090F;
    p.neck_radius = 0.085F;
    p.beak_m = 0.095F;
    p.beak_radius = 0.018F;
    p.flat_beak = false;
    p.hip = {0.085F, 0.140F, -0.010F};
    p.knee = {0.085F, 0.075F, 0.010F};
    p.shank_radius = 0.022F;
    p.foot_half = {0.060F, 0.018F, 0.085F};
    p.shoulder = {0.165F, 0.660F, -0.010F};
    p.inner_m = 0.170F;
    p.outer_m = 0.150F;
    p.chord_m = 0.110F;
    p.tail = {0, 0.110F, -0.110F};
    p.tail_half = {0.050F, 0.020F, 0.060F};
    p.back_color = hex(0x1E2228);
    p.belly_color = hex(0xF0EEE8);
    p.head_color = hex(0x16181C);
    p.wing_color = hex(0x1C2026);
    p.tip_color = hex(0x1C2026);
    p.beak_color = hex(0xE08A2A);
    p.leg_color = hex(0xD9822B);
    p.eye_color = hex(0xE6E0D2);
    p.eye_radius = 0.011F;
    return p;
}

// A mute swan, 1 m tall, whose neck is an S.
BirdPlan swan_plan() {
    BirdPlan p;
    p.mass_kg = 10.0F;
    p.body = {0, 0.330F, 0};
    p.body_half = {0.165F, 0.150F, 0.370F};
    p.upright = 7.0F;
    p.neck_root = {0, 0.420F, 0.270F};
    p.neck_way = {
        Vec3{0, 0.490F, 0.385F},
        Vec3{0, 0.590F, 0.440F},
        Vec3{0, 0.700F, 0.430F},
        Vec3{0, 0.800F, 0.365F},
        Vec3{0, 0.890F, 0.315F},
        Vec3{0, 0.970F, 0.325F},
        Vec3{0, 1.010F, 0.375F}
    };
    p.head = {0, 1.005F, 0.440F};
    p.head_radius = 0.050F;
    p.neck_radius = 0.036F;
    p.beak_m = 0.105F;
    p.beak_radius = 0.024F;
    p.flat_beak = true;
    p.hip = {0.075F, 0.200F, -0.030F};
    p.knee = {0.080F, 0.105F, 0.0F};
    p.shank_radius = 0.013F;
    p.foot_half = {0.062F, 0.008F, 0.070F};
    p.webbed = true;
    p.shoulder = {0.140F, 0.425F, 0.190F};
    p.inner_m = 0.340F;
    p.outer_m = 0.380F;
    p.chord_m = 0.290F;
    p.tail = {0, 0.350F, -0.330F};
    p.tail_half = {0.075F, 0.016F, 0.100F};
    p.back_color = p.belly_color = p.head_color = hex(0xF1EFEA);
    p.wing_color = hex(0xEDEBE5);
    p.tip_color = hex(0xE4E1DA);
    p.beak_color = hex(0xE0701E);
    p.leg_color = hex(0x2C2A2A);
    p.eye_radius = 0.0065F;
    // The base of the beak is black to the eyes, with a knob on it.
    const Material black = plain(hex(0x161516), 0.5F);
    p.pieces = {
        {BirdLink::kHead,
         ellipsoid({0.030F, 0.026F, 0.034F}),
         {p.head + Vec3{0, -0.010F, 0.040F}, {}},
         black},
        {BirdLink::kHead, sphere(0.016F), {p.head + Vec3{0, 0.022F, 0.058F}, {}}, black},
        {BirdLink::kBody,
         round_cone(0.080F, 0.105F, 0.050F),
         along({0, 0.380F, 0.240F}, {0, 0.490F, 0.375F}),
         plumage(p.back_color, 0.04F, p.back_color * 0.75F),
         true},
    };
    return p;
}

// A Canada goose: a black neck with a white strap under the chin.
BirdPlan goose_plan() {
    BirdPlan p = swan_plan();
    p.mass_kg = 4.5F;
    p.body = {0, 0.290F, 0};
    p.body_half = {0.140F, 0.130F, 0.280F};
    p.upright = 10.0F;
    p.neck_root = {0, 0.365F, 0.200F};
    p.neck_way = {Vec3{0, 0.440F, 0.275F}, Vec3{0, 0.540F, 0.290F}, Vec3{0, 0.650F, 0.270F}};
    p.head = {0, 0.715F, 0.305F};
    p.head_radius = 0.048F;
    p.neck_radius = 0.030F;
    p.beak_m = 0.062F;
    p.beak_radius = 0.018F;
    p.hip = {0.065F, 0.190F, -0.020F};
    p.knee = {0.070F, 0.105F, 0.005F};
    p.shank_radius = 0.011F;
    p.foot_half = {0.045F, 0.007F, 0.052F};
    p.shoulder = {0.122F, 0.370F, 0.140F};
    p.inner_m = 0.270F;
    p.outer_m = 0.300F;
    p.chord_m = 0.220F;
    p.tail = {0, 0.300F, -0.250F};
    p.tail_half = {0.060F, 0.014F, 0.075F};
    p.back_color = hex(0x7A6650);
    p.belly_color = hex(0xA8967E);
    p.head_color = hex(0x17161A);
    p.wing_color = hex(0x6A5844);
    p.tip_color = hex(0x2A241E);
    p.beak_color = hex(0x17161A);
    p.leg_color = hex(0x242222);
    p.eye_color = hex(0x3A2A1A);
    p.eye_radius = 0.0055F;
    p.pieces = {
        {BirdLink::kHead,
         ellipsoid({0.0485F, 0.044F, 0.036F}),
         {p.head + Vec3{0, -0.018F, -0.006F}, turn_x(25)},
         plumage(hex(0xEDEAE4), 0.008F, hex(0xD9D5CC))},
        {BirdLink::kTail,
         ellipsoid({0.070F, 0.045F, 0.075F}),
         {{0, 0.262F, -0.235F}, {}},
         plumage(hex(0xEDEAE4), 0.02F, hex(0xD9D5CC))},
        {BirdLink::kBody,
         round_cone(0.055F, 0.085F, 0.056F),
         along({0, 0.345F, 0.170F}, {0, 0.420F, 0.255F}),
         plumage(p.back_color, 0.03F, p.back_color * 0.75F),
         true},
    };
    return p;
}

// A flamingo, 1.35 m: the longest legs and neck for its body, and a beak that is bent down.
BirdPlan flamingo_plan() {
    BirdPlan p;
    p.mass_kg = 2.8F;
    p.body = {0, 0.760F, 0};
    p.body_half = {0.105F, 0.105F, 0.190F};
    p.upright = 14.0F;
    p.neck_root = {0, 0.810F, 0.150F};
    p.neck_way = {
        Vec3{0, 0.840F, 0.245F},
        Vec3{0, 0.920F, 0.305F},
        Vec3{0, 1.010F, 0.300F},
        Vec3{0, 1.110F, 0.245F},
        Vec3{0, 1.210F, 0.205F},
        Vec3{0, 1.290F, 0.225F},
        Vec3{0, 1.320F, 0.275F}
    };
    p.head = {0, 1.315F, 0.325F};
    p.head_radius = 0.044F;
    p.neck_radius = 0.021F;
    p.beak_m = 0.060F;
    p.beak_radius = 0.020F;
    p.hook = 0.012F;
    p.hip = {0.050F, 0.680F, -0.010F};
    p.knee = {0.050F, 0.360F, 0.020F};
    p.shank_radius = 0.009F;
    p.foot_half = {0.040F, 0.008F, 0.042F};
    p.webbed = true;
    p.shoulder = {0.092F, 0.835F, 0.095F};
    p.inner_m = 0.190F;
    p.outer_m = 0.220F;
    p.chord_m = 0.185F;
    p.tail = {0, 0.735F, -0.165F};
    p.tail_half = {0.040F, 0.012F, 0.060F};
    p.back_color = p.belly_color = p.head_color = hex(0xF08A94);
    p.wing_color = hex(0xE86A7C);
    p.tip_color = hex(0xB8304A);
    p.beak_color = hex(0xF2D2C4);
    p.leg_color = hex(0xE07A86);
    p.eye_color = hex(0xF0D040);
    p.eye_radius = 0.0050F;
    // The black end of the beak points to the ground.
    const Vec3 bend = p.head + Vec3{0, -0.020F, 0.088F};
    p.pieces = {
        {BirdLink::kHead,
         round_cone(0.026F, 0.018F, 0.007F),
         along(bend, bend + Vec3{0, -0.058F, 0.012F}),
         plain(hex(0x1C1A1A), 0.4F)},
    };
    return p;
}

}  // namespace

const Thing kSwan{
    .name = "swan",
    .words = {"swan", "mute swan", "cygnet"},
    .category = Category::kAnimal,
    .traits = {.floats = true, .flies = true, .outdoor = true},
    .usual_size = {0.34F, 1.00F, 1.05F},
    .build =
        [](const Entity& entity, Rng) {
            return build_bird(
                sized_by_age(entity),
                is_young(entity) ? hatchling_of(swan_plan(), hex(0xA39E98)) : swan_plan()
            );
        },
};

const Thing kGoose{
    .name = "goose",
    .words = {"goose", "gander", "gosling", "canada goose", "wild goose"},
    .category = Category::kAnimal,
    .traits = {.floats = true, .flies = true, .outdoor = true},
    .usual_size = {0.28F, 0.77F, 0.78F},
    .build =
        [](const Entity& entity, Rng) {
            return build_bird(
                sized_by_age(entity),
                is_young(entity) ? hatchling_of(goose_plan(), hex(0xC9B458)) : goose_plan()
            );
        },
};

const Thing kFlamingo{
    .name = "flamingo",
    .words = {"flamingo", "heron", "stork", "egret", "crane bird"},
    .category = Category::kAnimal,
    .traits = {.flies = true, .outdoor = true},
    .usual_size = {0.22F, 1.35F, 0.65F},
    .build =
        [](const Entity& entity, Rng) {
            BirdPlan plan = flamingo_plan();
            if (entity.called.find("flamingo") == std::string::npos) {
                // The others have a straight beak, and are white with dark wings.
                plan.pieces.clear();
                plan.beak_m = 0.16F;
                plan.beak_radius = 0.014F;
                plan.hook = 0.0F;
                const bool is_gray = entity.called.find("heron") != std::string::npos;
                plan.back_color = plan.wing_color = is_gray ? hex(0x8C98A4) : hex(0xECEAE4);
                plan.belly_color = plan.head_color = hex(0xEDEBE6);
                plan.tip_color = hex(0x26282C);
                plan.beak_color = is_gray ? hex(0xC8A040) : hex(0xD2482A);
                plan.leg_color = is_gray ? hex(0x7A7048) : hex(0xC8482E);
            }
            return build_bird(entity, plan);
        },
};

const Thing kGull{
    .name = "gull",
    .words =
        {
            "gull",
            "seagull",
            "albatross",
            "tern",
            "pelican",
        },
    .category = Category::kAnimal,
    .traits = {.flies = true, .outdoor = true},
    .usual_size = {0.15F, 0.36F, 0.48F},
    .build = [](const Entity& entity, Rng) { return build_bird(entity, gull_plan()); },
};

const Thing kDuck{
    .name = "duck",
    .words = {"duck", "duckling", "mallard", "drake"},
    .category = Category::kAnimal,
    .traits = {.floats = true, .flies = true, .outdoor = true},
    .usual_size = {0.20F, 0.38F, 0.45F},
    .build =
        [](const Entity& entity, Rng) {
            return build_bird(
                sized_by_age(entity),
                is_young(entity) ? hatchling_of(duck_plan(), hex(0xF0CE4A)) : duck_plan()
            );
        },
};

const Thing kPenguin{
    .name = "penguin",
    .words = {"penguin", "puffin", "emperor penguin"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.40F, 0.98F, 0.36F},
    .build = [](const Entity& entity, Rng) { return build_bird(entity, penguin_plan()); },
};

}  // namespace hibari::world
