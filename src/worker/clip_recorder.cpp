#include "worker/clip_recorder.h"

#include "base/check.h"
#include "media/image.h"
#include "media/mp4_reader.h"

#include <algorithm>

namespace hibari::worker {
namespace {

constexpr int kSpriteWidth = 192;
constexpr int kThumbnailQuality = 82;
constexpr int kSpriteQuality = 80;
constexpr int kPreviewQuality = 60;
constexpr int kPreviewSide = 320;
constexpr std::chrono::milliseconds kPreviewEvery{1500};

/// As wide as wanted, of the same shape, with even sides.
media::FrameSize shrunk(media::FrameSize size, int width) {
    const int small = std::min(width, size.width);
    return {small & ~1, std::max(2, (size.height * small / size.width) & ~1)};
}

/// The frame of a clip that stands for it, and the frame of each sprite.
std::int64_t thumbnail_index(std::int64_t frame_count) {
    return frame_count / 3;
}

std::int64_t sprite_index(std::int64_t sprite, std::int64_t frame_count) {
    return (2 * sprite + 1) * frame_count / (2 * kSprites);
}

}  // namespace

Result<std::unique_ptr<ClipRecorder>> ClipRecorder::create(
    const std::filesystem::path& file,
    const media::Mp4Options& options,
    Preview preview,
    std::stop_token stop
) {
    auto writer = HIBARI_TRY(media::Mp4Writer::create(file, options));
    return std::unique_ptr<ClipRecorder>(
        new ClipRecorder(std::move(writer), std::move(preview), std::move(stop))
    );
}

Result<void> ClipRecorder::begin(const media::ClipFormat& format) {
    format_ = format;
    sampler_.begin(format);
    return writer_->begin(format);
}

Result<void> ClipRecorder::keep(const std::filesystem::path& clip) {
    HIBARI_TRY(writer_->keep(clip));
    return media::decode_pictures(clip, [this](const media::Frame& frame) { return look(frame); });
}

Result<void> ClipRecorder::push_frame(const media::Frame& frame) {
    HIBARI_TRY(writer_->push_frame(frame));
    const bool first = next_ == 0;
    HIBARI_TRY(look(frame));
    const auto now = std::chrono::steady_clock::now();
    if (preview_ && (first || now - previewed_ > kPreviewEvery)) {
        previewed_ = now;
        const media::Frame small =
            HIBARI_TRY(media::scale(frame, shrunk(frame.size(), kPreviewSide)));
        const std::string jpeg = HIBARI_TRY(media::encode_jpeg(small, kPreviewQuality));
        preview_(jpeg, static_cast<double>(next_ - 1) / format_.fps);
    }
    return {};
}

Result<void> ClipRecorder::look(const media::Frame& frame) {
    if (stop_.stop_requested()) {
        return fail(ErrorCode::kCancelled, "stopped");
    }
    if (next_ == thumbnail_index(format_.frame_count)) {
        thumbnail_ = frame;
    }
    // A clip of fewer frames than sprites shows some of them twice.
    while (std::ssize(sprites_) < kSprites &&
           next_ == sprite_index(std::ssize(sprites_), format_.frame_count)) {
        sprites_.push_back(HIBARI_TRY(media::scale(frame, shrunk(frame.size(), kSpriteWidth))));
    }
    sampler_.push_frame(frame);
    ++next_;
    return {};
}

Result<void> ClipRecorder::push_audio(const media::AudioBuffer& audio) {
    sampler_.push_audio(audio);
    return writer_->push_audio(audio);
}

Result<void> ClipRecorder::finish() {
    return writer_->finish();
}

Result<std::string> ClipRecorder::thumbnail_webp() const {
    HIBARI_CHECK(thumbnail_.width() > 0);
    return media::encode_webp(thumbnail_, kThumbnailQuality);
}

Result<std::string> ClipRecorder::spritesheet_jpeg() const {
    HIBARI_CHECK(std::ssize(sprites_) == kSprites, sprites_.size());
    return media::encode_jpeg(media::sprite_sheet(sprites_, kSpriteColumns), kSpriteQuality);
}

}  // namespace hibari::worker
