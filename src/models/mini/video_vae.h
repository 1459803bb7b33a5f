#pragma once

// The video autoencoder: 32x32 pixels x 8 frames are one latent. Time is causal, so that a clip is
// decoded piece by piece in bounded memory and a single picture can be encoded alone. A clip of
// 1 + 8k frames has 1 + k latent frames: the first is repeated eight times and fills latent 0.
//
// Everything is [frames, rows, columns, channels] in memory. Pictures are floats in -1 .. 1.

#include "base/result.h"
#include "models/mini/config.h"
#include "models/mini/layers.h"
#include "tensor/conv.h"

#include <optional>
#include <vector>

namespace hibari::mini {

/// Two frames of the past for each convolution over time; made by the first piece.
struct TimeMemory {
    std::vector<at::Tensor> past;
};

/// x + conv2(relu(time(relu(conv1(x))))).
struct VideoBlock {
    tensor::Conv3x3 conv1;
    std::optional<tensor::TimeConv> time;
    tensor::Conv3x3 conv2;
};

struct VideoLevel {
    std::vector<VideoBlock> blocks;
    std::optional<tensor::Linear> change;  ///< to the next level's channels
};

/// Latents to pictures.
class VideoDecoder {
  public:
    static Result<VideoDecoder> load(const Loader& loader, const VideoVaeConfig& config);

    /// The next `latents` [f, rows, columns, channels] as 8f pictures [8f, 32 rows, 32 columns, 3].
    /// Of the first piece the first seven are the first picture again.
    at::Tensor decode(const at::Tensor& latents, TimeMemory& memory) const;

  private:
    tensor::Conv3x3 conv_in_;
    std::vector<VideoLevel> levels_;
    tensor::Conv3x3 conv_out_;
};

/// Pictures to latents.
class VideoEncoder {
  public:
    static Result<VideoEncoder> load(const Loader& loader, const VideoVaeConfig& config);

    /// Pictures [1 + 8k, 32 rows, 32 columns, 3] to latents [1 + k, rows, columns, channels].
    at::Tensor encode(const at::Tensor& pictures) const;

  private:
    tensor::Conv3x3 conv_in_;
    std::vector<VideoLevel> levels_;
    tensor::Conv3x3 conv_out_;
};

}  // namespace hibari::mini
