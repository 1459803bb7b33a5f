#include "world/things/shape.h"

#include "base/rng.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace hibari::world {
namespace {

float rounded_box_distance(Vec3 p, Vec3 half, float rounding) {
    const Vec3 r{rounding, rounding, rounding};
    const Vec3 q = max(p, -p) - half + r;
    const Vec3 outside = max(q, Vec3{});
    return length(outside) + std::min(std::max({q.x, q.y, q.z}), 0.0F) - rounding;
}

bool inside_round_cone(const Shape& shape, Vec3 p) {
    // Inside one of the balls whose centres and radii run evenly from end to end.
    constexpr int kBalls = 100;
    for (int i = 0; i <= kBalls; ++i) {
        const float t = static_cast<float>(i) / kBalls;
        const Vec3 center{0, lerp(-shape.half.y, shape.half.y, t), 0};
        if (distance(p, center) <= lerp(shape.radius, shape.radius_top, t)) {
            return true;
        }
    }
    return false;
}

bool inside_quarter_pipe(const Shape& shape, Vec3 p) {
    if (std::fabs(p.x) > shape.half.x || std::fabs(p.y) > shape.half.y ||
        std::fabs(p.z) > shape.half.z) {
        return false;
    }
    const float run = p.z + shape.half.z;
    const float height = p.y + shape.half.y;
    if (run >= shape.radius) {
        return true;
    }
    return height <= shape.radius - std::sqrt(shape.radius * shape.radius - run * run);
}

// The plain meaning of each kind, written independently of the formulas under test.
bool inside(const Shape& shape, Vec3 p) {
    const float ring = std::sqrt(p.x * p.x + p.z * p.z);
    const Vec3 h = shape.half;
    const float t = (p.y + h.y) / std::max(2.0F * h.y, 1e-9F);
    switch (shape.kind) {
        case ShapeKind::kSphere:
            return length(p) <= shape.radius;
        case ShapeKind::kEllipsoid:
            return length(Vec3{p.x / h.x, p.y / h.y, p.z / h.z}) <= 1.0F;
        case ShapeKind::kCapsule:
            return length(Vec3{p.x, p.y - clamp(p.y, -h.y, h.y), p.z}) <= shape.radius;
        case ShapeKind::kRoundCone:
            return inside_round_cone(shape, p);
        case ShapeKind::kCylinder: {
            const float dx = ring - (shape.radius - shape.rounding);
            const float dy = std::fabs(p.y) - (h.y - shape.rounding);
            if (dx <= 0.0F || dy <= 0.0F) {
                return dx <= shape.rounding && dy <= shape.rounding;
            }
            return dx * dx + dy * dy <= shape.rounding * shape.rounding;
        }
        case ShapeKind::kCone:
            return t >= 0.0F && t <= 1.0F && ring <= lerp(shape.radius, shape.radius_top, t);
        case ShapeKind::kBox:
            return rounded_box_distance(p, h, shape.rounding) <= 0.0F;
        case ShapeKind::kTorus:
            return length(Vec3{ring - shape.radius, p.y, 0}) <= shape.radius_top;
        case ShapeKind::kWedge:
            return std::fabs(p.x) <= h.x && std::fabs(p.z) <= h.z && p.y >= -h.y &&
                   p.y + h.y <= 2.0F * h.y * (p.z + h.z) / (2.0F * h.z);
        case ShapeKind::kTube:
            return std::fabs(p.y) <= h.y && ring <= shape.radius && ring >= shape.radius_top;
        case ShapeKind::kBowl:
            return p.y <= 0.0F && length(p) <= shape.radius && length(p) >= shape.radius_top;
        case ShapeKind::kQuarterPipe:
            return inside_quarter_pipe(shape, p);
        case ShapeKind::kRelief:
            // Not among the shapes that are drawn here; its volume is a sum over its own cells.
            break;
    }
    return false;
}

// Any kind with any sensible sizes.
Shape any_shape() {
    const auto size = [](int low_cm, int high_cm) {
        return static_cast<float>(*rc::gen::inRange(low_cm, high_cm)) * 0.01F;
    };
    const float a = size(20, 100);
    const float b = size(20, 100);
    const float c = size(20, 100);
    switch (*rc::gen::inRange(0, 12)) {
        case 0:
            return sphere(a);
        case 1:
            return ellipsoid({a, b, c});
        case 2:
            return capsule(a, b);
        case 3:
            return round_cone(a, b, c);
        case 4:
            return cylinder(a, b, 0.9F * std::min(a, b) * size(0, 100));
        case 5:
            return cone(a, b, c);
        case 6:
            return box({a, b, c}, 0.9F * std::min({a, b, c}) * size(0, 100));
        case 7:
            return torus(a + b, b * 0.9F);
        case 8:
            return wedge({a, b, c});
        case 9:
            return tube(a, b, b * 0.7F);
        case 10:
            return bowl(a, a * 0.6F);
        default:
            return quarter_pipe({a, b, c});
    }
}

TEST(Shape, VolumeAgreesWithCountingPoints) {
    EXPECT_TRUE(rc::check([] {
        const Shape shape = any_shape();
        const Vec3 reach = bounds(shape);
        // A jittered grid: its error falls faster than that of free random points.
        constexpr int kGrid = 17;
        Rng rng(static_cast<std::uint64_t>(*rc::gen::inRange(0, 1000000)));
        int hits = 0;
        for (int i = 0; i < kGrid * kGrid * kGrid; ++i) {
            const auto cell = [&](int index) {
                return -1.0F + 2.0F * (static_cast<float>(index) + rng.uniform(0.0F, 1.0F)) / kGrid;
            };
            const Vec3 p{cell(i % kGrid), cell(i / kGrid % kGrid), cell(i / kGrid / kGrid)};
            hits += inside(shape, p * reach) ? 1 : 0;
        }
        const float all = 8.0F * reach.x * reach.y * reach.z;
        const float counted = all * static_cast<float>(hits) / (kGrid * kGrid * kGrid);
        RC_ASSERT(std::fabs(volume(shape) - counted) < 0.016F * all);
    }));
}

TEST(Shape, PosedBoundsHoldEveryPoint) {
    EXPECT_TRUE(rc::check([] {
        const Shape shape = any_shape();
        Rng rng(static_cast<std::uint64_t>(*rc::gen::inRange(0, 1000000)));
        const Pose pose{
            {rng.uniform(-3.0F, 3.0F), rng.uniform(-3.0F, 3.0F), rng.uniform(-3.0F, 3.0F)},
            from_axis_angle(
                {rng.uniform(-1.0F, 1.0F), 1.1F, rng.uniform(-1.0F, 1.0F)}, rng.uniform(0.0F, 6.2F)
            ),
        };
        const Aabb box = bounds(shape, pose);
        const Vec3 reach = bounds(shape);
        const Vec3 slack{1e-4F, 1e-4F, 1e-4F};
        for (int i = 0; i < 300; ++i) {
            const Vec3 p{
                rng.uniform(-1.0F, 1.0F), rng.uniform(-1.0F, 1.0F), rng.uniform(-1.0F, 1.0F)
            };
            if (!inside(shape, p * reach)) {
                continue;
            }
            const Vec3 at = apply(pose, p * reach);
            RC_ASSERT(min(at, box.low - slack) == box.low - slack);
            RC_ASSERT(max(at, box.high + slack) == box.high + slack);
        }
    }));
}

TEST(Shape, PosedBoundsOfABallAndABoxAreTight) {
    const Aabb ball = bounds(sphere(0.5F), {{1, 2, 3}, {}});
    EXPECT_EQ(ball.low, (Vec3{0.5F, 1.5F, 2.5F}));
    const Pose turned{{}, from_axis_angle({0, 1, 0}, kPi / 2)};
    const Aabb plank = bounds(box({1, 2, 3}), turned);
    EXPECT_NEAR(plank.high.x, 3.0F, 1e-5F);
    EXPECT_NEAR(plank.high.z, 1.0F, 1e-5F);
}

}  // namespace
}  // namespace hibari::world
