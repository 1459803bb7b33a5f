#pragma once

// Between our vectors and Bullet's. Private to physics/rigid: nothing else sees Bullet.

#include "base/vec.h"

#include <LinearMath/btTransform.h>

namespace hibari::world {

inline btVector3 to_bullet(Vec3 v) {
    return {btScalar(v.x), btScalar(v.y), btScalar(v.z)};
}

inline btQuaternion to_bullet(Quat q) {
    return {btScalar(q.x), btScalar(q.y), btScalar(q.z), btScalar(q.w)};
}

inline btTransform to_bullet(const Pose& pose) {
    return btTransform(to_bullet(pose.rotation).normalized(), to_bullet(pose.position));
}

inline Vec3 from_bullet(const btVector3& v) {
    return {static_cast<float>(v.x()), static_cast<float>(v.y()), static_cast<float>(v.z())};
}

inline Pose from_bullet(const btTransform& transform) {
    const btQuaternion q = transform.getRotation();
    return {
        from_bullet(transform.getOrigin()),
        normalize(Quat{
            static_cast<float>(q.x()),
            static_cast<float>(q.y()),
            static_cast<float>(q.z()),
            static_cast<float>(q.w())
        })
    };
}

}  // namespace hibari::world
