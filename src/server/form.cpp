#include "server/form.h"

#include "base/text.h"
#include "server/contract_fault.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>

namespace hibari::server {
namespace {

/// JSON inside one field.
constexpr JsonLimits kFieldJsonLimits = {
    .size_bytes_max = 24U << 20U, .depth_max = 8, .repeated_keys = RepeatedKeys::kRefuse
};

/// A name in a message is cut here.
constexpr std::size_t kShownNameBytesMax = 60;

Fault form_fault(const std::string& path, const std::string& what) {
    return {.param = path, .code = "invalid_form", .message = what};
}

/// One step of a bracketed name.
struct Step {
    enum class Kind { kMember, kAppend, kIndex };

    Kind kind = Kind::kMember;
    /// Of a member or an index.
    std::string_view text = {};
    std::size_t index = 0;
};

using Steps = std::vector<Step>;

bool is_index(std::string_view text) {
    return !text.empty() && text.size() <= 4 &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

Step step_of(std::string_view text) {
    if (text.empty()) {
        return {.kind = Step::Kind::kAppend};
    }
    if (is_index(text)) {
        std::size_t index = 0;
        std::from_chars(text.data(), text.data() + text.size(), index);
        return {.kind = Step::Kind::kIndex, .text = text, .index = index};
    }
    return {.kind = Step::Kind::kMember, .text = text};
}

/// "characters[][id]" as its steps.
tl::expected<Steps, Fault> steps_of(std::string_view name, const FormLimits& limits) {
    const std::string shown =
        to_valid_utf8(name.substr(0, std::min(name.size(), kShownNameBytesMax)));
    const auto refuse = [&](const std::string& what) {
        return tl::unexpected<Fault>(form_fault(shown, what));
    };
    if (name.size() > limits.name_bytes_max || !is_valid_utf8(name)) {
        return refuse("is no name of a field");
    }
    const std::size_t open = name.find('[');
    const std::string_view first = name.substr(0, open);
    if (first.empty() || first.find(']') != std::string_view::npos) {
        return refuse("is no name of a field");
    }
    Steps steps = {{.kind = Step::Kind::kMember, .text = first}};
    std::string_view rest = open == std::string_view::npos ? "" : name.substr(open);
    while (!rest.empty()) {
        const std::size_t close = rest.find(']');
        if (rest.front() != '[' || close == std::string_view::npos ||
            rest.substr(1, close - 1).find('[') != std::string_view::npos) {
            return refuse("has brackets that do not match");
        }
        if (steps.size() > limits.depth_max) {
            return refuse("has too many brackets");
        }
        steps.push_back(step_of(rest.substr(1, close - 1)));
        rest.remove_prefix(close + 1);
    }
    const bool is_trap = std::ranges::any_of(steps, [](const Step& step) {
        return step.text.starts_with("__") || step.text.starts_with("$");
    });
    if (is_trap) {
        Fault fault = form_fault(shown, "is not a field that is known here");
        fault.code = "unknown_parameter";
        return tl::unexpected<Fault>(std::move(fault));
    }
    return steps;
}

/// What the fields say so far.
struct Node {
    enum class Kind { kNothing, kLeaf, kObject, kArray };

    Kind kind = Kind::kNothing;
    const FormField* field = nullptr;
    std::vector<std::pair<std::string, Node>> members = {};
    std::vector<Node> elements = {};

    const Node* member(std::string_view key) const {
        const auto found = std::ranges::find(members, key, &std::pair<std::string, Node>::first);
        return found != members.end() ? &found->second : nullptr;
    }
};

/// Whether following the steps from here ends where there is a value already, so that an element
/// of an array must be another one.
bool is_taken(const Node& node, std::span<const Step> steps) {
    const Node* at = &node;
    for (const Step& step : steps) {
        if (step.kind != Step::Kind::kMember) {
            return at->kind != Node::Kind::kNothing && at->kind != Node::Kind::kArray;
        }
        at = at->member(step.text);
        if (at == nullptr) {
            return false;
        }
    }
    return true;
}

class Builder {
  public:
    explicit Builder(const FormLimits& limits) : limits_(limits) {
        root_.kind = Node::Kind::kObject;
    }

    std::optional<Fault> add(const FormField& field) {
        const auto steps = steps_of(field.name, limits_);
        if (!steps) {
            return steps.error();
        }
        Node* at = &root_;
        std::string path;
        for (std::size_t i = 0; i < steps->size(); ++i) {
            const std::span<const Step> rest = std::span(*steps).subspan(i + 1);
            if (auto found = descend(at, path, (*steps)[i], rest)) {
                return found;
            }
        }
        if (at->kind != Node::Kind::kNothing) {
            return form_fault(
                path,
                at->kind == Node::Kind::kLeaf ? "is given twice"
                                              : "is given both as a value and with brackets"
            );
        }
        at->kind = Node::Kind::kLeaf;
        at->field = &field;
        return std::nullopt;
    }

    const Node& root() const { return root_; }

  private:
    std::optional<Fault> descend(
        Node*& at, std::string& path, const Step& step, std::span<const Step> rest
    ) {
        const bool wants_member = step.kind == Step::Kind::kMember;
        const Node::Kind wanted = wants_member ? Node::Kind::kObject : Node::Kind::kArray;
        if (at->kind == Node::Kind::kNothing) {
            at->kind = wanted;
        }
        if (at->kind != wanted) {
            return form_fault(
                path,
                at->kind == Node::Kind::kLeaf ? "is given both as a value and with brackets"
                                              : "is given both as a list and as an object"
            );
        }
        return wants_member ? to_member(at, path, step.text) : to_element(at, path, step, rest);
    }

    static std::optional<Fault> to_member(Node*& at, std::string& path, std::string_view key) {
        path = member_path(path, key);
        const auto found =
            std::ranges::find(at->members, key, &std::pair<std::string, Node>::first);
        if (found != at->members.end()) {
            at = &found->second;
        } else {
            at = &at->members.emplace_back(std::string(key), Node{}).second;
        }
        return std::nullopt;
    }

    std::optional<Fault> to_element(
        Node*& at, std::string& path, const Step& step, std::span<const Step> rest
    ) const {
        std::vector<Node>& elements = at->elements;
        std::size_t index = step.index;
        if (step.kind == Step::Kind::kAppend) {
            // `a[][x]` belongs to the last element as long as that has no x of its own.
            const bool goes_on = !elements.empty() && !rest.empty() &&
                                 elements.back().kind != Node::Kind::kLeaf &&
                                 !is_taken(elements.back(), rest);
            index = goes_on ? elements.size() - 1 : elements.size();
        }
        if (index > elements.size() || index >= limits_.elements_max) {
            return form_fault(
                path,
                index >= limits_.elements_max ? "has too many elements"
                                              : "has elements that do not come in order"
            );
        }
        if (index == elements.size()) {
            elements.emplace_back();
        }
        path = element_path(path, index);
        at = &elements[index];
        return std::nullopt;
    }

    const FormLimits& limits_;
    Node root_;
};

bool has_type(const Json& schema, std::string_view type) {
    const Json* types = schema.find("type");
    if (types == nullptr) {
        return false;
    }
    return types->is_array() ? std::ranges::find(types->items(), Json(type)) != types->items().end()
                             : *types == Json(type);
}

/// The schema of what a step leads to, looked for in the alternatives too; null when unknown.
const Json* schema_of_member(const Json* schema, std::string_view key) {
    if (schema == nullptr) {
        return nullptr;
    }
    if (const Json* properties = schema->find("properties")) {
        return properties->find(key);
    }
    const Json* one_of = schema->find("oneOf");
    for (std::size_t i = 0; one_of != nullptr && i < one_of->size(); ++i) {
        if (const Json* found = schema_of_member(&one_of->at(i), key)) {
            return found;
        }
    }
    return nullptr;
}

bool has_upload_key(const Json& json) {
    if (json.is_array()) {
        return std::ranges::any_of(json.items(), has_upload_key);
    }
    return json.is_object() && std::ranges::any_of(json.members(), [](const JsonMember& member) {
               return member.key == kUploadKey || has_upload_key(member.value);
           });
}

/// A text as the type that the schema names; as it is when it is none of that type, so that the
/// schema's own message says so.
tl::expected<Json, Fault> typed(
    const std::string& path, const FormField& field, const Json* schema
) {
    const std::string_view text = field.data;
    const char* const end = text.data() + text.size();
    if (schema == nullptr || has_type(*schema, "string")) {
        return Json(text);
    }
    if (has_type(*schema, "integer") || has_type(*schema, "number")) {
        std::int64_t whole = 0;
        if (const auto read = std::from_chars(text.data(), end, whole);
            read.ec == std::errc() && read.ptr == end) {
            return Json(whole);
        }
    }
    if (has_type(*schema, "number")) {
        double real = 0.0;
        if (const auto read = std::from_chars(text.data(), end, real);
            read.ec == std::errc() && read.ptr == end && std::isfinite(real)) {
            return Json(real);
        }
    }
    if (has_type(*schema, "boolean") && (text == "true" || text == "false")) {
        return Json(text == "true");
    }
    const std::string_view trimmed = trim(text);
    if (trimmed.starts_with('{') || trimmed.starts_with('[')) {
        auto json = parse_json(text, kFieldJsonLimits);
        if (!json || has_upload_key(*json)) {
            const std::string why =
                json ? "has a field that is not known here" : json.error().message;
            return tl::unexpected<Fault>(form_fault(path, why));
        }
        return std::move(*json);
    }
    return Json(text);
}

/// Turns the nodes into JSON and collects the files.
class Writer {
  public:
    explicit Writer(Form& form) : form_(form) {}

    tl::expected<Json, Fault> write(const Node& node, const Json* schema, const std::string& path) {
        switch (node.kind) {
            case Node::Kind::kObject:
                return write_object(node, schema, path);
            case Node::Kind::kArray:
                return write_array(node, schema, path);
            case Node::Kind::kLeaf:
                break;
            case Node::Kind::kNothing:
                return Json();
        }
        if (!node.field->filename) {
            return typed(path, *node.field, schema);
        }
        form_.files.push_back({
            .path = path,
            .filename = to_valid_utf8(*node.field->filename),
            .content_type = to_valid_utf8(node.field->content_type),
            .data = node.field->data,
        });
        return Json::object({{std::string(kUploadKey), form_.files.size() - 1}});
    }

  private:
    tl::expected<Json, Fault> write_object(
        const Node& node, const Json* schema, const std::string& path
    ) {
        Json::Object made;
        for (const auto& [key, member] : node.members) {
            auto value = write(member, schema_of_member(schema, key), member_path(path, key));
            if (!value) {
                return value;
            }
            made.push_back({key, std::move(*value)});
        }
        return Json(std::move(made));
    }

    tl::expected<Json, Fault> write_array(
        const Node& node, const Json* schema, const std::string& path
    ) {
        const Json* items = schema != nullptr ? schema->find("items") : nullptr;
        Json::Array made;
        for (std::size_t i = 0; i < node.elements.size(); ++i) {
            auto value = write(node.elements[i], items, element_path(path, i));
            if (!value) {
                return value;
            }
            made.push_back(std::move(*value));
        }
        return Json(std::move(made));
    }

    Form& form_;
};

}  // namespace

const FormFile* Form::file(const Json* member) const {
    const Json* index = member != nullptr ? member->find(kUploadKey) : nullptr;
    if (index == nullptr || !index->is_integer() || index->as_integer() < 0) {
        return nullptr;
    }
    const auto at = static_cast<std::size_t>(index->as_integer());
    return at < files.size() ? &files[at] : nullptr;
}

tl::expected<Form, Fault> read_form(
    std::span<const FormField> fields, const Json& schema, const FormLimits& limits
) {
    if (fields.size() > limits.fields_max) {
        return tl::unexpected<Fault>(
            {.code = "invalid_form",
             .message = "the form has " + std::to_string(fields.size()) + " fields, at most " +
                        std::to_string(limits.fields_max) + " are taken"}
        );
    }
    Builder builder(limits);
    for (const FormField& field : fields) {
        // What a browser sends for a file input in which nothing was chosen.
        if (field.filename && field.filename->empty() && field.data.empty()) {
            continue;
        }
        if (auto fault = builder.add(field)) {
            return tl::unexpected<Fault>(std::move(*fault));
        }
    }
    Form form;
    auto body = Writer(form).write(builder.root(), &schema, "");
    if (!body) {
        return tl::unexpected<Fault>(std::move(body.error()));
    }
    form.body = std::move(*body);
    return form;
}

}  // namespace hibari::server
