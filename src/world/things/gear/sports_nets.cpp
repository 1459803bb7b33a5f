// Nets on two posts: volleyball, 9.5 m wide and 2.43 m high (FIVB rule 2), and tennis, 12.8 m wide
// and 1.07 m high at the posts (ITF rule 1). They stand across Z.
#include "world/things/build.h"
#include "world/things/softs.h"
#include "world/things/thing_list.h"

#include <utility>

namespace hibari::world {

namespace {

struct NetData {
    float half_width_m = 4.75F;
    float top_m = 2.43F;
    float bottom_m = 1.43F;
    float sag_m = 0.0F;
    float post_m = 2.55F;
    int columns = 39;
    int rows = 5;
};

Blueprint sports_net(const Entity& entity, const NetData& data) {
    const Material post = tinted(paint(hex(0x2C4A7A), 0.35F));
    const Material tape = fabric(kWhite);
    Assembly frame(entity, Substance::kSteel);
    frame.fix();
    const float half = data.half_width_m;
    const auto top_at = [&](float u) {
        const float across = 2.0F * u - 1.0F;
        return data.top_m - data.sag_m * (1.0F - across * across);
    };
    for (const float x : {-half, half}) {
        frame.part(cylinder(0.5F * data.post_m, 0.045F), {x, 0.5F * data.post_m, 0}, post);
        frame.detail(sphere(0.047F), {x, data.post_m, 0}, post);
        frame.detail(cylinder(0.02F, 0.16F, 0.01F), {x, 0.02F, 0}, post);
    }
    constexpr int kPieces = 8;
    for (int i = 0; i < kPieces; ++i) {
        const auto at = [&](int k) {
            const float u = static_cast<float>(k) / kPieces;
            return Vec3{lerp(-half, half, u), top_at(u), 0};
        };
        frame.part(
            box({0.5F * distance(at(i), at(i + 1)), 0.035F, 0.008F}, 0.006F),
            {lerp(at(i), at(i + 1), 0.5F), rotation_between({1, 0, 0}, at(i + 1) - at(i))},
            tape
        );
    }
    // What flies into the net stops there.
    frame
        .part(
            box({half, 0.5F * (data.top_m - data.sag_m - data.bottom_m), 0.012F}),
            {0, 0.5F * (data.top_m - data.sag_m + data.bottom_m), 0},
            tape
        )
        .visible = false;
    frame.thin_rod({-half, data.bottom_m, 0}, {half, data.bottom_m, 0}, 0.008F, tape);
    Soft mesh =
        net({.columns = data.columns,
             .rows = data.rows,
             .at = [&](float u, float v
                   ) { return Vec3{lerp(-half, half, u), lerp(top_at(u), data.bottom_m, v), 0}; },
             .pinned = [](float u, float v) { return u == 0 || u == 1 || v == 0 || v == 1; }},
            fabric(hex(0x2A2C2E)));
    mesh.mass_kg = 4.0F;
    mesh.strand_radius = 0.005F;
    frame.soft(std::move(mesh));
    frame.restitution(0.1F);
    frame.anchor("top", {0, data.top_m - data.sag_m, 0});
    return frame.finish();
}

}  // namespace

const Thing kVolleyballNet{
    .name = "volleyball_net",
    .words = {"volleyball net", "beach volleyball net", "badminton net"},
    .category = Category::kGear,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {9.6F, 2.6F, 0.3F},
    .build = [](const Entity& entity, Rng) { return sports_net(entity, {}); },
};

const Thing kTennisNet{
    .name = "tennis_net",
    .words = {"tennis net", "pickleball net"},
    .category = Category::kGear,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {12.9F, 1.1F, 0.3F},
    .build =
        [](const Entity& entity, Rng) {
            return sports_net(
                entity,
                {.half_width_m = 6.4F,
                 .top_m = 1.05F,
                 .bottom_m = 0.03F,
                 .sag_m = 0.14F,
                 .post_m = 1.09F,
                 .columns = 49,
                 .rows = 6}
            );
        },
};

}  // namespace hibari::world
