#pragma once

// Bullet's equivalents of the analytic primitives. Private to physics/rigid.
//
// Spheres, capsules, boxes, cylinders, cones, ellipsoids and round cones are exact. Hollow and
// concave shapes (torus, tube, bowl, quarter pipe) become rings of small capsules or boxes, fine
// enough that a ball feels a smooth rim: the chord error stays below half a percent of the radius.

#include "world/things/thing.h"

#include <BulletCollision/CollisionShapes/btCompoundShape.h>
#include <BulletCollision/CollisionShapes/btConvexInternalShape.h>
#include <memory>
#include <span>
#include <vector>

namespace hibari::world {

/// An ellipsoid by its support function.
class EllipsoidShape : public btConvexInternalShape {
  public:
    explicit EllipsoidShape(Vec3 half);
    btVector3 localGetSupportingVertexWithoutMargin(const btVector3& direction) const override;
    void batchedUnitVectorGetSupportingVertexWithoutMargin(
        const btVector3* directions, btVector3* vertices, int count
    ) const override;
    void calculateLocalInertia(btScalar mass, btVector3& inertia) const override;
    void getAabb(const btTransform& frame, btVector3& low, btVector3& high) const override;

    const char* getName() const override { return "Ellipsoid"; }

  private:
    btVector3 core_;
};

/// A cone or truncated cone with flat caps by its support function, axis Y.
class FrustumShape : public btConvexInternalShape {
  public:
    FrustumShape(float half_height, float radius_bottom, float radius_top);
    btVector3 localGetSupportingVertexWithoutMargin(const btVector3& direction) const override;
    void batchedUnitVectorGetSupportingVertexWithoutMargin(
        const btVector3* directions, btVector3* vertices, int count
    ) const override;
    void calculateLocalInertia(btScalar mass, btVector3& inertia) const override;
    void getAabb(const btTransform& frame, btVector3& low, btVector3& high) const override;

    const char* getName() const override { return "Frustum"; }

    btScalar half_height() const { return half_height_; }

    btScalar radius_bottom() const { return radius_bottom_; }

    btScalar radius_top() const { return radius_top_; }

  private:
    btScalar half_height_;  // Outer sizes; the core is smaller by the margin.
    btScalar radius_bottom_;
    btScalar radius_top_;
};

/// The collision shape of a body and everything it refers to.
struct BodyShape {
    std::vector<std::unique_ptr<btCollisionShape>> pieces;
    btCollisionShape* root = nullptr;  ///< owned by `pieces`; null when nothing collides
    float size_m = 0.1F;               ///< the smallest thickness of its pieces, for substeps
};

/// Builds the collision shape of a link from its parts that collide.
BodyShape make_body_shape(std::span<const Part> parts);

}  // namespace hibari::world
