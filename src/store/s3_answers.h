#pragma once

// What S3 servers answer, read from their XML. The answers are flat lists of known elements, so
// this looks for elements by name and does not build a tree.

#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::store::detail {

/// What stands between <name> and </name> the first time, with entities resolved; nothing when it
/// is not there.
std::optional<std::string> xml_text(std::string_view xml, std::string_view name);

/// What stands between <name> and </name> each time, entities unresolved. Borrows.
std::vector<std::string_view> xml_elements(std::string_view xml, std::string_view name);

/// One listed object.
struct S3Object {
    std::string key;
    std::string etag;
    std::uint64_t size_bytes = 0;
    std::chrono::system_clock::time_point modified{};
};

/// A page of ListObjectsV2.
struct S3Page {
    std::vector<S3Object> objects;
    /// Where the next page begins; nothing on the last one.
    std::optional<std::string> next;
};

Result<S3Page> parse_page(std::string_view xml);

/// An upload in parts that was not completed.
struct S3Upload {
    std::string key;
    std::string id;
    std::chrono::system_clock::time_point begun{};
};

Result<std::vector<S3Upload>> parse_uploads(std::string_view xml);

/// "2013-05-24T00:00:00.000Z".
std::optional<std::chrono::system_clock::time_point> parse_time(std::string_view text);

}  // namespace hibari::store::detail
