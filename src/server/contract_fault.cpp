#include "server/contract_fault.h"

#include "base/check.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace hibari::server {
namespace {

/// How much of a wrong value is repeated in a message.
constexpr std::size_t kQuotedBytesMax = 60;

constexpr std::array<std::string_view, 3> kTrapKeys = {"__proto__", "constructor", "prototype"};

Fault fault(const std::string& path, std::string_view code, const std::string& what) {
    return {
        .param = path,
        .code = std::string(code),
        .message = path.empty() ? "the body " + what : what
    };
}

/// 20971520 as "20,971,520".
std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3) {
        digits.insert(at - 3, ",");
    }
    return digits;
}

std::string joined(const std::vector<std::string>& words, std::string_view last = ", ") {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) {
            text += i + 1 == words.size() ? last : ", ";
        }
        text += words[i];
    }
    return text;
}

std::string with_article(std::string_view type) {
    if (type == "null") {
        return "null";
    }
    if (type == "integer") {
        return "a whole number";
    }
    return (type == "array" || type == "object" ? "an " : "a ") +
           std::string(type == "string" ? "text" : type);
}

/// A value as a message repeats it: short ones as they are, long ones by their kind.
std::string shown(const Json& value) {
    if (value.is_object() || value.is_array()) {
        return with_article(value.type_name());
    }
    if (value.is_string() && value.as_string().size() > kQuotedBytesMax) {
        return to_string(Json(utf8_prefix(value.as_string(), kQuotedBytesMax))) + "...";
    }
    return to_string(value);
}

bool is_upload(const Json& value) {
    return value.is_object() && value.size() == 1 && value.find(kUploadKey) != nullptr;
}

bool has_type(const Json& value, std::string_view type) {
    if (type == "integer") {
        return value.is_integer();
    }
    if (type == "number") {
        return value.is_number();
    }
    return value.type_name() == type;
}

/// The names of `type`, which is one or several.
std::vector<std::string> types_of(const Json& schema) {
    std::vector<std::string> types;
    const Json* type = schema.find("type");
    if (type != nullptr && type->is_string()) {
        types.push_back(type->as_string());
    } else if (type != nullptr) {
        for (const Json& one : type->items()) {
            types.push_back(one.as_string());
        }
    }
    return types;
}

std::optional<Fault> type_fault(const Json& schema, const Json& value, const std::string& path) {
    const std::vector<std::string> types = types_of(schema);
    if (types.empty() ||
        std::ranges::any_of(types, [&](const auto& type) { return has_type(value, type); })) {
        return std::nullopt;
    }
    std::vector<std::string> wanted;
    for (const std::string& type : types) {
        wanted.push_back(with_article(type));
    }
    std::string what = "must be " + joined(wanted, " or ") + ", is ";
    if (is_upload(value)) {
        what += "a file";
    } else if (value.is_null()) {
        what += "null (leave it out instead)";
    } else if (value.is_number() && !types.empty() && types.front() == "string") {
        what += "the number " + shown(value) + " (write it in quotes)";
    } else if (value.is_number()) {
        what += shown(value);
    } else {
        what += with_article(value.type_name());
    }
    return fault(path, "invalid_type", what);
}

std::optional<Fault> choice_fault(const Json& schema, const Json& value, const std::string& path) {
    const Json* choices = schema.find("enum");
    if (choices == nullptr ||
        std::ranges::find(choices->items(), value) != choices->items().end()) {
        const Json* only = schema.find("const");
        if (only == nullptr || *only == value) {
            return std::nullopt;
        }
        return fault(path, "invalid_value", "must be " + shown(*only) + ", is " + shown(value));
    }
    std::vector<std::string> names;
    for (const Json& choice : choices->items()) {
        names.push_back(choice.is_string() ? choice.as_string() : to_string(choice));
    }
    std::string hint;
    if (value.is_string()) {
        const std::vector<std::string_view> known(names.begin(), names.end());
        const std::string_view nearest = nearest_word(value.as_string(), known);
        const bool is_number = nearest.find_first_not_of("0123456789") == std::string_view::npos;
        if (!nearest.empty() && !is_number) {
            hint = " (did you mean " + std::string(nearest) + "?)";
        }
    }
    const std::string list = (names.size() > 1 ? "one of " : "") + joined(names);
    return fault(path, "invalid_value", "must be " + list + ", is " + shown(value) + hint);
}

std::optional<std::int64_t> limit(const Json& schema, std::string_view keyword) {
    const Json* value = schema.find(keyword);
    return value != nullptr ? std::optional(value->as_integer()) : std::nullopt;
}

std::optional<Fault> text_fault(const Json& schema, const Json& value, const std::string& path) {
    const auto min = limit(schema, "minLength");
    const auto max = limit(schema, "maxLength");
    if (!value.is_string() || (!min && !max)) {
        return std::nullopt;
    }
    // A character has one to four bytes, so most texts need no counting.
    const auto bytes = static_cast<std::int64_t>(value.as_string().size());
    if (bytes >= 4 * min.value_or(0) && bytes <= max.value_or(bytes)) {
        return std::nullopt;
    }
    const auto size = static_cast<std::int64_t>(count_code_points(value.as_string()));
    if (min && size < *min) {
        return fault(
            path,
            "string_too_short",
            *min == 1 ? "must not be empty"
                      : "must have at least " + std::to_string(*min) + " characters, has " +
                            std::to_string(size)
        );
    }
    if (max && size > *max) {
        return fault(
            path,
            "string_too_long",
            "must have at most " + grouped(static_cast<std::uint64_t>(*max)) + " characters, has " +
                grouped(static_cast<std::uint64_t>(size))
        );
    }
    return std::nullopt;
}

std::optional<Fault> number_fault(const Json& schema, const Json& value, const std::string& path) {
    const Json* min = schema.find("minimum");
    const Json* max = schema.find("maximum");
    if (!value.is_number()) {
        return std::nullopt;
    }
    const bool low = min != nullptr && value.as_number() < min->as_number();
    const bool high = max != nullptr && value.as_number() > max->as_number();
    if (!low && !high) {
        return std::nullopt;
    }
    std::string what = "must be ";
    if (min != nullptr && max != nullptr) {
        what += "between " + to_string(*min) + " and " + to_string(*max);
    } else {
        what += (low ? "at least " : "at most ") + to_string(low ? *min : *max);
    }
    return fault(path, "invalid_value", what + ", is " + shown(value));
}

std::optional<Fault> size_fault(
    const Json& value,
    const std::string& path,
    std::optional<std::int64_t> min,
    std::optional<std::int64_t> max,
    std::string_view noun
) {
    const auto size = static_cast<std::int64_t>(value.size());
    const bool few = min && size < *min;
    if (!few && (!max || size <= *max)) {
        return std::nullopt;
    }
    const std::int64_t bound = few ? *min : *max;
    return fault(
        path,
        "invalid_value",
        std::string(few ? "must have at least " : "must have at most ") + std::to_string(bound) +
            " " + std::string(noun) + (bound == 1 ? "" : "s") + ", has " + std::to_string(size)
    );
}

std::optional<Fault> array_fault(const Json& schema, const Json& value, const std::string& path) {
    if (!value.is_array()) {
        return std::nullopt;
    }
    if (auto found = size_fault(
            value, path, limit(schema, "minItems"), limit(schema, "maxItems"), "element"
        )) {
        return found;
    }
    const Json* items = schema.find("items");
    for (std::size_t i = 0; items != nullptr && i < value.size(); ++i) {
        if (auto found = find_schema_fault(*items, value.at(i), element_path(path, i))) {
            return found;
        }
    }
    const Json* unique = schema.find("uniqueItems");
    if (unique == nullptr || !unique->as_bool()) {
        return std::nullopt;
    }
    // Quadratic, so only arrays with a small maxItems may ask for it.
    for (std::size_t i = 0; i < value.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (value.at(i) == value.at(k)) {
                return fault(
                    element_path(path, i), "invalid_value", "repeats an element before it"
                );
            }
        }
    }
    return std::nullopt;
}

Fault unknown_fault(const Json& schema, std::string_view key, const std::string& path) {
    std::vector<std::string> names;
    if (const Json* properties = schema.find("properties")) {
        for (const JsonMember& member : properties->members()) {
            if (member.key != kUploadKey) {
                names.push_back(member.key);
            }
        }
    }
    std::string what = "is not a field that is known here";
    const std::vector<std::string_view> known(names.begin(), names.end());
    if (const std::string_view nearest = nearest_word(key, known); !nearest.empty()) {
        what += " (did you mean " + std::string(nearest) + "?)";
    } else if (!names.empty()) {
        what += " (known are " + joined(names) + ")";
    }
    return fault(member_path(path, utf8_prefix(key, kQuotedBytesMax)), "unknown_parameter", what);
}

/// Fields that are known by nobody, or missing: what is said before anything about a value.
std::optional<Fault> names_fault(const Json& schema, const Json& value, const std::string& path) {
    const Json* properties = schema.find("properties");
    const Json* additional = schema.find("additionalProperties");
    if (additional != nullptr && additional->is_bool() && !additional->as_bool()) {
        for (const JsonMember& member : value.members()) {
            if (properties == nullptr || properties->find(member.key) == nullptr) {
                return unknown_fault(schema, member.key, path);
            }
        }
    }
    if (const Json* required = schema.find("required")) {
        for (const Json& name : required->items()) {
            if (value.find(name.as_string()) == nullptr) {
                return fault(
                    member_path(path, name.as_string()), "missing_required_parameter", "is required"
                );
            }
        }
    }
    return size_fault(
        value, path, limit(schema, "minProperties"), limit(schema, "maxProperties"), "field"
    );
}

std::optional<Fault> object_fault(const Json& schema, const Json& value, const std::string& path) {
    if (!value.is_object()) {
        return std::nullopt;
    }
    if (auto found = names_fault(schema, value, path)) {
        return found;
    }
    const Json* properties = schema.find("properties");
    const Json* additional = schema.find("additionalProperties");
    for (const JsonMember& member : value.members()) {
        const Json* one = properties != nullptr ? properties->find(member.key) : nullptr;
        if (one == nullptr && additional != nullptr && additional->is_object()) {
            one = additional;
        }
        if (one == nullptr) {
            continue;
        }
        if (auto found = find_schema_fault(*one, member.value, member_path(path, member.key))) {
            return found;
        }
    }
    return std::nullopt;
}

/// The fields by which objects of the alternatives are told apart: the first required one of each.
std::vector<std::string> keys_of(const Json::Array& alternatives) {
    std::vector<std::string> keys;
    for (const Json& alternative : alternatives) {
        const Json* required = alternative.find("required");
        if (required != nullptr && required->size() > 0 &&
            required->at(0).as_string() != kUploadKey) {
            keys.push_back(required->at(0).as_string());
        }
    }
    return keys;
}

/// What any of the alternatives would have taken.
std::string wanted_of(const Json::Array& alternatives) {
    std::vector<std::string> wanted;
    if (std::ranges::any_of(alternatives, [](const Json& one) {
            const Json* mark = one.find(kUploadMark);
            return mark != nullptr && mark->as_bool();
        })) {
        wanted.emplace_back("a file");
    }
    if (const auto keys = keys_of(alternatives); !keys.empty()) {
        wanted.push_back("an object with " + joined(keys, " or "));
    }
    for (const Json& alternative : alternatives) {
        for (const std::string& type : types_of(alternative)) {
            if (type != "object") {
                wanted.push_back(with_article(type));
            }
        }
    }
    return joined(wanted, " or ");
}

std::optional<Fault> one_of_fault(const Json& schema, const Json& value, const std::string& path) {
    const Json* one_of = schema.find("oneOf");
    if (one_of == nullptr) {
        return std::nullopt;
    }
    const Json::Array& alternatives = one_of->items();
    const auto fitting = std::ranges::count_if(alternatives, [&](const Json& one) {
        return !find_schema_fault(one, value);
    });
    if (fitting == 1) {
        return std::nullopt;
    }
    const std::vector<std::string> keys = keys_of(alternatives);
    if (!value.is_object() || keys.empty() || is_upload(value)) {
        const std::string is = is_upload(value) ? "a file" : shown(value);
        return fault(path, "invalid_type", "must be " + wanted_of(alternatives) + ", is " + is);
    }
    const Json* chosen = nullptr;
    std::size_t present = 0;
    for (const Json& alternative : alternatives) {
        const Json* required = alternative.find("required");
        if (required != nullptr && required->size() > 0 &&
            value.find(required->at(0).as_string()) != nullptr) {
            chosen = &alternative;
            ++present;
        }
    }
    if (present == 1) {
        return find_schema_fault(*chosen, value, path);
    }
    if (present == 0) {
        return fault(
            path, "missing_required_parameter", "must have the field " + joined(keys, " or ")
        );
    }
    return fault(
        path, "invalid_value", "must have only one of the fields " + joined(keys, " and ")
    );
}

std::optional<Fault> all_of_fault(const Json& schema, const Json& value, const std::string& path) {
    const Json* all_of = schema.find("allOf");
    for (std::size_t i = 0; all_of != nullptr && i < all_of->size(); ++i) {
        if (auto found = find_schema_fault(all_of->at(i), value, path)) {
            return found;
        }
    }
    return std::nullopt;
}

/// A file where there must be one and is not, or where JSON cannot bring one.
std::optional<Fault> upload_fault(const Json& schema, const Json& value, const std::string& path) {
    const Json* mark = schema.find(kUploadMark);
    if (mark == nullptr || (mark->as_bool() && is_upload(value))) {
        return std::nullopt;
    }
    return fault(
        path,
        "invalid_type",
        mark->as_bool() ? "must be a file, is " + shown(value)
                        : "is a file, which only a form (multipart/form-data) can bring"
    );
}

/// Whether find_text_fault would find nothing; builds no paths.
bool is_plain(const Json& value) {
    const auto is_plain_text = [](std::string_view text) {
        return text.find('\0') == std::string_view::npos && is_valid_utf8(text);
    };
    if (value.is_string()) {
        return is_plain_text(value.as_string());
    }
    if (value.is_array()) {
        return std::ranges::all_of(value.items(), is_plain);
    }
    return !value.is_object() || std::ranges::all_of(value.members(), [&](const auto& member) {
        return is_plain_text(member.key) &&
               std::ranges::find(kTrapKeys, member.key) == kTrapKeys.end() &&
               is_plain(member.value);
    });
}

std::optional<Fault> key_fault(std::string_view key, const std::string& path) {
    if (!is_valid_utf8(key) || key.find('\0') != std::string_view::npos) {
        return fault(path, "invalid_value", "has a field whose name is not plain text");
    }
    if (std::ranges::find(kTrapKeys, key) != kTrapKeys.end()) {
        return fault(
            member_path(path, key), "unknown_parameter", "is not a field that is known here"
        );
    }
    return std::nullopt;
}

}  // namespace

std::string member_path(const std::string& path, std::string_view key) {
    return path.empty() ? std::string(key) : path + "." + std::string(key);
}

std::string element_path(const std::string& path, std::size_t index) {
    return path + "[" + std::to_string(index) + "]";
}

std::optional<Fault> find_schema_fault(
    const Json& schema, const Json& value, const std::string& path
) {
    using Check = std::optional<Fault> (*)(const Json&, const Json&, const std::string&);
    constexpr std::array<Check, 9> checks = {
        upload_fault,
        type_fault,
        choice_fault,
        text_fault,
        number_fault,
        array_fault,
        object_fault,
        one_of_fault,
        all_of_fault
    };
    for (const Check check : checks) {
        if (auto found = check(schema, value, path)) {
            return found;
        }
    }
    return std::nullopt;
}

std::optional<Fault> find_text_fault(const Json& value, const std::string& path) {
    if (is_plain(value)) {
        return std::nullopt;
    }
    if (value.is_string()) {
        if (!is_valid_utf8(value.as_string())) {
            return fault(path, "invalid_value", "must be valid UTF-8");
        }
        if (value.as_string().find('\0') != std::string::npos) {
            return fault(path, "invalid_value", "must not contain the character U+0000");
        }
    } else if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (auto found = find_text_fault(value.at(i), element_path(path, i))) {
                return found;
            }
        }
    } else if (value.is_object()) {
        for (const JsonMember& member : value.members()) {
            if (auto found = key_fault(member.key, path)) {
                return found;
            }
            if (auto found = find_text_fault(member.value, member_path(path, member.key))) {
                return found;
            }
        }
    }
    return std::nullopt;
}

}  // namespace hibari::server
