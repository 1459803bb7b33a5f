#include "models/mini/layers.h"

#include "tensor/from_weights.h"
#include "tensor/tokens.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/mean.h>
#include <ATen/ops/rsqrt.h>

namespace hibari::mini {

Result<at::Tensor> Loader::take(const std::string& name, const weights::Shape& shape) const {
    return at(name).take_here(shape);
}

Result<at::Tensor> Loader::take_here(const weights::Shape& shape) const {
    return tensor::from_weights(HIBARI_TRY(folder_->take(prefix_, shape)));
}

Result<weights::Weight> Loader::take_packed(const std::string& name, const weights::Shape& shape)
    const {
    return folder_->take(prefix_ + "." + name, shape);
}

Result<tensor::Linear> load_linear(
    const Loader& loader, std::int64_t out, std::int64_t in, Bias bias
) {
    const weights::Weight weight = HIBARI_TRY(loader.take_packed("weight", {out, in}));
    at::Tensor added;
    if (bias == Bias::kSome) {
        added = HIBARI_TRY(loader.take("bias", {out}));
    }
    return tensor::Linear::pack(weight, added);
}

at::Tensor LayerNorm::operator()(const at::Tensor& x) const {
    return at::layer_norm(x, {x.size(-1)}, weight, bias, tensor::kRmsEpsilon);
}

Result<LayerNorm> load_layer_norm(const Loader& loader, std::int64_t width) {
    LayerNorm norm;
    norm.weight = HIBARI_TRY(loader.take("weight", {width}));
    norm.bias = HIBARI_TRY(loader.take("bias", {width}));
    return norm;
}

at::Tensor rms_norm(const at::Tensor& x, const at::Tensor& weight) {
    return x * at::rsqrt((x * x).mean(-1, true) + tensor::kRmsEpsilon) * weight;
}

}  // namespace hibari::mini
