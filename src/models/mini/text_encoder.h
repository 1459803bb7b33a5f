#pragma once

// Word pieces to states: what the prompt says, as numbers for the denoiser. A small transformer
// that was trained on text alone (caption to scene), and eight questions that it answers about the
// text: one state for each object slot, in the order of first mention.

#include "base/result.h"
#include "models/mini/config.h"
#include "models/mini/layers.h"

#include <cstdint>
#include <span>
#include <vector>

namespace hibari::mini {

/// What a text says.
struct TextStates {
    at::Tensor tokens;  ///< [tokens, width], zero where padded
    at::Tensor slots;   ///< [kSlots, width]; zero for the empty text
    at::Tensor words;   ///< [tokens] of bool: not padding
};

class TextEncoder {
  public:
    static Result<TextEncoder> load(const Loader& loader, const TextConfig& config);

    /// `ids` are config.tokens numbers below config.vocabulary (checked), 0 for padding.
    TextStates encode(std::span<const std::int32_t> ids) const;

  private:
    struct Layer {
        at::Tensor norm1;
        tensor::Linear qkv;
        tensor::Linear out;
        at::Tensor norm2;
        tensor::Linear up;
        tensor::Linear down;
    };

    at::Tensor run(const Layer& layer, const at::Tensor& x, const at::Tensor& bias) const;

    TextConfig config_;
    at::Tensor embedding_;
    at::Tensor position_;
    std::vector<Layer> layers_;
    at::Tensor norm_;
    at::Tensor slot_query_;
    tensor::Linear slot_key_;
    tensor::Linear slot_value_;
};

}  // namespace hibari::mini
