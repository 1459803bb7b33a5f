#include "net/media_type.h"

#include "base/text.h"

#include <algorithm>

namespace hibari::net {
namespace {

bool is_token_char(char c) {
    constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kMarks.find(c) != std::string_view::npos;
}

void skip_space(std::string_view& text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
}

// Takes `"..."` off the front; nothing when it does not end.
std::optional<std::string> take_quoted(std::string_view& text) {
    std::string value;
    for (std::size_t i = 1; i < text.size(); ++i) {
        const bool escapes =
            text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\');
        if (text[i] == '"') {
            text.remove_prefix(i + 1);
            return value;
        }
        i += escapes ? 1 : 0;
        value += text[i];
    }
    return std::nullopt;
}

std::optional<std::string> take_value(std::string_view& text) {
    if (text.starts_with('"')) {
        return take_quoted(text);
    }
    const std::size_t end = std::min(text.find_first_of("; \t"), text.size());
    const std::string_view value = text.substr(0, end);
    text.remove_prefix(end);
    return is_token(value) ? std::optional(std::string(value)) : std::nullopt;
}

}  // namespace

const std::string* ParameterisedValue::find(std::string_view name) const {
    const auto at =
        std::ranges::find_if(parameters, [name](const auto& one) { return one.first == name; });
    return at == parameters.end() ? nullptr : &at->second;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_token_char);
}

std::optional<ParameterisedValue> parse_parameterised(std::string_view field) {
    ParameterisedValue parsed;
    const std::size_t value_end = std::min(field.find(';'), field.size());
    parsed.value = to_lower(trim(field.substr(0, value_end)));
    field.remove_prefix(value_end);
    for (skip_space(field); !field.empty(); skip_space(field)) {
        if (field.front() != ';') {
            return std::nullopt;
        }
        field.remove_prefix(1);
        skip_space(field);
        if (field.empty() || field.front() == ';') {
            continue;
        }
        const std::size_t equals = field.find('=');
        if (equals == std::string_view::npos || !is_token(field.substr(0, equals))) {
            return std::nullopt;
        }
        std::string name = to_lower(field.substr(0, equals));
        field.remove_prefix(equals + 1);
        std::optional<std::string> value = take_value(field);
        if (!value || parsed.find(name) != nullptr) {
            return std::nullopt;
        }
        parsed.parameters.emplace_back(std::move(name), std::move(*value));
    }
    return parsed;
}

}  // namespace hibari::net
