#pragma once

// Uploads that other requests name by id, and files that are made for somebody (the output of a
// batch). The bytes are a blob; what they are is only what the client said, and whoever uses them
// looks for himself.

#include "base/clock.h"
#include "base/result.h"
#include "domain/principal.h"
#include "domain/videos.h"
#include "store/blobs.h"
#include "store/database.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

struct File {
    std::string id;
    std::string project;
    std::string account;
    /// As the client called it; never a path.
    std::string name;
    std::string purpose;
    std::string content_type;
    std::int64_t bytes = 0;
    std::int64_t created_at_us = 0;
    std::optional<std::int64_t> expires_at_us;

    /// Where its bytes lie.
    std::string blob() const { return "files/" + id; }
};

struct NewFile {
    std::string name;
    std::string purpose;
    std::string content_type;
    std::optional<std::chrono::seconds> expires_after;
};

inline constexpr std::int64_t kFileBytesMax = std::int64_t{512} << 20U;
/// Of all files of an account together.
inline constexpr std::int64_t kAccountFileBytesMax = std::int64_t{10} << 30U;

class Files {
  public:
    Files(store::Database& database, store::BlobStore& blobs, const Clock& clock)
        : database_(database), blobs_(blobs), clock_(clock) {}

    /// Keeps `bytes`. `resource_exhausted` when the account has too many of them, or the disk is
    /// full.
    Result<File> create(const Principal& who, const NewFile& wanted, std::string_view bytes);

    /// Makes the file at `path` (which is moved) one of that project and account, in two steps, for
    /// results that must appear together with what they belong to: `adopt` keeps the bytes, and
    /// `record` makes it known. What is never recorded is swept.
    Result<File> adopt(const File& wanted, const std::filesystem::path& path);
    static Result<void> record(store::Transaction& tx, const File& file);

    /// One that has expired is not found any more.
    Result<File> find(const Principal& who, std::string_view id);
    Result<std::vector<File>> list(
        const Principal& who, const PageRequest& page, std::string_view purpose, bool& has_more
    );
    Result<void> remove(const Principal& who, std::string_view id);

    /// Removes files whose time is over; returns how many.
    Result<int> expire();

  private:
    store::Timestamp now() const;

    store::Database& database_;
    store::BlobStore& blobs_;
    const Clock& clock_;
};

}  // namespace hibari::domain
