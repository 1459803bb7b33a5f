#pragma once

// Names that may not be shown without consent: public figures, people who died, characters and
// works of others, musicians. The lists are data (data/names_*.txt) that an operator adds to; who
// gave their consent is an opt-in, which takes a name off the list, for everybody or for some
// projects.

#include "base/result.h"
#include "trust/policy/lexicon.h"
#include "trust/policy/policy.h"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hibari::trust {

/// Concepts of the lexicon that are lists of names.
inline constexpr std::array<std::string_view, 4> kListedConcepts = {
    "public_figure", "dead_person", "copyright", "musician"
};

/// Lines of an operator's list.
inline constexpr std::size_t kBlockListMax = 100'000;

/// Adds "category: Name; other name; ..." lines to the lexicon, one concept per category. The first
/// name is what opt-ins go by.
Result<void> add_names(std::string_view data, Lexicon& lexicon);

/// Adds an operator's "category<TAB>name" lines.
Result<void> add_operator_names(std::string_view data, Lexicon& lexicon);

class OptIns {
  public:
    OptIns(std::span<const OptIn> opt_ins, const Folder& folder);

    /// Whether that name, as the lexicon has it, may be shown in that project.
    bool allows(std::string_view name, std::string_view project) const;

  private:
    std::unordered_map<std::string, std::vector<std::string>> projects_;
};

}  // namespace hibari::trust
