// New deeds in place of old ones.
#pragma once

#include "world/director/take_parts.h"
#include "world/script/shot_script.h"

#include <optional>
#include <span>
#include <vector>

namespace hibari::world {

/// How deeds that words tell of stand to those that a script has.
struct MergeOptions {
    bool instead = false;              ///< the subject does nothing else
    bool besides = false;              ///< he does them after all he did
    std::vector<Verb> not_these = {};  ///< what they stand in the place of
};

/// A deed that the subject does anyway is told more exactly; another takes the place of what
/// cannot be done at the same time, with its step; what can goes on beside it.
void merge_actions(
    std::span<TakePart> parts, std::span<const Action> told, const MergeOptions& how
);

/// Likewise lines: who speaks says something else.
void merge_lines(std::span<TakePart> parts, std::span<const SpokenLine> told, bool besides);

}  // namespace hibari::world
