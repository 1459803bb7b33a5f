#pragma once

// Whether a decoder ran out of memory for its pictures. FFmpeg's decoders often report that as
// broken data, and the uploader should hear which of the two it was.

#include "media/ffmpeg.h"

namespace hibari::media {

class DecoderMemory {
  public:
    /// Must outlive the use of `codec`, whose `opaque` it takes.
    explicit DecoderMemory(AVCodecContext& codec) {
        codec.opaque = this;
        codec.get_buffer2 = [](AVCodecContext* context, AVFrame* frame, int flags) {
            const int code = avcodec_default_get_buffer2(context, frame, flags);
            auto* memory = static_cast<DecoderMemory*>(context->opaque);
            memory->ran_out_ = memory->ran_out_ || code == AVERROR(ENOMEM);
            return code;
        };
    }

    DecoderMemory(const DecoderMemory&) = delete;
    DecoderMemory& operator=(const DecoderMemory&) = delete;

    bool ran_out() const { return ran_out_; }

  private:
    bool ran_out_ = false;
};

}  // namespace hibari::media
