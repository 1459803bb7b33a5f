// A broom, 1.4 m, lying along X with its bristles at +X; called a mop it has strings instead.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBroom{
    .name = "broom",
    .words = {"broom", "broomstick", "mop", "rake"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {1.42F, 0.08F, 0.36F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr float kY = 0.035F;
            const auto is = [&](std::string_view word) {
                return entity.called.find(word) != std::string::npos;
            };
            const bool is_mop = is("mop");
            const bool is_rake = is("rake");
            Assembly broom(entity, Substance::kWood);
            broom.rod({-0.70F, kY, 0}, {0.46F, kY, 0}, 0.0135F, tinted(wood(hex(0xC08A4A), 0.08F)));
            broom.part(
                box({0.032F, 0.022F, is_mop ? 0.07F : 0.15F}, 0.012F),
                {0.48F, kY, 0},
                is_rake ? metal(kCharcoal, 0.5F) : tinted(paint(kRed, 0.4F))
            );
            constexpr int kTufts = 15;
            for (int i = 0; i < kTufts; ++i) {
                const float t = static_cast<float>(i) / (kTufts - 1) - 0.5F;
                if (is_rake) {
                    if (i % 2 == 0) {
                        const Vec3 root{0.50F, kY, 0.29F * t};
                        broom.thin_rod(
                            root, root + Vec3{0.02F, -0.03F, 0}, 0.005F, metal(kCharcoal, 0.5F)
                        );
                    }
                    continue;
                }
                const float fan = is_mop ? 0.34F : 0.36F;
                for (const float layer : {-0.012F, 0.006F}) {
                    const Vec3 root{0.49F, kY + layer, (is_mop ? 0.12F : 0.28F) * t};
                    const Vec3 tip{is_mop ? 0.70F : 0.68F, kY + 1.4F * layer, fan * t};
                    broom.detail(
                        round_cone(0.5F * distance(root, tip), 0.011F, is_mop ? 0.012F : 0.008F),
                        along(root, tip),
                        is_mop ? fabric(hex(0xE2DED2), 0.008F)
                               : with_surface(plain(hex(0xD9B65A), 0.9F), Surface::kHair, 0.01F)
                    );
                }
            }
            broom.mass(0.8F);
            broom.anchor("grip", {-0.38F, kY, 0}, turn_z(-90));
            broom.anchor("head", {0.66F, kY, 0});
            return broom.finish();
        },
};

}  // namespace hibari::world
