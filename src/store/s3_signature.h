#pragma once

// How a request to an S3 server proves who sends it: AWS Signature Version 4. Pure functions of
// what they are given, so that Amazon's published examples test them. Source: "Authenticating
// Requests (AWS Signature Version 4)", Amazon S3 API Reference.

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hibari::store::detail {

using NameValues = std::vector<std::pair<std::string, std::string>>;

/// Who asks.
struct S3Credentials {
    std::string access_key;
    std::string secret_key;
    std::string region;
};

/// What is asked, before it is signed.
struct S3Signable {
    std::string method;
    /// With the port unless it is the scheme's own.
    std::string host;
    /// Decoded, beginning with '/'.
    std::string path;
    /// Decoded.
    NameValues query;
    /// Names in lower case; `host`, `x-amz-date` and `x-amz-content-sha256` are added.
    NameValues headers;
    /// SHA-256 of the body in hex.
    std::string body_hash;
};

/// Signs by headers: those to send, `authorization` among them, without `host`.
NameValues sign_headers(
    const S3Credentials& credentials, const S3Signable& request, std::chrono::sys_seconds now
);

/// Signs by the query: path and query of an address that anybody may GET until `valid` is over.
std::string presign(
    const S3Credentials& credentials,
    const S3Signable& request,
    std::chrono::sys_seconds now,
    std::chrono::seconds valid
);

/// Percent-encodes all but letters, digits, '-', '.', '_', '~', and '/' in a path.
enum class Encode { kPath, kQuery };
std::string percent_encode(std::string_view text, Encode encode);

/// The query as it is sent and signed: sorted, encoded, joined.
std::string query_text(const NameValues& query);

/// SHA-256 in hex.
std::string sha256_hex(std::string_view bytes);

}  // namespace hibari::store::detail
