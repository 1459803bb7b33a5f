#pragma once

// Errors as clients of the Videos API read them: a status, and the envelope
// {"error": {"message", "type", "param", "code"}}. The one table from ErrorCode to HTTP.

#include "base/json.h"
#include "base/result.h"
#include "net/http.h"

#include <string_view>

namespace hibari::server {

/// The status of an error.
int status_of(const Error& error);

/// The envelope alone: {"error": {...}}.
Json error_json(const Error& error);

/// The envelope with its status. 429 and 503 say when to try again, and statuses that SDKs would
/// retry although it cannot help say so (x-should-retry).
net::Response error_reply(const Error& error);

/// For errors that the HTTP server makes itself; `code` as in net::ServerHooks::error_page.
net::Response error_page(int status, std::string_view code, std::string_view message);

}  // namespace hibari::server
