#pragma once

// Packets over a socket with a name in the file system, between processes of one user. For this
// library's sources only.

#include "base/descriptor.h"
#include "base/result.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace hibari::trust {

/// Listens at `path`, replacing a name that was left over; only this user may connect.
Result<FileDescriptor> listen_for_packets(const std::filesystem::path& path);

/// Connects to whoever listens; this call and each on the socket wait that long at most.
/// kUnavailable when nobody does.
Result<FileDescriptor> connect_for_packets(
    const std::filesystem::path& path, std::chrono::milliseconds wait_max = std::chrono::seconds(5)
);

/// Changes how long each call on the socket waits.
void limit_wait(const FileDescriptor& socket, std::chrono::milliseconds wait_max);

/// The next connection, when it is of this user or of root; else nothing.
std::optional<FileDescriptor> accept_same_user(int listener);

/// One packet. An empty one means that the other side has gone. kUnavailable when that went wrong.
Result<std::string> receive_packet(int socket);
Result<void> send_packet(int socket, std::string_view packet);

}  // namespace hibari::trust
