#include "models/mini/denoiser.h"

#include "base/check.h"
#include "tensor/attention.h"
#include "tensor/tokens.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/where.h>
#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::mini {
namespace {

// Rows of the table of modulations: text, then each stream noisy and clean.
constexpr std::int64_t kRows = 7;
constexpr int kRowText = 0;
constexpr int kRowState = 1;
constexpr int kRowAudio = 3;
constexpr int kRowVideo = 5;

constexpr std::int64_t kNoiseFrequencies = 128;
constexpr double kNoiseScale = 1000.0;
constexpr double kNoiseBase = 10'000.0;
constexpr std::int64_t kHead = 64;

at::Tensor from_vector(const std::vector<float>& values, std::int64_t tokens) {
    at::Tensor out = at::empty({tokens, kPairs}, at::kFloat);
    HIBARI_CHECK(out.numel() == static_cast<std::int64_t>(values.size()), values.size());
    std::ranges::copy(values, out.data_ptr<float>());
    return out;
}

/// Writes the row of each token of a stream: `row`, and the one after it where it is clean.
void fill_rows(std::int32_t* out, const NoisyStream& stream, std::int64_t count, int row) {
    if (!stream.clean.defined()) {
        std::fill_n(out, count, row);
        return;
    }
    HIBARI_CHECK(stream.clean.numel() == count, stream.clean.numel());
    const at::Tensor mask = stream.clean.contiguous();
    const bool* const clean = mask.data_ptr<bool>();
    for (std::int64_t i = 0; i < count; ++i) {
        out[i] = row + (clean[i] ? 1 : 0);
    }
}

at::Tensor token_rows(const TokenCounts& counts, const NoisyClip& clip) {
    at::Tensor rows = at::empty({counts.total()}, at::kInt);
    auto* const out = rows.data_ptr<std::int32_t>();
    std::fill_n(out, counts.state_from(), kRowText);
    fill_rows(out + counts.state_from(), clip.state, counts.state(), kRowState);
    fill_rows(out + counts.audio_from(), clip.audio, counts.audio, kRowAudio);
    if (counts.video() > 0) {
        fill_rows(out + counts.video_from(), clip.video, counts.video(), kRowVideo);
    }
    return rows;
}

}  // namespace

TokenGrid make_grid(const TokenCounts& counts, double start_s) {
    const Rotations angles = rotations(counts, start_s);
    return {
        .counts = counts,
        .cosines = from_vector(angles.cosines, counts.total()),
        .sines = from_vector(angles.sines, counts.total()),
    };
}

at::Tensor Denoiser::Embedding::operator()(const at::Tensor& values) const {
    const at::Tensor steps = at::arange(kNoiseFrequencies, at::kFloat);
    const at::Tensor frequencies =
        at::exp(steps * (-std::log(kNoiseBase) / static_cast<double>(kNoiseFrequencies)));
    const at::Tensor angles = values.unsqueeze(1) * kNoiseScale * frequencies;
    const at::Tensor sines = at::cat({angles.cos(), angles.sin()}, 1);
    return linear2(at::silu(linear1(sines)));
}

at::Tensor Denoiser::FeedForward::operator()(const at::Tensor& x) const {
    return down(tensor::swiglu(up(x)));
}

Result<Denoiser::Embedding> Denoiser::load_embedding(const Loader& loader, std::int64_t width) {
    Embedding embedding;
    embedding.linear1 = HIBARI_TRY(load_linear(loader.at("linear1"), width, 2 * kNoiseFrequencies));
    embedding.linear2 = HIBARI_TRY(load_linear(loader.at("linear2"), width, width));
    return embedding;
}

Result<Denoiser::FeedForward> Denoiser::load_feed_forward(
    const Loader& loader, std::int64_t width, std::int64_t inner
) {
    FeedForward forward;
    forward.up = HIBARI_TRY(load_linear(loader.at("up"), 2 * inner, width, Bias::kNone));
    forward.down = HIBARI_TRY(load_linear(loader.at("down"), width, inner, Bias::kNone));
    return forward;
}

Result<Denoiser::Layer> Denoiser::load_layer(const Loader& loader, const DenoiserConfig& config) {
    const std::int64_t width = config.width;
    static_assert(kHead == 2 * kPairs);
    Layer layer;
    layer.modulation = HIBARI_TRY(loader.take("modulation", {6 * width}));
    layer.qkv = HIBARI_TRY(load_linear(loader.at("qkv"), 3 * width, width, Bias::kNone));
    layer.q_norm = HIBARI_TRY(loader.take("q_norm", {kHead}));
    layer.k_norm = HIBARI_TRY(loader.take("k_norm", {kHead}));
    const at::Tensor mix = HIBARI_TRY(loader.take("value_mix", {1}));
    layer.value_mix = mix.item<float>();
    layer.out = HIBARI_TRY(load_linear(loader.at("out"), width, width, Bias::kNone));
    layer.video_feed_forward = HIBARI_TRY(
        load_feed_forward(loader.at("video_feed_forward"), width, config.video_feed_forward)
    );
    layer.shared_feed_forward = HIBARI_TRY(
        load_feed_forward(loader.at("shared_feed_forward"), width, config.shared_feed_forward)
    );
    return layer;
}

Result<Denoiser> Denoiser::load(const Loader& loader, const MiniConfig& config) {
    Denoiser model;
    model.config_ = config.denoiser;
    const std::int64_t width = config.denoiser.width;
    const std::int64_t text = config.text.width;
    const std::int64_t audio = config.audio_vae.latent_channels;
    const std::int64_t video = config.video_vae.latent_channels;
    model.registers_ = HIBARI_TRY(loader.take("registers", {config.denoiser.registers, width}));
    model.text_in_ = HIBARI_TRY(load_linear(loader.at("text_in"), width, text));
    model.text_padding_ = HIBARI_TRY(loader.take("text_padding", {width}));
    model.slot_in_ = HIBARI_TRY(load_linear(loader.at("slot_in"), width, text));
    model.slot_embedding_ = HIBARI_TRY(loader.take("slot_embedding", {kSlots, width}));
    model.state_in_ = HIBARI_TRY(load_linear(loader.at("state_in"), width, kStateNumbers));
    model.audio_in_ = HIBARI_TRY(load_linear(loader.at("audio_in"), width, audio));
    model.video_in_ = HIBARI_TRY(load_linear(loader.at("video_in"), width, video));
    model.layout_ = HIBARI_TRY(Layout::load(loader.at("layout"), width));
    model.noise_ = HIBARI_TRY(load_embedding(loader.at("noise"), width));
    model.row_embedding_ = HIBARI_TRY(loader.take("row_embedding", {kRows, width}));
    if (config.denoiser.guidance_input) {
        model.guidance_ = HIBARI_TRY(load_embedding(loader.at("guidance"), width));
    }
    if (config.denoiser.step_input) {
        model.step_ = HIBARI_TRY(load_embedding(loader.at("step"), width));
    }
    model.modulation_ = HIBARI_TRY(load_linear(loader.at("modulation"), 6 * width, width));
    for (int i = 0; i < config.denoiser.layers; ++i) {
        model.layers_.push_back(HIBARI_TRY(load_layer(loader.at("layers").at(i), config.denoiser)));
    }
    model.final_modulation_ =
        HIBARI_TRY(load_linear(loader.at("final_modulation"), 2 * width, width));
    model.state_out_ = HIBARI_TRY(load_linear(loader.at("state_out"), kStateNumbers, width));
    model.audio_out_ = HIBARI_TRY(load_linear(loader.at("audio_out"), audio, width));
    model.video_out_ = HIBARI_TRY(load_linear(loader.at("video_out"), video, width));
    return model;
}

PromptTokens Denoiser::prepare(const TextStates& text) const {
    return {
        .text = at::where(text.words.unsqueeze(1), text_in_(text.tokens), text_padding_),
        .slots = slot_in_(text.slots) + slot_embedding_,
    };
}

at::Tensor Denoiser::condition(const NoisyClip& clip, const StepInputs& inputs) const {
    const std::array<float, kRows> levels = {
        0.0F,
        static_cast<float>(clip.state.level),
        0.0F,
        static_cast<float>(clip.audio.level),
        0.0F,
        static_cast<float>(clip.video.level),
        0.0F,
    };
    at::Tensor condition = noise_(at::tensor(at::ArrayRef<float>(levels))) + row_embedding_;
    if (guidance_) {
        // Scales of 1 .. 11 to 0 .. 1.
        const std::array<float, 1> scale = {static_cast<float>((inputs.guidance - 1.0) / 10.0)};
        condition = condition + (*guidance_)(at::tensor(at::ArrayRef<float>(scale)));
    }
    if (step_) {
        const std::array<float, 1> step = {static_cast<float>(inputs.step)};
        condition = condition + (*step_)(at::tensor(at::ArrayRef<float>(step)));
    }
    return at::silu(condition);
}

at::Tensor Denoiser::embed(const PromptTokens& prompt, const TokenGrid& grid, const NoisyClip& clip)
    const {
    const TokenCounts& counts = grid.counts;
    HIBARI_CHECK(clip.state.value.size(0) == counts.state(), clip.state.value.size(0));
    HIBARI_CHECK(clip.audio.value.size(0) == counts.audio, clip.audio.value.size(0));
    const at::Tensor states =
        state_in_(clip.state.value).view({kSlots, counts.frames, config_.width}) +
        prompt.slots.unsqueeze(1);
    std::vector<at::Tensor> parts = {
        registers_,
        prompt.text,
        states.reshape({counts.state(), config_.width}),
        audio_in_(clip.audio.value),
    };
    if (counts.video() > 0) {
        HIBARI_CHECK(clip.video.value.size(0) == counts.video(), clip.video.value.size(0));
        parts.push_back(
            video_in_(clip.video.value) + layout_(clip.state.value, prompt.slots, counts)
        );
    }
    return at::cat(parts, 0);
}

CleanClip Denoiser::predict(
    const PromptTokens& prompt,
    const TokenGrid& grid,
    const NoisyClip& clip,
    const StepInputs& inputs
) const {
    const TokenCounts& counts = grid.counts;
    const at::Tensor condition = this->condition(clip, inputs);
    Pass pass{
        .x = embed(prompt, grid, clip),
        .table = modulation_(condition),
        .rows = token_rows(counts, clip),
    };
    HIBARI_CHECK(pass.x.size(0) == counts.total(), pass.x.size(0));
    for (const Layer& layer : layers_) {
        run(layer, grid, pass);
    }
    const auto ends = final_modulation_(condition).chunk(2, 1);
    const at::Tensor x =
        tensor::norm_modulate(pass.x, ends[1].contiguous(), ends[0].contiguous(), pass.rows);
    CleanClip clean{
        .state = state_out_(x.slice(0, counts.state_from(), counts.audio_from())),
        .audio = audio_out_(x.slice(0, counts.audio_from(), counts.video_from())),
    };
    if (counts.video() > 0) {
        clean.video = video_out_(x.slice(0, counts.video_from()));
    }
    return clean;
}

void Denoiser::run(const Layer& layer, const TokenGrid& grid, Pass& pass) const {
    const std::int64_t width = config_.width;
    // [6, rows, width]: shift, scale and gate of the attention, then of the feed-forward.
    const at::Tensor table =
        (pass.table + layer.modulation).view({kRows, 6, width}).transpose(0, 1).contiguous();
    const auto modulated = [&](std::int64_t shift, std::int64_t scale) {
        return tensor::norm_modulate(pass.x, table[scale], table[shift], pass.rows);
    };
    attend(layer, grid, modulated(0, 1), table[2], pass);
    const at::Tensor h = modulated(3, 4);
    const std::int64_t video_from = grid.counts.video_from();
    at::Tensor y = layer.shared_feed_forward(h.slice(0, 0, video_from));
    if (grid.counts.video() > 0) {
        y = at::cat({y, layer.video_feed_forward(h.slice(0, video_from))}, 0);
    }
    tensor::gated_add(pass.x, table[5], y, pass.rows);
}

void Denoiser::attend(
    const Layer& layer, const TokenGrid& grid, at::Tensor h, at::Tensor gate, Pass& pass
) const {
    const at::Tensor qkv = layer.qkv(h).view({h.size(0), 3, config_.heads, kHead});
    const at::Tensor q = qkv.select(1, 0);
    const at::Tensor k = qkv.select(1, 1);
    at::Tensor v = qkv.select(1, 2);
    tensor::norm_rotate(q, layer.q_norm, grid.cosines, grid.sines);
    tensor::norm_rotate(k, layer.k_norm, grid.cosines, grid.sines);
    // Value residual (Zhou et al. 2024, arXiv 2410.17897).
    if (!pass.first_value.defined()) {
        pass.first_value = v.clone();
    } else if (layer.value_mix != 0.0F) {
        v.add_(pass.first_value, layer.value_mix);
    }
    const double scale = 1.0 / std::sqrt(static_cast<double>(kHead));
    const at::Tensor seen = tensor::attention(q, k, v, scale);
    tensor::gated_add(pass.x, gate, layer.out(seen), pass.rows);
}

}  // namespace hibari::mini
