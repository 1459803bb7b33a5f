#pragma once

// The parent's side of a decoder: starts it, reads its messages, and turns every way in which that
// can end into the Error that the uploader shall see.

#include "media/intake/child_process.h"
#include "media/intake/decoder_child.h"
#include "media/intake/messages.h"

#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace hibari::media {

class DecoderTalk {
  public:
    /// Checks what can be known of a file without reading it, then starts the child.
    static Result<DecoderTalk> start(
        const FileDescriptor& upload, const DecoderCall& call, std::stop_token stop
    );

    /// The same of another kind of child of this program, which knows itself by `arguments` and
    /// calls run_child().
    static Result<DecoderTalk> start(
        const FileDescriptor& upload,
        std::vector<std::string> arguments,
        const IntakeLimits& limits,
        std::stop_token stop
    );

    /// The next message; the Error that the child reports, where it is one. Its kind may be any
    /// number.
    Result<MessageHead> read_head();

    /// The next bytes of a message.
    Result<void> read(std::span<std::byte> bytes);

  private:
    explicit DecoderTalk(ChildProcess child) : child_(std::move(child)) {}

    Error explain(const Error& error);

    ChildProcess child_;
};

}  // namespace hibari::media
