#pragma once

// The head of a response as bytes. What a handler put into its fields cannot break out of them.

#include "net/http.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hibari::net {

/// How the client finds the end of the body.
enum class Framing {
    /// content-length says it.
    kLength,
    /// In chunks: an event stream.
    kChunked,
    /// By the end of the connection: an event stream to an HTTP/1.0 client.
    kUntilClose,
    /// There is none and no length is given: 204, 304.
    kNone,
};

/// What the server knows beside the response itself.
struct HeadFacts {
    std::string_view date = {};
    std::string_view request_id = {};
    Framing framing = Framing::kLength;
    std::uint64_t length = 0;
    /// Whether the connection ends after this response.
    bool closes = false;
    /// HTTP/1.0 clients must be told that the connection stays.
    bool is_http10 = false;
};

/// The status line and all fields, with the empty line. The handler's own date, x-request-id,
/// connection, content-length and transfer-encoding are dropped, and so are fields whose names are
/// no tokens; control bytes in values become spaces.
std::string write_head(const Response& response, const HeadFacts& facts);

/// One chunk of a chunked body. `data` must not be empty.
std::string write_chunk(std::string_view data);

/// The end of a chunked body.
inline constexpr std::string_view kLastChunk = "0\r\n\r\n";

}  // namespace hibari::net
