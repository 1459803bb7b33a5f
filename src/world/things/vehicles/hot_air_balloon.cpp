// A hot-air balloon, 18 m high, with a wicker basket; floats because the envelope's air is hot.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kHotAirBalloon{
    .name = "hot_air_balloon",
    .words = {"hot air balloon", "hot-air balloon", "airship", "blimp", "zeppelin", "montgolfier"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .floats = true, .flies = true, .outdoor = true},
    .usual_size = {14.0F, 18.0F, 14.0F},
    .build =
        [](const Entity& entity, Rng) {
            // Of many colours, unless one is asked for.
            const Material envelope = entity.color ? tinted(fabric(*entity.color, 0.6F))
                                                   : Material{
                                                         .surface = Surface::kBeachBall,
                                                         .base = hex(0xD6372C),
                                                         .accent = hex(0xF2C53D),
                                                         .roughness = 0.6F,
                                                         .scale = 1.0F
                                                     };
            const Material wicker =
                with_surface(wood(hex(0xA87442), 0.06F), Surface::kFabric, 0.05F);
            constexpr float kY = 11.0F;
            Assembly balloon(entity, Substance::kFabric);
            const auto skin = [&](const Shape& shape, const At& at) {
                Part& part = balloon.part(shape, at, envelope);
                part.group = 1;
                part.blend = 0.6F;
            };
            skin(sphere(7.0F), {0, kY, 0});
            skin(round_cone(1.9F, 1.3F, 5.2F), {0, 6.3F, 0});
            balloon.detail(cone(0.25F, 1.15F, 1.35F), {0, 3.10F, 0}, fabric(hex(0x2A2C33), 0.05F));
            balloon.part(box({0.65F, 0.50F, 0.65F}, 0.10F), {0, 0.52F, 0}, wicker);
            balloon.detail(
                box({0.69F, 0.05F, 0.69F}, 0.05F), {0, 1.02F, 0}, leather(hex(0x5A3520))
            );
            balloon.detail(
                box({0.67F, 0.05F, 0.67F}, 0.04F), {0, 0.08F, 0}, leather(hex(0x5A3520))
            );
            balloon.detail(box({0.56F, 0.01F, 0.56F}), {0, 1.066F, 0}, plain(hex(0x1C130D)));
            for (const float x : {-1.0F, 1.0F}) {
                for (const float z : {-1.0F, 1.0F}) {
                    balloon.thin_rod(
                        {x * 0.6F, 1.05F, z * 0.6F}, {x * 0.42F, 2.1F, z * 0.42F}, 0.03F, leather()
                    );
                    balloon.thin_rod(
                        {x * 0.42F, 2.1F, z * 0.42F}, {x * 0.85F, 3.0F, z * 0.85F}, 0.012F, metal()
                    );
                }
                balloon.thin_rod(
                    {x * 0.42F, 2.1F, -0.42F}, {x * 0.42F, 2.1F, 0.42F}, 0.02F, metal()
                );
                balloon.thin_rod(
                    {-0.42F, 2.1F, x * 0.42F}, {0.42F, 2.1F, x * 0.42F}, 0.02F, metal()
                );
                balloon.detail(cylinder(0.16F, 0.09F, 0.02F), {x * 0.16F, 2.12F, 0}, metal());
                balloon.detail(round_cone(0.28F, 0.07F, 0.02F), {x * 0.16F, 2.60F, 0}, flame(5.0F));
                balloon.detail(
                    capsule(0.12F, 0.13F), {x * 0.71F, 0.60F, 0.35F}, fabric(hex(0xC9B27C), 0.05F)
                );
            }
            // 1440 m3 of air of 1.2 kg/m3 displaced; basket, crew and hot air together weigh a
            // little less.
            balloon.mass(1700.0F);
            balloon.center_of_mass({0, 7.5F, 0});
            balloon.anchor("seat", {0, 0.15F, 0});
            balloon.anchor("burner", {0, 2.3F, 0});
            return balloon.finish();
        },
};

}  // namespace hibari::world
