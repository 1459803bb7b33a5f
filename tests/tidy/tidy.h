#pragma once

// The tidy check: rules about the source tree that no compiler knows, such as which library may
// include which. It works on a tree in memory, so that its own tests can show it small bad trees.

#include <map>
#include <string>
#include <vector>

namespace hibari::tidy {

/// Every tracked text file: path from the root of the repository, and content.
using Tree = std::map<std::string, std::string>;

/// One place that breaks a rule.
struct Finding {
    std::string file;
    /// Counted from 1; 0 when the whole file is meant.
    int line = 0;
    /// What is wrong, and what to do instead.
    std::string message;
};

/// "file:line: message".
std::string to_string(const Finding& finding);

/// #include lines that cross the table of cmake/layers.cmake, and costly headers outside the
/// sources listed there.
std::vector<Finding> check_layers(const Tree& tree);

/// Code that is forbidden: std::regex, rand, sleeping tests, co_await outside net, work left undone
/// without an issue, headers without #pragma once.
std::vector<Finding> check_code(const Tree& tree);

/// Sources that no CMakeLists.txt above them names.
std::vector<Finding> check_targets(const Tree& tree);

/// Relative markdown links that lead nowhere.
std::vector<Finding> check_links(const Tree& tree);

/// Words and paths that must not be in the repository: home folders of somebody's machine, and the
/// product name that is not ours.
std::vector<Finding> check_words(const Tree& tree);

/// All of the above.
std::vector<Finding> check(const Tree& tree);

/// What drifts, as lines to read; nothing here fails.
std::vector<std::string> report_drift(const Tree& tree);

}  // namespace hibari::tidy
