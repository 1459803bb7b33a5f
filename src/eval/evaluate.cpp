#include "eval/evaluate.h"

#include "engine/request_check.h"
#include "eval/novelty.h"
#include "media/image.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

namespace hibari::eval {
namespace {

/// Of what the floor shows as told: who shows less has no difference to speak of.
constexpr double kObeys = 0.5;
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
    if (options.training_clips < 0 || options.training_clips > kTrainingClipsMax) {
        return refuse("training_clips", "must be from 0 to " + std::to_string(kTrainingClipsMax));
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

using Features = std::vector<std::vector<double>>;

/// Of the clips against those of the simulator, and of half of these against the other half.
std::pair<Reading, Reading> distribution(const Features& made, const Features& floor) {
    Features even;
    Features odd;
    for (std::size_t i = 0; i < floor.size(); ++i) {
        (i % 2 == 0 ? even : odd).push_back(floor[i]);
    }
    return {
        {polynomial_mmd(floor, made), made.size()},
        {polynomial_mmd(even, odd), floor.size()},
    };
}

constexpr std::array kPromised{
    Metric::kColourTold,
    Metric::kShapeTold,
    Metric::kDeedTold,
    Metric::kOutcomeTold,
    Metric::kDirectionTold,
    Metric::kStyleTold,
};

/// The mean of the shares that are as told, in per cent.
double as_told(const Samples& samples) {
    double sum = 0.0;
    double figures = 0.0;
    for (const Metric metric : kPromised) {
        const Reading share = reading(metrics()[static_cast<std::size_t>(metric)], samples);
        sum += share.value.value_or(0.0);
        figures += share.value ? 1.0 : 0.0;
    }
    return figures > 0.0 ? sum / figures : 0.0;
}

/// How much less of what held-out scenes promise is seen than of the others, over the figures that
/// both have.
Reading gap(const Samples& trained, const Samples& held_out) {
    double sum = 0.0;
    double figures = 0.0;
    Reading out;
    for (const Metric metric : kPromised) {
        const MetricInfo& info = metrics()[static_cast<std::size_t>(metric)];
        const Reading one = reading(info, trained);
        const Reading other = reading(info, held_out);
        if (one.value && other.value) {
            sum += *one.value - *other.value;
            figures += 1.0;
            out.count += other.count;
        }
    }
    if (figures > 0.0) {
        out.value = sum / figures;
    }
    return out;
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
        const std::int64_t training =
            options_.training_clips > 0 ? options_.training_clips + options_.clips : 0;
        progress_.begin("evaluate", 2 * static_cast<std::int64_t>(options_.clips) + training);
        out_.engine = std::string(generator_.name());
        out_.clips = Json::array();
        for (int i = 0; i < options_.clips; ++i) {
            HIBARI_TRY(add_case(i));
        }
        if (training > 0) {
            HIBARI_TRY(add_novelty());
        }
        progress_.finish();
        add_figures();
        if (!cells_.empty()) {
            out_.sheet = media::sprite_sheet(cells_, kSheetFrames);
        }
        return std::move(out_);
    }

  private:
    int frames() const { return static_cast<int>(std::lround(options_.seconds * kFps)); }

    bool is_held_out(int index) const {
        return options_.scenes == Scenes::kHeldOut ||
               (options_.scenes == Scenes::kInTurn && index % 2 == 1);
    }

    bool is_asked_for(Metric metric) const {
        return metric == Metric::kNovelty      ? options_.training_clips > 0
               : metric == Metric::kHeldOutGap ? options_.scenes == Scenes::kInTurn
                                               : true;
    }

    void add_figures() {
        Samples made = made_trained_;
        made.add(made_held_out_);
        Samples floor = floor_trained_;
        floor.add(floor_held_out_);
        for (const MetricInfo& info : metrics()) {
            if (!is_asked_for(info.metric)) {
                continue;
            }
            Figure figure{
                .info = &info,
                .made = reading(info, made),
                .floor = reading(info, floor),
            };
            if (info.metric == Metric::kDistribution) {
                std::tie(figure.made, figure.floor) = distribution(made_features_, floor_features_);
            }
            if (info.metric == Metric::kHeldOutGap) {
                figure.made = gap(made_trained_, made_held_out_);
                figure.floor = gap(floor_trained_, floor_held_out_);
                // Who does nothing that is told has nothing to lose.
                if (as_told(made_trained_) < kObeys * as_told(floor_trained_)) {
                    figure.made.value.reset();
                }
            }
            figure.passes = passes(info, figure.made, figure.floor);
            figure.floor_passes = passes(info, figure.floor, figure.floor);
            out_.figures.push_back(figure);
        }
    }

    /// Who never was in training is as near to it as chance has it.
    Result<void> add_novelty() {
        const auto training = [&](std::uint64_t first_index, int count) {
            return training_features(
                {.first_index = first_index,
                 .count = count,
                 .size = options_.size,
                 .frames = frames(),
                 .stop = stop_},
                progress_
            );
        };
        const Features shown = HIBARI_TRY(training(0, options_.training_clips));
        const Features fresh = HIBARI_TRY(training(kNeverShownFrom, options_.clips));
        for (const double distance : nearest_distances(shown, made_features_)) {
            made_trained_.add(Metric::kNovelty, distance);
        }
        for (const double distance : nearest_distances(shown, fresh)) {
            floor_trained_.add(Metric::kNovelty, distance);
        }
        return {};
    }

    Result<void> add_case(int index) {
        const Case told = HIBARI_TRY(draw_case(
            {
                .seed = options_.seed,
                .width = options_.size.width,
                .height = options_.size.height,
                .frames = frames(),
                .held_out = is_held_out(index),
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
        (is_held_out(index) ? made_held_out_ : made_trained_).add(made.samples);
        (is_held_out(index) ? floor_held_out_ : floor_trained_).add(floor.samples);
        out_.clips.push_back(Json::object({
            {"index", index},
            {"seed", told.seed},
            {"prompt", told.prompt},
            {"held_out", is_held_out(index)},
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
    Samples made_trained_;
    Samples made_held_out_;
    Samples floor_trained_;
    Samples floor_held_out_;
    Features made_features_;
    Features floor_features_;
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
