// A street deck, 80 x 20 cm with kicked nose and tail, two trucks and four 54 mm wheels. The nose
// points to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <string>

namespace hibari::world {

namespace {

constexpr float kBoardWheelRadius = 0.027F;
constexpr float kTruckZ = 0.215F;
constexpr float kTrackX = 0.085F;
constexpr float kDeckY = 0.098F;

void add_deck(Assembly& board, const Material& side, const Material& grip) {
    constexpr float kTilt = 20.0F;
    board.part(box({0.10F, 0.0055F, 0.28F}, 0.004F), {0, kDeckY, 0}, side);
    board.detail(box({0.098F, 0.001F, 0.28F}), {0, kDeckY + 0.0055F, 0}, grip);
    for (const float end : {-1.0F, 1.0F}) {
        const Quat tilt = turn_x(-end * kTilt);
        const auto at = [&](float out, float up) {
            return Vec3{0, kDeckY, end * 0.275F} + rotate(tilt, {0, up, end * out});
        };
        board.part(box({0.10F, 0.0055F, 0.032F}, 0.004F), {at(0.03F, 0), tilt}, side);
        board.detail(cylinder(0.0055F, 0.10F, 0.003F), {at(0.045F, 0), tilt}, side);
        board.detail(cylinder(0.001F, 0.098F), {at(0.045F, 0.0055F), tilt}, grip);
        board.detail(box({0.098F, 0.001F, 0.032F}), {at(0.03F, 0.0055F), tilt}, grip);
        for (const float x : {-0.02F, 0.02F}) {
            for (const float z : {-0.027F, 0.027F}) {
                const Vec3 bolt{x, kDeckY + 0.0065F, end * kTruckZ + z};
                board.detail(cylinder(0.001F, 0.004F), bolt, metal());
            }
        }
    }
}

void add_trucks(Assembly& board) {
    for (const float z : {-kTruckZ, kTruckZ}) {
        board.detail(box({0.028F, 0.005F, 0.038F}, 0.002F), {0, kDeckY - 0.0105F, z}, metal());
        board.detail(cone(0.018F, 0.012F, 0.024F), {0, kDeckY - 0.03F, z}, metal());
        board.part(
            cylinder(0.062F, 0.011F, 0.003F),
            {{0, kBoardWheelRadius + 0.014F, z}, turn_z(90)},
            brushed()
        );
        board.detail(cylinder(0.105F, 0.004F), {{0, kBoardWheelRadius, z}, turn_z(90)}, metal());
    }
}

}  // namespace

const Thing kSkateboard{
    .name = "skateboard",
    .words = {"skateboard", "skate board", "longboard", "penny board"},
    .category = Category::kGear,
    .traits = {.rideable = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.20F, 0.13F, 0.80F},
    .build =
        [](const Entity& entity, Rng) {
            const Material grip =
                with_surface(plain(hex(0x1C1C1E), 0.95F), Surface::kAsphalt, 0.01F);
            Assembly board(entity, Substance::kWood);
            const int deck = board.link("deck");
            add_deck(board, tinted(wood(hex(0xC2703A), 0.08F)), grip);
            add_trucks(board);
            board.mass(1.9F);
            board.anchor("deck", {0, kDeckY + 0.0065F, 0});
            board.anchor("tail", {0, kDeckY + 0.03F, -0.35F});
            board.anchor("nose", {0, kDeckY + 0.03F, 0.35F});
            int count = 0;
            for (const float z : {-kTruckZ, kTruckZ}) {
                for (const float x : {-kTrackX, kTrackX}) {
                    const Vec3 hub{x, kBoardWheelRadius, z};
                    board.link("wheel_" + std::to_string(++count), deck, hinge(hub, {1, 0, 0}));
                    board.part(
                        cylinder(0.017F, kBoardWheelRadius, 0.008F),
                        {hub, turn_z(90)},
                        plastic(board.accent_or(hex(0xF0EBDD)))
                    );
                    board.detail(cylinder(0.0175F, 0.010F, 0.002F), {hub, turn_z(90)}, metal());
                    board.mass(0.1F);
                }
            }
            board.friction(0.8F);
            board.rolling_friction(0.0003F);
            return board.finish();
        },
};

}  // namespace hibari::world
