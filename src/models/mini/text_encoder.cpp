#include "models/mini/text_encoder.h"

#include "base/check.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <cmath>
#include <limits>

namespace hibari::mini {
namespace {

/// The ids as a tensor, and which are words.
struct Ids {
    at::Tensor ids;    // [tokens], long
    at::Tensor words;  // [tokens], bool
    at::Tensor bias;   // [tokens]: minus infinity where nothing is to be seen
    bool any = false;
};

Ids to_tensors(std::span<const std::int32_t> ids, const TextConfig& config) {
    const auto count = static_cast<std::int64_t>(ids.size());
    HIBARI_CHECK(count == config.tokens, count);
    Ids out{
        .ids = at::empty({count}, at::kLong),
        .words = at::empty({count}, at::kBool),
        .bias = at::zeros({count}, at::kFloat),
    };
    auto* const numbers = out.ids.data_ptr<std::int64_t>();
    auto* const words = out.words.data_ptr<bool>();
    auto* const bias = out.bias.data_ptr<float>();
    for (std::size_t i = 0; i < ids.size(); ++i) {
        HIBARI_CHECK(ids[i] >= 0 && ids[i] < config.vocabulary, ids[i]);
        numbers[i] = ids[i];
        words[i] = ids[i] != 0;
        out.any = out.any || words[i];
        // Of a text without words the first padding is looked at, so that nothing is undefined.
        const bool seen = words[i] || i == 0;
        bias[i] = seen ? 0.0F : -std::numeric_limits<float>::infinity();
    }
    return out;
}

}  // namespace

Result<TextEncoder> TextEncoder::load(const Loader& loader, const TextConfig& config) {
    TextEncoder encoder;
    encoder.config_ = config;
    const std::int64_t width = config.width;
    encoder.embedding_ = HIBARI_TRY(loader.take("embedding.weight", {config.vocabulary, width}));
    encoder.position_ = HIBARI_TRY(loader.take("position", {config.tokens, width}));
    for (int i = 0; i < config.layers; ++i) {
        const Loader place = loader.at("layers").at(i);
        Layer layer;
        layer.norm1 = HIBARI_TRY(place.take("norm1.weight", {width}));
        layer.qkv = HIBARI_TRY(load_linear(place.at("qkv"), 3 * width, width));
        layer.out = HIBARI_TRY(load_linear(place.at("out"), width, width));
        layer.norm2 = HIBARI_TRY(place.take("norm2.weight", {width}));
        layer.up = HIBARI_TRY(load_linear(place.at("up"), config.feed_forward, width));
        layer.down = HIBARI_TRY(load_linear(place.at("down"), width, config.feed_forward));
        encoder.layers_.push_back(std::move(layer));
    }
    encoder.norm_ = HIBARI_TRY(loader.take("norm.weight", {width}));
    encoder.slot_query_ = HIBARI_TRY(loader.take("slot_query", {kSlots, width}));
    encoder.slot_key_ = HIBARI_TRY(load_linear(loader.at("slot_key"), width, width));
    encoder.slot_value_ = HIBARI_TRY(load_linear(loader.at("slot_value"), width, width));
    return encoder;
}

TextStates TextEncoder::encode(std::span<const std::int32_t> ids) const {
    const Ids text = to_tensors(ids, config_);
    at::Tensor x = embedding_.index_select(0, text.ids) + position_;
    for (const Layer& layer : layers_) {
        x = run(layer, x, text.bias);
    }
    x = rms_norm(x, norm_);
    const double scale = 1.0 / std::sqrt(static_cast<double>(config_.width));
    const at::Tensor logits = at::matmul(slot_query_, slot_key_(x).t()) * scale + text.bias;
    at::Tensor slots = at::matmul(at::softmax(logits, -1), slot_value_(x));
    if (!text.any) {
        slots = at::zeros_like(slots);
    }
    return {
        .tokens = x * text.words.unsqueeze(1).to(at::kFloat),
        .slots = std::move(slots),
        .words = text.words,
    };
}

at::Tensor TextEncoder::run(const Layer& layer, const at::Tensor& x, const at::Tensor& bias) const {
    const std::int64_t tokens = x.size(0);
    const std::int64_t head = config_.width / config_.heads;
    // [3, heads, tokens, head]
    const at::Tensor qkv = layer.qkv(rms_norm(x, layer.norm1))
                               .view({tokens, 3, config_.heads, head})
                               .permute({1, 2, 0, 3});
    const double scale = 1.0 / std::sqrt(static_cast<double>(head));
    const at::Tensor logits = at::matmul(qkv[0], qkv[1].transpose(-1, -2)) * scale + bias;
    const at::Tensor seen = at::matmul(at::softmax(logits, -1), qkv[2]);
    const at::Tensor heads = seen.transpose(0, 1).reshape({tokens, config_.width});
    const at::Tensor y = x + layer.out(heads);
    return y + layer.down(at::gelu(layer.up(rms_norm(y, layer.norm2))));
}

}  // namespace hibari::mini
