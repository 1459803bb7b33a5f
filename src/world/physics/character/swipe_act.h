// A small thing swept off a table with the hand: what people do to a cup, cats with a paw.
#pragma once

#include "world/physics/character/act.h"

#include <memory>

namespace hibari::world {

/// Whether a push of `object` is a sweep of the hand: it is small, and stands as high as hands
/// hang.
bool is_for_the_hand(const StageView& view, int object);

/// Walks up to the thing, to a side from which it can be swept over the nearest edge of what it
/// stands on, and does so. Strikes (SignalKind::kStrike) with the speed that takes it there.
std::unique_ptr<Act> make_swipe_act(const Cue& cue);

}  // namespace hibari::world
