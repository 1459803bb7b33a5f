#include "engine/process/request_json.h"

#include "base/json_reader.h"
#include "base/text.h"
#include "engine/request_check.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace hibari::engine {
namespace {

constexpr std::array<std::string_view, 3> kQualities = {"draft", "standard", "high"};
constexpr std::array<std::string_view, 2> kChanges = {"revise", "extend"};
constexpr std::size_t kNameBytesMax = 400;
constexpr std::size_t kPathBytesMax = 4'096;
constexpr std::size_t kErrorBytesMax = 1'000;
constexpr std::size_t kStageBytesMax = 60;
// One clip of the greatest length that another one is added to.
constexpr std::int64_t kFramesMax = 2 * 120 * 30;

Json size_json(media::FrameSize size) {
    return Json::array({size.width, size.height});
}

Result<media::FrameSize> read_size(const JsonReader& reader, std::string_view key) {
    const auto sides = HIBARI_TRY(reader.array(key, {.size_min = 2, .size_max = 2}));
    const auto side = [](const JsonReader& one) -> Result<int> {
        const std::int64_t pixels = HIBARI_TRY(one.as_integer({.min = 2, .max = kLongSideMax}));
        if (pixels % 2 != 0) {
            return fail(one.error("must be even"));
        }
        return static_cast<int>(pixels);
    };
    return media::FrameSize{HIBARI_TRY(side(sides[0])), HIBARI_TRY(side(sides[1]))};
}

/// Numbers of 64 bits without a sign do not fit into what JSON numbers are here.
Result<std::uint64_t> read_seed(const JsonReader& reader) {
    const std::string text = HIBARI_TRY(reader.string("seed", {.size_min = 1, .size_max = 20}));
    std::uint64_t seed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (error != std::errc() || end != text.data() + text.size()) {
        return fail(reader.error("has a seed that is no number"));
    }
    return seed;
}

Json source_json(const SourceClip& source) {
    return Json::object({
        {"change", kChanges[source.change == Change::kExtend ? 1 : 0]},
        {"script", source.script},
        {"has_file", !source.file.empty()},
        {"has_ending", !source.ending.empty()},
    });
}

/// Hands out the files of a request one by one.
class Files {
  public:
    explicit Files(std::span<const std::filesystem::path> files) : left_(files) {}

    Result<std::filesystem::path> next() {
        if (left_.empty()) {
            return fail(ErrorCode::kInvalidArgument, "a file of the request is missing");
        }
        const std::filesystem::path& file = left_.front();
        left_ = left_.subspan(1);
        return file;
    }

    bool empty() const { return left_.empty(); }

  private:
    std::span<const std::filesystem::path> left_;
};

Result<SourceClip> read_source(const JsonReader& reader, Files& files) {
    HIBARI_TRY(reader.allow({"change", "script", "has_file", "has_ending"}));
    SourceClip source;
    const std::size_t change = HIBARI_TRY(reader.choice("change", kChanges));
    source.change = change == 1 ? Change::kExtend : Change::kRevise;
    if (const auto script = reader.find("script")) {
        source.script = script->json();
    }
    if (HIBARI_TRY(reader.boolean("has_file"))) {
        source.file = HIBARI_TRY(files.next());
    }
    if (HIBARI_TRY(reader.boolean("has_ending"))) {
        source.ending = HIBARI_TRY(files.next());
    }
    return source;
}

Result<std::vector<Character>> read_characters(const JsonReader& reader, Files& files) {
    std::vector<Character> characters;
    const auto all = HIBARI_TRY(reader.array("characters", {.size_max = kCharactersMax}));
    for (const JsonReader& one : all) {
        HIBARI_TRY(one.allow({"name", "has_clip"}));
        Character character;
        character.name = HIBARI_TRY(one.string("name", {.size_max = kNameBytesMax}));
        if (HIBARI_TRY(one.boolean("has_clip"))) {
            character.clip = HIBARI_TRY(files.next());
        }
        characters.push_back(std::move(character));
    }
    return characters;
}

/// Without control characters, those of Latin-1 (U+0080 to U+009F) included.
std::string printable(std::string_view text, std::size_t bytes_max) {
    std::string clean = utf8_prefix(text, bytes_max);
    for (std::size_t i = 0; i < clean.size(); ++i) {
        const auto byte = static_cast<unsigned char>(clean[i]);
        const bool is_second = i > 0 && clean[i - 1] == '\xC2' && byte >= 0x80 && byte < 0xA0;
        if (is_second) {
            clean[i - 1] = '?';
        }
        if (is_second || byte < 0x20 || byte == 0x7F) {
            clean[i] = '?';
        }
    }
    return clean;
}

std::string text_at(const Json& json, std::string_view key, std::size_t bytes_max) {
    const Json* member = json.find(key);
    return member != nullptr && member->is_string() ? printable(member->as_string(), bytes_max)
                                                    : std::string();
}

double number_at(const Json& json, std::string_view key, double max) {
    const Json* member = json.find(key);
    const double number = member != nullptr && member->is_number() ? member->as_number() : 0.0;
    return std::isfinite(number) ? std::clamp(number, 0.0, max) : 0.0;
}

}  // namespace

Result<Json> to_json(const ClipRequest& request) {
    std::error_code failed;
    const std::string truth = request.truth_dir.empty()
                                  ? std::string()
                                  : std::filesystem::absolute(request.truth_dir, failed).string();
    if (failed || !is_valid_utf8(truth)) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "the name of the folder cannot be handed on: it must be UTF-8",
            .field = "truth",
        });
    }
    Json json = Json::object({
        {"prompt", request.prompt},
        {"size", size_json(request.size)},
        {"fps", request.fps},
        {"style", request.style},
        {"seed", std::to_string(request.seed)},
        {"quality", to_string(request.quality)},
        {"truth_dir", truth},
    });
    if (request.script) {
        json.set("script", *request.script);
    }
    if (request.source) {
        json.set("source", source_json(*request.source));
    }
    if (request.first_frame) {
        json.set("first_frame", size_json(request.first_frame->size()));
    }
    Json characters = Json::array();
    for (const Character& one : request.characters) {
        characters.push_back(Json::object({{"name", one.name}, {"has_clip", !one.clip.empty()}}));
    }
    json.set("characters", std::move(characters));
    if (request.seconds) {
        json.set("seconds", *request.seconds);
    }
    return json;
}

std::vector<std::filesystem::path> files_of(const ClipRequest& request) {
    std::vector<std::filesystem::path> files;
    if (request.source && !request.source->file.empty()) {
        files.push_back(request.source->file);
    }
    if (request.source && !request.source->ending.empty()) {
        files.push_back(request.source->ending);
    }
    for (const Character& one : request.characters) {
        if (!one.clip.empty()) {
            files.push_back(one.clip);
        }
    }
    return files;
}

Result<ClipRequest> request_from_json(
    const Json& json, std::span<const std::filesystem::path> files
) {
    const JsonReader reader(json, "request");
    HIBARI_TRY(reader.allow({
        "prompt",
        "script",
        "source",
        "first_frame",
        "characters",
        "size",
        "fps",
        "seconds",
        "style",
        "seed",
        "quality",
        "truth_dir",
    }));
    Files left(files);
    ClipRequest request;
    request.prompt = HIBARI_TRY(reader.string("prompt", {.size_max = kPromptBytesMax}));
    if (const auto script = reader.find("script")) {
        request.script = script->json();
    }
    if (const auto source = reader.find("source")) {
        request.source = HIBARI_TRY(read_source(*source, left));
    }
    if (reader.find("first_frame")) {
        request.first_frame = media::Frame(HIBARI_TRY(read_size(reader, "first_frame")));
    }
    request.characters = HIBARI_TRY(read_characters(reader, left));
    request.size = HIBARI_TRY(read_size(reader, "size"));
    request.fps = static_cast<int>(HIBARI_TRY(reader.integer("fps", {.min = 1, .max = 60})));
    if (reader.find("seconds")) {
        request.seconds = HIBARI_TRY(reader.number("seconds", {.min = 0, .max = kClipSecondsMax}));
    }
    request.style = HIBARI_TRY(reader.string("style", {.size_max = kNameBytesMax}));
    request.seed = HIBARI_TRY(read_seed(reader));
    request.quality = static_cast<Quality>(HIBARI_TRY(reader.choice("quality", kQualities)));
    request.truth_dir = HIBARI_TRY(reader.string("truth_dir", {.size_max = kPathBytesMax}));
    if (!left.empty()) {
        return fail(ErrorCode::kInvalidArgument, "the request has more files than it names");
    }
    return request;
}

Json to_json(const media::ClipFormat& format) {
    return Json::object({
        {"size", size_json(format.size)},
        {"fps", format.fps},
        {"frame_count", format.frame_count},
    });
}

Result<media::ClipFormat> format_from_json(const Json& json, const ClipRequest& request) {
    const JsonReader reader(json, "format");
    media::ClipFormat format;
    format.size = HIBARI_TRY(read_size(reader, "size"));
    format.fps =
        static_cast<int>(HIBARI_TRY(reader.integer("fps", {.min = request.fps, .max = request.fps}))
        );
    format.frame_count = HIBARI_TRY(reader.integer("frame_count", {.min = 1, .max = kFramesMax}));
    if (format.size != request.size) {
        return fail(reader.error("must have the size of the request, " + to_string(request.size)));
    }
    return format;
}

Json to_json(const ClipPlan& plan) {
    return Json::object({
        {"format", to_json(plan.format)},
        {"interpretation", plan.interpretation},
        {"script", plan.script},
    });
}

Result<ClipPlan> plan_from_json(const Json& json, const ClipRequest& request) {
    const JsonReader reader(json);
    const JsonReader format = HIBARI_TRY(reader.object("format"));
    ClipPlan plan;
    plan.format = HIBARI_TRY(format_from_json(format.json(), request));
    if (const auto interpretation = reader.find("interpretation")) {
        plan.interpretation = interpretation->json();
    }
    if (const auto script = reader.find("script")) {
        plan.script = script->json();
    }
    return plan;
}

Json to_json(const Error& error) {
    return Json::object({
        {"code", to_string(error.code)},
        {"message", to_valid_utf8(error.message)},
        {"field", to_valid_utf8(error.field)},
        {"hint", to_valid_utf8(error.hint)},
        {"reason", to_valid_utf8(error.reason)},
    });
}

Error error_from_json(const Json& json) {
    Error error{
        .code = ErrorCode::kInternal,
        .message = text_at(json, "message", kErrorBytesMax),
        .field = text_at(json, "field", kErrorBytesMax),
        .hint = text_at(json, "hint", kErrorBytesMax),
        .reason = text_at(json, "reason", kErrorBytesMax),
    };
    const std::string code = text_at(json, "code", kNameBytesMax);
    for (int i = 0; i <= static_cast<int>(ErrorCode::kDeadlineExceeded); ++i) {
        if (code == to_string(static_cast<ErrorCode>(i))) {
            error.code = static_cast<ErrorCode>(i);
        }
    }
    if (error.message.empty()) {
        error.message = "the engine failed and did not say why";
    }
    return error;
}

Json to_json(const ProgressReport& report) {
    return Json::object({
        {"stage", report.stage},
        {"done", report.done},
        {"total", report.total},
        {"fraction", report.fraction},
    });
}

ProgressReport progress_from_json(const Json& json) {
    constexpr double kUnitsMax = 1e12;
    ProgressReport report;
    report.stage = text_at(json, "stage", kStageBytesMax);
    report.total = static_cast<std::int64_t>(number_at(json, "total", kUnitsMax));
    report.done = static_cast<std::int64_t>(number_at(json, "done", kUnitsMax));
    if (report.total > 0) {
        report.done = std::min(report.done, report.total);
    }
    report.fraction = number_at(json, "fraction", 1.0);
    return report;
}

}  // namespace hibari::engine
