#include "base/check.h"
#include "net/multipart.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

// Writes the parts as a client would.
std::string print(const std::vector<hibari::net::Part>& parts, const std::string& boundary) {
    std::string body;
    for (const hibari::net::Part& part : parts) {
        body += "--" + boundary + "\r\ncontent-disposition: form-data; name=\"part\"\r\n\r\n" +
                std::string(part.data) + "\r\n";
    }
    return body + "--" + boundary + "--\r\n";
}

}  // namespace

// The first line of the input is the content-type, the rest the body. Every part lies within the
// body, and the same data printed again gives the same parts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) {
        return 0;
    }
    const std::string_view content_type = text.substr(0, end);
    const std::string_view body = text.substr(end + 1);
    const auto parts = hibari::net::parse_multipart(content_type, body);
    if (!parts) {
        return 0;
    }
    for (const hibari::net::Part& part : *parts) {
        HIBARI_CHECK(part.data.data() >= body.data() && !part.name.empty());
        HIBARI_CHECK(part.data.data() + part.data.size() <= body.data() + body.size());
    }
    const std::string boundary = *hibari::net::multipart_boundary(content_type);
    const std::string printed = print(*parts, boundary);
    const auto again = hibari::net::parse_multipart(content_type, printed);
    HIBARI_CHECK(again.has_value() && again->size() == parts->size(), printed);
    for (std::size_t i = 0; i < parts->size(); ++i) {
        HIBARI_CHECK((*again)[i].data == (*parts)[i].data, printed);
    }
    return 0;
}
