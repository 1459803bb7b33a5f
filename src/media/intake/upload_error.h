#pragma once

// What can be wrong with an upload, said once. Errors are made in the child, where the file is
// read, and cross to the parent as an Answer.

#include "base/result.h"
#include "media/intake/intake.h"

#include <array>
#include <cstdint>
#include <string>

namespace hibari::media {

/// kInvalidArgument with a reason for programs and what to do about it.
Error upload_error(std::string reason, std::string message, std::string hint = {});

Error broken_file(std::string detail);
Error too_long(double seconds, double seconds_max);
Error took_too_long();
Error too_much_memory();
Error not_decodable();
Error no_sandbox(std::string detail);

/// Errors: too_large, too_small.
Result<void> check_upload_size(FrameSize size, const IntakeLimits& limits);

/// An Error as bytes of fixed size: texts end with a zero and are cut where they are too long.
struct PlainError {
    std::uint32_t code = 0;
    std::array<char, 40> reason{};
    std::array<char, 240> message{};
    std::array<char, 160> hint{};
};

PlainError to_plain(const Error& error);

/// The Error again. The child may be in somebody else's hands by now: unprintable characters become
/// '?', and only the codes that uploads may have pass.
Error from_plain(const PlainError& plain);

}  // namespace hibari::media
