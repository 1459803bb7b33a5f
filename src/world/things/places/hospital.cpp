// A hospital ward: a bed on wheels with its curtain, a monitor with a pulse, drip, red cross.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

#include <algorithm>

namespace hibari::world {

namespace {

constexpr Vec3 kWardHalf{5.0F, 1.5F, 4.2F};

void add_ward_bed(Place& place, Vec3 foot) {
    const Material frame = metal(hex(0xC9CED2), 0.3F);
    const Material sheet = fabric(hex(0xF2F4F3), 0.02F);
    add_part(place, box({0.48F, 0.05F, 1.0F}, 0.02F), foot + Vec3{0, 0.48F, 0}, frame);
    add_part(place, box({0.45F, 0.09F, 0.97F}, 0.06F), foot + Vec3{0, 0.61F, 0}, sheet);
    add_part(
        place,
        box({0.46F, 0.05F, 0.58F}, 0.04F),
        foot + Vec3{0, 0.69F, 0.38F},
        fabric(hex(0x8FBFC9), 0.02F)
    );
    add_part(place, box({0.34F, 0.06F, 0.20F}, 0.05F), foot + Vec3{0, 0.74F, -0.72F}, sheet);
    add_part(place, box({0.48F, 0.30F, 0.025F}, 0.02F), foot + Vec3{0, 0.80F, -1.02F}, frame);
    add_part(place, box({0.48F, 0.18F, 0.025F}, 0.02F), foot + Vec3{0, 0.66F, 1.02F}, frame);
    for (const float x : {-0.42F, 0.42F}) {
        for (const float z : {-0.9F, 0.9F}) {
            add_part(place, cylinder(0.20F, 0.02F), foot + Vec3{x, 0.26F, z}, frame);
            add_part(
                place, cylinder(0.02F, 0.06F), {foot + Vec3{x, 0.06F, z}, turn_z(90)}, rubber()
            );
        }
    }
}

void add_monitor(Place& place, Vec3 foot) {
    add_part(place, cylinder(0.62F, 0.02F), foot + Vec3{0, 0.62F, 0}, metal(hex(0xC9CED2), 0.3F));
    add_part(place, cylinder(0.02F, 0.20F), foot + Vec3{0, 0.02F, 0}, plain(kCharcoal));
    add_part(
        place, box({0.24F, 0.18F, 0.06F}, 0.02F), foot + Vec3{0, 1.40F, 0}, plain(kOffWhite, 0.4F)
    );
    add_part(
        place,
        box({0.21F, 0.14F, 0.004F}),
        foot + Vec3{0, 1.41F, 0.062F},
        plain(hex(0x08120E), 0.3F)
    );
    // The trace of a heart: level, a spike up, a dip.
    constexpr float kTrace[] = {0, 0, 0.02F, 0, 0.10F, -0.05F, 0, 0, 0.02F, 0, 0.10F, -0.05F, 0, 0};
    for (int i = 0; i + 1 < 14; ++i) {
        const float low = std::min(kTrace[i], kTrace[i + 1]);
        const float high = std::max(kTrace[i], kTrace[i + 1]);
        add_part(
            place,
            box({0.0155F, 0.004F + 0.5F * (high - low), 0.002F}),
            foot +
                Vec3{-0.19F + 0.03F * static_cast<float>(i), 1.40F + 0.5F * (low + high), 0.068F},
            glow(hex(0x49F08A), 1.4F)
        )
            .collides = false;
    }
}

}  // namespace

Place make_hospital() {
    Place place{
        .name = "hospital",
        .words =
            {"hospital",
             "hospital room",
             "hospital corridor",
             "ward",
             "clinic",
             "emergency room",
             "operating room",
             "doctor 's office"},
        .indoor = true,
        .ground = Substance::kPlastic,
        .ground_material = tile(hex(0xBFCBC8), 0.6F),
        .reverb = {.rt60_s = 0.8F, .size_m = 5.0F, .wet = 0.16F},
        .ambience = "room",
        .half_extent = {3.0F, 2.5F, 2.0F},
        .camera_reach_m = 4.0F,
    };
    add_room(
        place,
        {.half = kWardHalf,
         .walls = plaster(hex(0xE3ECE9)),
         .ceiling = tile(hex(0xF0F1EF), 0.6F),
         .skirting = plain(hex(0x5C9C98), 0.5F),
         .skirting_m = 0.16F}
    );
    const float back = -kWardHalf.z;
    // A green band along the wall, a rail, and the sign.
    add_part(
        place,
        box({kWardHalf.x, 0.10F, 0.006F}),
        {0, 1.05F, back + 0.01F},
        plain(hex(0x6FB3AE), 0.6F)
    );
    add_part(
        place,
        box({kWardHalf.x, 0.03F, 0.03F}, 0.02F),
        {0, 0.92F, back + 0.04F},
        wood(kMaple, 0.06F)
    );
    add_part(
        place, box({0.42F, 0.42F, 0.012F}, 0.02F), {0.3F, 2.15F, back + 0.02F}, plain(kWhite, 0.4F)
    );
    for (const bool across : {false, true}) {
        add_part(
            place,
            across ? box({0.30F, 0.10F, 0.004F}) : box({0.10F, 0.30F, 0.004F}),
            {0.3F, 2.15F, back + 0.036F},
            plain(hex(0xC81E2B), 0.5F)
        )
            .collides = false;
    }
    add_ward_bed(place, {-2.9F, 0, back + 1.35F});
    add_monitor(place, {-1.75F, 0, back + 0.6F});
    // The drip on its stand.
    const Vec3 drip{-3.75F, 0, back + 0.6F};
    add_part(place, cylinder(0.95F, 0.013F), drip + Vec3{0, 0.95F, 0}, chrome());
    add_part(place, box({0.16F, 0.012F, 0.012F}), drip + Vec3{0.08F, 1.88F, 0}, chrome());
    add_part(
        place,
        ellipsoid({0.075F, 0.13F, 0.035F}),
        drip + Vec3{0.2F, 1.72F, 0},
        plain(hex(0xD8E9F0), 0.2F)
    );
    // A curtain on its rail, half drawn, and a door with a window.
    for (int fold = 0; fold < 9; ++fold) {
        add_part(
            place,
            cylinder(1.0F, 0.085F),
            {-4.75F + 0.02F * static_cast<float>(fold % 2),
             1.35F,
             back + 1.0F + 0.16F * static_cast<float>(fold)},
            fabric(hex(0x9CCBC6), 0.02F)
        );
    }
    add_part(
        place,
        box({0.55F, 1.05F, 0.03F}, 0.01F),
        {3.0F, 1.05F, back + 0.02F},
        paint(hex(0x4E8C9A), 0.4F)
    );
    add_part(
        place, box({0.18F, 0.28F, 0.006F}), {3.0F, 1.55F, back + 0.056F}, glow(hex(0xDDEAF2), 0.9F)
    );
    add_part(place, sphere(0.035F), {3.42F, 1.0F, back + 0.08F}, chrome());
    for (const float x : {-2.4F, 0.6F, 3.2F}) {
        add_part(
            place, box({0.60F, 0.02F, 0.15F}, 0.01F), {x, 2.97F, -0.8F}, glow(hex(0xF8FDFF), 2.4F)
        );
        place.lamps.push_back(bulb({x, 2.7F, -0.4F}, hex(0xF6FCFF), 2.2F));
    }
    return place;
}

}  // namespace hibari::world
