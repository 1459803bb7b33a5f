// Spoon, fork and knife of steel, 20 cm, lying along Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

Material cutlery_steel() {
    return tinted(metal(kSteel, 0.12F));
}

void add_handle(Assembly& piece) {
    piece.part(box({0.0055F, 0.0018F, 0.055F}, 0.0016F), {0, 0.003F, -0.045F}, cutlery_steel());
    piece.detail(ellipsoid({0.0085F, 0.0018F, 0.020F}), {0, 0.003F, -0.092F}, cutlery_steel());
}

}  // namespace

const Thing kSpoon{
    .name = "spoon",
    .words = {"spoon", "teaspoon", "ladle", "spatula"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true},
    .usual_size = {0.042F, 0.012F, 0.20F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly spoon(entity, Substance::kSteel);
            add_handle(spoon);
            spoon.part(ellipsoid({0.021F, 0.0045F, 0.031F}), {0, 0.0045F, 0.062F}, cutlery_steel());
            spoon.detail(
                ellipsoid({0.017F, 0.0015F, 0.026F}),
                {0, 0.0082F, 0.062F},
                metal(hex(0x8E9296), 0.15F)
            );
            spoon.rod({0, 0.003F, 0.0F}, {0, 0.004F, 0.04F}, 0.003F, cutlery_steel());
            spoon.mass(0.045F);
            spoon.anchor("grip", {0, 0.003F, -0.07F});
            return spoon.finish();
        },
};

const Thing kFork{
    .name = "fork",
    .words = {"fork", "pitchfork"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true},
    .usual_size = {0.026F, 0.010F, 0.20F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly fork(entity, Substance::kSteel);
            add_handle(fork);
            fork.rod({0, 0.003F, 0.0F}, {0, 0.004F, 0.035F}, 0.003F, cutlery_steel());
            fork.part(
                box({0.012F, 0.0016F, 0.012F}, 0.0014F), {0, 0.005F, 0.042F}, cutlery_steel()
            );
            for (int i = 0; i < 4; ++i) {
                const float x = -0.0105F + 0.007F * static_cast<float>(i);
                fork.rod({x, 0.005F, 0.05F}, {x, 0.006F, 0.095F}, 0.0016F, cutlery_steel());
            }
            fork.mass(0.045F);
            fork.anchor("grip", {0, 0.003F, -0.07F});
            return fork.finish();
        },
};

const Thing kTableKnife{
    .name = "knife",
    .words = {"knife", "table knife", "butter knife", "kitchen knife", "chef 's knife"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true},
    .usual_size = {0.026F, 0.010F, 0.22F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly knife(entity, Substance::kSteel);
            knife.part(
                box({0.008F, 0.006F, 0.055F}, 0.005F),
                {0, 0.006F, -0.055F},
                tinted(wood(kWalnut, 0.05F))
            );
            knife.part(
                box({0.012F, 0.0012F, 0.055F}, 0.001F), {0, 0.006F, 0.052F}, metal(kSteel, 0.1F)
            );
            knife.detail(
                ellipsoid({0.012F, 0.0012F, 0.022F}), {0.0F, 0.006F, 0.100F}, metal(kSteel, 0.1F)
            );
            knife.mass(0.09F);
            knife.anchor("grip", {0, 0.006F, -0.055F});
            return knife.finish();
        },
};

}  // namespace hibari::world
