#pragma once

// Answers as JSON, and the shapes that many of them share.

#include "base/json.h"
#include "net/http.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hibari::server {

/// 200 with a JSON body that no cache keeps.
net::Response json_reply(const Json& body);

/// {"object": "list", "data", "first_id", "last_id", "has_more"}; `data` is an array of objects
/// with an id.
Json json_list(Json data, bool has_more);

/// {"id", "object", "deleted": true}.
Json json_deleted(std::string_view id, std::string_view object);

/// Unix seconds of a time in microseconds; null for none.
Json json_time(std::optional<std::int64_t> time_us);

/// null for an empty text.
Json json_text(std::string_view text);

/// The text that a body gives by that name; empty when it gives none.
std::string given_text(const Json& body, std::string_view name);

}  // namespace hibari::server
