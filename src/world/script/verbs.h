// What verbs have in common, whoever asks: the director, the stage or a performer.
#pragma once

#include "world/script/shot_script.h"

namespace hibari::world {

/// The subject stands or sits on the object and goes as it does.
bool is_riding(Verb verb);

}  // namespace hibari::world
