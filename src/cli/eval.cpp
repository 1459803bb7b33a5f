#include "cli/eval.h"

#include "base/config.h"
#include "base/files.h"
#include "cli/engines.h"
#include "cli/finish_output.h"
#include "engine/request_check.h"
#include "eval/evaluate.h"
#include "eval/report.h"
#include "media/image.h"
#include "server/settings.h"

#include <filesystem>
#include <ostream>
#include <system_error>

namespace hibari::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kJsonIndent = 1;

Result<void> make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        return fail(file_error("cannot make the folder", folder, error.value()));
    }
    return {};
}

/// What stands in the way is said before the work.
Result<void> check_sheet(const fs::path& sheet) {
    if (sheet.empty()) {
        return {};
    }
    if (sheet.extension() != ".png") {
        return fail(Error{
            .code = ErrorCode::kInvalidArgument,
            .message = "only PNG can be written, not '" + sheet.extension().string() + "'",
            .field = "sheet",
            .hint = "call it " + fs::path(sheet).replace_extension(".png").string(),
        });
    }
    return sheet.has_parent_path() ? make_folder(sheet.parent_path()) : Result<void>{};
}

}  // namespace

Result<engine::Registry> eval_engines(const EvalOptions& options) {
    const Config config = HIBARI_TRY(Config::load(
        server::settings(),
        {.file = {}, .environment = hibari_environment(), .flags = options.settings}
    ));
    return make_worker_registry(config);
}

Result<void> run_eval(
    const EvalOptions& options,
    const engine::Registry& engines,
    Terminal& terminal,
    std::stop_token stop
) {
    engine::Generator* generator = HIBARI_TRY(engines.find(options.engine));
    engine::Generator* simulator = HIBARI_TRY(engines.find("world"));
    const eval::EvaluateOptions evaluating{
        .clips = options.clips,
        .seed = options.seed,
        .size = HIBARI_TRY(engine::parse_size(options.size)),
        .seconds = options.seconds,
        .scenes = options.held_out ? eval::Scenes::kHeldOut
                  : options.gap    ? eval::Scenes::kInTurn
                                   : eval::Scenes::kTrained,
        .training_clips = options.training_clips,
        .quality = options.quality,
        .sheet = !options.sheet.empty(),
    };
    HIBARI_TRY(check_sheet(options.sheet));
    const fs::path folder = options.output;
    if (!folder.empty()) {
        HIBARI_TRY(make_folder(folder));
    }
    const ProgressStyle style = options.quiet ? ProgressStyle::kNone : terminal.progress;
    ProgressBar bar(terminal.error, terminal.clock, style, terminal.columns);
    Progress progress([&bar](const ProgressReport& report) { bar.show(report); });
    auto evaluation = eval::evaluate(evaluating, *generator, *simulator, progress, std::move(stop));
    bar.clear();
    if (!evaluation) {
        return fail(std::move(evaluation.error()));
    }
    const std::string json = to_string(eval::to_json(*evaluation, evaluating), kJsonIndent) + "\n";
    if (!folder.empty()) {
        HIBARI_TRY(write_file(folder / "evaluation.json", json, Existing::kReplace));
    }
    if (evaluation->sheet) {
        const std::string png = HIBARI_TRY(media::encode_png(*evaluation->sheet));
        HIBARI_TRY(write_file(options.sheet, png, Existing::kReplace));
    }
    terminal.out << (options.json ? json : eval::to_table(*evaluation, evaluating));
    return finish_output(terminal.out);
}

}  // namespace hibari::cli
