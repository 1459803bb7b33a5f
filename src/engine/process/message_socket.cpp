#include "engine/process/message_socket.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <string>
#include <sys/socket.h>

namespace hibari::engine {
namespace {

constexpr int kLookEvery_ms = 50;

Error gone() {
    return {.code = ErrorCode::kUnavailable, .message = "the other side has gone"};
}

Error broken(std::string_view action) {
    if (errno == EPIPE || errno == ECONNRESET) {
        return gone();
    }
    return {
        .code = errno == ENOMEM || errno == ENOBUFS || errno == EMFILE
                    ? ErrorCode::kResourceExhausted
                    : ErrorCode::kInternal,
        .message = std::string(action) + ": " + std::strerror(errno),
    };
}

bool shall_try_again() {
    return errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK;
}

/// Room for the descriptors that go with a message.
struct Control {
    alignas(cmsghdr) std::array<char, CMSG_SPACE(kMessageFilesMax * sizeof(int))> bytes{};
};

void attach(msghdr& message, Control& control, std::span<const FileDescriptor> files) {
    const std::size_t size = files.size() * sizeof(int);
    message.msg_control = control.bytes.data();
    message.msg_controllen = CMSG_SPACE(size);
    cmsghdr* head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(size);
    unsigned char* to = CMSG_DATA(head);
    for (const FileDescriptor& file : files) {
        const int number = file.number();
        std::memcpy(to, &number, sizeof(number));
        to += sizeof(number);
    }
}

void detach(msghdr& message, std::vector<FileDescriptor>& files) {
    for (cmsghdr* head = CMSG_FIRSTHDR(&message); head != nullptr;
         head = CMSG_NXTHDR(&message, head)) {
        if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) {
            continue;
        }
        const std::size_t count = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < count; ++i) {
            int number = -1;
            std::memcpy(&number, CMSG_DATA(head) + i * sizeof(number), sizeof(number));
            FileDescriptor file(number);
            // What nobody asked for is closed here.
            if (files.size() < kMessageFilesMax) {
                files.push_back(std::move(file));
            }
        }
    }
}

}  // namespace

Result<std::pair<FileDescriptor, FileDescriptor>> connected_sockets() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return fail(broken("cannot make a socket"));
    }
    return std::pair(FileDescriptor(ends[0]), FileDescriptor(ends[1]));
}

Result<void> MessageSocket::wait(short events, const Patience& patience) const {
    pollfd wanted{.fd = socket_.number(), .events = events, .revents = 0};
    if (::poll(&wanted, 1, patience ? kLookEvery_ms : -1) < 0 && errno != EINTR) {
        return fail(broken("cannot wait for a socket"));
    }
    return {};
}

Result<void> MessageSocket::read(std::span<std::byte> bytes, const Patience& patience) {
    while (!bytes.empty()) {
        if (patience) {
            HIBARI_TRY(patience());
        }
        Control control;
        iovec part{.iov_base = bytes.data(), .iov_len = bytes.size()};
        msghdr message{};
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        message.msg_control = control.bytes.data();
        message.msg_controllen = control.bytes.size();
        const ssize_t count =
            ::recvmsg(socket_.number(), &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
        if (count > 0) {
            detach(message, files_);
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        } else if (count == 0) {
            return fail(gone());
        } else if (shall_try_again()) {
            HIBARI_TRY(wait(POLLIN, patience));
        } else {
            return fail(broken("cannot read from a socket"));
        }
    }
    return {};
}

Result<void> MessageSocket::write(
    std::span<const std::byte> bytes,
    const Patience& patience,
    std::span<const FileDescriptor> files
) {
    HIBARI_CHECK(files.size() <= kMessageFilesMax, files.size());
    while (!bytes.empty()) {
        if (patience) {
            HIBARI_TRY(patience());
        }
        Control control;
        // sendmsg does not write to it.
        iovec part{.iov_base = const_cast<std::byte*>(bytes.data()), .iov_len = bytes.size()};
        msghdr message{};
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        if (!files.empty()) {
            attach(message, control, files);
        }
        const ssize_t count = ::sendmsg(socket_.number(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count >= 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(count));
            files = {};
        } else if (shall_try_again()) {
            HIBARI_TRY(wait(POLLOUT, patience));
        } else {
            return fail(broken("cannot write to a socket"));
        }
    }
    return {};
}

Result<void> MessageSocket::send(
    MessageKind kind,
    std::span<const std::byte> bytes,
    const Patience& patience,
    std::span<const FileDescriptor> files
) {
    const MessageHead head{.kind = kind, .bytes = bytes.size()};
    HIBARI_TRY(write(bytes_of(head), patience, files));
    return write(bytes, patience, {});
}

bool MessageSocket::try_send(MessageKind kind) {
    const MessageHead head{.kind = kind};
    // A stream socket that has room at all has room for a head.
    return ::send(socket_.number(), &head, sizeof(head), MSG_DONTWAIT | MSG_NOSIGNAL) ==
           static_cast<ssize_t>(sizeof(head));
}

bool MessageSocket::is_quiet() const {
    pollfd wanted{.fd = socket_.number(), .events = POLLIN, .revents = 0};
    return ::poll(&wanted, 1, 0) == 0;
}

}  // namespace hibari::engine
