#include "models/mini/video_vae.h"

#include "base/check.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/relu.h>

namespace hibari::mini {
namespace {

constexpr std::int64_t kPatch = 4;
constexpr std::int64_t kPatchNumbers = 3 * kPatch * kPatch;
constexpr std::size_t kLevels = 4;

Result<tensor::Conv3x3> load_conv(const Loader& loader, std::int64_t out, std::int64_t in) {
    const at::Tensor weight = HIBARI_TRY(loader.take("weight", {out, in, 3, 3}));
    const at::Tensor bias = HIBARI_TRY(loader.take("bias", {out}));
    return tensor::Conv3x3::pack(weight, bias);
}

/// A convolution of one pixel: a linear layer.
Result<tensor::Linear> load_change(const Loader& loader, std::int64_t out, std::int64_t in) {
    const at::Tensor weight = HIBARI_TRY(loader.take("weight", {out, in, 1, 1}));
    const at::Tensor bias = HIBARI_TRY(loader.take("bias", {out}));
    return tensor::Linear::pack(weight.view({out, in}), bias);
}

Result<tensor::TimeConv> load_time(const Loader& loader, std::int64_t width) {
    const at::Tensor weight = HIBARI_TRY(loader.take("weight", {width, width, 3}));
    const at::Tensor bias = HIBARI_TRY(loader.take("bias", {width}));
    return tensor::TimeConv::pack(weight, bias);
}

enum class InTime { kNo, kYes };

Result<VideoBlock> load_block(const Loader& loader, std::int64_t width, InTime in_time) {
    VideoBlock block;
    block.conv1 = HIBARI_TRY(load_conv(loader.at("conv1"), width, width));
    if (in_time == InTime::kYes) {
        block.time = HIBARI_TRY(load_time(loader.at("time"), width));
    }
    block.conv2 = HIBARI_TRY(load_conv(loader.at("conv2"), width, width));
    return block;
}

Result<std::vector<VideoBlock>> load_blocks(
    const Loader& loader, std::int64_t width, int count, InTime in_time
) {
    std::vector<VideoBlock> blocks;
    for (int i = 0; i < count; ++i) {
        blocks.push_back(HIBARI_TRY(load_block(loader.at(i), width, in_time)));
    }
    return blocks;
}

/// Walks through the blocks and counts the convolutions over time, so that each finds its past.
class Walk {
  public:
    explicit Walk(TimeMemory& memory) : memory_(memory) {}

    at::Tensor run(const VideoLevel& level, at::Tensor x) {
        for (const VideoBlock& block : level.blocks) {
            at::Tensor h = block.conv1(x, tensor::Then::kRelu);
            if (block.time) {
                h = (*block.time)(h, past(), tensor::Then::kRelu);
            }
            x = x + block.conv2(h);
        }
        return x;
    }

  private:
    at::Tensor& past() {
        if (next_ == memory_.past.size()) {
            memory_.past.emplace_back();
        }
        return memory_.past[next_++];
    }

    TimeMemory& memory_;
    std::size_t next_ = 0;
};

}  // namespace

Result<VideoDecoder> VideoDecoder::load(const Loader& loader, const VideoVaeConfig& config) {
    VideoDecoder decoder;
    const auto& widths = config.decoder_widths;
    HIBARI_CHECK(widths.size() == kLevels && config.decoder_blocks.size() == kLevels);
    decoder.conv_in_ =
        HIBARI_TRY(load_conv(loader.at("conv_in"), widths[0], config.latent_channels));
    for (std::size_t i = 0; i < kLevels; ++i) {
        const int place = static_cast<int>(i);
        const bool last = i + 1 == kLevels;
        VideoLevel level;
        level.blocks = HIBARI_TRY(load_blocks(
            loader.at("levels").at(place),
            widths[i],
            config.decoder_blocks[i],
            last ? InTime::kNo : InTime::kYes
        ));
        if (!last) {
            level.change =
                HIBARI_TRY(load_change(loader.at("unfolds").at(place), 8 * widths[i + 1], widths[i])
                );
        }
        decoder.levels_.push_back(std::move(level));
    }
    decoder.conv_out_ = HIBARI_TRY(load_conv(loader.at("conv_out"), kPatchNumbers, widths.back()));
    return decoder;
}

at::Tensor VideoDecoder::decode(const at::Tensor& latents, TimeMemory& memory) const {
    HIBARI_CHECK(latents.dim() == 4, latents.dim());
    Walk walk(memory);
    at::Tensor x = conv_in_(latents);
    for (const VideoLevel& level : levels_) {
        x = walk.run(level, x);
        if (level.change) {
            x = tensor::unfold_2x2x2((*level.change)(x));
        }
    }
    return tensor::unfold_pixels(conv_out_(at::relu(x)), kPatch);
}

Result<VideoEncoder> VideoEncoder::load(const Loader& loader, const VideoVaeConfig& config) {
    VideoEncoder encoder;
    const auto& widths = config.encoder_widths;
    HIBARI_CHECK(widths.size() == kLevels && config.encoder_blocks.size() == kLevels);
    encoder.conv_in_ = HIBARI_TRY(load_conv(loader.at("conv_in"), widths[0], kPatchNumbers));
    for (std::size_t i = 0; i < kLevels; ++i) {
        const int place = static_cast<int>(i);
        VideoLevel level;
        level.blocks = HIBARI_TRY(load_blocks(
            loader.at("levels").at(place),
            widths[i],
            config.encoder_blocks[i],
            i == 0 ? InTime::kNo : InTime::kYes
        ));
        if (i + 1 < kLevels) {
            level.change =
                HIBARI_TRY(load_change(loader.at("folds").at(place), widths[i + 1], 8 * widths[i]));
        }
        encoder.levels_.push_back(std::move(level));
    }
    encoder.conv_out_ =
        HIBARI_TRY(load_conv(loader.at("conv_out"), config.latent_channels, widths.back()));
    return encoder;
}

at::Tensor VideoEncoder::encode(const at::Tensor& pictures) const {
    HIBARI_CHECK(pictures.dim() == 4, pictures.dim());
    HIBARI_CHECK(pictures.size(0) % kFramesPerLatent == 1, pictures.size(0));
    std::vector<at::Tensor> parts(kFramesPerLatent - 1, pictures.slice(0, 0, 1));
    parts.push_back(pictures);
    TimeMemory memory;
    Walk walk(memory);
    at::Tensor x = conv_in_(tensor::fold_pixels(at::cat(parts, 0), kPatch));
    for (const VideoLevel& level : levels_) {
        x = walk.run(level, x);
        if (level.change) {
            x = (*level.change)(tensor::fold_2x2x2(x));
        }
    }
    return conv_out_(x);
}

}  // namespace hibari::mini
