#pragma once

// The plain words for what somebody does and for what happens, third person, present tense.
//
// Deeds are told when they begin; those whose moment is an event of its own (a throw, a kick, a
// catch, a bark) are told by that event, when it really came to it.

#include "world/script/shot_script.h"
#include "world/timeline/timeline.h"

#include <string>
#include <string_view>

namespace hibari::world {

/// "walks towards the dog", "waves", "sits on the bench"; `patient` is a name with its article or
/// empty. Empty for verbs that an event tells.
std::string words_of_deed(Verb verb, std::string_view patient);

/// "throws the ball", "topples over"; `patient` as above. Empty for what is told otherwise.
std::string words_of_event(const Event& event, std::string_view patient);

}  // namespace hibari::world
