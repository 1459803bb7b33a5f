#include "trust/keeper/keeper_socket.h"

#include "base/files.h"
#include "base/socket_address.h"
#include "trust/keeper/keeper_messages.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <span>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

namespace hibari::trust {
namespace {

namespace fs = std::filesystem;

constexpr int kBacklog = 64;

// The kernel doubles it, and counts its own overhead against it.
constexpr int kSendBytes = static_cast<int>(kPacketBytesMax);

FileDescriptor make_socket() {
    FileDescriptor socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
    ::setsockopt(socket.number(), SOL_SOCKET, SO_SNDBUF, &kSendBytes, sizeof(kSendBytes));
    return socket;
}

bool is_same_user(int socket) {
    ucred who{};
    socklen_t size = sizeof(who);
    return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0 &&
           (who.uid == ::geteuid() || who.uid == 0);
}

Error gone() {
    return {
        .code = ErrorCode::kUnavailable,
        .message = std::string("the keeper of the keys does not answer: ") + std::strerror(errno)
    };
}

Result<ssize_t> receive(int socket, std::span<char> bytes, int flags) {
    while (true) {
        const ssize_t count = ::recv(socket, bytes.data(), bytes.size(), flags);
        if (count >= 0) {
            return count;
        }
        if (errno != EINTR) {
            return fail(gone());
        }
    }
}

}  // namespace

Result<FileDescriptor> listen_for_packets(const fs::path& path) {
    const SocketAddress address = HIBARI_TRY(socket_address_of(path));
    FileDescriptor socket = make_socket();
    if (!socket || ::fchmod(socket.number(), 0600) != 0 ||
        (::unlink(path.c_str()) != 0 && errno != ENOENT) ||
        ::bind(socket.number(), address.plain(), sizeof(address.value)) != 0 ||
        ::chmod(path.c_str(), 0600) != 0 || ::listen(socket.number(), kBacklog) != 0) {
        return fail(file_error("cannot listen at", path, errno));
    }
    return socket;
}

void limit_wait(const FileDescriptor& socket, std::chrono::milliseconds wait_max) {
    // Zero would be no limit.
    const auto wait = std::max(wait_max, std::chrono::milliseconds(1));
    const auto whole = std::chrono::floor<std::chrono::seconds>(wait);
    const timeval value{
        .tv_sec = whole.count(),
        .tv_usec = std::chrono::microseconds(wait - whole).count(),
    };
    ::setsockopt(socket.number(), SOL_SOCKET, SO_RCVTIMEO, &value, sizeof(value));
    ::setsockopt(socket.number(), SOL_SOCKET, SO_SNDTIMEO, &value, sizeof(value));
}

Result<FileDescriptor> connect_for_packets(
    const fs::path& path, std::chrono::milliseconds wait_max
) {
    const SocketAddress address = HIBARI_TRY(socket_address_of(path));
    FileDescriptor socket = make_socket();
    limit_wait(socket, wait_max);
    if (!socket || ::connect(socket.number(), address.plain(), sizeof(address.value)) != 0) {
        return fail(gone());
    }
    // A name that another user took first is not answered with anything that matters.
    if (!is_same_user(socket.number())) {
        return fail(ErrorCode::kPermissionDenied, path.string() + " belongs to another user");
    }
    return socket;
}

std::optional<FileDescriptor> accept_same_user(int listener) {
    FileDescriptor socket(::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!socket || !is_same_user(socket.number())) {
        return std::nullopt;
    }
    return socket;
}

Result<std::string> receive_packet(int socket) {
    // How long it is, then all of it: most are short.
    const ssize_t size = HIBARI_TRY(receive(socket, {}, MSG_PEEK | MSG_TRUNC));
    if (static_cast<std::size_t>(size) > kPacketBytesMax) {
        return fail(ErrorCode::kInvalidArgument, "a packet is too long");
    }
    std::string bytes(static_cast<std::size_t>(size), '\0');
    if (!bytes.empty()) {
        HIBARI_TRY(receive(socket, bytes, 0));
    }
    return bytes;
}

Result<void> send_packet(int socket, std::string_view packet) {
    while (true) {
        const ssize_t count = ::send(socket, packet.data(), packet.size(), MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return fail(gone());
        }
        return {};
    }
}

}  // namespace hibari::trust
