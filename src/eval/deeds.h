#pragma once

// Reads back, by rules, what a thing does.

#include "eval/events.h"
#include "world/tap/told.h"

#include <span>
#include <string_view>

namespace hibari::eval {

/// What a motion looks like: "fall", "fall_on", "hit", "travel", "topple", "stay". `index` is that
/// of the motion.
std::string_view read_deed(
    std::span<const Motion> motions, std::span<const Impact> impacts, std::size_t index
);

/// The same of what is told: "bounce" is a "fall", "roll_into" a "hit".
std::string_view deed_class(const world::tap::ToldThing& thing);

/// Radius in its last sight against the first: more than 1 for what comes nearer.
double growth_of(const Motion& motion);

/// Whether it is elsewhere, nearer or further at any time than in the beginning.
bool is_moving(const Motion& motion);

/// Whether it ends where a ToldThing::direction leads: "left", "right", "towards", "away".
bool goes(const Motion& motion, std::string_view direction);

}  // namespace hibari::eval
