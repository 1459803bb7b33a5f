#pragma once

// A ClipSink that writes a clip's MP4 and, on the way, keeps what is shown of it elsewhere: the
// thumbnail, the sheet of small pictures, and a small preview of what was drawn last. Only what is
// kept of an earlier clip is decoded for that.

#include "base/result.h"
#include "media/clip_sink.h"
#include "media/mp4_writer.h"
#include "trust/fingerprint/clip_fingerprint.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::worker {

/// Pictures of a sprite sheet, and how many stand in a row.
inline constexpr int kSprites = 20;
inline constexpr int kSpriteColumns = 5;

class ClipRecorder final : public media::ClipSink {
  public:
    /// Gets a small JPEG from time to time, and where in the clip it stands; called on the engine's
    /// thread.
    using Preview = std::function<void(std::string_view jpeg, double time_s)>;

    /// Writes to `file`; `preview` may be empty. After a stop request the next picture, of an
    /// earlier clip too, is refused with `cancelled`.
    static Result<std::unique_ptr<ClipRecorder>> create(
        const std::filesystem::path& file,
        const media::Mp4Options& options,
        Preview preview,
        std::stop_token stop = {}
    );

    Result<void> begin(const media::ClipFormat& format) override;
    Result<void> keep(const std::filesystem::path& clip) override;
    Result<void> push_frame(const media::Frame& frame) override;
    Result<void> push_audio(const media::AudioBuffer& audio) override;
    Result<void> finish() override;

    /// After finish, once: what the clip looks and sounds like.
    trust::ClipFingerprint fingerprint() { return trust::make_fingerprint(sampler_.finish()); }

    /// After finish: a frame from a third into the clip, where something happens already.
    Result<std::string> thumbnail_webp() const;
    /// After finish: kSprites frames at even distances.
    Result<std::string> spritesheet_jpeg() const;

  private:
    ClipRecorder(std::unique_ptr<media::Mp4Writer> writer, Preview preview, std::stop_token stop)
        : writer_(std::move(writer)), preview_(std::move(preview)), stop_(std::move(stop)) {}

    /// Keeps of the next frame what is shown elsewhere.
    Result<void> look(const media::Frame& frame);

    std::unique_ptr<media::Mp4Writer> writer_;
    Preview preview_;
    std::stop_token stop_;
    media::ClipFormat format_;
    std::int64_t next_ = 0;
    media::Frame thumbnail_;
    std::vector<media::Frame> sprites_;
    trust::ClipSampler sampler_;
    std::chrono::steady_clock::time_point previewed_{};
};

}  // namespace hibari::worker
