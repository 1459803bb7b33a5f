#include "models/mini/memory.h"

#include "base/memory.h"
#include "models/mini/make_clip.h"

#include <algorithm>
#include <string>

namespace hibari::mini {
namespace {

constexpr std::int64_t kFloat = 4;
// libtorch itself, its primitives and what the allocator keeps: a clip of the full model was
// foreseen with 602 MiB and took 782 while this was 320.
constexpr std::int64_t kBaseBytes = std::int64_t{512} << 20U;
// Tensors of a piece of picture that are alive at once in a block of the decoder.
constexpr std::int64_t kPiecesAlive = 5;

std::int64_t denoiser_parameters(const MiniConfig& config) {
    const DenoiserConfig& d = config.denoiser;
    const std::int64_t width = d.width;
    const std::int64_t layer =
        4 * width * width + 3 * width * (d.video_feed_forward + d.shared_feed_forward);
    return d.layers * layer + 12 * width * width;
}

std::int64_t decoder_parameters(const VideoVaeConfig& config) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < config.decoder_widths.size(); ++i) {
        const std::int64_t width = config.decoder_widths[i];
        sum += config.decoder_blocks[i] * 21 * width * width;
        if (i + 1 < config.decoder_widths.size()) {
            sum += 8 * width * config.decoder_widths[i + 1];
        }
    }
    return sum;
}

std::int64_t token_bytes(const MiniConfig& config, const ClipExtent& extent) {
    const std::int64_t frames = std::min<std::int64_t>(extent.frames, config.frames);
    const std::int64_t latents = latent_frames(frames);
    const std::int64_t tokens = config.denoiser.registers + config.text.tokens + kSlots * latents +
                                frames + latents * extent.rows * extent.columns;
    const std::int64_t width = config.denoiser.width;
    // Of a token: itself, normalised, three projections, the first values, what was attended to,
    // its projection, the feed-forward twice as wide and once, and its result.
    const std::int64_t numbers = 10 * width + 3 * config.denoiser.video_feed_forward;
    return tokens * numbers * kFloat;
}

std::int64_t decoder_bytes(const MiniConfig& config, const ClipExtent& extent) {
    std::int64_t most = 0;
    std::int64_t frames = kLatentsAtOnce;
    std::int64_t places = extent.rows * extent.columns;
    for (const int width : config.video_vae.decoder_widths) {
        most = std::max(most, frames * places * width * kFloat);
        frames *= 2;
        places *= 4;
    }
    return kPiecesAlive * most;
}

/// Of the pictures that a window hands on to the next, or a clip that goes on begins with.
std::int64_t encoder_bytes(const MiniConfig& config, const ClipExtent& extent) {
    constexpr std::int64_t kFrames = kOverlapFrames + kFramesPerLatent - 1;
    constexpr std::int64_t kQuarter = kPixelsPerLatent / 4;
    const std::int64_t places = extent.rows * extent.columns * kQuarter * kQuarter;
    return kPiecesAlive * kFrames * places * config.video_vae.encoder_widths.front() * kFloat;
}

}  // namespace

std::int64_t peak_bytes(const MiniConfig& config, const ClipExtent& extent) {
    const std::int64_t weights =
        (denoiser_parameters(config) + decoder_parameters(config.video_vae)) * kFloat;
    return kBaseBytes + weights +
           std::max(
               {token_bytes(config, extent),
                decoder_bytes(config, extent),
                encoder_bytes(config, extent)}
           );
}

Result<void> check_memory(const MiniConfig& config, const ClipExtent& extent) {
    // What a clip before this one left with the process is used again.
    const std::int64_t needed = peak_bytes(config, extent) - resident_memory_bytes();
    const std::int64_t there = available_memory_bytes();
    if (needed <= there) {
        return {};
    }
    const auto megabytes = [](std::int64_t bytes) { return std::to_string(bytes >> 20U) + " MiB"; };
    return fail({
        .code = ErrorCode::kResourceExhausted,
        .message = "the clip needs " + megabytes(needed) + " more memory, " + megabytes(there) +
                   " are available",
        .field = "size",
        .hint = "a smaller size needs less; so does stopping other programs",
    });
}

}  // namespace hibari::mini
