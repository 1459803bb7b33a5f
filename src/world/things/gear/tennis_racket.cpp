// A racket, 68.5 cm, 0.3 kg, lying flat along X with the head at +X; strings as thin rods.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kTennisRacket{
    .name = "tennis_racket",
    .words = {"tennis racket", "racket", "racquet", "badminton racket", "tennis racquet"},
    .category = Category::kGear,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.685F, 0.03F, 0.26F},
    .build =
        [](const Entity& entity, Rng) {
            const Material frame = tinted(paint(hex(0xC42127), 0.2F));
            const Material string = plastic(hex(0xEDE8D2));
            constexpr float kY = 0.016F;
            constexpr Vec3 kHead{0.17F, kY, 0};
            constexpr float kLong = 0.165F;
            constexpr float kWide = 0.125F;
            Assembly racket(entity, Substance::kPlastic);
            constexpr int kPieces = 20;
            const auto oval = [&](float turn) {
                return kHead + Vec3{kLong * std::cos(turn), 0, kWide * std::sin(turn)};
            };
            for (int i = 0; i < kPieces; ++i) {
                const float from = 2.0F * kPi * static_cast<float>(i) / kPieces;
                racket.rod(oval(from), oval(from + 2.0F * kPi / kPieces), 0.010F, frame);
            }
            for (int i = -7; i <= 7; ++i) {
                const float s = static_cast<float>(i) / 8.0F;
                const float chord = std::sqrt(1.0F - s * s);
                racket.thin_rod(
                    kHead + Vec3{-kLong * chord, 0, s * kWide},
                    kHead + Vec3{kLong * chord, 0, s * kWide},
                    0.0011F,
                    string
                );
                racket.thin_rod(
                    kHead + Vec3{s * kLong, 0, -kWide * chord},
                    kHead + Vec3{s * kLong, 0, kWide * chord},
                    0.0011F,
                    string
                );
            }
            // The bed that a ball meets.
            racket.part(cylinder(0.002F, 0.12F), kHead, string).visible = false;
            for (const float z : {-1.0F, 1.0F}) {
                racket.rod({-0.11F, kY, z * 0.012F}, {0.03F, kY, z * 0.066F}, 0.009F, frame);
            }
            racket.part(
                box({0.11F, 0.014F, 0.016F}, 0.008F), {-0.225F, kY, 0}, leather(hex(0x1F2023))
            );
            racket.detail(box({0.008F, 0.016F, 0.019F}, 0.006F), {-0.335F, kY, 0}, plastic(kBlack));
            racket.mass(0.30F);
            racket.anchor("grip", {-0.25F, kY, 0}, turn_z(-90));
            racket.anchor("head", kHead);
            return racket.finish();
        },
};

}  // namespace hibari::world
