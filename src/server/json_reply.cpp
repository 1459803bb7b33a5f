#include "server/json_reply.h"

#include <utility>

namespace hibari::server {

net::Response json_reply(const Json& body) {
    net::Response response;
    response.fields.set("content-type", "application/json");
    response.fields.set("cache-control", "no-store");
    response.body = to_string(body);
    return response;
}

Json json_list(Json data, bool has_more) {
    const bool empty = data.size() == 0;
    const Json first = empty ? Json(nullptr) : data.items().front().at("id");
    const Json last = empty ? Json(nullptr) : data.items().back().at("id");
    return Json::object({
        {"object", "list"},
        {"data", std::move(data)},
        {"first_id", first},
        {"last_id", last},
        {"has_more", has_more},
    });
}

Json json_deleted(std::string_view id, std::string_view object) {
    return Json::object({{"id", id}, {"object", object}, {"deleted", true}});
}

Json json_time(std::optional<std::int64_t> time_us) {
    return time_us ? Json(*time_us / 1'000'000) : Json(nullptr);
}

Json json_text(std::string_view text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

std::string given_text(const Json& body, std::string_view name) {
    const Json* value = body.find(name);
    return value != nullptr && value->is_string() ? value->as_string() : "";
}

}  // namespace hibari::server
