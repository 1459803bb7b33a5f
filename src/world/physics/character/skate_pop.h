// How high and how far a board is popped: over the ground, on to a rail, over a thing in the way.
#pragma once

#include "world/physics/character/performer.h"

#include <optional>

namespace hibari::world {

/// What is leapt over on a board.
struct BoardObstacle {
    int entity = -1;
    Vec3 middle{};
    float half_m = 0.2F;  ///< along the way
    float height_m = 0.3F;
    float drop_m = 0.0F;  ///< that the ground behind it is lower: a flight of stairs
};

/// The target of a trick that is neither ridden on nor off; empty when there is none.
std::optional<BoardObstacle> board_obstacle(const StageView& view, const Cue& cue, Vec3 from);

/// The leap of rider and board.
struct Pop {
    float air_s = 0.5F;
    float rider_up_mps = 2.0F;  ///< at take-off
    float spring_m = 0.3F;      ///< that the legs stretch before it
    float spring_s = 0.25F;     ///< and for how long
    float drop_m = 0.2F;        ///< that the rider lands lower than it takes off
};

/// `rise_m` of the board, which comes down `onto_m` higher than it leaves; `scale` of the rider.
Pop plan_pop(float rise_m, float onto_m, float scale, float gravity);

}  // namespace hibari::world
