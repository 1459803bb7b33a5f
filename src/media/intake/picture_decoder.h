#pragma once

// The bytes of a picture file become pixels. Runs in the sandboxed child, and in the fuzzer.

#include "base/result.h"
#include "media/intake/intake.h"

#include <string_view>

namespace hibari::media {

/// Errors are those of decode_picture that tell about the file.
Result<Picture> decode_picture_bytes(std::string_view bytes, const IntakeLimits& limits);

}  // namespace hibari::media
