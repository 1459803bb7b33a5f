#include "models/mini/window.h"

#include "base/check.h"
#include "diffusion/denoise.h"
#include "diffusion/schedule.h"
#include "models/mini/plan_check.h"
#include "models/mini/state_tokens.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <optional>
#include <utility>
#include <vector>

namespace hibari::mini {
namespace {

// Order of the streams.
constexpr std::size_t kState = 0;
constexpr std::size_t kAudio = 1;
constexpr std::size_t kVideo = 2;

// A pass with picture takes about that many times as long as one of a plan.
constexpr std::int64_t kUnitsOfPicture = 20;

/// Marks the first `count` of `of` tokens in each of `groups` groups.
at::Tensor first_of_each(std::int64_t groups, std::int64_t of, std::int64_t count) {
    at::Tensor mask = at::zeros({groups, of}, at::kBool);
    mask.slice(1, 0, count).fill_(true);
    return mask.view({groups * of});
}

/// Everything that stays the same for all passes of a window.
class WindowMaker {
  public:
    WindowMaker(
        const MiniModel& model,
        const PromptTokens& prompt,
        const PromptTokens& nothing,
        const WindowRequest& request,
        Progress& progress,
        std::stop_token stop
    )
        : model_(model),
          prompt_(prompt),
          nothing_(nothing),
          request_(request),
          progress_(progress),
          stop_(std::move(stop)) {
        counts_ = {
            .registers = model.config.denoiser.registers,
            .text = model.config.text.tokens,
            .frames = latent_frames(request.frames),
            .audio = request.frames,
            .rows = request.rows,
            .columns = request.columns,
        };
        joint_ = make_grid(counts_);
        TokenCounts without = counts_;
        without.rows = 0;
        without.columns = 0;
        plan_ = make_grid(without);
    }

    Result<Window> make(Rng rng) {
        std::vector<diffusion::Stream> streams = sketch(rng.split("clip"));
        streams.push_back(video(rng.split("picture")));
        if (request_.plans > 0) {
            const at::Tensor plan = HIBARI_TRY(choose_plan(rng.split("plan")));
            diffusion::Stream& state = streams[kState];
            state.value = plan;
            state.given = plan;
            state.clean = first_of_each(1, plan.size(0), plan.size(0));
        }
        const auto clip = HIBARI_TRY(run(std::move(streams), joint_, request_.steps));
        const at::Tensor plan = tidied(clip[kState].value);
        return Window{
            .video = clip[kVideo].value.view(
                {counts_.frames, counts_.rows, counts_.columns, video_channels()}
            ),
            .audio = clip[kAudio].value,
            .state = plan.view({kSlots, counts_.frames, kStateNumbers}),
        };
    }

  private:
    std::int64_t video_channels() const { return model_.config.video_vae.latent_channels; }

    std::int64_t audio_channels() const { return model_.config.audio_vae.latent_channels; }

    /// States and sound from noise, with what is given.
    std::vector<diffusion::Stream> sketch(Rng rng) const {
        const WindowStart& start = request_.start;
        diffusion::Stream state{
            .name = "states",
            .value = diffusion::gaussian(counts_.state(), kStateNumbers, rng.split("state")) *
                     state_spread(),
        };
        if (start.state.defined()) {
            const std::int64_t known = start.state.size(1);
            at::Tensor given = at::zeros({kSlots, counts_.frames, kStateNumbers}, at::kFloat);
            given.slice(1, 0, known).copy_(start.state);
            state.given = given.view({counts_.state(), kStateNumbers});
            state.clean = first_of_each(kSlots, counts_.frames, known);
        }
        diffusion::Stream audio{
            .name = "sound",
            .value = diffusion::gaussian(counts_.audio, audio_channels(), rng.split("audio")),
        };
        if (start.audio.defined()) {
            give_first(audio, start.audio);
        }
        return {std::move(state), std::move(audio)};
    }

    diffusion::Stream video(Rng rng) const {
        diffusion::Stream video{
            .name = "picture",
            .value = diffusion::gaussian(counts_.video(), video_channels(), rng),
        };
        if (request_.start.video.defined()) {
            give_first(video, request_.start.video.reshape({-1, video_channels()}));
        }
        return video;
    }

    static void give_first(diffusion::Stream& stream, const at::Tensor& tokens) {
        const std::int64_t known = tokens.size(0);
        HIBARI_CHECK(known <= stream.value.size(0), known);
        stream.given = at::zeros_like(stream.value);
        stream.given.slice(0, 0, known).copy_(tokens);
        stream.clean = first_of_each(1, stream.value.size(0), known);
    }

    Result<at::Tensor> choose_plan(Rng rng) {
        std::optional<at::Tensor> best;
        double best_faults = 0.0;
        for (int i = 0; i < request_.plans; ++i) {
            const auto plan = HIBARI_TRY(run(sketch(rng.split(i)), plan_, request_.plan_steps));
            const at::Tensor state = tidied(plan[kState].value);
            const double faults = plan_faults({
                .numbers = {state.data_ptr<float>(), static_cast<std::size_t>(state.numel())},
                .frames = counts_.frames,
            });
            if (!best || faults < best_faults) {
                best = state;
                best_faults = faults;
            }
        }
        HIBARI_CHECK(best.has_value());
        return *best;
    }

    Result<std::vector<diffusion::Stream>> run(
        std::vector<diffusion::Stream> streams, const TokenGrid& grid, int steps
    ) {
        const diffusion::DenoiseOptions options{
            .levels = diffusion::noise_levels(steps, model_.config.shift),
            .guidance = model_.config.denoiser.guidance_input ? 1.0 : request_.guidance,
            .units_per_step = streams.size() > kVideo ? kUnitsOfPicture : 1,
        };
        const diffusion::Predict predict = [&](std::span<const diffusion::Stream> noisy,
                                               const diffusion::Step& step,
                                               diffusion::Branch branch) {
            const auto stream = [&](std::size_t index) {
                return NoisyStream{noisy[index].value, noisy[index].clean, step.level};
            };
            NoisyClip clip{.state = stream(kState), .audio = stream(kAudio)};
            if (noisy.size() > kVideo) {
                clip.video = stream(kVideo);
            } else {
                clip.video.level = step.level;
            }
            const CleanClip clean = model_.denoiser.predict(
                branch == diffusion::Branch::kPrompt ? prompt_ : nothing_,
                grid,
                clip,
                {.guidance = request_.guidance, .step = step.level - step.next}
            );
            std::vector<at::Tensor> out = {clean.state, clean.audio};
            if (clean.video.defined()) {
                out.push_back(clean.video);
            }
            return out;
        };
        return diffusion::denoise(predict, std::move(streams), options, progress_, stop_);
    }

    const MiniModel& model_;
    const PromptTokens& prompt_;
    const PromptTokens& nothing_;
    const WindowRequest& request_;
    Progress& progress_;
    std::stop_token stop_;
    TokenCounts counts_;
    TokenGrid joint_;
    TokenGrid plan_;
};

}  // namespace

std::int64_t window_units(const WindowRequest& request) {
    return std::int64_t{request.plans} * request.plan_steps + request.steps * kUnitsOfPicture;
}

Result<Window> denoise_window(
    const MiniModel& model,
    const PromptTokens& prompt,
    const PromptTokens& nothing,
    const WindowRequest& request,
    Rng rng,
    Progress& progress,
    const std::stop_token& stop
) {
    HIBARI_CHECK(request.frames % kFramesPerLatent == 1, request.frames);
    HIBARI_CHECK(request.rows > 0 && request.columns > 0, request.rows);
    HIBARI_CHECK(request.plans >= 0, request.plans);
    return WindowMaker(model, prompt, nothing, request, progress, stop).make(rng);
}

}  // namespace hibari::mini
