#include "engine/process/clip_receiver.h"

#include "base/json.h"
#include "engine/process/request_json.h"
#include "media/mp4_reader.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hibari::engine {
namespace {

constexpr std::size_t kSampleBytes = 2 * sizeof(float);

Error nonsense(const std::string& what) {
    return {.code = ErrorCode::kInternal, .message = "the engine's process said nonsense: " + what};
}

Result<MessageHead> read_head(ByteSource& source) {
    MessageHead head;
    HIBARI_TRY(source.read(writable_bytes_of(head)));
    if (head.magic != kMessageMagic) {
        return fail(nonsense("what should be a message is none"));
    }
    return head;
}

Result<void> check_bytes(const MessageHead& head, std::size_t bytes, const std::string& what) {
    if (head.bytes != bytes) {
        return fail(nonsense(
            what + " of " + std::to_string(head.bytes) + " bytes in place of " +
            std::to_string(bytes)
        ));
    }
    return {};
}

Result<Json> read_json(ByteSource& source, const MessageHead& head, std::size_t bytes_max) {
    if (head.bytes > bytes_max) {
        return fail(nonsense("an answer of " + std::to_string(head.bytes) + " bytes"));
    }
    std::string text(static_cast<std::size_t>(head.bytes), '\0');
    HIBARI_TRY(source.read(std::as_writable_bytes(std::span(text))));
    auto json = parse_json(text, {.size_bytes_max = bytes_max, .depth_max = kJsonDepthMax});
    if (!json) {
        return fail(nonsense(json.error().message));
    }
    return json;
}

/// Reads the message that ends an answer.
Reply read_end(ByteSource& source, const MessageHead& head, const ClipRequest& request) {
    if (head.kind != MessageKind::kDone && head.kind != MessageKind::kError) {
        return {fail(nonsense(
            "a message of kind " + std::to_string(static_cast<std::uint32_t>(head.kind)) +
            ", which cannot come now"
        ))};
    }
    const auto json = read_json(source, head, kAnswerBytesMax);
    if (!json) {
        return {fail(json.error())};
    }
    if (head.kind == MessageKind::kError) {
        return {.answer = fail(error_from_json(*json)), .is_whole = true};
    }
    auto plan = plan_from_json(*json, request);
    if (!plan) {
        return {fail(nonsense(to_string(plan.error())))};
    }
    return {.answer = std::move(*plan), .is_whole = true};
}

/// Follows one clip. The engine's order of calls is checked, the sink's failures are remembered.
class ClipReceiver {
  public:
    ClipReceiver(
        ByteSource& source,
        const ClipRequest& request,
        media::ClipSink& sink,
        Progress& progress,
        const std::function<void()>& give_up
    )
        : source_(source), request_(request), sink_(sink), progress_(progress), give_up_(give_up) {}

    Reply run() {
        Reply reply = follow();
        // Whatever came of it then: this is why.
        if (!sunk_) {
            reply.answer = fail(sunk_.error());
        }
        return reply;
    }

  private:
    Reply follow() {
        while (true) {
            const auto head = read_head(source_);
            if (!head) {
                return {fail(head.error())};
            }
            if (head->kind == MessageKind::kDone || head->kind == MessageKind::kError) {
                return end(*head);
            }
            const auto taken = take(*head);
            if (!taken) {
                return {fail(taken.error())};
            }
        }
    }

    Result<void> take(const MessageHead& head) {
        switch (head.kind) {
            case MessageKind::kBegin:
                return take_begin(head);
            case MessageKind::kKeep:
                return take_keep(head);
            case MessageKind::kFrame:
                return take_frame(head);
            case MessageKind::kSound:
                return take_sound(head);
            case MessageKind::kFinish:
                return take_finish(head);
            case MessageKind::kProgress: {
                const Json json = HIBARI_TRY(read_json(source_, head, kProgressBytesMax));
                progress_.relay(progress_from_json(json));
                return {};
            }
            default:
                return fail(read_end(source_, head, request_).answer.error());
        }
    }

    Result<void> take_begin(const MessageHead& head) {
        const Json json = HIBARI_TRY(read_json(source_, head, kProgressBytesMax));
        if (format_) {
            return fail(nonsense("a clip in a clip"));
        }
        const auto format = format_from_json(json, request_);
        if (!format) {
            return fail(nonsense(to_string(format.error())));
        }
        format_ = *format;
        frame_ = media::Frame(format->size);
        push([&] { return sink_.begin(*format_); });
        return {};
    }

    Result<void> take_keep(const MessageHead& head) {
        HIBARI_TRY(check_bytes(head, 0, "a clip to keep"));
        const bool has_file = request_.source && !request_.source->file.empty();
        if (!is_open() || frames_ > 0 || !has_file) {
            return fail(nonsense("a clip to keep where none can be kept"));
        }
        const std::filesystem::path& file = request_.source->file;
        const media::ClipFormat kept = HIBARI_TRY(media::read_format(file));
        if (kept.size != format_->size || kept.fps != format_->fps || kept.frame_count < 1 ||
            kept.frame_count > format_->frame_count) {
            return fail(nonsense("a clip to keep that does not fit"));
        }
        frames_ = kept.frame_count;
        push([&] { return sink_.keep(file); });
        return {};
    }

    Result<void> take_frame(const MessageHead& head) {
        if (!is_open() || frames_ >= format_->frame_count) {
            return fail(nonsense("a frame where none can be"));
        }
        HIBARI_TRY(check_bytes(head, frame_.pixels().size(), "a frame"));
        HIBARI_TRY(source_.read(std::as_writable_bytes(frame_.pixels())));
        frame_.index = frames_;
        frames_ += 1;
        push([&] { return sink_.push_frame(frame_); });
        return {};
    }

    Result<void> take_sound(const MessageHead& head) {
        const std::uint64_t samples = head.bytes / kSampleBytes;
        if (!is_open() || head.bytes % kSampleBytes != 0 || samples > kSoundSamplesMax) {
            return fail(nonsense("sound where none can be, or too much of it"));
        }
        // A sink drops what goes beyond the clip; an engine may be a little generous.
        samples_ += static_cast<std::int64_t>(samples);
        if (samples_ > format_->audio_sample_count() + media::kSampleRateHz) {
            return fail(nonsense("sound that is longer than the picture"));
        }
        media::AudioBuffer sound(static_cast<std::size_t>(samples));
        HIBARI_TRY(source_.read(std::as_writable_bytes(std::span(sound.left))));
        HIBARI_TRY(source_.read(std::as_writable_bytes(std::span(sound.right))));
        const auto is_finite = [](float value) { return std::isfinite(value); };
        if (!std::ranges::all_of(sound.left, is_finite) ||
            !std::ranges::all_of(sound.right, is_finite)) {
            return fail(nonsense("sound that is not a number"));
        }
        push([&] { return sink_.push_audio(sound); });
        return {};
    }

    Result<void> take_finish(const MessageHead& head) {
        HIBARI_TRY(check_bytes(head, 0, "an end"));
        if (!is_open() || frames_ != format_->frame_count) {
            return fail(nonsense("the end of a clip that has not all of its frames"));
        }
        is_finished_ = true;
        return {};
    }

    Reply end(const MessageHead& head) {
        const Reply reply = read_end(source_, head, request_);
        if (!reply.answer || !sunk_) {
            return reply;
        }
        if (!is_finished_) {
            return {fail(nonsense("that all is done, without a clip"))};
        }
        // Size and rate are those of the request, before and now.
        if (reply.answer->format.frame_count != format_->frame_count) {
            return {fail(nonsense("a clip of another length than it began with"))};
        }
        // Not before: should the engine die on its last steps, there is no clip rather than one
        // that nobody has described.
        sunk_ = sink_.finish();
        return reply;
    }

    bool is_open() const { return format_ && !is_finished_; }

    template <typename Push>
    void push(const Push& push) {
        if (!sunk_) {
            return;
        }
        sunk_ = push();
        if (!sunk_) {
            give_up_();
        }
    }

    ByteSource& source_;
    const ClipRequest& request_;
    media::ClipSink& sink_;
    Progress& progress_;
    const std::function<void()>& give_up_;
    std::optional<media::ClipFormat> format_ = std::nullopt;
    media::Frame frame_ = {};
    std::int64_t frames_ = 0;
    std::int64_t samples_ = 0;
    bool is_finished_ = false;
    Result<void> sunk_ = {};
};

}  // namespace

Result<void> receive_hello(ByteSource& source) {
    const MessageHead head = HIBARI_TRY(read_head(source));
    std::uint32_t version = 0;
    if (head.kind != MessageKind::kHello) {
        return fail(nonsense("it does not begin with a hello"));
    }
    HIBARI_TRY(check_bytes(head, sizeof(version), "a hello"));
    HIBARI_TRY(source.read(writable_bytes_of(version)));
    if (version != kProtocolVersion) {
        return fail({
            .code = ErrorCode::kFailedPrecondition,
            .message = "the engine's program is of another version",
            .hint = "build all programs of Hibari again",
        });
    }
    return {};
}

Reply receive_plan(ByteSource& source, const ClipRequest& request) {
    const auto head = read_head(source);
    if (!head) {
        return {fail(head.error())};
    }
    return read_end(source, *head, request);
}

Reply receive_clip(
    ByteSource& source,
    const ClipRequest& request,
    media::ClipSink& sink,
    Progress& progress,
    const std::function<void()>& give_up
) {
    return ClipReceiver(source, request, sink, progress, give_up).run();
}

}  // namespace hibari::engine
