// A free-standing hoop to FIBA's drawings: rim 3.05 m up with 0.225 m inner radius, its centre
// 0.375 m in front of a board of 1.80 x 1.05 m whose lower edge is at 2.90 m. The origin lies
// between the base and the point under the rim.
#include "world/things/build.h"
#include "world/things/softs.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

constexpr float kRimY = 3.05F;
constexpr float kRimZ = 0.70F;
constexpr float kRimInner = 0.225F;
constexpr float kRimTube = 0.009F;
constexpr float kBoardZ = kRimZ - 0.375F - 0.02F;
constexpr float kBoardY = 2.90F + 0.525F;

void add_board(Assembly& hoop) {
    const Material white = {
        .surface = Surface::kPaint, .base = hex(0xE9EDEF), .roughness = 0.08F, .tintable = true
    };
    hoop.part(box({0.90F, 0.525F, 0.02F}, 0.008F), {0, kBoardY, kBoardZ}, white);
    const Material line = paint(hoop.accent_or(hex(0xB3202A)), 0.3F);
    const float front = kBoardZ + 0.021F;
    const float inner_y = kRimY + 0.225F;
    // Outer border.
    hoop.detail(box({0.90F, 0.025F, 0.003F}), {0, kBoardY + 0.50F, front}, line);
    hoop.detail(box({0.90F, 0.025F, 0.003F}), {0, kBoardY - 0.50F, front}, line);
    hoop.detail(box({0.025F, 0.475F, 0.003F}), {-0.875F, kBoardY, front}, line);
    hoop.detail(box({0.025F, 0.475F, 0.003F}), {0.875F, kBoardY, front}, line);
    // The shooter's square, 0.59 x 0.45 m, its lower edge level with the rim.
    hoop.detail(box({0.295F, 0.025F, 0.003F}), {0, inner_y + 0.20F, front}, line);
    hoop.detail(box({0.295F, 0.025F, 0.003F}), {0, inner_y - 0.20F, front}, line);
    hoop.detail(box({0.025F, 0.175F, 0.003F}), {-0.27F, inner_y, front}, line);
    hoop.detail(box({0.025F, 0.175F, 0.003F}), {0.27F, inner_y, front}, line);
    // Padding along the lower edge.
    hoop.part(box({0.91F, 0.03F, 0.035F}, 0.02F), {0, 2.89F, kBoardZ}, rubber(hex(0x23304F)));
}

void add_rim(Assembly& hoop) {
    const Material orange = paint(hex(0xE0531B), 0.35F);
    const float ring = kRimInner + kRimTube;
    hoop.part(torus(ring, kRimTube), {0, kRimY, kRimZ}, orange);
    const float back = kBoardZ + 0.02F;
    hoop.part(box({0.07F, 0.06F, 0.012F}, 0.005F), {0, kRimY - 0.03F, back + 0.012F}, orange);
    hoop.part(box({0.06F, 0.008F, 0.07F}, 0.004F), {0, kRimY - 0.012F, back + 0.07F}, orange);
    hoop.thin_rod(
        {-0.10F, kRimY - 0.01F, kRimZ - 0.21F}, {-0.05F, kRimY - 0.09F, back}, 0.007F, orange
    );
    hoop.thin_rod(
        {0.10F, kRimY - 0.01F, kRimZ - 0.21F}, {0.05F, kRimY - 0.09F, back}, 0.007F, orange
    );
    for (int i = 0; i < 12; ++i) {
        const float turn = 2.0F * kPi * static_cast<float>(i) / 12.0F;
        const Vec3 at{ring * std::cos(turn), kRimY - 0.014F, kRimZ + ring * std::sin(turn)};
        hoop.detail(sphere(0.008F), at, orange);
    }
}

void add_stand(Assembly& hoop) {
    const Material steel = paint(hex(0x2C3138), 0.35F);
    const Material pad = {
        .surface = Surface::kLeather, .base = hex(0x20418A), .roughness = 0.5F, .scale = 0.02F
    };
    hoop.part(box({0.50F, 0.17F, 0.42F}, 0.06F), {0, 0.17F, -0.55F}, steel);
    hoop.part(box({0.46F, 0.13F, 0.03F}, 0.02F), {0, 0.17F, -0.11F}, pad);
    hoop.part(box({0.11F, 1.30F, 0.11F}, 0.02F), {0, 1.55F, -0.55F}, steel);
    hoop.part(box({0.16F, 0.90F, 0.16F}, 0.05F), {0, 1.20F, -0.55F}, pad);
    const Vec3 top{0, 2.80F, -0.55F};
    hoop.rod(top, {0, 3.42F, kBoardZ - 0.06F}, 0.06F, steel);
    hoop.rod({0, 2.40F, -0.50F}, {0, 3.05F, kBoardZ - 0.06F}, 0.035F, steel);
    hoop.part(box({0.35F, 0.04F, 0.03F}, 0.01F), {0, 3.42F, kBoardZ - 0.05F}, steel);
    hoop.part(box({0.35F, 0.04F, 0.03F}, 0.01F), {0, 3.10F, kBoardZ - 0.05F}, steel);
    hoop.part(box({0.03F, 0.20F, 0.03F}, 0.01F), {-0.33F, 3.26F, kBoardZ - 0.05F}, steel);
    hoop.part(box({0.03F, 0.20F, 0.03F}, 0.01F), {0.33F, 3.26F, kBoardZ - 0.05F}, steel);
    hoop.detail(cylinder(0.06F, 0.10F, 0.02F), {{-0.38F, 0.10F, -0.98F}, turn_z(90)}, rubber());
    hoop.detail(cylinder(0.06F, 0.10F, 0.02F), {{0.38F, 0.10F, -0.98F}, turn_z(90)}, rubber());
}

}  // namespace

const Thing kBasketballHoop{
    .name = "basketball_hoop",
    .words =
        {"basketball hoop",
         "hoop",
         "basket",
         "basketball basket",
         "rim",
         "backboard",
         "basketball goal",
         "basketball net",
         "basketball ring"},
    .category = Category::kGear,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {1.80F, 3.95F, 2.0F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly hoop(entity, Substance::kSteel);
            hoop.fix();
            hoop.link("stand");
            add_stand(hoop);
            add_board(hoop);
            add_rim(hoop);
            hoop.anchor("rim", {0, kRimY, kRimZ});
            hoop.anchor("board", {0, kRimY + 0.225F, kBoardZ + 0.02F});
            Soft net = hanging_net(
                {.center = {0, kRimY - 0.014F, kRimZ},
                 .top_radius = kRimInner + kRimTube,
                 .bottom_radius = 0.13F,
                 .depth = 0.42F,
                 .columns = 12,
                 .rows = 6},
                fabric(kWhite)
            );
            net.mass_kg = 0.12F;
            net.strand_radius = 0.004F;
            hoop.soft(std::move(net));
            return hoop.finish();
        },
};

}  // namespace hibari::world
