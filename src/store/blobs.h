#pragma once

// Finished files: clips, thumbnails, uploads. A blob is written once under a key and then only read
// or removed; it appears whole and on disk, or not at all. Two stores keep the same promises: a
// folder, and any S3 server.
//
// Writing goes: `temporary()` gives a name to write to, `put_file` makes the finished file the blob
// of a key. What a killed process left half written is found by `sweep`.

#include "base/descriptor.h"
#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hibari::store {

/// What is known of a blob without reading it.
struct BlobFacts {
    std::uint64_t size_bytes = 0;
    std::chrono::system_clock::time_point modified{};
    /// Changes whenever the content does; quoted as HTTP wants it.
    std::string etag;
};

/// Told for each blob of a list; false ends the listing.
using BlobVisitor = std::function<bool(std::string_view key, const BlobFacts& facts)>;

/// Where blobs are kept. All functions may be called from any thread and block.
///
/// Keys look like "videos/video_ab12/clip.mp4": parts of [A-Za-z0-9._-] joined by '/', no part
/// beginning with a dot, at most kKeyBytesMax bytes. A key of another shape is kInvalidArgument.
class BlobStore {
  public:
    virtual ~BlobStore() = default;

    /// A name for a file to be written that can become a blob: unique, on the same file system,
    /// not there yet. Whoever asks removes the file unless it was put.
    virtual Result<std::filesystem::path> temporary() = 0;

    /// Makes the file at `path` the blob `key`, replacing what was there, durably; the file is gone
    /// from `path` afterwards. After an error it still is at `path`. kResourceExhausted: no space.
    virtual Result<void> put_file(std::string_view key, const std::filesystem::path& path) = 0;

    /// kNotFound when there is none.
    virtual Result<BlobFacts> facts(std::string_view key) = 0;

    /// The content, open for reading at its beginning; stays readable when the blob is removed or
    /// replaced meanwhile. kNotFound when there is none. (S3 fetches it to a nameless file first;
    /// prefer signed_url.)
    virtual Result<FileDescriptor> open(std::string_view key) = 0;

    /// Durably; removing what is not there is no error.
    virtual Result<void> remove(std::string_view key) = 0;

    /// Visits all blobs whose key begins with `prefix` (may be empty), in no particular order.
    virtual Result<void> list(std::string_view prefix, const BlobVisitor& visit) = 0;

    /// What an address is good for: it answers one method only.
    enum class Fetch { kGet, kHead };

    /// An address from which anybody can fetch the blob for a while; nothing when this store has no
    /// such thing and the server must send the bytes itself. Does not ask whether it exists.
    virtual std::optional<std::string> signed_url(
        std::string_view key, std::chrono::seconds valid, Fetch fetch
    ) = 0;

    /// Removes unfinished files and uploads nobody has written to for `age`; returns how many.
    virtual Result<std::size_t> sweep(std::chrono::seconds age) = 0;

    /// Whether it can be written to now, for readiness.
    virtual Result<void> check() = 0;
};

/// How to reach an S3 server.
struct S3Options {
    /// "https://s3.eu-central-1.amazonaws.com" or "http://127.0.0.1:7070"; buckets are addressed by
    /// path.
    std::string endpoint;
    std::string region = "us-east-1";
    std::string access_key;
    std::string secret_key;
    /// Folder for files on their way to and from it.
    std::filesystem::path scratch;
    /// Larger files are uploaded in parts of this size; 5 MiB to 5 GiB.
    std::uint64_t part_bytes = 64ULL << 20U;
    /// Longest wait for one request.
    std::chrono::seconds timeout{300};
};

/// Where to keep blobs.
struct BlobOptions {
    /// "folder:/path" (made when missing) or "s3://bucket" or "s3://bucket/prefix".
    std::string url;
    /// Only for s3: urls.
    S3Options s3;
};

/// Opens the store that the url names.
Result<std::unique_ptr<BlobStore>> open_blobs(const BlobOptions& options);

/// Nothing when the key has the shape described above, else kInvalidArgument.
Result<void> check_key(std::string_view key);

constexpr std::size_t kKeyBytesMax = 500;

}  // namespace hibari::store
