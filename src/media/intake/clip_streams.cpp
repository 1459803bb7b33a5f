#include "media/intake/clip_streams.h"

#include "media/intake/clip_file.h"
#include "media/intake/upload_error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>
#include <utility>

extern "C" {
#include <libavutil/display.h>
}

namespace hibari::media {
namespace {

constexpr int kIoBytes = 64 << 10;
constexpr int kStreamsMax = 16;
// How far pixels may be from square.
constexpr double kPixelAspectMax = 4.0;

struct AllowedDecoder {
    AVCodecID id;
    const char* name;
};

// One decoder per format, the one of FFmpeg's own where there is one.
constexpr std::array kVideoDecoders = {
    AllowedDecoder{AV_CODEC_ID_H264, "h264"},
    AllowedDecoder{AV_CODEC_ID_HEVC, "hevc"},
    AllowedDecoder{AV_CODEC_ID_VP8, "vp8"},
    AllowedDecoder{AV_CODEC_ID_VP9, "vp9"},
    AllowedDecoder{AV_CODEC_ID_AV1, "libdav1d"},
};
constexpr std::array kAudioDecoders = {
    AllowedDecoder{AV_CODEC_ID_AAC, "aac"},
    AllowedDecoder{AV_CODEC_ID_MP3, "mp3float"},
    AllowedDecoder{AV_CODEC_ID_OPUS, "opus"},
    AllowedDecoder{AV_CODEC_ID_VORBIS, "vorbis"},
    AllowedDecoder{AV_CODEC_ID_PCM_S16LE, "pcm_s16le"},
    AllowedDecoder{AV_CODEC_ID_PCM_S16BE, "pcm_s16be"},
};
constexpr const char* kDecoderNames =
    "h264,hevc,vp8,vp9,libdav1d,aac,mp3float,opus,vorbis,pcm_s16le,pcm_s16be";

Error unsupported(std::string message) {
    return upload_error(
        "unsupported_clip", std::move(message), "save it as MP4 with H.264 and AAC"
    );
}

Error cannot_open(int code) {
    return code == AVERROR(ENOMEM) ? too_much_memory() : broken_file("its index cannot be read");
}

int refuse_to_open(
    AVFormatContext* /*format*/,
    AVIOContext** /*io*/,
    const char* /*url*/,
    int /*flags*/,
    AVDictionary** /*options*/
) {
    return AVERROR(EPERM);
}

Result<CodecContextPtr> open_decoder(
    const AVStream& stream, std::span<const AllowedDecoder> allowed, const char* what
) {
    const auto found = std::ranges::find(allowed, stream.codecpar->codec_id, &AllowedDecoder::id);
    const AVCodec* decoder =
        found == allowed.end() ? nullptr : avcodec_find_decoder_by_name(found->name);
    if (decoder == nullptr) {
        return fail(unsupported(std::string("the format of its ") + what + " is not supported"));
    }
    CodecContextPtr codec(avcodec_alloc_context3(decoder));
    if (!codec || avcodec_parameters_to_context(codec.get(), stream.codecpar) < 0) {
        return fail(too_much_memory());
    }
    codec->thread_count = 1;
    codec->pkt_timebase = stream.time_base;
    codec->err_recognition = AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER;
    return codec;
}

Result<void> start_decoder(AVCodecContext& codec) {
    const int code = avcodec_open2(&codec, codec.codec, nullptr);
    if (code == AVERROR(ENOMEM)) {
        return fail(too_much_memory());
    }
    if (code < 0) {
        return fail(broken_file("its decoder cannot be started"));
    }
    return {};
}

// A display matrix (ISO/IEC 14496-12, 6.2.2) that is one of the eight orientations; others, which
// only editing programs write, are shown as they lie.
int orientation_of(const AVStream& stream) {
    std::size_t bytes = 0;
    const auto* matrix = reinterpret_cast<const std::int32_t*>(
        av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &bytes)
    );
    if (matrix == nullptr || bytes < 9 * sizeof(std::int32_t)) {
        return 1;
    }
    const auto sign = [&](int i) { return (matrix[i] > 0) - (matrix[i] < 0); };
    // x' = a x + c y, y' = b x + d y.
    const std::array<int, 4> abcd = {sign(0), sign(1), sign(3), sign(4)};
    constexpr std::array<std::array<int, 4>, 8> kOrientations = {{
        {1, 0, 0, 1},
        {-1, 0, 0, 1},
        {-1, 0, 0, -1},
        {1, 0, 0, -1},
        {0, 1, 1, 0},
        {0, 1, -1, 0},
        {0, -1, -1, 0},
        {0, -1, 1, 0},
    }};
    const auto* const found = std::ranges::find(kOrientations, abcd);
    return found == kOrientations.end() ? 1 : static_cast<int>(found - kOrientations.begin()) + 1;
}

FrameSize with_square_pixels(FrameSize stored, AVRational aspect) {
    const double ratio = aspect.num > 0 && aspect.den > 0 ? av_q2d(aspect) : 1.0;
    if (ratio < 1.0 / kPixelAspectMax || ratio > kPixelAspectMax) {
        return stored;
    }
    return {static_cast<int>(std::lround(stored.width * ratio)), stored.height};
}

// What the file states, as far as it does; decoding finds out for itself.
double stated_seconds(const AVFormatContext& format, const AVStream& stream) {
    if (stream.duration != AV_NOPTS_VALUE) {
        return static_cast<double>(stream.duration) * av_q2d(stream.time_base);
    }
    return format.duration == AV_NOPTS_VALUE ? 0.0
                                             : static_cast<double>(format.duration) / AV_TIME_BASE;
}

}  // namespace

Result<std::unique_ptr<ClipStreams>> ClipStreams::open(
    ByteSource& source, const IntakeLimits& limits
) {
    silence_ffmpeg();
    std::unique_ptr<ClipStreams> streams(new ClipStreams(source));
    HIBARI_TRY(streams->open_file());
    HIBARI_TRY(streams->open_picture(limits));
    HIBARI_TRY(streams->open_sound());
    const double seconds = stated_seconds(*streams->format_, *streams->video_);
    if (seconds > limits.seconds_max) {
        return fail(too_long(seconds, limits.seconds_max));
    }
    if (!streams->is_complete()) {
        return fail(broken_file("its index names what is not there"));
    }
    return streams;
}

ClipStreams::~ClipStreams() {
    avformat_close_input(&format_);
    if (io_ != nullptr) {
        av_freep(&io_->buffer);
        avio_context_free(&io_);
    }
}

Result<void> ClipStreams::open_file() {
    const ClipContainer container = HIBARI_TRY(read_clip_file(source_));
    const bool is_mp4 = container == ClipContainer::kMp4;
    const AVInputFormat* demuxer = av_find_input_format(is_mp4 ? "mov" : "matroska");
    if (demuxer == nullptr) {
        return fail(ErrorCode::kInternal, "this FFmpeg lacks a demuxer");
    }
    auto* buffer = static_cast<std::uint8_t*>(av_malloc(kIoBytes));
    io_ = avio_alloc_context(buffer, kIoBytes, 0, this, &read, nullptr, &seek);
    if (io_ == nullptr) {
        av_free(buffer);
        return fail(too_much_memory());
    }
    format_ = avformat_alloc_context();
    if (format_ == nullptr) {
        return fail(too_much_memory());
    }
    format_->pb = io_;
    format_->flags |= AVFMT_FLAG_CUSTOM_IO;
    format_->io_open = &refuse_to_open;
    format_->protocol_whitelist = av_strdup("none");
    format_->codec_whitelist = av_strdup(kDecoderNames);
    format_->max_streams = kStreamsMax;
    int code = avformat_open_input(&format_, "", demuxer, nullptr);
    code = code < 0 ? code : avformat_find_stream_info(format_, nullptr);
    if (code < 0) {
        return fail(cannot_open(code));
    }
    return {};
}

Result<void> ClipStreams::open_picture(const IntakeLimits& limits) {
    const int index = av_find_best_stream(format_, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    video_ = index < 0 ? nullptr : format_->streams[index];
    if (video_ == nullptr || (video_->disposition & AV_DISPOSITION_ATTACHED_PIC) != 0) {
        return fail(upload_error("no_picture", "there is no moving picture in this file"));
    }
    const AVCodecParameters& facts = *video_->codecpar;
    look_.stored = {facts.width, facts.height};
    HIBARI_TRY(check_upload_size(look_.stored, limits));
    look_.squared =
        with_square_pixels(look_.stored, av_guess_sample_aspect_ratio(format_, video_, nullptr));
    HIBARI_TRY(check_upload_size(look_.squared, limits));
    look_.orientation = orientation_of(*video_);
    if (facts.color_trc == AVCOL_TRC_SMPTE2084) {
        return fail(unsupported("this is an HDR clip (PQ)"));
    }
    video_codec_ = HIBARI_TRY(open_decoder(*video_, kVideoDecoders, "picture"));
    constexpr std::int64_t kPadding = 256;
    video_codec_->max_pixels = (look_.stored.width + kPadding) * (look_.stored.height + kPadding);
    video_memory_.emplace(*video_codec_);
    return start_decoder(*video_codec_);
}

Result<void> ClipStreams::open_sound() {
    const int index = av_find_best_stream(format_, AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
    audio_ = index < 0 ? nullptr : format_->streams[index];
    for (unsigned i = 0; i < format_->nb_streams; ++i) {
        AVStream* stream = format_->streams[i];
        stream->discard = stream == video_ || stream == audio_ ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
    if (audio_ == nullptr) {
        return {};
    }
    audio_codec_ = HIBARI_TRY(open_decoder(*audio_, kAudioDecoders, "sound"));
    return start_decoder(*audio_codec_);
}

bool ClipStreams::is_complete() const {
    for (const AVStream* stream : {video_, audio_}) {
        const int count = stream == nullptr ? 0 : avformat_index_get_entries_count(stream);
        for (int i = 0; i < count; ++i) {
            const AVIndexEntry* entry = avformat_index_get_entry(const_cast<AVStream*>(stream), i);
            // Matroska's index names places without sizes.
            const std::uint64_t end =
                static_cast<std::uint64_t>(entry->pos) + static_cast<std::uint64_t>(entry->size);
            if (entry->pos < 0 || entry->size < 0 || end > source_.size()) {
                return false;
            }
        }
    }
    return true;
}

int ClipStreams::read(void* self, std::uint8_t* buffer, int size) {
    auto& streams = *static_cast<ClipStreams*>(self);
    const std::size_t count = streams.source_.read(
        streams.offset_, std::span(buffer, static_cast<std::size_t>(std::max(size, 0)))
    );
    streams.offset_ += count;
    return count == 0 ? AVERROR_EOF : static_cast<int>(count);
}

std::int64_t ClipStreams::seek(void* self, std::int64_t offset, int whence) {
    auto& streams = *static_cast<ClipStreams*>(self);
    const auto size = static_cast<std::int64_t>(streams.source_.size());
    switch (whence & ~AVSEEK_FORCE) {
        case AVSEEK_SIZE:
            return size;
        case SEEK_CUR:
            offset += static_cast<std::int64_t>(streams.offset_);
            break;
        case SEEK_END:
            offset += size;
            break;
        default:
            break;
    }
    if (offset < 0) {
        return AVERROR(EINVAL);
    }
    streams.offset_ = static_cast<std::uint64_t>(offset);
    return offset;
}

}  // namespace hibari::media
