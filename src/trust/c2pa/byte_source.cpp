#include "trust/c2pa/byte_source.h"

#include "base/check.h"
#include "base/files.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hibari::trust {
namespace {

Result<void> write_at(
    int file, std::uint64_t offset, std::string_view bytes, const std::filesystem::path& path
) {
    while (!bytes.empty()) {
        const ssize_t count =
            ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            return fail(file_error("cannot write", path, count < 0 ? errno : ENOSPC));
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
        offset += static_cast<std::uint64_t>(count);
    }
    return {};
}

}  // namespace

Result<std::string> ByteSource::piece(std::uint64_t offset, std::size_t size) {
    if (offset > this->size() || size > this->size() - offset) {
        return fail(ErrorCode::kDataLoss, "the file ends too early");
    }
    std::string bytes(size, '\0');
    HIBARI_TRY(read(offset, bytes.data(), size));
    return bytes;
}

Result<void> MemorySource::read(std::uint64_t offset, char* into, std::size_t size) {
    if (offset > bytes_.size() || size > bytes_.size() - offset) {
        return fail(ErrorCode::kDataLoss, "the file ends too early");
    }
    std::memcpy(into, bytes_.data() + offset, size);
    return {};
}

Result<FileSource> FileSource::open(const std::filesystem::path& path) {
    FileSource source;
    source.path_ = path;
    source.file_ = FileDescriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat facts{};
    if (!source.file_ || ::fstat(source.file_.number(), &facts) != 0) {
        return fail(file_error("cannot read", path, errno));
    }
    if (!S_ISREG(facts.st_mode)) {
        return fail(ErrorCode::kInvalidArgument, path.string() + " is not a file");
    }
    source.size_ = static_cast<std::uint64_t>(facts.st_size);
    return source;
}

Result<void> FileSource::read(std::uint64_t offset, char* into, std::size_t size) {
    while (size > 0) {
        const ssize_t count = ::pread(file_.number(), into, size, static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return fail(file_error("cannot read", path_, errno));
        }
        if (count == 0) {
            return fail(ErrorCode::kDataLoss, path_.string() + " ends too early");
        }
        into += count;
        offset += static_cast<std::uint64_t>(count);
        size -= static_cast<std::size_t>(count);
    }
    return {};
}

Result<void> MemorySink::append(std::string_view bytes) {
    bytes_ += bytes;
    return {};
}

Result<void> MemorySink::replace(std::uint64_t offset, std::string_view bytes) {
    HIBARI_CHECK(offset <= bytes_.size() && bytes.size() <= bytes_.size() - offset);
    bytes_.replace(offset, bytes.size(), bytes);
    return {};
}

Result<FileSink> FileSink::create(const std::filesystem::path& path) {
    FileSink sink;
    sink.path_ = path;
    sink.file_ =
        FileDescriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (!sink.file_) {
        return fail(file_error("cannot write", path, errno));
    }
    return sink;
}

Result<void> FileSink::append(std::string_view bytes) {
    HIBARI_TRY(write_at(file_.number(), size_, bytes, path_));
    size_ += bytes.size();
    return {};
}

Result<void> FileSink::replace(std::uint64_t offset, std::string_view bytes) {
    HIBARI_CHECK(offset <= size_ && bytes.size() <= size_ - offset);
    return write_at(file_.number(), offset, bytes, path_);
}

}  // namespace hibari::trust
