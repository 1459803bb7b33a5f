#pragma once

// Owner of one POSIX file descriptor: a file, a socket or a pipe end that is closed exactly once.

#include <utility>

namespace hibari {

/// Closes its descriptor when it goes away. Movable, not copyable.
class FileDescriptor {
  public:
    /// Owns nothing.
    FileDescriptor() = default;

    /// Takes ownership of `value`; a negative one means none.
    explicit FileDescriptor(int value) : value_(value) {}

    FileDescriptor(FileDescriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}

    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        if (this != &other) {
            reset(std::exchange(other.value_, -1));
        }
        return *this;
    }

    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;

    ~FileDescriptor() { reset(); }

    /// The number the kernel knows it by; -1 when nothing is owned.
    int value() const { return value_; }

    bool is_open() const { return value_ >= 0; }

    /// Gives the descriptor away: the caller closes it.
    [[nodiscard]] int release() { return std::exchange(value_, -1); }

    /// Closes what is owned and owns `value` instead.
    void reset(int value = -1) noexcept;

  private:
    int value_ = -1;
};

}  // namespace hibari
