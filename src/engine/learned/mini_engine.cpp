#include "engine/learned/mini_engine.h"

#include "base/check.h"
#include "engine/learned/clip_end.h"
#include "engine/learned/picture_fit.h"
#include "engine/learned/rate.h"
#include "engine/learned/retell.h"
#include "engine/learned/seam.h"
#include "engine/mini_facts.h"
#include "engine/request_check.h"
#include "media/mp4_reader.h"
#include "models/mini/make_clip.h"
#include "models/mini/memory.h"
#include "tensor/guard.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

namespace hibari::engine {
namespace {

/// How much work a quality is worth: steps as a share of what the model was made for, and plans.
struct Effort {
    double steps = 1.0;
    int plans = 1;
};

Effort effort_of(Quality quality) {
    switch (quality) {
        case Quality::kDraft:
            return {.steps = 0.5, .plans = 1};
        case Quality::kStandard:
            return {.steps = 1.0, .plans = 2};
        case Quality::kHigh:
            return {.steps = 2.0, .plans = 4};
    }
    return {};
}

/// The model's frames that so many of the clip take, with their sound to the end of the last.
std::int64_t frames_for(std::int64_t shown, int fps) {
    return (shown * mini::kFps + fps - 1) / fps;
}

Result<void> check_whole(const media::ClipFormat& format) {
    if (format.duration_s() > kClipSecondsMax) {
        return fail(longer_than_a_clip());
    }
    return {};
}

/// A request as the model takes it.
struct Order {
    media::ClipFormat format = {};
    std::int64_t kept = 0;  ///< frames of a clip that goes on
    LatentGrid grid = {};
    Retold prompt = {};
    mini::MakeClipOptions options = {};
};

/// Hands the model's pictures and sound on to a sink, in its size and at its rate.
class SinkWriter {
  public:
    SinkWriter(
        media::ClipSink& sink, const media::ClipFormat& format, std::int64_t first, DoubleRate rate
    )
        : sink_(sink), format_(format), next_(first), first_(first), rate_(std::move(rate)) {}

    /// The clip goes on: with its own sound, then with what the model makes, which begins with the
    /// clip's last frame once more.
    Result<void> go_on(ClipEnd end) {
        const media::ClipFormat kept{format_.size, format_.fps, first_};
        const auto samples = static_cast<std::size_t>(kept.audio_sample_count());
        end.sound.left.resize(samples);
        end.sound.right.resize(samples);
        source_ = -1;
        std::size_t again = kSamplesAgain;
        at::Tensor heard = end.start.sound;
        if (heard.defined()) {
            heard = heard.slice(1, 0, heard.size(1) - mini::kSamplesPerFrame);
            again += 2 * static_cast<std::size_t>(heard.size(1));
        }
        seam_ = Seam(end.sound, again);
        HIBARI_TRY(push(std::move(end.sound)));
        // So that the filter of the rate does not begin in silence.
        return heard.defined() ? sound(heard) : Result<void>{};
    }

    /// The model's frame n, 24 a second, is shown until the next one is due.
    Result<void> pictures(const at::Tensor& pictures) {
        for (std::int64_t i = 0; i < pictures.size(0); ++i) {
            std::optional<media::Frame> frame;
            while (next_ < format_.frame_count && source_frame(next_ - first_) == source_) {
                if (!frame) {
                    frame = HIBARI_TRY(to_frame(pictures[i], format_.size));
                }
                frame->index = next_;
                HIBARI_TRY(sink_.push_frame(*frame));
                next_ += 1;
            }
            source_ += 1;
        }
        return {};
    }

    Result<void> sound(const at::Tensor& sound) {
        const at::Tensor planes = sound.contiguous();
        const auto count = static_cast<std::size_t>(planes.size(1));
        const auto* const values = planes.data_ptr<float>();
        const std::vector<float> left(values, values + count);
        const std::vector<float> right(values + count, values + 2 * count);
        media::AudioBuffer doubled = HIBARI_TRY(rate_.next(left, right, false));
        return push(seam_.next(std::move(doubled)));
    }

    Result<void> finish() {
        media::AudioBuffer rest = HIBARI_TRY(rate_.next({}, {}, true));
        return push(seam_.next(std::move(rest)));
    }

  private:
    static constexpr std::size_t kSamplesAgain = 2 * mini::kSamplesPerFrame;

    Result<void> push(media::AudioBuffer sound) {
        const auto whole = static_cast<std::size_t>(format_.audio_sample_count());
        const std::size_t room = whole - std::min(whole, pushed_);
        sound.left.resize(std::min(sound.size(), room));
        sound.right.resize(sound.left.size());
        pushed_ += sound.size();
        return sound.empty() ? Result<void>{} : sink_.push_audio(sound);
    }

    std::int64_t source_frame(std::int64_t frame) const { return frame * mini::kFps / format_.fps; }

    media::ClipSink& sink_;
    media::ClipFormat format_;
    std::int64_t next_ = 0;
    std::int64_t first_ = 0;
    std::int64_t source_ = 0;
    std::size_t pushed_ = 0;
    DoubleRate rate_;
    Seam seam_ = {};
};

class MiniEngine final : public Generator {
  public:
    explicit MiniEngine(std::filesystem::path folder)
        : facts_(mini_facts()), folder_(std::move(folder)) {}

    std::string_view name() const override { return facts_.name; }

    std::string_view description() const override { return facts_.description; }

    std::vector<std::string> styles() const override { return facts_.styles; }

    Abilities abilities() const override { return facts_.abilities; }

    Result<void> check(const ClipRequest& request) const override { return facts_.check(request); }

    Result<ClipPlan> plan(const ClipRequest& request) override {
        HIBARI_TRY(open());
        const Order order = HIBARI_TRY(read(request));
        return ClipPlan{
            .format = order.format,
            .interpretation = interpretation(order),
            .script = order.prompt.script,
        };
    }

    Result<ClipReport> generate(
        const ClipRequest& request, media::ClipSink& sink, Progress& progress, std::stop_token stop
    ) override {
        HIBARI_TRY(open());
        const Order order = HIBARI_TRY(read(request));
        HIBARI_TRY(mini::check_memory(
            model_->config, {order.options.frames, order.grid.rows, order.grid.columns}
        ));
        HIBARI_TRY(tensor::run_guarded([&] { return make(request, order, sink, progress, stop); }));
        return ClipReport{
            .format = order.format,
            .interpretation = interpretation(order),
            .script = order.prompt.script,
        };
    }

  private:
    Result<void> open() {
        std::error_code ignored;
        if (!model_ && !std::filesystem::exists(folder_ / "config.json", ignored)) {
            return fail({
                .code = ErrorCode::kNotFound,
                .message = "the model mini has no weights in " + folder_.string(),
                .hint = "HIBARI_MODELS names another folder that holds a folder mini",
            });
        }
        if (model_ && !model_->files.unchanged()) {
            model_.reset();  // other weights were put there since
        }
        if (!model_) {
            model_ =
                HIBARI_TRY(tensor::run_guarded([&] { return mini::MiniModel::load(folder_); }));
        }
        return {};
    }

    Result<Order> read(const ClipRequest& request) const {
        const mini::MiniConfig& config = model_->config;
        Order order;
        const double usual_s = static_cast<double>(config.frames - 1) / mini::kFps;
        order.prompt = HIBARI_TRY(retell(
            request,
            {.tokenizer = model_->tokenizer,
             .tokens = static_cast<std::size_t>(config.text.tokens),
             .usual_s = std::clamp(usual_s, kSecondsMin, kMiniSecondsMax)}
        ));
        order.format = media::clip_format(request.size, request.fps, order.prompt.seconds);
        if (is_extension(request)) {
            order.kept = HIBARI_TRY(media::read_format(request.source->file)).frame_count;
            order.format.frame_count += order.kept;
            HIBARI_TRY(check_whole(order.format));
        }
        order.grid = fit_grid(
            request.size,
            {config.height / mini::kPixelsPerLatent, config.width / mini::kPixelsPerLatent}
        );
        const Effort effort = effort_of(request.quality);
        const std::int64_t shown = order.format.frame_count - order.kept;
        order.options = {
            .text = order.prompt.text,
            .frames = frames_for(shown, request.fps),
            .rows = order.grid.rows,
            .columns = order.grid.columns,
            .steps = std::max(1, static_cast<int>(config.steps * effort.steps)),
            .guidance = config.guidance,
            .plans = effort.plans,
            .seed = request.seed,
        };
        return order;
    }

    Json interpretation(const Order& order) const {
        Json json = order.prompt.interpretation;
        json.set("caption", order.prompt.text);
        json.set(
            "model",
            Json::object(
                {{"name", "mini"}, {"stage", model_->config.stage}, {"knows", model_->config.knows}}
            )
        );
        json.set("size_made", media::to_string(order.grid.picture()));
        json.set("fps_made", mini::kFps);
        return json;
    }

    Result<void> make(
        const ClipRequest& request,
        const Order& order,
        media::ClipSink& sink,
        Progress& progress,
        const std::stop_token& stop
    ) const {
        HIBARI_TRY(sink.begin(order.format));
        mini::MakeClipOptions options = order.options;
        SinkWriter writer(sink, order.format, order.kept, HIBARI_TRY(DoubleRate::create()));
        if (is_extension(request)) {
            HIBARI_TRY(sink.keep(request.source->file));
            ClipEnd end =
                HIBARI_TRY(read_end(request.source->file, request.source->ending, order.grid));
            options.start = end.start;
            options.frames += end.start.pictures.size(0);
            options.hidden = end.start.pictures.size(0) - 1;
            HIBARI_TRY(writer.go_on(std::move(end)));
        } else if (request.first_frame) {
            const at::Tensor picture = HIBARI_TRY(to_picture(*request.first_frame, order.grid));
            options.start.pictures = picture.unsqueeze(0);
        }
        const mini::ClipOutput output{
            .pictures = [&](const at::Tensor& pictures) { return writer.pictures(pictures); },
            .sound = [&](const at::Tensor& sound) { return writer.sound(sound); },
        };
        HIBARI_TRY(mini::make_clip(*model_, options, output, progress, stop));
        HIBARI_TRY(writer.finish());
        return sink.finish();
    }

    EngineFacts facts_;
    std::filesystem::path folder_;
    std::optional<mini::MiniModel> model_;
};

}  // namespace

std::unique_ptr<Generator> make_mini_engine(const std::filesystem::path& folder) {
    return std::make_unique<MiniEngine>(folder);
}

}  // namespace hibari::engine
