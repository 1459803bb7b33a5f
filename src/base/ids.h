#pragma once

// Names for rows and secrets that nobody can guess. The prefix says what a thing is ("video_",
// "key_"), so that an id in a log or a URL explains itself and cannot be taken for another kind.

#include <cstddef>
#include <string>
#include <string_view>

namespace hibari {

/// `size` bytes from the kernel's generator of secrets.
std::string random_bytes(std::size_t size);

/// `prefix` and 48 lower-case hexadecimal digits (192 random bits), the shape of ids in OpenAI's
/// Videos API: "video_68d7512d07848190b3e45da0ecbebcde004da08e1e0678d5".
std::string make_id(std::string_view prefix);

/// Whether `id` is `prefix` and 48 lower-case hexadecimal digits.
bool is_id(std::string_view id, std::string_view prefix);

/// Lower-case hexadecimal digits, two per byte.
std::string to_hex(std::string_view bytes);

}  // namespace hibari
