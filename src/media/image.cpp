#include "media/image.h"

#include "base/check.h"
#include "media/ffmpeg.h"

#include <algorithm>
#include <array>

namespace hibari::media {
namespace {

constexpr int kSideMax = 8192;
constexpr std::size_t kImageBytesMax = 256U << 20U;

FramePtr picture(int width, int height, AVPixelFormat format) {
    FramePtr frame(av_frame_alloc());
    frame->width = width;
    frame->height = height;
    frame->format = format;
    if (av_frame_get_buffer(frame.get(), 0) < 0) {
        return nullptr;
    }
    return frame;
}

Result<FramePtr> new_picture(FrameSize size, AVPixelFormat format) {
    FramePtr frame = picture(size.width, size.height, format);
    if (!frame) {
        return fail(ErrorCode::kResourceExhausted, "out of memory for a picture");
    }
    return frame;
}

// `quality` is FFmpeg's scale for JPEG, 2 (best) to 31; it means nothing for PNG.
Result<std::string> encode_still(AVFrame& frame, const AVCodec* encoder, int quality) {
    silence_ffmpeg();
    HIBARI_CHECK(encoder != nullptr);
    const CodecContextPtr codec(avcodec_alloc_context3(encoder));
    codec->width = frame.width;
    codec->height = frame.height;
    codec->pix_fmt = static_cast<AVPixelFormat>(frame.format);
    codec->time_base = {1, 1};
    codec->color_range = AVCOL_RANGE_JPEG;
    codec->flags |= AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_QSCALE;
    codec->global_quality = quality * FF_QP2LAMBDA;
    codec->thread_count = 1;
    frame.quality = codec->global_quality;
    HIBARI_TRY(ffmpeg_check("cannot encode a picture", avcodec_open2(codec.get(), encoder, nullptr))
    );
    HIBARI_TRY(ffmpeg_check("cannot encode a picture", avcodec_send_frame(codec.get(), &frame)));
    HIBARI_TRY(ffmpeg_check("cannot encode a picture", avcodec_send_frame(codec.get(), nullptr)));
    const PacketPtr packet(av_packet_alloc());
    HIBARI_TRY(
        ffmpeg_check("cannot encode a picture", avcodec_receive_packet(codec.get(), packet.get()))
    );
    return std::string(
        reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size)
    );
}

Result<FramePtr> rgb_picture(const Frame& frame) {
    FramePtr target = HIBARI_TRY(new_picture(frame.size(), AV_PIX_FMT_RGB24));
    for (int y = 0; y < frame.height(); ++y) {
        std::ranges::copy(frame.row(y), target->data[0] + y * target->linesize[0]);
    }
    return target;
}

Result<FramePtr> decode_still(std::string_view bytes, AVCodecID id) {
    silence_ffmpeg();
    const AVCodec* decoder = avcodec_find_decoder(id);
    HIBARI_CHECK(decoder != nullptr);
    const CodecContextPtr codec(avcodec_alloc_context3(decoder));
    codec->thread_count = 1;
    codec->max_pixels = std::int64_t{kSideMax} * kSideMax;
    HIBARI_TRY(ffmpeg_check("cannot read a picture", avcodec_open2(codec.get(), decoder, nullptr)));
    const PacketPtr packet(av_packet_alloc());
    // A fresh packet is padded with the zeros that decoders read beyond the end.
    HIBARI_TRY(ffmpeg_check(
        "cannot read a picture", av_new_packet(packet.get(), static_cast<int>(bytes.size()))
    ));
    std::ranges::copy(bytes, packet->data);
    FramePtr frame(av_frame_alloc());
    HIBARI_TRY(ffmpeg_check("cannot read a picture", avcodec_send_packet(codec.get(), packet.get()))
    );
    HIBARI_TRY(ffmpeg_check("cannot read a picture", avcodec_send_packet(codec.get(), nullptr)));
    HIBARI_TRY(
        ffmpeg_check("cannot read a picture", avcodec_receive_frame(codec.get(), frame.get()))
    );
    return frame;
}

// Stills are full range (but for WebP) and, where they are YUV at all, BT.601, unlike clips.
// swscale knows the range only from here: its own full-range formats are deprecated.
enum class Range { kFull, kLimited };

Result<ScalerPtr> create_still_scaler(
    FrameSize size, AVPixelFormat from, AVPixelFormat to, Range target = Range::kFull
) {
    ScalerPtr scaler(sws_getContext(
        size.width,
        size.height,
        from,
        size.width,
        size.height,
        to,
        SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_BITEXACT,
        nullptr,
        nullptr,
        nullptr
    ));
    if (!scaler) {
        return fail(ErrorCode::kUnsupported, "the picture's colour format is not supported");
    }
    const int* bt601 = sws_getCoefficients(SWS_CS_ITU601);
    const int full = target == Range::kFull ? 1 : 0;
    sws_setColorspaceDetails(scaler.get(), bt601, 1, bt601, full, 0, 1 << 16, 1 << 16);
    return scaler;
}

AVPixelFormat without_range(AVPixelFormat format) {
    switch (format) {
        case AV_PIX_FMT_YUVJ420P:
            return AV_PIX_FMT_YUV420P;
        case AV_PIX_FMT_YUVJ422P:
            return AV_PIX_FMT_YUV422P;
        case AV_PIX_FMT_YUVJ444P:
            return AV_PIX_FMT_YUV444P;
        default:
            return format;
    }
}

Result<Frame> to_rgb(const AVFrame& source) {
    const FrameSize size{source.width & ~1, source.height & ~1};
    if (size.width <= 0 || size.height <= 0 || size.width > kSideMax || size.height > kSideMax) {
        return fail(ErrorCode::kInvalidArgument, "the picture's size is not supported");
    }
    const AVPixelFormat format = without_range(static_cast<AVPixelFormat>(source.format));
    const ScalerPtr scaler = HIBARI_TRY(create_still_scaler(size, format, AV_PIX_FMT_RGB24));
    Frame frame(size);
    std::uint8_t* rows = frame.pixels().data();
    const int row_bytes = size.width * 3;
    sws_scale(scaler.get(), source.data, source.linesize, 0, size.height, &rows, &row_bytes);
    return frame;
}

}  // namespace

Result<std::string> encode_png(const Frame& frame) {
    const FramePtr source = HIBARI_TRY(rgb_picture(frame));
    return encode_still(*source, avcodec_find_encoder(AV_CODEC_ID_PNG), 1);
}

Result<std::string> encode_png_grey16(FrameSize size, std::span<const std::uint16_t> values) {
    const auto width = static_cast<std::size_t>(size.width);
    HIBARI_CHECK(values.size() == width * static_cast<std::size_t>(size.height), values.size());
    const FramePtr target = HIBARI_TRY(new_picture(size, AV_PIX_FMT_GRAY16BE));
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::uint8_t* row =
            target->data[0] + static_cast<std::ptrdiff_t>(i / width) * target->linesize[0];
        row[2 * (i % width)] = static_cast<std::uint8_t>(values[i] >> 8U);
        row[2 * (i % width) + 1] = static_cast<std::uint8_t>(values[i] & 0xFFU);
    }
    return encode_still(*target, avcodec_find_encoder(AV_CODEC_ID_PNG), 1);
}

Result<std::vector<std::uint16_t>> decode_png_grey16(std::string_view bytes) {
    if (bytes.size() > kImageBytesMax || !bytes.starts_with("\x89PNG")) {
        return fail(ErrorCode::kInvalidArgument, "this is no PNG, or too large a one");
    }
    const FramePtr source = HIBARI_TRY(decode_still(bytes, AV_CODEC_ID_PNG));
    if (source->format != AV_PIX_FMT_GRAY16BE) {
        return fail(ErrorCode::kInvalidArgument, "this PNG is not 16-bit grey");
    }
    std::vector<std::uint16_t> values;
    for (int y = 0; y < source->height; ++y) {
        const std::uint8_t* row = source->data[0] + std::ptrdiff_t{y} * source->linesize[0];
        for (int x = 0; x < source->width; ++x) {
            values.push_back(static_cast<std::uint16_t>(row[2 * x] << 8U | row[2 * x + 1]));
        }
    }
    return values;
}

Result<std::string> encode_jpeg(const Frame& frame, int quality) {
    HIBARI_CHECK(quality >= 1 && quality <= 100, quality);
    const FramePtr target = HIBARI_TRY(new_picture(frame.size(), AV_PIX_FMT_YUVJ444P));
    const ScalerPtr scaler =
        HIBARI_TRY(create_still_scaler(frame.size(), AV_PIX_FMT_RGB24, AV_PIX_FMT_YUV444P));
    const std::uint8_t* rows = frame.pixels().data();
    const int row_bytes = frame.width() * 3;
    sws_scale(scaler.get(), &rows, &row_bytes, 0, frame.height(), target->data, target->linesize);
    const AVCodec* encoder = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    return encode_still(*target, encoder, 2 + (100 - quality) * 29 / 99);
}

Result<std::string> encode_webp(const Frame& frame, int quality) {
    HIBARI_CHECK(quality >= 1 && quality <= 100, quality);
    // The still one; the encoder found by id writes animations.
    const AVCodec* encoder = avcodec_find_encoder_by_name("libwebp");
    if (encoder == nullptr) {
        return fail(ErrorCode::kUnsupported, "this FFmpeg writes no WebP (it lacks libwebp)");
    }
    const FramePtr target = HIBARI_TRY(new_picture(frame.size(), AV_PIX_FMT_YUV420P));
    const ScalerPtr scaler = HIBARI_TRY(
        create_still_scaler(frame.size(), AV_PIX_FMT_RGB24, AV_PIX_FMT_YUV420P, Range::kLimited)
    );
    const std::uint8_t* rows = frame.pixels().data();
    const int row_bytes = frame.width() * 3;
    sws_scale(scaler.get(), &rows, &row_bytes, 0, frame.height(), target->data, target->linesize);
    return encode_still(*target, encoder, quality);
}

Result<Frame> decode_image(std::string_view bytes) {
    if (bytes.size() > kImageBytesMax) {
        return fail(ErrorCode::kInvalidArgument, "the picture file is too large");
    }
    const bool is_png = bytes.starts_with("\x89PNG");
    if (!is_png && !bytes.starts_with("\xFF\xD8")) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "this is neither PNG nor JPEG",
            .hint = "convert the picture to one of them",
        });
    }
    const FramePtr source =
        HIBARI_TRY(decode_still(bytes, is_png ? AV_CODEC_ID_PNG : AV_CODEC_ID_MJPEG));
    return to_rgb(*source);
}

Result<Frame> scale(const Frame& frame, FrameSize size) {
    const ScalerPtr scaler = HIBARI_TRY(create_scaler(
        frame.width(), frame.height(), AV_PIX_FMT_RGB24, size.width, size.height, AV_PIX_FMT_RGB24
    ));
    Frame scaled(size);
    scaled.index = frame.index;
    const std::uint8_t* from = frame.pixels().data();
    std::uint8_t* to = scaled.pixels().data();
    const int from_bytes = frame.width() * 3;
    const int to_bytes = size.width * 3;
    sws_scale(scaler.get(), &from, &from_bytes, 0, frame.height(), &to, &to_bytes);
    return scaled;
}

}  // namespace hibari::media
