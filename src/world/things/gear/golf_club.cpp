// An iron, 95 cm, lying along X with the head at +X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kGolfClub{
    .name = "golf_club",
    .words = {"golf club", "golf iron", "putter", "croquet mallet"},
    .category = Category::kGear,
    .traits = {.holdable = true, .outdoor = true},
    .usual_size = {0.97F, 0.09F, 0.06F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr float kY = 0.014F;
            Assembly club(entity, Substance::kSteel);
            club.rod({-0.47F, kY, 0}, {0.44F, kY, 0}, 0.006F, chrome());
            club.thin_rod({-0.47F, kY, 0}, {-0.22F, kY, 0}, 0.0125F, tinted(rubber(hex(0x26282C))));
            club.part(
                box({0.014F, 0.045F, 0.010F}, 0.006F), {{0.455F, 0.045F, 0}, turn_z(-20)}, brushed()
            );
            club.detail(capsule(0.03F, 0.009F), {{0.44F, 0.03F, 0}, turn_z(-20)}, brushed());
            club.mass(0.42F);
            club.anchor("grip", {-0.38F, kY, 0}, turn_z(-90));
            club.anchor("head", {0.455F, 0.05F, 0});
            return club.finish();
        },
};

}  // namespace hibari::world
