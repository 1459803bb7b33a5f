#include "media/intake/decoder_child.h"

#include "media/intake/byte_source.h"
#include "media/intake/child_side.h"
#include "media/intake/clip_converter.h"
#include "media/intake/clip_decoder.h"
#include "media/intake/messages.h"
#include "media/intake/picture_decoder.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <type_traits>

namespace hibari::media {
namespace {

constexpr std::string_view kChildCommand = "--decode-child";

// Calls `visit` on every number of a call, in one order for writing and reading.
template <typename Call, typename Visit>
void for_each_number(Call& call, const Visit& visit) {
    visit(call.task);
    visit(call.limits.bytes_max);
    visit(call.limits.side_max);
    visit(call.limits.pixels_max);
    visit(call.limits.seconds_max);
    visit(call.limits.memory_bytes_max);
    visit(call.limits.time_max);
    visit(call.format.size.width);
    visit(call.format.size.height);
    visit(call.format.fps);
    visit(call.format.frame_count);
}

/// Numbers as text: what is no number itself is written as the one it stands on.
struct Writer {
    std::vector<std::string>& words;

    void operator()(DecoderTask task) const { (*this)(static_cast<int>(task)); }

    void operator()(std::chrono::seconds time) const { (*this)(time.count()); }

    template <typename Number>
    void operator()(Number number) const {
        std::array<char, 64> text{};
        const auto end = std::to_chars(text.data(), text.data() + text.size(), number);
        words.emplace_back(text.data(), end.ptr);
    }
};

struct Reader {
    std::span<const char* const>& words;
    bool& good;

    void operator()(DecoderTask& task) const {
        int number = 0;
        (*this)(number);
        task = static_cast<DecoderTask>(number);
    }

    void operator()(std::chrono::seconds& time) const {
        std::chrono::seconds::rep count = 0;
        (*this)(count);
        time = std::chrono::seconds(count);
    }

    template <typename Number>
    void operator()(Number& number) const {
        const std::string_view word = words.empty() ? "" : words.front();
        const auto end = std::from_chars(word.data(), word.data() + word.size(), number);
        good =
            good && !words.empty() && end.ec == std::errc() && end.ptr == word.data() + word.size();
        words = words.subspan(words.empty() ? 0 : 1);
    }
};

Result<void> decode_picture_upload(const IntakeLimits& limits, ByteSource& source) {
    std::string bytes(source.size(), '\0');
    for (std::size_t filled = 0; filled < bytes.size();) {
        auto* to = reinterpret_cast<std::uint8_t*>(bytes.data()) + filled;
        const std::size_t count = source.read(filled, std::span(to, bytes.size() - filled));
        if (count == 0) {
            return fail(ErrorCode::kInternal, "the upload cannot be read");
        }
        filled += count;
    }
    const Picture picture = HIBARI_TRY(decode_picture_bytes(bytes, limits));
    const PictureHead head{.width = picture.size.width, .height = picture.size.height};
    const auto pixels = std::as_bytes(picture.frame.pixels());
    send(MessageKind::kPicture, {bytes_of(head), pixels});
    return {};
}

/// Sends what a clip is made of to the parent.
class PiecesToParent final : public ClipPieces {
  public:
    Result<void> frame(const Frame& frame) override {
        send(MessageKind::kFrame, {std::as_bytes(frame.pixels())});
        return {};
    }

    Result<void> sound(const AudioBuffer& piece) override {
        const auto left = std::as_bytes(std::span(piece.left));
        const auto right = std::as_bytes(std::span(piece.right));
        send(MessageKind::kSound, {left, right});
        return {};
    }
};

void send_facts(const ClipFacts& facts) {
    const FactsHead head{
        .width = facts.size.width,
        .height = facts.size.height,
        .fps = facts.fps,
        .seconds = facts.seconds,
        .frame_count = facts.frame_count,
        .audio_rate_hz = facts.audio_rate_hz,
    };
    send(MessageKind::kFacts, {bytes_of(head)});
}

Result<void> inspect_upload(const IntakeLimits& limits, ByteSource& source) {
    send_facts(HIBARI_TRY(decode_whole_clip(source, limits, nullptr)));
    return {};
}

Result<void> convert_upload(const DecoderCall& call, ByteSource& source) {
    PiecesToParent pieces;
    ClipConverter converter(call.format, pieces);
    const ClipFacts facts = HIBARI_TRY(decode_whole_clip(source, call.limits, &converter));
    HIBARI_TRY(converter.finish());
    send_facts(facts);
    return {};
}

Result<void> run(const DecoderCall& call, ByteSource& source) {
    switch (call.task) {
        case DecoderTask::kPicture:
            return decode_picture_upload(call.limits, source);
        case DecoderTask::kInspect:
            return inspect_upload(call.limits, source);
        case DecoderTask::kConvert:
            return convert_upload(call, source);
    }
    return fail(ErrorCode::kInternal, "there is no such task");
}

}  // namespace

std::vector<std::string> to_arguments(const DecoderCall& call) {
    std::vector<std::string> words = {std::string(kChildCommand)};
    for_each_number(call, Writer{words});
    return words;
}

std::optional<DecoderCall> from_arguments(std::span<const char* const> arguments) {
    if (arguments.empty() || arguments.front() != kChildCommand) {
        return std::nullopt;
    }
    DecoderCall call;
    bool good = true;
    arguments = arguments.subspan(1);
    for_each_number(call, Reader{arguments, good});
    return good && arguments.empty() ? std::optional(call) : std::nullopt;
}

void run_decoder_child(int argc, char** argv) {
    const std::span<const char* const> all(argv, static_cast<std::size_t>(std::max(argc, 0)));
    const auto call = from_arguments(all.subspan(all.empty() ? 0 : 1));
    if (!call) {
        return;
    }
    run_child(call->limits, [&](ByteSource& upload) { return run(*call, upload); });
}

}  // namespace hibari::media
