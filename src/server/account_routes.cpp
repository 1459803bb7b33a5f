// /v1/account: signing in, keys, projects, and how much of the allowance is used.

#include "base/text.h"
#include "domain/tiers.h"
#include "server/json_reply.h"
#include "server/rate_limit.h"
#include "server/routes.h"
#include "server/video_json.h"
#include "store/job_queue.h"

#include <chrono>

namespace hibari::server {
namespace {

using domain::Account;
using domain::ApiKey;
using domain::Project;
using domain::Tier;

// Guesses at a password, per address and per client.
constexpr std::int64_t kSignInsPerMinute = 10;

Json tier_json(const Tier& tier) {
    return Json::object({
        {"object", "account.tier"},
        {"name", tier.name},
        {"allowance", tier.allowance},
        {"concurrency", tier.concurrency},
        {"queue_max", tier.queue_max},
        {"priority", tier.priority},
        {"seconds_max", tier.seconds_max},
        {"long_side_max", tier.long_side_max},
        {"quality_max", tier.quality_max},
        {"creates_per_minute", tier.creates_per_minute},
    });
}

Json key_json(const ApiKey& key) {
    Json scopes = Json::array();
    for (const std::string_view word : split(key.scopes, ' ')) {
        scopes.push_back(word);
    }
    return Json::object({
        {"id", key.id},
        {"object", "account.api_key"},
        {"name", key.name},
        {"project_id", key.project},
        {"scopes", std::move(scopes)},
        {"hint", key.hint},
        {"created_at", json_time(key.created_at_us)},
        {"last_used_at", json_time(key.last_used_at_us)},
    });
}

Json project_json(const Project& project) {
    return Json::object({
        {"id", project.id},
        {"object", "account.project"},
        {"name", project.name},
        {"created_at", json_time(project.created_at_us)},
    });
}

/// A short list has one page.
template <typename T, typename ToJson>
net::Response whole_list(const std::vector<T>& items, const ToJson& to_json) {
    Json data = Json::array();
    for (const T& item : items) {
        data.push_back(to_json(item));
    }
    return json_reply(json_list(std::move(data), false));
}

/// A proxy that speaks TLS says so; then the cookie never leaves without it. Who says so without a
/// proxy only keeps the cookie from themselves.
std::string cookie_field(
    const net::Request& request, const std::string& token, std::chrono::seconds lasts
) {
    const std::string* scheme = request.fields.find("x-forwarded-proto");
    const bool is_secure = scheme != nullptr && to_lower(*scheme) == "https";
    return "hibari_session=" + token +
           "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(lasts.count()) +
           (is_secure ? "; Secure" : "");
}

std::string scopes_of(const Json& body) {
    const Json* scopes = body.find("scopes");
    if (scopes == nullptr || !scopes->is_array()) {
        return "read write";
    }
    std::string text;
    for (const Json& scope : scopes->items()) {
        text += (text.empty() ? "" : " ") + scope.as_string();
    }
    return text;
}

class AccountRoutes {
  public:
    explicit AccountRoutes(const Parts& parts) : parts_(parts) {}

    Result<net::Response> sign_in(Call& call) const {
        const std::string& email = call.body.at("email").as_string();
        const std::string client = "client " + call.request.client;
        const std::string address = "address " + to_lower(email);
        for (const std::string& who : {client, address}) {
            if (!parts_.rate_limit.take(who, kSignInsPerMinute).allowed) {
                return fail(
                    {.code = ErrorCode::kResourceExhausted,
                     .message = "too many attempts to sign in, wait a minute",
                     .reason = "rate_limit_exceeded"}
                );
            }
        }
        const std::string token =
            HIBARI_TRY(parts_.accounts.sign_in(email, call.body.at("password").as_string()));
        const auto ends = parts_.clock.wall_time() + domain::kSessionLength;
        net::Response response = json_reply(Json::object({
            {"object", "account.session"},
            {"token", token},
            {"expires_at",
             std::chrono::duration_cast<std::chrono::seconds>(ends.time_since_epoch()).count()},
        }));
        response.fields.set(
            "set-cookie", cookie_field(call.request, token, domain::kSessionLength)
        );
        return response;
    }

    Result<net::Response> sign_out(Call& call) const {
        if (!call.who.key.empty()) {
            return fail(
                {.code = ErrorCode::kInvalidArgument,
                 .message = "this request carries an API key and no session"}
            );
        }
        HIBARI_TRY(parts_.accounts.end_session(call.who));
        net::Response response = json_reply(json_deleted("session", "account.session.deleted"));
        response.fields.set("set-cookie", cookie_field(call.request, "", std::chrono::seconds(0)));
        return response;
    }

    Result<net::Response> retrieve(Call& call) const {
        const Account account = HIBARI_TRY(parts_.accounts.find(call.who.account));
        return json_reply(Json::object({
            {"id", account.id},
            {"object", "account"},
            {"email", account.email},
            {"name", account.name},
            {"role", account.is_admin ? "admin" : (account.is_moderator ? "moderator" : "user")},
            {"tier", account.tier},
            {"created_at", json_time(account.created_at_us)},
            {"project_id", call.who.project},
        }));
    }

    Result<net::Response> change_password(Call& call) const {
        HIBARI_TRY(parts_.accounts.change_password(
            call.who,
            call.body.at("current_password").as_string(),
            call.body.at("new_password").as_string()
        ));
        return retrieve(call);
    }

    Result<net::Response> usage(Call& call) const {
        const auto now =
            std::chrono::time_point_cast<std::chrono::microseconds>(parts_.clock.wall_time());
        const auto found =
            HIBARI_TRY(parts_.database.read([&](store::Transaction& tx) -> Result<Json> {
                const auto usage = HIBARI_TRY(domain::usage_of(tx, call.who, now));
                const auto share = HIBARI_TRY(tx.query_one(
                    "SELECT queued, running FROM job_shares WHERE account = :a",
                    {{"a", call.who.account}}
                ));
                return Json::object({
                    {"object", "account.usage"},
                    {"window_seconds", 86400},
                    {"tier", tier_json(call.who.tier)},
                    {"allowance", allowance_json(usage)},
                    {"running", share ? share->integer("running") : 0},
                    {"queued", share ? share->integer("queued") : 0},
                });
            }));
        return json_reply(found);
    }

    Result<net::Response> tiers(Call& /*call*/) const {
        Json data = Json::array();
        for (const Tier& tier : HIBARI_TRY(domain::list_tiers(parts_.database))) {
            data.push_back(tier_json(tier));
        }
        return json_reply(Json::object({{"object", "list"}, {"data", std::move(data)}}));
    }

    Result<net::Response> create_key(Call& call) const {
        const Json* project = call.body.find("project_id");
        const auto made = HIBARI_TRY(parts_.accounts.create_key(
            call.who,
            project != nullptr && project->is_string() ? project->as_string() : "",
            call.body.at("name").as_string(),
            scopes_of(call.body)
        ));
        Json body = key_json(made.key);
        body.set("key", made.secret);
        return json_reply(body);
    }

    Result<net::Response> keys(Call& call) const {
        return whole_list(HIBARI_TRY(parts_.accounts.keys(call.who)), key_json);
    }

    Result<net::Response> revoke_key(Call& call) const {
        const std::string& id = call.request.parameter("api_key_id");
        HIBARI_TRY(parts_.accounts.revoke_key(call.who, id));
        return json_reply(json_deleted(id, "account.api_key.deleted"));
    }

    Result<net::Response> create_project(Call& call) const {
        return json_reply(project_json(
            HIBARI_TRY(parts_.accounts.create_project(call.who, call.body.at("name").as_string()))
        ));
    }

    Result<net::Response> projects(Call& call) const {
        return whole_list(HIBARI_TRY(parts_.accounts.projects(call.who)), project_json);
    }

  private:
    const Parts& parts_;
};

}  // namespace

void add_account_routes(Api& api, const Parts& parts) {
    const AccountRoutes routes(parts);
    const auto bind = [&](auto method) {
        return [routes, method](Call& call) { return (routes.*method)(call); };
    };
    api.answer("signIn", bind(&AccountRoutes::sign_in));
    api.answer("signOut", bind(&AccountRoutes::sign_out));
    api.answer("retrieveAccount", bind(&AccountRoutes::retrieve));
    api.answer("changePassword", bind(&AccountRoutes::change_password));
    api.answer("retrieveUsage", bind(&AccountRoutes::usage));
    api.answer("listTiers", bind(&AccountRoutes::tiers));
    api.answer("createApiKey", bind(&AccountRoutes::create_key));
    api.answer("listApiKeys", bind(&AccountRoutes::keys));
    api.answer("deleteApiKey", bind(&AccountRoutes::revoke_key));
    api.answer("createProject", bind(&AccountRoutes::create_project));
    api.answer("listProjects", bind(&AccountRoutes::projects));
}

}  // namespace hibari::server
