// Fruit and vegetables that are no ball: carrot, pineapple, strawberry, cherries, corn; and the hot
// dog.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kCarrot{
    .name = "carrot",
    .words = {"carrot", "parsnip"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.30F, 0.06F, 0.06F},
    .build =
        [](const Entity& entity, Rng) {
            const Material skin = tinted(plain(hex(0xE8731C), 0.55F));
            const Material leaf = plain(hex(0x3E8A2E), 0.8F);
            constexpr float kY = 0.022F;
            Assembly carrot(entity, Substance::kFlesh);
            carrot.part(round_cone(0.075F, 0.021F, 0.004F), {{0.02F, kY, 0}, turn_z(-90)}, skin);
            for (int i = 0; i < 5; ++i) {
                const float t = static_cast<float>(i) / 5.0F;
                carrot.detail(
                    torus(lerp(0.0205F, 0.009F, t), 0.0008F),
                    {{-0.04F + 0.026F * static_cast<float>(i), kY, 0}, turn_z(90)},
                    plain(hex(0xB85210), 0.7F)
                );
            }
            for (int i = 0; i < 7; ++i) {
                const float turn = 2.4F * static_cast<float>(i);
                const Vec3 root{-0.070F, kY, 0};
                const Vec3 tip =
                    root + Vec3{-0.10F, 0.026F * std::cos(turn) + 0.006F, 0.034F * std::sin(turn)};
                carrot.detail(
                    round_cone(0.5F * distance(root, tip), 0.003F, 0.009F), along(root, tip), leaf
                );
            }
            carrot.mass(0.09F);
            carrot.anchor("grip", {-0.03F, kY, 0}, turn_z(-90));
            carrot.anchor("head", {0.09F, kY, 0});
            return carrot.finish();
        },
};

const Thing kPineapple{
    .name = "pineapple",
    .words = {"pineapple", "ananas"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.15F, 0.33F, 0.15F},
    .build =
        [](const Entity& entity, Rng) {
            const Material skin = tinted(plain(hex(0xC8901E), 0.6F));
            const Material knob = plain(hex(0x9A6A18), 0.6F);
            const Material leaf = plain(hex(0x3E7A34), 0.6F);
            Assembly fruit(entity, Substance::kFlesh);
            const Vec3 half{0.062F, 0.092F, 0.062F};
            const Vec3 middle{0, 0.088F, 0};
            fruit.part(ellipsoid(half), middle, skin);
            constexpr int kKnobs = 90;
            for (int i = 0; i < kKnobs; ++i) {
                // Along the spirals of a pine cone.
                const float turn = 2.39996F * static_cast<float>(i);
                const float up = 0.92F - 1.84F * (static_cast<float>(i) + 0.5F) / kKnobs;
                const float ring = std::sqrt(1.0F - up * up);
                const Vec3 out{ring * std::cos(turn), up, ring * std::sin(turn)};
                fruit.detail(sphere(0.0085F), middle + out * half * 0.97F, knob);
            }
            for (int i = 0; i < 22; ++i) {
                const float turn = 2.39996F * static_cast<float>(i);
                const float t = static_cast<float>(i) / 21.0F;
                const float lean = lerp(0.10F, 0.95F, 1.0F - t);
                const Vec3 root{0.008F * std::cos(turn), 0.172F, 0.008F * std::sin(turn)};
                const Vec3 tip = root + Vec3{
                                            std::sin(lean) * std::cos(turn),
                                            std::cos(lean),
                                            std::sin(lean) * std::sin(turn)
                                        } * lerp(0.075F, 0.150F, t);
                fruit.detail(
                    round_cone(0.5F * distance(root, tip), 0.0095F, 0.0015F), along(root, tip), leaf
                );
            }
            fruit.mass(1.3F);
            return fruit.finish();
        },
};

const Thing kStrawberry{
    .name = "strawberry",
    .words = {"strawberry", "raspberry"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.038F, 0.048F, 0.038F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly berry(entity, Substance::kFlesh);
            berry.part(
                round_cone(0.010F, 0.0085F, 0.0170F),
                {0, 0.0185F, 0},
                tinted(plain(hex(0xCC1A24), 0.3F))
            );
            for (int i = 0; i < 36; ++i) {
                const float turn = 2.39996F * static_cast<float>(i);
                const float t = (static_cast<float>(i) + 0.5F) / 36.0F;
                const float radius = lerp(0.0085F, 0.0172F, smoothstep(0.0F, 0.8F, t));
                berry.detail(
                    ellipsoid({0.0008F, 0.0013F, 0.0008F}),
                    Vec3{radius * std::cos(turn), 0.008F + 0.024F * t, radius * std::sin(turn)},
                    plain(hex(0xF0D070), 0.5F)
                );
            }
            for (int i = 0; i < 7; ++i) {
                const Vec3 out = rotate(turn_y(51.4F * static_cast<float>(i)), Vec3{0.013F, 0, 0});
                berry.detail(
                    ellipsoid({0.0085F, 0.0014F, 0.0038F}),
                    {Vec3{0, 0.0440F, 0} + out * 0.62F,
                     turn_y(51.4F * static_cast<float>(i)) * turn_z(-14)},
                    plain(hex(0x3E8A2E), 0.6F)
                );
            }
            berry.thin_rod(
                {0, 0.044F, 0}, {0.003F, 0.052F, 0}, 0.0013F, plain(hex(0x5A9A3A), 0.6F)
            );
            berry.mass(0.02F);
            return berry.finish();
        },
};

const Thing kCherries{
    .name = "cherries",
    .words = {"cherry", "cherries"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.065F, 0.075F, 0.026F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly pair(entity, Substance::kFlesh);
            const Vec3 joint{0.004F, 0.072F, 0};
            for (const float x : {-0.018F, 0.018F}) {
                pair.part(sphere(0.0125F), {x, 0.0125F, 0}, tinted(paint(hex(0xA80E24), 0.12F)));
                pair.thin_rod({x, 0.024F, 0}, joint, 0.0010F, plain(hex(0x5A8A34), 0.6F));
            }
            pair.detail(
                ellipsoid({0.016F, 0.0012F, 0.008F}),
                {joint + Vec3{0.013F, 0, 0}, turn_z(-18)},
                plain(hex(0x3E8A2E), 0.6F)
            );
            pair.mass(0.016F);
            return pair.finish();
        },
};

const Thing kHotDog{
    .name = "hot_dog",
    .words = {"hot dog", "hotdog", "sausage", "frankfurter", "bratwurst"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.20F, 0.06F, 0.07F},
    .build =
        [](const Entity& entity, Rng) {
            const Material bun = tinted(plain(hex(0xD9A05A), 0.75F));
            Assembly dog(entity, Substance::kFoam);
            for (const float z : {-0.020F, 0.020F}) {
                dog.part(capsule(0.060F, 0.022F), {{0, 0.023F, z}, turn_z(90)}, bun);
            }
            dog.part(
                capsule(0.078F, 0.0145F), {{0, 0.043F, 0}, turn_z(90)}, plain(hex(0x9A3A1E), 0.3F)
            );
            constexpr int kWaves = 24;
            const auto mustard = [](int i) {
                const float x = -0.072F + 0.144F * static_cast<float>(i) / kWaves;
                return Vec3{x, 0.0572F, 0.006F * std::sin(0.85F * static_cast<float>(i))};
            };
            for (int i = 0; i < kWaves; ++i) {
                dog.thin_rod(mustard(i), mustard(i + 1), 0.0030F, plain(hex(0xEDB81E), 0.3F));
            }
            dog.mass(0.14F);
            return dog.finish();
        },
};

const Thing kCorn{
    .name = "corn",
    .words = {"corn", "corn cob", "ear of corn", "maize", "sweetcorn"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.24F, 0.06F, 0.08F},
    .build =
        [](const Entity& entity, Rng) {
            const Material kernel = tinted(plain(hex(0xF0C030), 0.35F));
            const Material husk = plain(hex(0x7AA84A), 0.7F);
            constexpr float kY = 0.027F;
            Assembly corn(entity, Substance::kFlesh);
            corn.part(round_cone(0.062F, 0.022F, 0.013F), {{0.03F, kY, 0}, turn_z(-90)}, kernel);
            for (int ring = 0; ring < 17; ++ring) {
                const float t = static_cast<float>(ring) / 16.0F;
                const float radius = lerp(0.0225F, 0.0130F, t * t);
                for (int i = 0; i < 14; ++i) {
                    const float turn =
                        2.0F * kPi * (static_cast<float>(i) + 0.5F * static_cast<float>(ring % 2)) /
                        14.0F;
                    corn.detail(
                        ellipsoid({0.0036F, 0.0040F, 0.0040F}),
                        Vec3{
                            -0.036F + 0.0082F * static_cast<float>(ring),
                            kY + radius * std::sin(turn),
                            radius * std::cos(turn)
                        },
                        kernel
                    );
                }
            }
            for (const float turn : {30.0F, 150.0F, 270.0F}) {
                const Vec3 out = rotate(turn_x(turn), Vec3{0, 0, 0.018F});
                corn.detail(
                    ellipsoid({0.070F, 0.005F, 0.020F}),
                    {Vec3{-0.055F, kY, 0} + out, turn_x(turn) * turn_y(12)},
                    husk
                );
            }
            corn.mass(0.25F);
            return corn.finish();
        },
};

}  // namespace hibari::world
