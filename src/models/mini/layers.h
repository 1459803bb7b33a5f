#pragma once

// How the networks take their weights: by name under a prefix, with the shape that the config asks
// for, so that weights of another model are refused with the name of what does not fit.

#include "base/result.h"
#include "tensor/linear.h"
#include "weights/weight_folder.h"

#include <cstdint>
#include <string>

namespace hibari::mini {

/// A place in a model's set of names: "denoiser.layers.3".
class Loader {
  public:
    Loader(weights::WeightFolder& folder, std::string prefix)
        : folder_(&folder), prefix_(std::move(prefix)) {}

    /// The place below this one.
    Loader at(const std::string& name) const { return {*folder_, prefix_ + "." + name}; }

    Loader at(int index) const { return at(std::to_string(index)); }

    /// The weight of that name as floats.
    Result<at::Tensor> take(const std::string& name, const weights::Shape& shape) const;

    /// The weight of this place itself.
    Result<at::Tensor> take_here(const weights::Shape& shape) const;

    /// The weight of that name as it is in the file.
    Result<weights::Weight> take_packed(const std::string& name, const weights::Shape& shape) const;

  private:
    weights::WeightFolder* folder_;
    std::string prefix_;
};

enum class Bias { kNone, kSome };

/// `weight` [out, in] and, unless there is none, `bias` [out].
Result<tensor::Linear> load_linear(
    const Loader& loader, std::int64_t out, std::int64_t in, Bias bias = Bias::kSome
);

/// Layer normalisation over the last dimension (Ba et al. 2016).
struct LayerNorm {
    at::Tensor weight;
    at::Tensor bias;

    at::Tensor operator()(const at::Tensor& x) const;
};

Result<LayerNorm> load_layer_norm(const Loader& loader, std::int64_t width);

/// Root-mean-square normalisation over the last dimension (Zhang and Sennrich 2019), with a weight.
at::Tensor rms_norm(const at::Tensor& x, const at::Tensor& weight);

}  // namespace hibari::mini
