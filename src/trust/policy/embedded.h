#pragma once

// The data files that are part of the program.

#include <span>
#include <string_view>

namespace hibari::embedded {

extern const std::string_view policy_words;
extern const std::string_view policy_context;
extern const std::string_view policy_body;
extern const std::string_view policy_harm;
extern const std::string_view policy_public;
extern const std::string_view policy_classes;
extern const std::string_view policy_names_people;
extern const std::string_view policy_names_dead;
extern const std::string_view policy_names_works;
extern const std::string_view policy_names_music;
extern const std::string_view policy_rules;
extern const std::string_view policy_matters;
/// Binary: what the classifier has learned, aligned to 64 bytes.
extern const std::string_view policy_classifier;

}  // namespace hibari::embedded

namespace hibari::trust {

/// data/*.txt with concepts.
std::span<const std::string_view> lexicon_files();

/// data/names_*.txt.
std::span<const std::string_view> name_files();

}  // namespace hibari::trust
