// A felling axe, 80 cm, lying along X with the head at +X and the edge to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kAxe{
    .name = "axe",
    .words = {"axe", "hatchet", "battle axe", "pickaxe", "tomahawk"},
    .category = Category::kProp,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.80F, 0.05F, 0.22F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr float kY = 0.024F;
            const Material steel = metal(hex(0x8A8E93), 0.3F);
            const Material handle = tinted(wood(hex(0xB07A42), 0.06F));
            Assembly axe(entity, Substance::kSteel);
            // A handle that bends once, with a knob at its end.
            axe.part(
                capsule(0.21F, 0.0165F), along({-0.385F, kY, -0.012F}, {0.03F, kY, 0.010F}), handle
            );
            axe.part(
                capsule(0.19F, 0.0155F), along({0.03F, kY, 0.010F}, {0.40F, kY, 0.0F}), handle
            );
            axe.detail(ellipsoid({0.028F, 0.020F, 0.022F}), {-0.385F, kY, -0.014F}, handle);
            const auto iron = [&](const Shape& shape, const At& at) {
                Part& part = axe.part(shape, at, steel);
                part.group = 1;
                part.blend = 0.012F;
            };
            // The poll, the cheeks that grow thinner, and the edge.
            iron(box({0.030F, 0.021F, 0.030F}, 0.008F), {0.345F, kY, -0.018F});
            iron(ellipsoid({0.042F, 0.0165F, 0.070F}), {0.345F, kY, 0.030F});
            iron(ellipsoid({0.072F, 0.0090F, 0.052F}), {0.345F, kY, 0.070F});
            axe.part(
                ellipsoid({0.086F, 0.0045F, 0.046F}),
                {0.345F, kY, 0.086F},
                metal(hex(0xD5D9DD), 0.1F)
            );
            axe.mass(1.9F);
            axe.anchor("grip", {-0.26F, kY, 0}, turn_z(-90));
            axe.anchor("head", {0.345F, kY, 0.10F});
            return axe.finish();
        },
};

}  // namespace hibari::world
