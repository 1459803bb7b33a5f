#pragma once

// The impact pass: hits with restitution and friction, resolved before the solver runs. Private to
// physics/rigid.
//
// Every pair of bodies whose surfaces meet within this substep faster than a threshold gets the
// impulse that Newton's law of impact asks for: separating speed = e * closing speed at each
// contact point, impulses never negative, tangential impulses within Coulomb's cone. All points of
// a pair are solved together (a box that lands flat stays flat); pairs are solved one after the
// other, over and over, until nothing closes any more. That order is what makes a row of touching
// balls pass a hit through, as in Newton's cradle. What remains (resting contact, joints) is
// Bullet's, with restitution zero. The limbs of performers give no more than their Giver has: a
// contact that would ask for more is taken away from Bullet as well.

#include <LinearMath/btScalar.h>
#include <functional>
#include <vector>

class btDispatcher;
class btRigidBody;

namespace hibari::world {

class Giver;

struct Impact;

/// Surface values of a pair, and who stands behind one of the two if that is a performer's limb.
struct PairValues {
    btScalar restitution = 0;
    btScalar friction = 0;
    btScalar rolling = 0;
    Giver* giver = nullptr;
};

/// Share of an overlap that the solver takes back in a substep.
constexpr btScalar kRecovery = 0.2;

/// Resolves all hits of a substep of `dt` and appends them to `impacts` (one per pair). Sets the
/// friction of all contact points for the solver, and shows it of an overlap only so much that
/// nothing is flung out of it. Returns the deepest overlap, metres.
btScalar resolve_impacts(
    btDispatcher& dispatcher,
    btScalar dt,
    const std::function<PairValues(int a, int b)>& values,
    std::vector<Impact>& impacts
);

}  // namespace hibari::world
