#pragma once

// One way to serve a file: conditions, ranges, HEAD, caching and the name it is saved under, all in
// one function, so that no route forgets one of them.

#include "base/descriptor.h"
#include "net/http.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace hibari::net {

/// What is known about a file that is served.
struct FileFacts {
    /// Of the part of the descriptor that is served, from its start.
    std::uint64_t size = 0;
    /// Quoted: "\"abc\"". Empty when there is none.
    std::string etag = {};
    /// Zero when unknown.
    std::chrono::system_clock::time_point modified = {};
    /// e.g. "video/mp4".
    std::string content_type = {};
    /// Under which a browser saves it; empty for no content-disposition.
    std::string name = {};
};

/// Answers a GET or HEAD for a file: 200, 206, 304, 412 or 416. The descriptor goes into the
/// response; nothing is read here. The caller may add fields (cache-control) afterwards.
Response serve_file(const Request& request, FileDescriptor file, const FileFacts& facts);

/// `attachment; filename="..."; filename*=UTF-8''...` (RFC 6266), safe for any name.
std::string content_disposition(const std::string& name);

}  // namespace hibari::net
