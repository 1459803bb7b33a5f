#pragma once

// What clients call a model ("sora-2") and what that means here: an engine, a quality and the
// largest picture. The operator decides; programs written for another service go on unchanged.

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

struct Model {
    std::string name;
    std::string engine;
    /// draft, standard or high.
    std::string quality;
    /// Pixels of the longer side at most.
    std::int64_t long_side_max = 1920;
};

/// The models of this installation; the first is the default.
class Models {
  public:
    /// Needs at least one.
    explicit Models(std::vector<Model> models);

    /// Reads "sora-2=world/standard/1280, sora-2-pro=world/high/1920": names, engines, qualities
    /// and longest sides.
    static Result<Models> parse(std::string_view text);

    /// The model of that name; a dated snapshot ("sora-2-2025-12-08") is the model itself, and an
    /// empty name the default.
    Result<Model> find(std::string_view name) const;

    const std::vector<Model>& all() const { return models_; }

  private:
    std::vector<Model> models_;
};

/// Place in the order draft, standard, high; -1 for anything else.
int quality_rank(std::string_view quality);

}  // namespace hibari::domain
