#include "world/render/sample_scenes.h"

#include "base/rng.h"
#include "world/render/primitive_bounds.h"

#include <array>
#include <cmath>
#include <utility>

namespace hibari::world {
namespace {

Quat turn(Vec3 axis, float angle) {
    const float s = std::sin(0.5F * angle);
    return {axis.x * s, axis.y * s, axis.z * s, std::cos(0.5F * angle)};
}

/// The pose of a shape whose Y axis runs from a to b.
Pose between(Vec3 a, Vec3 b) {
    const Vec3 axis = normalize(b - a, {0, 1, 0});
    const Vec3 side = cross(Vec3{0, 1, 0}, axis);
    const float w = 1.0F + axis.y;
    const Quat q = w > 1e-4F ? Quat{side.x, side.y, side.z, w} : Quat{1, 0, 0, 0};
    const float size = std::sqrt(q.x * q.x + q.y * q.y + q.z * q.z + q.w * q.w);
    return {(a + b) * 0.5F, {q.x / size, q.y / size, q.z / size, q.w / size}};
}

void add_figure(SceneBuilder& builder, Vec3 at, int group, Vec3 shirt, Vec3 trousers) {
    const Material skin{
        .surface = Surface::kSkin, .base = {0.62F, 0.40F, 0.30F}, .roughness = 0.5F
    };
    const Material top{.surface = Surface::kFabric, .base = shirt, .roughness = 0.9F};
    const Material legs{.surface = Surface::kDenim, .base = trousers, .roughness = 0.9F};
    const Material shoes{
        .surface = Surface::kLeather, .base = {0.08F, 0.08F, 0.09F}, .roughness = 0.5F
    };
    const auto limb = [&](Vec3 a, Vec3 b, float ra, float rb, const Material& m) {
        builder.add(
            round_cone(0.5F * distance(a, b), ra, rb), between(at + a, at + b), m, group, 0.04F
        );
    };
    builder.add(ellipsoid({0.17F, 0.12F, 0.12F}), {at + Vec3{0, 0.98F, 0}, {}}, legs, group, 0.05F);
    builder.add(ellipsoid({0.16F, 0.16F, 0.11F}), {at + Vec3{0, 1.14F, 0}, {}}, top, group, 0.06F);
    builder.add(ellipsoid({0.20F, 0.18F, 0.13F}), {at + Vec3{0, 1.33F, 0}, {}}, top, group, 0.06F);
    limb({0, 1.42F, 0}, {0, 1.55F, 0}, 0.055F, 0.05F, skin);
    builder.add(
        ellipsoid({0.078F, 0.115F, 0.095F}), {at + Vec3{0, 1.66F, 0.015F}, {}}, skin, group, 0.02F
    );
    for (const float side : {-1.0F, 1.0F}) {
        limb({side * 0.21F, 1.44F, 0}, {side * 0.33F, 1.17F, 0.03F}, 0.062F, 0.048F, top);
        limb({side * 0.33F, 1.17F, 0.03F}, {side * 0.36F, 0.92F, 0.14F}, 0.044F, 0.033F, skin);
        builder.add(
            ellipsoid({0.03F, 0.08F, 0.045F}),
            {at + Vec3{side * 0.365F, 0.83F, 0.17F}, {}},
            skin,
            group,
            0.03F
        );
        limb({side * 0.1F, 0.95F, 0}, {side * 0.13F, 0.52F, 0.03F}, 0.095F, 0.065F, legs);
        limb({side * 0.13F, 0.52F, 0.03F}, {side * 0.14F, 0.1F, -0.02F}, 0.062F, 0.045F, legs);
        builder.add(
            ellipsoid({0.05F, 0.045F, 0.13F}),
            {at + Vec3{side * 0.14F, 0.045F, 0.05F}, {}},
            shoes,
            group,
            0.02F
        );
    }
}

}  // namespace

SceneBuilder::SceneBuilder() {
    camera({0, 1.5F, 6}, {0, 0.8F, 0});
    scene_.ground.material.look = {.base = {0.55F, 0.54F, 0.52F}, .roughness = 0.7F};
    scene_.sky.sun_direction = normalize(Vec3{0.45F, 0.75F, 0.5F});
    scene_.sky.sun_color = {0.95F, 0.9F, 0.82F};
}

SceneBuilder& SceneBuilder::camera(Vec3 eye, Vec3 target, float fov_y_rad) {
    FrameCamera& c = scene_.camera;
    c.position = eye;
    c.forward = normalize(target - eye, {0, 0, -1});
    c.right = normalize(cross(c.forward, {0, 1, 0}), {1, 0, 0});
    c.up = cross(c.right, c.forward);
    c.tan_half_fov_y = std::tan(0.5F * fov_y_rad);
    scene_.previous_camera = c;
    return *this;
}

SceneBuilder& SceneBuilder::sun(Vec3 towards, Vec3 color, float radius_rad) {
    scene_.sky.sun_direction = normalize(towards, {0, 1, 0});
    scene_.sky.sun_color = color;
    scene_.sun_radius_rad = radius_rad;
    return *this;
}

SceneBuilder& SceneBuilder::ground(const Material& material) {
    scene_.ground.material.look = material;
    return *this;
}

SceneBuilder& SceneBuilder::indoor() {
    scene_.sky.indoor = true;
    return *this;
}

SceneBuilder& SceneBuilder::lamp(Vec3 position, Vec3 color, float radius) {
    FrameLamp lamp;
    lamp.position = position;
    lamp.color = color;
    lamp.radius = radius;
    scene_.lamps.push_back(lamp);
    return *this;
}

SceneBuilder& SceneBuilder::add(
    const Shape& shape, const Pose& pose, const Material& material, int group, float blend
) {
    Primitive p;
    p.shape = shape;
    p.position = pose.position;
    p.rotation = to_rotation(pose.rotation);
    p.previous_position = p.position;
    p.previous_rotation = p.rotation;
    p.blend = blend;
    set_bounds(p);
    p.material = static_cast<int>(scene_.materials.size());
    p.body = static_cast<std::uint16_t>(scene_.primitives.size() + 1);
    p.entity = static_cast<std::uint16_t>(group > 0 ? group : 1000 + scene_.primitives.size());
    MaterialParams params;
    params.look = material;
    params.half = p.half_bounds;
    params.shape = shape.kind;
    params.seed = static_cast<std::uint32_t>(scene_.primitives.size()) * 7919U;
    scene_.materials.push_back(params);
    if (group > 0) {
        if (group_ids_.empty() || group_ids_.back() != group) {
            group_ids_.push_back(group);
            scene_.groups.push_back({.first = static_cast<int>(scene_.primitives.size())});
        }
        p.group = static_cast<int>(scene_.groups.size()) - 1;
        scene_.groups.back().count += 1;
    }
    scene_.primitives.push_back(p);
    return *this;
}

FrameScene SceneBuilder::build() const {
    return scene_;
}

FrameScene basketball_scene() {
    SceneBuilder builder;
    builder.camera({0.1F, 0.55F, 1.3F}, {0, 0.13F, 0}, 0.5F)
        .indoor()
        .sun({0.3F, 0.8F, 0.4F}, {0, 0, 0}, 0.02F)
        .lamp({-2.5F, 4.0F, 1.5F}, {7.0F, 6.6F, 6.0F}, 0.3F)
        .lamp({2.5F, 4.0F, -2.0F}, {7.0F, 6.6F, 6.0F}, 0.3F)
        .ground(
            {.surface = Surface::kParquet,
             .base = {0.52F, 0.30F, 0.14F},
             .accent = {0.38F, 0.2F, 0.08F},
             .roughness = 0.3F,
             .scale = 0.1F}
        )
        .add(
            sphere(0.12F),
            {{0, 0.12F, 0}, turn({0.6F, 0.0F, 0.8F}, 0.7F)},
            {.surface = Surface::kBasketball,
             .base = {0.62F, 0.2F, 0.05F},
             .accent = {0.02F, 0.02F, 0.02F},
             .roughness = 0.6F}
        );
    return builder.build();
}

FrameScene shapes_scene() {
    const auto paint = [](Vec3 base, float roughness, float metallic = 0.0F) {
        return Material{.base = base, .roughness = roughness, .metallic = metallic};
    };
    SceneBuilder builder;
    builder.camera({0.3F, 1.7F, 4.2F}, {0, 0.3F, 0}, 0.55F)
        .sun({0.9F, 0.75F, 0.5F}, {0.6F, 0.57F, 0.52F}, 0.05F)
        .indoor()
        .ground({.base = {0.72F, 0.71F, 0.69F}, .roughness = 0.45F})
        .add(sphere(0.3F), {{-1.2F, 0.3F, 0.2F}, {}}, paint({0.75F, 0.08F, 0.06F}, 0.25F))
        .add(
            box({0.25F, 0.25F, 0.25F}, 0.03F),
            {{-0.45F, 0.25F, 0.35F}, turn({0, 1, 0}, 0.5F)},
            paint({0.06F, 0.2F, 0.6F}, 0.35F)
        )
        .add(
            cylinder(0.35F, 0.2F, 0.02F),
            {{0.25F, 0.35F, 0.1F}, {}},
            paint({0.85F, 0.6F, 0.08F}, 0.4F)
        )
        .add(cone(0.35F, 0.26F), {{0.95F, 0.35F, 0.3F}, {}}, paint({0.1F, 0.5F, 0.16F}, 0.5F))
        .add(torus(0.22F, 0.08F), {{0.4F, 0.08F, 0.95F}, {}}, paint({0.9F, 0.25F, 0.5F}, 0.2F))
        .add(
            capsule(0.2F, 0.12F),
            {{-0.6F, 0.12F, 1.0F}, turn({0, 0.3F, 0.954F}, 1.5707F)},
            paint({0.95F, 0.9F, 0.85F}, 0.3F)
        )
        .add(
            ellipsoid({0.3F, 0.16F, 0.2F}),
            {{1.35F, 0.16F, 0.85F}, {}},
            paint({0.9F, 0.78F, 0.45F}, 0.22F, 1.0F)
        )
        .add(
            round_cone(0.25F, 0.2F, 0.08F),
            {{-1.55F, 0.45F, -0.7F}, {}},
            paint({0.35F, 0.1F, 0.5F}, 0.4F)
        )
        .add(
            wedge({0.3F, 0.2F, 0.4F}),
            {{1.6F, 0.2F, -0.5F}, turn({0, 1, 0}, -0.7F)},
            paint({0.55F, 0.5F, 0.45F}, 0.8F)
        )
        .add(
            tube(0.3F, 0.22F, 0.18F), {{-0.5F, 0.3F, -0.7F}, {}}, paint({0.1F, 0.55F, 0.6F}, 0.35F)
        )
        .add(bowl(0.3F, 0.26F), {{0.45F, 0.3F, -0.8F}, {}}, paint({0.9F, 0.88F, 0.8F}, 0.3F))
        .add(
            sphere(0.16F),
            {{-1.0F, 0.16F, 1.15F}, {}},
            {.base = {0.95F, 0.97F, 0.98F}, .roughness = 0.02F, .transmission = 1.0F}
        )
        .add(sphere(0.2F), {{0.0F, 0.2F, 0.55F}, {}}, paint({0.92F, 0.92F, 0.93F}, 0.05F, 1.0F));
    return builder.build();
}

FrameScene figure_scene() {
    SceneBuilder builder;
    builder.camera({0.8F, 1.4F, 3.6F}, {0, 0.9F, 0}, 0.55F)
        .sun({0.6F, 0.7F, 0.5F}, {0.9F, 0.85F, 0.75F}, 0.015F);
    add_figure(builder, {0, 0, 0}, 1, {0.7F, 0.1F, 0.1F}, {0.08F, 0.1F, 0.22F});
    return builder.build();
}

FrameScene shore_scene() {
    SceneBuilder builder;
    builder.camera({1.5F, 1.7F, 6.0F}, {0, 0.3F, -4}, 0.7F)
        .sun({0.7F, 0.5F, 0.3F}, {0.95F, 0.85F, 0.7F}, 0.01F)
        .ground(
            {.surface = Surface::kSand,
             .base = {0.72F, 0.58F, 0.38F},
             .accent = {0.6F, 0.46F, 0.3F},
             .roughness = 0.95F,
             .bump = 0.4F}
        )
        .add(
            sphere(0.25F),
            {{-0.5F, 0.25F, 1.5F}, turn({0.3F, 0.9F, 0.3F}, 0.6F)},
            {.surface = Surface::kBeachBall,
             .base = {0.9F, 0.1F, 0.1F},
             .accent = {0.95F, 0.95F, 0.95F},
             .roughness = 0.3F}
        )
        .add(
            sphere(0.4F),
            {{1.2F, -0.05F, -5.0F}, {}},
            {.base = {0.9F, 0.35F, 0.05F}, .roughness = 0.4F}
        )
        .add(
            cylinder(1.5F, 0.04F),
            {{-2.0F, 1.3F, -6.0F}, {}},
            {.surface = Surface::kWood, .base = {0.4F, 0.25F, 0.12F}, .roughness = 0.6F}
        );
    FrameScene scene = builder.build();
    scene.ground.terrain = {
        .kind = TerrainKind::kShore, .grade = 0.12F, .shore_z_m = -1.0F, .depth_m = 8.0F
    };
    scene.water.present = true;
    scene.water.level_m = -0.12F;
    for (std::size_t i = 0; i < scene.water.waves.size(); ++i) {
        const float length_m = 6.0F / (1.0F + 0.8F * static_cast<float>(i));
        const float k = 2.0F * kPi / length_m;
        const float heading = 1.2F + 0.5F * std::sin(3.0F * static_cast<float>(i));
        scene.water.waves[i] = {
            .amplitude_m = 0.006F * length_m,
            .wavevector = {k * std::cos(heading), k * std::sin(heading)},
            .omega = std::sqrt(9.81F * k),
            .phase = static_cast<float>(i),
        };
    }
    // A sail: a bulging grid of triangles.
    scene.materials.push_back(
        {.look = {.surface = Surface::kFabric, .base = {0.9F, 0.88F, 0.82F}, .roughness = 0.9F}}
    );
    const int sail = static_cast<int>(scene.materials.size()) - 1;
    constexpr int kGrid = 8;
    const auto corner = [](int x, int y) {
        const float u = static_cast<float>(x) / kGrid;
        const float v = static_cast<float>(y) / kGrid;
        const float width = 1.6F * (1.0F - 0.85F * v);
        return Vec3{
            -1.95F + u * width, 0.6F + 2.1F * v, -6.0F + 0.5F * std::sin(kPi * u) * (1.0F - v)
        };
    };
    const auto normal_at = [&corner](int x, int y) {
        return normalize(
            cross(corner(x + 1, y) - corner(x - 1, y), corner(x, y + 1) - corner(x, y - 1)),
            {0, 0, 1}
        );
    };
    for (int y = 0; y < kGrid; ++y) {
        for (int x = 0; x < kGrid; ++x) {
            const std::pair<int, int> quad[4] = {{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}};
            for (const auto& [a, b, c] : {std::array{0, 1, 2}, {0, 2, 3}}) {
                Triangle t;
                int k = 0;
                for (const int i : {a, b, c}) {
                    t.vertex[k] = corner(quad[i].first, quad[i].second);
                    t.rest[k] = t.vertex[k];
                    t.previous[k] = t.vertex[k];
                    t.normal[k] = normal_at(quad[i].first, quad[i].second);
                    ++k;
                }
                t.material = sail;
                scene.triangles.push_back(t);
            }
        }
    }
    for (int i = 0; i < 60; ++i) {
        const float n = static_cast<float>(i);
        scene.particles.push_back({
            .kind = i < 40 ? ParticleKind::kSpray : ParticleKind::kSmoke,
            .position =
                i < 40
                    ? Vec3{1.2F + 0.6F * std::sin(n * 2.4F), 0.1F + 0.02F * n, -4.7F + 0.4F * std::cos(n * 2.4F)}
                    : Vec3{-3.5F + 0.1F * std::sin(n), 0.4F + 0.08F * (n - 40.0F), -3.0F},
            .velocity = {0, 2.0F, 0},
            .radius = i < 40 ? 0.02F : 0.12F + 0.01F * (n - 40.0F),
            .color = i < 40 ? Vec3{0.9F, 0.95F, 1.0F} : Vec3{0.3F, 0.3F, 0.3F},
            .age = 0.3F,
            .seed = static_cast<std::uint32_t>(i) * 77U,
        });
    }
    return scene;
}

FrameScene busy_scene(int primitives) {
    SceneBuilder builder;
    builder.camera({0.5F, 1.9F, 6.5F}, {0, 0.8F, 0}, 0.6F)
        .sun({0.5F, 0.7F, 0.4F}, {0.9F, 0.86F, 0.78F}, 0.012F)
        .ground(
            {.surface = Surface::kParquet,
             .base = {0.5F, 0.3F, 0.15F},
             .roughness = 0.35F,
             .scale = 0.1F}
        );
    add_figure(builder, {-1.2F, 0, 0.5F}, 1, {0.7F, 0.1F, 0.1F}, {0.08F, 0.1F, 0.22F});
    add_figure(builder, {0.3F, 0, 0.0F}, 2, {0.1F, 0.4F, 0.15F}, {0.2F, 0.18F, 0.15F});
    add_figure(builder, {1.6F, 0, -1.0F}, 3, {0.85F, 0.8F, 0.7F}, {0.05F, 0.05F, 0.06F});
    Rng rng(7);
    const int rest = primitives - 45;
    for (int i = 0; i < rest; ++i) {
        const auto unit = [&rng] { return static_cast<float>(rng.uniform()); };
        const float size = 0.06F + 0.22F * unit();
        const Vec3 at{(unit() - 0.5F) * 9.0F, size, 2.5F - unit() * 8.0F};
        const Material look{
            .base = {unit(), unit(), unit()},
            .roughness = 0.2F + 0.7F * unit(),
            .metallic = unit() < 0.15F ? 1.0F : 0.0F
        };
        const Pose pose{at, turn({0, 1, 0}, unit() * 6.0F)};
        switch (i % 6) {
            case 0:
                builder.add(sphere(size), pose, look);
                break;
            case 1:
                builder.add(box({size, size, size}, 0.1F * size), pose, look);
                break;
            case 2:
                builder.add(cylinder(size, 0.6F * size, 0.05F * size), pose, look);
                break;
            case 3:
                builder.add(cone(size, 0.8F * size), pose, look);
                break;
            case 4:
                builder.add(capsule(0.5F * size, 0.5F * size), pose, look);
                break;
            default:
                builder.add(
                    torus(0.7F * size, 0.25F * size), {{at.x, 0.25F * size, at.z}, {}}, look
                );
                break;
        }
    }
    return builder.build();
}

}  // namespace hibari::world
