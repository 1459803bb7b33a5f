#pragma once

// Options as typed values. Parsing knows nothing of engines or files; it turns words into a Command
// and words it cannot read into an Error.

#include "base/result.h"
#include "cli/audit.h"
#include "cli/serve.h"
#include "cli/verify.h"
#include "engine/generator.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hibari::cli {

/// `hibari generate`.
struct GenerateOptions {
    /// The prompt's words joined by spaces; "-" means standard input.
    std::string prompt = {};
    /// Where the clip goes; empty for a name made from the prompt.
    std::string output = {};
    std::string size = "1280x720";
    int fps = 30;
    std::optional<double> seconds = std::nullopt;
    std::string style = {};
    std::uint64_t seed = 1;
    std::string engine = {};
    engine::Quality quality = engine::Quality::kStandard;
    /// A shot script to follow, or to change as the prompt says.
    std::string from_script = {};
    std::vector<std::string> likenesses = {};  ///< each NAME=FILE
    std::string visible_mark = {};             ///< shown in the pictures; empty for none
    /// A clip made from that script, to go on.
    std::string extend = {};
    /// Folder for the ground truth.
    std::string truth_dir = {};
    /// Print the shot script and stop.
    bool print_script = false;
    /// Print the result as JSON.
    bool json = false;
    /// No progress, only errors.
    bool quiet = false;
};

/// `hibari showcase`.
struct ShowcaseOptions {
    /// prompts.txt; empty for the one that comes with the sources.
    std::string prompts = {};
    /// Folder for clips and sheets.
    std::string output = "showcase";
    /// Only the case of this name; empty for all.
    std::string only = {};
    std::string size = "640x360";
    engine::Quality quality = engine::Quality::kDraft;
    std::uint64_t seed = 1;
    /// Judge the clips too.
    bool check = false;
};

/// `hibari eval`.
struct EvalOptions {
    std::string engine = {};
    int clips = 24;
    std::uint64_t seed = 1;
    std::string size = "288x160";
    double seconds = 4.0;
    engine::Quality quality = engine::Quality::kStandard;
    /// Only scenes with a combination that training never shows.
    bool held_out = false;
    /// Every other scene with one, and the difference.
    bool gap = false;
    /// Clips of training to look for the nearest in; 0 for none.
    int training_clips = 0;
    /// Print the result as JSON.
    bool json = false;
    /// No progress, only errors.
    bool quiet = false;
    /// A PNG file for frames with boxes; empty for none.
    std::string sheet = {};
    /// Folder for evaluation.json, with everything clip by clip; empty for none.
    std::string output = {};
    /// Settings by name, for engines that need some ("remote.url").
    std::map<std::string, std::string> settings = {};
};

/// Text to print before leaving with success.
struct PrintText {
    std::string text;
};

using Command = std::variant<
    PrintText,
    GenerateOptions,
    ShowcaseOptions,
    EvalOptions,
    ServeOptions,
    WorkerCommandOptions,
    AdminOptions,
    VerifyOptions,
    AuditOptions,
    ReceiptOptions>;

/// Reads the arguments that follow the program's name.
Result<Command> parse_command_line(std::span<const char* const> arguments);

}  // namespace hibari::cli
