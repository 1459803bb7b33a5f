// Songbirds and their like, and the parrot.
#include "world/things/animals/bird.h"
#include "world/things/thing_list.h"

#include <string>
#include <string_view>

namespace hibari::world {

namespace {

// A songbird, 17 cm long.
BirdPlan songbird_plan() {
    return {
        .mass_kg = 0.045F,
        .body = {0, 0.072F, 0},
        .body_half = {0.032F, 0.034F, 0.050F},
        .upright = 24.0F,
        .neck_root = {0, 0.090F, 0.028F},
        .head = {0, 0.112F, 0.044F},
        .head_radius = 0.0235F,
        .neck_radius = 0.020F,
        .beak_m = 0.016F,
        .beak_radius = 0.0055F,
        .hip = {0.013F, 0.055F, -0.004F},
        .knee = {0.015F, 0.034F, 0.006F},
        .shank_radius = 0.0017F,
        .foot_half = {0.007F, 0.0016F, 0.011F},
        .shoulder = {0.029F, 0.086F, 0.022F},
        .inner_m = 0.055F,
        .outer_m = 0.075F,
        .chord_m = 0.056F,
        .tail = {0, 0.064F, -0.044F},
        .tail_half = {0.020F, 0.003F, 0.038F},
        .back_color = hex(0x6E6258),
        .belly_color = hex(0xC96A38),
        .head_color = hex(0x665A50),
        .wing_color = hex(0x5E534A),
        .tip_color = hex(0x4A413A),
        .beak_color = hex(0x3A342C),
        .eye_radius = 0.0036F,
    };
}

BirdPlan parrot_plan() {
    BirdPlan p = songbird_plan();
    p.mass_kg = 0.45F;
    p.body = {0, 0.150F, 0};
    p.body_half = {0.058F, 0.062F, 0.100F};
    p.upright = 46.0F;
    p.neck_root = {0, 0.205F, 0.050F};
    p.head = {0, 0.248F, 0.070F};
    p.head_radius = 0.044F;
    p.neck_radius = 0.042F;
    p.beak_m = 0.030F;
    p.beak_radius = 0.020F;
    p.hook = 0.022F;
    p.hip = {0.026F, 0.105F, -0.005F};
    p.knee = {0.028F, 0.060F, 0.008F};
    p.shank_radius = 0.0055F;
    p.foot_half = {0.014F, 0.004F, 0.018F};
    p.shoulder = {0.052F, 0.195F, 0.035F};
    p.inner_m = 0.125F;
    p.outer_m = 0.165F;
    p.chord_m = 0.115F;
    p.tail = {0, 0.110F, -0.085F};
    p.tail_half = {0.030F, 0.005F, 0.125F};
    p.back_color = hex(0xC2241E);
    p.belly_color = hex(0xC92B22);
    p.head_color = hex(0xC9281F);
    p.wing_color = hex(0x2A5FC0);
    p.tip_color = hex(0xE3B51E);
    p.beak_color = hex(0x2A2724);
    p.leg_color = hex(0x4A4540);
    p.eye_color = hex(0xF0EBDD);
    p.eye_radius = 0.0058F;
    return p;
}

}  // namespace

const Thing kBird{
    .name = "bird",
    .words =
        {"bird",
         "songbird",
         "sparrow",
         "robin",
         "swallow",
         "finch",
         "skylark",
         "lark",
         "bluebird",
         "canary",
         "starling",
         "hummingbird",
         "nightingale",
         "crow",
         "raven",
         "blackbird",
         "pigeon",
         "dove"},
    .category = Category::kAnimal,
    .traits = {.flies = true, .indoor = true, .outdoor = true},
    .usual_size = {0.07F, 0.14F, 0.17F},
    .build =
        [](const Entity& entity, Rng rng) {
            BirdPlan plan = songbird_plan();
            Entity sized = entity;
            const auto is = [&](std::string_view word) {
                return entity.called.find(word) != std::string::npos;
            };
            if (is("crow") || is("raven") || is("blackbird")) {
                sized.scale = clamp(entity.scale * (is("blackbird") ? 1.3F : 2.4F), 0.05F, 20.0F);
                plan.back_color = plan.head_color = plan.belly_color = hex(0x17171B);
                plan.wing_color = plan.tip_color = hex(0x121216);
                plan.beak_color = is("blackbird") ? hex(0xE0A020) : hex(0x141416);
            } else if (is("pigeon") || is("dove")) {
                sized.scale = clamp(entity.scale * 1.8F, 0.05F, 20.0F);
                const Vec3 gray = is("dove") ? hex(0xE8E4DE) : hex(0x7C838C);
                plan.back_color = plan.belly_color = plan.wing_color = gray;
                plan.head_color = is("dove") ? gray : hex(0x55606E);
                plan.tip_color = gray * 0.6F;
            } else if (is("canary")) {
                plan.back_color = plan.belly_color = plan.head_color = hex(0xE8C02A);
                plan.wing_color = hex(0xD9B028);
            } else if (is("bluebird") || rng.split("coat").chance(0.3)) {
                plan.back_color = plan.head_color = hex(0x3A6AAE);
                plan.wing_color = hex(0x335F9E);
            }
            return build_bird(sized, plan);
        },
};

const Thing kParrot{
    .name = "parrot",
    .words = {"parrot", "macaw", "cockatoo", "parakeet", "budgie", "toucan"},
    .category = Category::kAnimal,
    .traits = {.flies = true, .indoor = true, .outdoor = true},
    .usual_size = {0.13F, 0.30F, 0.36F},
    .build = [](const Entity& entity, Rng) { return build_bird(entity, parrot_plan()); },
};

}  // namespace hibari::world
