#pragma once

// The whole model `mini` from its folder: config.json, vocabulary.txt and the weights, which stay
// mapped. Loading checks every name and shape and that nothing is left over. Const after loading;
// one pass at a time uses all processors.

#include "base/result.h"
#include "models/mini/audio_vae.h"
#include "models/mini/config.h"
#include "models/mini/denoiser.h"
#include "models/mini/text_encoder.h"
#include "models/mini/tokenizer.h"
#include "models/mini/video_vae.h"

#include <filesystem>

namespace hibari::mini {

/// Latents as the denoiser sees them have zero mean and unit variance in each channel.
struct Normalisation {
    at::Tensor mean;  ///< [channels]
    at::Tensor std;

    at::Tensor normalise(const at::Tensor& latents) const;
    at::Tensor restore(const at::Tensor& latents) const;
};

struct MiniModel {
    MiniConfig config;
    Tokenizer tokenizer;
    TextEncoder text_encoder;
    Denoiser denoiser;
    VideoDecoder video_decoder;
    VideoEncoder video_encoder;
    Normalisation video_latents;
    AudioDecoder audio_decoder;
    AudioEncoder audio_encoder;
    Normalisation audio_latents;

    /// The files, which stay mapped. When one of them changes, unchanged() tells.
    weights::WeightFolder files;

    /// Errors name the file and what is wrong with it. Fails with `resource_exhausted` before it
    /// begins when the weights alone do not fit into memory.
    static Result<MiniModel> load(const std::filesystem::path& folder);

    /// What the text says; the empty text is the case without a prompt.
    PromptTokens read_prompt(std::string_view text) const;
};

}  // namespace hibari::mini
