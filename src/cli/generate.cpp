#include "cli/generate.h"

#include "base/files.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/finish_output.h"
#include "cli/output_name.h"
#include "cli/version.h"
#include "engine/request_check.h"
#include "media/mp4_reader.h"
#include "media/mp4_writer.h"
#include "trust/c2pa/read_manifest.h"
#include "trust/mark/marked_sink.h"
#include "trust/visible/visible_sink.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <optional>

namespace hibari::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kScriptBytesMax = 4U << 20U;
constexpr int kScriptIndent = 2;

media::EncodeQuality encode_quality(engine::Quality quality) {
    switch (quality) {
        case engine::Quality::kDraft:
            return media::EncodeQuality::kDraft;
        case engine::Quality::kStandard:
            return media::EncodeQuality::kStandard;
        case engine::Quality::kHigh:
            return media::EncodeQuality::kHigh;
    }
    return media::EncodeQuality::kStandard;
}

// One byte more than the limit is enough to see that it is exceeded.
std::string read_prompt(std::istream& in) {
    std::string text;
    std::array<char, 4096> chunk{};
    while (text.size() <= engine::kPromptBytesMax &&
           in.read(chunk.data(), chunk.size()).gcount() > 0) {
        text.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
    }
    return text;
}

/// A script alone is followed, with words it is changed, with a clip it goes on.
Result<void> start_from(Json script, const GenerateOptions& options, engine::ClipRequest& request) {
    if (!options.extend.empty()) {
        auto format = media::read_format(options.extend);
        if (!format) {
            format.error().field = "extend";
            return fail(std::move(format.error()));
        }
        request.size = format->size;
        request.fps = format->fps;
        request.source = {
            .change = engine::Change::kExtend,
            .script = std::move(script),
            .file = options.extend,
        };
    } else if (!request.prompt.empty()) {
        request.source = {.change = engine::Change::kRevise, .script = std::move(script)};
    } else {
        request.script = std::move(script);
    }
    return {};
}

Result<engine::ClipRequest> make_request(const GenerateOptions& options, Terminal& terminal) {
    const media::FrameSize size = HIBARI_TRY(engine::parse_size(options.size));
    engine::ClipRequest request{
        .prompt = options.prompt == "-" ? read_prompt(terminal.in) : options.prompt,
        .size = size,
        .fps = options.fps,
        .seconds = options.seconds,
        .style = options.style,
        .seed = options.seed,
        .quality = options.quality,
        .truth_dir = options.truth_dir,
    };
    for (const std::string& likeness : options.likenesses) {
        const std::size_t sign = likeness.find('=');
        if (sign == 0 || sign == std::string::npos || sign + 1 == likeness.size()) {
            return fail({
                .code = ErrorCode::kInvalidArgument,
                .message = "must be NAME=FILE, is '" + likeness + "'",
                .field = "likeness",
            });
        }
        request.characters.push_back(
            {.name = likeness.substr(0, sign), .pack = likeness.substr(sign + 1)}
        );
    }
    if (!options.from_script.empty()) {
        const std::string text = HIBARI_TRY(read_file(options.from_script, kScriptBytesMax));
        // Some editors begin a file with the mark of its encoding.
        constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
        std::string_view json = text;
        json.remove_prefix(json.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
        auto script = parse_json(
            json, {.size_bytes_max = kScriptBytesMax, .repeated_keys = RepeatedKeys::kRefuse}
        );
        if (!script) {
            script.error().field = options.from_script;
            return fail(std::move(script.error()));
        }
        HIBARI_TRY(start_from(std::move(*script), options, request));
    }
    return request;
}

struct Output {
    fs::path path;
    Existing existing = Existing::kReplace;
};

Result<Output> choose_output(const GenerateOptions& options, const engine::ClipRequest& request) {
    if (options.output.empty()) {
        return Output{name_from_prompt(request.prompt) + ".mp4", Existing::kNumber};
    }
    const fs::path path = options.output;
    const std::string extension = to_lower(path.extension().string());
    if (!extension.empty() && extension != ".mp4" && extension != ".m4v") {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "only MP4 can be written, not '" + extension + "'",
            .field = "output",
            .hint = "call it " + fs::path(path).replace_extension(".mp4").string(),
        });
    }
    return Output{path, Existing::kReplace};
}

/// The folder of the truth is made when the first of it is written; what stands in its way is said
/// before the work.
Result<void> check_truth_folder(const fs::path& folder) {
    fs::path there = folder;
    std::error_code error;
    while (!there.empty() && there.has_parent_path() && there != there.root_path() &&
           !fs::exists(there, error)) {
        there = there.parent_path();
    }
    if (!there.empty() && fs::exists(there, error) && !fs::is_directory(there, error)) {
        return fail(file_error("cannot make the folder", folder, ENOTDIR));
    }
    return {};
}

Json describe(
    const GenerateOptions& options,
    const engine::Generator& generator,
    const engine::ClipReport& report
) {
    Json json = Json::object({
        {"version", kVersion},
        {"engine", generator.name()},
        {"seed", options.seed},
        {"quality", engine::to_string(options.quality)},
        {"size", to_string(report.format.size)},
        {"fps", report.format.fps},
        {"frames", report.format.frame_count},
        {"seconds", report.format.duration_s()},
    });
    json.set("interpretation", report.interpretation);
    json.set("script", report.script);
    return json;
}

std::string megabytes(std::uintmax_t bytes) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f MB", static_cast<double>(bytes) / 1e6);
    return text.data();
}

std::string seconds_text(double seconds) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f s", seconds);
    return text.data();
}

Result<void> print_plan(
    const GenerateOptions& options,
    const engine::ClipRequest& request,
    engine::Generator& generator,
    Terminal& terminal
) {
    const engine::ClipPlan plan = HIBARI_TRY(generator.plan(request));
    if (options.json) {
        const engine::ClipReport report{plan.format, plan.interpretation, plan.script};
        terminal.out << to_string(describe(options, generator, report), kScriptIndent) << '\n';
    } else {
        terminal.out << to_string(plan.script, kScriptIndent) << '\n';
    }
    return finish_output(terminal.out);
}

/// Who signs and marks the clip, and what is said of it; null when this program does not.
struct Signing {
    const worker::Provenance* provenance = nullptr;
    trust::ManifestInfo info = {};

    media::Seal seal() const {
        return provenance == nullptr ? media::Seal() : worker::clip_seal(info, *provenance);
    }
};

Result<Signing> sign_for(
    const GenerateOptions& options,
    const engine::ClipRequest& request,
    const engine::Generator& generator,
    const Terminal& terminal
) {
    Signing signing;
    if (terminal.provenance) {
        signing.provenance = HIBARI_TRY(terminal.provenance());
        signing.info = HIBARI_TRY(worker::describe_clip(
            request,
            generator.name(),
            {.asset_id = worker::make_asset_id(), .has_visible_mark = !options.visible_mark.empty()
            },
            *signing.provenance
        ));
    }
    return signing;
}

/// Told before the work.
Result<void> check_visible_mark(const std::string& name, media::FrameSize size) {
    if (name.empty()) {
        return {};
    }
    if (!trust::can_letter(name)) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "there are no letters for most of '" + name + "'",
            .field = "visible-mark",
        });
    }
    if (std::min(size.width, size.height) < trust::kVisibleSideMin) {
        return fail({
            .code = ErrorCode::kUnsupported,
            .message = "nobody could read it in pictures of " + to_string(size),
            .field = "visible-mark",
            .hint = "both sides need " + std::to_string(trust::kVisibleSideMin) + " pixels",
        });
    }
    return {};
}

/// By what its manifest says; a clip without one has no mark that we know of.
trust::KeptPictures kept_pictures(const std::string& clip, const Signing& signing) {
    if (clip.empty() || signing.provenance == nullptr) {
        return trust::KeptPictures::kUnmarked;
    }
    const auto report = trust::read_manifest(
        clip, {.anchors = signing.provenance->anchors, .now = signing.provenance->clock.wall_time()}
    );
    const bool is_marked = report && report->verdict == trust::ManifestVerdict::kTrusted &&
                           report->manifests.front().has_visible_mark;
    return is_marked ? trust::KeptPictures::kMarked : trust::KeptPictures::kUnmarked;
}

}  // namespace

Result<void> run_generate(
    const GenerateOptions& options,
    const engine::Registry& engines,
    Terminal& terminal,
    std::stop_token stop
) {
    const engine::ClipRequest request = HIBARI_TRY(make_request(options, terminal));
    engine::Generator* generator = HIBARI_TRY(engines.find(options.engine));
    HIBARI_TRY(engine::check_request(request, *generator));
    HIBARI_TRY(generator->check(request));
    if (options.print_script) {
        return print_plan(options, request, *generator, terminal);
    }

    const Output output = HIBARI_TRY(choose_output(options, request));
    HIBARI_TRY(check_truth_folder(request.truth_dir));
    HIBARI_TRY(check_visible_mark(options.visible_mark, request.size));
    const Signing signing = HIBARI_TRY(sign_for(options, request, *generator, terminal));
    const auto writer = HIBARI_TRY(media::Mp4Writer::create(
        output.path,
        {.quality = encode_quality(options.quality),
         .existing = output.existing,
         .seal = signing.seal()}
    ));
    const auto started = terminal.clock.now();
    const ProgressStyle style = options.quiet ? ProgressStyle::kNone : terminal.progress;
    ProgressBar bar(terminal.error, terminal.clock, style, terminal.columns);
    Progress progress([&bar](const ProgressReport& report) { bar.show(report); });
    std::optional<trust::MarkedSink> marked;
    media::ClipSink* sink = writer.get();
    if (signing.provenance != nullptr) {
        sink = &marked.emplace(*writer, signing.provenance->mark_key, signing.info.asset_id);
    }
    std::optional<trust::VisibleSink> shown;
    if (!options.visible_mark.empty()) {
        sink = &shown.emplace(
            *sink,
            trust::VisibleMarkOptions{
                .handle = options.visible_mark,
                .key =
                    signing.provenance == nullptr ? trust::MarkKey() : signing.provenance->mark_key,
                .clip = signing.info.asset_id,
                .kept = kept_pictures(options.extend, signing),
            }
        );
    }
    auto report = generator->generate(request, *sink, progress, std::move(stop));
    bar.clear();
    if (!report) {
        return fail(std::move(report.error()));
    }

    std::error_code ignored;
    // As it was asked for, or as it came to be called.
    const fs::path made = output.existing == Existing::kNumber ? writer->path() : output.path;
    const std::uintmax_t size_bytes = fs::file_size(made, ignored);
    const double wall_s = std::chrono::duration<double>(terminal.clock.now() - started).count();
    if (options.json) {
        Json json =
            Json::object({{"file", made.string()}, {"size_bytes", size_bytes}, {"wall_s", wall_s}});
        const Json details = describe(options, *generator, *report);
        for (const JsonMember& member : details.members()) {
            json.set(member.key, member.value);
        }
        terminal.out << to_string(json, kScriptIndent) << '\n';
    } else {
        terminal.out << made.string() << ": " << seconds_text(report->format.duration_s()) << ", "
                     << to_string(report->format.size) << ", " << report->format.fps << " fps, "
                     << megabytes(size_bytes) << ", made in " << seconds_text(wall_s) << '\n';
    }
    return finish_output(terminal.out);
}

}  // namespace hibari::cli
