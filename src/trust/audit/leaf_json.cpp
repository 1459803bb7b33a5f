#include "trust/audit/leaf_json.h"

#include "base/json_reader.h"

#include <optional>

namespace hibari::trust {
namespace {

constexpr std::size_t kPathMax = 64;

}  // namespace

Json leaf_to_json(const AuditLeaf& leaf, bool with_sealed) {
    Json json = Json::object({
        {"leaf", leaf.index},
        {"at", leaf.at_us},
        {"kind", leaf.kind},
        {"entry", leaf.entry},
    });
    Json sealed = Json::array();
    for (const SealedField& field : leaf.sealed) {
        sealed.push_back(
            Json::object({{"field", field.field}, {"salt", field.salt}, {"value", field.value}})
        );
    }
    if (with_sealed) {
        json.set("sealed", std::move(sealed));
    }
    return json;
}

Result<AuditLeaf> leaf_from_json(const Json& json) {
    const JsonReader reader(json);
    HIBARI_TRY(reader.allow({"leaf", "at", "kind", "entry", "sealed"}));
    AuditLeaf leaf;
    leaf.index = HIBARI_TRY(reader.integer("leaf", {.min = 0}));
    leaf.at_us = HIBARI_TRY(reader.integer("at"));
    leaf.kind = HIBARI_TRY(reader.string("kind"));
    leaf.entry = HIBARI_TRY(reader.string("entry", {.size_max = kDetailsBytesMax}));
    const auto sealed = HIBARI_TRY(reader.array("sealed", {.size_max = 3, .optional = true}));
    for (const JsonReader& field : sealed) {
        HIBARI_TRY(field.allow({"field", "salt", "value"}));
        leaf.sealed.push_back({
            .field = HIBARI_TRY(field.string("field")),
            .salt = HIBARI_TRY(field.string("salt")),
            .value = HIBARI_TRY(field.string("value", {.size_max = kPersonalBytesMax})),
        });
    }
    return leaf;
}

Result<std::vector<Hash>> path_from_json(const Json* json) {
    const Error error{
        .code = ErrorCode::kInvalidArgument, .message = "a path is a list of at most 64 hashes"
    };
    if (json == nullptr || !json->is_array() || json->size() > kPathMax) {
        return fail(error);
    }
    std::vector<Hash> path;
    for (const Json& item : json->items()) {
        const auto hash = item.is_string() ? hash_of_text(item.as_string()) : std::nullopt;
        if (!hash) {
            return fail(error);
        }
        path.push_back(*hash);
    }
    return path;
}

}  // namespace hibari::trust
