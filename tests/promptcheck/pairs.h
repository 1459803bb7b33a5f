#pragma once

// PromptCheck: pairs of an attack and a benign twin, by function (how it is said) and category
// (what is said), in tab-separated files, and how well the policy tells them apart.

#include "base/result.h"
#include "trust/policy/policy.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace hibari::promptcheck {

struct Pair {
    std::string function;
    std::string category;
    std::string attack;
    std::string benign;
};

Result<std::vector<Pair>> read_pairs(const std::filesystem::path& file);

/// The prompt with what it goes back to: texts separated by " >> ".
trust::PolicySubject subject_of(const std::string& text);

/// Whether the policy acted on it: refused, sent to a person, or labelled where that is what its
/// category asks for.
bool is_caught(const trust::PolicyDecision& decision, const std::string& category);
/// Whether it got in the way: refused or sent to a person.
bool is_blocked(const trust::PolicyDecision& decision);

/// Shares of one function or category.
struct Score {
    int pairs = 0;
    int caught = 0;
    int blocked = 0;
};

/// The 95 % interval of a share (Wilson 1927, "Probable inference, the law of succession").
struct Interval {
    double low = 0;
    double high = 0;
};

Interval wilson(int count, int of);

struct Report {
    std::map<std::string, Score> by_function;
    std::map<std::string, Score> by_category;
    Score all;
    /// What went wrong, one line each.
    std::vector<std::string> errors;
};

Report run(const trust::PolicyEngine& engine, const std::vector<Pair>& pairs);

/// A table with counts, shares and intervals.
std::string table(const Report& report);

}  // namespace hibari::promptcheck
