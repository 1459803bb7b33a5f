// A cafe: a counter with its coffee machine and a blackboard above, shelves of cups and bottles, a
// window front with the street behind it, two small round tables aside, hanging lamps.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

namespace {

constexpr Vec3 kCafeHalf{4.4F, 1.55F, 3.7F};
constexpr float kBack = -kCafeHalf.z;

// Wood up to the window sill, as it is in rooms where chairs are pushed about.
void add_panelling(Place& place) {
    const Material wooden = wood(hex(0x5B3A26), 0.10F);
    add_part(place, box({kCafeHalf.x, 0.46F, 0.015F}), {0, 0.46F, kBack + 0.015F}, wooden);
    add_part(place, box({kCafeHalf.x, 0.02F, 0.03F}), {0, 0.94F, kBack + 0.03F}, wooden);
    for (int i = 0; i < 11; ++i) {
        add_part(
            place,
            box({0.02F, 0.40F, 0.006F}),
            {-4.1F + 0.82F * static_cast<float>(i), 0.50F, kBack + 0.036F},
            wood(hex(0x4A2E1D), 0.10F)
        )
            .collides = false;
    }
}

void add_window_front(Place& place) {
    const float x0 = -2.1F;
    const Material frame = wood(hex(0x3F2819), 0.10F);
    add_part(
        place, box({1.55F, 0.78F, 0.01F}), {x0, 1.76F, kBack + 0.01F}, glow(hex(0xC2D6E4), 1.1F)
    );
    // The houses across the street.
    constexpr Vec3 kFronts[] = {hex(0x8C8580), hex(0xA08B78), hex(0x7C8894), hex(0x99867A)};
    for (int i = 0; i < 6; ++i) {
        const float tall = 0.34F + 0.10F * static_cast<float>((i * 3) % 4);
        const float x = x0 - 1.28F + 0.51F * static_cast<float>(i);
        add_part(
            place,
            box({0.25F, tall, 0.003F}),
            {x, 0.99F + tall, kBack + 0.022F},
            glow(kFronts[i % 4], 0.55F)
        )
            .collides = false;
        add_part(
            place,
            box({0.10F, 0.09F, 0.002F}),
            {x, 1.13F, kBack + 0.027F},
            glow(hex(0xFFD9A0), 0.9F)
        )
            .collides = false;
    }
    for (const float x : {-1.57F, -0.52F, 0.52F, 1.57F}) {
        add_part(
            place, box({0.03F, 0.80F, 0.045F}, 0.006F), {x0 + x, 1.76F, kBack + 0.045F}, frame
        );
    }
    for (const float y : {0.97F, 2.18F, 2.55F}) {
        add_part(place, box({1.60F, 0.03F, 0.05F}, 0.006F), {x0, y, kBack + 0.05F}, frame);
    }
}

void add_counter(Place& place) {
    const float x0 = 2.35F;
    const float front = kBack + 1.25F;
    add_part(place, box({1.65F, 0.52F, 0.03F}), {x0, 0.52F, front}, wood(hex(0x6E4529), 0.10F));
    for (int i = 0; i < 6; ++i) {
        add_part(
            place,
            box({0.22F, 0.38F, 0.006F}, 0.004F),
            {x0 - 1.36F + 0.545F * static_cast<float>(i), 0.54F, front + 0.036F},
            paint(hex(0x2F5149), 0.5F)
        )
            .collides = false;
    }
    const Material stone{
        .surface = Surface::kRock,
        .base = hex(0xE4DFD6),
        .accent = hex(0x9A938A),
        .roughness = 0.15F,
        .scale = 0.3F
    };
    add_part(place, box({1.72F, 0.022F, 0.34F}, 0.01F), {x0, 1.06F, front - 0.22F}, stone);
    // The coffee machine, with its dome of brass, and a glass case of cakes.
    add_part(
        place, box({0.36F, 0.17F, 0.20F}, 0.03F), {x0 + 0.65F, 1.27F, front - 0.26F}, chrome()
    );
    add_part(place, sphere(0.13F), {x0 + 0.65F, 1.47F, front - 0.26F}, metal(kBrass, 0.2F));
    for (const float x : {-0.16F, 0.16F}) {
        add_part(
            place,
            capsule(0.06F, 0.016F),
            {{x0 + 0.65F + x, 1.22F, front - 0.02F}, turn_x(90)},
            plain(kBlack)
        )
            .collides = false;
    }
    add_part(place, box({0.34F, 0.012F, 0.18F}), {x0 - 0.75F, 1.36F, front - 0.22F}, chrome());
    for (int i = 0; i < 3; ++i) {
        add_part(
            place,
            cylinder(0.045F, 0.09F),
            {x0 - 0.97F + 0.22F * static_cast<float>(i), 1.13F, front - 0.22F},
            plain(i % 2 == 0 ? hex(0x7A4A2A) : hex(0xE8B0B8))
        )
            .collides = false;
    }
}

void add_shelves_and_board(Place& place) {
    const float x0 = 2.35F;
    const Material plank = wood(hex(0x6E4529), 0.10F);
    for (const float y : {1.30F, 1.62F}) {
        add_part(place, box({1.5F, 0.018F, 0.11F}), {x0, y, kBack + 0.15F}, plank);
        for (int i = 0; i < 13; ++i) {
            const float x = x0 - 1.38F + 0.23F * static_cast<float>(i);
            const bool bottle = (i + (y > 1.5F ? 1 : 0)) % 3 == 0;
            const float half = bottle ? 0.11F : 0.045F;
            add_part(
                place,
                cylinder(half, bottle ? 0.036F : 0.042F),
                {x, y + 0.018F + half, kBack + 0.15F},
                bottle ? glass(hex(i % 2 == 0 ? 0x6E8A4A : 0xA8662E), 0.4F) : ceramic(hex(0xF1ECE0))
            )
                .collides = false;
        }
    }
    add_part(place, box({1.15F, 0.36F, 0.02F}), {x0, 2.32F, kBack + 0.03F}, plank);
    add_part(place, box({1.08F, 0.30F, 0.006F}), {x0, 2.32F, kBack + 0.055F}, plain(hex(0x23282A)));
    for (int line = 0; line < 5; ++line) {
        for (const float column : {-0.55F, 0.50F}) {
            const float half = 0.34F - 0.05F * static_cast<float>((line * 2) % 3);
            add_part(
                place,
                box({half, 0.012F, 0.002F}),
                {x0 + column - 0.34F + half,
                 2.52F - 0.10F * static_cast<float>(line),
                 kBack + 0.063F},
                plain(hex(0xE9E6DC), 0.9F)
            )
                .collides = false;
        }
    }
}

void add_round_table(Place& place, Vec3 foot) {
    const Material iron = metal(hex(0x2C2E31), 0.45F);
    add_part(place, cylinder(0.016F, 0.36F), foot + Vec3{0, 0.73F, 0}, wood(kWalnut, 0.08F));
    add_part(place, cylinder(0.34F, 0.03F), foot + Vec3{0, 0.37F, 0}, iron);
    add_part(place, cylinder(0.015F, 0.22F), foot + Vec3{0, 0.015F, 0}, iron);
    add_part(place, cylinder(0.05F, 0.04F), foot + Vec3{0.12F, 0.80F, 0.05F}, ceramic(kOffWhite))
        .collides = false;
    place.backdrop.push_back(
        {.kind = "chair", .position = foot + Vec3{-0.62F, 0, 0}, .yaw_rad = 1.57F}
    );
    place.backdrop.push_back(
        {.kind = "chair", .position = foot + Vec3{0.62F, 0, 0}, .yaw_rad = -1.57F}
    );
}

}  // namespace

Place make_cafe() {
    Place place{
        .name = "cafe",
        .words =
            {"cafe",
             "café",
             "coffee shop",
             "coffee house",
             "restaurant",
             "diner",
             "bistro",
             "pub",
             "tavern",
             "tea room"},
        .indoor = true,
        .ground = Substance::kWood,
        .ground_material =
            {.surface = Surface::kParquet,
             .base = hex(0x8A5C36),
             .accent = hex(0x5E3B22),
             .roughness = 0.35F,
             .scale = 0.08F},
        .reverb = {.rt60_s = 0.5F, .size_m = 4.5F, .wet = 0.14F},
        .ambience = "room",
        .half_extent = {2.4F, 2.3F, 1.8F},
        .camera_reach_m = 3.6F,
    };
    add_room(
        place,
        {.half = kCafeHalf,
         .walls = plaster(hex(0xC8A67C)),
         .ceiling = plaster(hex(0xE8DFCD)),
         .skirting = wood(hex(0x4A2E1D), 0.10F)}
    );
    add_panelling(place);
    add_window_front(place);
    add_counter(place);
    add_shelves_and_board(place);
    add_round_table(place, {-3.3F, 0, -2.45F});
    add_round_table(place, {-1.35F, 0, -2.75F});
    for (const float x : {-2.2F, 0.1F, 2.4F}) {
        add_part(place, cylinder(0.30F, 0.006F), {x, 2.78F, -1.9F}, plain(kBlack)).collides = false;
        add_part(place, cone(0.10F, 0.20F, 0.05F), {x, 2.42F, -1.9F}, paint(hex(0x2F5149), 0.4F))
            .collides = false;
        add_part(place, sphere(0.06F), {x, 2.34F, -1.9F}, glow(hex(0xFFDDA6), 4.0F)).collides =
            false;
        place.lamps.push_back(bulb({x, 2.22F, -1.8F}, hex(0xFFD8A0), 1.5F));
    }
    place.lamps.push_back(bulb({0, 2.6F, 1.4F}, hex(0xFFE6C4), 2.4F));
    place.lamps.push_back(bulb({-2.1F, 1.8F, kBack + 0.9F}, hex(0xC2D6E4), 0.9F));
    place.lamps.back().night_only = false;
    return place;
}

}  // namespace hibari::world
