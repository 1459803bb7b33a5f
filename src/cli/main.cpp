#include "base/json.h"
#include "cli/audit.h"
#include "cli/command_line.h"
#include "cli/engines.h"
#include "cli/eval.h"
#include "cli/exit_code.h"
#include "cli/finish_output.h"
#include "cli/generate.h"
#include "cli/interrupt.h"
#include "cli/keys.h"
#include "cli/serve.h"
#include "cli/showcase.h"
#include "cli/standard_streams.h"
#include "cli/verify.h"
#include "media/intake/intake.h"
#include "trust/c2pa/intake/read_upload.h"
#include "trust/keeper/keeper_process.h"

#include <csignal>
#include <iostream>
#include <span>

namespace hibari::cli {
namespace {

// `json` adds the same as JSON on standard output, for programs that read it.
int report(const Error& error, bool json) {
    if (json) {
        Json details = Json::object({{"code", to_string(error.code)}, {"message", error.message}});
        if (!error.field.empty()) {
            details.set("field", error.field);
        }
        if (!error.hint.empty()) {
            details.set("hint", error.hint);
        }
        std::cout << to_string(Json::object({{"error", details}}), 2) << '\n';
    }
    std::cerr << "hibari: " << to_string(error) << '\n';
    return exit_code(error.code);
}

/// Runs a command with the real terminal, the real engines and Ctrl-C as a stop request.
template <typename Command>
Result<void> with_terminal(const Command& command) {
    const Interrupt interrupt;
    const SystemClock clock;
    OwnKeys keys(clock);
    Terminal terminal{
        .in = std::cin,
        .out = std::cout,
        .error = std::cerr,
        .clock = clock,
        .progress = progress_style_of_stderr(),
        .columns = terminal_columns(),
        .provenance = [&keys] { return keys.provenance(); },
    };
    return command(make_registry(), terminal, interrupt.token());
}

int generate(const GenerateOptions& options) {
    const auto done = with_terminal([&](const auto& engines, Terminal& terminal, auto stop) {
        return run_generate(options, engines, terminal, stop);
    });
    return done ? 0 : report(done.error(), options.json);
}

int showcase(const ShowcaseOptions& options) {
    const auto done = with_terminal([&](const auto& engines, Terminal& terminal, auto stop) {
        return run_showcase(options, engines, terminal, stop);
    });
    return done ? 0 : report(done.error(), false);
}

int eval(const EvalOptions& options) {
    const auto done =
        with_terminal([&](const auto&, Terminal& terminal, auto stop) -> Result<void> {
            const engine::Registry engines = HIBARI_TRY(eval_engines(options));
            return run_eval(options, engines, terminal, stop);
        });
    return done ? 0 : report(done.error(), options.json);
}

int run(std::span<const char* const> arguments) {
    // A full disk shall be an error we can tell about, and a closed pipe no sudden death while a
    // clip is being made.
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
    const auto command = parse_command_line(arguments);
    if (!command) {
        return report(command.error(), false);
    }
    if (const auto* text = std::get_if<PrintText>(&*command)) {
        std::cout << text->text;
        const auto printed = finish_output(std::cout);
        return printed ? 0 : report(printed.error(), false);
    }
    if (const auto* options = std::get_if<ShowcaseOptions>(&*command)) {
        return showcase(*options);
    }
    if (const auto* options = std::get_if<EvalOptions>(&*command)) {
        return eval(*options);
    }
    const auto finish = [](const Result<void>& done) {
        return done ? 0 : report(done.error(), false);
    };
    if (const auto* options = std::get_if<VerifyOptions>(&*command)) {
        const auto done = run_verify(*options);
        return done ? 0 : report(done.error(), options->json);
    }
    if (const auto* options = std::get_if<ServeOptions>(&*command)) {
        return finish(run_serve(*options));
    }
    if (const auto* options = std::get_if<WorkerCommandOptions>(&*command)) {
        return finish(run_worker(*options));
    }
    if (const auto* options = std::get_if<AuditOptions>(&*command)) {
        return finish(run_audit(*options));
    }
    if (const auto* options = std::get_if<ReceiptOptions>(&*command)) {
        return finish(run_receipt(*options));
    }
    if (const auto* options = std::get_if<AdminOptions>(&*command)) {
        return finish(run_admin(*options));
    }
    return generate(std::get<GenerateOptions>(*command));
}

}  // namespace
}  // namespace hibari::cli

int main(int argc, char** argv) {
    hibari::media::run_decoder_child(argc, argv);
    hibari::trust::run_manifest_child(argc, argv);
    hibari::trust::run_keeper_child(argc, argv);
    hibari::cli::open_standard_streams();
    const std::span<const char* const> all(argv, static_cast<std::size_t>(argc));
    return hibari::cli::run(all.subspan(all.empty() ? 0 : 1));
}
