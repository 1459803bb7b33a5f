#pragma once

// The denoiser: one transformer over text, object states, sound and picture. All tokens see each
// other; picture tokens have a feed-forward of their own (JavisDiT++, arXiv 2602.19163). Each
// stream has its own noise level and a token may be clean in a noisy stream, so every token chooses
// its row of a small table of modulations (adaptive layer norm, Peebles and Xie 2023, arXiv
// 2212.09748). It predicts the clean values.

#include "base/result.h"
#include "models/mini/config.h"
#include "models/mini/layers.h"
#include "models/mini/layout.h"
#include "models/mini/positions.h"
#include "models/mini/text_encoder.h"

#include <optional>
#include <vector>

namespace hibari::mini {

/// A prompt as the denoiser sees it, computed once for all steps.
struct PromptTokens {
    at::Tensor text;   ///< [text tokens, width]
    at::Tensor slots;  ///< [kSlots, width], added to the state tokens of each slot
};

/// Where the tokens stand: computed once for all steps.
struct TokenGrid {
    TokenCounts counts;
    at::Tensor cosines;  ///< [total, kPairs]
    at::Tensor sines;    ///< [total, kPairs]
};

TokenGrid make_grid(const TokenCounts& counts, double start_s = 0.0);

/// Noisy values and which of them are given. `clean` masks are of bool, one per token, undefined
/// for none.
struct NoisyStream {
    at::Tensor value;  ///< [tokens, channels]
    at::Tensor clean;  ///< [tokens]
    double level = 1.0;
};

struct NoisyClip {
    NoisyStream state;  ///< [kSlots * frames, kStateNumbers], slot by slot
    NoisyStream audio;  ///< [audio tokens, channels]
    NoisyStream video;  ///< [frames * rows * columns, channels]; undefined value for a plan
};

struct CleanClip {
    at::Tensor state;
    at::Tensor audio;
    at::Tensor video;  ///< undefined for a plan
};

/// What few-step models are told as well; others ignore it.
struct StepInputs {
    double guidance = 1.0;
    double step = 0.0;
};

class Denoiser {
  public:
    static Result<Denoiser> load(const Loader& loader, const MiniConfig& config);

    const DenoiserConfig& config() const { return config_; }

    PromptTokens prepare(const TextStates& text) const;

    /// One pass. The clip's tokens must be as many as the grid counts (checked).
    CleanClip predict(
        const PromptTokens& prompt,
        const TokenGrid& grid,
        const NoisyClip& clip,
        const StepInputs& inputs = {}
    ) const;

  private:
    /// A number in 0 .. 1 to a vector.
    struct Embedding {
        tensor::Linear linear1;
        tensor::Linear linear2;

        at::Tensor operator()(const at::Tensor& values) const;
    };

    struct FeedForward {
        tensor::Linear up;
        tensor::Linear down;

        at::Tensor operator()(const at::Tensor& x) const;
    };

    struct Layer {
        at::Tensor modulation;
        tensor::Linear qkv;
        at::Tensor q_norm;
        at::Tensor k_norm;
        float value_mix = 0.0F;
        tensor::Linear out;
        FeedForward video_feed_forward;
        FeedForward shared_feed_forward;
    };

    /// What a pass carries from layer to layer.
    struct Pass {
        at::Tensor x;      // [tokens, width]
        at::Tensor table;  // [rows, 6 * width]
        at::Tensor rows;   // [tokens] of int
        at::Tensor first_value;
    };

    static Result<Embedding> load_embedding(const Loader& loader, std::int64_t width);
    static Result<FeedForward> load_feed_forward(
        const Loader& loader, std::int64_t width, std::int64_t inner
    );
    static Result<Layer> load_layer(const Loader& loader, const DenoiserConfig& config);
    at::Tensor condition(const NoisyClip& clip, const StepInputs& inputs) const;
    at::Tensor embed(const PromptTokens& prompt, const TokenGrid& grid, const NoisyClip& clip)
        const;
    void attend(
        const Layer& layer, const TokenGrid& grid, at::Tensor h, at::Tensor gate, Pass& pass
    ) const;
    void run(const Layer& layer, const TokenGrid& grid, Pass& pass) const;

    DenoiserConfig config_;
    at::Tensor registers_;
    tensor::Linear text_in_;
    at::Tensor text_padding_;
    tensor::Linear slot_in_;
    at::Tensor slot_embedding_;
    tensor::Linear state_in_;
    tensor::Linear audio_in_;
    tensor::Linear video_in_;
    Layout layout_;
    Embedding noise_;
    at::Tensor row_embedding_;
    std::optional<Embedding> guidance_;
    std::optional<Embedding> step_;
    tensor::Linear modulation_;
    std::vector<Layer> layers_;
    tensor::Linear final_modulation_;
    tensor::Linear state_out_;
    tensor::Linear audio_out_;
    tensor::Linear video_out_;
};

}  // namespace hibari::mini
