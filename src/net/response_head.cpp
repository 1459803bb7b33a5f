#include "net/response_head.h"

#include "base/check.h"
#include "base/text.h"
#include "net/media_type.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace hibari::net {
namespace {

constexpr std::array<std::string_view, 5> kOwn = {
    "date", "x-request-id", "connection", "content-length", "transfer-encoding"
};

bool is_own(std::string_view name) {
    const std::string lower = to_lower(name);
    return std::ranges::find(kOwn, lower) != kOwn.end();
}

void append_value(std::string& out, std::string_view value) {
    const std::size_t start = out.size();
    out += value;
    std::replace_if(
        out.begin() + static_cast<std::ptrdiff_t>(start),
        out.end(),
        [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; },
        ' '
    );
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    out += name;
    out += ": ";
    append_value(out, value);
    out += "\r\n";
}

}  // namespace

std::string write_head(const Response& response, const HeadFacts& facts) {
    HIBARI_CHECK(response.status >= 200 && response.status <= 599, response.status);
    std::string out;
    out.reserve(512);
    out += "HTTP/1.1 ";
    out += std::to_string(response.status);
    out += ' ';
    out += reason(response.status);
    out += "\r\n";
    append_field(out, "date", facts.date);
    append_field(out, "x-request-id", facts.request_id);
    for (const auto& [name, value] : response.fields.all()) {
        if (is_token(name) && !is_own(name)) {
            append_field(out, name, value);
        }
    }
    if (facts.framing == Framing::kLength) {
        append_field(out, "content-length", std::to_string(facts.length));
    } else if (facts.framing == Framing::kChunked) {
        append_field(out, "transfer-encoding", "chunked");
    }
    if (facts.closes) {
        append_field(out, "connection", "close");
    } else if (facts.is_http10) {
        append_field(out, "connection", "keep-alive");
    }
    out += "\r\n";
    return out;
}

std::string write_chunk(std::string_view data) {
    HIBARI_CHECK(!data.empty());
    std::array<char, 16> digits{};
    const auto written =
        std::to_chars(digits.data(), digits.data() + digits.size(), data.size(), 16);
    std::string chunk(digits.data(), written.ptr);
    chunk.reserve(chunk.size() + data.size() + 4);
    chunk += "\r\n";
    chunk += data;
    chunk += "\r\n";
    return chunk;
}

}  // namespace hibari::net
