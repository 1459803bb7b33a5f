#pragma once

// How open_blobs reaches the stores. Only store's own sources include this.

#include "store/blobs.h"

namespace hibari::store::detail {

/// A folder: see blobs_folder.cpp.
Result<std::unique_ptr<BlobStore>> open_folder(const std::filesystem::path& root);

/// Where in an S3 server.
struct S3Place {
    std::string bucket;
    /// Before every key, without a slash at its end; may be empty.
    std::string prefix;
};

/// An S3 server: see s3_blobs.cpp.
Result<std::unique_ptr<BlobStore>> open_s3(S3Place place, const S3Options& options);

/// A name nobody else uses, in this process or another.
std::string unique_name();

}  // namespace hibari::store::detail
