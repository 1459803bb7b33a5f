// Striking a ball with what the hand holds, or with the hand itself.
//
// Every stroke is an arc of hand and tool in one plane about the shoulders. At the moment of the
// hit shoulders, hand, tool and ball are in one line; golf, bat and serve differ only in where that
// line points: down to a ball on the ground, level to one tossed up before the chest, or up.
#pragma once

#include "world/physics/character/act.h"

#include <memory>

namespace hibari::world {

std::unique_ptr<Act> make_strike_act(const Cue& cue);

}  // namespace hibari::world
