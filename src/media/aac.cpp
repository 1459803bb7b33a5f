#include "media/aac.h"

#include "base/check.h"
#include "media/loudness.h"

#include <algorithm>
#include <cmath>

namespace hibari::media {
namespace {

constexpr int kBitRate = 320'000;
// Between the trial and the file: a later shot is tried with only its last seconds before it.
constexpr double kTrialMargin_db = 0.2;
// Turning a peak down changes the errors around it, so that one round may not be enough; each
// round aims this much lower than the one before.
constexpr int kRounds = 8;
constexpr double kLowerPerRound_db = 0.15;
// Only the tip of a click is too high; taking more than the tip would make the clip softer.
constexpr GainShape kTip{.reach = 24, .release_s = 0.004F};

/// Encodes and decodes one stretch of sound.
class AacRoundTrip {
  public:
    explicit AacRoundTrip(const AudioBuffer& sound) : sound_(sound) {}

    Result<AudioBuffer> run() {
        encoder_ = HIBARI_TRY(open_aac_encoder());
        HIBARI_TRY(open_decoder());
        const auto step = static_cast<std::size_t>(encoder_->frame_size);
        for (std::size_t at = 0; at < sound_.size(); at += step) {
            HIBARI_TRY(encode(at, std::min(step, sound_.size() - at)));
        }
        HIBARI_TRY(check(avcodec_send_frame(encoder_.get(), nullptr)));
        HIBARI_TRY(pass_packets());
        HIBARI_TRY(check(avcodec_send_packet(decoder_.get(), nullptr)));
        HIBARI_TRY(take_frames());
        return trimmed();
    }

  private:
    static Result<void> check(int code) { return ffmpeg_check("cannot try the AAC encoder", code); }

    Result<void> open_decoder() {
        const AVCodec* decoder = avcodec_find_decoder(AV_CODEC_ID_AAC);
        if (decoder == nullptr) {
            return fail(ErrorCode::kUnsupported, "this FFmpeg has no AAC decoder");
        }
        ParametersPtr parameters(avcodec_parameters_alloc());
        HIBARI_TRY(check(avcodec_parameters_from_context(parameters.get(), encoder_.get())));
        decoder_.reset(avcodec_alloc_context3(decoder));
        HIBARI_TRY(check(avcodec_parameters_to_context(decoder_.get(), parameters.get())));
        return check(avcodec_open2(decoder_.get(), decoder, nullptr));
    }

    Result<void> encode(std::size_t at, std::size_t count) {
        const FramePtr frame(av_frame_alloc());
        frame->format = encoder_->sample_fmt;
        frame->sample_rate = encoder_->sample_rate;
        frame->nb_samples = static_cast<int>(count);
        frame->pts = static_cast<std::int64_t>(at);
        HIBARI_TRY(check(av_channel_layout_copy(&frame->ch_layout, &encoder_->ch_layout)));
        HIBARI_TRY(check(av_frame_get_buffer(frame.get(), 0)));
        std::copy_n(&sound_.left[at], count, reinterpret_cast<float*>(frame->data[0]));
        std::copy_n(&sound_.right[at], count, reinterpret_cast<float*>(frame->data[1]));
        HIBARI_TRY(check(avcodec_send_frame(encoder_.get(), frame.get())));
        return pass_packets();
    }

    Result<void> pass_packets() {
        const PacketPtr packet(av_packet_alloc());
        while (true) {
            const int code = avcodec_receive_packet(encoder_.get(), packet.get());
            if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) {
                return {};
            }
            HIBARI_TRY(check(code));
            HIBARI_TRY(check(avcodec_send_packet(decoder_.get(), packet.get())));
            av_packet_unref(packet.get());
            HIBARI_TRY(take_frames());
        }
    }

    Result<void> take_frames() {
        const FramePtr frame(av_frame_alloc());
        while (true) {
            const int code = avcodec_receive_frame(decoder_.get(), frame.get());
            if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) {
                return {};
            }
            HIBARI_TRY(check(code));
            const auto* left = reinterpret_cast<const float*>(frame->data[0]);
            const auto* right = reinterpret_cast<const float*>(frame->data[1]);
            heard_.left.insert(heard_.left.end(), left, left + frame->nb_samples);
            heard_.right.insert(heard_.right.end(), right, right + frame->nb_samples);
        }
    }

    // Without what the encoder puts in front and behind.
    AudioBuffer trimmed() const {
        AudioBuffer out(sound_.size());
        const auto padding = static_cast<std::size_t>(encoder_->initial_padding);
        for (std::size_t i = 0; i < out.size() && i + padding < heard_.size(); ++i) {
            out.left[i] = heard_.left[i + padding];
            out.right[i] = heard_.right[i + padding];
        }
        return out;
    }

    const AudioBuffer& sound_;
    CodecContextPtr encoder_;
    CodecContextPtr decoder_;
    AudioBuffer heard_;
};

}  // namespace

Result<CodecContextPtr> open_aac_encoder() {
    const AVCodec* encoder = avcodec_find_encoder(AV_CODEC_ID_AAC);
    if (encoder == nullptr) {
        return fail(ErrorCode::kUnsupported, "this FFmpeg has no AAC encoder");
    }
    CodecContextPtr codec(avcodec_alloc_context3(encoder));
    codec->sample_rate = kSampleRateHz;
    codec->sample_fmt = AV_SAMPLE_FMT_FLTP;
    codec->bit_rate = kBitRate;
    codec->time_base = {1, kSampleRateHz};
    codec->ch_layout = AV_CHANNEL_LAYOUT_STEREO;
    codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    HIBARI_TRY(
        ffmpeg_check("cannot start the AAC encoder", avcodec_open2(codec.get(), encoder, nullptr))
    );
    return codec;
}

Result<void> leave_headroom(AudioBuffer& sound, std::size_t from) {
    HIBARI_CHECK(from <= sound.size(), from, sound.size());
    for (int round = 0; round < kRounds; ++round) {
        const AudioBuffer heard = HIBARI_TRY(AacRoundTrip(sound).run());
        std::vector<float> gains = true_peaks(heard);
        const double ceiling_db = kPeakMax_dbtp - kTrialMargin_db;
        const auto ceiling = static_cast<float>(std::pow(10.0, ceiling_db / 20.0));
        const auto aim =
            static_cast<float>(std::pow(10.0, (ceiling_db - kLowerPerRound_db * round) / 20.0));
        bool over = false;
        for (std::size_t i = 0; i < gains.size(); ++i) {
            const bool here = i >= from && gains[i] > ceiling;
            over = over || here;
            gains[i] = here ? aim / gains[i] : 1.0F;
        }
        if (!over) {
            return {};
        }
        turn_down(sound, std::move(gains), kTip, from);
    }
    return {};
}

}  // namespace hibari::media
