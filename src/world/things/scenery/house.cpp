// A two-storey house, 9 x 7 m, with a pitched roof, chimney, porch, windows with frames and
// shutters. Front to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

namespace {

constexpr float kHalfX = 4.5F;
constexpr float kHalfZ = 3.4F;
constexpr float kEaves = 5.2F;
constexpr float kRidge = 7.9F;

void add_window(Assembly& house, Vec3 at, float yaw_deg, const Material& shutter) {
    const Quat yaw = turn_y(yaw_deg);
    const auto put = [&](Vec3 half, Vec3 offset, const Material& material) {
        house.detail(box(half, 0.008F), {at + rotate(yaw, offset), yaw}, material);
    };
    const Material frame = paint(hex(0xF2F0EA), 0.4F);
    put({0.50F, 0.65F, 0.03F}, {0, 0, 0}, window_glass());
    for (const float x : {-0.52F, 0.0F, 0.52F}) {
        put({0.035F, 0.68F, 0.05F}, {x, 0, 0.01F}, frame);
    }
    for (const float y : {-0.66F, 0.05F, 0.66F}) {
        put({0.54F, 0.03F, 0.05F}, {0, y, 0.01F}, frame);
    }
    put({0.64F, 0.04F, 0.11F}, {0, -0.72F, 0.05F}, concrete(hex(0xC9C4B8)));
    for (const float x : {-0.80F, 0.80F}) {
        put({0.22F, 0.68F, 0.03F}, {x, 0, 0.03F}, shutter);
        for (int i = -4; i <= 4; ++i) {
            put({0.18F, 0.02F, 0.012F}, {x, 0.14F * static_cast<float>(i), 0.06F}, shutter);
        }
    }
}

void add_roof(Assembly& house) {
    const Material roof = roof_tiles();
    const float rise = kRidge - kEaves;
    const float run = kHalfZ + 0.45F;
    const float slope = std::sqrt(rise * rise + run * run);
    const float tilt = degrees(std::atan2(rise, run));
    for (const float side : {-1.0F, 1.0F}) {
        const Vec3 middle{0, (kEaves + kRidge) * 0.5F - 0.12F, side * run * 0.5F};
        house.part(
            box({kHalfX + 0.35F, 0.09F, slope * 0.5F + 0.06F}, 0.02F),
            {middle, turn_x(side * tilt)},
            roof
        );
        house.detail(
            cylinder(kHalfX + 0.35F, 0.065F),
            {{0, kEaves - 0.28F, side * (run + 0.06F)}, turn_z(90)},
            metal(hex(0x8A9096), 0.4F)
        );
    }
    house.detail(cylinder(kHalfX + 0.36F, 0.11F), {{0, kRidge - 0.06F, 0}, turn_z(90)}, roof);
    // Gables: two wedges back to back fill the triangle under the roof.
    for (const float side : {-1.0F, 1.0F}) {
        house.part(
            wedge({kHalfX, (rise - 0.25F) * 0.5F, kHalfZ * 0.5F}),
            {{0, kEaves + (rise - 0.25F) * 0.5F - 0.05F, side * kHalfZ * 0.5F},
             turn_y(side > 0 ? 180.0F : 0.0F)},
            tinted(plaster(hex(0xE6DDC8)))
        );
    }
    house.part(box({0.38F, 1.25F, 0.38F}, 0.02F), {2.4F, kRidge - 0.35F, -1.1F}, brick());
    house.detail(box({0.45F, 0.08F, 0.45F}, 0.02F), {2.4F, kRidge + 0.92F, -1.1F}, concrete());
    for (const float x : {2.25F, 2.55F}) {
        house.detail(cylinder(0.18F, 0.10F), {x, kRidge + 1.15F, -1.1F}, plain(kTerracotta, 0.8F));
    }
}

void add_door(Assembly& house) {
    const Material frame = paint(hex(0xF2F0EA), 0.4F);
    const Material door = paint(house.accent_or(hex(0x7A2B24)), 0.3F);
    const float front = kHalfZ + 0.02F;
    house.detail(box({0.62F, 1.14F, 0.05F}, 0.01F), {0, 1.44F, front}, frame);
    house.detail(box({0.50F, 1.05F, 0.06F}, 0.01F), {0, 1.37F, front + 0.01F}, door);
    for (const float y : {0.85F, 1.55F}) {
        for (const float x : {-0.22F, 0.22F}) {
            house.detail(box({0.16F, 0.26F, 0.012F}, 0.01F), {x, y, front + 0.07F}, door);
        }
    }
    house.detail(box({0.36F, 0.11F, 0.02F}), {0, 2.18F, front + 0.06F}, window_glass());
    house.detail(sphere(0.045F), {0.40F, 1.32F, front + 0.10F}, metal(kBrass, 0.15F));
    for (int step = 0; step < 2; ++step) {
        const float high = 0.32F - 0.16F * static_cast<float>(step);
        const float deep = 0.55F + 0.32F * static_cast<float>(step);
        house.part(
            box({1.1F, high * 0.5F, deep * 0.5F}, 0.01F),
            {0, high * 0.5F, kHalfZ + deep * 0.5F},
            concrete()
        );
    }
    house.part(
        box({1.15F, 0.07F, 0.62F}, 0.03F), {{0, 2.92F, kHalfZ + 0.55F}, turn_x(8)}, roof_tiles()
    );
    for (const float x : {-0.98F, 0.98F}) {
        house.part(cylinder(1.25F, 0.075F), {x, 1.57F, kHalfZ + 1.0F}, paint(hex(0xF2F0EA), 0.4F));
    }
    house.detail(
        box({0.06F, 0.12F, 0.06F}, 0.02F), {0.85F, 2.1F, front + 0.1F}, glow(hex(0xFFE0A8), 0.8F)
    );
}

}  // namespace

const Thing kHouse{
    .name = "house",
    .words =
        {"house",
         "home",
         "cottage",
         "cabin",
         "villa",
         "hut",
         "bungalow",
         "farmhouse",
         "mansion",
         "building"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {9.7F, 9.2F, 8.6F},
    .build =
        [](const Entity& entity, Rng rng) {
            constexpr Vec3 kShutters[] = {
                hex(0x2F5D50), hex(0x35517A), hex(0x7A2B24), hex(0x4A4F57)
            };
            const Material shutter = paint(kShutters[rng.index(4)], 0.4F);
            Assembly house(entity, Substance::kStone);
            house.fix();
            house.part(
                box({kHalfX, kEaves * 0.5F, kHalfZ}, 0.02F),
                {0, kEaves * 0.5F, 0},
                tinted(plaster(hex(0xE6DDC8)))
            );
            house.part(
                box({kHalfX + 0.04F, 0.16F, kHalfZ + 0.04F}, 0.02F),
                {0, 0.16F, 0},
                rock(hex(0x8D877C), 0.3F)
            );
            house.detail(
                box({kHalfX + 0.02F, 0.05F, kHalfZ + 0.02F}, 0.01F),
                {0, 2.75F, 0},
                paint(hex(0xF2F0EA), 0.5F)
            );
            for (const float x : {-kHalfX, kHalfX}) {
                for (const float z : {-kHalfZ, kHalfZ}) {
                    house.detail(
                        box({0.11F, kEaves * 0.5F, 0.11F}, 0.01F),
                        {x, kEaves * 0.5F, z},
                        paint(hex(0xF2F0EA), 0.5F)
                    );
                }
            }
            add_roof(house);
            add_door(house);
            for (const float x : {-2.9F, 2.9F}) {
                add_window(house, {x, 1.55F, kHalfZ}, 0, shutter);
                add_window(house, {x, 1.55F, -kHalfZ}, 180, shutter);
            }
            for (const float x : {-2.9F, 0.0F, 2.9F}) {
                add_window(house, {x, 4.0F, kHalfZ}, 0, shutter);
                add_window(house, {x, 4.0F, -kHalfZ}, 180, shutter);
            }
            for (const float y : {1.55F, 4.0F}) {
                for (const float z : {-1.5F, 1.5F}) {
                    add_window(house, {kHalfX, y, z}, 90, shutter);
                    add_window(house, {-kHalfX, y, z}, -90, shutter);
                }
            }
            return house.finish();
        },
};

}  // namespace hibari::world
