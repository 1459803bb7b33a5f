#pragma once

// A shot script as something that captions can tell.

#include "world/script/shot_script.h"
#include "world/tap/told.h"

#include <string>
#include <vector>

namespace hibari::engine {

struct ToldScript {
    world::tap::Told told;
    /// What the captions have no words for, each once: "the dog jumps", "the woman says \"hello\"",
    /// "the cube is beside the ball", "calm piano music", "weather: snow", "slow motion".
    std::vector<std::string> left_out;
};

/// Tells of the last shot, of one that goes on of its last continuation: its things in the order of
/// the script, each with the first thing it does that has words. Things that are alike and do the
/// same are one.
ToldScript tell_script(const world::ClipScript& script);

}  // namespace hibari::engine
