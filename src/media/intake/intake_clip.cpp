#include "media/intake/clip_converter.h"
#include "media/intake/decoder_child.h"
#include "media/intake/decoder_talk.h"
#include "media/intake/intake.h"
#include "media/intake/messages.h"
#include "media/mp4_writer.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace hibari::media {
namespace {

constexpr double kFrameRateMax = 1'000.0;
constexpr std::int64_t kFramesMax = 1'000'000;
constexpr std::int64_t kAudioRateMax_hz = 768'000;
// Sound is handed on in pieces of some length, because the encoder listens to two seconds before
// each; the end is never far behind the picture.
constexpr std::size_t kSoundPiece = std::size_t{4} * kSampleRateHz;

bool is_within(double value, double max) {
    return std::isfinite(value) && value >= 0.0 && value <= max;
}

// What the child told, held against what it may tell.
Result<ClipFacts> read_facts(
    DecoderTalk& talk, const MessageHead& head, const IntakeLimits& limits
) {
    FactsHead told;
    if (head.kind != MessageKind::kFacts || head.bytes != sizeof(told)) {
        return fail(not_decodable());
    }
    HIBARI_TRY(talk.read(writable_bytes_of(told)));
    const FrameSize size{told.width, told.height};
    const bool good = check_upload_size(size, limits).has_value() &&
                      is_within(told.fps, kFrameRateMax) &&
                      is_within(told.seconds, limits.seconds_max + 2.0) && told.frame_count > 0 &&
                      told.frame_count <= kFramesMax && told.audio_rate_hz >= 0 &&
                      told.audio_rate_hz <= kAudioRateMax_hz;
    if (!good) {
        return fail(not_decodable());
    }
    return ClipFacts{
        .size = size,
        .fps = told.fps,
        .frame_count = told.frame_count,
        .seconds = told.seconds,
        .has_audio = told.audio_rate_hz > 0,
        .audio_rate_hz = static_cast<int>(told.audio_rate_hz),
    };
}

// What clips have about as many frames as; 25 is shown as 24 with one left out each second.
int nearest_rate(double fps) {
    constexpr double kFilmMin = 22.0;
    constexpr double kFilmMax = 27.0;
    return fps >= kFilmMin && fps < kFilmMax ? 24 : 30;
}

/// Feeds what the child sends into a clip.
class Encoding {
  public:
    Encoding(DecoderTalk& talk, ClipSink& sink, const ClipFormat& format)
        : talk_(talk), sink_(sink), format_(format), frame_(format.size) {}

    Result<void> take_frame(const MessageHead& head) {
        if (head.bytes != frame_.pixels().size() || frames_ == format_.frame_count) {
            return fail(not_decodable());
        }
        HIBARI_TRY(talk_.read(std::as_writable_bytes(frame_.pixels())));
        frame_.index = frames_;
        frames_ += 1;
        return sink_.push_frame(frame_);
    }

    Result<void> take_sound(const MessageHead& head) {
        constexpr std::size_t kPairBytes = 2 * sizeof(float);
        const std::size_t before = sound_.size();
        const std::size_t count = head.bytes / kPairBytes;
        const auto rest = static_cast<std::uint64_t>(format_.audio_sample_count() - samples_);
        if (head.bytes % kPairBytes != 0 || count > rest) {
            return fail(not_decodable());
        }
        for (auto* plane : {&sound_.left, &sound_.right}) {
            plane->resize(before + count);
            const auto fresh = std::span(*plane).subspan(before);
            HIBARI_TRY(talk_.read(std::as_writable_bytes(fresh)));
            for (float& sample : fresh) {
                sample = std::isfinite(sample) ? std::clamp(sample, -1.0F, 1.0F) : 0.0F;
            }
        }
        samples_ += static_cast<std::int64_t>(count);
        return sound_.size() >= kSoundPiece ? push_sound() : Result<void>();
    }

    Result<void> finish() {
        if (frames_ != format_.frame_count) {
            return fail(not_decodable());
        }
        HIBARI_TRY(push_sound());
        return sink_.finish();
    }

  private:
    Result<void> push_sound() {
        const AudioBuffer piece = std::exchange(sound_, {});
        return piece.empty() ? Result<void>() : sink_.push_audio(piece);
    }

    DecoderTalk& talk_;
    ClipSink& sink_;
    ClipFormat format_;
    Frame frame_;
    std::int64_t frames_ = 0;
    std::int64_t samples_ = 0;
    AudioBuffer sound_;
};

}  // namespace

Result<ClipFacts> inspect_clip(
    const FileDescriptor& upload, const IntakeLimits& limits, std::stop_token stop
) {
    DecoderTalk talk = HIBARI_TRY(DecoderTalk::start(
        upload, {.task = DecoderTask::kInspect, .limits = limits}, std::move(stop)
    ));
    const MessageHead head = HIBARI_TRY(talk.read_head());
    return read_facts(talk, head, limits);
}

Result<ClipFacts> decode_clip_upload(
    const FileDescriptor& upload,
    ClipSink& sink,
    const DecodeClipOptions& options,
    const IntakeLimits& limits,
    std::stop_token stop
) {
    // Twice through the file: a clip of ours begins with how long it will be, and a broken upload
    // is refused before the long work.
    const ClipFacts facts = HIBARI_TRY(inspect_clip(upload, limits, stop));
    const FrameSize size = fitted_size(facts.size, options.side_max & ~1);
    const ClipFormat format = clip_format(size, nearest_rate(facts.fps), facts.seconds);
    DecoderTalk talk = HIBARI_TRY(DecoderTalk::start(
        upload, {.task = DecoderTask::kConvert, .limits = limits, .format = format}, std::move(stop)
    ));
    HIBARI_TRY(sink.begin(format));
    Encoding encoding(talk, sink, format);
    while (true) {
        const MessageHead head = HIBARI_TRY(talk.read_head());
        if (head.kind == MessageKind::kFrame) {
            HIBARI_TRY(encoding.take_frame(head));
        } else if (head.kind == MessageKind::kSound) {
            HIBARI_TRY(encoding.take_sound(head));
        } else {
            HIBARI_TRY(read_facts(talk, head, limits));
            break;
        }
    }
    HIBARI_TRY(encoding.finish());
    return facts;
}

Result<ClipFacts> normalise_clip(
    const FileDescriptor& upload,
    const std::filesystem::path& output,
    const IntakeLimits& limits,
    std::stop_token stop
) {
    // The output is claimed when the first frame is there, not for what turns out to be no clip.
    class Output final : public ClipSink {
      public:
        explicit Output(const std::filesystem::path& path) : path_(path) {}

        Result<void> begin(const ClipFormat& format) override {
            writer_ = HIBARI_TRY(Mp4Writer::create(path_));
            return writer_->begin(format);
        }

        Result<void> push_frame(const Frame& frame) override { return writer_->push_frame(frame); }

        Result<void> push_audio(const AudioBuffer& audio) override {
            return writer_->push_audio(audio);
        }

        Result<void> finish() override { return writer_->finish(); }

      private:
        const std::filesystem::path& path_;
        std::unique_ptr<Mp4Writer> writer_;
    };

    Output sink(output);
    return decode_clip_upload(upload, sink, {}, limits, std::move(stop));
}

}  // namespace hibari::media
