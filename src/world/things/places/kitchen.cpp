// A fitted kitchen: tiled floor, cupboards with a counter along the back wall, stove, sink, fridge,
// hanging lamps.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

namespace {

constexpr Vec3 kKitchenHalf{3.6F, 1.35F, 3.2F};
constexpr float kBack = -kKitchenHalf.z;

void add_cupboards(Place& place) {
    const Material front = paint(hex(0x3E5C57), 0.45F);
    const Material top = {
        .surface = Surface::kRock,
        .base = hex(0xD9D5CC),
        .accent = hex(0x9C978C),
        .roughness = 0.15F,
        .scale = 0.3F
    };
    const Material knob = metal(kBrass, 0.2F);
    for (int i = 0; i < 8; ++i) {
        const float x = -2.9F + 0.62F * static_cast<float>(i);
        const bool stove = i == 5;
        const Material face = stove ? brushed(hex(0x9CA0A4)) : front;
        add_part(place, box({0.30F, 0.39F, 0.29F}, 0.006F), {x, 0.49F, kBack + 0.30F}, face);
        if (stove) {
            add_part(
                place,
                box({0.23F, 0.20F, 0.006F}, 0.01F),
                {x, 0.45F, kBack + 0.60F},
                window_glass(hex(0x14161A))
            );
            add_part(
                place, cylinder(0.22F, 0.012F), {{x, 0.72F, kBack + 0.63F}, turn_z(90)}, chrome()
            );
            for (int k = 0; k < 4; ++k) {
                add_part(
                    place,
                    cylinder(0.012F, 0.018F, 0.004F),
                    {{x - 0.18F + 0.12F * static_cast<float>(k), 0.82F, kBack + 0.605F}, turn_x(90)
                    },
                    plastic(kBlack)
                );
                add_part(
                    place,
                    cylinder(0.006F, 0.085F),
                    {x + (k % 2 == 0 ? -0.14F : 0.14F), 0.925F, kBack + (k < 2 ? 0.18F : 0.43F)},
                    plain(hex(0x1C1C1E), 0.4F)
                );
            }
        } else {
            add_part(place, box({0.27F, 0.36F, 0.004F}, 0.003F), {x, 0.49F, kBack + 0.593F}, front);
            add_part(place, box({0.05F, 0.006F, 0.012F}, 0.005F), {x, 0.80F, kBack + 0.61F}, knob);
        }
        if (i != 2 && i != 5) {
            add_part(place, box({0.30F, 0.33F, 0.17F}, 0.006F), {x, 1.86F, kBack + 0.18F}, front);
            add_part(place, box({0.27F, 0.30F, 0.004F}, 0.003F), {x, 1.86F, kBack + 0.353F}, front);
            add_part(place, sphere(0.012F), {x + 0.22F, 1.60F, kBack + 0.365F}, knob);
        }
    }
    add_part(
        place, box({2.50F, 0.05F, 0.27F}), {-0.73F, 0.05F, kBack + 0.27F}, plain(hex(0x25282B))
    );
    add_part(place, box({2.53F, 0.018F, 0.315F}, 0.008F), {-0.73F, 0.90F, kBack + 0.31F}, top);
    // Splashback, hood, sink and tap under the window.
    add_part(
        place,
        box({2.5F, 0.31F, 0.006F}),
        {-0.73F, 1.22F, kBack + 0.006F},
        tile(hex(0xECE8DD), 0.11F)
    );
    add_part(place, cone(0.16F, 0.34F, 0.14F), {0.2F, 1.74F, kBack + 0.3F}, brushed(hex(0x9CA0A4)));
    add_part(
        place, box({0.12F, 0.40F, 0.12F}), {0.2F, 2.25F, kBack + 0.2F}, brushed(hex(0x9CA0A4))
    );
    add_part(
        place,
        box({0.24F, 0.004F, 0.19F}, 0.003F),
        {-1.66F, 0.917F, kBack + 0.32F},
        brushed(hex(0x84888C))
    );
    add_part(place, cylinder(0.13F, 0.012F), {-1.66F, 1.04F, kBack + 0.10F}, chrome());
    add_part(place, torus(0.055F, 0.011F), {{-1.66F, 1.17F, kBack + 0.155F}, turn_z(90)}, chrome());
}

}  // namespace

Place make_kitchen() {
    Place place{
        .name = "kitchen",
        .words = {"kitchen", "galley", "bakery", "dining room", "bathroom"},
        .indoor = true,
        .ground = Substance::kCeramic,
        .ground_material = tile(hex(0xC9BFAE), 0.4F),
        .reverb = {.rt60_s = 0.6F, .size_m = 3.5F, .wet = 0.16F},
        .ambience = "room",
        .half_extent = {2.4F, 2.3F, 1.8F},
        .camera_reach_m = 3.0F,
    };
    add_room(
        place,
        {.half = kKitchenHalf,
         .walls = plaster(hex(0xE6DDC9)),
         .ceiling = plaster(hex(0xF0EEE8)),
         .skirting = paint(hex(0xF1EEE6), 0.5F)}
    );
    add_cupboards(place);
    const Material frame = paint(hex(0xF1EEE6), 0.4F);
    add_part(
        place,
        box({0.52F, 0.46F, 0.012F}),
        {-1.66F, 1.72F, kBack + 0.01F},
        glow(hex(0xCFE3F4), 1.4F)
    );
    for (const float x : {-0.53F, 0.0F, 0.53F}) {
        add_part(
            place, box({0.03F, 0.49F, 0.03F}, 0.006F), {-1.66F + x, 1.72F, kBack + 0.03F}, frame
        );
    }
    for (const float y : {-0.48F, 0.48F}) {
        add_part(
            place, box({0.56F, 0.03F, 0.04F}, 0.006F), {-1.66F, 1.72F + y, kBack + 0.03F}, frame
        );
    }
    // Fridge.
    const Material white = paint(hex(0xE3E6E8), 0.25F);
    add_part(place, box({0.36F, 0.92F, 0.33F}, 0.03F), {2.45F, 0.94F, kBack + 0.36F}, white);
    add_part(
        place, box({0.355F, 0.004F, 0.004F}), {2.45F, 1.30F, kBack + 0.69F}, plain(hex(0x55595C))
    );
    for (const float y : {1.10F, 1.52F}) {
        add_part(place, capsule(0.14F, 0.012F), {2.17F, y, kBack + 0.73F}, chrome());
    }
    for (const float x : {-1.2F, 0.0F, 1.2F}) {
        add_part(place, cylinder(0.28F, 0.006F), {x, 2.42F, -0.4F}, plain(kBlack)).collides = false;
        add_part(place, cone(0.09F, 0.17F, 0.04F), {x, 2.08F, -0.4F}, metal(hex(0xB5703C), 0.25F))
            .collides = false;
        add_part(place, sphere(0.05F), {x, 2.0F, -0.4F}, glow(hex(0xFFE6BE), 4.0F)).collides =
            false;
        place.lamps.push_back(bulb({x, 1.92F, -0.4F}, hex(0xFFE6C4), 1.1F));
    }
    place.lamps.push_back(bulb({0, 2.4F, 1.6F}, hex(0xFFF3E2), 2.2F));
    return place;
}

}  // namespace hibari::world
