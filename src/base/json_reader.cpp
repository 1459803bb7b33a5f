#include "base/json_reader.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace hibari {
namespace {

constexpr std::size_t kShownValueBytes = 40;

std::string plain(double value) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), end};
}

std::string range_text(const NumberRule& rule) {
    const bool has_min = rule.min > std::numeric_limits<double>::lowest();
    const bool has_max = rule.max < std::numeric_limits<double>::max();
    if (has_min && has_max) {
        return " between " + plain(rule.min) + " and " + plain(rule.max);
    }
    if (has_min) {
        return " of at least " + plain(rule.min);
    }
    return has_max ? " of at most " + plain(rule.max) : "";
}

std::string range_text(const IntegerRule& rule) {
    return range_text(NumberRule{
        .min = rule.min == std::numeric_limits<std::int64_t>::min()
                   ? std::numeric_limits<double>::lowest()
                   : static_cast<double>(rule.min),
        .max = rule.max == std::numeric_limits<std::int64_t>::max()
                   ? std::numeric_limits<double>::max()
                   : static_cast<double>(rule.max),
    });
}

std::string joined(std::span<const std::string_view> names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += (i == 0 ? "" : (i + 1 == names.size() ? " or " : ", "));
        text += names[i];
    }
    return text;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> names) {
    const std::string_view best = nearest_word(word, names);
    return best.empty() ? "" : "did you mean '" + std::string(best) + "'?";
}

}  // namespace

JsonReader::JsonReader(const Json& json, std::string path) : json_(&json), path_(std::move(path)) {}

std::string JsonReader::child_path(std::string_view key) const {
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

Error JsonReader::error(std::string message, std::string hint) const {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(message),
        .field = path_,
        .hint = std::move(hint),
    };
}

Error JsonReader::wrong(const std::string& wanted) const {
    std::string shown = json_->is_array() || json_->is_object()
                            ? "an " + std::string(json_->type_name())
                            : to_string(*json_);
    if (shown.size() > kShownValueBytes) {
        shown = utf8_prefix(shown, kShownValueBytes) + "...";
    }
    return error("must be " + wanted + ", is " + shown);
}

Error JsonReader::missing(std::string_view key) const {
    return JsonReader(*json_, child_path(key)).error("is missing");
}

Result<void> JsonReader::allow(std::initializer_list<std::string_view> keys) const {
    HIBARI_TRY(as_object());
    for (const JsonMember& member : json_->members()) {
        if (std::ranges::find(keys, member.key) == keys.end()) {
            const JsonReader child(member.value, child_path(member.key));
            const std::span<const std::string_view> names(keys.begin(), keys.size());
            std::string hint = did_you_mean(member.key, names);
            if (hint.empty()) {
                hint = "known here: " + joined(names);
            }
            return fail(child.error("is not a known key", hint));
        }
    }
    return {};
}

std::optional<JsonReader> JsonReader::find(std::string_view key) const {
    const Json* found = json_->find(key);
    if (found == nullptr || found->is_null()) {
        return std::nullopt;
    }
    return JsonReader(*found, child_path(key));
}

Result<double> JsonReader::number(std::string_view key, const NumberRule& rule) const {
    if (const auto child = find(key)) {
        return child->as_number(rule);
    }
    if (rule.fallback) {
        return *rule.fallback;
    }
    return fail(missing(key));
}

Result<std::int64_t> JsonReader::integer(std::string_view key, const IntegerRule& rule) const {
    if (const auto child = find(key)) {
        return child->as_integer(rule);
    }
    if (rule.fallback) {
        return *rule.fallback;
    }
    return fail(missing(key));
}

Result<std::string> JsonReader::string(std::string_view key, const StringRule& rule) const {
    if (const auto child = find(key)) {
        return child->as_string(rule);
    }
    if (rule.fallback) {
        return *rule.fallback;
    }
    return fail(missing(key));
}

Result<bool> JsonReader::boolean(std::string_view key, std::optional<bool> fallback) const {
    if (const auto child = find(key)) {
        return child->as_boolean();
    }
    if (fallback) {
        return *fallback;
    }
    return fail(missing(key));
}

Result<std::size_t> JsonReader::choice(
    std::string_view key,
    std::span<const std::string_view> names,
    std::optional<std::size_t> fallback
) const {
    if (const auto child = find(key)) {
        return child->as_choice(names);
    }
    if (fallback) {
        return *fallback;
    }
    return fail(missing(key));
}

Result<std::vector<JsonReader>> JsonReader::array(std::string_view key, const ArrayRule& rule)
    const {
    if (const auto child = find(key)) {
        return child->as_array(rule);
    }
    if (rule.optional) {
        return std::vector<JsonReader>{};
    }
    return fail(missing(key));
}

Result<JsonReader> JsonReader::object(std::string_view key) const {
    if (const auto child = find(key)) {
        return child->as_object();
    }
    return fail(missing(key));
}

Result<double> JsonReader::as_number(const NumberRule& rule) const {
    const bool fits = json_->is_number() && std::isfinite(json_->as_number()) &&
                      json_->as_number() >= rule.min && json_->as_number() <= rule.max;
    if (!fits) {
        return fail(wrong("a number" + range_text(rule)));
    }
    return json_->as_number();
}

Result<std::int64_t> JsonReader::as_integer(const IntegerRule& rule) const {
    const bool fits =
        json_->is_integer() && json_->as_integer() >= rule.min && json_->as_integer() <= rule.max;
    if (!fits) {
        return fail(wrong("a whole number" + range_text(rule)));
    }
    return json_->as_integer();
}

Result<std::string> JsonReader::as_string(const StringRule& rule) const {
    if (!json_->is_string()) {
        return fail(wrong("a text"));
    }
    const std::string& text = json_->as_string();
    if (text.size() < rule.size_min || text.size() > rule.size_max) {
        return fail(error(
            "must be a text of " + std::to_string(rule.size_min) + " to " +
            std::to_string(rule.size_max) + " bytes, has " + std::to_string(text.size())
        ));
    }
    return text;
}

Result<bool> JsonReader::as_boolean() const {
    if (!json_->is_bool()) {
        return fail(wrong("true or false"));
    }
    return json_->as_bool();
}

Result<std::size_t> JsonReader::as_choice(std::span<const std::string_view> names) const {
    if (json_->is_string()) {
        const auto found = std::ranges::find(names, std::string_view(json_->as_string()));
        if (found != names.end()) {
            return static_cast<std::size_t>(found - names.begin());
        }
    }
    Error failure = wrong("one of " + joined(names));
    if (json_->is_string()) {
        failure.hint = did_you_mean(json_->as_string(), names);
    }
    return fail(std::move(failure));
}

Result<std::vector<JsonReader>> JsonReader::as_array(const ArrayRule& rule) const {
    if (!json_->is_array()) {
        return fail(wrong("an array"));
    }
    if (json_->size() < rule.size_min || json_->size() > rule.size_max) {
        return fail(error(
            "must have " + std::to_string(rule.size_min) + " to " + std::to_string(rule.size_max) +
            " elements, has " + std::to_string(json_->size())
        ));
    }
    std::vector<JsonReader> readers;
    readers.reserve(json_->size());
    for (const Json& item : json_->items()) {
        readers.emplace_back(item, path_ + "[" + std::to_string(readers.size()) + "]");
    }
    return readers;
}

Result<JsonReader> JsonReader::as_object() const {
    if (!json_->is_object()) {
        return fail(wrong("an object"));
    }
    return *this;
}

}  // namespace hibari
