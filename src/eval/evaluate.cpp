#include "eval/evaluate.h"

#include "engine/request_check.h"
#include "media/image.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

namespace hibari::eval {
namespace {

constexpr std::size_t kSheetCases = 8;
constexpr std::size_t kSheetFrames = 6;
/// Frames of two clips are held in memory.
constexpr double kPixelsMax = 400e6;

Result<void> check(const EvaluateOptions& options) {
    const auto refuse = [](std::string field, std::string message) {
        return fail(Error{
            .code = ErrorCode::kInvalidArgument,
            .message = std::move(message),
            .field = std::move(field),
        });
    };
    if (options.clips < 1 || options.clips > kClipsMax) {
        return refuse("clips", "must be from 1 to " + std::to_string(kClipsMax));
    }
    if (!(options.seconds >= engine::kSecondsMin && options.seconds <= kEvaluateSecondsMax)) {
        return refuse("seconds", "must be from 1 to 10");
    }
    const double pixels = static_cast<double>(options.size.width) * options.size.height;
    if (pixels * options.seconds * kFps > kPixelsMax) {
        return refuse("size", "clips of this size and length do not fit the memory");
    }
    return {};
}

/// A clip is made as anybody would have it made.
Result<media::MemoryClip> make(
    engine::Generator& generator, const engine::ClipRequest& request, std::stop_token stop
) {
    HIBARI_TRY(engine::check_request(request, generator));
    HIBARI_TRY(generator.check(request));
    media::MemoryClip clip;
    Progress silent;
    HIBARI_TRY(generator.generate(request, clip, silent, std::move(stop)));
    if (clip.frames.empty()) {
        return fail(ErrorCode::kInternal, "the engine made a clip without frames");
    }
    return clip;
}

media::Frame with_boxes(
    const media::Frame& frame, std::span<const Track> tracks, std::size_t index
) {
    media::Frame out = frame;
    constexpr std::array<std::uint8_t, 3> kTold{255, 0, 255};
    constexpr std::array<std::uint8_t, 3> kUnknown{0, 0, 0};
    for (const Track& track : tracks) {
        if (index >= track.sights.size() || !track.sights[index]) {
            continue;
        }
        const Blob& blob = track.sights[index]->blob;
        const auto& colour = track.told >= 0 ? kTold : kUnknown;
        const int left = std::clamp(static_cast<int>(blob.left), 0, out.width() - 1);
        const int right = std::clamp(static_cast<int>(blob.right) - 1, 0, out.width() - 1);
        const int top = std::clamp(static_cast<int>(blob.top), 0, out.height() - 1);
        const int bottom = std::clamp(static_cast<int>(blob.bottom) - 1, 0, out.height() - 1);
        const auto dot = [&](int x, int y) {
            std::ranges::copy(colour, out.row(y).begin() + 3 * static_cast<std::ptrdiff_t>(x));
        };
        for (int x = left; x <= right; ++x) {
            dot(x, top);
            dot(x, bottom);
        }
        for (int y = top; y <= bottom; ++y) {
            dot(left, y);
            dot(right, y);
        }
    }
    return out;
}

void add_to_sheet(
    const media::MemoryClip& clip, std::span<const Track> tracks, std::vector<media::Frame>& cells
) {
    for (std::size_t i = 0; i < kSheetFrames; ++i) {
        const std::size_t at = i * (clip.frames.size() - 1) / (kSheetFrames - 1);
        cells.push_back(with_boxes(clip.frames[at], tracks, at));
    }
}

Json samples_json(const Samples& samples) {
    Json out = Json::object();
    for (const MetricInfo& info : metrics()) {
        Json values = Json::array();
        for (const double value : samples.of(info.metric)) {
            values.push_back(value);
        }
        if (values.size() > 0) {
            out.set(std::string(info.key), std::move(values));
        }
    }
    return out;
}

Json describe(const ClipMeasures& measures) {
    Json out = Json::object({{"samples", samples_json(measures.samples)}});
    for (const JsonMember& member : measures.details.members()) {
        out.set(member.key, member.value);
    }
    return out;
}

bool is_of_tracker(Metric metric) {
    return metric >= Metric::kTrackerPlace;
}

/// Both sides of the figure that no single clip has.
void add_distribution(
    const std::vector<std::vector<double>>& made,
    const std::vector<std::vector<double>>& floor,
    std::vector<Figure>& figures
) {
    std::vector<std::vector<double>> even;
    std::vector<std::vector<double>> odd;
    for (std::size_t i = 0; i < floor.size(); ++i) {
        (i % 2 == 0 ? even : odd).push_back(floor[i]);
    }
    const auto row = std::ranges::find_if(figures, [](const Figure& figure) {
        return figure.info->metric == Metric::kDistribution;
    });
    row->value = polynomial_mmd(floor, made);
    row->count = made.size();
    row->floor = polynomial_mmd(even, odd);
    row->floor_count = floor.size();
}

std::string number(const std::optional<double>& value, std::string_view unit) {
    if (!value) {
        return "-";
    }
    std::array<char, 32> text{};
    const bool fine = unit.empty() || unit == "px";
    std::snprintf(text.data(), text.size(), fine ? "%.3f" : "%.1f", *value);
    return std::string(text.data()) + (unit.empty() ? "" : " " + std::string(unit));
}

std::string target_text(const MetricInfo& info) {
    if (info.goal == Goal::kNone) {
        return "";
    }
    std::array<char, 32> text{};
    std::snprintf(
        text.data(), text.size(), "%s %g", info.goal == Goal::kAtLeast ? ">=" : "<=", info.target
    );
    return text.data();
}

std::string_view verdict(const std::optional<bool>& passes) {
    return !passes ? "" : *passes ? "ok" : "missed";
}

Json json_of(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json json_of(const std::optional<bool>& value) {
    return value ? Json(*value) : Json(nullptr);
}

class Evaluator {
  public:
    Evaluator(
        const EvaluateOptions& options,
        engine::Generator& generator,
        engine::Generator& simulator,
        Progress& progress,
        std::stop_token stop
    )
        : options_(options),
          generator_(generator),
          simulator_(simulator),
          progress_(progress),
          stop_(std::move(stop)) {}

    Result<Evaluation> run() {
        HIBARI_TRY(check(options_));
        progress_.begin("evaluate", 2 * static_cast<std::int64_t>(options_.clips));
        out_.engine = std::string(generator_.name());
        out_.clips = Json::array();
        for (int i = 0; i < options_.clips; ++i) {
            HIBARI_TRY(add_case(i));
        }
        progress_.finish();
        for (const MetricInfo& info : metrics()) {
            const auto& samples = made_.of(info.metric);
            const auto& floor = floor_.of(info.metric);
            Figure figure{
                .info = &info,
                .value = summarise(info, samples),
                .floor = summarise(info, floor),
                .count = samples.size(),
                .floor_count = floor.size(),
            };
            if (!is_of_tracker(info.metric)) {
                figure.passes = passes(info, figure.value, figure.count, figure.floor_count);
                figure.floor_passes =
                    passes(info, figure.floor, figure.floor_count, figure.floor_count);
            }
            out_.figures.push_back(figure);
        }
        add_distribution(made_features_, floor_features_, out_.figures);
        if (!cells_.empty()) {
            out_.sheet = media::sprite_sheet(cells_, kSheetFrames);
        }
        return std::move(out_);
    }

  private:
    Result<void> add_case(int index) {
        const auto frames = static_cast<int>(std::lround(options_.seconds * kFps));
        const Case told = HIBARI_TRY(draw_case(
            {
                .seed = options_.seed,
                .width = options_.size.width,
                .height = options_.size.height,
                .frames = frames,
                .held_out = options_.held_out,
                .stop = stop_,
            },
            index
        ));
        engine::ClipRequest request{
            .prompt = told.prompt,
            .size = options_.size,
            .fps = kFps,
            .seconds = options_.seconds,
            .seed = told.seed,
            .quality = options_.quality,
        };
        auto clip = make(generator_, request, stop_);
        if (!clip) {
            if (clip.error().code != ErrorCode::kCancelled) {
                clip.error().message = "clip " + std::to_string(index) + " (\"" + told.prompt +
                                       "\"): " + clip.error().message;
            }
            return fail(std::move(clip.error()));
        }
        const ClipMeasures made = HIBARI_TRY(measure_clip(told, *clip, {.stop = stop_}));
        if (options_.sheet && static_cast<std::size_t>(index) < kSheetCases) {
            add_to_sheet(*clip, made.tracks, cells_);
        }
        progress_.advance();
        request.prompt.clear();
        request.script = world::to_json(told.script);
        request.quality = engine::Quality::kDraft;
        const media::MemoryClip own = HIBARI_TRY(make(simulator_, request, stop_));
        const ClipMeasures floor =
            HIBARI_TRY(measure_clip(told, own, {.scale = Scale::kTrue, .stop = stop_}));
        if (options_.sheet && static_cast<std::size_t>(index) < kSheetCases) {
            add_to_sheet(own, floor.tracks, cells_);
        }
        progress_.advance();
        made_.add(made.samples);
        floor_.add(floor.samples);
        made_features_.push_back(made.features);
        floor_features_.push_back(floor.features);
        out_.clips.push_back(Json::object({
            {"index", index},
            {"seed", told.seed},
            {"prompt", told.prompt},
            {"told", world::tap::to_json(told.told, static_cast<int>(told.objects.size()))},
            {"engine", describe(made)},
            {"simulator", describe(floor)},
        }));
        return {};
    }

    const EvaluateOptions& options_;
    engine::Generator& generator_;
    engine::Generator& simulator_;
    Progress& progress_;
    std::stop_token stop_;
    Samples made_;
    Samples floor_;
    std::vector<std::vector<double>> made_features_;
    std::vector<std::vector<double>> floor_features_;
    std::vector<media::Frame> cells_;
    Evaluation out_;
};

}  // namespace

Result<Evaluation> evaluate(
    const EvaluateOptions& options,
    engine::Generator& generator,
    engine::Generator& simulator,
    Progress& progress,
    std::stop_token stop
) {
    return Evaluator(options, generator, simulator, progress, std::move(stop)).run();
}

std::string to_table(const Evaluation& evaluation, const EvaluateOptions& options) {
    std::array<char, 200> line{};
    std::string text = evaluation.engine + ", " + std::to_string(options.clips) + " clips of " +
                       to_string(options.size) + ", seed " + std::to_string(options.seed) +
                       (options.held_out ? ", held-out combinations" : "") + "\n\n";
    const auto add = [&](const std::string& a,
                         const std::string& b,
                         const std::string& c,
                         const std::string& d,
                         const std::string& e,
                         const std::string& f) {
        std::snprintf(
            line.data(),
            line.size(),
            "%-38s %11s %11s %8s %10s  %s",
            a.c_str(),
            b.c_str(),
            c.c_str(),
            d.c_str(),
            e.c_str(),
            f.c_str()
        );
        std::string row = line.data();
        row.erase(row.find_last_not_of(' ') + 1);
        text += row + "\n";
    };
    add("figure", evaluation.engine, "floor", "target", "n", "");
    for (const Figure& figure : evaluation.figures) {
        std::string judged(verdict(figure.passes));
        if (figure.floor_passes == std::optional(false)) {
            judged += " (floor misses it)";
        }
        add(std::string(figure.info->label),
            number(figure.value, figure.info->unit),
            number(figure.floor, figure.info->unit),
            target_text(*figure.info),
            std::to_string(figure.count) + " / " + std::to_string(figure.floor_count),
            judged);
    }
    return text;
}

Json to_json(const Evaluation& evaluation, const EvaluateOptions& options) {
    Json figures = Json::object();
    for (const Figure& figure : evaluation.figures) {
        figures.set(
            std::string(figure.info->key),
            Json::object({
                {"value", json_of(figure.value)},
                {"floor", json_of(figure.floor)},
                {"unit", figure.info->unit},
                {"target",
                 figure.info->goal == Goal::kNone ? Json(nullptr) : Json(figure.info->target)},
                {"count", figure.count},
                {"floor_count", figure.floor_count},
                {"passes", json_of(figure.passes)},
                {"floor_passes", json_of(figure.floor_passes)},
            })
        );
    }
    return Json::object({
        {"engine", evaluation.engine},
        {"clips", options.clips},
        {"size", to_string(options.size)},
        {"seconds", options.seconds},
        {"seed", options.seed},
        {"held_out", options.held_out},
        {"figures", std::move(figures)},
        {"details", evaluation.clips},
    });
}

}  // namespace hibari::eval
