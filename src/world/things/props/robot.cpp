// A tin robot, 1.5 m: boxy body with dials, round joints, lamps for eyes; looks to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kRobot{
    .name = "robot",
    .words = {"toy robot", "tin robot", "robot toy"},
    .category = Category::kProp,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.95F, 1.55F, 0.45F},
    .build =
        [](const Entity& entity, Rng) {
            const Material shell = tinted(paint(hex(0x8FA6B2), 0.25F));
            const Material joint = metal(kCharcoal, 0.35F);
            const Material trim = paint(entity.accent.value_or(hex(0xC2442F)), 0.25F);
            Assembly robot(entity, Substance::kSteel);
            robot.part(box({0.25F, 0.27F, 0.17F}, 0.05F), {0, 0.86F, 0}, shell);
            robot.part(box({0.19F, 0.09F, 0.14F}, 0.04F), {0, 0.53F, 0}, joint);
            robot.detail(cylinder(0.04F, 0.07F), {0, 1.16F, 0}, joint);
            robot.part(box({0.18F, 0.145F, 0.15F}, 0.05F), {0, 1.335F, 0}, shell);
            robot.detail(
                box({0.145F, 0.06F, 0.01F}, 0.008F),
                {0, 1.37F, 0.147F},
                plastic(hex(0x15171A), 0.15F)
            );
            for (const float x : {-1.0F, 1.0F}) {
                robot.detail(sphere(0.036F), {x * 0.07F, 1.37F, 0.15F}, glow(hex(0x7FE3FF), 2.2F));
                robot.detail(
                    cylinder(0.025F, 0.05F, 0.01F), {{x * 0.195F, 1.335F, 0}, turn_z(90)}, trim
                );
                robot.part(sphere(0.075F), {x * 0.31F, 1.04F, 0}, joint);
                robot.rod({x * 0.34F, 1.0F, 0}, {x * 0.40F, 0.76F, 0.02F}, 0.052F, shell);
                robot.part(sphere(0.055F), {x * 0.405F, 0.73F, 0.02F}, joint);
                robot.rod({x * 0.41F, 0.70F, 0.03F}, {x * 0.42F, 0.52F, 0.09F}, 0.055F, shell);
                robot.detail(
                    cylinder(0.02F, 0.06F, 0.01F),
                    along({x * 0.42F, 0.49F, 0.10F}, {x * 0.42F, 0.46F, 0.11F}),
                    trim
                );
                for (const float z : {-0.03F, 0.03F}) {
                    robot.thin_rod(
                        {x * 0.42F + z, 0.46F, 0.11F},
                        {x * 0.42F + z * 1.5F, 0.38F, 0.14F},
                        0.016F,
                        joint
                    );
                }
                robot.part(sphere(0.07F), {x * 0.12F, 0.45F, 0}, joint);
                robot.rod({x * 0.125F, 0.42F, 0}, {x * 0.13F, 0.16F, 0}, 0.068F, shell);
                robot.detail(torus(0.07F, 0.015F), {x * 0.13F, 0.28F, 0}, trim);
                robot.part(box({0.095F, 0.055F, 0.15F}, 0.04F), {x * 0.135F, 0.055F, 0.03F}, shell);
                robot.detail(
                    box({0.097F, 0.018F, 0.152F}, 0.01F), {x * 0.135F, 0.018F, 0.03F}, joint
                );
            }
            for (int i = 0; i < 5; ++i) {
                robot.detail(
                    box({0.009F, 0.022F, 0.006F}, 0.003F),
                    {-0.06F + 0.03F * static_cast<float>(i), 1.255F, 0.150F},
                    joint
                );
            }
            robot.detail(
                box({0.17F, 0.13F, 0.01F}, 0.008F), {0, 0.89F, 0.168F}, plastic(hex(0x24282D), 0.3F)
            );
            robot.detail(
                cylinder(0.008F, 0.055F),
                {{-0.075F, 0.92F, 0.178F}, turn_x(90)},
                plain(hex(0xF0EDE2))
            );
            robot.detail(
                box({0.002F, 0.024F, 0.003F}),
                {{-0.068F, 0.935F, 0.188F}, turn_z(-25)},
                plain(hex(0xC2252C))
            );
            constexpr Vec3 kLights[] = {hex(0xFF5040), hex(0xFFC840), hex(0x58E070)};
            for (int i = 0; i < 3; ++i) {
                robot.detail(
                    sphere(0.018F),
                    {0.04F + 0.045F * static_cast<float>(i), 0.95F, 0.178F},
                    glow(kLights[i], 1.5F)
                );
                robot.detail(
                    box({0.05F, 0.008F, 0.004F}, 0.003F),
                    {0.085F, 0.885F - 0.03F * static_cast<float>(i), 0.179F},
                    trim
                );
            }
            robot.thin_rod({0, 1.48F, 0}, {0, 1.60F, 0}, 0.008F, joint);
            robot.detail(sphere(0.025F), {0, 1.61F, 0}, glow(hex(0xFF5040), 1.5F));
            robot.mass(85.0F);
            robot.anchor("grip", {-0.42F, 0.40F, 0.13F});
            return robot.finish();
        },
};

}  // namespace hibari::world
