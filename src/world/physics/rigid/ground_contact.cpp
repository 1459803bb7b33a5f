#include "world/physics/rigid/ground_contact.h"

#include "world/physics/rigid/bullet_convert.h"
#include "world/physics/rigid/bullet_shapes.h"
#include "world/things/terrain_eval.h"

#include <BulletCollision/BroadphaseCollision/btCollisionAlgorithm.h>
#include <BulletCollision/CollisionDispatch/btCollisionDispatcher.h>
#include <BulletCollision/CollisionDispatch/btCollisionObjectWrapper.h>
#include <BulletCollision/CollisionDispatch/btManifoldResult.h>
#include <BulletCollision/CollisionShapes/btBoxShape.h>
#include <BulletCollision/CollisionShapes/btCapsuleShape.h>
#include <BulletCollision/CollisionShapes/btConvexHullShape.h>
#include <BulletCollision/CollisionShapes/btCylinderShape.h>
#include <BulletCollision/CollisionShapes/btMultiSphereShape.h>
#include <BulletCollision/CollisionShapes/btSphereShape.h>
#include <array>
#include <cmath>

namespace hibari::world {

namespace {

/// Collects the lowest points of a convex shape.
class GroundProbe {
  public:
    GroundProbe(
        const Terrain& terrain, const btTransform& frame, btScalar reach, btManifoldResult& out
    )
        : terrain_(terrain), frame_(frame), reach_(reach), out_(out) {}

    /// A ball of the shape, in the shape's frame.
    void ball(const btVector3& local, btScalar radius) {
        const btVector3 center = frame_ * local;
        const GroundSample ground = at(center);
        const btVector3 normal = to_bullet(ground.normal);
        const btScalar gap = (center.y() - btScalar(ground.height)) * normal.y() - radius;
        if (gap < reach_) {
            out_.addContactPoint(normal, center - normal * (radius + gap), gap);
        }
    }

    void corner(const btVector3& local) { ball(local, 0); }

    /// Four points of a rim: the lowest one and its quarters.
    void rim(btScalar y, btScalar radius) {
        if (radius <= 0) {
            return corner({0, y, 0});
        }
        const btVector3 center = frame_ * btVector3(0, y, 0);
        const btVector3 up = frame_.getBasis().transpose() * to_bullet(at(center).normal);
        btVector3 low(-up.x(), 0, -up.z());
        if (low.length2() < btScalar(1e-10)) {
            low = btVector3(1, 0, 0);
        }
        low.normalize();
        const btVector3 side(-low.z(), 0, low.x());
        for (const btVector3& direction : {low, side, -side, -low}) {
            corner(direction * radius + btVector3(0, y, 0));
        }
    }

  private:
    GroundSample at(const btVector3& point) const {
        return sample_ground(
            terrain_, static_cast<float>(point.x()), static_cast<float>(point.z())
        );
    }

    const Terrain& terrain_;
    const btTransform& frame_;
    btScalar reach_;
    btManifoldResult& out_;
};

void probe_shape(const btConvexShape& shape, GroundProbe& probe) {
    switch (shape.getShapeType()) {
        case SPHERE_SHAPE_PROXYTYPE:
            return probe.ball({0, 0, 0}, static_cast<const btSphereShape&>(shape).getRadius());
        case CAPSULE_SHAPE_PROXYTYPE: {
            const auto& capsule = static_cast<const btCapsuleShape&>(shape);
            probe.ball({0, -capsule.getHalfHeight(), 0}, capsule.getRadius());
            return probe.ball({0, capsule.getHalfHeight(), 0}, capsule.getRadius());
        }
        case MULTI_SPHERE_SHAPE_PROXYTYPE: {
            const auto& balls = static_cast<const btMultiSphereShape&>(shape);
            for (int i = 0; i < balls.getSphereCount(); ++i) {
                probe.ball(balls.getSpherePosition(i), balls.getSphereRadius(i));
            }
            return;
        }
        case BOX_SHAPE_PROXYTYPE: {
            const btVector3 half = static_cast<const btBoxShape&>(shape).getHalfExtentsWithMargin();
            for (int i = 0; i < 8; ++i) {
                probe.corner(
                    half *
                    btVector3((i & 1) != 0 ? 1 : -1, (i & 2) != 0 ? 1 : -1, (i & 4) != 0 ? 1 : -1)
                );
            }
            return;
        }
        case CYLINDER_SHAPE_PROXYTYPE: {
            const auto& cylinder = static_cast<const btCylinderShape&>(shape);
            const btVector3 half = cylinder.getHalfExtentsWithMargin();
            probe.rim(-half.y(), half.x());
            return probe.rim(half.y(), half.x());
        }
        case CONVEX_HULL_SHAPE_PROXYTYPE: {
            const auto& hull = static_cast<const btConvexHullShape&>(shape);
            for (int i = 0; i < hull.getNumPoints(); ++i) {
                probe.corner(hull.getScaledPoint(i));
            }
            return;
        }
        default:
            break;
    }
    if (const auto* frustum = dynamic_cast<const FrustumShape*>(&shape)) {
        probe.rim(-frustum->half_height(), frustum->radius_bottom());
        return probe.rim(frustum->half_height(), frustum->radius_top());
    }
}

class GroundAlgorithm : public btCollisionAlgorithm {
  public:
    GroundAlgorithm(
        const Terrain& terrain,
        const btCollisionAlgorithmConstructionInfo& info,
        const btCollisionObject* body,
        const btCollisionObject* ground,
        bool swapped
    )
        : btCollisionAlgorithm(info),
          terrain_(terrain),
          manifold_(info.m_manifold),
          swapped_(swapped) {
        if (manifold_ == nullptr) {
            manifold_ = m_dispatcher->getNewManifold(body, ground);
            owns_manifold_ = true;
        }
    }

    ~GroundAlgorithm() override {
        if (owns_manifold_) {
            m_dispatcher->releaseManifold(manifold_);
        }
    }

    GroundAlgorithm(const GroundAlgorithm&) = delete;
    GroundAlgorithm& operator=(const GroundAlgorithm&) = delete;

    void processCollision(
        const btCollisionObjectWrapper* first,
        const btCollisionObjectWrapper* second,
        const btDispatcherInfo& /*info*/,
        btManifoldResult* out
    ) override {
        const btCollisionObjectWrapper* body = swapped_ ? second : first;
        out->setPersistentManifold(manifold_);
        const auto* shape = static_cast<const btConvexShape*>(body->getCollisionShape());
        const btTransform& frame = body->getWorldTransform();
        GroundProbe probe(terrain_, frame, manifold_->getContactBreakingThreshold(), *out);
        if (shape->getShapeType() == CUSTOM_CONVEX_SHAPE_TYPE &&
            dynamic_cast<const FrustumShape*>(shape) == nullptr) {
            // Smooth shapes: their support point against the local normal.
            const btVector3 origin = frame.getOrigin();
            const btVector3 up = to_bullet(
                sample_ground(
                    terrain_, static_cast<float>(origin.x()), static_cast<float>(origin.z())
                )
                    .normal
            );
            probe.corner(shape->localGetSupportingVertex(frame.getBasis().transpose() * -up));
        } else {
            probe_shape(*shape, probe);
        }
        if (owns_manifold_) {
            out->refreshContactPoints();
        }
    }

    btScalar calculateTimeOfImpact(
        btCollisionObject* /*body0*/,
        btCollisionObject* /*body1*/,
        const btDispatcherInfo& /*info*/,
        btManifoldResult* /*out*/
    ) override {
        return 1;
    }

    void getAllContactManifolds(btManifoldArray& manifolds) override {
        if (owns_manifold_) {
            manifolds.push_back(manifold_);
        }
    }

  private:
    const Terrain& terrain_;
    btPersistentManifold* manifold_;
    bool owns_manifold_ = false;
    bool swapped_;
};

struct GroundCreate : btCollisionAlgorithmCreateFunc {
    GroundCreate(const Terrain& terrain_in, bool swapped) : terrain(terrain_in) {
        m_swapped = swapped;
    }

    btCollisionAlgorithm* CreateCollisionAlgorithm(
        btCollisionAlgorithmConstructionInfo& info,
        const btCollisionObjectWrapper* first,
        const btCollisionObjectWrapper* second
    ) override {
        void* memory = info.m_dispatcher1->allocateCollisionAlgorithm(sizeof(GroundAlgorithm));
        const btCollisionObjectWrapper* body = m_swapped ? second : first;
        const btCollisionObjectWrapper* ground = m_swapped ? first : second;
        return new (memory) GroundAlgorithm(
            terrain, info, body->getCollisionObject(), ground->getCollisionObject(), m_swapped
        );
    }

    const Terrain& terrain;
};

}  // namespace

GroundSample sample_ground(const Terrain& terrain, float x, float z) {
    constexpr float kStep = 0.02F;
    if (terrain.kind == TerrainKind::kFlat &&
        x * x + z * z < 0.95F * terrain.flat_radius_m * terrain.flat_radius_m) {
        return {};
    }
    const float height = terrain_height(terrain, x, z);
    const float dx = terrain_height(terrain, x + kStep, z) - terrain_height(terrain, x - kStep, z);
    const float dz = terrain_height(terrain, x, z + kStep) - terrain_height(terrain, x, z - kStep);
    return {height, normalize(Vec3{-dx, 2.0F * kStep, -dz})};
}

CollisionConfiguration::CollisionConfiguration(const Terrain& terrain)
    : ground_(std::make_unique<GroundCreate>(terrain, false)),
      ground_swapped_(std::make_unique<GroundCreate>(terrain, true)) {}

CollisionConfiguration::~CollisionConfiguration() = default;

btCollisionAlgorithmCreateFunc* CollisionConfiguration::getCollisionAlgorithmCreateFunc(
    int type0, int type1
) {
    if (btBroadphaseProxy::isConvex(type0) && type1 == STATIC_PLANE_PROXYTYPE) {
        return ground_.get();
    }
    if (type0 == STATIC_PLANE_PROXYTYPE && btBroadphaseProxy::isConvex(type1)) {
        return ground_swapped_.get();
    }
    if (type0 == SPHERE_SHAPE_PROXYTYPE && type1 == SPHERE_SHAPE_PROXYTYPE) {
        // The special one sees no contact before the balls overlap.
        return m_convexConvexCreateFunc;
    }
    return btDefaultCollisionConfiguration::getCollisionAlgorithmCreateFunc(type0, type1);
}

}  // namespace hibari::world
