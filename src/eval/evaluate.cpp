#include "eval/evaluate.h"

#include "engine/request_check.h"
#include "media/image.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <array>
#include <cmath>
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

Reading reading(const MetricInfo& info, const Samples& samples) {
    const auto& all = samples.of(info.metric);
    return {summarise(info, all), all.size()};
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
    row->made = {polynomial_mmd(floor, made), made.size()};
    row->floor = {polynomial_mmd(even, odd), floor.size()};
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
            Figure figure{
                .info = &info,
                .made = reading(info, made_),
                .floor = reading(info, floor_),
            };
            figure.passes = passes(info, figure.made, figure.floor);
            figure.floor_passes = passes(info, figure.floor, figure.floor);
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
        const ClipMeasures made = HIBARI_TRY(measure_made(index, told, request));
        progress_.advance();
        const ClipMeasures floor = HIBARI_TRY(measure_own(index, told, std::move(request)));
        progress_.advance();
        made_.add(made.samples);
        floor_.add(floor.samples);
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

    bool is_on_sheet(int index) const {
        return options_.sheet && static_cast<std::size_t>(index) < kSheetCases;
    }

    Result<ClipMeasures> measure_made(
        int index, const Case& told, const engine::ClipRequest& request
    ) {
        const auto clip = make(generator_, request, stop_);
        if (!clip) {
            HIBARI_TRY(take_failure(index, told, clip.error()));
            if (is_on_sheet(index)) {
                cells_.insert(cells_.end(), kSheetFrames, media::Frame(options_.size));
            }
            return ClipMeasures{
                .samples = measure_missing_clip(told),
                .details = Json::object({{"failed", clip.error().message}}),
            };
        }
        ClipMeasures made = HIBARI_TRY(measure_clip(told, *clip, {.stop = stop_}));
        made_features_.push_back(made.features);
        if (is_on_sheet(index)) {
            add_to_sheet(*clip, made.tracks, cells_);
        }
        return made;
    }

    /// The same of the simulator, which follows the script of the scene.
    Result<ClipMeasures> measure_own(int index, const Case& told, engine::ClipRequest request) {
        request.prompt.clear();
        request.script = world::to_json(told.script);
        request.quality = engine::Quality::kDraft;
        const media::MemoryClip clip = HIBARI_TRY(make(simulator_, request, stop_));
        ClipMeasures own =
            HIBARI_TRY(measure_clip(told, clip, {.is_own_clip = true, .stop = stop_}));
        floor_features_.push_back(own.features);
        if (is_on_sheet(index)) {
            add_to_sheet(clip, own.tracks, cells_);
        }
        return own;
    }

    /// One failure is a result. An engine that makes nothing is not worth measuring.
    Result<void> take_failure(int index, const Case& told, const Error& error) {
        if (error.code == ErrorCode::kCancelled) {
            return fail(error);
        }
        out_.failed.push_back({index, told.prompt, error.message});
        const int tried = index + 1;
        if (std::cmp_less(out_.failed.size(), tried) ||
            tried < std::min(options_.clips, kFailuresMax)) {
            return {};
        }
        Error all = error;
        all.message = "none of the first " + std::to_string(tried) +
                      " clips could be made; the last, \"" + told.prompt + "\": " + error.message;
        return fail(std::move(all));
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

}  // namespace hibari::eval
