// /v1/models: what `model` may be, and what it can do.

#include "server/json_reply.h"
#include "server/routes.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace hibari::server {
namespace {

using domain::Model;

constexpr std::array<std::string_view, 6> kSizes = {
    "720x1280", "1280x720", "1024x1792", "1792x1024", "1920x1080", "1080x1920"
};

std::int64_t longer_side(std::string_view size) {
    std::int64_t longest = 0;
    const std::size_t cross = size.find('x');
    for (const std::string_view side : {size.substr(0, cross), size.substr(cross + 1)}) {
        std::int64_t pixels = 0;
        std::from_chars(side.data(), side.data() + side.size(), pixels);
        longest = std::max(longest, pixels);
    }
    return longest;
}

/// As the contract calls them.
Json abilities_json(const domain::EngineFacts& engine) {
    Json abilities = Json::array({"create", "seed"});
    const auto add = [&](bool able, std::string_view name) {
        if (able) {
            abilities.push_back(name);
        }
    };
    add(engine.revises, "remix");
    add(engine.revises, "edit");
    add(engine.revises && engine.takes_uploads, "edit_upload");
    add(engine.extends, "extension");
    add(engine.extends && engine.takes_uploads, "extension_upload");
    add(engine.takes_first_frame, "input_reference");
    add(engine.takes_characters, "characters");
    return abilities;
}

Json model_json(const Model& model) {
    Json sizes = Json::array();
    for (const std::string_view size : kSizes) {
        if (longer_side(size) <= model.long_side_max) {
            sizes.push_back(size);
        }
    }
    Json styles = Json::array();
    for (const std::string& style : model.engine.styles) {
        styles.push_back(style);
    }
    return Json::object({
        {"id", model.name},
        {"object", "model"},
        {"created", 0},
        {"owned_by", "hibari"},
        {"hibari",
         Json::object({
             {"engine", model.engine.name},
             {"quality", model.quality},
             {"sizes", std::move(sizes)},
             {"seconds", Json::array({"4", "8", "12", "16", "20"})},
             {"styles", std::move(styles)},
             {"abilities", abilities_json(model.engine)},
         })},
    });
}

}  // namespace

void add_model_routes(Api& api, const Parts& parts) {
    api.answer("listModels", [&parts](Call& /*call*/) -> Result<net::Response> {
        Json data = Json::array();
        for (const Model& model : parts.models.all()) {
            data.push_back(model_json(model));
        }
        return json_reply(Json::object({{"object", "list"}, {"data", std::move(data)}}));
    });
    api.answer("retrieveModel", [&parts](Call& call) -> Result<net::Response> {
        const auto model = parts.models.find(call.request.parameter("model"));
        if (!model) {
            Error error = model.error();
            error.code = ErrorCode::kNotFound;
            error.reason = "model_not_found";
            return fail(std::move(error));
        }
        return json_reply(model_json(*model));
    });
}

}  // namespace hibari::server
