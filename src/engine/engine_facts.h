#pragma once

// What an engine is from outside, as data: for engines whose code is not in this program.

#include "engine/generator.h"

#include <functional>
#include <string>
#include <vector>

namespace hibari::engine {

/// What the functions of a Generator that start nothing answer.
struct EngineFacts {
    std::string name;
    std::string description;
    std::vector<std::string> styles = {};
    Abilities abilities = {};
    /// Generator::check; empty accepts everything.
    std::function<Result<void>(const ClipRequest&)> check = {};
};

}  // namespace hibari::engine
