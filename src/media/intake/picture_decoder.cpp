#include "media/intake/picture_decoder.h"

#include "base/check.h"
#include "media/ffmpeg.h"
#include "media/intake/colour_profile.h"
#include "media/intake/decoder_memory.h"
#include "media/intake/orientation.h"
#include "media/intake/picture_file.h"
#include "media/intake/upload_error.h"

#include <algorithm>

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace hibari::media {
namespace {

const char* decoder_name(PictureKind kind) {
    switch (kind) {
        case PictureKind::kPng:
            return "png";
        case PictureKind::kJpeg:
            return "mjpeg";
        case PictureKind::kWebp:
            return "webp";
    }
    return "";
}

Error decoder_error(int code) {
    if (code == AVERROR(ENOMEM)) {
        return too_much_memory();
    }
    if (code == AVERROR_PATCHWELCOME || code == AVERROR(ENOSYS)) {
        return upload_error(
            "unsupported_picture",
            "this variety of the picture's format is not supported",
            "save it as an ordinary PNG or JPEG"
        );
    }
    return broken_file("its pixels cannot be decoded");
}

Result<FramePtr> decode(std::string_view bytes, const PictureFile& file) {
    const AVCodec* decoder = avcodec_find_decoder_by_name(decoder_name(file.kind));
    if (decoder == nullptr) {
        return fail(ErrorCode::kInternal, "this FFmpeg lacks a picture decoder");
    }
    const CodecContextPtr codec(avcodec_alloc_context3(decoder));
    const PacketPtr packet(av_packet_alloc());
    FramePtr frame(av_frame_alloc());
    if (!codec || !packet || !frame) {
        return fail(too_much_memory());
    }
    codec->thread_count = 1;
    // Of the size that was checked; the decoder counts rows with their padding.
    constexpr std::int64_t kPadding = 128;
    codec->max_pixels = (file.size.width + kPadding) * (file.size.height + kPadding);
    codec->err_recognition = AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER | AV_EF_EXPLODE;
    const DecoderMemory memory(*codec);
    int code = avcodec_open2(codec.get(), decoder, nullptr);
    // A packet of their own: decoders read a little beyond the end, which must be zeros.
    code = code < 0 ? code : av_new_packet(packet.get(), static_cast<int>(bytes.size()));
    if (code >= 0) {
        std::ranges::copy(bytes, packet->data);
        code = avcodec_send_packet(codec.get(), packet.get());
    }
    code = code < 0 ? code : avcodec_send_packet(codec.get(), nullptr);
    code = code < 0 ? code : avcodec_receive_frame(codec.get(), frame.get());
    if (code < 0) {
        return fail(memory.ran_out() ? too_much_memory() : decoder_error(code));
    }
    if (frame->decode_error_flags != 0 || (frame->flags & AV_FRAME_FLAG_CORRUPT) != 0) {
        return fail(broken_file("some of its pixels are missing"));
    }
    if (frame->width != file.size.width || frame->height != file.size.height) {
        return fail(broken_file("it states two sizes"));
    }
    return frame;
}

// swscale is told the range; to its formats that have it in their name it would say a warning.
AVPixelFormat without_range(AVPixelFormat format) {
    switch (format) {
        case AV_PIX_FMT_YUVJ420P:
            return AV_PIX_FMT_YUV420P;
        case AV_PIX_FMT_YUVJ422P:
            return AV_PIX_FMT_YUV422P;
        case AV_PIX_FMT_YUVJ440P:
            return AV_PIX_FMT_YUV440P;
        case AV_PIX_FMT_YUVJ444P:
            return AV_PIX_FMT_YUV444P;
        default:
            return format;
    }
}

// Interleaved RGB, with opacity where the file may have some.
Result<FramePtr> to_rgb(const AVFrame& source, const PictureFile& file) {
    const auto format = static_cast<AVPixelFormat>(source.format);
    const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(format);
    const bool transparent =
        file.may_be_transparent && description != nullptr &&
        (description->flags & (AV_PIX_FMT_FLAG_ALPHA | AV_PIX_FMT_FLAG_PAL)) != 0;
    FramePtr target(av_frame_alloc());
    if (!target) {
        return fail(too_much_memory());
    }
    target->width = source.width;
    target->height = source.height;
    target->format = transparent ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24;
    if (av_frame_get_buffer(target.get(), 0) < 0) {
        return fail(too_much_memory());
    }
    const ScalerPtr scaler(sws_getContext(
        source.width,
        source.height,
        without_range(format),
        source.width,
        source.height,
        static_cast<AVPixelFormat>(target->format),
        SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_BITEXACT,
        nullptr,
        nullptr,
        nullptr
    ));
    if (!scaler) {
        return fail(upload_error("unsupported_picture", "the picture's colours are not supported"));
    }
    // Stills are BT.601 where they are YUV at all, and full range but for WebP (RFC 6386, 9.2).
    const int* bt601 = sws_getCoefficients(SWS_CS_ITU601);
    const int full = file.kind == PictureKind::kWebp ? 0 : 1;
    sws_setColorspaceDetails(scaler.get(), bt601, full, bt601, 1, 0, 1 << 16, 1 << 16);
    const int rows = sws_scale(
        scaler.get(), source.data, source.linesize, 0, source.height, target->data, target->linesize
    );
    if (rows != source.height) {
        return fail(too_much_memory());
    }
    return target;
}

}  // namespace

Result<Picture> decode_picture_bytes(std::string_view bytes, const IntakeLimits& limits) {
    silence_ffmpeg();
    const PictureFile file = HIBARI_TRY(read_picture_file(bytes));
    HIBARI_TRY(check_upload_size(file.size, limits));
    const FramePtr stored = HIBARI_TRY(decode(bytes, file));
    const FramePtr rgb = HIBARI_TRY(to_rgb(*stored, file));
    const PixelRows rows{
        .data = rgb->data[0],
        .size = file.size,
        .row_bytes = rgb->linesize[0],
        .pixel_bytes = rgb->format == AV_PIX_FMT_RGBA ? 4 : 3,
    };
    const AVFrameSideData* profile =
        av_frame_get_side_data(stored.get(), AV_FRAME_DATA_ICC_PROFILE);
    if (profile != nullptr) {
        convert_to_srgb({profile->data, profile->size}, rgb->data[0], rows);
    }
    return Picture{
        .frame = upright_frame(rows, file.orientation),
        .size = upright_size(file.size, file.orientation),
    };
}

}  // namespace hibari::media
