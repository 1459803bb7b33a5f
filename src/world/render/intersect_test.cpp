#include "world/render/intersect.h"

#include "base/rng.h"
#include "world/render/primitive_bounds.h"

#include <cmath>
#include <deque>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace hibari::world {
namespace {

constexpr int kRaysPerShape = 160;

/// Two paraboloids rim to rim over the box: z = +-(1 - x^2 - y^2) in its units, and on below.
Shape lens_relief(Vec3 half) {
    constexpr int kCells = 65;
    static const std::vector<float> kFront = [] {
        std::vector<float> values;
        for (int i = 0; i < kCells * kCells; ++i) {
            const float x = 2.0F * static_cast<float>(i % kCells) / (kCells - 1) - 1.0F;
            const float y = 1.0F - 2.0F * static_cast<float>(i / kCells) / (kCells - 1);
            values.push_back(1.0F - x * x - y * y);
        }
        return values;
    }();
    static const std::vector<float> kBack = [] {
        std::vector<float> values;
        for (const float value : kFront) {
            values.push_back(-value);
        }
        return values;
    }();
    static std::deque<Relief> reliefs;
    const float slope = 2.0F * half.z * std::hypot(1.0F / half.x, 1.0F / half.y);
    reliefs.push_back({
        .width = kCells,
        .height = kCells,
        .front = kFront.data(),
        .back = kBack.data(),
        .caution = 1.0F / std::hypot(1.0F, slope),
    });
    return {.kind = ShapeKind::kRelief, .half = half, .relief = &reliefs.back()};
}

/// A random shape of a kind, sizes between a few centimetres and a metre.
Shape random_shape(ShapeKind kind, Rng& rng) {
    const auto size = [&rng] { return rng.uniform(0.08F, 0.8F); };
    const float a = size();
    const float b = size();
    const float c = size();
    switch (kind) {
        case ShapeKind::kSphere:
            return sphere(a);
        case ShapeKind::kEllipsoid:
            return ellipsoid({a, b, c});
        case ShapeKind::kCapsule:
            return capsule(a, b);
        case ShapeKind::kRoundCone:
            return round_cone(a, b, c);
        case ShapeKind::kCylinder:
            return cylinder(a, b, rng.chance(0.5) ? 0.2F * std::min(a, b) : 0.0F);
        case ShapeKind::kCone:
            return cone(a, b, rng.chance(0.5) ? c : 0.0F);
        case ShapeKind::kBox:
            return box({a, b, c}, rng.chance(0.5) ? 0.3F * std::min({a, b, c}) : 0.0F);
        case ShapeKind::kTorus:
            return torus(a + 0.3F, 0.25F * b);
        case ShapeKind::kWedge:
            return wedge({a, b, c});
        case ShapeKind::kTube:
            return tube(a, b + 0.1F, 0.8F * b);
        case ShapeKind::kBowl:
            return bowl(a + 0.1F, 0.85F * a);
        case ShapeKind::kQuarterPipe:
            return quarter_pipe({a, b, b + c});
        case ShapeKind::kRelief:
            return lens_relief({0.2F + a, 0.2F + b, 0.1F + 0.4F * std::min(a, b)});
    }
    return sphere(1.0F);
}

float distance_at(const Shape& shape, const Vec3& p) {
    return lane(shape_distance(shape, V3(p)), 0);
}

/// First crossing of the surface found by small steps and halving; negative: none. `grazed` tells
/// that the ray passed so close to an edge that either answer is right.
float slow_crossing(const Shape& shape, const Vec3& o, const Vec3& d, float end, bool& grazed) {
    constexpr float kStep = 0.002F;
    grazed = false;
    float before = distance_at(shape, o);
    float least = 1e9F;
    for (float t = kStep; t < end; t += kStep) {
        const float now = distance_at(shape, o + d * t);
        if (before * now <= 0.0F && before != now) {
            float low = t - kStep;
            float high = t;
            for (int i = 0; i < 30; ++i) {
                const float middle = 0.5F * (low + high);
                const bool same = distance_at(shape, o + d * middle) * before > 0.0F;
                (same ? low : high) = middle;
            }
            return high;
        }
        least = std::min(least, std::abs(now));
        before = now;
    }
    grazed = least < 2.0F * kStep;
    return -1.0F;
}

class EveryShape : public ::testing::TestWithParam<int> {};

TEST_P(EveryShape, IsHitWhereSmallStepsFindIt) {
    const auto kind = static_cast<ShapeKind>(GetParam());
    Rng rng(static_cast<std::uint64_t>(GetParam()) + 100);
    int hits = 0;
    for (int i = 0; i < kRaysPerShape; ++i) {
        const Shape shape = random_shape(kind, rng);
        const auto spread = [&rng](float r) {
            return Vec3{rng.uniform(-r, r), rng.uniform(-r, r), rng.uniform(-r, r)};
        };
        Vec3 from = normalize(spread(1.0F), {0, 1, 0}) * 3.0F;
        const Vec3 d = normalize(spread(0.5F) - from, {0, -1, 0});
        // One ray in eight starts inside or in a hollow.
        if (i % 8 == 0) {
            from = spread(0.1F);
        }
        bool grazed = false;
        const float want = slow_crossing(shape, from, d, 6.0F, grazed);
        const float got = lane(intersect_shape(shape, V3(from), V3(d), F(1e-4F)), 0);
        if (grazed || (want >= 0.0F && want < 0.004F)) {
            continue;
        }
        if (want < 0.0F) {
            EXPECT_GT(got, 6.0F) << "kind " << GetParam() << " ray " << i;
            continue;
        }
        ++hits;
        // A double crossing within one step of the search hides from it.
        const bool earlier = got < want && std::abs(distance_at(shape, from + d * got)) < 1e-4F;
        EXPECT_TRUE(earlier || std::abs(got - want) < 1.5e-3F)
            << "kind " << GetParam() << " ray " << i << " got " << got << " want " << want;
    }
    EXPECT_GT(hits, kRaysPerShape / 5);
}

TEST_P(EveryShape, HasTheNormalOfItsDistance) {
    const auto kind = static_cast<ShapeKind>(GetParam());
    Rng rng(static_cast<std::uint64_t>(GetParam()) + 500);
    for (int i = 0; i < kRaysPerShape; ++i) {
        const Shape shape = random_shape(kind, rng);
        const auto spread = [&rng](float r) {
            return Vec3{rng.uniform(-r, r), rng.uniform(-r, r), rng.uniform(-r, r)};
        };
        const Vec3 from = normalize(spread(1.0F), {0, 1, 0}) * 3.0F;
        const Vec3 d = normalize(spread(0.4F) - from, {0, -1, 0});
        const float t = lane(intersect_shape(shape, V3(from), V3(d), F(1e-4F)), 0);
        if (t > 6.0F) {
            continue;
        }
        const Vec3 p = from + d * t;
        constexpr float kEpsilon = 1e-3F;
        const auto slope = [&](Vec3 axis) {
            return distance_at(shape, p + axis * kEpsilon) -
                   distance_at(shape, p - axis * kEpsilon);
        };
        const Vec3 gradient{slope({1, 0, 0}), slope({0, 1, 0}), slope({0, 0, 1})};
        // On an edge the gradient is neither face's.
        if (length(gradient) < 1.9F * kEpsilon) {
            continue;
        }
        const V3 normal = shape_normal(shape, V3(p));
        const Vec3 got{lane(normal.x, 0), lane(normal.y, 0), lane(normal.z, 0)};
        EXPECT_NEAR(length(got), 1.0F, 1e-3F);
        EXPECT_GT(dot(got, normalize(gradient)), 0.985F) << "kind " << GetParam() << " ray " << i;
    }
}

TEST_P(EveryShape, LiesWithinItsBounds) {
    const auto kind = static_cast<ShapeKind>(GetParam());
    Rng rng(static_cast<std::uint64_t>(GetParam()) + 900);
    for (int i = 0; i < 60; ++i) {
        Primitive p{.shape = random_shape(kind, rng)};
        set_bounds(p);
        for (int k = 0; k < 40; ++k) {
            const Vec3 at{
                rng.uniform(-1.6F, 1.6F), rng.uniform(-1.6F, 1.6F), rng.uniform(-1.6F, 1.6F)
            };
            if (distance_at(p.shape, at) > 0.0F) {
                continue;
            }
            EXPECT_LE(length(at), p.bound_radius + 1e-4F);
            EXPECT_LE(std::abs(at.x), p.half_bounds.x + 1e-4F);
            EXPECT_LE(std::abs(at.y), p.half_bounds.y + 1e-4F);
            EXPECT_LE(std::abs(at.z), p.half_bounds.z + 1e-4F);
        }
    }
}

TEST(Relief, FacesAsItsHeightsSlope) {
    const Vec3 half{0.6F, 0.4F, 0.2F};
    const Shape shape = lens_relief(half);
    for (const Vec2 at : {Vec2{0, 0}, Vec2{0.3F, 0.1F}, Vec2{-0.2F, -0.25F}, Vec2{0.1F, 0.3F}}) {
        for (const float side : {1.0F, -1.0F}) {
            const float x = at.x / half.x;
            const float y = at.y / half.y;
            const Vec3 p{at.x, at.y, side * half.z * (1.0F - x * x - y * y)};
            const V3 normal = shape_normal(shape, V3(p));
            const Vec3 got{lane(normal.x, 0), lane(normal.y, 0), lane(normal.z, 0)};
            const Vec3 want =
                normalize(Vec3{2.0F * x * half.z / half.x, 2.0F * y * half.z / half.y, side});
            EXPECT_GT(dot(got, want), 0.999F) << at.x << " " << at.y << " " << side;
            EXPECT_NEAR(distance_at(shape, p), 0.0F, 2e-3F);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, EveryShape, ::testing::Range(0, 13));

}  // namespace
}  // namespace hibari::world
