#include "media/mp4_reader.h"

#include "base/check.h"
#include "media/clip_file.h"
#include "media/ffmpeg.h"

#include <algorithm>
#include <utility>

namespace hibari::media {
namespace {

constexpr int kDecoderThreads = 2;

Result<CodecContextPtr> open_decoder(const AVStream& stream) {
    const AVCodec* decoder = avcodec_find_decoder(stream.codecpar->codec_id);
    if (decoder == nullptr) {
        return fail(ErrorCode::kUnsupported, "no decoder for this file");
    }
    CodecContextPtr codec(avcodec_alloc_context3(decoder));
    HIBARI_TRY(
        ffmpeg_check("cannot decode", avcodec_parameters_to_context(codec.get(), stream.codecpar))
    );
    codec->thread_count = kDecoderThreads;
    codec->pkt_timebase = stream.time_base;
    HIBARI_TRY(ffmpeg_check("cannot decode", avcodec_open2(codec.get(), decoder, nullptr)));
    return codec;
}

class Decoder {
  public:
    Decoder(ClipFile file, ClipSink& sink)
        : file_(std::move(file)), format_(file_.format()), sink_(sink) {}

    Result<void> run() {
        HIBARI_TRY(open());
        HIBARI_TRY(sink_.begin(format_));
        HIBARI_TRY(read_packets());
        HIBARI_TRY(decode(video_.get(), nullptr));
        if (audio_) {
            HIBARI_TRY(decode(audio_.get(), nullptr));
        }
        if (frames_ != format_.frame_count) {
            return fail(
                ErrorCode::kDataLoss,
                "the file states " + std::to_string(format_.frame_count) + " frames and has " +
                    std::to_string(frames_)
            );
        }
        return sink_.finish();
    }

  private:
    Result<void> open() {
        video_ = HIBARI_TRY(open_decoder(file_.video()));
        if (file_.audio_index() >= 0) {
            audio_ = HIBARI_TRY(open_decoder(*file_.context()->streams[file_.audio_index()]));
            if (audio_->sample_rate != kSampleRateHz || audio_->sample_fmt != AV_SAMPLE_FMT_FLTP) {
                return fail(ErrorCode::kUnsupported, "cannot decode: sound is not 48 kHz AAC");
            }
        }
        return {};
    }

    Result<void> read_packets() {
        const PacketPtr packet(av_packet_alloc());
        while (true) {
            const int code = av_read_frame(file_.context(), packet.get());
            if (code == AVERROR_EOF) {
                return {};
            }
            HIBARI_TRY(ffmpeg_check("cannot read the clip", code));
            Result<void> decoded;
            if (packet->stream_index == file_.video_index()) {
                decoded = decode(video_.get(), packet.get());
            } else if (packet->stream_index == file_.audio_index()) {
                decoded = decode(audio_.get(), packet.get());
            }
            av_packet_unref(packet.get());
            HIBARI_TRY(decoded);
        }
    }

    Result<void> decode(AVCodecContext* codec, const AVPacket* packet) {
        HIBARI_TRY(ffmpeg_check("cannot decode", avcodec_send_packet(codec, packet)));
        const FramePtr frame(av_frame_alloc());
        while (true) {
            const int code = avcodec_receive_frame(codec, frame.get());
            if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) {
                return {};
            }
            HIBARI_TRY(ffmpeg_check("cannot decode", code));
            HIBARI_TRY(codec == video_.get() ? take_picture(*frame) : take_sound(*frame));
        }
    }

    Result<void> take_picture(const AVFrame& picture) {
        if (!scaler_) {
            scaler_ = HIBARI_TRY(create_scaler(
                format_.size.width,
                format_.size.height,
                video_->pix_fmt,
                format_.size.width,
                format_.size.height,
                AV_PIX_FMT_RGB24
            ));
        }
        Frame frame(format_.size);
        std::uint8_t* rows = frame.pixels().data();
        const int row_bytes = frame.width() * 3;
        sws_scale(
            scaler_.get(), picture.data, picture.linesize, 0, picture.height, &rows, &row_bytes
        );
        frame.index = frames_;
        frames_ += 1;
        return sink_.push_frame(frame);
    }

    // The demuxer has cut the priming samples; the last AAC frame still carries padding.
    Result<void> take_sound(const AVFrame& sound) {
        const std::int64_t rest = format_.audio_sample_count() - samples_;
        const auto count =
            static_cast<std::size_t>(std::clamp<std::int64_t>(rest, 0, sound.nb_samples));
        const auto* left = reinterpret_cast<const float*>(sound.data[0]);
        const auto* right =
            sound.ch_layout.nb_channels > 1 ? reinterpret_cast<const float*>(sound.data[1]) : left;
        AudioBuffer buffer;
        buffer.left.assign(left, left + count);
        buffer.right.assign(right, right + count);
        samples_ += static_cast<std::int64_t>(count);
        return sink_.push_audio(buffer);
    }

    ClipFile file_;
    ClipFormat format_;
    ClipSink& sink_;
    CodecContextPtr video_;
    CodecContextPtr audio_;
    ScalerPtr scaler_;
    std::int64_t frames_ = 0;
    std::int64_t samples_ = 0;
};

/// Hands pictures on and forgets the sound.
class PictureSink final : public ClipSink {
  public:
    explicit PictureSink(std::function<Result<void>(const Frame&)> take) : take_(std::move(take)) {}

    Result<void> begin(const ClipFormat& /*format*/) override { return {}; }

    Result<void> push_frame(const Frame& frame) override { return take_(frame); }

    Result<void> push_audio(const AudioBuffer& /*audio*/) override { return {}; }

    Result<void> finish() override { return {}; }

  private:
    std::function<Result<void>(const Frame&)> take_;
};

}  // namespace

Result<void> decode_clip(const std::filesystem::path& path, ClipSink& sink) {
    return Decoder(HIBARI_TRY(ClipFile::open(path)), sink).run();
}

Result<void> decode_pictures(
    const std::filesystem::path& path, std::function<Result<void>(const Frame&)> take
) {
    PictureSink pictures(std::move(take));
    return decode_clip(path, pictures);
}

Result<ClipFormat> read_format(const std::filesystem::path& path) {
    return HIBARI_TRY(ClipFile::open(path)).format();
}

Result<void> MemoryClip::begin(const ClipFormat& clip_format) {
    format = clip_format;
    return {};
}

Result<void> MemoryClip::push_frame(const Frame& frame) {
    frames.push_back(frame);
    return {};
}

Result<void> MemoryClip::push_audio(const AudioBuffer& piece) {
    audio.left.insert(audio.left.end(), piece.left.begin(), piece.left.end());
    audio.right.insert(audio.right.end(), piece.right.begin(), piece.right.end());
    return {};
}

Result<void> MemoryClip::finish() {
    HIBARI_CHECK(std::cmp_equal(frames.size(), format.frame_count), frames.size());
    const auto wanted = static_cast<std::size_t>(format.audio_sample_count());
    audio.left.resize(wanted);
    audio.right.resize(wanted);
    finished = true;
    return {};
}

}  // namespace hibari::media
