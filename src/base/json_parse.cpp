#include "base/check.h"
#include "base/json.h"
#include "base/text.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace hibari {
namespace {

namespace json = boost::json;

/// How much of a key a message repeats.
constexpr std::size_t kShownKeyBytesMax = 60;

/// Builds a Json from what Boost's parser reports. (Its own value type would keep no order, and
/// this version of it reads doubles only to within a bit or so.)
class Builder {
  public:
    // Looking up a key is linear, so an object of n members takes n * n steps.
    static constexpr std::size_t max_object_size = 4'096;
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

    explicit Builder(RepeatedKeys repeated_keys) : repeated_keys_(repeated_keys) {}

    Json take() { return std::move(root_); }

    /// The key that an object named twice, when that stopped the parser.
    const std::optional<std::string>& repeated_key() const { return repeated_key_; }

    bool on_document_begin(json::error_code& /*error*/) { return true; }

    bool on_document_end(json::error_code& /*error*/) { return true; }

    bool on_object_begin(json::error_code& /*error*/) {
        open_.push_back({.value = Json::object()});
        return true;
    }

    bool on_object_end(std::size_t /*count*/, json::error_code& /*error*/) { return close(); }

    bool on_array_begin(json::error_code& /*error*/) {
        open_.push_back({.value = Json::array()});
        return true;
    }

    bool on_array_end(std::size_t /*count*/, json::error_code& /*error*/) { return close(); }

    bool on_key_part(json::string_view part, std::size_t /*size*/, json::error_code& /*error*/) {
        text_.append(part.data(), part.size());
        return true;
    }

    bool on_key(json::string_view part, std::size_t /*size*/, json::error_code& error) {
        text_.append(part.data(), part.size());
        Open& object = open_.back();
        object.key = std::exchange(text_, {});
        if (repeated_keys_ == RepeatedKeys::kRefuse && object.value.find(object.key) != nullptr) {
            repeated_key_ = object.key;
            error = json::error::syntax;
            return false;
        }
        return true;
    }

    bool on_string_part(json::string_view part, std::size_t /*size*/, json::error_code& /*error*/) {
        text_.append(part.data(), part.size());
        return true;
    }

    bool on_string(json::string_view part, std::size_t /*size*/, json::error_code& /*error*/) {
        text_.append(part.data(), part.size());
        return add(std::exchange(text_, {}));
    }

    bool on_number_part(json::string_view part, json::error_code& /*error*/) {
        text_.append(part.data(), part.size());
        return true;
    }

    bool on_int64(std::int64_t value, json::string_view /*part*/, json::error_code& /*error*/) {
        text_.clear();
        return add(value);
    }

    bool on_uint64(std::uint64_t value, json::string_view /*part*/, json::error_code& /*error*/) {
        text_.clear();
        return add(value);
    }

    bool on_double(double rough, json::string_view part, json::error_code& error) {
        text_.append(part.data(), part.size());
        double value = 0.0;
        const auto parsed = std::from_chars(text_.data(), text_.data() + text_.size(), value);
        text_.clear();
        if (parsed.ec == std::errc::result_out_of_range) {
            value = std::fabs(rough) < 1.0 ? 0.0 : rough;
        }
        if (!std::isfinite(value) || (parsed.ec != std::errc() && value != 0.0)) {
            error = json::error::exponent_overflow;
            return false;
        }
        return add(value);
    }

    bool on_bool(bool value, json::error_code& /*error*/) { return add(value); }

    bool on_null(json::error_code& /*error*/) { return add(nullptr); }

    bool on_comment_part(json::string_view /*part*/, json::error_code& /*error*/) { return true; }

    bool on_comment(json::string_view /*part*/, json::error_code& /*error*/) { return true; }

  private:
    /// An array or object whose end has not been seen.
    struct Open {
        Json value;
        /// Key of the member that is being read.
        std::string key = {};
    };

    bool add(Json value) {
        if (open_.empty()) {
            root_ = std::move(value);
        } else if (open_.back().value.is_array()) {
            open_.back().value.push_back(std::move(value));
        } else {
            open_.back().value.set(std::move(open_.back().key), std::move(value));
        }
        return true;
    }

    bool close() {
        HIBARI_CHECK(!open_.empty());
        Json finished = std::move(open_.back().value);
        open_.pop_back();
        return add(std::move(finished));
    }

    RepeatedKeys repeated_keys_;
    std::optional<std::string> repeated_key_;
    Json root_;
    std::vector<Open> open_;
    std::string text_;
};

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
        json::parse_options options;
        options.max_depth = limits.depth_max;
        json::basic_parser<Builder> parser(options, limits.repeated_keys);
        json::error_code error;
        const std::size_t consumed = parser.write_some(false, text.data(), text.size(), error);
        if (const auto& key = parser.handler().repeated_key()) {
            const std::string shown = to_string(Json(utf8_prefix(*key, kShownKeyBytesMax)));
            return fail(syntax_error(text, consumed, "the key " + shown + " is given twice"));
        }
        if (error) {
            return fail(syntax_error(text, consumed, error.message()));
        }
        if (consumed < text.size()) {
            return fail(syntax_error(text, consumed, "unexpected text after the value"));
        }
        return parser.handler().take();
    } catch (const std::exception& exception) {
        return fail(ErrorCode::kResourceExhausted, std::string("JSON: ") + exception.what());
    }
}

}  // namespace hibari
