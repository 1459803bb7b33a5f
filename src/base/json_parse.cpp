#include "base/json.h"

#include <algorithm>
#include <boost/json.hpp>

namespace hibari {
namespace {

// Depth is bounded by JsonLimits::depth_max, which the parser has enforced.
Json convert(const boost::json::value& value) {
    switch (value.kind()) {
        case boost::json::kind::null:
            return nullptr;
        case boost::json::kind::bool_:
            return value.get_bool();
        case boost::json::kind::int64:
            return value.get_int64();
        case boost::json::kind::uint64:
            return value.get_uint64();
        case boost::json::kind::double_:
            return value.get_double();
        case boost::json::kind::string:
            return std::string(value.get_string());
        case boost::json::kind::array: {
            Json::Array items;
            items.reserve(value.get_array().size());
            for (const boost::json::value& item : value.get_array()) {
                items.push_back(convert(item));
            }
            return items;
        }
        case boost::json::kind::object: {
            Json::Object members;
            members.reserve(value.get_object().size());
            for (const auto& member : value.get_object()) {
                members.push_back({std::string(member.key()), convert(member.value())});
            }
            return members;
        }
    }
    return nullptr;
}

Error syntax_error(std::string_view text, std::size_t offset, const std::string& reason) {
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    const auto line = std::ranges::count(before, '\n') + 1;
    const std::size_t line_start =
        before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = "not valid JSON at line " + std::to_string(line) + ", column " +
                   std::to_string(before.size() - line_start + 1) + ": " + reason,
    };
}

}  // namespace

Result<Json> parse_json(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.size_bytes_max) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "JSON is " + std::to_string(text.size()) + " bytes, the limit is " +
                       std::to_string(limits.size_bytes_max),
        });
    }
    try {
        boost::json::parse_options options;
        options.max_depth = limits.depth_max;
        boost::json::stream_parser parser(boost::json::storage_ptr(), options);
        boost::json::error_code error;
        const std::size_t consumed = parser.write_some(text.data(), text.size(), error);
        if (!error && consumed < text.size()) {
            return fail(syntax_error(text, consumed, "unexpected text after the value"));
        }
        if (!error) {
            parser.finish(error);
        }
        if (error) {
            return fail(syntax_error(text, consumed, error.message()));
        }
        return convert(parser.release());
    } catch (const std::exception& exception) {
        return fail(ErrorCode::kResourceExhausted, std::string("JSON: ") + exception.what());
    }
}

}  // namespace hibari
