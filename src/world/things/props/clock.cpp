// A twin-bell alarm clock, 16 cm; its face looks to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kClock{
    .name = "clock",
    .words = {"clock", "alarm clock", "stopwatch", "wall clock", "pocket watch", "wristwatch"},
    .category = Category::kProp,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.14F, 0.18F, 0.07F},
    .build =
        [](const Entity& entity, Rng rng) {
            const Material shell = tinted(paint(hex(0xB9322C), 0.15F));
            const Material dark = plain(kBlack, 0.5F);
            constexpr float kY = 0.078F;
            const Quat front = turn_x(90);
            Assembly clock(entity, Substance::kSteel);
            clock.part(cylinder(0.028F, 0.062F, 0.01F), {{0, kY, 0}, front}, shell);
            clock.detail(torus(0.058F, 0.006F), {{0, kY, 0.027F}, front}, chrome());
            clock.detail(
                cylinder(0.001F, 0.054F), {{0, kY, 0.0285F}, front}, plain(hex(0xF3F0E6), 0.5F)
            );
            for (int i = 0; i < 12; ++i) {
                const float turn = 30.0F * static_cast<float>(i);
                const Quat mark = turn_z(turn);
                const float half = i % 3 == 0 ? 0.006F : 0.003F;
                clock.detail(
                    box({0.0014F, half, 0.0005F}),
                    {Vec3{0, kY, 0.0297F} + rotate(mark, {0, 0.047F, 0}), mark},
                    dark
                );
            }
            const float hour = rng.uniform(0.0F, 360.0F);
            const float minute = std::fmod(hour * 12.0F, 360.0F);
            clock.detail(
                box({0.0022F, 0.014F, 0.0006F}, 0.0003F),
                {Vec3{0, kY, 0.0302F} + rotate(turn_z(-hour), {0, 0.012F, 0}), turn_z(-hour)},
                dark
            );
            clock.detail(
                box({0.0015F, 0.021F, 0.0006F}, 0.0003F),
                {Vec3{0, kY, 0.0308F} + rotate(turn_z(-minute), {0, 0.019F, 0}), turn_z(-minute)},
                dark
            );
            clock.detail(sphere(0.003F), {0, kY, 0.031F}, metal(kBrass));
            for (const float x : {-1.0F, 1.0F}) {
                const Quat lean = turn_z(-x * 32.0F);
                const Vec3 bell = Vec3{0, kY, 0} + rotate(lean, {0, 0.078F, 0});
                clock.part(ellipsoid({0.03F, 0.018F, 0.03F}), {bell, lean}, metal(kBrass, 0.15F));
                clock.rod({x * 0.038F, 0.006F, 0.012F}, {x * 0.03F, 0.032F, 0}, 0.006F, chrome());
            }
            clock.thin_rod({0, kY + 0.06F, 0}, {0, kY + 0.092F, 0}, 0.003F, chrome());
            clock.detail(capsule(0.006F, 0.006F), {{0, kY + 0.095F, 0}, turn_z(90)}, chrome());
            clock.mass(0.4F);
            return clock.finish();
        },
};

}  // namespace hibari::world
