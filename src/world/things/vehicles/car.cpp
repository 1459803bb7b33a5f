// A small family car, 4.2 x 1.8 x 1.47 m, 1200 kg; called a police car it is black and white with a
// light bar, called a taxi it carries its sign. Drives to +Z.
#include "base/text.h"
#include "world/things/build.h"
#include "world/things/thing_list.h"
#include "world/things/vehicles/wheel_family.h"

#include <string>
#include <string_view>

namespace hibari::world {

namespace {

constexpr float kHalfWidth = 0.88F;
constexpr float kWheelRadius = 0.32F;
constexpr float kFrontAxle = 1.28F;
constexpr float kRearAxle = -1.28F;

void add_body(Assembly& car, const Material& coat) {
    // Lower hull, bonnet and boot melt into one skin.
    const auto skin = [&](const Shape& shape, const At& at) {
        Part& part = car.part(shape, at, coat);
        part.group = 1;
        part.blend = 0.06F;
    };
    skin(box({kHalfWidth, 0.24F, 2.02F}, 0.10F), {0, 0.52F, 0});
    skin(box({0.87F, 0.17F, 1.50F}, 0.08F), {0, 0.76F, -0.42F});
    skin(box({0.80F, 0.13F, 0.62F}, 0.11F), {{0, 0.755F, 1.32F}, turn_x(6)});
    car.part(box({0.84F, 0.07F, 1.90F}, 0.05F), {0, 0.27F, 0}, plastic(hex(0x202226), 0.7F));
}

void add_cabin(Assembly& car, const Material& coat) {
    const Material pane = window_glass();
    // The greenhouse: glass all round under a painted roof, pillars on the edges.
    car.part(box({0.68F, 0.22F, 0.78F}, 0.08F), {0, 1.13F, -0.35F}, pane);
    car.part(wedge({0.67F, 0.215F, 0.33F}), {{0, 1.115F, 0.70F}, turn_y(180)}, pane);
    car.part(wedge({0.67F, 0.215F, 0.20F}), {0, 1.115F, -1.28F}, pane);
    car.part(box({0.66F, 0.035F, 0.86F}, 0.034F), {0, 1.355F, -0.36F}, coat);
    for (const float x : {-0.665F, 0.665F}) {
        car.thin_rod({x, 0.92F, 1.02F}, {x * 0.98F, 1.34F, 0.40F}, 0.035F, coat);
        car.thin_rod({x, 0.92F, -1.47F}, {x * 0.98F, 1.34F, -1.12F}, 0.045F, coat);
        car.detail(box({0.02F, 0.22F, 0.045F}, 0.01F), {x * 1.02F, 1.13F, -0.22F}, coat);
        car.detail(box({0.02F, 0.22F, 0.03F}, 0.01F), {x * 1.02F, 1.13F, -1.05F}, coat);
        car.thin_rod(
            {x * 1.02F, 0.93F, 1.0F}, {x * 1.02F, 0.93F, -1.45F}, 0.018F, metal(kCharcoal, 0.3F)
        );
    }
}

void add_sides(Assembly& car, const Material& coat) {
    const Material gap = plain(hex(0x121316), 0.8F);
    for (const float side : {-1.0F, 1.0F}) {
        const float x = side * (kHalfWidth + 0.002F);
        for (const float z : {0.83F, -0.24F, -1.0F}) {
            car.detail(box({0.006F, 0.23F, 0.005F}), {x, 0.63F, z}, gap);
        }
        car.detail(box({0.003F, 0.005F, 0.92F}), {x, 0.38F, -0.09F}, gap);
        for (const float z : {-0.05F, -0.83F}) {
            car.detail(box({0.012F, 0.014F, 0.075F}, 0.01F), {x, 0.73F, z}, coat);
        }
        car.detail(
            box({0.012F, 0.035F, 1.0F}, 0.01F), {x, 0.50F, -0.05F}, plastic(hex(0x26282C), 0.6F)
        );
        car.detail(box({0.09F, 0.06F, 0.05F}, 0.04F), {side * 0.96F, 0.98F, 0.72F}, coat);
        car.detail(
            box({0.075F, 0.045F, 0.006F}, 0.005F),
            {side * 0.965F, 0.98F, 0.668F},
            window_glass(hex(0x8FA0AA))
        );
        for (const float z : {kFrontAxle, kRearAxle}) {
            add_arch(car, {x, kWheelRadius + 0.05F, z}, 0.355F, side);
        }
    }
}

void add_ends(Assembly& car) {
    const Material black = plastic(hex(0x1E2024), 0.5F);
    car.detail(box({0.82F, 0.09F, 0.06F}, 0.05F), {0, 0.40F, 2.00F}, black);
    car.detail(box({0.82F, 0.10F, 0.06F}, 0.05F), {0, 0.42F, -2.00F}, black);
    car.detail(box({0.42F, 0.055F, 0.02F}, 0.015F), {0, 0.60F, 2.02F}, black);
    for (const float y : {0.575F, 0.60F, 0.625F}) {
        car.detail(box({0.40F, 0.004F, 0.006F}), {0, y, 2.042F}, chrome());
    }
    car.detail(cylinder(0.008F, 0.05F, 0.004F), {{0, 0.60F, 2.045F}, turn_x(90)}, chrome());
    car.detail(box({0.24F, 0.055F, 0.006F}), {0, 0.42F, 2.065F}, paper(hex(0xEDEDE8)));
    car.detail(box({0.24F, 0.055F, 0.006F}), {0, 0.60F, -2.03F}, paper(hex(0xEDEDE8)));
    for (const float x : {-0.64F, 0.64F}) {
        car.detail(ellipsoid({0.17F, 0.075F, 0.06F}), {x, 0.64F, 1.97F}, chrome());
        car.detail(
            ellipsoid({0.14F, 0.058F, 0.06F}), {x, 0.64F, 1.985F}, glow(hex(0xFFF4DA), 0.9F)
        );
        car.detail(sphere(0.035F), {x * 0.95F, 0.40F, 2.055F}, glow(hex(0xFFF0C8), 0.4F));
        car.detail(
            box({0.13F, 0.085F, 0.04F}, 0.03F), {x, 0.72F, -1.985F}, glow(hex(0xB51219), 0.35F)
        );
        car.detail(
            box({0.05F, 0.03F, 0.042F}, 0.02F), {x, 0.68F, -1.988F}, glow(hex(0xF0E4D8), 0.3F)
        );
    }
    car.detail(cylinder(0.05F, 0.03F), {{-0.5F, 0.24F, -2.0F}, turn_x(90)}, chrome());
    car.thin_rod({-0.2F, 0.93F, 1.05F}, {0.2F, 0.95F, 1.0F}, 0.008F, black);
    car.thin_rod({0.25F, 0.93F, 1.05F}, {0.6F, 0.95F, 1.0F}, 0.008F, black);
    car.thin_rod({0, 1.38F, -1.05F}, {0, 1.56F, -1.18F}, 0.005F, black);
}

void add_police_marks(Assembly& car) {
    const Material white = paint(hex(0xEDEFF0), 0.12F);
    for (const float side : {-1.0F, 1.0F}) {
        // Both doors of a side, with a star on the first.
        const float x = side * (kHalfWidth + 0.004F);
        car.detail(box({0.006F, 0.215F, 0.905F}, 0.004F), {x, 0.66F, -0.085F}, white);
        for (int i = 0; i < 3; ++i) {
            car.detail(
                box({0.008F, 0.095F, 0.028F}, 0.003F),
                {{side * (kHalfWidth + 0.008F), 0.66F, 0.36F}, turn_x(60.0F * static_cast<float>(i))
                },
                paint(hex(0xD9A82A), 0.2F)
            );
        }
        car.detail(
            box({0.26F, 0.055F, 0.11F}, 0.03F),
            {side * 0.30F, 1.455F, -0.30F},
            glow(side > 0 ? hex(0xF01820) : hex(0x1E50FF), 3.0F)
        );
    }
    car.detail(box({0.665F, 0.02F, 0.80F}, 0.018F), {0, 1.372F, -0.36F}, white);
    car.part(box({0.60F, 0.016F, 0.12F}, 0.01F), {0, 1.40F, -0.30F}, plastic(hex(0x1E2024)));
    car.detail(box({0.045F, 0.05F, 0.10F}, 0.02F), {0, 1.45F, -0.30F}, chrome());
}

void add_taxi_marks(Assembly& car) {
    car.detail(box({0.21F, 0.075F, 0.075F}, 0.03F), {0, 1.46F, -0.30F}, glow(hex(0xFFF0B8), 0.9F));
    for (const float side : {-1.0F, 1.0F}) {
        for (int i = 0; i < 34; ++i) {
            car.detail(
                box({0.004F, 0.026F, 0.026F}),
                {side * (kHalfWidth + 0.004F),
                 i % 2 == 0 ? 0.80F : 0.748F,
                 -0.97F + 0.053F * static_cast<float>(i)},
                plain(kBlack, 0.4F)
            );
        }
    }
}

}  // namespace

const Thing kCar{
    .name = "car",
    .words =
        {"car",
         "automobile",
         "sedan",
         "taxi",
         "cab",
         "sports car",
         "race car",
         "police car",
         "cop car",
         "squad car",
         "patrol car",
         "vehicle",
         "hatchback",
         "suv",
         "convertible",
         "auto"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .surface = true, .outdoor = true},
    .usual_size = {1.8F, 1.47F, 4.2F},
    .build =
        [](const Entity& entity, Rng rng) {
            constexpr Vec3 kCoats[] = {
                hex(0xB3202A), hex(0x25508F), hex(0xC9CCD0), hex(0x2E5A46), hex(0xD08A22)
            };
            const auto is = [&](std::string_view word) { return has_word(entity.called, word); };
            const bool is_police =
                is("police") || is("cop car") || is("squad car") || is("patrol car");
            const Vec3 usual = is_police ? hex(0x15171C) : kCoats[rng.index(5)];
            const Material coat = tinted(paint(usual, 0.1F));
            Assembly car(entity, Substance::kSteel);
            const int body = car.link("body");
            add_body(car, coat);
            add_cabin(car, coat);
            add_sides(car, coat);
            add_ends(car);
            if (is_police) {
                add_police_marks(car);
            } else if (is("taxi") || is("cab")) {
                add_taxi_marks(car);
            }
            car.mass(1130.0F);
            car.center_of_mass({0, 0.50F, 0.05F});
            car.anchor("seat", {0.35F, 0.50F, -0.05F});
            car.anchor("roof", {0, 1.39F, -0.36F});
            const float x = kHalfWidth - 0.10F;
            add_wheels(
                car,
                {.radius_m = kWheelRadius,
                 .width_m = 0.21F,
                 .mass_kg = 18.0F,
                 .spokes = 5,
                 .rim = metal(hex(0xC5C8CC), 0.2F)},
                body,
                {{x, kWheelRadius, kFrontAxle},
                 {-x, kWheelRadius, kFrontAxle},
                 {x, kWheelRadius, kRearAxle},
                 {-x, kWheelRadius, kRearAxle}}
            );
            car.friction(0.8F);
            car.restitution(0.25F);
            car.rolling_friction(0.003F);
            return car.finish();
        },
};

}  // namespace hibari::world
