#include "server/likeness_json.h"

#include "server/json_reply.h"

#include <sstream>
#include <string>

namespace hibari::server {

Json likeness_json(const trust::Likeness& likeness) {
    const trust::Scope& scope = likeness.scope;
    return Json::object({
        {"id", likeness.id},
        {"object", "likeness"},
        {"kind", to_string(likeness.kind)},
        {"name", likeness.name},
        {"handle", json_text(likeness.handle)},
        {"state", to_string(likeness.state)},
        {"level", to_string(scope.level)},
        {"voice", scope.voice},
        {"remix", scope.remix},
        {"strict", scope.strict},
        {"preferences", scope.preferences},
        {"restrictions", scope.restrictions},
        {"expires_at", json_time(scope.expires_at_us)},
        {"grant", Json::object({{"id", likeness.grant.id}, {"version", likeness.grant.version}})},
        {"created_at", json_time(likeness.created_at_us)},
        {"changed_at", json_time(likeness.changed_at_us)},
    });
}

Json enrolment_json(const trust::Likeness& likeness) {
    Json doubts = Json::array();
    std::istringstream lines(likeness.doubts);
    for (std::string line; std::getline(lines, line);) {
        doubts.push_back(line);
    }
    return likeness_json(likeness).set("owner_id", likeness.owner).set("doubts", std::move(doubts));
}

Json person_json(const trust::LikenessPerson& person) {
    return Json::object({
        {"id", person.account},
        {"object", "likeness_person"},
        {"verdict", to_string(person.verdict)},
        {"decided_at", json_time(person.decided_at_us)},
    });
}

Json request_json(const trust::LikenessRequest& request) {
    return Json::object({
        {"id", request.id},
        {"object", "likeness_request"},
        {"likeness_id", request.likeness},
        {"account_id", request.account},
        {"message", request.message},
        {"state", request.state},
        {"created_at", json_time(request.created_at_us)},
        {"decided_at", json_time(request.decided_at_us)},
    });
}

Json receipt_json(const trust::ConsentReceipt& receipt) {
    return Json::object({
        {"id", receipt.id},
        {"object", "consent_receipt"},
        {"likeness_id", receipt.likeness},
        {"grant_version", receipt.grant_version},
        {"created_at", json_time(receipt.created_at_us)},
    });
}

Json post_json(const domain::Post& post) {
    return Json::object({
        {"id", post.id},
        {"object", "post"},
        {"video_id", post.video},
        {"account_id", post.account},
        {"caption", post.caption},
        {"created_at", json_time(post.created_at_us)},
    });
}

Result<trust::Scope> scope_of(const Json& json, const trust::Scope& before) {
    trust::Scope scope = before;
    if (const Json* level = json.find("level")) {
        scope.level = *trust::level_of(level->as_string());
    }
    const auto flag = [&](std::string_view name, bool& value) {
        if (const Json* given = json.find(name)) {
            value = given->as_bool();
        }
    };
    flag("voice", scope.voice);
    flag("remix", scope.remix);
    flag("strict", scope.strict);
    const auto text = [&](std::string_view name, std::string& value) {
        if (const Json* given = json.find(name)) {
            value = given->as_string();
        }
    };
    text("preferences", scope.preferences);
    text("restrictions", scope.restrictions);
    if (const Json* expires = json.find("expires_at")) {
        scope.expires_at_us.reset();
        if (expires->is_integer()) {
            scope.expires_at_us = expires->as_integer() * 1'000'000;
        }
    }
    return scope;
}

Result<trust::LikenessKind> kind_of(const Json& word) {
    const auto kind = trust::likeness_kind_of(word.as_string());
    if (!kind) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "must be person, animal or object",
             .field = "kind"}
        );
    }
    return *kind;
}

}  // namespace hibari::server
