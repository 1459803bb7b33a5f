#pragma once

// The showcase: prompts together with what must be true of their clips.
//
// tests/showcase/prompts.txt holds the cases and explains the format. A case is checked only
// against what a user can see too: the finished MP4, the script the director printed and the truth
// folder of that very clip.

#include "base/json.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::cli {

/// "contact basketball hoop" or "no event scored", split at blanks.
struct Expectation {
    bool negated = false;
    std::string what;
    std::vector<std::string> values;
    /// The line as written, for messages.
    std::string text;
};

struct ShowcaseCase {
    std::string name;
    std::string prompt;
    std::vector<Expectation> expectations;
};

/// What a rendered case left behind.
struct ShowcaseResult {
    /// The script as `hibari generate --script` prints it.
    Json script;
    /// truth.json of the clip.
    Json truth;
    /// Lines of poses.jsonl in order.
    std::vector<Json> poses;
};

/// Reads prompts.txt; errors name the line.
Result<std::vector<ShowcaseCase>> parse_showcase(std::string_view text);

/// Reads truth.json and poses.jsonl of a folder.
Result<ShowcaseResult> read_showcase_result(const std::filesystem::path& truth_folder, Json script);

/// One message per expectation that does not hold; empty when all do.
std::vector<std::string> check_showcase(const ShowcaseCase& item, const ShowcaseResult& result);

}  // namespace hibari::cli
