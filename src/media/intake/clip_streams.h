#pragma once

// An upload opened as a clip: one demuxer that was chosen by us, a decoder for its picture and one
// for its sound, all from fixed lists, with one thread and no way to open anything else.

#include "media/ffmpeg.h"
#include "media/intake/byte_source.h"
#include "media/intake/decoder_memory.h"
#include "media/intake/intake.h"

#include <memory>
#include <optional>

namespace hibari::media {

/// How the stored picture becomes what is shown.
struct ClipLook {
    FrameSize stored;
    /// With square pixels, before it is turned.
    FrameSize squared;
    /// As EXIF counts, 1 to 8.
    int orientation = 1;
};

class ClipStreams {
  public:
    /// Errors: not_a_clip, no_picture, unsupported_clip, too_large, too_small, too_long,
    /// broken_file, too_much_memory. `source` must outlive the streams.
    static Result<std::unique_ptr<ClipStreams>> open(
        ByteSource& source, const IntakeLimits& limits
    );

    ~ClipStreams();
    ClipStreams(const ClipStreams&) = delete;
    ClipStreams& operator=(const ClipStreams&) = delete;

    AVFormatContext& format() { return *format_; }

    AVStream& video() { return *video_; }

    AVCodecContext& video_codec() { return *video_codec_; }

    /// Null when the clip has no sound.
    AVStream* audio() { return audio_; }

    AVCodecContext* audio_codec() { return audio_codec_.get(); }

    const ClipLook& look() const { return look_; }

    /// Whether every piece that the index names so far lies within the file.
    bool is_complete() const;

    bool ran_out_of_memory() const { return video_memory_ && video_memory_->ran_out(); }

  private:
    explicit ClipStreams(ByteSource& source) : source_(source) {}

    Result<void> open_file();
    Result<void> open_picture(const IntakeLimits& limits);
    Result<void> open_sound();
    static int read(void* self, std::uint8_t* buffer, int size);
    static std::int64_t seek(void* self, std::int64_t offset, int whence);

    ByteSource& source_;
    std::uint64_t offset_ = 0;
    AVIOContext* io_ = nullptr;
    AVFormatContext* format_ = nullptr;
    AVStream* video_ = nullptr;
    AVStream* audio_ = nullptr;
    CodecContextPtr video_codec_;
    CodecContextPtr audio_codec_;
    std::optional<DecoderMemory> video_memory_;
    ClipLook look_;
};

}  // namespace hibari::media
