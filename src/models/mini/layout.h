#pragma once

// Where the plan puts things, told to the picture tokens that are near. Attention finds a thing's
// tokens by content, which takes long to learn (Conditional DETR, Meng et al. 2021, arXiv
// 2108.06152); so every picture token also hears of every thing directly, weighted by a bump around
// it (as BlobGAN splats its blobs, Epstein et al. 2022, arXiv 2205.02837): how far away it is, how
// large, how visible, its colour and its slot's words.

#include "base/result.h"
#include "models/mini/layers.h"
#include "models/mini/positions.h"

namespace hibari::mini {

class Layout {
  public:
    static Result<Layout> load(const Loader& loader, std::int64_t width);

    /// state [kSlots * frames, kStateNumbers], slots [kSlots, width]; gives what is added to the
    /// picture tokens, [frames * rows * columns, width].
    at::Tensor operator()(
        const at::Tensor& state, const at::Tensor& slots, const TokenCounts& counts
    ) const;

  private:
    tensor::Linear near_;
    tensor::Linear out_;
};

}  // namespace hibari::mini
