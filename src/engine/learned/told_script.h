#pragma once

// A shot script as something that captions can tell.

#include "world/script/shot_script.h"
#include "world/tap/told.h"

#include <string>
#include <vector>

namespace hibari::engine {

struct ToldScript {
    world::tap::Told told;
    /// What has no words in the captions: "the second shot", "somebody who waves".
    std::vector<std::string> left_out;
};

/// Tells of the first shot: its things in the order of the script, each with the first thing that
/// it does. Things that are alike and do the same are one.
ToldScript tell_script(const world::ClipScript& script);

}  // namespace hibari::engine
