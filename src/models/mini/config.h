#pragma once

// The shapes of the model `mini`, as its folder's config.json states them. Nothing is guessed from
// the weights: a config comes first, and weights of other shapes are refused by name.

#include "base/json.h"
#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hibari::mini {

inline constexpr int kFps = 24;
inline constexpr int kAudioRateHz = 24'000;
inline constexpr int kFramesPerLatent = 8;
inline constexpr int kPixelsPerLatent = 32;
inline constexpr int kSamplesPerFrame = kAudioRateHz / kFps;
/// Objects that the model keeps track of.
inline constexpr int kSlots = 8;
/// Numbers of a state token; see docs/mini.md.
inline constexpr int kStateNumbers = 24;
/// Word pieces that a vocabulary may have.
inline constexpr int kVocabularyMax = 1 << 16;

struct VideoVaeConfig {
    int latent_channels = 64;
    std::vector<int> encoder_widths;  ///< from 1/4 to 1/32 of the picture's width
    std::vector<int> encoder_blocks;
    std::vector<int> decoder_widths;  ///< from 1/32 to 1/4
    std::vector<int> decoder_blocks;
};

struct AudioVaeConfig {
    int latent_channels = 64;
    int window = 512;  ///< samples of a short-time spectrum
    int hop = 125;
    int frames_per_latent = 8;  ///< spectra; hop * frames_per_latent is kSamplesPerFrame
    int encoder_width = 192;
    int encoder_blocks = 4;
    int decoder_width = 256;
    int decoder_blocks = 6;
};

struct TextConfig {
    int vocabulary = 4096;
    int tokens = 48;
    int width = 256;
    int layers = 4;
    int heads = 4;
    int feed_forward = 1024;
};

struct DenoiserConfig {
    int layers = 12;
    int width = 384;
    int heads = 6;
    int video_feed_forward = 704;
    int shared_feed_forward = 192;
    int registers = 4;
    bool guidance_input = false;  ///< the guidance scale is an input: one pass a step
    bool step_input = false;      ///< the length of a step is an input (few-step model)
};

struct MiniConfig {
    /// How far its training has come: "nano", "teacher", ...
    std::string stage;
    /// What it was shown in training, in words.
    std::string knows;
    // What it was trained for and is best at.
    int width = 512;
    int height = 288;
    int frames = 121;
    int steps = 8;
    /// A plan takes at least so many: without picture they cost little.
    int plan_steps = 16;
    double shift = 4.1;
    double guidance = 2.0;
    VideoVaeConfig video_vae;
    AudioVaeConfig audio_vae;
    TextConfig text;
    DenoiserConfig denoiser;
};

/// Reads config.json. Every number has a range, so that shapes computed from them cannot overflow;
/// errors name the field.
Result<MiniConfig> read_config(const Json& json);

/// Latent frames of a clip of 1 + 8k frames.
constexpr std::int64_t latent_frames(std::int64_t frames) {
    return (frames - 1 + kFramesPerLatent) / kFramesPerLatent;
}

}  // namespace hibari::mini
