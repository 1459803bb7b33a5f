#include "net/outgoing.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <utility>

namespace hibari::net {
namespace {

// What a system call said, in our terms.
std::int64_t outcome(ssize_t count) {
    if (count >= 0) {
        return count;
    }
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? 0 : -1;
}

}  // namespace

void Outgoing::begin(std::string head, const ResponseBody* body, std::uint64_t body_bytes) {
    HIBARI_CHECK(is_done());
    HIBARI_CHECK(body != nullptr || body_bytes == 0);
    head_ = std::move(head);
    head_sent_ = 0;
    body_ = body;
    body_left_ = body_bytes;
    body_sent_ = 0;
}

Outgoing::Progress Outgoing::send_to(int socket) {
    std::size_t turn = 0;
    has_moved_ = false;
    while (!is_done()) {
        if (turn >= kTurnBytes) {
            return Progress::kTurnOver;
        }
        const std::int64_t count = send_once(socket);
        if (count <= 0) {
            return count == 0 ? Progress::kBlocked : Progress::kBroken;
        }
        has_moved_ = true;
        turn += static_cast<std::size_t>(count);
        const std::size_t of_head =
            std::min(static_cast<std::size_t>(count), head_.size() - head_sent_);
        head_sent_ += of_head;
        body_sent_ += static_cast<std::size_t>(count) - of_head;
        body_left_ -= static_cast<std::size_t>(count) - of_head;
    }
    return Progress::kDone;
}

std::int64_t Outgoing::send_once(int socket) {
    const FileSlice* slice = body_left_ > 0 ? std::get_if<FileSlice>(body_) : nullptr;
    if (slice != nullptr && head_sent_ == head_.size()) {
        return send_file(socket, *slice);
    }
    return send_text(socket, slice != nullptr);
}

std::int64_t Outgoing::send_text(int socket, bool more_follows) {
    const std::string* text = body_left_ > 0 ? std::get_if<std::string>(body_) : nullptr;
    std::array<iovec, 2> pieces{};
    pieces[0] = {head_.data() + head_sent_, head_.size() - head_sent_};
    if (text != nullptr) {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): sendmsg only reads.
        pieces[1] = {const_cast<char*>(text->data()) + body_sent_, body_left_};
    }
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = pieces.size();
    const int more = more_follows ? MSG_MORE : 0;
    return outcome(sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT | more));
}

std::int64_t Outgoing::send_file(int socket, const FileSlice& slice) const {
    auto offset = static_cast<off_t>(slice.offset + body_sent_);
    const ssize_t count = sendfile(
        socket, slice.file.number(), &offset, std::min<std::uint64_t>(body_left_, kTurnBytes)
    );
    return count == 0 ? -1 : outcome(count);  // 0: the file is shorter than it was said to be.
}

}  // namespace hibari::net
