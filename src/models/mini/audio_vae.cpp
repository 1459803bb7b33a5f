#include "models/mini/audio_vae.h"

#include "base/check.h"
#include "models/mini/spectra.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/conv1d.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/imag.h>
#include <ATen/ops/polar.h>
#include <ATen/ops/real.h>
#include <ATen/ops/stack.h>

namespace hibari::mini {
namespace {

constexpr std::int64_t kKernel = 7;
constexpr std::int64_t kChannels = 2;
// The magnitude of a spectrum is raised to this power before it is encoded, so quiet sounds count.
constexpr double kCompression = 0.3;
constexpr double kMagnitudeMin = 1e-5;
constexpr double kLogMagnitudeMax = 8.0;

SpectraShape shape_of(const AudioVaeConfig& config) {
    return {.window = config.window, .hop = config.hop};
}

Result<ConvNext> load_block(const Loader& loader, std::int64_t width) {
    ConvNext block;
    block.depthwise_weight = HIBARI_TRY(loader.take("depthwise.weight", {width, 1, kKernel}));
    block.depthwise_bias = HIBARI_TRY(loader.take("depthwise.bias", {width}));
    block.norm = HIBARI_TRY(load_layer_norm(loader.at("norm"), width));
    block.up = HIBARI_TRY(load_linear(loader.at("up"), 3 * width, width));
    block.down = HIBARI_TRY(load_linear(loader.at("down"), width, 3 * width));
    block.scale = HIBARI_TRY(loader.take("scale", {width}));
    return block;
}

Result<std::vector<ConvNext>> load_blocks(const Loader& loader, std::int64_t width, int count) {
    std::vector<ConvNext> blocks;
    for (int i = 0; i < count; ++i) {
        blocks.push_back(HIBARI_TRY(load_block(loader.at(i), width)));
    }
    return blocks;
}

}  // namespace

at::Tensor ConvNext::operator()(const at::Tensor& x) const {
    const at::Tensor h =
        at::conv1d(
            x.t().unsqueeze(0), depthwise_weight, depthwise_bias, 1, kKernel / 2, 1, x.size(1)
        )
            .squeeze(0)
            .t()
            .contiguous();
    return x + scale * down(at::gelu(up(norm(h))));
}

Result<AudioDecoder> AudioDecoder::load(const Loader& loader, const AudioVaeConfig& config) {
    AudioDecoder decoder;
    decoder.config_ = config;
    const std::int64_t width = config.decoder_width;
    decoder.decode_in_ = HIBARI_TRY(load_linear(
        loader.at("decode_in"), config.frames_per_latent * width, config.latent_channels
    ));
    decoder.blocks_ = HIBARI_TRY(load_blocks(loader.at("decoder"), width, config.decoder_blocks));
    decoder.norm_out_ = HIBARI_TRY(load_layer_norm(loader.at("norm_out"), width));
    const std::int64_t numbers = 2 * kChannels * shape_of(config).bins();
    decoder.decode_out_ = HIBARI_TRY(load_linear(loader.at("decode_out"), numbers, width));
    return decoder;
}

at::Tensor AudioDecoder::decode(const at::Tensor& latents) const {
    HIBARI_CHECK(latents.dim() == 2, latents.dim());
    at::Tensor x = decode_in_(latents).view({-1, config_.decoder_width});
    for (const ConvNext& block : blocks_) {
        x = block(x);
    }
    const SpectraShape shape = shape_of(config_);
    // [J, channel, (log magnitude, phase), bins]
    x = decode_out_(norm_out_(x)).view({-1, kChannels, 2, shape.bins()});
    const auto sound = [&](std::int64_t channel) {
        const at::Tensor both = x.select(1, channel);
        const at::Tensor magnitude = both.select(1, 0).clamp_max(kLogMagnitudeMax).exp();
        return sound_of(at::polar(magnitude, both.select(1, 1).contiguous()), shape);
    };
    const at::Tensor middle = sound(0);
    const at::Tensor side = sound(1);
    return at::stack({middle + side, middle - side});
}

Result<AudioEncoder> AudioEncoder::load(const Loader& loader, const AudioVaeConfig& config) {
    AudioEncoder encoder;
    encoder.config_ = config;
    const std::int64_t width = config.encoder_width;
    const std::int64_t numbers = 2 * kChannels * shape_of(config).bins();
    encoder.encode_in_ = HIBARI_TRY(load_linear(loader.at("encode_in"), width, numbers));
    encoder.blocks_ = HIBARI_TRY(load_blocks(loader.at("encoder"), width, config.encoder_blocks));
    encoder.encode_out_ = HIBARI_TRY(load_linear(
        loader.at("encode_out"), config.latent_channels, config.frames_per_latent * width
    ));
    return encoder;
}

at::Tensor AudioEncoder::encode(const at::Tensor& sound) const {
    HIBARI_CHECK(sound.dim() == 2 && sound.size(0) == kChannels, sound.dim());
    HIBARI_CHECK(sound.size(1) % kSamplesPerFrame == 0, sound.size(1));
    const SpectraShape shape = shape_of(config_);
    const at::Tensor middle = (sound[0] + sound[1]) / 2;
    const at::Tensor side = (sound[0] - sound[1]) / 2;
    const at::Tensor spectra = at::stack({spectra_of(middle, shape), spectra_of(side, shape)});
    const at::Tensor squeezed =
        spectra * spectra.abs().clamp_min(kMagnitudeMin).pow(kCompression - 1.0);
    // [channel, J, bins] twice to [J, channel, (re, im), bins].
    at::Tensor x = at::stack({at::real(squeezed), at::imag(squeezed)}, 1)
                       .permute({2, 0, 1, 3})
                       .reshape({-1, 2 * kChannels * shape.bins()});
    x = encode_in_(x);
    for (const ConvNext& block : blocks_) {
        x = block(x);
    }
    return encode_out_(x.view({-1, config_.frames_per_latent * config_.encoder_width}));
}

}  // namespace hibari::mini
