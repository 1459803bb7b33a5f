// Musicians bring their instruments: "a guitarist", "a piano player".
#pragma once

#include "world/director/story.h"

#include <string_view>

namespace hibari::world {

/// What somebody plays by what they are called, as words of a thing; "" for everybody else.
std::string_view instrument_of(const CastMember& member);

/// Those who do nothing yet play; the others get their instrument into their hands.
void give_instruments(Story& story, DraftShot& draft);

/// Instruments that are played and songs without words are heard.
void let_hear(Story& story, DraftShot& draft, const DraftAction& action);

}  // namespace hibari::world
