// A desk globe, 42 cm, turning on its tilted axis.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kGlobe{
    .name = "globe",
    .words =
        {"globe",
         "world globe",
         "desk globe",
         "earth globe",
         "snow globe",
         "disco ball",
         "crystal ball"},
    .category = Category::kProp,
    .traits = {.indoor = true},
    .usual_size = {0.34F, 0.43F, 0.34F},
    .build =
        [](const Entity& entity, Rng) {
            const Material brass = metal(kBrass, 0.2F);
            constexpr Vec3 kCenter{0, 0.24F, 0};
            const Quat tilt = turn_z(-23.4F);
            const Vec3 pole = rotate(tilt, {0, 1, 0});
            Assembly globe(entity, Substance::kPlastic);
            const int stand = globe.link("stand");
            globe.part(cylinder(0.012F, 0.10F, 0.008F), {0, 0.012F, 0}, wood(hex(0x5A3520), 0.06F));
            globe.part(cone(0.025F, 0.03F, 0.012F), {0, 0.045F, 0}, brass);
            constexpr int kPieces = 14;
            const auto arc = [&](int i) {
                const float turn = kPi * (-0.5F - static_cast<float>(i) / kPieces);
                return kCenter + rotate(tilt, Vec3{std::cos(turn), std::sin(turn), 0} * 0.17F);
            };
            for (int i = 0; i < kPieces; ++i) {
                globe.thin_rod(arc(i), arc(i + 1), 0.006F, brass);
            }
            globe.mass(1.2F);
            globe.link("ball", stand, hinge(kCenter, pole, 1, -1, 0.002F));
            globe.part(
                sphere(0.15F),
                {kCenter, tilt},
                tinted(
                    {.surface = Surface::kRock,
                     .base = hex(0x2C6BB0),
                     .accent = hex(0x7E9A52),
                     .roughness = 0.3F,
                     .scale = 0.16F,
                     .bump = 0.01F}
                )
            );
            globe.detail(cylinder(0.168F, 0.005F), {kCenter, tilt}, brass);
            globe.mass(0.6F);
            return globe.finish();
        },
};

}  // namespace hibari::world
