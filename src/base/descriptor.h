#pragma once

// An open file descriptor with one owner: a file, a socket, an event. It is closed when its owner
// goes away.

#include <unistd.h>
#include <utility>

namespace hibari {

/// Owns one descriptor, or none.
class FileDescriptor {
  public:
    FileDescriptor() = default;

    /// Takes ownership of `descriptor`; a negative number means none.
    explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}

    FileDescriptor(FileDescriptor&& other) noexcept
        : descriptor_(std::exchange(other.descriptor_, -1)) {}

    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        if (this != &other) {
            reset();
            descriptor_ = std::exchange(other.descriptor_, -1);
        }
        return *this;
    }

    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;

    ~FileDescriptor() { reset(); }

    /// The number, for system calls; -1 when there is none.
    int number() const { return descriptor_; }

    explicit operator bool() const { return descriptor_ >= 0; }

    /// Hands the number to the caller, who closes it.
    [[nodiscard]] int release() { return std::exchange(descriptor_, -1); }

    /// Closes it now.
    void reset() {
        if (descriptor_ >= 0) {
            ::close(std::exchange(descriptor_, -1));
        }
    }

  private:
    int descriptor_ = -1;
};

}  // namespace hibari
