#include "net/body.h"

#include "base/check.h"
#include "base/files.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/mman.h>
#include <utility>

namespace hibari::net {
namespace {

constexpr mode_t kSpoolMode = 0600;

}  // namespace

void detail::Unmap::operator()(const char* start) const noexcept {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): munmap writes nothing.
    munmap(const_cast<char*>(start), size_bytes);
}

BodyWriter::BodyWriter(std::filesystem::path folder, std::size_t memory_bytes_max)
    : folder_(std::move(folder)), memory_bytes_max_(memory_bytes_max) {}

Result<void> BodyWriter::append(std::string_view bytes) {
    if (!file_ && size_ + bytes.size() <= memory_bytes_max_) {
        memory_ += bytes;
        size_ += bytes.size();
        return {};
    }
    if (!file_) {
        HIBARI_TRY(open_spool());
        HIBARI_TRY(spool(memory_));
        memory_ = {};
    }
    HIBARI_TRY(spool(bytes));
    size_ += bytes.size();
    return {};
}

Result<Body> BodyWriter::finish() {
    if (size_ == 0) {
        return Body();
    }
    if (!file_) {
        return Body(std::move(memory_));
    }
    void* mapped = mmap(nullptr, size_, PROT_READ, MAP_SHARED, file_.number(), 0);
    if (mapped == MAP_FAILED) {
        return fail(file_error("cannot map an upload in", folder_, errno));
    }
    Body body;
    body.mapped_ = {static_cast<const char*>(mapped), detail::Unmap{size_}};
    body.file_ = std::move(file_);
    return body;
}

Result<void> BodyWriter::open_spool() {
    file_ = FileDescriptor(open(folder_.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, kSpoolMode));
    if (!file_ && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
        std::string name = (folder_ / "upload-XXXXXX").string();
        file_ = FileDescriptor(mkostemp(name.data(), O_CLOEXEC));
        if (file_) {
            unlink(name.c_str());
        }
    }
    if (!file_) {
        return fail(file_error("cannot keep an upload in", folder_, errno));
    }
    return {};
}

Result<void> BodyWriter::spool(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = write(file_.number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return fail(file_error("cannot keep an upload in", folder_, errno));
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

}  // namespace hibari::net
