#include "server/contract_yaml.h"

#include <charconv>
#include <optional>
#include <string>
#include <yaml-cpp/yaml.h>

namespace hibari::server {
namespace {

/// Enough for any schema, small enough for any stack.
constexpr int kDepthMax = 64;

template <typename T>
std::optional<T> number_of(const std::string& text) {
    T value = {};
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

Json to_scalar(const YAML::Node& node) {
    const std::string& text = node.Scalar();
    // Quoted scalars carry the tag "!": they are text whatever they look like.
    if (node.Tag() == "!") {
        return text;
    }
    if (text == "true" || text == "false") {
        return text == "true";
    }
    if (text == "null" || text == "~" || text.empty()) {
        return nullptr;
    }
    if (const auto whole = number_of<std::int64_t>(text)) {
        return *whole;
    }
    // "1e5" is a number, "infinity" and "nan" are words.
    if (text.find_first_not_of("+-.0123456789eE") == std::string::npos) {
        if (const auto real = number_of<double>(text)) {
            return *real;
        }
    }
    return text;
}

Json to_json(const YAML::Node& node, int depth) {
    if (depth > kDepthMax) {
        throw YAML::ParserException(node.Mark(), "nested too deeply");
    }
    switch (node.Type()) {
        case YAML::NodeType::Sequence: {
            Json::Array items;
            items.reserve(node.size());
            for (const YAML::Node& item : node) {
                items.push_back(to_json(item, depth + 1));
            }
            return items;
        }
        case YAML::NodeType::Map: {
            Json::Object members;
            members.reserve(node.size());
            for (const auto& member : node) {
                members.push_back({member.first.Scalar(), to_json(member.second, depth + 1)});
            }
            return members;
        }
        case YAML::NodeType::Scalar:
            return to_scalar(node);
        case YAML::NodeType::Null:
        case YAML::NodeType::Undefined:
            break;
    }
    return nullptr;
}

}  // namespace

Result<Json> parse_yaml(std::string_view text) {
    try {
        return to_json(YAML::Load(std::string(text)), 0);
    } catch (const YAML::Exception& exception) {
        return fail(ErrorCode::kInvalidArgument, exception.what());
    }
}

}  // namespace hibari::server
