#pragma once

// Nets, cloths, membranes and ropes: nodes joined by distance constraints.
//
// Position-based dynamics in small steps: nodes fall and drift in the wind, constraints pull them
// back, bodies push them out. What bodies push out pushes back: the momentum that the nodes gain
// in a step is taken from the body, so that a goal net stops a ball and a trampoline throws its
// guest up again (its bed keeps the energy it takes).

#include "base/vec.h"
#include "world/physics/rigid/rigid_world.h"
#include "world/things/thing.h"

#include <utility>
#include <vector>

namespace hibari::world {

struct SoftSurroundings {
    float gravity_mps2 = 9.81F;
    Vec3 wind_mps{};
    float ground_y = 0.0F;
};

class SoftBody {
  public:
    /// `frame` is the thing's frame in the world.
    SoftBody(int entity, const Soft& soft, const Pose& frame);

    int entity() const { return entity_; }

    const Soft& soft() const { return soft_; }

    const std::vector<Vec3>& positions() const { return positions_; }

    /// Advances by `dt`. `link_change` takes rest positions of pinned nodes to the world (the
    /// link's pose times the inverse of its rest pose). `bodies` are the rigid bodies that may
    /// touch it.
    void step(
        double dt,
        const Pose& link_change,
        const SoftSurroundings& surroundings,
        RigidWorld& world,
        const std::vector<int>& bodies
    );

  private:
    struct Edge {
        int a;
        int b;
        float rest;
    };

    void solve_edges();
    void collide(double dt, RigidWorld& world, const std::vector<int>& bodies);
    void pull_back(RigidWorld& world);
    void collide_membrane(double dt, RigidWorld& world, int body);

    int entity_;
    Soft soft_;
    std::vector<Edge> edges_;
    std::vector<Vec3> positions_;
    std::vector<Vec3> previous_;
    std::vector<float> inverse_mass_;           ///< per node; 0: pinned
    std::vector<std::pair<int, int>> touched_;  ///< body and node, in this step
    std::vector<int> near_;                     ///< bodies close by in this step
    Vec3 low_{};
    Vec3 high_{};
};

}  // namespace hibari::world
