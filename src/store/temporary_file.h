#pragma once

// A file on its way to becoming a blob, and blobs for libraries that want a path.

#include "base/descriptor.h"
#include "base/result.h"
#include "store/blobs.h"

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

namespace hibari::store {

/// A name to write to that a BlobStore can take; whatever was written there and not put is removed
/// with this object.
class TemporaryFile {
  public:
    static Result<TemporaryFile> create(BlobStore& blobs) {
        return TemporaryFile(HIBARI_TRY(blobs.temporary()));
    }

    TemporaryFile(TemporaryFile&& other) noexcept : path_(std::exchange(other.path_, {})) {}

    TemporaryFile& operator=(TemporaryFile&&) = delete;

    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }

  private:
    explicit TemporaryFile(std::filesystem::path path) : path_(std::move(path)) {}

    std::filesystem::path path_;
};

/// A path under which an open file can be opened again, while it stays open here.
inline std::filesystem::path path_of(const FileDescriptor& file) {
    return "/proc/self/fd/" + std::to_string(file.number());
}

}  // namespace hibari::store
