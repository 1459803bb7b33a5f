#include "models/mini/mini_model.h"

#include "models/mini/memory.h"

#include <ATen/TensorOperators.h>

namespace hibari::mini {
namespace {

constexpr weights::WeightFormat kFormat{.name = "hibari-mini", .version = 1};

Result<Normalisation> load_normalisation(const Loader& loader, std::int64_t channels) {
    Normalisation normalisation;
    normalisation.mean = HIBARI_TRY(loader.take("mean", {channels}));
    normalisation.std = HIBARI_TRY(loader.take("std", {channels}));
    return normalisation;
}

/// The same, but an error says which folder.
template <typename T>
Result<T> in(const std::filesystem::path& folder, Result<T> result) {
    if (!result) {
        result.error().message = folder.string() + ": " + result.error().message;
    }
    return result;
}

}  // namespace

at::Tensor Normalisation::normalise(const at::Tensor& latents) const {
    return (latents - mean) / std;
}

at::Tensor Normalisation::restore(const at::Tensor& latents) const {
    return latents * std + mean;
}

Result<MiniModel> MiniModel::load(const std::filesystem::path& folder) {
    MiniModel model{.files = HIBARI_TRY(weights::WeightFolder::open(folder, kFormat))};
    weights::WeightFolder& files = model.files;
    model.config = HIBARI_TRY(in(folder, read_config(files.config())));
    const MiniConfig& config = model.config;
    HIBARI_TRY(check_memory(config, {}));
    model.tokenizer = HIBARI_TRY(in(folder, Tokenizer::load(folder / "vocabulary.txt")));
    if (model.tokenizer.size() > static_cast<std::size_t>(config.text.vocabulary)) {
        return fail(
            ErrorCode::kDataLoss,
            folder.string() + ": vocabulary.txt has " + std::to_string(model.tokenizer.size()) +
                " pieces, the model knows " + std::to_string(config.text.vocabulary)
        );
    }
    model.text_encoder = HIBARI_TRY(TextEncoder::load(Loader(files, "text_encoder"), config.text));
    model.denoiser = HIBARI_TRY(Denoiser::load(Loader(files, "denoiser"), config));
    const Loader video(files, "video_vae");
    model.video_decoder = HIBARI_TRY(VideoDecoder::load(video.at("decoder"), config.video_vae));
    model.video_encoder = HIBARI_TRY(VideoEncoder::load(video.at("encoder"), config.video_vae));
    model.video_latents = HIBARI_TRY(load_normalisation(video, config.video_vae.latent_channels));
    const Loader audio(files, "audio_vae");
    model.audio_decoder = HIBARI_TRY(AudioDecoder::load(audio, config.audio_vae));
    model.audio_encoder = HIBARI_TRY(AudioEncoder::load(audio, config.audio_vae));
    model.audio_latents = HIBARI_TRY(load_normalisation(audio, config.audio_vae.latent_channels));
    HIBARI_TRY(files.finish());
    return model;
}

PromptTokens MiniModel::read_prompt(std::string_view text) const {
    return denoiser.prepare(text_encoder.encode(tokenizer.encode(text, config.text.tokens)));
}

}  // namespace hibari::mini
