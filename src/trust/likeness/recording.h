#pragma once

// A recording as the checks look at it: pictures small enough to hold all of them, and its sound. A
// clip is played into a RecordingReader from wherever it was decoded (a sandboxed child, or a file
// of ours), so nothing here ever reads a file.

#include "media/audio_buffer.h"
#include "media/clip_sink.h"
#include "media/frame.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace hibari::trust {

/// Plays a clip into a sink from its beginning; may be called again.
using ClipSource = std::function<Result<void>(media::ClipSink&)>;

/// The longer side of the pictures that are kept.
inline constexpr int kSmallSide = 384;
/// What is longer than this is refused.
inline constexpr double kClipSecondsMax = 30.0;

struct Recording {
    /// As it was decoded.
    media::FrameSize size;
    int fps = 0;
    /// Every picture, its longer side at most kSmallSide.
    std::vector<media::Frame> frames;
    /// Both channels mixed, 48 kHz.
    std::vector<float> sound;

    double duration_s() const { return fps == 0 ? 0.0 : static_cast<double>(frames.size()) / fps; }
};

/// Keeps a clip as a Recording.
class RecordingReader final : public media::ClipSink {
  public:
    /// Fails with kInvalidArgument, reason `too_long`, beyond kClipSecondsMax.
    Result<void> begin(const media::ClipFormat& format) override;
    Result<void> push_frame(const media::Frame& frame) override;
    Result<void> push_audio(const media::AudioBuffer& audio) override;
    Result<void> finish() override;

    Recording take() { return std::move(recording_); }

  private:
    media::ClipFormat format_;
    media::FrameSize small_;
    Recording recording_;
};

/// Reads a whole clip. Errors are those of the source, and `too_long`.
Result<Recording> read_recording(const ClipSource& source);

/// The pictures with these numbers (ascending, each once), their longer side at most `side_max`.
/// Fails with kDataLoss when the clip ends before the last of them.
Result<std::vector<media::Frame>> read_frames(
    const ClipSource& source, const std::vector<std::int64_t>& wanted, int side_max
);

}  // namespace hibari::trust
