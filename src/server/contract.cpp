#include "server/contract.h"

#include "base/check.h"
#include "server/contract_fault.h"
#include "server/contract_schema.h"
#include "server/contract_yaml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <map>

namespace hibari::embedded {

extern const std::string_view openapi_yaml;

}  // namespace hibari::embedded

namespace hibari::server {
namespace {

/// References within references; more is a circle.
constexpr int kReferenceDepthMax = 32;

constexpr std::array<std::string_view, 3> kMethods = {"get", "post", "delete"};

/// Keywords that say nothing about whether a value fits.
constexpr std::array<std::string_view, 7> kSilentKeywords = {
    "description", "examples", "format", "default", "deprecated", "title", "example"
};

constexpr std::string_view kJsonType = "application/json";
constexpr std::string_view kFormType = "multipart/form-data";

const Json kNone = nullptr;

/// The member at the end of a chain of keys, or null.
const Json& at_path(const Json& json, std::initializer_list<std::string_view> keys) {
    const Json* at = &json;
    for (const std::string_view key : keys) {
        at = at->find(key);
        if (at == nullptr) {
            return kNone;
        }
    }
    return *at;
}

bool is_true(const Json& json, std::string_view key) {
    const Json* value = json.find(key);
    return value != nullptr && value->is_bool() && value->as_bool();
}

/// What "#/components/schemas/Video" leads to.
Result<const Json*> follow(const Json& document, const std::string& reference) {
    const Json* at = &document;
    std::string_view rest = reference;
    if (!rest.starts_with("#/")) {
        return fail(ErrorCode::kInvalidArgument, "reference '" + reference + "' leads elsewhere");
    }
    rest.remove_prefix(2);
    while (at != nullptr) {
        const std::size_t slash = rest.find('/');
        at = at->find(rest.substr(0, slash));
        if (slash == std::string_view::npos) {
            break;
        }
        rest.remove_prefix(slash + 1);
    }
    if (at == nullptr) {
        return fail(ErrorCode::kInvalidArgument, "reference '" + reference + "' leads nowhere");
    }
    return at;
}

/// The object itself, or what its reference leads to.
Result<const Json*> resolved(const Json& document, const Json& json) {
    const Json* at = &json;
    for (int depth = 0; depth < kReferenceDepthMax; ++depth) {
        const Json* reference = at->find("$ref");
        if (reference == nullptr) {
            return at;
        }
        if (at->size() > 1) {
            return fail(
                ErrorCode::kInvalidArgument,
                "something stands beside the reference '" + reference->as_string() + "'"
            );
        }
        at = HIBARI_TRY(follow(document, reference->as_string()));
    }
    return fail(ErrorCode::kInvalidArgument, "references in a circle");
}

/// Makes a schema of the file one that stands for itself: references replaced by what they lead to,
/// what only readers need left out, uploads as the kind of body has them.
class Inliner {
  public:
    Inliner(const Json& document, BodyKind kind) : document_(document), kind_(kind) {}

    Result<Json> inlined(const Json& schema, int depth = 0) const {
        if (depth > kReferenceDepthMax) {
            return fail(ErrorCode::kInvalidArgument, "schemas in a circle, or nested too deeply");
        }
        const Json& source = *HIBARI_TRY(resolved(document_, schema));
        if (const Json* format = source.find("format");
            format != nullptr && *format == Json("binary")) {
            return upload();
        }
        Json made = Json::object();
        for (const JsonMember& member : source.members()) {
            HIBARI_TRY(add(made, member, depth));
        }
        return made;
    }

  private:
    /// The schema of an uploaded file.
    Json upload() const {
        if (kind_ == BodyKind::kJson) {
            return Json::object({{std::string(kUploadMark), false}, {"not", Json::object()}});
        }
        return Json::object({
            {std::string(kUploadMark), true},
            {"type", "object"},
            {"additionalProperties", false},
            {"required", Json::array({kUploadKey})},
            {"properties",
             Json::object({{std::string(kUploadKey), Json::object({{"type", "integer"}})}})},
        });
    }

    Result<void> add(Json& made, const JsonMember& member, int depth) const {
        const std::string& key = member.key;
        if (key.starts_with("x-") ||
            std::ranges::find(kSilentKeywords, key) != kSilentKeywords.end()) {
            return {};
        }
        if (key == "pattern" || key == "patternProperties" || key == "unevaluatedProperties" ||
            key == "prefixItems" || key == "anyOf") {
            return fail(ErrorCode::kInvalidArgument, "schemas of this file do not use " + key);
        }
        if (key == "properties") {
            Json properties = Json::object();
            for (const JsonMember& property : member.value.members()) {
                properties.set(property.key, HIBARI_TRY(inlined(property.value, depth + 1)));
            }
            made.set(key, std::move(properties));
        } else if (key == "items" || (key == "additionalProperties" && member.value.is_object())) {
            made.set(key, HIBARI_TRY(inlined(member.value, depth + 1)));
        } else if (key == "oneOf" || key == "allOf") {
            Json alternatives = Json::array();
            for (const Json& alternative : member.value.items()) {
                Json one = HIBARI_TRY(inlined(alternative, depth + 1));
                if (one.find("not") == nullptr) {
                    alternatives.push_back(std::move(one));
                }
            }
            made.set(key, std::move(alternatives));
        } else {
            made.set(key, member.value);
        }
        return {};
    }

    const Json& document_;
    BodyKind kind_;
};

struct Body {
    Json schema;
    CompiledSchema compiled;
};

Result<std::optional<Body>> read_body(
    const Json& document, const Json& content, std::string_view type, BodyKind kind
) {
    const Json& schema = at_path(content, {type, "schema"});
    if (schema.is_null()) {
        return std::nullopt;
    }
    Json inlined = HIBARI_TRY(Inliner(document, kind).inlined(schema));
    CompiledSchema compiled = HIBARI_TRY(CompiledSchema::compile(inlined));
    return Body{.schema = std::move(inlined), .compiled = std::move(compiled)};
}

/// An operation with what is needed to check its requests.
struct Entry {
    Operation operation;
    std::optional<Body> json;
    std::optional<Body> form;
    /// Schemas of the query parameters by name, with their `default`.
    std::vector<JsonMember> query;
};

Result<void> read_security(const Json& security, Operation& operation) {
    operation.is_public = security.size() == 0;
    for (const Json& way : security.items()) {
        const Json* scopes = way.find("bearerAuth");
        if (scopes != nullptr && scopes->size() == 1) {
            operation.scope = scopes->at(0).as_string();
        }
    }
    if (operation.is_public != operation.scope.empty()) {
        return fail(ErrorCode::kInvalidArgument, operation.id + " needs one scope, or none at all");
    }
    return {};
}

Result<void> read_parameters(const Json& document, const Json& parameters, Entry& entry) {
    for (const Json& listed : parameters.is_array() ? parameters.items() : Json::Array()) {
        const Json& parameter = *HIBARI_TRY(resolved(document, listed));
        if (parameter.at("in") != Json("query")) {
            continue;
        }
        Json schema =
            HIBARI_TRY(Inliner(document, BodyKind::kJson).inlined(parameter.at("schema")));
        if (const Json* fallback = parameter.at("schema").find("default")) {
            schema.set("default", *fallback);
        }
        entry.query.push_back({parameter.at("name").as_string(), std::move(schema)});
    }
    return {};
}

Result<Entry> read_entry(
    const Json& document,
    const std::string& path,
    std::string_view method,
    const Json& item,
    const Json& source
) {
    Entry entry;
    Operation& operation = entry.operation;
    operation.id = source.at("operationId").as_string();
    for (const char letter : method) {
        operation.method += static_cast<char>(letter - 'a' + 'A');
    }
    operation.path = path;
    operation.is_extension = is_true(source, "x-hibari");
    operation.for_suspended = is_true(source, "x-hibari-suspended");
    const Json* security = source.find("security");
    HIBARI_TRY(read_security(security != nullptr ? *security : document.at("security"), operation));
    HIBARI_TRY(read_parameters(document, at_path(item, {"parameters"}), entry));
    HIBARI_TRY(read_parameters(document, at_path(source, {"parameters"}), entry));
    if (const Json* listed = source.find("requestBody")) {
        const Json& body = *HIBARI_TRY(resolved(document, *listed));
        const Json& content = body.at("content");
        operation.needs_body = is_true(body, "required");
        entry.json = HIBARI_TRY(read_body(document, content, kJsonType, BodyKind::kJson));
        entry.form = HIBARI_TRY(read_body(document, content, kFormType, BodyKind::kForm));
        operation.takes_json = entry.json.has_value();
        operation.takes_form = entry.form.has_value();
    }
    return entry;
}

/// The text of a query parameter as the type that its schema names; as it is when it is not one.
Json typed(const Json& schema, const std::string& text) {
    const Json* type = schema.find("type");
    if (type != nullptr && *type == Json("integer")) {
        std::int64_t value = 0;
        const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
        if (parsed.ec == std::errc() && parsed.ptr == text.data() + text.size()) {
            return value;
        }
    }
    if (type != nullptr && *type == Json("boolean") && (text == "true" || text == "false")) {
        return text == "true";
    }
    return text;
}

}  // namespace

Error to_error(Fault fault) {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(fault.message),
        .field = std::move(fault.param),
        .reason = std::move(fault.code)
    };
}

struct Contract::Parts {
    Json document;
    std::vector<Entry> entries;
    std::vector<Operation> operations;
    std::map<std::string, std::size_t, std::less<>> index;

    const Entry& entry(std::string_view operation) const {
        const auto found = index.find(operation);
        HIBARI_CHECK(found != index.end(), operation);
        return entries[found->second];
    }

    const Body& body(std::string_view operation, BodyKind kind) const {
        const Entry& one = entry(operation);
        const auto& body = kind == BodyKind::kJson ? one.json : one.form;
        HIBARI_CHECK(body.has_value(), operation);
        return *body;
    }
};

Result<Contract> Contract::load() {
    return parse(embedded::openapi_yaml);
}

Result<Contract> Contract::parse(std::string_view yaml) {
    auto parts = std::make_unique<Parts>();
    parts->document = HIBARI_TRY(parse_yaml(yaml));
    const Json& paths = at_path(parts->document, {"paths"});
    if (!paths.is_object()) {
        return fail(ErrorCode::kInvalidArgument, "the contract has no paths");
    }
    for (const JsonMember& path : paths.members()) {
        for (const std::string_view method : kMethods) {
            const Json* source = path.value.find(method);
            if (source == nullptr) {
                continue;
            }
            Entry entry =
                HIBARI_TRY(read_entry(parts->document, path.key, method, path.value, *source));
            parts->operations.push_back(entry.operation);
            if (!parts->index.emplace(entry.operation.id, parts->entries.size()).second) {
                return fail(
                    ErrorCode::kInvalidArgument, "two operations are called " + entry.operation.id
                );
            }
            parts->entries.push_back(std::move(entry));
        }
    }
    return Contract(std::move(parts));
}

Contract::Contract(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}

Contract::Contract(Contract&&) noexcept = default;
Contract& Contract::operator=(Contract&&) noexcept = default;
Contract::~Contract() = default;

const Json& Contract::document() const {
    return parts_->document;
}

const std::vector<Operation>& Contract::operations() const {
    return parts_->operations;
}

const Operation* Contract::find(std::string_view operation) const {
    const auto found = parts_->index.find(operation);
    return found != parts_->index.end() ? &parts_->operations[found->second] : nullptr;
}

std::optional<Fault> Contract::find_fault(
    std::string_view operation, const Json& body, BodyKind kind
) const {
    const Body& expected = parts_->body(operation, kind);
    if (auto found = find_text_fault(body)) {
        return found;
    }
    // Ours goes first because it looks at the size of a list before it looks at the elements, and
    // valijson does not: half a million of them would cost it seconds.
    if (auto found = find_schema_fault(expected.schema, body)) {
        return found;
    }
    if (expected.compiled.accepts(body)) {
        return std::nullopt;
    }
    // One of the two reads the schema wrongly; tests and a fuzzer look for such a case.
    return Fault{.code = "invalid_value", .message = "the body does not fit the contract"};
}

Result<void> Contract::validate(std::string_view operation, const Json& body, BodyKind kind) const {
    if (auto found = find_fault(operation, body, kind)) {
        return fail(to_error(std::move(*found)));
    }
    return {};
}

Result<Json> Contract::read_query(std::string_view operation, const QueryPairs& query) const {
    Json values = Json::object();
    for (const JsonMember& parameter : parts_->entry(operation).query) {
        const auto is_named = [&](const auto& pair) { return pair.first == parameter.key; };
        if (const Json* fallback = parameter.value.find("default")) {
            values.set(parameter.key, *fallback);
        }
        const auto given = std::ranges::find_if(query, is_named);
        if (given == query.end()) {
            continue;
        }
        if (std::ranges::count_if(query, is_named) > 1) {
            return fail(
                {.code = ErrorCode::kInvalidArgument,
                 .message = "must be given once",
                 .field = parameter.key}
            );
        }
        Json value = typed(parameter.value, given->second);
        auto found = find_text_fault(value, parameter.key);
        if (!found) {
            found = find_schema_fault(parameter.value, value, parameter.key);
        }
        if (found) {
            return fail(to_error(std::move(*found)));
        }
        values.set(parameter.key, std::move(value));
    }
    return values;
}

const Json& Contract::body_schema(std::string_view operation, BodyKind kind) const {
    const Entry& entry = parts_->entry(operation);
    const auto& body = kind == BodyKind::kJson ? entry.json : entry.form;
    return body ? body->schema : kNone;
}

std::optional<Fault> Contract::find_fault_in_answer(
    std::string_view operation, int status, const Json& answer
) const {
    const Operation& wanted = parts_->entry(operation).operation;
    std::string method = wanted.method;
    std::ranges::transform(method, method.begin(), [](char letter) {
        return static_cast<char>(letter - 'A' + 'a');
    });
    const Json& responses = at_path(parts_->document, {"paths", wanted.path, method, "responses"});
    const Json* listed = responses.find(std::to_string(status));
    if (listed == nullptr) {
        listed = responses.find("default");
    }
    if (listed == nullptr) {
        return Fault{
            .code = "status", .message = "status " + std::to_string(status) + " is not promised"
        };
    }
    const auto response = resolved(parts_->document, *listed);
    HIBARI_CHECK(response.has_value(), operation);
    const Json& schema = at_path(**response, {"content", kJsonType, "schema"});
    if (schema.is_null()) {
        return Fault{.code = "content", .message = "no JSON is promised"};
    }
    const auto inlined = Inliner(parts_->document, BodyKind::kJson).inlined(schema);
    HIBARI_CHECK(inlined.has_value(), operation);
    return find_schema_fault(*inlined, answer);
}

std::optional<Fault> Contract::find_fault_in(std::string_view component, const Json& value) const {
    const Json& schema = at_path(parts_->document, {"components", "schemas", component});
    HIBARI_CHECK(!schema.is_null(), component);
    const auto inlined = Inliner(parts_->document, BodyKind::kJson).inlined(schema);
    HIBARI_CHECK(inlined.has_value(), component);
    if (auto found = find_text_fault(value)) {
        return found;
    }
    return find_schema_fault(*inlined, value);
}

}  // namespace hibari::server
