#pragma once

// The end of a clip that goes on: its last frames as the model sees pictures, and its sound.

#include "engine/learned/picture_fit.h"
#include "media/audio_buffer.h"
#include "models/mini/make_clip.h"

#include <filesystem>

namespace hibari::engine {

struct ClipEnd {
    /// The last frames at 24 a second, 1 + 8k of them: up to mini::kOverlapFrames.
    mini::ClipStart start;
    /// All of the clip's sound.
    media::AudioBuffer sound;
};

/// Reads a clip file of our own; the pictures come from `ending` unless that is empty
/// (SourceClip::ending). One of a single frame gives that frame.
Result<ClipEnd> read_end(
    const std::filesystem::path& clip, const std::filesystem::path& ending, LatentGrid grid
);

}  // namespace hibari::engine
