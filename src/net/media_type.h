#pragma once

// Field values with parameters: `multipart/form-data; boundary=x`, `form-data; name="a"`.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hibari::net {

/// A value and its parameters, names in lower case.
struct ParameterisedValue {
    /// In lower case: "multipart/form-data".
    std::string value = {};
    std::vector<std::pair<std::string, std::string>> parameters = {};

    const std::string* find(std::string_view name) const;
};

/// Parses `value; name=token; name="quoted"`. Nothing when it is malformed or names a parameter
/// twice. Inside quotes a backslash escapes a quote or a backslash and stands for itself elsewhere,
/// as browsers send it.
std::optional<ParameterisedValue> parse_parameterised(std::string_view field);

/// Whether every character may stand in a token (RFC 9110 section 5.6.2), and there is one.
bool is_token(std::string_view text);

}  // namespace hibari::net
