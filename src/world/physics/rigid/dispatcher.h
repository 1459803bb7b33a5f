#pragma once

// Who may touch whom, and how near a contact must be to be kept. Private to physics/rigid.

#include "world/physics/rigid/body_record.h"

#include <BulletCollision/CollisionDispatch/btCollisionDispatcher.h>
#include <set>
#include <utility>
#include <vector>

namespace hibari::world {

/// Asks the world whether a pair may touch, and drops old contacts when it may not.
class Dispatcher : public btCollisionDispatcher {
  public:
    Dispatcher(btCollisionConfiguration* configuration, const std::vector<BodyRecord>& bodies);

    bool may_touch(int a, int b) const;

    btPersistentManifold* getNewManifold(const btCollisionObject* a, const btCollisionObject* b)
        override;

    std::set<std::pair<int, int>> ignored;  // Entities.
    std::set<std::pair<int, int>> linked;   // Bodies joined by a joint, or overlapping as built.

  private:
    static void near(
        btBroadphasePair& pair, btCollisionDispatcher& base, const btDispatcherInfo& info
    );

    const std::vector<BodyRecord>& bodies_;
};

}  // namespace hibari::world
