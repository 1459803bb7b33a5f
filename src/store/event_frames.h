#pragma once

// What members and hub of local events say to each other: frames over a Unix-domain socket. A frame
// is its length (4 bytes, of what follows), its kind (1 byte), the length of its subject (2 bytes),
// the subject, and the payload to the end; numbers are little-endian.

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hibari::store::detail {

/// One frame.
struct Frame {
    enum class Kind : std::uint8_t {
        /// Subject and payload of an event, either way.
        kEvent = 1,
        /// The subject is a pattern; members to hub.
        kSubscribe = 2,
        kUnsubscribe = 3,
        /// To be answered with kPong and the same payload, when all before it is done.
        kPing = 4,
        kPong = 5,
        /// Hub to member: the payload is how many events were lost here, in decimal.
        kLost = 6,
    };

    Kind kind = Kind::kEvent;
    std::string subject;
    std::string payload;
};

/// The bytes of a frame.
std::string to_bytes(Frame::Kind kind, std::string_view subject, std::string_view payload);

/// Cuts a stream of bytes into frames.
class FrameReader {
  public:
    /// Adds what came in.
    void add(std::string_view bytes) { waiting_.append(bytes); }

    /// The next whole frame, if there is one. kDataLoss when the bytes cannot be frames: an unknown
    /// kind, a wrong length, or one above the limits of events.h.
    Result<std::optional<Frame>> next();

  private:
    std::string waiting_;
    /// Bytes of waiting_ that are used up.
    std::size_t done_ = 0;
};

}  // namespace hibari::store::detail
