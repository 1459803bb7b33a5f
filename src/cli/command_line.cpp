#include "cli/command_line.h"

#include "base/config.h"
#include "cli/exit_code.h"
#include "cli/serve_options.h"
#include "cli/version.h"
#include "server/settings.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <map>
#include <system_error>
#include <utility>
#include <vector>

namespace hibari::cli {
namespace {

constexpr const char* kAbout = "Hibari makes clips whose picture and sound belong together.";

constexpr const char* kGenerateAbout =
    "Makes a clip from a prompt: an MP4 file with picture and sound.";

constexpr const char* kExamples =
    "Examples:\n"
    "  hibari generate \"A red ball rolls off a table and bounces.\"\n"
    "  hibari generate \"Waves at dusk, a sailboat passes.\" --seconds 8 --size portrait -o "
    "sea.mp4\n"
    "  hibari generate \"A dog runs on the beach, anime.\" --quality draft --seed 7\n"
    "  hibari generate \"Dominoes fall.\" --script > dominoes.json   # look at the plan, edit it,\n"
    "  hibari generate --from-script dominoes.json                 # then make the clip,\n"
    "  hibari generate \"at night\" --from-script dominoes.json      # or one that differs in "
    "this\n"
    "  hibari generate \"a cat walks in\" --from-script dominoes.json --extend dominoes.mp4\n";

CLI::Option* add_quality(CLI::App& command, engine::Quality& quality) {
    const std::map<std::string, engine::Quality> qualities = {
        {"draft", engine::Quality::kDraft},
        {"standard", engine::Quality::kStandard},
        {"high", engine::Quality::kHigh},
    };
    return command
        .add_option_function<std::string>(
            "--quality",
            [&quality, qualities](const std::string& name) { quality = qualities.at(name); },
            "draft (fast), standard or high"
        )
        ->check(CLI::IsMember({"draft", "standard", "high"}))
        ->type_name("LEVEL")
        ->default_str(std::string(engine::to_string(quality)));
}

/// CLI11's own check prints its limits with three hundred digits.
/// CLI11 itself takes hexadecimal, octal and "inf".
template <typename Number>
CLI::Validator is_plain_number() {
    const auto check = [](const std::string& text) {
        Number value{};
        const char* end = text.data() + text.size();
        const auto read = std::from_chars(text.data(), end, value);
        const bool plain =
            read.ec == std::errc() && read.ptr == end && std::isfinite(static_cast<double>(value));
        return plain || text.empty() ? std::string() : "'" + text + "' is not a number";
    };
    return {check, ""};
}

CLI::Option* add_seed(CLI::App& command, std::uint64_t& seed, const std::string& about) {
    const auto is_seed = [](const std::string& text) {
        std::uint64_t value = 0;
        const char* end = text.data() + text.size();
        const auto read = std::from_chars(text.data(), end, value);
        const bool fits =
            read.ec == std::errc() && read.ptr == end && std::in_range<std::int64_t>(value);
        return fits ? std::string() : text + " is not a whole number from 0 to 9223372036854775807";
    };
    return command.add_option("--seed", seed, about)
        ->check(CLI::Validator(is_seed, ""))
        ->type_name("N")
        ->capture_default_str();
}

void add_showcase(CLI::App& app, ShowcaseOptions& options) {
    CLI::App& command = *app.add_subcommand(
        "showcase", "Renders the prompts of tests/showcase with a contact sheet each."
    );
    command.footer(exit_code_table());
    command.add_option("name", options.only, "Only the case of this name")->type_name("");
    command.add_option("-o,--output", options.output, "Folder for clips and sheets")
        ->type_name("FOLDER")
        ->capture_default_str();
    command.add_option("--size", options.size, "As for generate")
        ->type_name("SIZE")
        ->capture_default_str();
    add_quality(command, options.quality);
    add_seed(command, options.seed, "Seed of every clip");
    command.add_option("--prompts", options.prompts, "Another list of prompts")->type_name("FILE");
    command.add_flag(
        "--check",
        options.check,
        "Also judge the clips: what must have happened, length, loudness, sync"
    );
}

void add_eval(CLI::App& app, EvalOptions& options, std::vector<std::string>& settings) {
    CLI::App& command = *app.add_subcommand(
        "eval",
        "Measures an engine on scenes of the training mix, beside the simulator: "
        "docs/evaluation.md."
    );
    command.footer(exit_code_table());
    command.add_option("--engine", options.engine, "Which engine is measured")->type_name("NAME");
    command.add_option("--clips", options.clips, "How many clips")
        ->check(is_plain_number<int>())
        ->type_name("N")
        ->capture_default_str();
    add_seed(command, options.seed, "Of the list of scenes");
    command.add_option("--size", options.size, "As for generate")
        ->type_name("SIZE")
        ->capture_default_str();
    command.add_option("--seconds", options.seconds, "Length of each clip, 1 to 10")
        ->check(is_plain_number<double>())
        ->type_name("N")
        ->capture_default_str();
    add_quality(command, options.quality);
    CLI::Option* held_out = command.add_flag(
        "--held-out", options.held_out, "Only scenes with a combination that training never shows"
    );
    command.add_flag("--gap", options.gap, "Every other scene with such a one, and the difference")
        ->excludes(held_out);
    command
        .add_option(
            "--training-clips",
            options.training_clips,
            "Also look for the nearest of N training clips"
        )
        ->check(is_plain_number<int>())
        ->type_name("N");
    command.add_option("--set", settings, "One setting, as in remote.url=...; may be repeated")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    command.add_flag("--json", options.json, "Print the result as JSON, clip by clip");
    command
        .add_option(
            "--sheet", options.sheet, "Picture of what was found, engine and simulator in turn"
        )
        ->type_name("FILE.png");
    command.add_option("-o,--output", options.output, "Folder for evaluation.json")
        ->type_name("FOLDER");
    command.add_flag("-q,--quiet", options.quiet, "Show no progress");
}

/// "name=value" in pieces.
Result<std::map<std::string, std::string>> parse_settings(const std::vector<std::string>& texts) {
    std::map<std::string, std::string> out;
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0) {
            return fail(Error{
                .code = ErrorCode::kInvalidArgument,
                .message = "must look like name=value, is '" + text + "'",
                .field = "set",
            });
        }
        out[text.substr(0, equals)] = text.substr(equals + 1);
    }
    return out;
}

void add_generate(CLI::App& app, GenerateOptions& options, std::vector<std::string>& words) {
    CLI::App& command = *app.add_subcommand("generate", kGenerateAbout);
    command.footer(std::string(kExamples) + "\n" + exit_code_table());
    command
        .add_option("prompt", words, "What should happen, in your words; - reads standard input")
        ->type_name("");

    const std::string clip = "The clip";
    command
        .add_option(
            "-o,--output",
            options.output,
            "File to write; replaces an existing one. Without it a new name is made from the prompt"
        )
        ->type_name("FILE")
        ->group(clip);
    command
        .add_option(
            "--seconds",
            options.seconds,
            "Length, 1 to 20 (several shots: up to 120); the prompt decides when left out"
        )
        ->check(is_plain_number<double>())
        ->type_name("N")
        ->group(clip);
    command
        .add_option(
            "--size",
            options.size,
            "WIDTHxHEIGHT up to 1920x1080 either way, or 720p, 1080p, portrait, landscape, square"
        )
        ->type_name("SIZE")
        ->capture_default_str()
        ->group(clip);
    command.add_option("--fps", options.fps, "Frames per second: 24 or 30")
        ->check(is_plain_number<int>())
        ->type_name("N")
        ->capture_default_str()
        ->group(clip);
    command
        .add_option(
            "--style",
            options.style,
            "Look, such as cinematic, anime, noir; else the prompt decides"
        )
        ->type_name("NAME")
        ->group(clip);
    add_seed(command, options.seed, "Same prompt, seed and version: same clip")->group(clip);

    const std::string making = "Making it";
    command
        .add_option(
            "--engine",
            options.engine,
            "Which engine makes it: world, or mini, a small learned model"
        )
        ->type_name("NAME")
        ->group(making);
    add_quality(command, options.quality)->group(making);
    command
        .add_option(
            "--from-script",
            options.from_script,
            "Follow this shot script (JSON); with a prompt: change it as the prompt says"
        )
        ->type_name("FILE")
        ->group(making);
    command
        .add_option(
            "--likeness",
            options.likenesses,
            "Somebody or something whom the prompt names, with the file of their likeness"
        )
        ->type_name("NAME=FILE")
        ->allow_extra_args(false)
        ->group(making);
    command
        .add_option(
            "--extend",
            options.extend,
            "Let this clip, made from that script with that seed, go on for --seconds as the "
            "prompt "
            "says"
        )
        ->type_name("FILE")
        ->group(making);

    command
        .add_option(
            "--visible-mark",
            options.visible_mark,
            "Show this name in the pictures, behind an @ and moving; the invisible marks are there "
            "anyway"
        )
        ->type_name("NAME")
        ->group(making);

    const std::string telling = "Telling about it";
    command.add_flag("--script", options.print_script, "Print the shot script as JSON and stop")
        ->group(telling);
    command.add_flag("--json", options.json, "Print the result as JSON, with what was understood")
        ->group(telling);
    command
        .add_option(
            "--truth", options.truth_dir, "Also write poses, contacts, depth, masks and flow here"
        )
        ->type_name("FOLDER")
        ->group(telling);
    command.add_flag("-q,--quiet", options.quiet, "Show no progress")->group(telling);
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

/// Options of one value that were given twice: the second must not win in silence.
Result<void> check_repeats(const CLI::App& command) {
    for (const CLI::Option* option : command.get_options()) {
        if (!option->get_positional() && option->get_expected_max() == 1 && option->count() > 1) {
            return fail({
                .code = ErrorCode::kInvalidArgument,
                .message =
                    option->get_name() + " is given " + std::to_string(option->count()) + " times",
                .hint = "give it once",
            });
        }
    }
    return {};
}

/// Options with nothing as their value: a variable of a script that is not set.
Result<void> check_values(const CLI::App& command) {
    for (const CLI::Option* option : command.get_options()) {
        const bool empty = std::ranges::any_of(option->results(), &std::string::empty);
        if (!option->get_positional() && option->get_expected_max() == 1 && empty) {
            return fail({
                .code = ErrorCode::kInvalidArgument,
                .message = option->get_name() + " is given without a value",
                .hint = "give it one, or leave it out",
            });
        }
    }
    return {};
}

/// Options that ask for different things.
Result<void> check_conflicts(const GenerateOptions& options) {
    const auto conflict = [](std::string field, std::string message, std::string hint) {
        return fail(Error{
            .code = ErrorCode::kInvalidArgument,
            .message = std::move(message),
            .field = std::move(field),
            .hint = std::move(hint),
        });
    };
    if (!options.extend.empty() && options.from_script.empty()) {
        return conflict(
            "extend", "needs the script of the clip that goes on", "add --from-script FILE"
        );
    }
    if (options.print_script && !options.output.empty()) {
        return conflict(
            "script", "prints the script and makes no clip", "leave out -o, or write > FILE"
        );
    }
    if (options.print_script && !options.truth_dir.empty()) {
        return conflict("script", "prints the script and makes no clip", "leave out --truth");
    }
    if (options.output == "-") {
        return conflict(
            "output",
            "a clip cannot go to standard output: its index is written last and stands first",
            "name a file"
        );
    }
    return {};
}

Error usage_error(const CLI::ParseError& error, const CLI::App& app) {
    const bool in_command = !app.get_subcommands().empty();
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = error.what(),
        .hint = in_command ? "see hibari " + app.get_subcommands()[0]->get_name() + " --help"
                           : "see hibari --help",
    };
}

}  // namespace

Result<Command> parse_command_line(std::span<const char* const> arguments) {
    CLI::App app(kAbout, "hibari");
    app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    app.set_version_flag("--version", std::string(kVersion));
    app.get_formatter()->column_width(28);
    app.require_subcommand(0, 1);
    app.footer("hibari COMMAND --help says more about a command.\n");
    GenerateOptions generate;
    std::vector<std::string> words;
    add_generate(app, generate, words);
    ShowcaseOptions showcase;
    add_showcase(app, showcase);
    EvalOptions eval;
    std::vector<std::string> eval_settings;
    add_eval(app, eval, eval_settings);
    const InstallationCommands installation(app);

    // CLI11 throws what it cannot parse and also what asks for help.
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    try {
        app.parse(reversed);
    } catch (const CLI::CallForVersion&) {
        return Command(PrintText{"hibari " + std::string(kVersion) + "\n"});
    } catch (const CLI::CallForHelp&) {
        const auto chosen = app.get_subcommands();
        return Command(PrintText{chosen.empty() ? app.help() : chosen[0]->help("hibari")});
    } catch (const CLI::ParseError& error) {
        return fail(usage_error(error, app));
    }
    for (const CLI::App* command : app.get_subcommands()) {
        HIBARI_TRY(check_repeats(*command));
        HIBARI_TRY(check_values(*command));
    }
    if (app.got_subcommand("generate")) {
        generate.prompt = joined(words);
        HIBARI_TRY(check_conflicts(generate));
        return Command(generate);
    }
    if (app.got_subcommand("showcase")) {
        return Command(showcase);
    }
    if (app.got_subcommand("eval")) {
        eval.settings = HIBARI_TRY(parse_settings(eval_settings));
        return Command(eval);
    }
    if (installation.is_serve() && installation.wants_example()) {
        return Command(PrintText{example_config(server::settings())});
    }
    if (installation.is_serve()) {
        return Command(HIBARI_TRY(installation.serve()));
    }
    if (installation.is_worker()) {
        return Command(HIBARI_TRY(installation.worker()));
    }
    if (installation.is_verify()) {
        return Command(HIBARI_TRY(installation.verify()));
    }
    if (installation.is_audit()) {
        return Command(HIBARI_TRY(installation.audit()));
    }
    if (installation.is_receipt()) {
        return Command(installation.receipt());
    }
    if (installation.is_admin()) {
        return Command(HIBARI_TRY(installation.admin()));
    }
    return Command(PrintText{app.help()});
}

}  // namespace hibari::cli
