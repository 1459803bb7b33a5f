#include "base/json.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace hibari {
namespace {

void print_string(const std::string& text, std::string& out) {
    constexpr std::string_view kHex = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (byte < 0x20U) {
            out += "\\u00";
            out += kHex[byte >> 4U];
            out += kHex[byte & 15U];
        } else {
            out += c;
        }
    }
    out += '"';
}

void print_double(double value, std::string& out) {
    if (!std::isfinite(value)) {
        out += "null";
        return;
    }
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    const std::string_view digits(buffer.data(), end);
    out += digits;
    if (digits.find_first_of(".e") == std::string_view::npos) {
        out += ".0";
    }
}

/// Writes a value and its children; short arrays of scalars stay on one line.
class Printer {
  public:
    Printer(int indent, std::string& out) : indent_(indent), out_(out) {}

    void print(const Json& json, int depth) {
        if (json.is_null()) {
            out_ += "null";
        } else if (json.is_bool()) {
            out_ += json.as_bool() ? "true" : "false";
        } else if (json.is_integer()) {
            out_ += std::to_string(json.as_integer());
        } else if (json.is_number()) {
            print_double(json.as_number(), out_);
        } else if (json.is_string()) {
            print_string(json.as_string(), out_);
        } else if (json.is_array()) {
            print_array(json.items(), depth);
        } else {
            print_object(json.members(), depth);
        }
    }

  private:
    static constexpr std::size_t kInlineItems = 8;

    static bool fits_one_line(const Json::Array& items) {
        return items.size() <= kInlineItems && std::ranges::all_of(items, &Json::is_number);
    }

    void print_array(const Json::Array& items, int depth) {
        const bool one_line = fits_one_line(items);
        out_ += '[';
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0) {
                out_ += indent_ > 0 && one_line ? ", " : ",";
            }
            if (!one_line) {
                new_line(depth + 1);
            }
            print(items[i], depth + 1);
        }
        if (!one_line) {
            new_line(depth);
        }
        out_ += ']';
    }

    void print_object(const Json::Object& members, int depth) {
        out_ += '{';
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (i > 0) {
                out_ += ',';
            }
            new_line(depth + 1);
            print_string(members[i].key, out_);
            out_ += indent_ > 0 ? ": " : ":";
            print(members[i].value, depth + 1);
        }
        if (!members.empty()) {
            new_line(depth);
        }
        out_ += '}';
    }

    void new_line(int depth) {
        if (indent_ > 0) {
            out_ += '\n';
            out_.append(static_cast<std::size_t>(indent_) * static_cast<std::size_t>(depth), ' ');
        }
    }

    int indent_;
    std::string& out_;
};

}  // namespace

Json::Json() = default;

Json::Json(const Json& other) = default;

Json::Json(Json&& other) noexcept = default;

Json& Json::operator=(const Json& other) = default;

Json& Json::operator=(Json&& other) noexcept = default;

Json::~Json() = default;

Json::Json(std::nullptr_t) {}

Json::Json(const char* text) : value_(std::string(text)) {}

Json::Json(std::string text) : value_(std::move(text)) {}

Json::Json(std::string_view text) : value_(std::string(text)) {}

Json::Json(Array items) : value_(std::move(items)) {}

Json::Json(Object members) : value_(std::move(members)) {}

Json Json::array(std::initializer_list<Json> items) {
    return Json(Array(items));
}

Json Json::object(std::initializer_list<JsonMember> members) {
    return Json(Object(members));
}

std::string_view Json::type_name() const {
    constexpr std::array<std::string_view, 7> kNames = {
        "null", "boolean", "number", "number", "string", "array", "object"
    };
    return kNames.at(value_.index());
}

bool Json::as_bool() const {
    HIBARI_CHECK(is_bool(), type_name());
    return std::get<bool>(value_);
}

std::int64_t Json::as_integer() const {
    HIBARI_CHECK(is_integer(), type_name());
    return std::get<std::int64_t>(value_);
}

double Json::as_number() const {
    HIBARI_CHECK(is_number(), type_name());
    return is_integer() ? static_cast<double>(as_integer()) : std::get<double>(value_);
}

const std::string& Json::as_string() const {
    HIBARI_CHECK(is_string(), type_name());
    return std::get<std::string>(value_);
}

const Json::Array& Json::items() const {
    HIBARI_CHECK(is_array(), type_name());
    return std::get<Array>(value_);
}

const Json::Object& Json::members() const {
    HIBARI_CHECK(is_object(), type_name());
    return std::get<Object>(value_);
}

const Json* Json::find(std::string_view key) const {
    if (!is_object()) {
        return nullptr;
    }
    const auto found = std::ranges::find(members(), key, &JsonMember::key);
    return found == members().end() ? nullptr : &found->value;
}

const Json& Json::at(std::string_view key) const {
    const Json* found = find(key);
    HIBARI_CHECK(found != nullptr, key);
    return *found;
}

const Json& Json::at(std::size_t index) const {
    HIBARI_CHECK(index < items().size(), index, size());
    return items()[index];
}

std::size_t Json::size() const {
    if (is_array()) {
        return items().size();
    }
    return is_object() ? members().size() : 0;
}

Json& Json::set(std::string key, Json value) {
    if (is_null()) {
        value_ = Object{};
    }
    HIBARI_CHECK(is_object(), type_name(), key);
    auto& object = std::get<Object>(value_);
    const auto found = std::ranges::find(object, key, &JsonMember::key);
    if (found != object.end()) {
        found->value = std::move(value);
    } else {
        object.push_back({std::move(key), std::move(value)});
    }
    return *this;
}

Json& Json::push_back(Json value) {
    if (is_null()) {
        value_ = Array{};
    }
    HIBARI_CHECK(is_array(), type_name());
    std::get<Array>(value_).push_back(std::move(value));
    return *this;
}

bool operator==(const Json& a, const Json& b) {
    return a.value_ == b.value_;
}

std::string to_string(const Json& json, int indent) {
    std::string out;
    Printer(indent, out).print(json, 0);
    return out;
}

}  // namespace hibari
