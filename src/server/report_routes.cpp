// What people tell about things that should not be there: reports, and without an account requests
// for removal and names that may not be depicted; and what became of it all, counted.

#include "domain/review/moderation.h"
#include "domain/review/transparency.h"
#include "server/json_reply.h"
#include "server/rate_limit.h"
#include "server/review_json.h"
#include "server/routes.h"

namespace hibari::server {
namespace {

// Of one client without an account, so that nobody buries moderators in forms.
constexpr std::int64_t kFormsPerMinute = 20;
constexpr std::chrono::hours kTransparencyDefault{24 * 30};

class ReportRoutes {
  public:
    explicit ReportRoutes(const Parts& parts) : parts_(parts) {}

    Result<net::Response> report(Call& call) const {
        const std::string text = given_text(call.body, "text");
        const auto made = HIBARI_TRY(parts_.moderation.reports.create(
            call.who,
            {.subject = HIBARI_TRY(subject_of(call.body.at("subject"))),
             .category = call.body.at("category").as_string(),
             .text = text}
        ));
        return json_reply(Json::object({
            {"id", made.id},
            {"object", "report"},
            {"subject", subject_json(made.subject)},
            {"category", made.category},
            {"created_at", json_time(made.created_at_us)},
            {"due_at", json_time(made.due_at_us)},
        }));
    }

    Result<net::Response> ask_removal(Call& call) const {
        HIBARI_TRY(check_rate(call));
        const std::string jurisdiction = given_text(call.body, "jurisdiction");
        const std::string text = given_text(call.body, "text");
        const auto made = HIBARI_TRY(parts_.moderation.removals.create({
            .reason = call.body.at("reason").as_string(),
            .jurisdiction = jurisdiction,
            .signature = call.body.at("signature").as_string(),
            .contact = call.body.at("contact").as_string(),
            .location = call.body.at("location").as_string(),
            .text = text,
            .in_good_faith = call.body.at("in_good_faith").as_bool(),
        }));
        return json_reply(removal_json(made.request).set("token", made.token));
    }

    Result<net::Response> follow_removal(Call& call) const {
        return json_reply(removal_json(HIBARI_TRY(parts_.moderation.removals.find(
            call.request.parameter("removal_request_id"), call.body.at("token").as_string()
        ))));
    }

    Result<net::Response> ask_depiction(Call& call) const {
        HIBARI_TRY(check_rate(call));
        domain::NewDepiction wanted{
            .kind = HIBARI_TRY(domain::depiction_kind_of(call.body.at("kind").as_string())),
            .name = call.body.at("name").as_string(),
            .aliases = {},
            .signature = call.body.at("signature").as_string(),
            .contact = call.body.at("contact").as_string(),
            .evidence = call.body.at("evidence").as_string(),
        };
        if (const Json* aliases = call.body.find("aliases")) {
            for (const Json& alias : aliases->items()) {
                wanted.aliases.push_back(alias.as_string());
            }
        }
        const auto made = HIBARI_TRY(parts_.moderation.depictions.request(wanted));
        return json_reply(depiction_json(made.depiction).set("token", made.token));
    }

    Result<net::Response> change_depiction(Call& call) const {
        domain::Depictions& depictions = parts_.moderation.depictions;
        const std::string& id = call.request.parameter("depiction_id");
        const std::string& token = call.body.at("token").as_string();
        const std::string& action = call.body.at("action").as_string();
        const std::string account = given_text(call.body, "account");
        const auto changed = HIBARI_TRY(
            action == "withdraw" ? depictions.withdraw(id, token)
            : action == "permit" ? depictions.permit(id, token, account)
            : action == "forbid" ? depictions.forbid(id, token, account)
                                 : depictions.find(id, token)
        );
        return json_reply(depiction_json(changed));
    }

    Result<net::Response> transparency(Call& call) const {
        const auto now =
            std::chrono::time_point_cast<std::chrono::microseconds>(parts_.clock.wall_time());
        const auto time = [&](std::string_view name, store::Timestamp otherwise) {
            const Json* seconds = call.query.find(name);
            return seconds == nullptr || !seconds->is_integer()
                       ? otherwise
                       : store::from_column(seconds->as_integer() * 1'000'000);
        };
        const store::Timestamp until = time("until", now);
        return json_reply(HIBARI_TRY(domain::transparency_report(
            parts_.database, time("from", until - kTransparencyDefault), until
        )));
    }

  private:
    Result<void> check_rate(const Call& call) const {
        if (!parts_.rate_limit.take("form " + call.request.client, kFormsPerMinute).allowed) {
            return fail(
                {.code = ErrorCode::kResourceExhausted,
                 .message = "too many of these in a minute",
                 .reason = "rate_limit_exceeded"}
            );
        }
        return {};
    }

    const Parts& parts_;
};

}  // namespace

void add_report_routes(Api& api, const Parts& parts) {
    const ReportRoutes routes(parts);
    const auto bind = [&](auto method) {
        return [routes, method](Call& call) { return (routes.*method)(call); };
    };
    api.answer("createReport", bind(&ReportRoutes::report));
    api.answer("createRemovalRequest", bind(&ReportRoutes::ask_removal));
    api.answer("followRemovalRequest", bind(&ReportRoutes::follow_removal));
    api.answer("createDepiction", bind(&ReportRoutes::ask_depiction));
    api.answer("changeDepiction", bind(&ReportRoutes::change_depiction));
    api.answer("readTransparency", bind(&ReportRoutes::transparency));
}

}  // namespace hibari::server
