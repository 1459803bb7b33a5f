#pragma once

// One request to an S3 server and its answer, over libcurl: signed, retried while that may help,
// with connections kept open between requests.

#include "base/descriptor.h"
#include "base/result.h"
#include "store/blobs.h"
#include "store/s3_signature.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace hibari::store::detail {

/// A stretch of an open file.
struct FilePart {
    int file = -1;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

struct S3Request {
    std::string method;
    /// Decoded, beginning with '/'.
    std::string path;
    NameValues query;
    /// What is sent: a text, or a part of a file.
    std::string text;
    std::optional<FilePart> part;
    /// Of a new object; may be empty.
    std::string_view content_type = {};
    /// Where a successful answer's body goes; -1 keeps it in S3Answer::body.
    int to_file = -1;
};

struct S3Answer {
    int status = 0;
    std::string body;
    std::string etag;
    std::uint64_t size_bytes = 0;
    std::optional<std::chrono::system_clock::time_point> modified;
};

/// Speaks to one server. Safe from any thread.
class S3Client {
  public:
    static Result<std::unique_ptr<S3Client>> create(const S3Options& options);

    ~S3Client();
    S3Client(const S3Client&) = delete;
    S3Client& operator=(const S3Client&) = delete;

    /// The answer if it is a 2xx. Else kNotFound (404), kPermissionDenied (401, 403),
    /// kResourceExhausted (no space), kUnavailable (no connection, 409, 429, 5xx, after a few
    /// tries).
    Result<S3Answer> send(const S3Request& request);

    /// An address at which anybody may use this method.
    std::string signed_url(
        const std::string& method, const std::string& path, std::chrono::seconds valid
    ) const;

  private:
    struct Transfer;

    explicit S3Client(const S3Options& options);

    Result<S3Answer> try_once(const S3Request& request, const std::string& body_hash);
    void* take_handle();
    void give_handle(void* handle);

    S3Options options_;
    S3Credentials credentials_;
    std::string host_;
    std::mutex mutex_;
    /// libcurl's easy handles, each with its open connections. Guarded by mutex_.
    std::vector<void*> idle_;
};

}  // namespace hibari::store::detail
