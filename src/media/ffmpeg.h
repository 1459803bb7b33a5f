#pragma once

// The FFmpeg objects this library uses, as owning handles, and their errors as ours. Only sources
// of media include this; no FFmpeg type leaves the library.

#include "base/result.h"

#include <memory>
#include <string_view>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/frame.h>
#include <libavutil/opt.h>
#include <libswscale/swscale.h>
}

namespace hibari::media {

struct FfmpegDeleter {
    void operator()(AVCodecContext* context) const { avcodec_free_context(&context); }

    void operator()(AVCodecParameters* parameters) const { avcodec_parameters_free(&parameters); }

    void operator()(AVFrame* frame) const { av_frame_free(&frame); }

    void operator()(AVPacket* packet) const { av_packet_free(&packet); }

    void operator()(SwsContext* context) const { sws_freeContext(context); }
};

using CodecContextPtr = std::unique_ptr<AVCodecContext, FfmpegDeleter>;
using ParametersPtr = std::unique_ptr<AVCodecParameters, FfmpegDeleter>;
using FramePtr = std::unique_ptr<AVFrame, FfmpegDeleter>;
using PacketPtr = std::unique_ptr<AVPacket, FfmpegDeleter>;
using ScalerPtr = std::unique_ptr<SwsContext, FfmpegDeleter>;

/// Keeps FFmpeg from writing to the terminal; what goes wrong comes back as an Error.
void silence_ffmpeg();

/// The Error for a negative FFmpeg code; system errors such as a full disk keep their meaning.
Error ffmpeg_error(std::string_view action, int code);

/// Fails when `code` is negative.
Result<void> ffmpeg_check(std::string_view action, int code);

/// A converter between 8-bit RGB and BT.709 limited-range YUV of the same or another size.
Result<ScalerPtr> create_scaler(
    int from_width,
    int from_height,
    AVPixelFormat from,
    int to_width,
    int to_height,
    AVPixelFormat to
);

}  // namespace hibari::media
