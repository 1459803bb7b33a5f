#pragma once

// Stream sockets with a name in the file system, between processes of one user.

#include "base/descriptor.h"
#include "base/result.h"

#include <filesystem>
#include <optional>

namespace hibari::store::detail {

/// Listens at `path`, replacing a left-over name; only this user may connect. The caller makes sure
/// that nobody else listens there.
Result<FileDescriptor> listen_at(const std::filesystem::path& path);

/// Connects to whoever listens at `path`; kUnavailable when nobody does.
Result<FileDescriptor> connect_to(const std::filesystem::path& path);

/// The next connection of this user or root; nothing when none waits.
std::optional<FileDescriptor> accept_from(const FileDescriptor& listener);

/// Takes the lock file at `path`; nothing when another process has it. Held until it is closed.
Result<std::optional<FileDescriptor>> try_lock(const std::filesystem::path& path);

}  // namespace hibari::store::detail
