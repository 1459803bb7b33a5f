#include "media/intake/upload_error.h"

#include <algorithm>
#include <cstdio>
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

Error too_long(double seconds, double seconds_max) {
    std::array<char, 120> text{};
    std::snprintf(
        text.data(), text.size(), "too long: %.1f s, at most %.1f s", seconds, seconds_max
    );
    return upload_error("too_long", text.data());
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

Result<void> check_upload_size(FrameSize size, const IntakeLimits& limits) {
    const auto pixels = static_cast<std::uint64_t>(std::max(size.width, 0)) *
                        static_cast<std::uint64_t>(std::max(size.height, 0));
    if (size.width > limits.side_max || size.height > limits.side_max) {
        return fail(upload_error(
            "too_large",
            "too large: " + to_string(size) + ", at most " + std::to_string(limits.side_max) +
                " pixels a side"
        ));
    }
    if (pixels > limits.pixels_max) {
        return fail(upload_error(
            "too_large",
            "too large: " + to_string(size) + ", at most " + std::to_string(limits.pixels_max) +
                " pixels"
        ));
    }
    if (size.width < 2 || size.height < 2) {
        return fail(upload_error(
            "too_small", "too small: " + to_string(size) + ", at least 2 pixels a side"
        ));
    }
    return {};
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
