// An open office: carpet, desks with screens, a glass front with the town behind, strip lights.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

namespace {

constexpr Vec3 kOfficeHalf{5.6F, 1.45F, 4.6F};

void add_office_desk(Place& place, Vec3 foot) {
    const Material top = plain(hex(0xE4DFD5), 0.5F);
    const Material leg = metal(hex(0x4A4D52), 0.4F);
    add_part(place, box({0.80F, 0.018F, 0.38F}, 0.008F), foot + Vec3{0, 0.72F, 0}, top);
    for (const float x : {-0.74F, 0.74F}) {
        add_part(place, box({0.022F, 0.36F, 0.34F}, 0.01F), foot + Vec3{x, 0.36F, 0}, leg);
    }
    // A screen that shows something, seen from the front of the room, and its keyboard.
    add_part(
        place, box({0.31F, 0.19F, 0.014F}, 0.008F), foot + Vec3{0, 1.06F, -0.14F}, plain(kBlack)
    );
    add_part(
        place,
        box({0.29F, 0.17F, 0.002F}),
        foot + Vec3{0, 1.06F, -0.124F},
        glow(hex(0x6FA8D8), 0.9F)
    )
        .collides = false;
    for (int line = 0; line < 4; ++line) {
        add_part(
            place,
            box({0.20F - 0.03F * static_cast<float>((line * 2) % 3), 0.008F, 0.001F}),
            foot + Vec3{-0.05F, 1.15F - 0.055F * static_cast<float>(line), -0.121F},
            glow(hex(0xF2F6FA), 1.0F)
        )
            .collides = false;
    }
    add_part(place, box({0.03F, 0.08F, 0.02F}), foot + Vec3{0, 0.81F, -0.15F}, plain(kBlack));
    add_part(
        place, box({0.20F, 0.008F, 0.07F}, 0.004F), foot + Vec3{0, 0.746F, 0.10F}, plain(kCharcoal)
    );
    add_part(place, box({0.11F, 0.012F, 0.15F}, 0.002F), foot + Vec3{0.55F, 0.75F, 0.05F}, paper());
}

void add_office_front(Place& place) {
    // Panes with the sky of the town in them, and the roofs opposite.
    const float back = -kOfficeHalf.z + 0.02F;
    add_part(place, box({3.6F, 0.85F, 0.01F}), {1.3F, 1.75F, back}, glow(hex(0xB6D2EA), 1.0F));
    for (int i = 0; i < 9; ++i) {
        const float half = 0.26F + 0.07F * static_cast<float>((i * 3) % 4);
        const float tall = 0.22F + 0.13F * static_cast<float>((i * 5) % 4);
        add_part(
            place,
            box({half, tall, 0.004F}),
            {-1.9F + 0.8F * static_cast<float>(i), 0.9F + tall, back + 0.012F},
            glow(hex(i % 2 == 0 ? 0x7E93A8 : 0x93A6B8), 0.55F)
        )
            .collides = false;
    }
    for (int i = 0; i < 5; ++i) {
        add_part(
            place,
            box({0.03F, 0.88F, 0.03F}, 0.005F),
            {-2.3F + 1.8F * static_cast<float>(i), 1.75F, back + 0.02F},
            metal(hex(0x5A5F66), 0.4F)
        );
    }
    for (const float y : {0.88F, 2.62F}) {
        add_part(
            place,
            box({3.65F, 0.035F, 0.04F}, 0.005F),
            {1.3F, y, back + 0.02F},
            metal(hex(0x5A5F66), 0.4F)
        );
    }
}

}  // namespace

Place make_office() {
    Place place{
        .name = "office",
        .words =
            {"office",
             "meeting room",
             "conference room",
             "boardroom",
             "workplace",
             "cubicle",
             "police station",
             "bank"},
        .indoor = true,
        .ground = Substance::kFabric,
        .ground_material =
            {.surface = Surface::kFabric,
             .base = hex(0x4E5A66),
             .accent = hex(0x414B55),
             .roughness = 0.95F,
             .scale = 0.02F,
             .bump = 0.2F},
        .reverb = {.rt60_s = 0.4F, .size_m = 5.0F, .wet = 0.10F},
        .ambience = "room",
        .half_extent = {3.2F, 2.5F, 2.0F},
        .camera_reach_m = 4.2F,
    };
    add_room(
        place,
        {.half = kOfficeHalf,
         .walls = plaster(hex(0xDDDEDA)),
         .ceiling = tile(hex(0xECECE8), 0.6F),
         .skirting = plain(hex(0x6B7076), 0.5F)}
    );
    add_office_front(place);
    add_office_desk(place, {-3.4F, 0, -3.2F});
    add_office_desk(place, {0.4F, 0, -3.7F});
    add_office_desk(place, {3.5F, 0, -3.2F});
    // A whiteboard with a rising curve on the solid part of the back wall.
    add_part(
        place,
        box({0.95F, 0.6F, 0.012F}, 0.006F),
        {-3.9F, 1.75F, -kOfficeHalf.z + 0.03F},
        plain(kWhite, 0.25F)
    );
    for (int i = 0; i < 7; ++i) {
        const float rise = 0.09F * static_cast<float>(i) + 0.05F * static_cast<float>(i % 2);
        add_part(
            place,
            box({0.07F, 0.05F + 0.5F * rise, 0.002F}),
            {-4.5F + 0.2F * static_cast<float>(i), 1.40F + 0.5F * rise, -kOfficeHalf.z + 0.046F},
            plain(i == 6 ? kRed : kBlue, 0.9F)
        )
            .collides = false;
    }
    for (const float x : {-2.6F, 0.0F, 2.6F}) {
        for (const float z : {-2.2F, 1.4F}) {
            add_part(
                place, box({0.70F, 0.02F, 0.16F}, 0.01F), {x, 2.87F, z}, glow(hex(0xFFFCF4), 2.4F)
            );
        }
        place.lamps.push_back(bulb({x, 2.6F, -0.6F}, hex(0xFFFAF0), 2.0F));
    }
    place.backdrop = {
        {.kind = "chair", .position = {-3.4F, 0, -2.4F}, .yaw_rad = 3.1F},
        {.kind = "chair", .position = {3.5F, 0, -2.4F}, .yaw_rad = 3.3F},
        {.kind = "bush", .position = {5.0F, 0, -4.0F}, .scale = 0.65F},
    };
    return place;
}

}  // namespace hibari::world
