#include "models/mini/make_clip.h"

#include "base/check.h"
#include "models/mini/state_tokens.h"
#include "models/mini/window.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/isfinite.h>
#include <algorithm>
#include <string>
#include <vector>

namespace hibari::mini {
namespace {

// The sound of the last tokens changes a little with what follows; they wait for it.
constexpr std::int64_t kTokensHeldBack = 4;
// Of progress, beside those of a window.
constexpr std::int64_t kUnitsPerLatent = 4;

/// The least 1 + 8k that is not below `frames`.
std::int64_t whole_latents(std::int64_t frames) {
    return (frames + kFramesPerLatent - 2) / kFramesPerLatent * kFramesPerLatent + 1;
}

/// Finite weights can still overflow.
Result<void> check_finite(const at::Tensor& values, const std::string& what) {
    if (!at::isfinite(values).all().item<bool>()) {
        return fail(ErrorCode::kInternal, "the numbers of the model's " + what + " are not finite");
    }
    return {};
}

class ClipMaker {
  public:
    ClipMaker(
        const MiniModel& model,
        const MakeClipOptions& options,
        const ClipOutput& output,
        Progress& progress,
        const std::stop_token& stop
    )
        : model_(model), options_(options), output_(output), progress_(progress), stop_(stop) {}

    Result<void> make() {
        const std::vector<std::int64_t> lengths = window_lengths();
        progress_.begin("generate", total_units(lengths));
        const PromptTokens prompt = model_.read_prompt(options_.text);
        const PromptTokens nothing = model_.read_prompt("");
        WindowStart start = first_start();
        const Rng rng(options_.seed);
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            WindowRequest request = window_request(lengths[i], i == 0);
            request.start = start;
            const Window window = HIBARI_TRY(
                denoise_window(model_, prompt, nothing, request, rng.split(i), progress_, stop_)
            );
            const bool last = i + 1 == lengths.size();
            add_sound_tokens(window.audio, i == 0 ? 0 : kOverlapFrames);
            HIBARI_TRY(push_sound(last));
            HIBARI_TRY(push_pictures(window.video, i == 0 ? options_.hidden : kOverlapFrames));
            if (!last) {
                start = next_start(window);
            }
        }
        return {};
    }

  private:
    std::vector<std::int64_t> window_lengths() const {
        const std::int64_t longest =
            std::max<std::int64_t>(model_.config.frames, kOverlapFrames + kFramesPerLatent);
        std::vector<std::int64_t> lengths = {std::min(longest, whole_latents(options_.frames))};
        std::int64_t made = lengths[0];
        while (made < options_.frames) {
            const std::int64_t wanted = options_.frames - made + kOverlapFrames;
            lengths.push_back(std::min(longest, whole_latents(wanted)));
            made += lengths.back() - kOverlapFrames;
        }
        return lengths;
    }

    /// Of a first frame the plan is not known, of a window before it is.
    WindowRequest window_request(std::int64_t frames, bool first) const {
        const bool plan_unknown = first && options_.start.pictures.defined();
        return {
            .frames = frames,
            .rows = options_.rows,
            .columns = options_.columns,
            .steps = options_.steps,
            .guidance = options_.guidance,
            .plans = plan_unknown ? 0 : options_.plans,
            .plan_steps = std::max(options_.steps, model_.config.plan_steps),
        };
    }

    /// Steps of all windows, and the pieces they are decoded in.
    std::int64_t total_units(const std::vector<std::int64_t>& lengths) const {
        std::int64_t units = 0;
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            units += window_units(window_request(lengths[i], i == 0));
            units += latent_frames(lengths[i]) * kUnitsPerLatent;
        }
        return units;
    }

    WindowStart first_start() const {
        WindowStart start;
        if (options_.start.pictures.defined()) {
            start.video = encode(options_.start.pictures);
        }
        if (options_.start.sound.defined()) {
            start.audio =
                model_.audio_latents.normalise(model_.audio_encoder.encode(options_.start.sound));
        }
        return start;
    }

    at::Tensor encode(const at::Tensor& pictures) const {
        return model_.video_latents.normalise(model_.video_encoder.encode(pictures));
    }

    /// What the next window knows: the pictures as they came out, so that nothing jumps.
    WindowStart next_start(const Window& window) const {
        constexpr std::int64_t kLatents = (kOverlapFrames - 1) / kFramesPerLatent;
        WindowStart start{
            .video = encode(last_pictures_),
            .audio = window.audio.slice(0, window.audio.size(0) - kOverlapFrames),
        };
        // Latent 0 of the next window is one frame, the last of a latent here: its last moment.
        const std::int64_t frames = window.state.size(1);
        start.state = window.state.slice(1, frames - kLatents - 1).clone();
        at::Tensor first = start.state.select(1, 0);
        for (int moment = 0; moment + 1 < kMoments; ++moment) {
            first.slice(1, moment * kMomentNumbers, (moment + 1) * kMomentNumbers)
                .copy_(first.slice(1, (kMoments - 1) * kMomentNumbers, kMoments * kMomentNumbers));
        }
        return start;
    }

    void add_sound_tokens(const at::Tensor& tokens, std::int64_t known) {
        const at::Tensor fresh = tokens.slice(0, known);
        sound_tokens_ = sound_tokens_.defined() ? at::cat({sound_tokens_, fresh}, 0) : fresh;
    }

    /// Decodes all sound so far and hands on what is new of it.
    Result<void> push_sound(bool last) {
        const at::Tensor sound =
            model_.audio_decoder.decode(model_.audio_latents.restore(sound_tokens_));
        const std::int64_t ready = last ? options_.frames : sound_tokens_.size(0) - kTokensHeldBack;
        const at::Tensor fresh =
            sound.slice(1, sound_frames_ * kSamplesPerFrame, ready * kSamplesPerFrame);
        sound_frames_ = ready;
        HIBARI_TRY(check_finite(fresh, "sound"));
        return output_.sound(fresh);
    }

    /// Decodes a window and hands on what comes after its first `known` frames.
    Result<void> push_pictures(const at::Tensor& latents, std::int64_t known) {
        const std::int64_t count = latents.size(0);
        TimeMemory memory;
        std::int64_t frame = 1 - kFramesPerLatent;
        std::vector<at::Tensor> tail;
        for (std::int64_t i = 0; i < count; i += kLatentsAtOnce) {
            if (stop_.stop_requested()) {
                return fail(ErrorCode::kCancelled, "the clip was cancelled");
            }
            const std::int64_t end = std::min(count, i + kLatentsAtOnce);
            const at::Tensor pictures = model_.video_decoder.decode(
                model_.video_latents.restore(latents.slice(0, i, end)), memory
            );
            tail.push_back(pictures);
            if (tail.size() > kOverlapFrames / (kLatentsAtOnce * kFramesPerLatent) + 2) {
                tail.erase(tail.begin());
            }
            const std::int64_t skip = std::max<std::int64_t>(0, known - frame);
            const std::int64_t room = options_.frames - pictures_;
            if (skip < pictures.size(0) && room > 0) {
                const at::Tensor fresh = pictures.slice(0, skip).slice(0, 0, room);
                HIBARI_TRY(check_finite(fresh, "pictures"));
                pictures_ += fresh.size(0);
                HIBARI_TRY(output_.pictures(fresh));
            }
            frame += pictures.size(0);
            progress_.advance((end - i) * kUnitsPerLatent);
        }
        if (pictures_ < options_.frames) {
            const at::Tensor all = at::cat(tail, 0);
            last_pictures_ = all.slice(0, std::max<std::int64_t>(0, all.size(0) - kOverlapFrames))
                                 .clamp(-1.0, 1.0);
        }
        return {};
    }

    const MiniModel& model_;
    const MakeClipOptions& options_;
    const ClipOutput& output_;
    Progress& progress_;
    const std::stop_token& stop_;
    at::Tensor sound_tokens_;
    std::int64_t sound_frames_ = options_.hidden;
    std::int64_t pictures_ = options_.hidden;
    at::Tensor last_pictures_;
};

}  // namespace

Result<void> make_clip(
    const MiniModel& model,
    const MakeClipOptions& options,
    const ClipOutput& output,
    Progress& progress,
    const std::stop_token& stop
) {
    HIBARI_CHECK(options.frames >= 1, options.frames);
    HIBARI_CHECK(options.hidden >= 0 && options.hidden < options.frames, options.hidden);
    return ClipMaker(model, options, output, progress, stop).make();
}

}  // namespace hibari::mini
