#include "store/event_frames.h"

#include "base/check.h"
#include "store/events.h"

namespace hibari::store::detail {
namespace {

constexpr std::size_t kLengthBytes = 4;
constexpr std::size_t kHeadBytes = 3;  // Kind and length of the subject.
constexpr std::size_t kFrameBytesMax = kHeadBytes + kSubjectBytesMax + kPayloadBytesMax;

void append_number(std::string& bytes, std::size_t number, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        bytes += static_cast<char>(number >> (8 * i) & 0xffU);
    }
}

std::size_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
    std::size_t number = 0;
    for (std::size_t i = 0; i < size; ++i) {
        number |= std::size_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
    }
    return number;
}

}  // namespace

std::string to_bytes(Frame::Kind kind, std::string_view subject, std::string_view payload) {
    HIBARI_CHECK(subject.size() <= kSubjectBytesMax, subject.size());
    HIBARI_CHECK(payload.size() <= kPayloadBytesMax, payload.size());
    std::string bytes;
    bytes.reserve(kLengthBytes + kHeadBytes + subject.size() + payload.size());
    append_number(bytes, kHeadBytes + subject.size() + payload.size(), kLengthBytes);
    bytes += static_cast<char>(kind);
    append_number(bytes, subject.size(), 2);
    bytes += subject;
    bytes += payload;
    return bytes;
}

Result<std::optional<Frame>> FrameReader::next() {
    const std::string_view bytes = std::string_view(waiting_).substr(done_);
    if (bytes.size() < kLengthBytes) {
        waiting_.erase(0, std::exchange(done_, 0));
        return std::optional<Frame>();
    }
    const std::size_t size = number_at(bytes, 0, kLengthBytes);
    if (size < kHeadBytes || size > kFrameBytesMax) {
        return fail(ErrorCode::kDataLoss, "an event frame has a wrong length");
    }
    if (bytes.size() < kLengthBytes + size) {
        waiting_.erase(0, std::exchange(done_, 0));
        return std::optional<Frame>();
    }
    const std::string_view body = bytes.substr(kLengthBytes, size);
    const auto kind = static_cast<std::uint8_t>(body[0]);
    const std::size_t subject_size = number_at(body, 1, 2);
    if (kind < static_cast<std::uint8_t>(Frame::Kind::kEvent) ||
        kind > static_cast<std::uint8_t>(Frame::Kind::kLost) || subject_size > size - kHeadBytes ||
        subject_size > kSubjectBytesMax || size - kHeadBytes - subject_size > kPayloadBytesMax) {
        return fail(ErrorCode::kDataLoss, "an event frame makes no sense");
    }
    Frame frame{
        .kind = static_cast<Frame::Kind>(kind),
        .subject = std::string(body.substr(kHeadBytes, subject_size)),
        .payload = std::string(body.substr(kHeadBytes + subject_size))
    };
    done_ += kLengthBytes + size;
    return std::optional(std::move(frame));
}

}  // namespace hibari::store::detail
