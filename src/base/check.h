#pragma once

// Checks for programmer errors: conditions that can only be false when the code is wrong. They stay
// on in release, print the values they are given and abort. For wrong input use base/result.h.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

namespace hibari::detail {

/// Text of one value printed by a failed check.
class CheckValue {
  public:
    template <typename T>
    CheckValue(const T& value) : text_(print(value)) {}  // NOLINT(google-explicit-constructor)

    const std::string& text() const { return text_; }

  private:
    template <typename T>
    static std::string print(const T& value) {
        if constexpr (std::is_same_v<T, bool>) {
            return value ? "true" : "false";
        } else if constexpr (std::is_enum_v<T>) {
            return std::to_string(static_cast<long long>(value));
        } else if constexpr (std::is_arithmetic_v<T>) {
            return std::to_string(value);
        } else {
            return '"' + std::string(std::string_view(value)) + '"';
        }
    }

    std::string text_;
};

[[noreturn]] void check_failed(
    const char* file,
    int line,
    const char* condition,
    const char* names,
    std::initializer_list<CheckValue> values
);

}  // namespace hibari::detail

/// Aborts with the place, the condition and the given values when `condition` is false:
/// `HIBARI_CHECK(first <= last, first, last);`.
#define HIBARI_CHECK(condition, ...)                                                       \
    do {                                                                                   \
        if (!(condition)) [[unlikely]] {                                                   \
            ::hibari::detail::check_failed(                                                \
                __FILE__, __LINE__, #condition, "" __VA_OPT__(#__VA_ARGS__), {__VA_ARGS__} \
            );                                                                             \
        }                                                                                  \
    } while (false)

/// HIBARI_CHECK for hot loops: compiled out where NDEBUG is defined.
#ifdef NDEBUG
#define HIBARI_DCHECK(condition, ...)                           \
    do {                                                        \
        if (false) {                                            \
            HIBARI_CHECK(condition __VA_OPT__(, ) __VA_ARGS__); \
        }                                                       \
    } while (false)
#else
#define HIBARI_DCHECK(condition, ...) HIBARI_CHECK(condition __VA_OPT__(, ) __VA_ARGS__)
#endif
