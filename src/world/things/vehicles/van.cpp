// A van, 5.2 x 2 x 2.3 m, 2.2 t; drives to +Z. Called an ambulance it carries a red cross, a stripe
// and blue lights.
#include "world/things/build.h"
#include "world/things/thing_list.h"
#include "world/things/vehicles/wheel_family.h"

namespace hibari::world {

namespace {

constexpr float kVanWheel = 0.35F;

void add_van_face(Assembly& van, const Material& pane, const Material& black) {
    van.detail(box({0.82F, 0.36F, 0.02F}, 0.08F), {{0, 1.62F, 2.02F}, turn_x(-34)}, pane);
    van.detail(box({0.52F, 0.09F, 0.02F}, 0.03F), {0, 0.80F, 2.58F}, black);
    van.part(box({0.98F, 0.14F, 0.10F}, 0.06F), {0, 0.50F, 2.52F}, black);
    van.part(box({0.98F, 0.12F, 0.08F}, 0.05F), {0, 0.50F, -2.55F}, black);
    for (const float x : {-1.0F, 1.0F}) {
        van.detail(
            box({0.15F, 0.10F, 0.03F}, 0.03F), {x * 0.76F, 0.86F, 2.55F}, glow(hex(0xFFF4DA), 0.8F)
        );
        van.detail(
            box({0.05F, 0.20F, 0.02F}, 0.02F),
            {x * 0.90F, 1.05F, -2.585F},
            glow(hex(0xB51219), 0.4F)
        );
        van.detail(box({0.02F, 0.26F, 0.40F}, 0.06F), {x * 0.985F, 1.60F, 1.35F}, pane);
        van.detail(box({0.06F, 0.12F, 0.04F}, 0.03F), {x * 1.10F, 1.42F, 1.78F}, black);
        van.detail(box({0.42F, 0.30F, 0.01F}, 0.04F), {x * 0.44F, 1.62F, -2.585F}, pane);
        // Seams of the doors.
        for (const float z : {0.86F, 1.88F, -0.55F}) {
            van.detail(box({0.004F, 0.62F, 0.008F}), {x * 0.992F, 1.12F, z}, plain(kBlack));
        }
        add_arch(van, {x * 0.99F, kVanWheel, 1.62F}, 0.345F, x);
        add_arch(van, {x * 0.99F, kVanWheel, -1.52F}, 0.345F, x);
    }
}

void add_ambulance_marks(Assembly& van) {
    const Material red = paint(kRed, 0.3F);
    for (const float x : {-1.0F, 1.0F}) {
        van.detail(box({0.006F, 0.10F, 2.50F}), {x * 0.99F, 0.98F, 0}, red);
        van.detail(box({0.008F, 0.26F, 0.085F}), {x * 0.99F, 1.62F, -1.15F}, red);
        van.detail(box({0.008F, 0.085F, 0.26F}), {x * 0.99F, 1.62F, -1.15F}, red);
        van.detail(
            box({0.20F, 0.07F, 0.12F}, 0.03F), {x * 0.42F, 2.40F, 0.95F}, glow(hex(0x2A6AFF), 2.2F)
        );
    }
    van.detail(box({0.20F, 0.05F, 0.11F}, 0.02F), {0, 2.39F, 0.95F}, paint(kWhite));
    van.detail(box({0.26F, 0.085F, 0.008F}), {0, 1.12F, -2.592F}, red);
    van.detail(box({0.085F, 0.26F, 0.008F}), {0, 1.12F, -2.592F}, red);
}

}  // namespace

const Thing kVan{
    .name = "van",
    .words = {"van", "minivan", "camper van", "ambulance", "delivery van", "camper"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .surface = true, .outdoor = true},
    .usual_size = {2.0F, 2.35F, 5.2F},
    .build =
        [](const Entity& entity, Rng) {
            const bool is_ambulance = entity.called.find("ambulance") != std::string::npos;
            const Material coat =
                tinted(paint(is_ambulance ? hex(0xF0F0EC) : hex(0x3E7A9A), 0.15F));
            const Material pane = window_glass();
            const Material black = plastic(hex(0x1E2024), 0.5F);
            Assembly van(entity, Substance::kSteel);
            const int body = van.link("body");
            van.part(box({0.98F, 0.42F, 2.58F}, 0.12F), {0, 0.80F, 0}, coat);
            van.part(box({0.96F, 0.66F, 2.08F}, 0.16F), {0, 1.68F, -0.50F}, coat);
            // The slope of the windscreen.
            van.part(box({0.94F, 0.48F, 0.20F}, 0.10F), {{0, 1.54F, 1.78F}, turn_x(-34)}, coat);
            add_van_face(van, pane, black);
            if (is_ambulance) {
                add_ambulance_marks(van);
            }
            van.mass(2100.0F);
            van.center_of_mass({0, 0.75F, 0.1F});
            van.anchor("seat", {0.45F, 0.95F, 1.2F});
            add_wheels(
                van,
                {.radius_m = kVanWheel,
                 .width_m = 0.22F,
                 .mass_kg = 22.0F,
                 .spokes = 6,
                 .rim = metal(hex(0xB4B8BC), 0.35F)},
                body,
                {{0.90F, kVanWheel, 1.62F},
                 {-0.90F, kVanWheel, 1.62F},
                 {0.90F, kVanWheel, -1.52F},
                 {-0.90F, kVanWheel, -1.52F}}
            );
            van.friction(0.8F);
            van.rolling_friction(0.003F);
            van.restitution(0.2F);
            return van.finish();
        },
};

}  // namespace hibari::world
