#pragma once

// What the engine knows before it reads a text: folding, words, the lexicon with its names, the
// rules. One of it serves the engine and the program that prepares examples for the classifier.

#include "base/result.h"
#include "trust/policy/fold.h"
#include "trust/policy/lexicon.h"
#include "trust/policy/rules.h"
#include "trust/policy/scene.h"
#include "trust/policy/word_table.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace hibari::trust {

class Knowledge {
  public:
    /// Reads the embedded data and an operator's block list (PolicyOptions::block_list). The error
    /// names the line of the list.
    static Result<std::unique_ptr<const Knowledge>> load(std::string_view block_list);
    Knowledge(const Knowledge&) = delete;
    Knowledge& operator=(const Knowledge&) = delete;

    const Folder& folder() const { return *folder_; }

    const WordTable& words() const { return words_; }

    const Lexicon& lexicon() const { return lexicon_; }

    const SceneConcepts& concepts() const { return *concepts_; }

    const std::vector<Rule>& rules() const { return rules_; }

  private:
    explicit Knowledge(std::unique_ptr<const Folder> folder);
    Result<void> read(std::string_view block_list);

    std::unique_ptr<const Folder> folder_;
    WordTable words_;
    Lexicon lexicon_;
    std::optional<SceneConcepts> concepts_;
    std::vector<Rule> rules_;
};

}  // namespace hibari::trust
