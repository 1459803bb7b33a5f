#pragma once

// A clip file of our own, opened: its streams and what they state. For sources of media only.

#include "media/clip_sink.h"
#include "media/ffmpeg.h"

#include <filesystem>

namespace hibari::media {

/// An MP4 as Mp4Writer makes it; its demuxer cuts the priming samples of the sound.
class ClipFile {
  public:
    /// Fails with the reason when the file cannot be read or is not one of ours.
    static Result<ClipFile> open(const std::filesystem::path& path);

    AVFormatContext* context() const { return context_.get(); }

    const AVStream& video() const { return *context_->streams[video_index_]; }

    int video_index() const { return video_index_; }

    /// -1: it is silent.
    int audio_index() const { return audio_index_; }

    const ClipFormat& format() const { return format_; }

  private:
    struct Closer {
        void operator()(AVFormatContext* context) const { avformat_close_input(&context); }
    };

    ClipFile() = default;

    std::unique_ptr<AVFormatContext, Closer> context_;
    int video_index_ = -1;
    int audio_index_ = -1;
    ClipFormat format_;
};

}  // namespace hibari::media
