#include "media/intake/clip_decoder.h"

#include "media/intake/orientation.h"
#include "media/intake/upload_error.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>

namespace hibari::media {
namespace {

// Slow motion has 240 frames a second; more is no clip that somebody filmed.
constexpr double kFrameRateMax = 250.0;
// How much shorter than stated a clip may be: the last sound may end after the picture.
constexpr double kMissingMax_s = 1.0;
// What decoders say of a picture that is not all there.
constexpr int kDecodeErrors = FF_DECODE_ERROR_INVALID_BITSTREAM |
                              FF_DECODE_ERROR_CONCEALMENT_ACTIVE | FF_DECODE_ERROR_DECODE_SLICES;

class WholeClip {
  public:
    WholeClip(ClipStreams& streams, const IntakeLimits& limits, ClipVisitor* visitor)
        : streams_(streams), limits_(limits), visitor_(visitor) {}

    Result<ClipFacts> run() {
        if (!packet_ || !frame_) {
            return fail(too_much_memory());
        }
        // Sound may come first, so the picture's beginning is needed before it is there.
        const AVStream& video = streams_.video();
        if (video.start_time != AV_NOPTS_VALUE) {
            start_ = static_cast<double>(video.start_time) * av_q2d(video.time_base);
        }
        if (visitor_ != nullptr) {
            HIBARI_TRY(visitor_->begin(streams_.look()));
        }
        HIBARI_TRY(read_packets());
        HIBARI_TRY(decode(streams_.video_codec(), nullptr));
        if (streams_.audio() != nullptr) {
            HIBARI_TRY(decode(*streams_.audio_codec(), nullptr));
        }
        return facts();
    }

  private:
    Error broken() const {
        if (streams_.ran_out_of_memory()) {
            return too_much_memory();
        }
        return broken_file("nothing can be decoded after frame " + std::to_string(frames_));
    }

    Result<void> read_packets() {
        while (true) {
            const int code = av_read_frame(&streams_.format(), packet_.get());
            if (code == AVERROR_EOF) {
                return {};
            }
            if (code == AVERROR(ENOMEM)) {
                return fail(too_much_memory());
            }
            if (code < 0 || (packet_->flags & AV_PKT_FLAG_CORRUPT) != 0) {
                return fail(broken());
            }
            Result<void> decoded;
            if (packet_->stream_index == streams_.video().index) {
                decoded = decode(streams_.video_codec(), packet_.get());
            } else if (streams_.audio() != nullptr &&
                       packet_->stream_index == streams_.audio()->index) {
                decoded = decode(*streams_.audio_codec(), packet_.get());
            }
            av_packet_unref(packet_.get());
            HIBARI_TRY(decoded);
        }
    }

    Result<void> decode(AVCodecContext& codec, const AVPacket* packet) {
        const int sent = avcodec_send_packet(&codec, packet);
        if (sent < 0 && sent != AVERROR_EOF) {
            return fail(sent == AVERROR(ENOMEM) ? too_much_memory() : broken());
        }
        while (true) {
            const int code = avcodec_receive_frame(&codec, frame_.get());
            if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) {
                return {};
            }
            if (code < 0 || (frame_->decode_error_flags & kDecodeErrors) != 0 ||
                (frame_->flags & AV_FRAME_FLAG_CORRUPT) != 0) {
                return fail(code == AVERROR(ENOMEM) ? too_much_memory() : broken());
            }
            HIBARI_TRY(&codec == &streams_.video_codec() ? take_picture() : take_sound());
        }
    }

    // In seconds since the clip's own zero; none when the file does not tell.
    std::optional<double> time_of_frame(const AVStream& stream) const {
        if (frame_->best_effort_timestamp == AV_NOPTS_VALUE) {
            return std::nullopt;
        }
        return static_cast<double>(frame_->best_effort_timestamp) * av_q2d(stream.time_base);
    }

    double frame_seconds() const {
        const AVStream& video = streams_.video();
        if (frame_->pkt_duration > 0) {
            return static_cast<double>(frame_->pkt_duration) * av_q2d(video.time_base);
        }
        const AVRational rate = video.avg_frame_rate;
        return rate.num > 0 && rate.den > 0 ? 1.0 / av_q2d(rate) : 1.0 / 30.0;
    }

    Result<void> take_picture() {
        if (FrameSize{frame_->width, frame_->height} != streams_.look().stored) {
            return fail(upload_error("unsupported_clip", "its picture changes its size"));
        }
        const double time = time_of_frame(streams_.video()).value_or(start_ + picture_end_);
        const double seconds = frames_ == 0 ? 0.0 : std::max(time - start_, picture_seconds_);
        picture_seconds_ = seconds;
        picture_end_ = seconds + std::clamp(frame_seconds(), 0.0, 1.0);
        frames_ += 1;
        if (picture_end_ > limits_.seconds_max + kMissingMax_s) {
            return fail(too_long(picture_end_, limits_.seconds_max));
        }
        if (static_cast<double>(frames_) > kFrameRateMax * (limits_.seconds_max + 1.0)) {
            return fail(upload_error("too_long", "it has too many frames"));
        }
        return visitor_ == nullptr ? Result<void>() : visitor_->picture(*frame_, seconds);
    }

    Result<void> take_sound() {
        const double time = time_of_frame(*streams_.audio()).value_or(start_ + sound_end_);
        const int rate = std::max(frame_->sample_rate, 1);
        sound_end_ = time - start_ + static_cast<double>(frame_->nb_samples) / rate;
        sound_rate_ = rate;
        // Sound that runs on without a picture is bounded by the size of the file and the limit on
        // time; nobody keeps it.
        return visitor_ == nullptr ? Result<void>() : visitor_->sound(*frame_, time - start_);
    }

    Result<ClipFacts> facts() {
        if (frames_ == 0) {
            return fail(broken_file("it has no frames"));
        }
        // The index of a clip in fragments grows while it is read.
        if (!streams_.is_complete() || ends_early()) {
            return fail(broken());
        }
        const double seconds = picture_end_;
        return ClipFacts{
            .size = upright_size(streams_.look().squared, streams_.look().orientation),
            .fps = seconds > 0.0 ? static_cast<double>(frames_) / seconds : 0.0,
            .frame_count = frames_,
            .seconds = seconds,
            .has_audio = sound_rate_ > 0,
            .audio_rate_hz = sound_rate_,
        };
    }

    bool ends_early() const {
        const AVFormatContext& format = streams_.format();
        if (format.duration == AV_NOPTS_VALUE ||
            format.duration_estimation_method != AVFMT_DURATION_FROM_STREAM) {
            return false;
        }
        const double stated = static_cast<double>(format.duration) / AV_TIME_BASE;
        return std::max(picture_end_, sound_end_) < stated - kMissingMax_s;
    }

    ClipStreams& streams_;
    const IntakeLimits& limits_;
    ClipVisitor* visitor_;
    PacketPtr packet_{av_packet_alloc()};
    FramePtr frame_{av_frame_alloc()};
    std::int64_t frames_ = 0;
    double start_ = 0.0;            // Of the picture, on the file's clock; the rest counts from it.
    double picture_seconds_ = 0.0;  // When the last picture is shown.
    double picture_end_ = 0.0;
    double sound_end_ = 0.0;
    int sound_rate_ = 0;
};

}  // namespace

Result<ClipFacts> decode_whole_clip(
    ByteSource& source, const IntakeLimits& limits, ClipVisitor* visitor
) {
    const auto streams = HIBARI_TRY(ClipStreams::open(source, limits));
    return WholeClip(*streams, limits, visitor).run();
}

}  // namespace hibari::media
