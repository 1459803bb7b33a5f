// A diamond-frame city bike: 0.34 m wheels, 1.05 m wheelbase, steering fork, turning cranks. Rides
// to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

namespace {

constexpr float kWheelRadius = 0.34F;
constexpr float kFrontZ = 0.56F;
constexpr float kRearZ = -0.49F;
constexpr Vec3 kRearHub{0, kWheelRadius, kRearZ};
constexpr Vec3 kFrontHub{0, kWheelRadius, kFrontZ};
constexpr Vec3 kCrank{0, 0.29F, -0.06F};
constexpr Vec3 kSeatTop{0, 0.80F, -0.24F};
constexpr Vec3 kSaddle{0, 0.95F, -0.29F};
constexpr Vec3 kHeadTop{0, 0.88F, 0.32F};
constexpr Vec3 kHeadLow{0, 0.66F, 0.42F};
constexpr float kTubeRadius = 0.017F;

void add_frame(Assembly& bike, const Material& frame) {
    bike.rod(kCrank, kSeatTop, kTubeRadius, frame);
    bike.rod(kSeatTop, {0, 0.82F, 0.345F}, kTubeRadius, frame);
    bike.rod(kCrank, {0, 0.69F, 0.405F}, kTubeRadius * 1.15F, frame);
    bike.rod(kHeadTop, kHeadLow, kTubeRadius * 1.25F, frame);
    for (const float x : {-0.055F, 0.055F}) {
        const Vec3 hub = kRearHub + Vec3{x, 0, 0};
        bike.thin_rod(kCrank + Vec3{x * 0.4F, 0, 0}, hub, 0.009F, frame);
        bike.thin_rod(kSeatTop + Vec3{x * 0.3F, -0.02F, 0}, hub, 0.008F, frame);
    }
    bike.thin_rod(kSeatTop, kSaddle, 0.013F, chrome());
    bike.part(
        ellipsoid({0.075F, 0.03F, 0.13F}), kSaddle + Vec3{0, 0.03F, -0.03F}, leather(hex(0x2A1D16))
    );
    bike.detail(
        ellipsoid({0.03F, 0.022F, 0.11F}), kSaddle + Vec3{0, 0.028F, 0.09F}, leather(hex(0x2A1D16))
    );
    bike.detail(sphere(0.02F), kSaddle + Vec3{0, -0.12F, -0.08F}, glow(hex(0xB01818), 0.4F));
    bike.detail(cylinder(0.03F, 0.022F), {kCrank, turn_z(90)}, metal());
}

void add_wheel(Assembly& bike, Vec3 hub) {
    const Quat side = turn_z(90);
    bike.part(torus(kWheelRadius - 0.02F, 0.02F), {hub, side}, rubber());
    bike.detail(torus(kWheelRadius - 0.038F, 0.009F), {hub, side}, chrome());
    bike.detail(cylinder(0.045F, 0.016F, 0.004F), {hub, side}, metal());
    constexpr int kSpokes = 18;
    for (int i = 0; i < kSpokes; ++i) {
        const float turn = 2.0F * kPi * static_cast<float>(i) / kSpokes;
        const Vec3 rim{
            0, (kWheelRadius - 0.04F) * std::cos(turn), (kWheelRadius - 0.04F) * std::sin(turn)
        };
        const Vec3 flange{i % 2 == 0 ? 0.03F : -0.03F, 0, 0};
        bike.thin_rod(hub + flange, hub + rim, 0.0016F, chrome());
    }
    bike.mass(1.6F);
}

void add_fork(Assembly& bike, const Material& frame) {
    for (const float x : {-0.05F, 0.05F}) {
        bike.rod(kHeadLow + Vec3{x, -0.01F, 0}, kFrontHub + Vec3{x, 0, 0}, 0.012F, frame);
    }
    bike.thin_rod(
        kHeadLow + Vec3{-0.05F, -0.01F, 0}, kHeadLow + Vec3{0.05F, -0.01F, 0}, 0.016F, frame
    );
    const Vec3 stem = kHeadTop + Vec3{0, 0.12F, -0.03F};
    bike.thin_rod(kHeadTop, stem, 0.014F, chrome());
    for (const float side : {-1.0F, 1.0F}) {
        const Vec3 bend = stem + Vec3{side * 0.15F, 0.03F, 0.02F};
        const Vec3 end = stem + Vec3{side * 0.29F, 0.02F, -0.14F};
        bike.thin_rod(stem, bend, 0.012F, chrome());
        bike.rod(bend, end, 0.012F, chrome());
        bike.thin_rod(lerp(bend, end, 0.4F), end, 0.018F, rubber());
        bike.thin_rod(bend + Vec3{0, 0, 0.02F}, end + Vec3{0, 0, 0.07F}, 0.005F, metal());
    }
    bike.detail(sphere(0.035F), stem + Vec3{0, -0.08F, 0.07F}, glow(hex(0xFFF2D0), 0.6F));
    bike.mass(1.4F);
    bike.anchor("grip_left", stem + Vec3{0.27F, 0.02F, -0.11F});
    bike.anchor("grip_right", stem + Vec3{-0.27F, 0.02F, -0.11F});
}

void add_cranks(Assembly& bike) {
    bike.part(cylinder(0.004F, 0.09F), {kCrank + Vec3{-0.04F, 0, 0}, turn_z(90)}, metal(kCharcoal));
    for (const float side : {-1.0F, 1.0F}) {
        const Vec3 root = kCrank + Vec3{side * 0.06F, 0, 0};
        const Vec3 tip = root + Vec3{side * 0.01F, 0, side * 0.17F};
        bike.thin_rod(root, tip, 0.010F, metal());
        bike.part(box({0.045F, 0.011F, 0.04F}, 0.006F), tip + Vec3{side * 0.05F, 0, 0}, rubber());
        bike.anchor(side > 0 ? "pedal_left" : "pedal_right", tip + Vec3{side * 0.05F, 0.012F, 0});
    }
    bike.mass(0.9F);
}

}  // namespace

const Thing kBicycle{
    .name = "bicycle",
    .words = {"bicycle", "bike", "mountain bike", "road bike", "bmx", "pushbike"},
    .category = Category::kGear,
    .traits = {.rideable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.60F, 1.05F, 1.75F},
    .build =
        [](const Entity& entity, Rng) {
            const Material frame = tinted(paint(hex(0xB22A2F), 0.15F));
            Assembly bike(entity, Substance::kSteel);
            const int body = bike.link("frame");
            add_frame(bike, frame);
            bike.mass(7.0F);
            bike.anchor("seat", kSaddle + Vec3{0, 0.06F, -0.03F});
            const Vec3 steering = normalize(kHeadTop - kHeadLow);
            const int fork = bike.link("fork", body, hinge(kHeadTop, steering, -50, 50, 0.4F));
            add_fork(bike, frame);
            bike.link("front_wheel", fork, hinge(kFrontHub, {1, 0, 0}));
            add_wheel(bike, kFrontHub);
            bike.link("rear_wheel", body, hinge(kRearHub, {1, 0, 0}));
            add_wheel(bike, kRearHub);
            bike.link("cranks", body, hinge(kCrank, {1, 0, 0}, 1, -1, 0.05F));
            add_cranks(bike);
            bike.friction(0.8F);
            bike.rolling_friction(0.002F);
            return bike.finish();
        },
};

}  // namespace hibari::world
