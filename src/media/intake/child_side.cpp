#include "media/intake/child_side.h"

#include "media/intake/sandbox.h"
#include "media/intake/upload_error.h"

#include <exception>
#include <new>
#include <sys/stat.h>
#include <unistd.h>

namespace hibari::media {
namespace {

void send_bytes(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (count <= 0) {
            ::_exit(1);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

/// The upload, which lies behind the descriptor that was given to this process.
class UploadSource final : public ByteSource {
  public:
    explicit UploadSource(std::uint64_t size) : size_(size) {}

    std::uint64_t size() const override { return size_; }

    std::size_t read(std::uint64_t offset, std::span<std::uint8_t> bytes) override {
        if (offset >= size_) {
            return 0;
        }
        const ssize_t count =
            ::pread(STDIN_FILENO, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        return count > 0 ? static_cast<std::size_t>(count) : 0;
    }

  private:
    std::uint64_t size_;
};

Result<void> run(const IntakeLimits& limits, const ChildTask& task) {
    struct stat facts{};
    if (::fstat(STDIN_FILENO, &facts) != 0) {
        return fail(ErrorCode::kInternal, "there is no upload");
    }
    UploadSource source(static_cast<std::uint64_t>(facts.st_size));
    if (source.size() > limits.bytes_max) {
        return fail(ErrorCode::kInternal, "the upload has grown");
    }
    HIBARI_TRY(
        enter_sandbox({.memory_bytes_max = limits.memory_bytes_max, .time_max = limits.time_max})
    );
    // From here on the file may be anything, and this process what it made of it.
    return task(source);
}

}  // namespace

void send(MessageKind kind, std::initializer_list<std::span<const std::byte>> parts) {
    MessageHead head{.kind = kind};
    for (const std::span<const std::byte> part : parts) {
        head.bytes += part.size();
    }
    send_bytes(bytes_of(head));
    for (const std::span<const std::byte> part : parts) {
        send_bytes(part);
    }
}

void run_child(const IntakeLimits& limits, const ChildTask& task) {
    Result<void> done;
    try {
        done = run(limits, task);
    } catch (const std::bad_alloc&) {
        done = fail(too_much_memory());
    } catch (const std::exception& error) {
        done = fail(ErrorCode::kInternal, error.what());
    }
    if (!done) {
        send(MessageKind::kError, {bytes_of(to_plain(done.error()))});
    }
    // Not through exit(): what other libraries do there is not allowed any more.
    ::_exit(0);
}

}  // namespace hibari::media
