// What can be asked of the rigid world: contacts of the last step, rays, bodies as they were made.

#include "world/physics/rigid/bullet_convert.h"
#include "world/physics/rigid/rigid_world_impl.h"

#include <algorithm>
#include <functional>

namespace hibari::world {

namespace {

std::optional<RigidWorld::RayHit> cast_ray(
    const btCollisionWorld& world, Vec3 from, Vec3 to, const std::function<bool(int body)>& counts
) {
    struct Callback : btCollisionWorld::ClosestRayResultCallback {
        using ClosestRayResultCallback::ClosestRayResultCallback;

        bool needsCollision(btBroadphaseProxy* proxy) const override {
            const int index =
                static_cast<btCollisionObject*>(proxy->m_clientObject)->getUserIndex();
            return index >= 0 && (*counts)(index);
        }

        const std::function<bool(int)>* counts = nullptr;
    };

    Callback callback(to_bullet(from), to_bullet(to));
    callback.counts = &counts;
    world.rayTest(to_bullet(from), to_bullet(to), callback);
    if (!callback.hasHit()) {
        return std::nullopt;
    }
    return RigidWorld::RayHit{
        callback.m_collisionObject->getUserIndex(),
        from_bullet(callback.m_hitPointWorld),
        from_bullet(callback.m_hitNormalWorld),
        static_cast<float>(callback.m_closestHitFraction)
    };
}

}  // namespace

std::span<const Impact> RigidWorld::impacts() const {
    return impl_->impacts;
}

std::span<const Touch> RigidWorld::touches() const {
    return impl_->touch_list;
}

bool RigidWorld::is_touching(int body) const {
    return impl_->at(body).touching;
}

std::vector<std::pair<int, int>> RigidWorld::find_overlaps(float share, float deep_m) {
    std::vector<std::pair<int, int>> found;
    impl_->world.performDiscreteCollisionDetection();
    for (int i = 0; i < impl_->dispatcher.getNumManifolds(); ++i) {
        const btPersistentManifold* manifold = impl_->dispatcher.getManifoldByIndexInternal(i);
        const int a = manifold->getBody0()->getUserIndex();
        const int b = manifold->getBody1()->getUserIndex();
        if (a < 0 || b < 0 || entity(a) < 0 || entity(b) < 0) {
            continue;  // The ground, and walls, let nothing through.
        }
        const btScalar deep = btScalar(std::min({share * size(a), share * size(b), deep_m}));
        for (int k = 0; k < manifold->getNumContacts(); ++k) {
            const std::pair<int, int> pair = std::minmax(entity(a), entity(b));
            if (manifold->getContactPoint(k).getDistance() < -deep &&
                std::ranges::find(found, pair) == found.end()) {
                found.push_back(pair);
            }
        }
    }
    return found;
}

float RigidWorld::deepest_overlap() const {
    return static_cast<float>(impl_->world.deepest);
}

std::optional<RigidWorld::RayHit> RigidWorld::cast(Vec3 from, Vec3 to, int ignored_entity) const {
    return cast_ray(impl_->world, from, to, [&](int index) {
        const BodyRecord& body = impl_->at(index);
        return body.entity != ignored_entity;
    });
}

std::optional<RigidWorld::RayHit> RigidWorld::cast_down(
    Vec3 from, float depth_m, int ignored_entity
) const {
    return cast_ray(impl_->world, from, from - Vec3{0, depth_m, 0}, [&](int index) {
        return impl_->at(index).standable && impl_->at(index).entity != ignored_entity;
    });
}

std::span<const Part> RigidWorld::parts(int body) const {
    return impl_->at(body).parts;
}

void RigidWorld::bounds_of(int body, Vec3& low, Vec3& high) const {
    btVector3 from;
    btVector3 to;
    impl_->at(body).rigid->getAabb(from, to);
    low = from_bullet(from);
    high = from_bullet(to);
}

BodySpec RigidWorld::spec_of(int body) const {
    const BodyRecord& record = impl_->at(body);
    return {
        .parts = record.parts,
        .pose = pose(body),
        .mass_kg = record.mass_kg,
        .motion = record.motion,
        .restitution = record.restitution,
        .friction = record.friction,
        .rolling_friction = record.rolling,
        .entity = record.entity,
        .self_collide = record.self_collide,
        .standable = record.standable,
        .performer_kg =
            record.giver < 0
                ? 0.0F
                : static_cast<float>(impl_->givers[static_cast<std::size_t>(record.giver)].mass_kg()
                  ),
    };
}

const RigidWorldOptions& RigidWorld::options() const {
    return impl_->options;
}

Disc RigidWorld::disc(int body) const {
    return impl_->at(body).disc;
}

float RigidWorld::drag_per_m(int body) const {
    return impl_->at(body).drag_per_m;
}

}  // namespace hibari::world
