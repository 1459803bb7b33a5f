#pragma once

// What kinds of four-legged animals have in common: how they run, and their voices.

#include "world/physics/character/animal_body.h"
#include "world/script/shot_script.h"

#include <string>
#include <string_view>

namespace hibari::world {

Runner runner_of(std::string_view kind);
/// It does not walk: frogs.
bool goes_in_leaps(std::string_view kind);
bool is_feline(std::string_view kind);
bool is_canine(std::string_view kind);
/// The name of the animal's own voice; sound knows these.
std::string voice_of(std::string_view kind, Verb verb);

}  // namespace hibari::world
