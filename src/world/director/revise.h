// The same clip with something else about it: a script and the words for what shall be different
// give the script with that changed and everything else as it was, ids included, so that the same
// seed makes the same clip but for the change.
#pragma once

#include "base/result.h"
#include "world/director/direct.h"
#include "world/script/shot_script.h"

#include <string_view>

namespace hibari::world {

/// Changes `source` as the prompt asks: "make the ball red", "replace the dog with a cat", "it is
/// winter now", "this time he misses", "same shot from above". A prompt that tells a whole scene
/// is told over the source: whom and what it names anew is changed, what it leaves open stays. Each
/// change holds for all shots in which it makes sense, unless the words name one ("in shot 2"), and
/// for their continuations. Lengths stay, whatever the options say; an entity that is replaced
/// keeps its id. What is spoken of but not there is told in the interpretation, which also has a
/// list of what was changed (changes.h). Errors: kInvalidArgument for a source without shots;
/// otherwise as direct().
Result<Directed> revise(
    const ClipScript& source, std::string_view prompt, const DirectOptions& options = {}
);

}  // namespace hibari::world
