#pragma once

// Takes a clip file apart again: every frame and every sample, in order, into a ClipSink. It is for
// files we made ourselves (tests, tools, stitching); files from elsewhere are decoded in a
// sandboxed child.

#include "media/clip_sink.h"

#include <filesystem>
#include <functional>
#include <vector>

namespace hibari::media {

/// Decodes `path` into `sink`: begin, frames and sound, finish. Sound starts with the first frame
/// (the encoder's priming samples are cut) and has the length the file states, so both come back as
/// they were pushed into Mp4Writer. A file without sound gives silence.
Result<void> decode_clip(const std::filesystem::path& path, ClipSink& sink);

/// Decodes the pictures alone and hands them to `take`, which may end it with an error.
Result<void> decode_pictures(
    const std::filesystem::path& path, std::function<Result<void>(const Frame&)> take
);

/// What the clip at `path` states about itself, without decoding it.
Result<ClipFormat> read_format(const std::filesystem::path& path);

/// A sink that keeps everything, for short clips in tests and tools.
class MemoryClip final : public ClipSink {
  public:
    Result<void> begin(const ClipFormat& clip_format) override;
    Result<void> push_frame(const Frame& frame) override;
    Result<void> push_audio(const AudioBuffer& piece) override;
    Result<void> finish() override;

    ClipFormat format;
    std::vector<Frame> frames;
    AudioBuffer audio;
    bool finished = false;
};

}  // namespace hibari::media
