// A castle, 24 x 20 m: four round towers, curtain walls with battlements, a gatehouse and a keep.
// Front to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

namespace {

Material masonry() {
    return tinted(
        {.surface = Surface::kBrick,
         .base = hex(0xADA596),
         .accent = hex(0x847C6E),
         .roughness = 0.9F,
         .scale = 0.8F,
         .bump = 0.6F}
    );
}

void add_battlements(Assembly& castle, Vec3 from, Vec3 to, float half_tooth) {
    const float length = distance(from, to);
    const int count = static_cast<int>(length / (half_tooth * 4.0F));
    const Vec3 direction = (to - from) / length;
    const Quat yaw = from_axis_angle({0, 1, 0}, std::atan2(-direction.z, direction.x));
    for (int i = 0; i < count; ++i) {
        const float along_m = (static_cast<float>(i) + 0.5F) * length / static_cast<float>(count);
        castle.detail(
            box({half_tooth, half_tooth, 0.25F}, 0.02F),
            {from + direction * along_m + Vec3{0, half_tooth, 0}, yaw},
            masonry()
        );
    }
}

void add_round_tower(Assembly& castle, Vec3 foot, float radius, float high) {
    castle.part(
        cone(high * 0.5F, radius * 1.08F, radius), foot + Vec3{0, high * 0.5F, 0}, masonry()
    );
    castle.part(cone(0.4F, radius, radius * 1.18F), foot + Vec3{0, high + 0.4F, 0}, masonry());
    castle.part(cylinder(0.35F, radius * 1.18F), foot + Vec3{0, high + 1.1F, 0}, masonry());
    constexpr int kTeeth = 9;
    for (int i = 0; i < kTeeth; ++i) {
        const Quat yaw = turn_y(360.0F * static_cast<float>(i) / kTeeth);
        castle.detail(
            box({0.22F, 0.4F, 0.42F}, 0.02F),
            {foot + rotate(yaw, {radius * 1.08F, high + 1.8F, 0}), yaw},
            masonry()
        );
        if (i % 3 == 0) {
            for (const float y : {0.35F, 0.7F}) {
                castle.detail(
                    box({0.06F, 0.55F, 0.10F}),
                    {foot + rotate(yaw * turn_y(20), {radius * (1.07F - 0.08F * y), high * y, 0}),
                     yaw * turn_y(20)},
                    plain(hex(0x14120F))
                );
            }
        }
    }
    castle.part(
        cone(radius * 1.1F, radius * 1.0F, 0.03F),
        foot + Vec3{0, high + 1.4F + radius * 1.1F, 0},
        roof_tiles(hex(0x3E5A7C))
    );
    const Vec3 tip = foot + Vec3{0, high + 1.4F + radius * 2.2F, 0};
    castle.thin_rod(tip - Vec3{0, 0.2F, 0}, tip + Vec3{0, 1.6F, 0}, 0.05F, wood(kWalnut));
    castle.detail(
        box({0.6F, 0.28F, 0.015F}),
        tip + Vec3{0.62F, 1.25F, 0},
        fabric(castle.accent_or(hex(0xB3242B)), 0.05F)
    );
}

}  // namespace

const Thing kCastle{
    .name = "castle",
    .words = {"castle", "fortress", "palace", "temple", "church", "cathedral", "fort", "citadel"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {26.0F, 20.0F, 22.0F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly castle(entity, Substance::kStone);
            castle.fix();
            constexpr float kX = 10.0F;
            constexpr float kZ = 8.0F;
            constexpr float kWallHigh = 6.0F;
            for (const float side : {-1.0F, 1.0F}) {
                castle.part(
                    box({0.8F, kWallHigh * 0.5F, kZ}), {side * kX, kWallHigh * 0.5F, 0}, masonry()
                );
                add_battlements(
                    castle,
                    {side * (kX + 0.55F), kWallHigh, -kZ},
                    {side * (kX + 0.55F), kWallHigh, kZ},
                    0.4F
                );
                castle.part(
                    box({(kX - 2.6F) * 0.5F, kWallHigh * 0.5F, 0.8F}),
                    {side * (kX + 2.6F) * 0.5F, kWallHigh * 0.5F, kZ},
                    masonry()
                );
                add_battlements(
                    castle,
                    {side * 2.6F, kWallHigh, kZ + 0.55F},
                    {side * kX, kWallHigh, kZ + 0.55F},
                    0.4F
                );
                add_round_tower(castle, {side * kX, 0, kZ}, 2.1F, 8.5F);
                add_round_tower(castle, {side * kX, 0, -kZ}, 2.1F, 8.5F);
                add_round_tower(castle, {side * 2.9F, 0, kZ + 0.4F}, 1.35F, 7.6F);
            }
            castle.part(box({kX, kWallHigh * 0.5F, 0.8F}), {0, kWallHigh * 0.5F, -kZ}, masonry());
            castle.part(box({2.6F, 3.4F, 1.2F}), {0, 3.4F, kZ}, masonry());
            add_battlements(castle, {-2.4F, 6.8F, kZ + 0.9F}, {2.4F, 6.8F, kZ + 0.9F}, 0.35F);
            // Gate, portcullis and bridge.
            castle.detail(
                box({1.3F, 1.4F, 0.1F}), {0, 1.4F, kZ + 1.18F}, plain(hex(0x17130F), 0.9F)
            );
            castle.detail(
                cylinder(0.1F, 1.3F),
                {{0, 2.8F, kZ + 1.18F}, turn_x(90)},
                plain(hex(0x17130F), 0.9F)
            );
            for (int i = -3; i <= 3; ++i) {
                castle.thin_rod(
                    {0.38F * static_cast<float>(i), 0.9F, kZ + 1.3F},
                    {0.38F * static_cast<float>(i), 3.7F, kZ + 1.3F},
                    0.05F,
                    wood(kWalnut)
                );
            }
            for (const float y : {1.5F, 2.2F, 2.9F}) {
                castle.thin_rod(
                    {-1.25F, y, kZ + 1.3F}, {1.25F, y, kZ + 1.3F}, 0.05F, wood(kWalnut)
                );
            }
            castle.part(
                box({1.5F, 0.12F, 1.8F}, 0.03F), {0, 0.12F, kZ + 3.0F}, wood(kWalnut, 0.3F)
            );
            // The keep.
            castle.part(box({4.0F, 6.0F, 3.4F}), {0, 6.0F, -2.5F}, masonry());
            add_battlements(castle, {-4.0F, 12.0F, 0.7F}, {4.0F, 12.0F, 0.7F}, 0.45F);
            add_battlements(castle, {-4.0F, 12.0F, -5.7F}, {4.0F, 12.0F, -5.7F}, 0.45F);
            add_battlements(castle, {3.8F, 12.0F, -5.8F}, {3.8F, 12.0F, 0.8F}, 0.45F);
            add_battlements(castle, {-3.8F, 12.0F, -5.8F}, {-3.8F, 12.0F, 0.8F}, 0.45F);
            for (const float x : {-2.2F, 0.0F, 2.2F}) {
                for (const float y : {7.8F, 10.2F}) {
                    castle.detail(
                        box({0.32F, 0.6F, 0.06F}), {x, y, 0.92F}, glow(hex(0xFFC566), 0.35F)
                    );
                    castle.detail(
                        cylinder(0.06F, 0.32F),
                        {{x, y + 0.6F, 0.92F}, turn_x(90)},
                        glow(hex(0xFFC566), 0.35F)
                    );
                    castle.detail(
                        box({0.45F, 0.08F, 0.14F}, 0.02F),
                        {x, y - 0.66F, 0.95F},
                        rock(hex(0xC2BAAA), 0.3F)
                    );
                }
            }
            add_round_tower(castle, {-3.2F, 0, -5.2F}, 1.5F, 13.5F);
            return castle.finish();
        },
};

}  // namespace hibari::world
