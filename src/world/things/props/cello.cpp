// A cello, 1.5 m with its spike far out, upright with its strings to +Z, and the bow across them,
// which slides along X. "spike" is where it stands.
#include "base/text.h"
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <utility>

namespace hibari::world {

namespace {

constexpr float kSpike = 0.26F;  // further out than what is written here
constexpr float kCelloBowY = 0.42F + kSpike;
constexpr float kCelloBowZ = 0.135F;

void add_cello_body(Assembly& cello, const Material& top, const Material& side) {
    constexpr float kFront = 0.062F;
    // Two bouts and the waist between them.
    for (const auto& [y, radius] : {std::pair{0.36F, 0.215F}, {0.68F, 0.168F}}) {
        cello.part(cylinder(0.055F, radius, 0.012F), {{0, y + kSpike, 0}, turn_x(90)}, side);
        cello.detail(
            ellipsoid({radius - 0.006F, radius - 0.006F, 0.016F}), {0, y + kSpike, 0.052F}, top
        );
    }
    cello.part(box({0.118F, 0.13F, 0.055F}, 0.014F), {0, 0.52F + kSpike, 0}, side);
    cello.detail(box({0.114F, 0.14F, 0.006F}, 0.005F), {0, 0.52F + kSpike, kFront - 0.004F}, top);
    for (const float x : {-0.070F, 0.070F}) {
        cello.detail(capsule(0.060F, 0.005F), {x, 0.50F + kSpike, kFront + 0.006F}, plain(kBlack));
        for (const float end : {-1.0F, 1.0F}) {
            cello.detail(
                sphere(0.0085F),
                {x - end * (x > 0 ? 0.006F : -0.006F),
                 0.50F + kSpike + end * 0.060F,
                 kFront + 0.004F},
                plain(kBlack)
            );
        }
    }
}

void add_cello_neck(Assembly& cello, const Material& side, const Material& ebony) {
    cello.part(box({0.020F, 0.150F, 0.018F}, 0.010F), {0, 0.955F + kSpike, 0.050F}, side);
    cello.detail(
        box({0.024F, 0.260F, 0.006F}, 0.004F), {{0, 0.825F + kSpike, 0.092F}, turn_x(-3)}, ebony
    );
    cello.detail(
        box({0.019F, 0.070F, 0.018F}, 0.010F), {{0, 1.150F + kSpike, 0.046F}, turn_x(-8)}, side
    );
    cello.detail(torus(0.020F, 0.013F), {{0, 1.222F + kSpike, 0.030F}, turn_z(90)}, side);
    for (const float y : {1.115F + kSpike, 1.165F + kSpike}) {
        cello.thin_rod({-0.066F, y, 0.046F}, {0.066F, y + 0.014F, 0.046F}, 0.007F, ebony);
    }
    // Bridge, tailpiece, strings.
    cello.detail(
        box({0.042F, 0.036F, 0.004F}, 0.003F), {0, 0.47F + kSpike, 0.100F}, wood(kMaple, 0.03F)
    );
    cello.detail(
        box({0.026F, 0.105F, 0.008F}, 0.006F), {{0, 0.27F + kSpike, 0.088F}, turn_x(6)}, ebony
    );
    for (int i = 0; i < 4; ++i) {
        const float x = (static_cast<float>(i) - 1.5F) * 0.014F;
        cello.thin_rod(
            {x * 1.5F, 0.505F + kSpike, 0.136F},
            {x * 0.6F, 1.09F + kSpike, 0.082F},
            0.0014F,
            metal()
        );
        cello.thin_rod(
            {x, 0.355F + kSpike, 0.096F}, {x * 1.5F, 0.505F + kSpike, 0.136F}, 0.0014F, metal()
        );
    }
    // The spike on which it stands.
    cello.rod({0, 0.006F, 0.0F}, {0, 0.16F + kSpike, 0}, 0.007F, chrome());
    cello.detail(cylinder(0.016F, 0.016F), {0, 0.150F + kSpike, 0}, ebony);
}

}  // namespace

const Thing kCello{
    .name = "cello",
    .words = {"cello", "violoncello", "double bass", "contrabass", "upright bass"},
    .category = Category::kProp,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.75F, 1.50F, 0.22F},
    .build =
        [](const Entity& entity, Rng) {
            const Material side = wood(hex(0x7A3A18), 0.08F);
            const Material ebony = wood(hex(0x1C1412), 0.04F);
            Entity sized = entity;
            if (has_word(entity.called, "bass")) {
                sized.scale = clamp(1.3F * entity.scale, 0.05F, 20.0F);
            }
            Assembly cello(sized, Substance::kWood);
            const int body = cello.link("body");
            add_cello_body(cello, tinted(wood(hex(0xA8602A), 0.07F)), side);
            add_cello_neck(cello, side, ebony);
            cello.mass(3.2F);
            cello.anchor("spike", {0, 0, 0});
            cello.anchor("grip", {0, 0.95F + kSpike, 0.03F});
            cello.anchor("left_hand", {0.012F, 0.99F + kSpike, 0.05F});
            cello.link("bow", body, slider({0, kCelloBowY, kCelloBowZ}, {1, 0, 0}, -0.24F, 0.24F));
            const auto at = [](float x, float up) {
                return Vec3{x, kCelloBowY, kCelloBowZ + 0.012F + up};
            };
            cello.rod(at(-0.44F, 0.020F), at(0.27F, 0.022F), 0.0052F, wood(hex(0x5A2A12), 0.04F));
            cello.detail(
                box({0.340F, 0.006F, 0.0014F}), at(-0.085F, 0.0F), plain(hex(0xF0ECDE), 0.6F)
            );
            cello.detail(box({0.024F, 0.008F, 0.014F}, 0.004F), at(-0.415F, 0.008F), ebony);
            cello.detail(box({0.007F, 0.006F, 0.014F}, 0.003F), at(0.268F, 0.010F), ebony);
            cello.mass(0.08F);
            cello.anchor("right_hand", at(-0.43F, 0.016F));
            return cello.finish();
        },
};

}  // namespace hibari::world
