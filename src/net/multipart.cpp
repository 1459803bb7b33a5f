#include "net/multipart.h"

#include "base/check.h"
#include "base/text.h"
#include "net/media_type.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace hibari::net {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::size_t kBoundaryBytesMax = 70;  // RFC 2046 section 5.1.1.

tl::unexpected<Error> malformed(std::string message) {
    return fail(ErrorCode::kInvalidArgument, "[multipart] " + std::move(message));
}

// memmem: string_view::find looks at every '\r' of a video by itself.
std::size_t find_bytes(std::string_view text, std::string_view wanted, std::size_t from) {
    HIBARI_DCHECK(from <= text.size());
    if (text.size() - from < wanted.size()) {
        return std::string_view::npos;  // An empty view may point to nothing, which memmem minds.
    }
    const void* found =
        memmem(text.data() + from, text.size() - from, wanted.data(), wanted.size());
    return found == nullptr
               ? std::string_view::npos
               : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

bool is_boundary_char(char c) {
    constexpr std::string_view kMarks = "'()+_,-./:=? ";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kMarks.find(c) != std::string_view::npos;
}

/// Where a delimiter line begins and what comes after it.
struct Delimiter {
    /// Of the line break before it: where the data of the part before ends.
    std::size_t data_end = 0;
    /// First byte after the line.
    std::size_t next = 0;
    bool is_last = false;
};

// Reads what follows "--boundary" at `at`: "--" or optional white space and a line end. Nothing
// when it is something else; then these bytes only look like a delimiter and belong to the data.
std::optional<Delimiter> read_delimiter(
    std::string_view body, std::size_t data_end, std::size_t at
) {
    if (body.substr(at, 2) == "--") {
        return Delimiter{.data_end = data_end, .next = at + 2, .is_last = true};
    }
    while (at < body.size() && (body[at] == ' ' || body[at] == '\t')) {
        at += 1;
    }
    if (body.substr(at, 2) == kLineEnd) {
        return Delimiter{.data_end = data_end, .next = at + 2};
    }
    return std::nullopt;
}

std::optional<Delimiter> find_delimiter(
    std::string_view body, std::string_view line, std::size_t from
) {
    for (std::size_t at = find_bytes(body, line, from); at != std::string_view::npos;
         at = find_bytes(body, line, at + 1)) {
        if (const auto delimiter = read_delimiter(body, at, at + line.size())) {
            return delimiter;
        }
    }
    return std::nullopt;
}

Result<void> read_disposition(std::string_view value, const MultipartLimits& limits, Part& part) {
    const auto parsed = parse_parameterised(value);
    if (!parsed || parsed->value != "form-data") {
        return malformed("expected content-disposition: form-data; name=\"...\" in every part");
    }
    const std::string* name = parsed->find("name");
    if (name == nullptr || name->empty()) {
        return malformed("a part has no name");
    }
    if (name->size() > limits.name_bytes_max || !is_valid_utf8(*name)) {
        return malformed(
            "a part's name must be UTF-8 of at most " + std::to_string(limits.name_bytes_max) +
            " bytes"
        );
    }
    part.name = *name;
    if (const std::string* filename = parsed->find("filename")) {
        part.filename = to_valid_utf8(*filename);
    }
    return {};
}

Result<void> read_transfer_encoding(std::string_view value) {
    const std::string encoding = to_lower(value);
    if (encoding != "binary" && encoding != "8bit" && encoding != "7bit") {
        return malformed("content-transfer-encoding must be binary, 8bit or 7bit");
    }
    return {};
}

// The fields of one part.
Result<void> read_head(std::string_view head, const MultipartLimits& limits, Part& part) {
    const bool has_control = std::ranges::any_of(head, [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r' && c != '\n') ||
               c == 0x7f;
    });
    if (has_control) {
        return malformed("control bytes in a part's fields");
    }
    bool has_disposition = false;
    while (!head.empty()) {
        const std::size_t end = std::min(head.find(kLineEnd), head.size());
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(std::min(head.size(), end + kLineEnd.size()));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !is_token(line.substr(0, colon)) ||
            line.find_first_of(kLineEnd) != std::string_view::npos) {
            return malformed("expected 'name: value' in a part's fields");
        }
        const std::string name = to_lower(line.substr(0, colon));
        const std::string_view value = trim(line.substr(colon + 1));
        if (name == "content-disposition") {
            if (std::exchange(has_disposition, true)) {
                return malformed("a part has two content-dispositions");
            }
            HIBARI_TRY(read_disposition(value, limits, part));
        } else if (name == "content-type") {
            part.content_type = value;
        } else if (name == "content-transfer-encoding") {
            HIBARI_TRY(read_transfer_encoding(value));
        }
    }
    if (!has_disposition) {
        return malformed("a part has no content-disposition");
    }
    return {};
}

// Reads the fields that begin at `from`; gives where the data begins.
Result<std::size_t> read_part_start(
    std::string_view body, std::size_t from, const MultipartLimits& limits, Part& part
) {
    constexpr std::string_view kHeadEnd = "\r\n\r\n";
    const std::string_view window = body.substr(from, limits.head_bytes_max + kHeadEnd.size());
    const std::size_t end = window.find(kHeadEnd);
    if (end == std::string_view::npos) {
        return window.size() < limits.head_bytes_max + kHeadEnd.size()
                   ? malformed("a part's fields do not end")
                   : malformed(
                         "a part's fields exceed " + std::to_string(limits.head_bytes_max) +
                         " bytes"
                     );
    }
    HIBARI_TRY(read_head(window.substr(0, end), limits, part));
    return from + end + kHeadEnd.size();
}

// The first delimiter; what stands before it (a preamble) is ignored, as RFC 2046 says.
std::optional<Delimiter> find_first(std::string_view body, std::string_view line) {
    const std::string_view dashed = line.substr(kLineEnd.size());
    if (body.starts_with(dashed)) {
        if (const auto delimiter = read_delimiter(body, 0, dashed.size())) {
            return delimiter;
        }
    }
    return find_delimiter(body, line, 0);
}

}  // namespace

Result<std::string> multipart_boundary(std::string_view content_type) {
    const auto parsed = parse_parameterised(content_type);
    if (!parsed || parsed->value != "multipart/form-data") {
        return malformed("expected content-type multipart/form-data; boundary=...");
    }
    const std::string* boundary = parsed->find("boundary");
    if (boundary == nullptr) {
        return malformed("the content-type names no boundary");
    }
    if (boundary->empty() || boundary->size() > kBoundaryBytesMax || boundary->back() == ' ' ||
        !std::ranges::all_of(*boundary, is_boundary_char)) {
        return malformed("the boundary must be 1 to 70 of RFC 2046's characters");
    }
    return *boundary;
}

Result<std::vector<Part>> parse_multipart(
    std::string_view content_type, std::string_view body, const MultipartLimits& limits
) {
    const std::string boundary = HIBARI_TRY(multipart_boundary(content_type));
    const std::string line = "\r\n--" + boundary;
    std::vector<Part> parts;
    std::optional<Delimiter> delimiter = find_first(body, line);
    if (!delimiter) {
        return malformed("the boundary does not occur in the body");
    }
    while (!delimiter->is_last) {
        if (parts.size() == limits.parts_max) {
            return malformed("more than " + std::to_string(limits.parts_max) + " parts");
        }
        Part part;
        const std::size_t start = HIBARI_TRY(read_part_start(body, delimiter->next, limits, part));
        // The line break that ends the fields may also be the one before the delimiter.
        delimiter = find_delimiter(body, line, start - kLineEnd.size());
        if (!delimiter) {
            return malformed("the last boundary is missing");
        }
        const std::size_t end = std::max(start, delimiter->data_end);
        part.data = body.substr(start, end - start);
        parts.push_back(std::move(part));
    }
    const std::string_view rest = body.substr(delimiter->next);
    if (!trim(rest).empty()) {
        return malformed("bytes after the last boundary");
    }
    return parts;
}

}  // namespace hibari::net
