#pragma once

// The child's side of the talk with its parent (decoder_talk.h): what a program does that was
// started again to look at one upload, locked up in the sandbox.

#include "base/result.h"
#include "media/intake/byte_source.h"
#include "media/intake/intake.h"
#include "media/intake/messages.h"

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <span>

namespace hibari::media {

/// Sends a message of these parts to the parent. Ends the process when nobody listens any more.
void send(MessageKind kind, std::initializer_list<std::span<const std::byte>> parts);

/// What a child does with the upload, once the process is locked up.
using ChildTask = std::function<Result<void>(ByteSource& upload)>;

/// Locks this process up, does the task and ends the process; when the task fails, or there is no
/// sandbox, its error goes to the parent.
[[noreturn]] void run_child(const IntakeLimits& limits, const ChildTask& task);

}  // namespace hibari::media
