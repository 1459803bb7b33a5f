#pragma once

// Where an engine puts its picture and sound. Frames and sound stream: the engine pushes each piece
// once, in order, and forgets it; the sink checks, marks or encodes it. Sound may run ahead of or
// behind the picture by a few seconds. Every call can fail (full disk, cancelled), and after a
// failure only destruction is left, which removes what was begun.

#include "base/result.h"
#include "media/audio_buffer.h"
#include "media/frame.h"

#include <cstdint>
#include <filesystem>

namespace hibari::media {

/// What a clip will be; fixed before the first frame.
struct ClipFormat {
    FrameSize size = {};
    /// Frames per second: 24 or 30.
    int fps = 30;
    /// Number of frames; the duration is exactly frame_count / fps.
    std::int64_t frame_count = 0;

    double duration_s() const { return static_cast<double>(frame_count) / fps; }

    /// Samples per channel that go with the picture.
    std::int64_t audio_sample_count() const {
        return static_cast<std::int64_t>(sample_count(duration_s()));
    }
};

/// The format whose duration is nearest to `seconds`, at least one frame.
ClipFormat clip_format(FrameSize size, int fps, double seconds);

/// Takes one clip: begin, perhaps keep, then the rest of frame_count frames and audio_sample_count
/// samples, then finish. Frames may come from one thread and sound from another; begin and finish
/// stand alone.
class ClipSink {
  public:
    virtual ~ClipSink() = default;

    /// Must be the first call and come once.
    virtual Result<void> begin(const ClipFormat& format) = 0;

    /// The clip begins with all frames of `clip`, a clip file of our own of the same size and rate;
    /// its sound is not taken. After begin and before the first frame. Unless a sink knows better,
    /// they are decoded and pushed.
    virtual Result<void> keep(const std::filesystem::path& clip);

    /// The next frame; its size must be that of the format.
    virtual Result<void> push_frame(const Frame& frame) = 0;

    /// The next samples, in pieces of any length.
    virtual Result<void> push_audio(const AudioBuffer& audio) = 0;

    /// Completes the clip. All frames must have been pushed; missing sound is filled with silence.
    virtual Result<void> finish() = 0;
};

}  // namespace hibari::media
