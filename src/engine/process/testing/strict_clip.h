#pragma once

// A sink that insists on what ClipSink promises to sinks; aborts where it is broken.

#include "base/check.h"
#include "media/mp4_reader.h"

#include <cmath>

namespace hibari::engine::testing {

class StrictClip final : public media::ClipSink {
  public:
    Result<void> begin(const media::ClipFormat& format) override {
        HIBARI_CHECK(!begun_ && format.frame_count > 0);
        begun_ = true;
        return clip.begin(format);
    }

    Result<void> push_frame(const media::Frame& frame) override {
        HIBARI_CHECK(begun_ && !clip.finished && frame.size() == clip.format.size);
        HIBARI_CHECK(std::cmp_less(clip.frames.size(), clip.format.frame_count));
        HIBARI_CHECK(std::cmp_equal(frame.index, clip.frames.size()));
        if (std::cmp_equal(clip.frames.size(), fail_at)) {
            return fail(ErrorCode::kResourceExhausted, "the disk is full");
        }
        return clip.push_frame(frame);
    }

    Result<void> push_audio(const media::AudioBuffer& piece) override {
        HIBARI_CHECK(begun_ && !clip.finished && piece.left.size() == piece.right.size());
        for (const float sample : piece.left) {
            HIBARI_CHECK(std::isfinite(sample));
        }
        return clip.push_audio(piece);
    }

    Result<void> finish() override {
        HIBARI_CHECK(std::cmp_equal(clip.frames.size(), clip.format.frame_count));
        return clip.finish();
    }

    media::MemoryClip clip;
    /// The frame that it cannot take; none when negative.
    std::int64_t fail_at = -1;

  private:
    bool begun_ = false;
};

}  // namespace hibari::engine::testing
