#include "world/physics/rigid/dispatcher.h"

#include <BulletCollision/BroadphaseCollision/btCollisionAlgorithm.h>
#include <algorithm>

namespace hibari::world {
namespace {

constexpr float kReachShare = 0.02F;  // Contacts are kept while they are closer than this.

}  // namespace

Dispatcher::Dispatcher(
    btCollisionConfiguration* configuration, const std::vector<BodyRecord>& bodies
)
    : btCollisionDispatcher(configuration), bodies_(bodies) {
    setNearCallback(&Dispatcher::near);
}

bool Dispatcher::may_touch(int a, int b) const {
    if (a < 0 || b < 0) {
        return std::max(a, b) >= 0;
    }
    const BodyRecord& first = bodies_[static_cast<std::size_t>(a)];
    const BodyRecord& second = bodies_[static_cast<std::size_t>(b)];
    if (first.entity >= 0 && first.entity == second.entity &&
        (!first.self_collide || linked.contains(std::minmax(a, b)))) {
        return false;
    }
    return ignored.empty() || !ignored.contains(std::minmax(first.entity, second.entity));
}

btPersistentManifold* Dispatcher::getNewManifold(
    const btCollisionObject* a, const btCollisionObject* b
) {
    btPersistentManifold* manifold = btCollisionDispatcher::getNewManifold(a, b);
    const auto reach = [&](const btCollisionObject* object) {
        const int index = object->getUserIndex();
        return index < 0 || object->isStaticObject()
                   ? 0.5F
                   : kReachShare * bodies_[static_cast<std::size_t>(index)].shape.size_m;
    };
    const btScalar threshold = btScalar(std::min({reach(a), reach(b), 0.02F}));
    manifold->setContactBreakingThreshold(threshold);
    manifold->setContactProcessingThreshold(threshold);
    return manifold;
}

void Dispatcher::near(
    btBroadphasePair& pair, btCollisionDispatcher& base, const btDispatcherInfo& info
) {
    auto& self = static_cast<Dispatcher&>(base);
    const auto* a = static_cast<btCollisionObject*>(pair.m_pProxy0->m_clientObject);
    const auto* b = static_cast<btCollisionObject*>(pair.m_pProxy1->m_clientObject);
    if (self.may_touch(a->getUserIndex(), b->getUserIndex())) {
        defaultNearCallback(pair, base, info);
    } else if (pair.m_algorithm != nullptr) {
        pair.m_algorithm->~btCollisionAlgorithm();
        base.freeCollisionAlgorithm(pair.m_algorithm);
        pair.m_algorithm = nullptr;
    }
}

}  // namespace hibari::world
