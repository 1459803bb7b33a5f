#pragma once

// The engine `mini`: our own learned model as a Generator. It runs in hibari-torch, a process of
// its own (engine/process). Words go through the director first, so that it knows what the world
// engine knows, and are told again as the model learned to read (retell.h).

#include "engine/generator.h"

#include <filesystem>
#include <memory>

namespace hibari::engine {

/// `folder` holds the model: config.json, vocabulary.txt and *.safetensors. It is opened when it is
/// first needed and stays open.
std::unique_ptr<Generator> make_mini_engine(const std::filesystem::path& folder);

}  // namespace hibari::engine
