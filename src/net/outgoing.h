#pragma once

// What is on its way out on one connection: a head, and a body of text or of a file. It sends as
// much as the socket takes without blocking and remembers where it was.

#include "net/http.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace hibari::net {

class Outgoing {
  public:
    enum class Progress {
        /// Everything went out.
        kDone,
        /// Enough for one turn: others should get theirs.
        kTurnOver,
        /// The socket takes no more now.
        kBlocked,
        /// The client is gone, or the file ends too early: the connection cannot go on.
        kBroken,
    };

    /// Of a file, before other connections get their turn.
    static constexpr std::size_t kTurnBytes = 4U << 20U;

    /// Begins with `head` and then `body_bytes` of `body`, which must outlive the sending and is
    /// not looked at when there are none.
    void begin(std::string head, const ResponseBody* body, std::uint64_t body_bytes);

    /// Sends on. The socket must not block, and the thread must not be ended by SIGPIPE.
    Progress send_to(int socket);

    /// Nothing is left to send.
    bool is_done() const { return head_sent_ == head_.size() && body_left_ == 0; }

    /// Bytes of the body that went out since begin.
    std::uint64_t body_sent() const { return body_sent_; }

    /// Whether anything went out in the last send_to.
    bool has_moved() const { return has_moved_; }

    /// Frees its memory.
    void clear() { *this = {}; }

  private:
    // Bytes that went out; 0 when it would block, -1 when it is broken.
    std::int64_t send_once(int socket);
    std::int64_t send_text(int socket, bool more_follows);
    std::int64_t send_file(int socket, const FileSlice& slice) const;

    std::string head_;
    std::size_t head_sent_ = 0;
    const ResponseBody* body_ = nullptr;
    std::uint64_t body_left_ = 0;
    std::uint64_t body_sent_ = 0;
    bool has_moved_ = false;
};

}  // namespace hibari::net
