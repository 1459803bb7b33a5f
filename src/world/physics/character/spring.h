// Offsets that fade away: how one motion turns into another without a jump.
//
// When a motion replaces another, the difference in value and speed between the two becomes an
// offset that a critically damped spring takes back to zero while the new motion already runs
// ("inertialized" transitions: D. Bollo, "Inertialization: High-Performance Animation Transitions
// in Gears of War", GDC 2018).
#pragma once

#include <cmath>

namespace hibari::world {

/// A value that a critically damped spring draws to zero.
struct Fading {
    float value = 0.0F;
    float speed = 0.0F;

    /// `omega` is the spring's frequency in rad/s; about 4 / omega seconds until little is left.
    void step(float dt, float omega) {
        const float j1 = speed + value * omega;
        const float decay = std::exp(-omega * dt);
        value = decay * (value + j1 * dt);
        speed = decay * (speed - j1 * omega * dt);
    }
};

/// A value that follows a goal through a critically damped spring.
struct Following {
    float value = 0.0F;
    float speed = 0.0F;

    void step(float goal, float dt, float omega) {
        Fading rest{value - goal, speed};
        rest.step(dt, omega);
        value = rest.value + goal;
        speed = rest.speed;
    }
};

}  // namespace hibari::world
