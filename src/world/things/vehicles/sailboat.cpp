// A dinghy with main and jib, 4.8 m, keel and all 250 kg. Sails to +Z; the origin is at the keel's
// foot.
#include "world/things/build.h"
#include "world/things/softs.h"
#include "world/things/thing_list.h"

#include <cmath>
#include <utility>

namespace hibari::world {

namespace {

constexpr float kDeckY = 0.95F;
constexpr Vec3 kMastFoot{0, 0.80F, 0.35F};
constexpr Vec3 kMastTop{0, 6.60F, 0.25F};
constexpr Vec3 kBoomFront{0, 1.62F, 0.28F};
constexpr Vec3 kBoomEnd{0, 1.55F, -2.05F};
constexpr Vec3 kBow{0, 1.02F, 2.42F};

void add_hull(Assembly& boat, const Material& coat) {
    const auto skin = [&](const Shape& shape, const At& at) {
        Part& part = boat.part(shape, at, coat);
        part.group = 1;
        part.blend = 0.12F;
    };
    skin(ellipsoid({0.80F, 0.42F, 2.0F}), {0, 0.80F, -0.45F});
    skin(ellipsoid({0.50F, 0.36F, 1.35F}), {{0, 0.86F, 1.05F}, turn_x(-4)});
    skin(box({0.66F, 0.22F, 0.5F}, 0.16F), {0, 0.78F, -1.75F});
    const Material deck = wood(hex(0xB98550), 0.1F);
    boat.detail(ellipsoid({0.74F, 0.05F, 1.90F}), {0, kDeckY + 0.13F, -0.45F}, deck);
    boat.detail(ellipsoid({0.44F, 0.05F, 1.25F}), {0, kDeckY + 0.15F, 1.08F}, deck);
    boat.detail(
        box({0.42F, 0.03F, 0.75F}, 0.03F), {0, kDeckY + 0.165F, -0.85F}, wood(hex(0x7E5430), 0.1F)
    );
    for (const float x : {-1.0F, 1.0F}) {
        boat.thin_rod(
            {x * 0.76F, kDeckY + 0.14F, -0.6F},
            {x * 0.52F, kDeckY + 0.16F, 1.0F},
            0.03F,
            wood(kWalnut)
        );
        boat.thin_rod(
            {x * 0.52F, kDeckY + 0.16F, 1.0F}, kBow + Vec3{0, 0.06F, 0}, 0.03F, wood(kWalnut)
        );
        boat.thin_rod(
            {x * 0.76F, kDeckY + 0.14F, -0.6F},
            {x * 0.60F, kDeckY + 0.10F, -2.15F},
            0.03F,
            wood(kWalnut)
        );
        boat.thin_rod(
            {x * 0.72F, kDeckY + 0.12F, 0.2F}, kMastTop + Vec3{0, -0.8F, 0}, 0.005F, metal()
        );
    }
    boat.part(box({0.03F, 0.27F, 0.45F}, 0.03F), {0, 0.28F, 0.0F}, paint(hex(0x262A30)));
    boat.part(ellipsoid({0.09F, 0.07F, 0.55F}), {0, 0.07F, 0.0F}, paint(hex(0x262A30)));
    boat.part(box({0.02F, 0.35F, 0.14F}, 0.02F), {0, 0.60F, -2.15F}, paint(hex(0x262A30)));
    boat.thin_rod({0, kDeckY + 0.1F, -2.15F}, {0.1F, kDeckY + 0.28F, -1.3F}, 0.02F, wood(kWalnut));
}

void add_rig(Assembly& boat) {
    const Material spar = metal(hex(0xC9CCD0), 0.3F);
    boat.rod(kMastFoot, kMastTop, 0.04F, spar);
    boat.rod(kBoomFront, kBoomEnd, 0.03F, spar);
    boat.thin_rod(kMastTop + Vec3{0, -0.8F, 0}, kBow, 0.005F, metal());
    boat.thin_rod(kMastTop, {0, kDeckY + 0.1F, -2.25F}, 0.005F, metal());
}

void add_sails(Assembly& boat) {
    const Material canvas = tinted(fabric(hex(0xF3EFE4), 0.03F));
    // Belly of the sails to the lee side.
    const auto belly = [](float u, float v) { return std::sin(kPi * u) * (0.9F - 0.5F * v); };
    Soft main_sail = cloth(
        {.columns = 9,
         .rows = 13,
         .at =
             [&](float u, float v) {
                 const Vec3 luff = lerp(kBoomFront + Vec3{0, 0.06F, 0}, kMastTop, v);
                 const Vec3 leech =
                     lerp(kBoomEnd + Vec3{0, 0.06F, 0.1F}, kMastTop + Vec3{0, 0, -0.12F}, v);
                 return lerp(luff, leech, u) + Vec3{0.22F * belly(u, v), 0, 0};
             },
         .pinned = [](float u, float v) { return u == 0 || v == 0 || v == 1; }},
        canvas
    );
    main_sail.mass_kg = 4.0F;
    boat.soft(std::move(main_sail));
    Soft jib = cloth(
        {.columns = 7,
         .rows = 11,
         .at =
             [&](float u, float v) {
                 const Vec3 head = kMastTop + Vec3{0, -1.0F, 0.08F};
                 const Vec3 luff = lerp(kBow + Vec3{0, 0.12F, -0.08F}, head, v);
                 const Vec3 clew = lerp(Vec3{0.25F, 1.35F, 0.55F}, head + Vec3{0, 0, -0.06F}, v);
                 return lerp(luff, clew, u) + Vec3{0.14F * belly(u, v), 0, 0};
             },
         .pinned = [](float u, float v) { return u == 0 || v == 1 || (u == 1 && v == 0); }},
        canvas
    );
    jib.mass_kg = 2.0F;
    boat.soft(std::move(jib));
}

}  // namespace

const Thing kSailboat{
    .name = "sailboat",
    .words = {"sailboat", "sailing boat", "yacht", "sail boat", "dinghy", "catamaran"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .floats = true, .outdoor = true},
    .usual_size = {1.6F, 6.6F, 4.8F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly boat(entity, Substance::kWood);
            boat.link("hull");
            add_hull(boat, paint(boat.accent_or(hex(0xE9ECEE)), 0.15F));
            add_rig(boat);
            boat.mass(250.0F);
            boat.center_of_mass({0, 0.45F, -0.1F});
            boat.anchor("seat", {0.4F, 1.15F, -1.2F});
            boat.anchor("deck", {0, 1.12F, -0.8F});
            boat.anchor("waterline", {0, 0.70F, 0});
            add_sails(boat);
            return boat.finish();
        },
};

}  // namespace hibari::world
