#pragma once

// One end of the socket between a program and an engine in a process of its own. Calls wait until
// all bytes have moved, and look up now and then whether the waiting still makes sense, so that
// nothing the other side does or leaves undone can hold this one.

#include "base/descriptor.h"
#include "base/result.h"
#include "engine/process/messages.h"

#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace hibari::engine {

/// Asked before waiting and every 50 ms of it; an error ends the call with that error. Empty: wait
/// for ever.
using Patience = std::function<Result<void>()>;

/// Two connected ends.
Result<std::pair<FileDescriptor, FileDescriptor>> connected_sockets();

/// Reading and writing may be done by two threads.
class MessageSocket {
  public:
    explicit MessageSocket(FileDescriptor socket) : socket_(std::move(socket)) {}

    /// Fills `bytes`. Fails with kUnavailable when the other side has gone.
    Result<void> read(std::span<std::byte> bytes, const Patience& patience = {});

    /// Sends a head and the bytes that belong to it, and hands over copies of `files`.
    Result<void> send(
        MessageKind kind,
        std::span<const std::byte> bytes,
        const Patience& patience = {},
        std::span<const FileDescriptor> files = {}
    );

    /// Sends a head alone without waiting; false when it cannot be sent now.
    bool try_send(MessageKind kind);

    /// Whether the other side is there and has said nothing that was not read.
    bool is_quiet() const;

    /// The files that came with what was read since the last call; never more than
    /// kMessageFilesMax.
    std::vector<FileDescriptor> take_files() { return std::exchange(files_, {}); }

  private:
    Result<void> wait(short events, const Patience& patience) const;
    Result<void> write(
        std::span<const std::byte> bytes,
        const Patience& patience,
        std::span<const FileDescriptor> files
    );

    FileDescriptor socket_;
    std::vector<FileDescriptor> files_ = {};
};

}  // namespace hibari::engine
