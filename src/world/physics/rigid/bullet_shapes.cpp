#include "world/physics/rigid/bullet_shapes.h"

#include "world/physics/rigid/bullet_convert.h"

#include <BulletCollision/CollisionShapes/btBoxShape.h>
#include <BulletCollision/CollisionShapes/btCapsuleShape.h>
#include <BulletCollision/CollisionShapes/btConvexHullShape.h>
#include <BulletCollision/CollisionShapes/btCylinderShape.h>
#include <BulletCollision/CollisionShapes/btMultiSphereShape.h>
#include <BulletCollision/CollisionShapes/btSphereShape.h>
#include <LinearMath/btAabbUtil2.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace hibari::world {

namespace {

constexpr int kRingSegments = 32;  // Chord error 0.5 % of the ring's radius.
constexpr int kWallSegments = 24;  // Tubes and bowls.
constexpr int kBowlRings = 7;
constexpr int kPipeSteps = 16;
constexpr float kMarginShare = 0.02F;  // Of the smallest half extent.

struct Piece {
    std::unique_ptr<btCollisionShape> shape;
    Pose local;
};

using Pieces = std::vector<Piece>;

std::unique_ptr<btCollisionShape> box_shape(Vec3 half) {
    auto shape = std::make_unique<btBoxShape>(to_bullet(half));
    // The margin is a rounding of edges that stays inside the stated size.
    shape->setMargin(btScalar(kMarginShare * std::min({half.x, half.y, half.z})));
    return shape;
}

void add_ring(const Shape& shape, const Pose& local, Pieces& pieces) {
    const float step = 2.0F * kPi / static_cast<float>(kRingSegments);
    const float half_length = shape.radius * std::tan(step / 2.0F);
    for (int i = 0; i < kRingSegments; ++i) {
        const float angle = step * static_cast<float>(i);
        // A capsule along the tangent: Y of the capsule to (-sin, 0, cos).
        const Pose at{
            Vec3{std::cos(angle), 0, std::sin(angle)} * shape.radius,
            rotation_between({0, 1, 0}, {-std::sin(angle), 0, std::cos(angle)})
        };
        pieces.push_back(
            {std::make_unique<btCapsuleShape>(
                 btScalar(shape.radius_top), btScalar(2.0F * half_length)
             ),
             compose(local, at)}
        );
    }
}

void add_tube(const Shape& shape, const Pose& local, Pieces& pieces) {
    const float step = 2.0F * kPi / static_cast<float>(kWallSegments);
    const float middle = 0.5F * (shape.radius + shape.radius_top);
    const float thickness = 0.5F * (shape.radius - shape.radius_top);
    const float width = shape.radius * std::tan(step / 2.0F);
    for (int i = 0; i < kWallSegments; ++i) {
        const float angle = step * static_cast<float>(i);
        const Pose at{
            Vec3{std::sin(angle), 0, std::cos(angle)} * middle, from_axis_angle({0, 1, 0}, angle)
        };
        pieces.push_back({box_shape({width, shape.half.y, thickness}), compose(local, at)});
    }
}

void add_bowl(const Shape& shape, const Pose& local, Pieces& pieces) {
    const float middle = 0.5F * (shape.radius + shape.radius_top);
    const float thickness = 0.5F * (shape.radius - shape.radius_top);
    const float tilt_step = 0.5F * kPi / static_cast<float>(kBowlRings);
    for (int ring = 0; ring < kBowlRings; ++ring) {
        const float tilt = tilt_step * (static_cast<float>(ring) + 0.5F);  // 0: the rim.
        const float across = shape.radius * std::cos(tilt_step * static_cast<float>(ring));
        const int count = std::max(6, static_cast<int>(kWallSegments * std::cos(tilt)));
        const float step = 2.0F * kPi / static_cast<float>(count);
        for (int i = 0; i < count; ++i) {
            const Quat turn = from_axis_angle({0, 1, 0}, step * static_cast<float>(i)) *
                              from_axis_angle({1, 0, 0}, tilt);
            const Pose at{rotate(turn, {0, 0, middle}), turn};
            const Vec3 half{
                across * std::tan(step / 2.0F), shape.radius * std::tan(tilt_step / 2.0F), thickness
            };
            pieces.push_back({box_shape(half), compose(local, at)});
        }
    }
}

std::unique_ptr<btCollisionShape> hull_shape(std::span<const Vec3> points) {
    auto shape = std::make_unique<btConvexHullShape>();
    shape->setMargin(btScalar(1e-4));  // Hulls grow by their margin.
    for (const Vec3 point : points) {
        shape->addPoint(to_bullet(point), false);
    }
    shape->recalcLocalAabb();
    shape->initializePolyhedralFeatures();
    return shape;
}

void add_quarter_pipe(const Shape& shape, const Pose& local, Pieces& pieces) {
    const Vec3 h = shape.half;
    const float radius = 2.0F * h.y;
    const auto height = [&](float z) {
        const float run = std::min(z + h.z, radius);
        return -h.y + radius - std::sqrt(std::max(0.0F, radius * radius - run * run));
    };
    float z0 = -h.z;
    for (int i = 1; i <= kPipeSteps; ++i) {
        // Even steps of the angle keep the facets small where the wall is steep.
        const float angle = 0.5F * kPi * static_cast<float>(i) / static_cast<float>(kPipeSteps);
        const float z1 = std::min(-h.z + radius * std::sin(angle), h.z);
        if (z1 <= z0 + 1e-5F) {
            break;
        }
        const std::array<Vec3, 8> corners{
            Vec3{-h.x, -h.y - 0.01F, z0},
            {h.x, -h.y - 0.01F, z0},
            {-h.x, -h.y - 0.01F, z1},
            {h.x, -h.y - 0.01F, z1},
            {-h.x, height(z0), z0},
            {h.x, height(z0), z0},
            {-h.x, height(z1), z1},
            {h.x, height(z1), z1}
        };
        pieces.push_back({hull_shape(corners), local});
        z0 = z1;
    }
    if (z0 < h.z - 1e-4F) {
        const Vec3 half{h.x, h.y, 0.5F * (h.z - z0)};
        pieces.push_back({box_shape(half), compose(local, {{0, 0, 0.5F * (h.z + z0)}, {}})});
    }
}

void add_round_cone(const Shape& shape, const Pose& local, Pieces& pieces) {
    const std::array<btVector3, 2> centers{
        btVector3(0, btScalar(-shape.half.y), 0), btVector3(0, btScalar(shape.half.y), 0)
    };
    const std::array<btScalar, 2> radii{btScalar(shape.radius), btScalar(shape.radius_top)};
    pieces.push_back({std::make_unique<btMultiSphereShape>(centers.data(), radii.data(), 2), local}
    );
}

void add_wedge(const Shape& shape, const Pose& local, Pieces& pieces) {
    const Vec3 h = shape.half;
    const std::array<Vec3, 6> corners{
        Vec3{-h.x, -h.y, -h.z},
        {h.x, -h.y, -h.z},
        {-h.x, -h.y, h.z},
        {h.x, -h.y, h.z},
        {-h.x, h.y, h.z},
        {h.x, h.y, h.z}
    };
    pieces.push_back({hull_shape(corners), local});
}

// The hull around the relief, from points along its outline and over its bulges.
void add_relief(const Shape& shape, const Pose& local, Pieces& pieces) {
    constexpr int kLines = 24;  // across either side
    const Relief& relief = *shape.relief;
    const Vec3 h = shape.half;
    std::vector<Vec3> points;
    const auto add = [&](int column, int row) {
        const auto at = static_cast<std::size_t>(row * relief.width + column);
        if (relief.front[at] < relief.back[at]) {
            return;
        }
        const float x =
            2.0F * static_cast<float>(column) / static_cast<float>(relief.width - 1) - 1.0F;
        const float y =
            1.0F - 2.0F * static_cast<float>(row) / static_cast<float>(relief.height - 1);
        points.push_back({x * h.x, y * h.y, relief.front[at] * h.z});
        points.push_back({x * h.x, y * h.y, relief.back[at] * h.z});
    };
    const auto inside = [&](int column, int row) {
        const auto at = static_cast<std::size_t>(row * relief.width + column);
        return relief.front[at] >= relief.back[at];
    };
    const int step = std::max(1, relief.height / kLines);
    for (int row = 0; row < relief.height; row += step) {
        int first = 0;
        int last = relief.width - 1;
        while (first < last && !inside(first, row)) {
            ++first;
        }
        while (last > first && !inside(last, row)) {
            --last;
        }
        for (int i = 0; i <= 4; ++i) {
            add(first + i * (last - first) / 4, row);
        }
    }
    if (points.size() < 8) {
        pieces.push_back({box_shape(h), local});
        return;
    }
    pieces.push_back({hull_shape(points), local});
}

void add_shape(const Shape& shape, const Pose& local, Pieces& pieces) {
    switch (shape.kind) {
        case ShapeKind::kSphere:
            pieces.push_back({std::make_unique<btSphereShape>(btScalar(shape.radius)), local});
            return;
        case ShapeKind::kEllipsoid:
            pieces.push_back({std::make_unique<EllipsoidShape>(shape.half), local});
            return;
        case ShapeKind::kCapsule:
            pieces.push_back(
                {std::make_unique<btCapsuleShape>(
                     btScalar(shape.radius), btScalar(2.0F * shape.half.y)
                 ),
                 local}
            );
            return;
        case ShapeKind::kRoundCone:
            return add_round_cone(shape, local, pieces);
        case ShapeKind::kCylinder: {
            const Vec3 half{shape.radius, shape.half.y, shape.radius};
            auto cylinder = std::make_unique<btCylinderShape>(to_bullet(half));
            cylinder->setMargin(btScalar(kMarginShare * std::min(shape.radius, shape.half.y)));
            pieces.push_back({std::move(cylinder), local});
            return;
        }
        case ShapeKind::kCone:
            pieces.push_back(
                {std::make_unique<FrustumShape>(shape.half.y, shape.radius, shape.radius_top), local
                }
            );
            return;
        case ShapeKind::kBox:
            pieces.push_back({box_shape(shape.half), local});
            return;
        case ShapeKind::kTorus:
            return add_ring(shape, local, pieces);
        case ShapeKind::kWedge:
            return add_wedge(shape, local, pieces);
        case ShapeKind::kTube:
            return add_tube(shape, local, pieces);
        case ShapeKind::kBowl:
            return add_bowl(shape, local, pieces);
        case ShapeKind::kQuarterPipe:
            return add_quarter_pipe(shape, local, pieces);
        case ShapeKind::kRelief:
            return add_relief(shape, local, pieces);
    }
}

float thickness_of(const Shape& shape) {
    switch (shape.kind) {
        case ShapeKind::kTorus:
            return 2.0F * shape.radius_top;
        case ShapeKind::kTube:
        case ShapeKind::kBowl:
            return shape.radius - shape.radius_top;
        default: {
            const Vec3 half = bounds(shape);
            return 2.0F * std::min({half.x, half.y, half.z});
        }
    }
}

bool is_identity(const Pose& pose) {
    return length_squared(pose.position) == 0.0F && pose.rotation == Quat{};
}

}  // namespace

EllipsoidShape::EllipsoidShape(Vec3 half) {
    m_shapeType = CUSTOM_CONVEX_SHAPE_TYPE;
    const float margin = kMarginShare * std::min({half.x, half.y, half.z});
    m_collisionMargin = btScalar(margin);
    core_ = to_bullet(half - Vec3{margin, margin, margin});
}

btVector3 EllipsoidShape::localGetSupportingVertexWithoutMargin(const btVector3& direction) const {
    const btVector3 scaled = core_ * direction;
    const btScalar size = scaled.length();
    if (size < btScalar(1e-12)) {
        return {core_.x(), 0, 0};
    }
    return core_ * scaled / size;
}

void EllipsoidShape::batchedUnitVectorGetSupportingVertexWithoutMargin(
    const btVector3* directions, btVector3* vertices, int count
) const {
    for (int i = 0; i < count; ++i) {
        vertices[i] = localGetSupportingVertexWithoutMargin(directions[i]);
    }
}

void EllipsoidShape::calculateLocalInertia(btScalar mass, btVector3& inertia) const {
    const btVector3 s = core_ * core_;
    inertia = btVector3(s.y() + s.z(), s.x() + s.z(), s.x() + s.y()) * (mass / 5);
}

void EllipsoidShape::getAabb(const btTransform& frame, btVector3& low, btVector3& high) const {
    const btVector3 margin(m_collisionMargin, m_collisionMargin, m_collisionMargin);
    btTransformAabb(core_ + margin, 0, frame, low, high);
}

FrustumShape::FrustumShape(float half_height, float radius_bottom, float radius_top)
    : half_height_(btScalar(half_height)),
      radius_bottom_(btScalar(radius_bottom)),
      radius_top_(btScalar(radius_top)) {
    m_shapeType = CUSTOM_CONVEX_SHAPE_TYPE;
    m_collisionMargin =
        btScalar(kMarginShare * std::min(half_height, std::max(radius_bottom, radius_top)));
}

btVector3 FrustumShape::localGetSupportingVertexWithoutMargin(const btVector3& direction) const {
    const btScalar across =
        std::sqrt(direction.x() * direction.x() + direction.z() * direction.z());
    const btScalar bottom = std::max(radius_bottom_ - m_collisionMargin, btScalar(0));
    const btScalar top = std::max(radius_top_ - m_collisionMargin, btScalar(0));
    const btScalar height = half_height_ - m_collisionMargin;
    const bool up =
        across * top + direction.y() * height > across * bottom - direction.y() * height;
    const btScalar radius = up ? top : bottom;
    const btScalar y = up ? height : -height;
    if (across < btScalar(1e-12)) {
        return {radius, y, 0};
    }
    return {radius * direction.x() / across, y, radius * direction.z() / across};
}

void FrustumShape::batchedUnitVectorGetSupportingVertexWithoutMargin(
    const btVector3* directions, btVector3* vertices, int count
) const {
    for (int i = 0; i < count; ++i) {
        vertices[i] = localGetSupportingVertexWithoutMargin(directions[i]);
    }
}

void FrustumShape::calculateLocalInertia(btScalar mass, btVector3& inertia) const {
    const btScalar radius = std::max(radius_bottom_, radius_top_);
    inertia = btVector3(1, 1, 1) * (mass * radius * radius * btScalar(0.3));
}

void FrustumShape::getAabb(const btTransform& frame, btVector3& low, btVector3& high) const {
    const btScalar radius = std::max(radius_bottom_, radius_top_);
    btTransformAabb({radius, half_height_, radius}, 0, frame, low, high);
}

BodyShape make_body_shape(std::span<const Part> parts) {
    Pieces pieces;
    BodyShape body;
    body.size_m = 1e9F;
    for (const Part& part : parts) {
        if (part.collides) {
            add_shape(part.shape, part.local, pieces);
            body.size_m = std::min(body.size_m, thickness_of(part.shape));
        }
    }
    if (pieces.empty()) {
        body.size_m = 0.1F;
        return body;
    }
    if (pieces.size() == 1 && is_identity(pieces.front().local)) {
        body.root = pieces.front().shape.get();
        body.pieces.push_back(std::move(pieces.front().shape));
        return body;
    }
    auto compound = std::make_unique<btCompoundShape>(true, static_cast<int>(pieces.size()));
    for (Piece& piece : pieces) {
        compound->addChildShape(to_bullet(piece.local), piece.shape.get());
        body.pieces.push_back(std::move(piece.shape));
    }
    body.root = compound.get();
    body.pieces.push_back(std::move(compound));
    return body;
}

}  // namespace hibari::world
