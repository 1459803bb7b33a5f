// A living room: oak floor and rug, sofa, shelf with books, window with curtains, pictures, floor
// lamp, plant.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

namespace {

constexpr Vec3 kRoomHalf{4.2F, 1.4F, 3.8F};
constexpr float kRoomBack = -kRoomHalf.z;

void add_shelf(Place& place) {
    const Material oak = wood(hex(0x8A5E38), 0.12F);
    const float x0 = 2.75F;
    add_part(place, box({0.95F, 1.0F, 0.01F}), {x0, 1.0F, kRoomBack + 0.02F}, oak);
    for (const float x : {-0.95F, 0.95F}) {
        add_part(place, box({0.015F, 1.0F, 0.16F}), {x0 + x, 1.0F, kRoomBack + 0.16F}, oak);
    }
    constexpr Vec3 kSpines[] = {
        hex(0x7B2D26),
        hex(0x23466E),
        hex(0x2F5D46),
        hex(0xC2A05A),
        hex(0x4B2E5A),
        hex(0xD9D2C0),
        hex(0x9C4A2F),
        hex(0x30343B)
    };
    for (int row = 0; row < 5; ++row) {
        const float y = 0.06F + 0.47F * static_cast<float>(row);
        add_part(place, box({0.95F, 0.013F, 0.16F}), {x0, y, kRoomBack + 0.16F}, oak);
        if (row == 4) {
            continue;
        }
        float x = x0 - 0.90F;
        for (int i = 0; x < x0 + 0.62F - 0.25F * static_cast<float>(row % 3); ++i) {
            const int pick = i * 5 + row * 3;
            const float half = 0.016F + 0.006F * static_cast<float>(pick % 4);
            const float high = 0.11F + 0.018F * static_cast<float>((pick * 3) % 4);
            add_part(
                place,
                box({half, high, 0.09F}, 0.004F),
                {x + half, y + 0.013F + high, kRoomBack + 0.14F},
                leather(kSpines[pick % 8])
            )
                .collides = false;
            x += 2.0F * half + 0.003F;
        }
    }
    add_part(place, sphere(0.11F), {x0 + 0.65F, 0.66F, kRoomBack + 0.16F}, ceramic(hex(0x3F7F7A)))
        .collides = false;
}

void add_window(Place& place) {
    const Material frame = paint(hex(0xF1EEE6), 0.4F);
    const float x0 = -2.3F;
    add_part(
        place,
        box({0.92F, 0.72F, 0.01F}),
        {x0, 1.55F, kRoomBack + 0.005F},
        glow(hex(0xCFE3F4), 1.3F)
    );
    for (const float x : {-0.92F, 0.0F, 0.92F}) {
        add_part(
            place, box({0.035F, 0.75F, 0.04F}, 0.008F), {x0 + x, 1.55F, kRoomBack + 0.04F}, frame
        );
    }
    for (const float y : {-0.73F, 0.15F, 0.73F}) {
        add_part(
            place, box({0.95F, 0.03F, 0.04F}, 0.008F), {x0, 1.55F + y, kRoomBack + 0.04F}, frame
        );
    }
    add_part(place, box({1.08F, 0.02F, 0.11F}, 0.01F), {x0, 0.79F, kRoomBack + 0.10F}, frame);
    add_part(
        place,
        cylinder(1.35F, 0.016F),
        {{x0, 2.42F, kRoomBack + 0.16F}, turn_z(90)},
        metal(kBrass, 0.3F)
    );
    // Curtains hang in folds.
    for (const float side : {-1.0F, 1.0F}) {
        for (int i = 0; i < 6; ++i) {
            const float x = x0 + side * (1.28F - 0.085F * static_cast<float>(i));
            add_part(
                place,
                cylinder(1.14F, 0.055F),
                {x, 1.26F, kRoomBack + 0.14F + 0.02F * static_cast<float>(i % 2)},
                fabric(hex(0xB9A887), 0.008F)
            );
        }
    }
}

void add_furniture(Place& place) {
    const Material rug{
        .surface = Surface::kFabric,
        .base = hex(0x8E3B34),
        .accent = hex(0xD8C6A0),
        .roughness = 0.95F,
        .scale = 0.02F,
        .bump = 0.3F
    };
    add_part(place, box({1.9F, 0.006F, 1.25F}, 0.005F), {0, 0.004F, 0}, rug);
    add_part(place, box({1.75F, 0.0065F, 1.10F}), {0, 0.0042F, 0}, fabric(hex(0xC9B48C), 0.02F))
        .collides = false;
    add_part(place, box({1.60F, 0.007F, 0.95F}), {0, 0.0044F, 0}, fabric(hex(0x7C342F), 0.02F))
        .collides = false;

    struct Picture {
        float x, y, w, h;
        Vec3 color;
    };

    for (const Picture& p :
         {Picture{0.15F, 1.75F, 0.48F, 0.34F, hex(0x3F6E8C)},
          {-0.75F, 1.70F, 0.22F, 0.28F, hex(0xB8763A)},
          {1.05F, 1.70F, 0.22F, 0.28F, hex(0x5A7A4E)}}) {
        add_part(
            place,
            box({p.w + 0.035F, p.h + 0.035F, 0.018F}, 0.008F),
            {p.x, p.y, kRoomBack + 0.02F},
            wood(kWalnut, 0.05F)
        );
        add_part(place, box({p.w, p.h, 0.006F}), {p.x, p.y, kRoomBack + 0.037F}, paper());
        add_part(
            place,
            box({p.w * 0.8F, p.h * 0.78F, 0.002F}),
            {p.x, p.y, kRoomBack + 0.044F},
            {.surface = Surface::kRock,
             .base = p.color,
             .accent = hex(0xE7D9B8),
             .roughness = 0.9F,
             .scale = 0.4F}
        );
    }
}

}  // namespace

Place make_living_room() {
    Place place{
        .name = "living_room",
        .words =
            {"living room",
             "room",
             "lounge",
             "apartment",
             "home interior",
             "indoors",
             "bedroom",
             "house interior",
             "den"},
        .indoor = true,
        .ground = Substance::kWood,
        .ground_material =
            {.surface = Surface::kParquet,
             .base = hex(0xA9753F),
             .accent = hex(0x7A5029),
             .roughness = 0.3F,
             .scale = 0.09F},
        .reverb = {.rt60_s = 0.45F, .size_m = 4.0F, .wet = 0.12F},
        .ambience = "room",
        .half_extent = {2.6F, 2.4F, 2.0F},
        .camera_reach_m = 3.6F,
    };
    add_room(
        place,
        {.half = kRoomHalf,
         .walls = plaster(hex(0xD9CDB4)),
         .ceiling = plaster(hex(0xEDEAE2)),
         .skirting = paint(hex(0xF1EEE6), 0.5F)}
    );
    add_window(place);
    add_shelf(place);
    add_furniture(place);
    place.backdrop = {
        {.kind = "sofa", .position = {-0.1F, 0, kRoomBack + 0.75F}},
        {.kind = "lamp", .position = {-3.7F, 0, kRoomBack + 0.5F}},
        {.kind = "bush", .position = {1.45F, 0, kRoomBack + 0.45F}, .scale = 0.6F},
    };
    place.lamps = {
        bulb({-3.7F, 1.45F, kRoomBack + 0.5F}, hex(0xFFD9A0), 1.1F),
        bulb({0, 2.45F, 0.8F}, hex(0xFFF0DC), 2.6F),
        bulb({-2.3F, 1.7F, kRoomBack + 0.9F}, hex(0xCFE3F4), 1.6F)
    };
    place.lamps.back().night_only = false;
    add_ceiling_light(place, {0, 2.78F, 0.8F});
    return place;
}

}  // namespace hibari::world
