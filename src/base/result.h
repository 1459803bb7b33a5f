#pragma once

// How every expected failure in Hibari travels: bad input, missing files, full disks, cancelled
// work. A function that can fail returns Result<T>; the caller looks at it or passes it on with
// HIBARI_TRY. Programmer errors are a different thing: see base/check.h. Each ErrorCode maps once
// to an exit code (cli) and once to an HTTP status (server).

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace hibari {

/// Why something failed; closed, so that every outer surface can map it completely.
enum class ErrorCode {
    /// The input is wrong and will stay wrong: bad option, bad script, unsupported size.
    kInvalidArgument,
    /// A named thing does not exist.
    kNotFound,
    /// It exists, but we may not touch it.
    kPermissionDenied,
    /// Nobody said who is asking, or nobody we know.
    kUnauthenticated,
    /// The request is right, but things are not in a state for it now.
    kFailedPrecondition,
    /// Disk, memory or a quota ran out.
    kResourceExhausted,
    /// Something needed is not reachable now; trying again later may work.
    kUnavailable,
    /// The caller asked to stop.
    kCancelled,
    /// The request makes sense, but this build or engine cannot do it.
    kUnsupported,
    /// Stored or received data is damaged.
    kDataLoss,
    /// A library misbehaved in a way the caller can do nothing about.
    kInternal,
    /// It exists already and must not be replaced.
    kAlreadyExists,
    /// The time allowed ran out.
    kDeadlineExceeded,
};

/// The code's name in snake_case, as machines read it: "invalid_argument".
std::string_view to_string(ErrorCode code);

/// One expected failure, told so that the person at the keyboard knows what to do.
struct Error {
    ErrorCode code = ErrorCode::kInternal;
    /// What was wrong, one sentence without a full stop.
    std::string message = {};
    /// Path of the input field at fault, e.g. "shots[0].camera.lens_mm"; empty when none is.
    std::string field = {};
    /// What to do about it; empty when the message says it already.
    std::string hint = {};
    /// A stable name for programs where the code alone is too coarse ("video_in_progress"); empty
    /// for the usual one of the code.
    std::string reason = {};
};

/// The error in one line: "field: message (hint)".
std::string to_string(const Error& error);

/// A value or an Error. Must not be ignored.
template <typename T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
  public:
    using tl::expected<T, Error>::expected;

    Result() = default;

    /// Takes what the monadic operations (and_then, map, ...) return.
    Result(tl::expected<T, Error> other)  // NOLINT(google-explicit-constructor)
        : tl::expected<T, Error>(std::move(other)) {}
};

/// Makes the failing return value: `return fail({.code = ErrorCode::kNotFound, .message = ...});`.
inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}

/// Shorthand for a failure with only a code and a message.
inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
    return fail(Error{.code = code, .message = std::move(message)});
}

namespace detail {

template <typename T>
T take(tl::expected<T, Error>& result) {
    return std::move(*result);
}

inline void take(tl::expected<void, Error>& /*result*/) {}

}  // namespace detail

}  // namespace hibari

#define HIBARI_CONCAT_INNER(a, b) a##b
#define HIBARI_CONCAT(a, b) HIBARI_CONCAT_INNER(a, b)

/// Yields the value of a Result expression, or returns its error from the enclosing function:
/// `const Json json = HIBARI_TRY(parse_json(text, {}));`. Never around co_await.
#define HIBARI_TRY(...) HIBARI_TRY_NAMED(HIBARI_CONCAT(hibari_try_, __COUNTER__), __VA_ARGS__)
#define HIBARI_TRY_NAMED(name, ...)                         \
    __extension__({                                         \
        auto name = __VA_ARGS__;                            \
        if (!name) {                                        \
            return ::hibari::fail(std::move(name.error())); \
        }                                                   \
        ::hibari::detail::take(name);                       \
    })
