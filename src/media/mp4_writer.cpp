#include "media/mp4_writer.h"

#include "base/check.h"
#include "media/aac.h"
#include "media/clip_file.h"
#include "media/ffmpeg.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hibari::media {
namespace {

// Fixed, because x264's output depends on the number of its threads.
constexpr int kEncoderThreads = 4;
constexpr double kKeyframeInterval_s = 2.0;
// How much of the sound before a piece is tried with it, at least.
constexpr std::int64_t kLeadInSamples = 2 * kSampleRateHz;

struct EncodeSetting {
    const char* preset;
    const char* crf;
};

EncodeSetting encode_setting(EncodeQuality quality) {
    switch (quality) {
        case EncodeQuality::kDraft:
            return {.preset = "veryfast", .crf = "23"};
        case EncodeQuality::kStandard:
            return {.preset = "fast", .crf = "19"};
        case EncodeQuality::kHigh:
            return {.preset = "medium", .crf = "16"};
    }
    return {.preset = "fast", .crf = "19"};
}

// x264's macroblock tree takes eight blocks of a row at once, and what it reads behind the last one
// is whatever lay in memory: the same pictures would give other bytes each time. Rows that do not
// fill up do without it.
bool fills_block_rows(int width) {
    constexpr int kBlock = 16;
    constexpr int kAtOnce = 8;
    return (width + kBlock - 1) / kBlock % kAtOnce == 0;
}

/// The parameter sets of an H.264 stream, one after the other: in a file they stand in an avcC box
/// (ISO/IEC 14496-15, section 5.3.3.1), from an encoder with start codes between them (H.264, annex
/// B).
std::vector<std::string> parameter_sets(const AVCodecParameters& stream) {
    const std::string_view bytes(
        reinterpret_cast<const char*>(stream.extradata),
        static_cast<std::size_t>(stream.extradata_size)
    );
    const auto byte = [&](std::size_t at) {
        return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
    };
    std::vector<std::string> sets;
    if (byte(0) == 1) {
        std::size_t at = 5;
        for (const unsigned int mask : {0x1FU, 0xFFU}) {  // Of sequences, then of pictures.
            const unsigned int count = byte(at++) & mask;
            for (unsigned int i = 0; i < count && at + 2 <= bytes.size(); ++i) {
                const std::size_t size = byte(at) << 8U | byte(at + 1);
                sets.emplace_back(bytes.substr(at + 2, size));
                at += 2 + size;
            }
        }
        return sets;
    }
    constexpr std::string_view kStart("\0\0\1", 3);
    for (std::size_t at = bytes.find(kStart); at != std::string_view::npos;) {
        const std::size_t next = bytes.find(kStart, at + kStart.size());
        std::string_view set = bytes.substr(at + kStart.size(), next - at - kStart.size());
        while (set.ends_with('\0')) {
            set.remove_suffix(1);
        }
        sets.emplace_back(set);
        at = next;
    }
    return sets;
}

/// Whether the units of a file's packets have lengths of four bytes before them.
bool has_lengths_of_four(const AVCodecParameters& stream) {
    return stream.extradata_size > 4 && stream.extradata[0] == 1 && (stream.extradata[4] & 3U) == 3;
}

/// Whether a decoder that was set up for one of two streams can go on with the other.
bool same_parameters(const AVCodecParameters& left, const AVCodecParameters& right) {
    const auto sets = parameter_sets(left);
    return left.codec_id == AV_CODEC_ID_H264 && right.codec_id == AV_CODEC_ID_H264 &&
           !sets.empty() && has_lengths_of_four(left) && sets == parameter_sets(right);
}

/// Puts a start code in place of the length before each unit, as the encoder gives them to the
/// muxer. Both have four bytes.
Result<void> use_start_codes(AVPacket& packet) {
    constexpr std::size_t kPrefix = 4;
    const auto size = static_cast<std::size_t>(packet.size);
    for (std::size_t at = 0; at < size;) {
        std::size_t unit = 0;
        for (std::size_t i = 0; i < kPrefix && at + i < size; ++i) {
            unit = unit << 8U | packet.data[at + i];
        }
        if (size - at < kPrefix || unit > size - at - kPrefix) {
            return fail(ErrorCode::kDataLoss, "the clip to be kept is damaged");
        }
        constexpr std::array<std::uint8_t, kPrefix> kStartCode = {0, 0, 0, 1};
        std::ranges::copy(kStartCode, packet.data + at);
        at += kPrefix + unit;
    }
    return {};
}

/// The file being multiplexed.
struct Muxer {
    AVFormatContext* context = nullptr;

    Muxer() = default;
    Muxer(const Muxer&) = delete;
    Muxer& operator=(const Muxer&) = delete;

    ~Muxer() {
        if (context != nullptr) {
            avio_closep(&context->pb);
            avformat_free_context(context);
        }
    }
};

/// One encoder and its stream in the file.
struct Track {
    CodecContextPtr codec = nullptr;
    AVStream* stream = nullptr;  // Owned by the muxer.
    FramePtr frame = nullptr;
};

}  // namespace

struct Mp4Writer::Impl {
    Impl(AtomicFile claimed, const Mp4Options& chosen)
        : file(std::move(claimed)), options(chosen) {}

    AtomicFile file;
    /// With a seal: what stays, while `file` is thrown away.
    std::optional<AtomicFile> sealed = std::nullopt;
    Mp4Options options;
    ClipFormat format = {};
    Muxer muxer = {};
    Track video = {};
    Track audio = {};
    ScalerPtr scaler = nullptr;
    std::mutex packets_mutex = {};  // Picture and sound come from two threads.
    PacketPtr packet = nullptr;     // Guarded, as is the muxer once the file has begun.
    std::int64_t frames = 0;
    std::int64_t samples = 0;  // Taken from the caller, counting what lies in audio.frame.
    int samples_in_frame = 0;
    AudioBuffer lead_in = {};  // The last of the sound, from the start of an AAC frame on.

    Result<void> open_muxer();
    Result<void> open_video();
    Result<void> open_audio();
    Result<void> start_file();
    Result<void> encode(Track& track, AVFrame* frame);
    Result<void> write_packet();
    Result<void> copy_pictures(const ClipFile& source);
    Result<void> add_samples(const float* left, const float* right, std::int64_t count);
    Result<void> take_audio(const AudioBuffer& piece);
    Result<void> flush_audio_frame();
    Result<void> check_output() const;
};

Result<void> Mp4Writer::Impl::open_muxer() {
    const std::string path = file.writing_path();
    HIBARI_TRY(ffmpeg_check(
        "cannot make an MP4",
        avformat_alloc_output_context2(&muxer.context, nullptr, "mp4", path.c_str())
    ));
    muxer.context->flags |= AVFMT_FLAG_BITEXACT;
    // Sound may be pushed long before or after its picture: wait for both, however long.
    muxer.context->max_interleave_delta = 0;
    return ffmpeg_check(
        "cannot write '" + file.target().string() + "'",
        avio_open(&muxer.context->pb, path.c_str(), AVIO_FLAG_WRITE)
    );
}

Result<void> Mp4Writer::Impl::open_video() {
    const AVCodec* encoder = avcodec_find_encoder_by_name("libx264");
    if (encoder == nullptr) {
        return fail({
            .code = ErrorCode::kUnsupported,
            .message = "this FFmpeg has no H.264 encoder",
            .hint = "install Debian's libavcodec with libx264",
        });
    }
    video.codec.reset(avcodec_alloc_context3(encoder));
    AVCodecContext& codec = *video.codec;
    codec.width = format.size.width;
    codec.height = format.size.height;
    codec.pix_fmt = AV_PIX_FMT_YUV420P;
    codec.time_base = {1, format.fps};
    codec.framerate = {format.fps, 1};
    codec.sample_aspect_ratio = {1, 1};
    codec.gop_size = static_cast<int>(kKeyframeInterval_s * format.fps);
    codec.thread_count = kEncoderThreads;
    codec.color_range = AVCOL_RANGE_MPEG;
    codec.color_primaries = AVCOL_PRI_BT709;
    codec.color_trc = AVCOL_TRC_BT709;
    codec.colorspace = AVCOL_SPC_BT709;
    codec.chroma_sample_location = AVCHROMA_LOC_LEFT;
    codec.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    const EncodeSetting setting = encode_setting(options.quality);
    av_opt_set(codec.priv_data, "preset", setting.preset, 0);
    av_opt_set(codec.priv_data, "crf", setting.crf, 0);
    if (!fills_block_rows(codec.width)) {
        av_opt_set_int(codec.priv_data, "mbtree", 0, 0);
    }
    HIBARI_TRY(
        ffmpeg_check("cannot start the H.264 encoder", avcodec_open2(&codec, encoder, nullptr))
    );

    video.stream = avformat_new_stream(muxer.context, nullptr);
    video.stream->time_base = codec.time_base;
    video.stream->avg_frame_rate = codec.framerate;
    HIBARI_TRY(ffmpeg_check(
        "cannot add the picture", avcodec_parameters_from_context(video.stream->codecpar, &codec)
    ));

    video.frame.reset(av_frame_alloc());
    video.frame->format = codec.pix_fmt;
    video.frame->width = codec.width;
    video.frame->height = codec.height;
    HIBARI_TRY(ffmpeg_check("cannot allocate a picture", av_frame_get_buffer(video.frame.get(), 0))
    );
    scaler = HIBARI_TRY(create_scaler(
        codec.width, codec.height, AV_PIX_FMT_RGB24, codec.width, codec.height, codec.pix_fmt
    ));
    return {};
}

Result<void> Mp4Writer::Impl::open_audio() {
    audio.codec = HIBARI_TRY(open_aac_encoder());
    AVCodecContext& codec = *audio.codec;
    audio.stream = avformat_new_stream(muxer.context, nullptr);
    audio.stream->time_base = codec.time_base;
    HIBARI_TRY(ffmpeg_check(
        "cannot add the sound", avcodec_parameters_from_context(audio.stream->codecpar, &codec)
    ));

    audio.frame.reset(av_frame_alloc());
    audio.frame->format = codec.sample_fmt;
    audio.frame->nb_samples = codec.frame_size;
    audio.frame->sample_rate = codec.sample_rate;
    HIBARI_TRY(ffmpeg_check(
        "cannot allocate sound", av_channel_layout_copy(&audio.frame->ch_layout, &codec.ch_layout)
    ));
    return ffmpeg_check("cannot allocate sound", av_frame_get_buffer(audio.frame.get(), 0));
}

Result<void> Mp4Writer::Impl::start_file() {
    packet.reset(av_packet_alloc());
    AVDictionary* settings = nullptr;
    av_dict_set(&settings, "movflags", "+faststart", 0);
    // The header counts in these units: fine enough to state both durations exactly.
    av_dict_set_int(&settings, "movie_timescale", kSampleRateHz, 0);
    const int code = avformat_write_header(muxer.context, &settings);
    av_dict_free(&settings);
    HIBARI_TRY(ffmpeg_check("cannot begin the MP4", code));
    return check_output();
}

Result<void> Mp4Writer::Impl::check_output() const {
    // FFmpeg remembers a failed write here and goes on as if nothing had happened.
    return ffmpeg_check("cannot write '" + file.target().string() + "'", muxer.context->pb->error);
}

Result<void> Mp4Writer::Impl::encode(Track& track, AVFrame* frame) {
    HIBARI_TRY(ffmpeg_check("cannot encode", avcodec_send_frame(track.codec.get(), frame)));
    const std::scoped_lock lock(packets_mutex);
    while (true) {
        const int code = avcodec_receive_packet(track.codec.get(), packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) {
            return check_output();
        }
        HIBARI_TRY(ffmpeg_check("cannot encode", code));
        packet->stream_index = track.stream->index;
        av_packet_rescale_ts(packet.get(), track.codec->time_base, track.stream->time_base);
        if (&track == &video) {
            packet->duration = av_rescale_q(1, track.codec->time_base, track.stream->time_base);
        }
        HIBARI_TRY(write_packet());
    }
}

Result<void> Mp4Writer::Impl::write_packet() {
    return ffmpeg_check(
        "cannot write '" + file.target().string() + "'",
        av_interleaved_write_frame(muxer.context, packet.get())
    );
}

// The encoder begins anew behind them, with a keyframe that refers to nothing before it.
Result<void> Mp4Writer::Impl::copy_pictures(const ClipFile& source) {
    const std::scoped_lock lock(packets_mutex);
    std::int64_t copied = 0;
    while (true) {
        const int code = av_read_frame(source.context(), packet.get());
        if (code == AVERROR_EOF) {
            break;
        }
        HIBARI_TRY(ffmpeg_check("cannot read the clip", code));
        if (packet->stream_index != source.video_index()) {
            av_packet_unref(packet.get());
            continue;
        }
        HIBARI_TRY(ffmpeg_check("cannot copy the clip", av_packet_make_writable(packet.get())));
        HIBARI_TRY(use_start_codes(*packet));
        packet->stream_index = video.stream->index;
        packet->pos = -1;
        av_packet_rescale_ts(packet.get(), source.video().time_base, video.stream->time_base);
        HIBARI_TRY(write_packet());
        copied += 1;
    }
    if (copied != source.format().frame_count) {
        return fail(
            ErrorCode::kDataLoss,
            "the clip to be kept states " + std::to_string(source.format().frame_count) +
                " frames and has " + std::to_string(copied)
        );
    }
    frames += copied;
    return check_output();
}

Result<void> Mp4Writer::Impl::flush_audio_frame() {
    if (samples_in_frame == 0) {
        return {};
    }
    audio.frame->nb_samples = samples_in_frame;
    audio.frame->pts = samples - samples_in_frame;
    samples_in_frame = 0;
    HIBARI_TRY(encode(audio, audio.frame.get()));
    audio.frame->nb_samples = audio.codec->frame_size;
    return ffmpeg_check("cannot allocate sound", av_frame_make_writable(audio.frame.get()));
}

// Null planes mean silence. What goes beyond the clip's end is dropped.
Result<void> Mp4Writer::Impl::add_samples(
    const float* left, const float* right, std::int64_t count
) {
    std::int64_t rest = std::min(count, format.audio_sample_count() - samples);
    while (rest > 0) {
        const int room = audio.codec->frame_size - samples_in_frame;
        const int step = static_cast<int>(std::min<std::int64_t>(rest, room));
        for (const auto& [plane, source] : {std::pair(0, &left), std::pair(1, &right)}) {
            float* to = reinterpret_cast<float*>(audio.frame->data[plane]) + samples_in_frame;
            if (*source == nullptr) {
                std::fill_n(to, step, 0.0F);
            } else {
                std::copy_n(*source, step, to);
                *source += step;
            }
        }
        rest -= step;
        samples += step;
        samples_in_frame += step;
        if (samples_in_frame == audio.codec->frame_size) {
            HIBARI_TRY(flush_audio_frame());
        }
    }
    return {};
}

Result<void> Mp4Writer::Impl::take_audio(const AudioBuffer& piece) {
    AudioBuffer heard = std::move(lead_in);
    const std::size_t before = heard.size();
    heard.left.insert(heard.left.end(), piece.left.begin(), piece.left.end());
    heard.right.insert(heard.right.end(), piece.right.begin(), piece.right.end());
    HIBARI_TRY(leave_headroom(heard, before));
    const auto count = static_cast<std::int64_t>(piece.size());
    const std::int64_t first = samples - static_cast<std::int64_t>(before);
    HIBARI_TRY(add_samples(heard.left.data() + before, heard.right.data() + before, count));
    const std::int64_t size = audio.codec->frame_size;
    const std::int64_t keep_from =
        std::max<std::int64_t>(0, samples - kLeadInSamples) / size * size;
    const std::ptrdiff_t drop = std::max<std::int64_t>(0, keep_from - first);
    lead_in.left.assign(heard.left.begin() + drop, heard.left.end());
    lead_in.right.assign(heard.right.begin() + drop, heard.right.end());
    return {};
}

Result<std::unique_ptr<Mp4Writer>> Mp4Writer::create(
    const std::filesystem::path& target, const Mp4Options& options
) {
    AtomicFile file = HIBARI_TRY(AtomicFile::create(target, options.existing));
    auto impl = std::make_unique<Impl>(std::move(file), options);
    if (options.seal) {
        impl->sealed = HIBARI_TRY(AtomicFile::create(target, options.existing));
    }
    return std::unique_ptr<Mp4Writer>(new Mp4Writer(std::move(impl)));
}

Mp4Writer::Mp4Writer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Mp4Writer::~Mp4Writer() = default;

Result<void> Mp4Writer::begin(const ClipFormat& format) {
    HIBARI_CHECK(impl_->muxer.context == nullptr);
    HIBARI_CHECK(format.frame_count > 0 && format.fps > 0, format.frame_count, format.fps);
    impl_->format = format;
    silence_ffmpeg();
    HIBARI_TRY(impl_->open_muxer());
    HIBARI_TRY(impl_->open_video());
    HIBARI_TRY(impl_->open_audio());
    return impl_->start_file();
}

Result<void> Mp4Writer::keep(const std::filesystem::path& clip) {
    HIBARI_CHECK(impl_->frames == 0, impl_->frames);
    const ClipFile source = HIBARI_TRY(ClipFile::open(clip));
    const ClipFormat& format = source.format();
    if (format.size != impl_->format.size || format.fps != impl_->format.fps ||
        format.frame_count > impl_->format.frame_count) {
        return fail(
            ErrorCode::kInvalidArgument,
            "a clip of " + to_string(format.size) + " at " + std::to_string(format.fps) +
                " frames per second and " + std::to_string(format.frame_count) +
                " frames cannot begin this one"
        );
    }
    if (same_parameters(*source.video().codecpar, *impl_->video.stream->codecpar)) {
        return impl_->copy_pictures(source);
    }
    return ClipSink::keep(clip);
}

Result<void> Mp4Writer::push_frame(const Frame& frame) {
    HIBARI_CHECK(frame.size() == impl_->format.size, frame.width(), frame.height());
    HIBARI_CHECK(impl_->frames < impl_->format.frame_count, impl_->frames);
    AVFrame& target = *impl_->video.frame;
    // The encoder may still hold the last picture; this gives us a fresh one then.
    HIBARI_TRY(ffmpeg_check("cannot allocate a picture", av_frame_make_writable(&target)));
    const std::uint8_t* rows = frame.pixels().data();
    const int row_bytes = frame.width() * 3;
    sws_scale(
        impl_->scaler.get(), &rows, &row_bytes, 0, frame.height(), target.data, target.linesize
    );
    target.pts = impl_->frames;
    impl_->frames += 1;
    return impl_->encode(impl_->video, &target);
}

Result<void> Mp4Writer::push_audio(const AudioBuffer& audio) {
    HIBARI_CHECK(audio.left.size() == audio.right.size(), audio.left.size(), audio.right.size());
    HIBARI_CHECK(impl_->audio.codec != nullptr);
    return impl_->take_audio(audio);
}

Result<void> Mp4Writer::finish() {
    Impl& impl = *impl_;
    HIBARI_CHECK(impl.frames == impl.format.frame_count, impl.frames, impl.format.frame_count);
    HIBARI_TRY(impl.add_samples(nullptr, nullptr, impl.format.audio_sample_count()));
    HIBARI_TRY(impl.flush_audio_frame());
    HIBARI_TRY(impl.encode(impl.audio, nullptr));
    HIBARI_TRY(impl.encode(impl.video, nullptr));
    HIBARI_TRY(ffmpeg_check("cannot complete the MP4", av_write_trailer(impl.muxer.context)));
    HIBARI_TRY(impl.check_output());
    HIBARI_TRY(ffmpeg_check(
        "cannot write '" + impl.file.target().string() + "'", avio_closep(&impl.muxer.context->pb)
    ));
    if (!impl.sealed) {
        return impl.file.commit();
    }
    HIBARI_TRY(impl.options.seal(impl.file.writing_path(), impl.sealed->writing_path()));
    return impl.sealed->commit();
}

const std::filesystem::path& Mp4Writer::path() const {
    return impl_->sealed ? impl_->sealed->target() : impl_->file.target();
}

}  // namespace hibari::media
