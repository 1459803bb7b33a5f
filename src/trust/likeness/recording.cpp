#include "trust/likeness/recording.h"

#include "base/check.h"
#include "media/image.h"

#include <algorithm>
#include <cmath>

namespace hibari::trust {
namespace {

int even(double value) {
    return std::max(2, 2 * static_cast<int>(std::lround(value / 2.0)));
}

media::FrameSize fitted(media::FrameSize size, int side_max) {
    const double shrink =
        std::min(1.0, static_cast<double>(side_max) / std::max(size.width, size.height));
    return {even(size.width * shrink), even(size.height * shrink)};
}

// Keeps a few pictures of a clip.
class FramePicker final : public media::ClipSink {
  public:
    FramePicker(const std::vector<std::int64_t>& wanted, int side_max)
        : wanted_(wanted), side_max_(side_max) {}

    Result<void> begin(const media::ClipFormat& format) override {
        size_ = fitted(format.size, side_max_);
        return {};
    }

    Result<void> push_frame(const media::Frame& frame) override {
        const std::int64_t number = seen_++;
        if (frames.size() < wanted_.size() && wanted_[frames.size()] == number) {
            frames.push_back(
                frame.size() == size_ ? frame : HIBARI_TRY(media::scale(frame, size_))
            );
            frames.back().index = number;
        }
        return {};
    }

    Result<void> push_audio(const media::AudioBuffer& /*audio*/) override { return {}; }

    Result<void> finish() override { return {}; }

    std::vector<media::Frame> frames;

  private:
    const std::vector<std::int64_t>& wanted_;
    int side_max_;
    media::FrameSize size_;
    std::int64_t seen_ = 0;
};

}  // namespace

Result<void> RecordingReader::begin(const media::ClipFormat& format) {
    if (format.duration_s() > kClipSecondsMax) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "the clip is longer than 30 seconds",
             .hint = "send a shorter one",
             .reason = "too_long"}
        );
    }
    format_ = format;
    small_ = fitted(format.size, kSmallSide);
    recording_ = {.size = format.size, .fps = format.fps, .frames = {}, .sound = {}};
    return {};
}

Result<void> RecordingReader::push_frame(const media::Frame& frame) {
    if (recording_.duration_s() > kClipSecondsMax) {
        return fail(ErrorCode::kInvalidArgument, "the clip is longer than it says");
    }
    media::Frame small = frame.size() == small_ ? frame : HIBARI_TRY(media::scale(frame, small_));
    small.index = static_cast<std::int64_t>(recording_.frames.size());
    recording_.frames.push_back(std::move(small));
    return {};
}

Result<void> RecordingReader::push_audio(const media::AudioBuffer& audio) {
    const auto sound_max = static_cast<std::size_t>((kClipSecondsMax + 1.0) * media::kSampleRateHz);
    if (recording_.sound.size() + audio.size() > sound_max) {
        return fail(ErrorCode::kInvalidArgument, "the sound is longer than the clip says");
    }
    for (std::size_t i = 0; i < audio.size(); ++i) {
        const float mixed = 0.5F * (audio.left[i] + audio.right[i]);
        recording_.sound.push_back(std::isfinite(mixed) ? std::clamp(mixed, -1.0F, 1.0F) : 0.0F);
    }
    return {};
}

Result<void> RecordingReader::finish() {
    return {};
}

Result<Recording> read_recording(const ClipSource& source) {
    RecordingReader reader;
    HIBARI_TRY(source(reader));
    return reader.take();
}

Result<std::vector<media::Frame>> read_frames(
    const ClipSource& source, const std::vector<std::int64_t>& wanted, int side_max
) {
    HIBARI_CHECK(std::is_sorted(wanted.begin(), wanted.end()));
    FramePicker picker(wanted, side_max);
    HIBARI_TRY(source(picker));
    if (picker.frames.size() != wanted.size()) {
        return fail(ErrorCode::kDataLoss, "the clip ended before its last picture");
    }
    return std::move(picker.frames);
}

}  // namespace hibari::trust
