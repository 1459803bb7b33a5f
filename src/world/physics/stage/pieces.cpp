#include "world/physics/stage/pieces.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace hibari::world {

namespace {

constexpr int kShards = 18;
constexpr float kThinnest_m = 0.0015F;
constexpr float kClearest = 0.45F;

/// What most of it is made of, as it looks.
const Material* looks_of(const Blueprint& whole) {
    const Material* largest = nullptr;
    float most = 0.0F;
    for (const Link& link : whole.links) {
        for (const Part& part : link.parts) {
            const Vec3 half = bounds(part.shape);
            const float size = half.x * half.y + half.y * half.z + half.z * half.x;
            if (part.visible && size > most && part.material.surface != Surface::kFlame) {
                most = size;
                largest = &part.material;
            }
        }
    }
    return largest;
}

Vec3 on_sphere(Rng& rng) {
    const float y = rng.uniform(-1.0F, 1.0F);
    const float turn = rng.uniform(0.0F, 2.0F * kPi);
    const float flat = std::sqrt(std::max(0.0F, 1.0F - y * y));
    return {flat * std::cos(turn), y, flat * std::sin(turn)};
}

/// A splinter of a shell: flat, three-cornered or four-cornered, its face outwards.
Link shard(int number, Vec3 out, Vec3 half, const Material& material, Rng& rng) {
    const float size = 2.0F * std::cbrt(half.x * half.y * half.z);
    const Vec3 flat{
        size * rng.uniform(0.13F, 0.32F),
        size * rng.uniform(0.10F, 0.24F),
        std::max(0.022F * size, kThinnest_m)
    };
    Link link;
    link.name = "piece_" + std::to_string(number);
    link.rest = {
        Vec3{0, half.y, 0} + 0.85F * (out * half),
        rotation_between({0, 0, 1}, out) * from_axis_angle({0, 0, 1}, rng.uniform(0.0F, 2.0F * kPi))
    };
    link.parts.push_back({.shape = rng.chance(0.65) ? wedge(flat) : box(flat), .material = material}
    );
    link.mass_kg = flat.x * flat.y;  // Of one thickness; scaled to the whole at the end.
    return link;
}

Link yolk(Vec3 half) {
    const float r = 0.55F * half.x;
    Link link;
    link.name = "yolk";
    link.rest = {{0, half.y, 0}, {}};
    Material yellow;
    yellow.base = {0.9F, 0.42F, 0.02F};
    yellow.roughness = 0.15F;
    Material white = yellow;
    white.base = {0.85F, 0.83F, 0.72F};
    link.parts.push_back({.shape = ellipsoid({r, 0.5F * r, r}), .material = yellow});
    link.parts.push_back(
        {.shape = ellipsoid({2.2F * r, 0.12F * r, 1.8F * r}),
         .local = {{0.2F * r, -0.4F * r, 0}, {}},
         .material = white}
    );
    return link;
}

}  // namespace

const Thing kPieces{
    .name = "pieces",
    .words = {},
    .category = Category::kProp,
    .traits = {},
    .usual_size = {0.3F, 0.05F, 0.3F},
    .build = nullptr,
};

Blueprint pieces_of(const Blueprint& whole, std::string_view kind, Rng rng) {
    Blueprint pieces;
    pieces.substance = whole.substance;
    pieces.restitution = std::min(whole.restitution, 0.35F);
    pieces.friction = std::max(whole.friction, 0.7F);  // Edges and corners
    pieces.rolling_friction = 0.02F;
    pieces.half_extent = whole.half_extent;
    const Material* looks = looks_of(whole);
    Material material = looks != nullptr ? *looks : Material{};
    // Broken edges catch the light: a splinter of clear glass is seen.
    material.transmission = std::min(material.transmission, kClearest);
    float sum = 0.0F;
    for (int i = 0; i < kShards; ++i) {
        pieces.links.push_back(shard(i, on_sphere(rng), whole.half_extent, material, rng));
        sum += pieces.links.back().mass_kg;
    }
    float whole_kg = 0.0F;
    for (const Link& link : whole.links) {
        whole_kg += link.mass_kg;
    }
    const bool egg = kind == "egg";
    const float inside_kg = egg ? 0.8F * whole_kg : 0.0F;
    for (Link& link : pieces.links) {
        link.mass_kg *= (whole_kg - inside_kg) / sum;
    }
    if (egg) {
        pieces.links.push_back(yolk(whole.half_extent));
        pieces.links.back().mass_kg = inside_kg;
    }
    return pieces;
}

}  // namespace hibari::world
