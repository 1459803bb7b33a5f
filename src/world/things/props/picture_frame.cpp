// A framed landscape and a mirror, 0.7 x 0.9 m, that lean on a stand behind.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

void add_frame_and_stand(Assembly& picture, const Material& frame) {
    const Quat lean = turn_x(-8);
    const auto place = [&](float x, float y) {
        return At{rotate(lean, Vec3{x, y, 0.0F}) + Vec3{0, 0.01F, 0.06F}, lean};
    };
    for (const float x : {-0.325F, 0.325F}) {
        picture.part(box({0.03F, 0.45F, 0.018F}, 0.012F), place(x, 0.45F), frame);
    }
    for (const float y : {0.03F, 0.87F}) {
        picture.part(box({0.33F, 0.03F, 0.018F}, 0.012F), place(0.0F, y), frame);
    }
    picture.rod({0, 0.70F, -0.055F}, {0, 0.02F, -0.26F}, 0.012F, frame);
}

At on_frame(float x, float y, float z) {
    const Quat lean = turn_x(-8);
    return {rotate(lean, Vec3{x, y, z}) + Vec3{0, 0.01F, 0.06F}, lean};
}

}  // namespace

const Thing kPictureFrame{
    .name = "picture_frame",
    .words = {"picture frame", "painting", "picture", "portrait", "canvas", "framed photo"},
    .category = Category::kProp,
    .traits = {.indoor = true},
    .usual_size = {0.7F, 0.92F, 0.35F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly picture(entity, Substance::kWood);
            add_frame_and_stand(picture, tinted(wood(hex(0x8A5A2A), 0.08F)));
            picture.part(box({0.30F, 0.42F, 0.006F}), on_frame(0, 0.45F, 0), plain(hex(0x8FBBD9)));
            picture.detail(
                box({0.30F, 0.15F, 0.001F}), on_frame(0, 0.20F, 0.007F), plain(hex(0x5C8A4A))
            );
            picture.detail(
                ellipsoid({0.20F, 0.11F, 0.001F}),
                on_frame(-0.08F, 0.36F, 0.008F),
                plain(hex(0x47703C))
            );
            picture.detail(
                cylinder(0.001F, 0.05F),
                {on_frame(0.15F, 0.70F, 0.007F).pose.position, turn_x(82)},
                plain(hex(0xF4D35E))
            );
            picture.mass(4.0F);
            return picture.finish();
        },
};

const Thing kMirror{
    .name = "mirror",
    .words = {"mirror", "looking glass", "hand mirror", "full length mirror"},
    .category = Category::kProp,
    .traits = {.indoor = true},
    .usual_size = {0.7F, 0.92F, 0.35F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly picture(entity, Substance::kGlass);
            add_frame_and_stand(picture, tinted(metal(kBrass, 0.3F)));
            picture.part(
                box({0.30F, 0.42F, 0.006F}), on_frame(0, 0.45F, 0), metal(hex(0xE8ECEE), 0.01F)
            );
            picture.mass(7.0F);
            return picture.finish();
        },
};

}  // namespace hibari::world
