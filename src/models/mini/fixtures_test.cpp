// The C++ computes what the training code computes: every stage on the same weights and inputs.

#include "models/mini/testing/fixtures.h"

#include "diffusion/denoise.h"
#include "diffusion/schedule.h"
#include "models/mini/state_tokens.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/full.h>
#include <gtest/gtest.h>
#include <memory>

namespace hibari::mini {
namespace {

using testing::Fixtures;
using testing::relative_error;

// Single precision, sums in another order; asked for is 1e-4.
constexpr double kTolerance = 1e-4;

class MiniAgainstTraining : public ::testing::TestWithParam<const char*> {
  protected:
    void SetUp() override { fixtures_ = std::make_unique<Fixtures>(GetParam()); }

    const MiniModel& model() const { return fixtures_->model(); }

    at::Tensor get(const std::string& name) const { return fixtures_->get(name); }

    void expect(const at::Tensor& value, const std::string& name) const {
        const at::Tensor reference = get(name);
        EXPECT_LT(relative_error(value.reshape(reference.sizes()), reference), kTolerance) << name;
    }

    TextStates text(std::int64_t prompt) const {
        const at::Tensor ids = get("text.ids")[prompt];
        std::vector<std::int32_t> numbers;
        for (std::int64_t i = 0; i < ids.numel(); ++i) {
            numbers.push_back(static_cast<std::int32_t>(ids[i].item<float>()));
        }
        return model().text_encoder.encode(numbers);
    }

    PromptTokens prompt(std::int64_t index) const { return model().denoiser.prepare(text(index)); }

    /// Where the tokens of a stage are, by the shapes of its inputs.
    TokenCounts counts(const std::string& stage) const {
        TokenCounts counts{
            .registers = model().config.denoiser.registers,
            .text = model().config.text.tokens,
            .frames = get(stage + ".state").size(2),
            .audio = get(stage + ".audio").size(1),
        };
        if (fixtures_->has(stage + ".video")) {
            counts.rows = get(stage + ".video").size(2);
            counts.columns = get(stage + ".video").size(3);
        }
        return counts;
    }

    /// Item `index` of a batch as tokens.
    at::Tensor tokens(const std::string& name, std::int64_t index) const {
        const at::Tensor batch = get(name);
        return batch[index].reshape({-1, batch.size(-1)});
    }

    StepInputs step_inputs(const std::string& stage, std::int64_t index) const {
        StepInputs inputs;
        if (fixtures_->has(stage + ".guidance")) {
            inputs.guidance = get(stage + ".guidance")[index].item<float>();
        }
        if (fixtures_->has(stage + ".step")) {
            inputs.step = get(stage + ".step")[index].item<float>();
        }
        return inputs;
    }

    NoisyClip noisy(const std::string& stage, std::int64_t index) const {
        const at::Tensor levels = get(stage + ".noise")[index];
        const auto stream = [&](const std::string& name, std::int64_t which) {
            return NoisyStream{
                .value = tokens(stage + "." + name, index),
                .level = levels[which].item<float>(),
            };
        };
        NoisyClip clip{.state = stream("state", 0), .audio = stream("audio", 1)};
        clip.video.level = levels[2].item<float>();
        if (fixtures_->has(stage + ".video")) {
            clip.video = stream("video", 2);
        }
        return clip;
    }

    void expect_item(const at::Tensor& value, const std::string& name, std::int64_t index) const {
        const at::Tensor reference = tokens(name, index);
        EXPECT_LT(relative_error(value, reference), kTolerance) << name << " " << index;
    }

    std::unique_ptr<Fixtures> fixtures_;
};

TEST_P(MiniAgainstTraining, ReadsTextsAlike) {
    for (std::int64_t i = 0; i < get("text.ids").size(0); ++i) {
        const TextStates states = text(i);
        EXPECT_LT(relative_error(states.tokens, get("text.states")[i]), kTolerance) << i;
        EXPECT_LT(relative_error(states.slots, get("text.slots")[i]), kTolerance) << i;
        EXPECT_TRUE(states.words.to(at::kFloat).equal(get("text.words")[i])) << i;
    }
}

TEST_P(MiniAgainstTraining, SpreadsAndTidiesPlansAlike) {
    EXPECT_TRUE(state_spread().equal(get("state_spread")));
    const at::Tensor plan = get("plan_run.state_out").view({-1, kStateNumbers});
    const at::Tensor tidy = get("tidied").view({-1, kStateNumbers});
    EXPECT_TRUE(tidied(plan).equal(tidy));
}

TEST_P(MiniAgainstTraining, PlansAlike) {
    const TokenGrid grid = make_grid(counts("plan"));
    const std::int64_t prompts[] = {0, 2};
    for (std::int64_t i = 0; i < 2; ++i) {
        const CleanClip clean = model().denoiser.predict(
            prompt(prompts[i]), grid, noisy("plan", i), step_inputs("plan", i)
        );
        expect_item(clean.state, "plan.state_out", i);
        expect_item(clean.audio, "plan.audio_out", i);
        EXPECT_FALSE(clean.video.defined());
    }
}

TEST_P(MiniAgainstTraining, DenoisesAlike) {
    const TokenCounts counts = this->counts("joint");
    const TokenGrid grid = make_grid(counts, 2.5);
    for (std::int64_t i = 0; i < 2; ++i) {
        NoisyClip clip = noisy("joint", i);
        const auto mask = [&](const std::string& name) {
            return get("joint.clean_" + name)[i].reshape({-1}).to(at::kBool);
        };
        clip.state.clean = mask("state");
        clip.audio.clean = mask("audio");
        clip.video.clean = mask("video").repeat_interleave(counts.rows * counts.columns);
        const CleanClip clean =
            model().denoiser.predict(prompt(i), grid, clip, step_inputs("joint", i));
        expect_item(clean.state, "joint.state_out", i);
        expect_item(clean.audio, "joint.audio_out", i);
        expect_item(clean.video, "joint.video_out", i);
    }
}

/// A whole run of steps as `hibari` makes it.
class Sampler {
  public:
    Sampler(const Fixtures& fixtures, TokenGrid grid, PromptTokens prompt, PromptTokens nothing)
        : fixtures_(fixtures),
          grid_(std::move(grid)),
          prompt_(std::move(prompt)),
          nothing_(std::move(nothing)) {}

    std::vector<diffusion::Stream> operator()(std::vector<diffusion::Stream> streams) const {
        const MiniModel& model = fixtures_.model();
        const bool one_pass = model.config.denoiser.guidance_input;
        const diffusion::Predict predict = [&](std::span<const diffusion::Stream> noisy,
                                               const diffusion::Step& step,
                                               diffusion::Branch branch) {
            NoisyClip clip{
                .state = {noisy[0].value, noisy[0].clean, step.level},
                .audio = {noisy[1].value, noisy[1].clean, step.level},
            };
            clip.video.level = step.level;
            if (noisy.size() > 2) {
                clip.video = {noisy[2].value, noisy[2].clean, step.level};
            }
            const CleanClip clean = model.denoiser.predict(
                branch == diffusion::Branch::kPrompt ? prompt_ : nothing_,
                grid_,
                clip,
                {.guidance = kGuidance, .step = step.level - step.next}
            );
            std::vector<at::Tensor> out = {clean.state, clean.audio};
            if (clean.video.defined()) {
                out.push_back(clean.video);
            }
            return out;
        };
        Progress progress;
        auto done = diffusion::denoise(
            predict,
            std::move(streams),
            {.levels = diffusion::noise_levels(model.config.steps, model.config.shift),
             .guidance = one_pass ? 1.0 : kGuidance},
            progress,
            {}
        );
        EXPECT_TRUE(done);
        return std::move(*done);
    }

  private:
    static constexpr double kGuidance = 2.5;

    const Fixtures& fixtures_;
    TokenGrid grid_;
    PromptTokens prompt_;
    PromptTokens nothing_;
};

TEST_P(MiniAgainstTraining, LevelsAreAlike) {
    const at::Tensor levels = get("levels");
    const auto ours = diffusion::noise_levels(model().config.steps, model().config.shift);
    ASSERT_EQ(static_cast<std::size_t>(levels.numel()), ours.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
        EXPECT_NEAR(levels[static_cast<std::int64_t>(i)].item<float>(), ours[i], 1e-6);
    }
}

TEST_P(MiniAgainstTraining, SamplesAlike) {
    const Sampler plan(*fixtures_, make_grid(counts("plan_run")), prompt(0), prompt(2));
    const auto sketch = plan(
        {{.name = "state", .value = tokens("plan_run.state", 0)},
         {.name = "audio", .value = tokens("plan_run.audio", 0)}}
    );
    expect_item(sketch[0].value, "plan_run.state_out", 0);
    expect_item(sketch[1].value, "plan_run.audio_out", 0);

    TokenCounts counts = this->counts("plan_run");
    counts.rows = get("video_run.video").size(2);
    counts.columns = get("video_run.video").size(3);
    const auto fixed = [](const diffusion::Stream& stream) {
        return diffusion::Stream{
            .name = stream.name,
            .value = stream.value,
            .given = stream.value,
            .clean = at::full({stream.value.size(0)}, true, at::kBool),
        };
    };
    const Sampler joint(*fixtures_, make_grid(counts), prompt(0), prompt(2));
    const auto clip = joint(
        {fixed(sketch[0]),
         fixed(sketch[1]),
         {.name = "video", .value = tokens("video_run.video", 0)}}
    );
    expect_item(clip[2].value, "video_run.video_out", 0);

    // And what one sees and hears of it.
    TimeMemory memory;
    const at::Tensor latents = clip[2].value.view({counts.frames, counts.rows, counts.columns, -1});
    const at::Tensor frames =
        model().video_decoder.decode(model().video_latents.restore(latents), memory);
    const at::Tensor last = get("whole.frames")[0][0].permute({1, 2, 0});
    EXPECT_LT(relative_error(frames[frames.size(0) - 1], last), kTolerance);
    const at::Tensor sound =
        model().audio_decoder.decode(model().audio_latents.restore(clip[1].value));
    EXPECT_LT(relative_error(sound, get("whole.sound")[0]), kTolerance);
}

TEST_P(MiniAgainstTraining, KeepsWhatIsGivenAlike) {
    const TokenCounts counts = this->counts("first_run");
    const auto stream = [&](const std::string& name) {
        diffusion::Stream out{.name = name, .value = tokens("first_run." + name, 0)};
        if (fixtures_->has("first_run.given_" + name)) {
            out.given = tokens("first_run.given_" + name, 0);
            out.clean = get("first_run.clean_" + name)[0].to(at::kBool);
        }
        if (name == "video") {
            out.clean = out.clean.repeat_interleave(counts.rows * counts.columns);
        }
        return out;
    };
    const Sampler run(*fixtures_, make_grid(counts), prompt(0), prompt(2));
    const auto clip = run({stream("state"), stream("audio"), stream("video")});
    expect_item(clip[0].value, "first_run.state_out", 0);
    expect_item(clip[1].value, "first_run.audio_out", 0);
    expect_item(clip[2].value, "first_run.video_out", 0);
}

/// [.., channels, rows, columns] to [.., rows, columns, channels].
at::Tensor channels_last(const at::Tensor& x) {
    return x.permute({0, 2, 3, 1}).contiguous();
}

TEST_P(MiniAgainstTraining, DecodesPicturesAlikeWholeAndInPieces) {
    const at::Tensor latents =
        model().video_latents.restore(channels_last(get("video.latents")[0]));
    TimeMemory memory;
    const at::Tensor whole = model().video_decoder.decode(latents, memory).slice(0, 7);
    const std::int64_t frames[] = {0, 1, 8, 16};
    for (std::int64_t i = 0; i < 4; ++i) {
        const at::Tensor reference = get("video.frames")[0][i].permute({1, 2, 0});
        EXPECT_LT(relative_error(whole[frames[i]], reference), kTolerance) << frames[i];
    }
    TimeMemory pieces;
    const at::Tensor first = model().video_decoder.decode(latents.slice(0, 0, 1), pieces);
    const at::Tensor rest = model().video_decoder.decode(latents.slice(0, 1), pieces);
    EXPECT_LT(relative_error(at::cat({first.slice(0, 7), rest}, 0), whole), 1e-5);
}

TEST_P(MiniAgainstTraining, EncodesPicturesAlike) {
    for (const std::string name : {"picture", "clip"}) {
        const at::Tensor pictures = channels_last(get("video." + name)[0]) / 127.5 - 1.0;
        const at::Tensor latents =
            model().video_latents.normalise(model().video_encoder.encode(pictures));
        expect(latents.permute({0, 3, 1, 2}), "video.encoded_" + name);
    }
}

TEST_P(MiniAgainstTraining, DecodesAndEncodesSoundAlike) {
    const at::Tensor latents = model().audio_latents.restore(get("audio.latents")[0]);
    expect(model().audio_decoder.decode(latents), "audio.sound");
    const at::Tensor encoded = model().audio_encoder.encode(get("audio.sound")[0]);
    expect(model().audio_latents.normalise(encoded), "audio.encoded");
}

INSTANTIATE_TEST_SUITE_P(
    Models,
    MiniAgainstTraining,
    ::testing::Values("toy", "toy_guided"),
    [](const auto& model) { return std::string(model.param); }
);

}  // namespace
}  // namespace hibari::mini
