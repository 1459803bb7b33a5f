#pragma once

// How much of a push a performer has to give. Private to physics/rigid.
//
// The limbs of people and animals are moved by animation, which knows no resistance: to the solver
// they would be walls, and a cat that lands on a table would hit it with the weight of the world.
// A Giver stands for the body behind the limbs. A hit gives what a free body of that mass would,
// and what has been given is lacking until the muscles have made it up; a lasting push gets what
// muscles bear. What is asked beyond that is not given: the limb goes through.

#include <LinearMath/btScalar.h>
#include <algorithm>

namespace hibari::world {

class Giver {
  public:
    explicit Giver(btScalar mass_kg) : mass_kg_(mass_kg) {}

    btScalar mass_kg() const { return mass_kg_; }

    /// Muscles make up for what was given.
    void begin_substep(btScalar dt) {
        bearable_ns_ = kStrength_mps2 * mass_kg_ * dt;
        lacking_ns_ = std::max(btScalar(0), lacking_ns_ - bearable_ns_);
        borne_ns_ = 0;
    }

    /// What it can still give in this substep to a body of inverse mass `other` that it meets at
    /// `closing` m/s: the impulse of two free bodies (Newton's law of impact), or what muscles
    /// bear, whichever is more.
    btScalar left_ns(btScalar closing, btScalar other, btScalar restitution) const {
        const btScalar hit = (1 + restitution) * closing / (1 / mass_kg_ + other);
        return std::max({btScalar(0), hit - lacking_ns_, bearable_ns_ - borne_ns_});
    }

    void give(btScalar impulse_ns) {
        lacking_ns_ += impulse_ns;
        borne_ns_ += impulse_ns;
    }

  private:
    /// Force of a push per mass: 1.5 times the own weight, what a strong person leans and shoves
    /// with.
    static constexpr btScalar kStrength_mps2 = btScalar(14.7);

    btScalar mass_kg_;
    btScalar lacking_ns_ = 0;
    btScalar bearable_ns_ = 0;
    btScalar borne_ns_ = 0;
};

}  // namespace hibari::world
