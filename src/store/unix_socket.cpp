#include "store/unix_socket.h"

#include "base/files.h"
#include "base/socket_address.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace hibari::store::detail {
namespace {

namespace fs = std::filesystem;

constexpr int kBacklog = 128;

FileDescriptor make_socket() {
    return FileDescriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
}

}  // namespace

Result<FileDescriptor> listen_at(const fs::path& path) {
    const SocketAddress address = HIBARI_TRY(socket_address_of(path));
    FileDescriptor socket = make_socket();
    // The mode the name will get.
    if (!socket || fchmod(socket.number(), 0600) != 0 ||
        (unlink(path.c_str()) != 0 && errno != ENOENT) ||
        bind(socket.number(), address.plain(), sizeof(address.value)) != 0 ||
        listen(socket.number(), kBacklog) != 0) {
        return fail(file_error("cannot listen at", path, errno));
    }
    return socket;
}

Result<FileDescriptor> connect_to(const fs::path& path) {
    const SocketAddress address = HIBARI_TRY(socket_address_of(path));
    FileDescriptor socket = make_socket();
    if (!socket || connect(socket.number(), address.plain(), sizeof(address.value)) != 0) {
        return fail(
            ErrorCode::kUnavailable,
            "nobody listens at '" + path.string() + "': " + std::strerror(errno)
        );
    }
    return socket;
}

std::optional<FileDescriptor> accept_from(const FileDescriptor& listener) {
    FileDescriptor socket(accept4(listener.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK)
    );
    ucred who{};
    socklen_t size = sizeof(who);
    if (!socket || getsockopt(socket.number(), SOL_SOCKET, SO_PEERCRED, &who, &size) != 0 ||
        (who.uid != geteuid() && who.uid != 0)) {
        return std::nullopt;
    }
    return socket;
}

Result<std::optional<FileDescriptor>> try_lock(const fs::path& path) {
    FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!file) {
        return fail(file_error("cannot open", path, errno));
    }
    if (flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
        return std::optional<FileDescriptor>();
    }
    return std::optional(std::move(file));
}

}  // namespace hibari::store::detail
