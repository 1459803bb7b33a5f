// A slatted wooden crate, 50 cm.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kCrate{
    .name = "crate",
    .words =
        {"crate", "box", "cardboard box", "wooden box", "chest", "parcel", "package", "carton"},
    .category = Category::kProp,
    .traits = {.floats = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.5F, 0.5F, 0.5F},
    .build =
        [](const Entity& entity, Rng) {
            const Material board = tinted(wood(hex(0xB88A50), 0.12F));
            const Material batten = tinted(wood(hex(0x9C7240), 0.12F));
            Assembly crate(entity, Substance::kWood);
            crate.part(box({0.235F, 0.235F, 0.235F}, 0.004F), {0, 0.25F, 0}, board).collides =
                false;
            crate.part(box({0.25F, 0.25F, 0.25F}, 0.006F), {0, 0.25F, 0}, board).visible = false;
            constexpr float kOut = 0.242F;
            for (int face = 0; face < 4; ++face) {
                const Quat yaw = turn_y(90.0F * static_cast<float>(face));
                const auto at = [&](float x, float y) {
                    return rotate(yaw, {x, y - 0.25F, kOut}) + Vec3{0, 0.25F, 0};
                };
                crate.detail(box({0.25F, 0.035F, 0.008F}, 0.003F), {at(0, 0.035F), yaw}, batten);
                crate.detail(box({0.25F, 0.035F, 0.008F}, 0.003F), {at(0, 0.465F), yaw}, batten);
                for (const float x : {-0.215F, 0.215F}) {
                    crate.detail(box({0.035F, 0.18F, 0.008F}, 0.003F), {at(x, 0.25F), yaw}, batten);
                }
                crate.detail(
                    box({0.25F, 0.032F, 0.006F}, 0.003F), {at(0, 0.25F), yaw * turn_z(45)}, batten
                );
                for (const float x : {-0.215F, 0.215F}) {
                    for (const float y : {0.035F, 0.465F}) {
                        crate.detail(
                            sphere(0.006F),
                            at(x, y) + rotate(yaw, {0, 0, 0.008F}),
                            metal(kCharcoal, 0.5F)
                        );
                    }
                }
            }
            for (const float x : {-0.17F, 0.0F, 0.17F}) {
                crate.detail(box({0.075F, 0.007F, 0.25F}, 0.003F), {x, 0.492F, 0}, batten);
            }
            crate.mass(14.0F);
            crate.anchor("top", {0, 0.5F, 0});
            return crate.finish();
        },
};

}  // namespace hibari::world
