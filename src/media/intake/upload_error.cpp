#include "media/intake/upload_error.h"

#include <algorithm>
#include <span>
#include <utility>

namespace hibari::media {
namespace {

void put(std::span<char> target, const std::string& text) {
    const std::size_t count = std::min(text.size(), target.size() - 1);
    std::copy_n(text.data(), count, target.data());
}

std::string take(std::span<const char> source) {
    std::string text(source.begin(), std::ranges::find(source, '\0'));
    std::ranges::replace_if(text, [](char c) { return c < ' ' || c > '~'; }, '?');
    return text;
}

}  // namespace

Error upload_error(std::string reason, std::string message, std::string hint) {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(message),
        .hint = std::move(hint),
        .reason = std::move(reason),
    };
}

Error broken_file(std::string detail) {
    return upload_error("broken_file", "the file is broken: " + std::move(detail));
}

Error too_large(std::int64_t width, std::int64_t height, int side_max, std::uint64_t pixels_max) {
    std::string message = "too large: " + std::to_string(width) + "x" + std::to_string(height);
    if (width > side_max || height > side_max) {
        message += ", at most " + std::to_string(side_max) + " pixels a side";
    } else {
        message += ", at most " + std::to_string(pixels_max) + " pixels";
    }
    return upload_error("too_large", std::move(message));
}

Error too_small(std::int64_t width, std::int64_t height) {
    return upload_error(
        "too_small",
        "too small: " + std::to_string(width) + "x" + std::to_string(height) +
            ", at least 2 pixels a side"
    );
}

Error took_too_long() {
    return upload_error("took_too_long", "decoding the file took too long");
}

Error too_much_memory() {
    return upload_error("too_much_memory", "decoding the file needs too much memory");
}

Error not_decodable() {
    return upload_error("not_decodable", "the file could not be decoded");
}

Error no_sandbox(std::string detail) {
    return {
        .code = ErrorCode::kUnsupported,
        .message = "uploads cannot be decoded safely here: " + std::move(detail),
        .hint = "allow this program seccomp filters and resource limits",
        .reason = "no_sandbox",
    };
}

PlainError to_plain(const Error& error) {
    PlainError plain{.code = static_cast<std::uint32_t>(error.code)};
    put(plain.reason, error.reason);
    put(plain.message, error.message);
    put(plain.hint, error.hint);
    return plain;
}

Error from_plain(const PlainError& plain) {
    Error error = upload_error(take(plain.reason), take(plain.message), take(plain.hint));
    if (plain.code == static_cast<std::uint32_t>(ErrorCode::kUnsupported)) {
        error.code = ErrorCode::kUnsupported;
    } else if (plain.code != static_cast<std::uint32_t>(ErrorCode::kInvalidArgument)) {
        error.code = ErrorCode::kInternal;
    }
    return error;
}

}  // namespace hibari::media
