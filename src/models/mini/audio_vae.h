#pragma once

// The audio autoencoder: the stereo sound of one frame of the picture, 1,000 samples, is one
// latent. In between are short-time spectra (192 a second) of middle and side; the decoder predicts
// their magnitude and phase and goes back through the inverse transform (Siuzdak 2023, "Vocos",
// arXiv 2306.00814).

#include "base/result.h"
#include "models/mini/config.h"
#include "models/mini/layers.h"

#include <vector>

namespace hibari::mini {

/// A block of Liu et al. 2022, "A ConvNet for the 2020s" (arXiv 2201.03545), in one dimension.
struct ConvNext {
    at::Tensor depthwise_weight;  ///< [width, 1, 7]
    at::Tensor depthwise_bias;
    LayerNorm norm;
    tensor::Linear up;
    tensor::Linear down;
    at::Tensor scale;

    /// x [T, width].
    at::Tensor operator()(const at::Tensor& x) const;
};

class AudioDecoder {
  public:
    static Result<AudioDecoder> load(const Loader& loader, const AudioVaeConfig& config);

    /// Latents [A, channels] to sound [2, 1000 A], left and right, at kAudioRateHz.
    at::Tensor decode(const at::Tensor& latents) const;

  private:
    AudioVaeConfig config_;
    tensor::Linear decode_in_;
    std::vector<ConvNext> blocks_;
    LayerNorm norm_out_;
    tensor::Linear decode_out_;
};

class AudioEncoder {
  public:
    static Result<AudioEncoder> load(const Loader& loader, const AudioVaeConfig& config);

    /// Sound [2, 1000 A] to latents [A, channels].
    at::Tensor encode(const at::Tensor& sound) const;

  private:
    AudioVaeConfig config_;
    tensor::Linear encode_in_;
    std::vector<ConvNext> blocks_;
    tensor::Linear encode_out_;
};

}  // namespace hibari::mini
