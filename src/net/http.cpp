#include "net/http.h"

#include "base/check.h"
#include "net/percent.h"

#include <algorithm>
#include <array>

namespace hibari::net {
namespace {

constexpr std::array<std::pair<Method, std::string_view>, 7> kMethods = {{
    {Method::kGet, "GET"},
    {Method::kHead, "HEAD"},
    {Method::kPost, "POST"},
    {Method::kPut, "PUT"},
    {Method::kPatch, "PATCH"},
    {Method::kDelete, "DELETE"},
    {Method::kOptions, "OPTIONS"},
}};

// RFC 9110 section 15, and 428, 429, 431, 507 from their own RFCs.
constexpr std::array<std::pair<int, std::string_view>, 40> kReasons = {{
    {100, "Continue"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
    {507, "Insufficient Storage"},
}};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
               return lower(x) == lower(y);
           });
}

Error bad_query(std::string message) {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(message),
        .field = "query",
    };
}

}  // namespace

std::string_view to_string(Method method) {
    for (const auto& [value, name] : kMethods) {
        if (value == method) {
            return name;
        }
    }
    return "GET";
}

std::optional<Method> parse_method(std::string_view name) {
    for (const auto& [value, known] : kMethods) {
        if (known == name) {
            return value;
        }
    }
    return std::nullopt;
}

std::string_view reason(int status) {
    for (const auto& [number, text] : kReasons) {
        if (number == status) {
            return text;
        }
    }
    return "Unknown";
}

const std::string* Fields::find(std::string_view name) const {
    for (const Field& field : fields_) {
        if (same_name(field.first, name)) {
            return &field.second;
        }
    }
    return nullptr;
}

std::size_t Fields::count(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::count_if(fields_, [name](const Field& field) {
        return same_name(field.first, name);
    }));
}

void Fields::set(std::string_view name, std::string_view value) {
    const auto at = std::ranges::find_if(fields_, [name](const Field& field) {
        return same_name(field.first, name);
    });
    if (at == fields_.end()) {
        add(name, value);
        return;
    }
    at->second = value;
    const auto repeated = [name](const Field& field) { return same_name(field.first, name); };
    fields_.erase(std::remove_if(at + 1, fields_.end(), repeated), fields_.end());
}

void Fields::add(std::string_view name, std::string_view value) {
    fields_.emplace_back(name, value);
}

void Fields::remove(std::string_view name) {
    std::erase_if(fields_, [name](const Field& field) { return same_name(field.first, name); });
}

const std::string& Request::parameter(std::string_view name) const {
    const auto at =
        std::ranges::find_if(parameters, [name](const auto& one) { return one.first == name; });
    HIBARI_CHECK(at != parameters.end(), name, path);
    return at->second;
}

Result<NameValues> Request::query_parameters() const {
    return parse_query(query, kQueryParametersMax).map_error([](Error error) {
        return bad_query(std::move(error.message));
    });
}

}  // namespace hibari::net
