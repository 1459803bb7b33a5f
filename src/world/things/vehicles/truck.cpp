// A box truck, 7 x 2.4 x 3.1 m, 6 t, the same with an open bed for what it carries, and a fire
// engine with its ladder. They drive to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"
#include "world/things/vehicles/wheel_family.h"

namespace hibari::world {

namespace {

constexpr float kTruckWheel = 0.46F;

void add_cab(Assembly& truck, const Material& coat) {
    const Material pane = window_glass();
    const Material black = plastic(hex(0x1E2024), 0.5F);
    truck.part(box({1.08F, 0.52F, 0.80F}, 0.14F), {0, 1.20F, 2.55F}, coat);
    truck.part(box({1.04F, 0.42F, 0.70F}, 0.14F), {0, 2.02F, 2.44F}, coat);
    truck.detail(box({0.90F, 0.30F, 0.02F}, 0.06F), {{0, 2.02F, 3.14F}, turn_x(-3)}, pane);
    for (const float x : {-1.0F, 1.0F}) {
        truck.detail(box({0.05F, 0.27F, 0.34F}, 0.05F), {x, 2.02F, 2.62F}, pane);
        truck.detail(box({0.004F, 0.60F, 0.006F}), {x * 1.082F, 1.40F, 2.12F}, plain(kBlack));
        truck.detail(box({0.004F, 0.60F, 0.006F}), {x * 1.082F, 1.40F, 3.05F}, plain(kBlack));
        truck.detail(box({0.012F, 0.02F, 0.08F}, 0.01F), {x * 1.085F, 1.45F, 2.26F}, chrome());
        truck.thin_rod({x * 1.05F, 2.05F, 3.05F}, {x * 1.28F, 2.05F, 3.12F}, 0.018F, black);
        truck.detail(box({0.09F, 0.19F, 0.05F}, 0.03F), {x * 1.30F, 2.0F, 3.12F}, black);
        truck.detail(
            box({0.16F, 0.08F, 0.02F}, 0.02F), {x * 0.80F, 0.98F, 3.35F}, glow(hex(0xFFF4DA), 0.8F)
        );
        truck.detail(
            box({0.07F, 0.05F, 0.02F}, 0.02F), {x * 0.98F, 1.15F, 3.33F}, glow(hex(0xF08A1E), 0.4F)
        );
        truck.detail(box({0.18F, 0.02F, 0.20F}, 0.01F), {x * 0.98F, 0.55F, 2.28F}, black);
    }
    truck.part(box({1.12F, 0.15F, 0.10F}, 0.06F), {0, 0.66F, 3.32F}, black);
    truck.detail(box({0.62F, 0.19F, 0.02F}, 0.02F), {0, 1.18F, 3.345F}, black);
    for (const float y : {1.06F, 1.14F, 1.22F, 1.30F}) {
        truck.detail(box({0.60F, 0.010F, 0.008F}), {0, y, 3.368F}, chrome());
    }
    truck.detail(box({0.24F, 0.055F, 0.006F}), {0, 0.66F, 3.422F}, paper());
}

void add_box(Assembly& truck) {
    const Material wall =
        with_surface(paint(truck.accent_or(hex(0xE6E6E2)), 0.4F), Surface::kPaint, 1.0F);
    truck.part(box({1.15F, 1.10F, 2.55F}, 0.03F), {0, 1.98F, -0.85F}, wall);
    for (int i = -4; i <= 4; ++i) {
        for (const float x : {-1.152F, 1.152F}) {
            truck.detail(
                box({0.008F, 1.06F, 0.012F}),
                {x, 1.98F, -0.85F + 0.55F * static_cast<float>(i)},
                paint(kLightGray, 0.4F)
            );
        }
    }
    for (const float y : {0.90F, 3.06F}) {
        truck.detail(box({1.16F, 0.03F, 2.56F}, 0.01F), {0, y, -0.85F}, paint(kLightGray, 0.4F));
    }
    truck.detail(box({0.004F, 1.0F, 0.01F}), {0, 1.98F, -3.41F}, plain(kBlack));
    for (const float x : {-0.2F, 0.2F}) {
        truck.thin_rod({x, 1.05F, -3.42F}, {x, 2.95F, -3.42F}, 0.018F, chrome());
    }
}

void add_fire_body(Assembly& truck) {
    const Material red = tinted(paint(hex(0xB81A1E), 0.12F));
    const Material white = paint(hex(0xF0F0EC), 0.2F);
    truck.part(box({1.15F, 0.92F, 2.55F}, 0.05F), {0, 1.72F, -0.85F}, red);
    for (const float side : {1.0F, -1.0F}) {
        const float x = side * 1.152F;
        truck.detail(box({0.006F, 0.11F, 2.55F}), {x, 1.12F, -0.85F}, white);
        truck.detail(box({0.006F, 0.05F, 2.55F}), {x, 0.94F, -0.85F}, paint(hex(0xE8C020), 0.3F));
        // Shutters before the gear.
        for (const float z : {0.75F, -0.75F, -2.25F}) {
            truck.detail(box({0.008F, 0.52F, 0.62F}, 0.02F), {x, 1.86F, z}, brushed(hex(0xC9CCD0)));
            for (int i = 0; i < 9; ++i) {
                truck.detail(
                    box({0.012F, 0.006F, 0.60F}),
                    {x, 1.40F + 0.115F * static_cast<float>(i), z},
                    metal(kGray, 0.4F)
                );
            }
        }
        // The rails of the ladder, which lies on the roof and looks over the cab.
        truck.rod({side * 0.30F, 2.86F, -3.3F}, {side * 0.30F, 3.05F, 3.0F}, 0.045F, chrome());
        truck.rod({side * 0.30F, 2.66F, -3.3F}, {side * 0.30F, 2.83F, 2.6F}, 0.030F, chrome());
        truck.detail(
            box({0.36F, 0.09F, 0.16F}, 0.05F),
            {side * 0.52F, 2.53F, 2.55F},
            glow(hex(0x2A6AFF), 2.6F)
        );
    }
    for (int i = 0; i < 21; ++i) {
        const float t = static_cast<float>(i) / 20.0F;
        truck.thin_rod(
            {-0.30F, lerp(2.86F, 3.05F, t), lerp(-3.25F, 2.95F, t)},
            {0.30F, lerp(2.86F, 3.05F, t), lerp(-3.25F, 2.95F, t)},
            0.022F,
            chrome()
        );
    }
    truck.part(cylinder(0.10F, 0.55F, 0.03F), {0, 2.70F, -2.3F}, metal(kCharcoal, 0.4F));
    // The hose on its reel.
    truck.detail(cylinder(0.20F, 0.34F, 0.04F), {{0, 1.45F, -3.50F}, turn_x(90)}, red);
    for (int ring = 0; ring < 4; ++ring) {
        truck.detail(
            torus(0.15F + 0.055F * static_cast<float>(ring), 0.030F),
            {{0, 1.45F, -3.70F}, turn_x(90)},
            fabric(hex(0xE0D6B8), 0.02F)
        );
    }
}

constexpr float kBed = 1.02F;  // height of the open bed

void add_bed(Assembly& truck) {
    const Material board = wood(hex(0x9A7448), 0.12F);
    truck.part(box({1.15F, 0.06F, 2.45F}, 0.01F), {0, kBed - 0.06F, -0.95F}, board);
    for (const float x : {-1.12F, 1.12F}) {
        truck.part(box({0.03F, 0.24F, 2.45F}, 0.01F), {x, kBed + 0.24F, -0.95F}, board);
        for (const float z : {-3.3F, -1.75F, -0.15F, 1.4F}) {
            truck.detail(
                box({0.02F, 0.27F, 0.05F}, 0.01F), {x * 1.03F, kBed + 0.2F, z}, metal(kCharcoal)
            );
        }
    }
    for (const float z : {-3.37F, 1.47F}) {
        truck.part(box({1.15F, 0.24F, 0.03F}, 0.01F), {0, kBed + 0.24F, z}, board);
    }
}

void add_frame(Assembly& truck) {
    for (const float x : {-0.95F, 0.95F}) {
        truck.detail(
            box({0.12F, 0.07F, 0.02F}, 0.01F), {x, 0.72F, -3.40F}, glow(hex(0xB51219), 0.35F)
        );
        truck.detail(box({0.30F, 0.16F, 0.01F}), {x, 0.40F, -2.78F}, rubber());
    }
    truck.part(box({0.42F, 0.10F, 3.0F}, 0.02F), {0, 0.72F, -0.3F}, metal(kCharcoal, 0.6F));
    truck.part(box({1.10F, 0.05F, 0.04F}, 0.02F), {0, 0.52F, -3.35F}, metal(kCharcoal, 0.6F));
    truck.detail(cylinder(0.42F, 0.25F, 0.05F), {{-0.85F, 0.66F, 0.75F}, turn_x(90)}, brushed());
}

Blueprint build_truck(const Entity& entity, void (*add_body)(Assembly&)) {
    Assembly truck(entity, Substance::kSteel);
    const int body = truck.link("body");
    add_cab(truck, tinted(paint(add_body == add_fire_body ? hex(0xB81A1E) : hex(0x27609C), 0.15F)));
    add_body(truck);
    add_frame(truck);
    truck.mass(5600.0F);
    truck.center_of_mass({0, 1.0F, 0.2F});
    truck.anchor("seat", {0.5F, 1.3F, 2.3F});
    if (add_body == add_bed) {
        truck.anchor("bed", {0, kBed, -0.95F});
    }
    constexpr float kX = 0.98F;
    add_wheels(
        truck,
        {.radius_m = kTruckWheel,
         .width_m = 0.28F,
         .mass_kg = 70.0F,
         .spokes = 8,
         .rim = metal(hex(0xA9ADB2), 0.35F)},
        body,
        {{kX, kTruckWheel, 2.35F},
         {-kX, kTruckWheel, 2.35F},
         {kX, kTruckWheel, -2.15F},
         {-kX, kTruckWheel, -2.15F}}
    );
    truck.friction(0.8F);
    truck.rolling_friction(0.003F);
    truck.restitution(0.2F);
    return truck.finish();
}

}  // namespace

const Thing kTruck{
    .name = "truck",
    .words = {"truck", "lorry", "delivery truck", "semi"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .surface = true, .outdoor = true},
    .usual_size = {2.4F, 3.1F, 6.9F},
    .build = [](const Entity& entity, Rng) { return build_truck(entity, add_box); },
};

const Thing kFlatbedTruck{
    .name = "flatbed_truck",
    .words = {"flatbed truck", "flatbed", "pickup truck", "pickup", "dump truck", "open truck"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .surface = true, .outdoor = true},
    .usual_size = {2.4F, 2.5F, 6.9F},
    .build = [](const Entity& entity, Rng) { return build_truck(entity, add_bed); },
};

const Thing kFireTruck{
    .name = "fire_truck",
    .words = {"fire truck", "fire engine", "firetruck", "ladder truck"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .surface = true, .outdoor = true},
    .usual_size = {2.4F, 3.1F, 7.1F},
    .build = [](const Entity& entity, Rng) { return build_truck(entity, add_fire_body); },
};

}  // namespace hibari::world
