#include "world/render/occlusion.h"

#include "base/rng.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

/// Share of a round light hidden, by asking rays all over its disc.
float slow_hidden(const Shape& shape, const Vec3& o, const Vec3& d, float spread) {
    const Vec3 side = normalize(cross(d, std::abs(d.y) < 0.9F ? Vec3{0, 1, 0} : Vec3{1, 0, 0}));
    const Vec3 up = cross(side, d);
    constexpr int kRays = 400;
    int hidden = 0;
    for (int i = 0; i < kRays; ++i) {
        const float r = std::sqrt((static_cast<float>(i) + 0.5F) / kRays) * std::tan(spread);
        const float a = static_cast<float>(i) * 2.39996F;
        const Vec3 ray = normalize(d + side * (r * std::cos(a)) + up * (r * std::sin(a)));
        hidden += lane(intersect_shape(shape, V3(o), V3(ray), F(1e-3F)), 0) < 1e6F ? 1 : 0;
    }
    return static_cast<float>(hidden) / kRays;
}

/// Cosine-weighted share of the sky hidden by a shape, by asking rays all over the hemisphere.
float slow_sky(const Shape& shape, const Vec3& o, const Vec3& n) {
    const Vec3 side = normalize(cross(n, std::abs(n.y) < 0.9F ? Vec3{0, 1, 0} : Vec3{1, 0, 0}));
    const Vec3 up = cross(side, n);
    constexpr int kRays = 3000;
    int hidden = 0;
    for (int i = 0; i < kRays; ++i) {
        const float r = std::sqrt((static_cast<float>(i) + 0.5F) / kRays);
        const float a = static_cast<float>(i) * 2.39996F;
        const Vec3 ray =
            side * (r * std::cos(a)) + up * (r * std::sin(a)) + n * std::sqrt(1.0F - r * r);
        hidden += lane(intersect_shape(shape, V3(o), V3(ray), F(1e-3F)), 0) < 1e6F ? 1 : 0;
    }
    return static_cast<float>(hidden) / kRays;
}

struct Case {
    Shape shape;
    float bound;
};

TEST(LightHidden, AgreesWithRaysOverTheDisc) {
    const Case cases[] = {
        {sphere(0.3F), 0.3F},
        {ellipsoid({0.4F, 0.2F, 0.3F}), 0.4F},
        {capsule(0.4F, 0.15F), 0.55F},
        {round_cone(0.4F, 0.25F, 0.12F), 0.7F},
        {box({0.3F, 0.2F, 0.4F}), 0.54F},
        {box({0.3F, 0.2F, 0.4F}, 0.06F), 0.54F},
        {cylinder(0.3F, 0.25F), 0.4F},
        {cone(0.3F, 0.3F), 0.45F},
        {wedge({0.3F, 0.25F, 0.35F}), 0.53F},
        {torus(0.35F, 0.1F), 0.45F},
    };
    Rng rng(3);
    constexpr float kSpread = 0.05F;
    for (const Case& c : cases) {
        double error = 0.0;
        double worst = 0.0;
        constexpr int kPlaces = 60;
        for (int i = 0; i < kPlaces; ++i) {
            const auto spread = [&rng](float r) {
                return Vec3{rng.uniform(-r, r), rng.uniform(-r, r), rng.uniform(-r, r)};
            };
            const Vec3 o = normalize(spread(1.0F), {0, 1, 0}) * rng.uniform(1.2F, 3.0F);
            const Vec3 d = normalize(spread(0.45F) - o, {0, 1, 0});
            const float got =
                lane(light_hidden(c.shape, F(c.bound), V3(o), V3(d), F(kSpread), F(1e9F)), 0);
            const double gap = std::abs(got - slow_hidden(c.shape, o, d, kSpread));
            error += gap / kPlaces;
            worst = std::max(worst, gap);
        }
        // Corners of outlines and the inner rims of rings are estimates.
        const bool ring = c.shape.kind == ShapeKind::kTorus;
        EXPECT_LT(error, ring ? 0.04 : 0.03) << static_cast<int>(c.shape.kind);
        EXPECT_LT(worst, 0.4) << static_cast<int>(c.shape.kind);
    }
}

TEST(LightHidden, NothingBehindThePoint) {
    for (const Shape& shape :
         {sphere(0.3F), box({0.3F, 0.3F, 0.3F}), capsule(0.2F, 0.2F), cylinder(0.3F, 0.2F)}) {
        const F hidden = light_hidden(
            shape, F(0.6F), V3(Vec3{0, 1.5F, 0}), V3(Vec3{0, 1, 0}), F(0.02F), F(1e9F)
        );
        EXPECT_EQ(lane(hidden, 0), 0.0F);
    }
}

TEST(SphereSky, AgreesWithRaysOverTheHemisphere) {
    Rng rng(5);
    for (int i = 0; i < 40; ++i) {
        const auto spread = [&rng](float r) {
            return Vec3{rng.uniform(-r, r), rng.uniform(-r, r), rng.uniform(-r, r)};
        };
        const Vec3 o = normalize(spread(1.0F), {0, 1, 0}) * rng.uniform(0.45F, 1.5F);
        const Vec3 n = normalize(spread(1.0F), {0, 1, 0});
        const F got = sphere_sky_hidden(V3(o * -1.0F), F(0.4F), V3(n));
        EXPECT_NEAR(lane(got, 0), slow_sky(sphere(0.4F), o, n), 0.06F);
    }
}

TEST(BoxSky, AgreesWithRaysWhereTheBoxIsAboveTheHorizon) {
    Rng rng(6);
    const Shape shape = box({0.4F, 0.25F, 0.3F});
    for (int i = 0; i < 30; ++i) {
        // On a floor beside the box.
        const float angle = rng.uniform(0.0F, 6.28F);
        const Vec3 o{
            std::cos(angle) * rng.uniform(0.55F, 1.4F),
            -0.25F,
            std::sin(angle) * rng.uniform(0.55F, 1.4F)
        };
        const F got = box_sky_hidden(V3(o), V3(Vec3{0, 1, 0}), shape.half);
        EXPECT_NEAR(lane(got, 0), slow_sky(shape, o, {0, 1, 0}), 0.02F);
    }
}

}  // namespace
}  // namespace hibari::world
