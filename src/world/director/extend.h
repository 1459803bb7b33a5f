// What comes after: a script and the words for what happens next give the script with one more
// continuation at the end of its last shot, or with further shots where the words ask for a cut.
// Nothing that was there before changes.
#pragma once

#include "base/result.h"
#include "world/director/direct.h"
#include "world/script/shot_script.h"

#include <string_view>

namespace hibari::world {

/// Goes on with `source` for `seconds` (1 .. 20). "he", "the ball" and "the other one" are those of
/// the source; only who is new becomes an entity. Whoever was on his way and is told nothing else
/// goes on. A prompt without words is "continue". Words that would change place, time, weather,
/// style or music of the take are reported as ignored; "cut to", "next shot" and another place
/// begin new shots, with the same cast, that share `seconds`. The options' seconds do not count.
/// Errors: kInvalidArgument for a source without shots, for seconds out of range and for more than
/// 6 continuations of a shot or 12 shots; otherwise as direct().
Result<Directed> extend(
    const ClipScript& source,
    std::string_view prompt,
    double seconds,
    const DirectOptions& options = {}
);

}  // namespace hibari::world
