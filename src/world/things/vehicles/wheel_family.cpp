// Road wheels: tyre, rim, spokes and hub.
#include "world/things/vehicles/wheel_family.h"

#include <cmath>
#include <string>

namespace hibari::world {

void add_wheel(Assembly& vehicle, const WheelData& wheel, Vec3 hub) {
    const Quat side = turn_z(90);
    const float r = wheel.radius_m;
    const float half = wheel.width_m * 0.5F;
    vehicle.part(cylinder(half, r, half * 0.35F), {hub, side}, rubber(hex(0x1D1E20)));
    const float face = half + 0.002F;
    for (const float out : {-1.0F, 1.0F}) {
        const Vec3 at = hub + Vec3{out * (face - 0.012F), 0, 0};
        vehicle.detail(cylinder(0.014F, r * 0.66F, 0.004F), {at, side}, plain(hex(0x2A2C30), 0.6F));
        vehicle.detail(
            torus(r * 0.645F, r * 0.035F), {hub + Vec3{out * face, 0, 0}, side}, wheel.rim
        );
        vehicle.detail(
            cylinder(0.012F, r * 0.16F, 0.005F), {hub + Vec3{out * face, 0, 0}, side}, wheel.rim
        );
        for (int i = 0; i < wheel.spokes; ++i) {
            const float turn =
                2.0F * kPi * static_cast<float>(i) / static_cast<float>(wheel.spokes);
            const Vec3 tip{0, r * 0.63F * std::cos(turn), r * 0.63F * std::sin(turn)};
            const Vec3 center = hub + Vec3{out * face, 0, 0};
            vehicle.detail(
                round_cone(r * 0.27F, r * 0.065F, r * 0.05F),
                along(center + tip * 0.12F, center + tip),
                wheel.rim
            );
        }
    }
    vehicle.mass(wheel.mass_kg);
}

void add_wheels(
    Assembly& vehicle, const WheelData& wheel, int body, std::initializer_list<Vec3> hubs
) {
    int count = 0;
    for (const Vec3& hub : hubs) {
        vehicle.link("wheel_" + std::to_string(++count), body, hinge(hub, {1, 0, 0}));
        add_wheel(vehicle, wheel, hub);
    }
}

void add_arch(Assembly& vehicle, Vec3 center, float radius, float side) {
    const Material dark = plain(hex(0x0C0C0E), 0.9F);
    const Material lip = plastic(hex(0x26282C), 0.6F);
    vehicle.detail(cylinder(0.10F, radius), {center - Vec3{side * 0.10F, 0, 0}, turn_z(90)}, dark);
    constexpr int kPieces = 9;
    const auto rim = [&](int i) {
        const float turn = kPi * (-0.05F + 1.1F * static_cast<float>(i) / kPieces);
        const Vec3 out{0, radius * std::sin(turn), radius * std::cos(turn)};
        return center + out;
    };
    for (int i = 0; i < kPieces; ++i) {
        vehicle.thin_rod(rim(i), rim(i + 1), 0.022F, lip);
    }
}

}  // namespace hibari::world
