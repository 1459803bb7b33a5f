#pragma once

// What clients call a model ("sora-2") and what that means here: an engine, a quality and the
// largest picture. The operator decides; programs written for another service go on unchanged.

#include "base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

/// An engine as this layer knows it: its name, and what it can do besides making clips from words.
struct EngineFacts {
    std::string name;
    std::vector<std::string> styles;  ///< empty: any, or none
    bool revises = false;             ///< clips of its own
    bool extends = false;             ///< clips of its own
    bool takes_uploads = false;       ///< both for clips from elsewhere, too
    bool takes_first_frame = false;
    bool takes_characters = false;
};

struct Model {
    std::string name;
    EngineFacts engine;
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
    /// and longest sides. An engine that is not among `engines` is an error.
    static Result<Models> parse(std::string_view text, std::span<const EngineFacts> engines);

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
