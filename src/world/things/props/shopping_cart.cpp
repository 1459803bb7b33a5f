// A supermarket trolley, 0.6 x 1.0 x 0.95 m, 20 kg. Rolls to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kShoppingCart{
    .name = "shopping_cart",
    .words = {"shopping cart", "shopping trolley", "trolley", "grocery cart", "cart", "wagon"},
    .category = Category::kProp,
    .traits = {.rideable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.60F, 1.05F, 1.05F},
    .build =
        [](const Entity& entity, Rng) {
            const Material wire = chrome();
            Assembly cart(entity, Substance::kSteel);
            const auto corner = [](float x, float y, float z) {
                const float narrow = 0.20F + 0.08F * (0.5F - z);
                return Vec3{x * narrow, y, z};
            };
            for (const float x : {-1.0F, 1.0F}) {
                for (const float y : {0.45F, 0.88F}) {
                    cart.rod(corner(x, y, 0.42F), corner(x, y, -0.42F), 0.011F, wire);
                }
                for (int i = 0; i <= 9; ++i) {
                    const float z = -0.42F + 0.84F * static_cast<float>(i) / 9.0F;
                    cart.thin_rod(corner(x, 0.45F, z), corner(x, 0.88F, z), 0.004F, wire);
                }
                cart.rod(corner(x, 0.88F, -0.42F), {x * 0.24F, 1.0F, -0.50F}, 0.012F, wire);
                cart.rod({x * 0.24F, 0.62F, -0.44F}, {x * 0.25F, 0.14F, -0.40F}, 0.013F, wire);
                cart.rod({x * 0.25F, 0.14F, -0.40F}, {x * 0.18F, 0.14F, 0.42F}, 0.013F, wire);
                for (const float z : {-0.40F, 0.40F}) {
                    cart.part(
                        cylinder(0.014F, 0.055F, 0.006F),
                        {{x * 0.21F, 0.055F, z}, turn_z(90)},
                        rubber()
                    );
                    cart.thin_rod({x * 0.21F, 0.06F, z}, {x * 0.21F, 0.14F, z}, 0.010F, wire);
                }
            }
            cart.part(box({0.21F, 0.006F, 0.42F}), {0, 0.45F, 0}, brushed());
            for (const float z : {-0.42F, 0.42F}) {
                cart.part(box({corner(1, 0, z).x, 0.215F, 0.004F}), {0, 0.665F, z}, brushed())
                    .visible = false;
                for (int i = 0; i <= 6; ++i) {
                    const float x = -1.0F + static_cast<float>(i) / 3.0F;
                    cart.thin_rod(corner(x, 0.45F, z), corner(x, 0.88F, z), 0.004F, wire);
                }
                cart.thin_rod(corner(-1, 0.88F, z), corner(1, 0.88F, z), 0.010F, wire);
            }
            for (const float x : {-1.0F, 1.0F}) {
                cart.part(box({0.004F, 0.215F, 0.42F}), {x * 0.24F, 0.665F, 0}, brushed()).visible =
                    false;
            }
            cart.part(
                capsule(0.25F, 0.020F), {{0, 1.0F, -0.50F}, turn_z(90)}, tinted(plastic(kRed))
            );
            cart.mass(20.0F);
            cart.center_of_mass({0, 0.40F, 0});
            cart.rolling_friction(0.002F);
            cart.friction(0.08F);
            cart.anchor("seat", {0, 0.48F, 0});
            return cart.finish();
        },
};

}  // namespace hibari::world
