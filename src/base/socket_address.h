#pragma once

// The address of a socket with a name in the file system. An address holds 107 bytes, and folders
// may be deeper than that: so the folder is opened, and the address goes through its descriptor.

#include "base/descriptor.h"
#include "base/result.h"

#include <filesystem>
#include <sys/socket.h>
#include <sys/un.h>

namespace hibari {

/// Good for as long as it lives.
struct SocketAddress {
    FileDescriptor folder;
    sockaddr_un value{};

    const sockaddr* plain() const { return reinterpret_cast<const sockaddr*>(&value); }
};

/// Fails with what keeps the folder from being opened, and with kInvalidArgument when the last part
/// of the name alone is too long.
Result<SocketAddress> socket_address_of(const std::filesystem::path& path);

}  // namespace hibari
