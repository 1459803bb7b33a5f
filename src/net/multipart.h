#pragma once

// multipart/form-data (RFC 7578, RFC 2046 section 5.1): the form in which every write of the Videos
// API may arrive. The parser copies nothing but names: a part's data is a view into the body, so a
// 500 MB upload costs no memory beyond the mapped file.

#include "base/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::net {

/// One part of a form. Bracketed names such as "video[id]" are left as they are.
struct Part {
    std::string name = {};
    /// Set when the part is a file, even if its name is empty. As sent: never use it as a path.
    std::optional<std::string> filename = {};
    /// The part's own content-type; empty when it has none (then it is text/plain).
    std::string content_type = {};
    /// A view into the body.
    std::string_view data = {};
};

/// Bounds on what a form may look like. The body's own size is the route's business.
struct MultipartLimits {
    std::size_t parts_max = 128;
    /// The fields of one part, together.
    std::size_t head_bytes_max = 4096;
    std::size_t name_bytes_max = 256;
};

/// Splits a form. `content_type` is the request's field. Fails with kInvalidArgument and says what
/// is wrong: no or a bad boundary, a part without a name, bytes after the last boundary, too many
/// parts.
Result<std::vector<Part>> parse_multipart(
    std::string_view content_type, std::string_view body, const MultipartLimits& limits = {}
);

/// The boundary named by a content-type of multipart/form-data.
Result<std::string> multipart_boundary(std::string_view content_type);

}  // namespace hibari::net
