#include "world/physics/rigid/impact.h"

#include "world/physics/rigid/bullet_convert.h"
#include "world/physics/rigid/giver.h"
#include "world/physics/rigid/rigid_world.h"

#include <BulletCollision/CollisionDispatch/btCollisionDispatcher.h>
#include <BulletDynamics/Dynamics/btRigidBody.h>
#include <algorithm>

namespace hibari::world {

namespace {

// Slower contacts are resting ones. Just above what gravity adds in a step (0.04 m/s), so that
// nothing trembles and a ball's last bounces still are bounces (0.3 mm high).
constexpr btScalar kHitSpeed = 0.07;
constexpr int kRounds = 64;       // Over all pairs.
constexpr int kPointPasses = 16;  // Within a pair.
// What is inside something else comes out no faster than this: it is not flung.
constexpr btScalar kWayOut_mps = 1;
// A limb inside a thing pushes it out no faster than this takes: what went through shall not pop.
constexpr btScalar kLimbDepth = 0.001;

struct Point {
    btVector3 normal;  // From b to a.
    btVector3 arm_a;
    btVector3 arm_b;
    btVector3 at;
    btScalar distance;
    btScalar mass;  // Effective, along the normal.
    btScalar target = 0;
    btScalar pushed = 0;
    btManifoldPoint* contact = nullptr;
};

struct Pair {
    btRigidBody* a = nullptr;
    btRigidBody* b = nullptr;
    std::size_t first = 0;
    std::size_t count = 0;
    PairValues values;
    btScalar impulse = 0;
    btScalar closing = 0;  // Fastest seen.
    btVector3 at{0, 0, 0};
    btVector3 normal{0, 1, 0};
};

bool is_moved(const btRigidBody& body) {
    return body.getInvMass() > 0 && !body.isStaticOrKinematicObject();
}

btScalar response(const btRigidBody& body, const btVector3& arm, const btVector3& direction) {
    if (!is_moved(body)) {
        return 0;
    }
    const btVector3 turn = (body.getInvInertiaTensorWorld() * arm.cross(direction)).cross(arm);
    return body.getInvMass() + turn.dot(direction);
}

btVector3 velocity_at(const btRigidBody& body, const btVector3& arm) {
    return body.getVelocityInLocalPoint(arm);
}

/// Of the one that the solver moves, where only one is.
btScalar inverse_mass(const Pair& pair) {
    return std::max(pair.a->getInvMass(), pair.b->getInvMass());
}

void apply(Pair& pair, const Point& point, const btVector3& impulse) {
    if (is_moved(*pair.a)) {
        pair.a->applyImpulse(impulse, point.arm_a);
    }
    if (is_moved(*pair.b)) {
        pair.b->applyImpulse(-impulse, point.arm_b);
    }
}

btScalar separating(const Pair& pair, const Point& point) {
    return point.normal.dot(velocity_at(*pair.a, point.arm_a) - velocity_at(*pair.b, point.arm_b));
}

bool meets(const Point& point, btScalar closing, btScalar dt) {
    return point.distance <= 0 || point.distance <= closing * dt;
}

void rub(Pair& pair, const Point& point, btScalar normal_impulse) {
    if (pair.values.friction <= 0 || normal_impulse <= 0) {
        return;
    }
    const btVector3 relative =
        velocity_at(*pair.a, point.arm_a) - velocity_at(*pair.b, point.arm_b);
    const btVector3 slip = relative - point.normal * relative.dot(point.normal);
    const btScalar speed = slip.length();
    if (speed < btScalar(1e-6)) {
        return;
    }
    const btVector3 direction = slip / speed;
    const btScalar give =
        response(*pair.a, point.arm_a, direction) + response(*pair.b, point.arm_b, direction);
    const btScalar size = std::min(speed / give, pair.values.friction * normal_impulse);
    apply(pair, point, direction * -size);
}

/// True when the pair was closing and has been pushed apart.
bool resolve(Pair& pair, std::vector<Point>& points, btScalar dt) {
    btScalar fastest = 0;
    Point* lead = nullptr;
    for (std::size_t i = pair.first; i < pair.first + pair.count; ++i) {
        Point& point = points[i];
        const btScalar closing = -separating(pair, point);
        const bool hit = closing > 0 && meets(point, closing, dt);
        point.target = hit ? pair.values.restitution * closing : btScalar(-1e9);
        point.pushed = 0;
        if (hit && closing > fastest) {
            fastest = closing;
            lead = &point;
        }
    }
    if (lead == nullptr || fastest < kHitSpeed) {
        return false;
    }
    if (fastest > pair.closing) {
        pair.closing = fastest;
        pair.at = lead->at;
        pair.normal = lead->normal;
    }
    Giver* giver = pair.values.giver;
    btScalar left = giver != nullptr
                        ? giver->left_ns(pair.closing, inverse_mass(pair), pair.values.restitution)
                        : BT_LARGE_FLOAT;
    for (int pass = 0; pass < (pair.count == 1 ? 1 : kPointPasses); ++pass) {
        for (std::size_t i = pair.first; i < pair.first + pair.count; ++i) {
            Point& point = points[i];
            if (point.target < 0 && point.pushed <= 0 && !(point.distance <= 0)) {
                continue;
            }
            const btScalar target = std::max(point.target, btScalar(0));
            const btScalar wanted = (target - separating(pair, point)) * point.mass;
            const btScalar total = std::max(btScalar(0), point.pushed + std::min(wanted, left));
            left -= total - point.pushed;
            apply(pair, point, point.normal * (total - point.pushed));
            point.pushed = total;
        }
    }
    for (std::size_t i = pair.first; i < pair.first + pair.count; ++i) {
        rub(pair, points[i], points[i].pushed);
        pair.impulse += points[i].pushed;
        if (giver != nullptr) {
            giver->give(points[i].pushed);
        }
    }
    return true;
}

/// What remains between a limb and a thing: a contact as soft as the body behind the limb for
/// Bullet to keep, or none where that body has nothing left to give.
void yield(const Pair& pair, const std::vector<Point>& points, btScalar dt) {
    for (std::size_t i = pair.first; i < pair.first + pair.count; ++i) {
        const Point& point = points[i];
        btManifoldPoint& contact = *point.contact;
        const btScalar closing = -separating(pair, point);
        const bool spent = closing > kHitSpeed && meets(point, closing, dt);
        contact.setDistance(spent ? BT_LARGE_FLOAT : std::max(point.distance, -kLimbDepth));
        contact.m_appliedImpulse = 0;
        contact.m_contactCFM = dt / pair.values.giver->mass_kg();
        contact.m_contactPointFlags |= BT_CONTACT_FLAG_HAS_CONTACT_CFM;
    }
}

}  // namespace

btScalar resolve_impacts(
    btDispatcher& dispatcher,
    btScalar dt,
    const std::function<PairValues(int a, int b)>& values,
    std::vector<Impact>& impacts
) {
    std::vector<btPersistentManifold*> manifolds;
    for (int i = 0; i < dispatcher.getNumManifolds(); ++i) {
        btPersistentManifold* manifold = dispatcher.getManifoldByIndexInternal(i);
        if (manifold->getNumContacts() > 0) {
            manifolds.push_back(manifold);
        }
    }
    const auto key = [](const btPersistentManifold* manifold) {
        return std::pair(
            manifold->getBody0()->getUserIndex(), manifold->getBody1()->getUserIndex()
        );
    };
    std::stable_sort(manifolds.begin(), manifolds.end(), [&](const auto* l, const auto* r) {
        return key(l) < key(r);
    });
    std::vector<Point> points;
    std::vector<Pair> pairs;
    for (btPersistentManifold* manifold : manifolds) {
        auto* a = const_cast<btRigidBody*>(btRigidBody::upcast(manifold->getBody0()));
        auto* b = const_cast<btRigidBody*>(btRigidBody::upcast(manifold->getBody1()));
        if (a == nullptr || b == nullptr) {
            continue;
        }
        if (pairs.empty() || pairs.back().a != a || pairs.back().b != b) {
            pairs.push_back(
                {.a = a,
                 .b = b,
                 .first = points.size(),
                 .values = values(a->getUserIndex(), b->getUserIndex())}
            );
        }
        Pair& pair = pairs.back();
        for (int i = 0; i < manifold->getNumContacts(); ++i) {
            btManifoldPoint& contact = manifold->getContactPoint(i);
            contact.m_combinedRestitution = 0;
            contact.m_combinedFriction = pair.values.friction;
            contact.m_combinedRollingFriction = pair.values.rolling;
            contact.m_combinedSpinningFriction = pair.values.rolling;
            Point point;
            point.contact = &contact;
            point.normal = contact.m_normalWorldOnB;
            point.at = contact.getPositionWorldOnB();
            point.arm_a = contact.getPositionWorldOnA() - a->getCenterOfMassPosition();
            point.arm_b = point.at - b->getCenterOfMassPosition();
            point.distance = contact.getDistance();
            const btScalar give =
                response(*a, point.arm_a, point.normal) + response(*b, point.arm_b, point.normal);
            if (give <= 0) {
                continue;
            }
            point.mass = 1 / give;
            points.push_back(point);
            ++pair.count;
        }
    }
    for (int round = 0; round < kRounds; ++round) {
        bool any = false;
        for (Pair& pair : pairs) {
            if (pair.count > 0 && resolve(pair, points, dt)) {
                any = true;
            }
        }
        if (!any) {
            break;
        }
    }
    btScalar deepest = 0;
    for (const Pair& pair : pairs) {
        if (pair.values.giver != nullptr) {
            yield(pair, points, dt);
        }
        for (std::size_t i = pair.first; i < pair.first + pair.count; ++i) {
            btManifoldPoint& contact = *points[i].contact;
            deepest = std::max(deepest, -contact.getDistance());
            contact.setDistance(std::max(contact.getDistance(), -kWayOut_mps * dt / kRecovery));
        }
        if (pair.impulse <= 0) {
            continue;
        }
        pair.a->activate(true);
        pair.b->activate(true);
        impacts.push_back({
            .a = pair.a->getUserIndex(),
            .b = pair.b->getUserIndex(),
            .point = from_bullet(pair.at),
            .normal = from_bullet(pair.normal),
            .impulse_ns = static_cast<float>(pair.impulse),
            .speed_mps = static_cast<float>(pair.closing),
        });
    }
    return deepest;
}

}  // namespace hibari::world
