#pragma once

// Where the weights of a learned engine lie.

#include "base/result.h"

#include <filesystem>
#include <string_view>

namespace hibari::engine {

/// The folder of the model `name` ("mini"): in the folder `models`, when it is not empty (the
/// variable HIBARI_MODELS), else in the nearest folder called "models" in the one that holds
/// `program` or at most five above it. Fails with kNotFound and says where it should be.
Result<std::filesystem::path> find_model(
    std::string_view name, const std::filesystem::path& program, const std::filesystem::path& models
);

}  // namespace hibari::engine
