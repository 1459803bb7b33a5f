#include "world/things/balls/ball_family.h"

namespace hibari::world {

Blueprint build_ball(const Entity& entity, const BallData& data) {
    Assembly ball(entity, data.substance);
    ball.part(sphere(data.radius_m), {0, data.radius_m, 0}, data.material);
    ball.mass(data.mass_kg);
    ball.restitution(data.restitution);
    ball.friction(data.friction);
    ball.rolling_friction(data.rolling_friction_m);
    return ball.finish();
}

}  // namespace hibari::world
