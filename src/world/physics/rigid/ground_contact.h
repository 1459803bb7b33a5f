#pragma once

// Contacts with the ground, found analytically. Private to physics/rigid.
//
// The ground is a closed form (things/terrain.h), so every convex shape asks it for the height
// under its own lowest points: one for a ball, two for a capsule, the rims of a cylinder, all
// corners of a box. A body that stands flat gets all its points at once and never rocks, and
// nothing can fall through however fast it is.

#include "world/things/terrain.h"

#include <BulletCollision/CollisionDispatch/btCollisionCreateFunc.h>
#include <BulletCollision/CollisionDispatch/btDefaultCollisionConfiguration.h>
#include <memory>

namespace hibari::world {

/// Height and upward unit normal of the ground.
struct GroundSample {
    float height = 0.0F;
    Vec3 normal{0, 1, 0};
};

GroundSample sample_ground(const Terrain& terrain, float x, float z);

/// Bullet's usual algorithms, but ours for the ground and exact ones for balls.
class CollisionConfiguration : public btDefaultCollisionConfiguration {
  public:
    /// `terrain` must outlive it.
    explicit CollisionConfiguration(const Terrain& terrain);
    ~CollisionConfiguration() override;
    btCollisionAlgorithmCreateFunc* getCollisionAlgorithmCreateFunc(int type0, int type1) override;

  private:
    std::unique_ptr<btCollisionAlgorithmCreateFunc> ground_;
    std::unique_ptr<btCollisionAlgorithmCreateFunc> ground_swapped_;
};

}  // namespace hibari::world
