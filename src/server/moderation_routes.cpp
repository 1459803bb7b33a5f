// /v1/moderation: what waits for moderators, and what they do about it.

#include "domain/review/moderation.h"
#include "server/clip_reply.h"
#include "server/json_reply.h"
#include "server/review_json.h"
#include "server/routes.h"

namespace hibari::server {
namespace {

class ModerationRoutes {
  public:
    explicit ModerationRoutes(const Parts& parts) : parts_(parts) {}

    Result<net::Response> cases(Call& call) const {
        domain::CaseFilter filter{.limit = call.query.at("limit").as_integer()};
        if (const Json* queue = call.query.find("queue"); queue != nullptr && queue->is_string()) {
            filter.queue = HIBARI_TRY(domain::queue_of(queue->as_string()));
        }
        if (const Json* state = call.query.find("state"); state != nullptr && state->is_string()) {
            filter.state = HIBARI_TRY(domain::case_state_of(state->as_string()));
        }
        Json data = Json::array();
        for (const auto found = HIBARI_TRY(review().cases(call.who, filter));
             const domain::ReviewCase& one : found) {
            data.push_back(case_json(one));
        }
        return json_reply(json_list(std::move(data), false));
    }

    Result<net::Response> look(Call& call) const {
        const auto file = HIBARI_TRY(review().look(call.who, case_id(call)));
        return json_reply(case_file_json(file));
    }

    Result<net::Response> content(Call& call) const {
        return evidence_reply(parts_, call, HIBARI_TRY(review().evidence(call.who, case_id(call))));
    }

    Result<net::Response> claim(Call& call) const {
        return json_reply(case_json(HIBARI_TRY(review().claim(call.who, case_id(call)))));
    }

    Result<net::Response> release(Call& call) const {
        return json_reply(case_json(HIBARI_TRY(review().release(call.who, case_id(call)))));
    }

    Result<net::Response> escalate(Call& call) const {
        const std::string why = given_text(call.body, "why");
        return json_reply(case_json(HIBARI_TRY(review().escalate(call.who, case_id(call), why))));
    }

    Result<net::Response> decide(Call& call) const {
        const Json* strike = call.body.find("strike");
        const domain::Ruling ruling{
            .action = HIBARI_TRY(domain::action_of(call.body.at("action").as_string())),
            .category = call.body.at("category").as_string(),
            .facts = given_text(call.body, "facts"),
            .law = given_text(call.body, "law"),
            .note = given_text(call.body, "note"),
            .strike = strike == nullptr || strike->as_bool(),
        };
        return json_reply(decision_json(
            HIBARI_TRY(review().decide(call.who, case_id(call), ruling)), For::kModerators
        ));
    }

    Result<net::Response> decide_appeal(Call& call) const {
        const bool overturn = call.body.at("outcome").as_string() == "overturned";
        const std::string facts = given_text(call.body, "facts");
        return json_reply(decision_json(
            HIBARI_TRY(review().decide_appeal(call.who, case_id(call), overturn, facts)),
            For::kModerators
        ));
    }

    Result<net::Response> decisions(Call& call) const {
        const auto page = page_request(call.query);
        auto found = HIBARI_TRY(review().decisions(call.who, page));
        const bool has_more = std::ssize(found) > page.limit;
        if (has_more) {
            found.resize(static_cast<std::size_t>(page.limit));
        }
        Json data = Json::array();
        for (const domain::Decision& decision : found) {
            data.push_back(decision_json(decision, For::kModerators));
        }
        return json_reply(json_list(std::move(data), has_more));
    }

    Result<net::Response> approve(Call& call) const {
        return json_reply(decision_json(
            HIBARI_TRY(review().approve(call.who, decision_id(call))), For::kModerators
        ));
    }

    Result<net::Response> reverse(Call& call) const {
        const std::string why = given_text(call.body, "why");
        return json_reply(decision_json(
            HIBARI_TRY(review().reverse(call.who, decision_id(call), why)), For::kModerators
        ));
    }

    Result<net::Response> depictions(Call& call) const {
        const std::string& state = call.query.at("state").as_string();
        Json data = Json::array();
        const auto found = HIBARI_TRY(parts_.moderation.depictions.list(
            call.who,
            state == "active"      ? domain::DepictionState::kActive
            : state == "refused"   ? domain::DepictionState::kRefused
            : state == "withdrawn" ? domain::DepictionState::kWithdrawn
                                   : domain::DepictionState::kRequested
        ));
        for (const domain::Depiction& depiction : found) {
            data.push_back(depiction_json(depiction));
        }
        return json_reply(json_list(std::move(data), false));
    }

    Result<net::Response> decide_depiction(Call& call) const {
        return json_reply(depiction_json(HIBARI_TRY(parts_.moderation.depictions.decide(
            call.who, call.request.parameter("depiction_id"), call.body.at("accept").as_bool()
        ))));
    }

  private:
    static const std::string& case_id(const Call& call) {
        return call.request.parameter("case_id");
    }

    static const std::string& decision_id(const Call& call) {
        return call.request.parameter("decision_id");
    }

    domain::Review& review() const { return parts_.moderation.review; }

    const Parts& parts_;
};

}  // namespace

void add_moderation_routes(Api& api, const Parts& parts) {
    const ModerationRoutes routes(parts);
    const auto bind = [&](auto method) {
        return [routes, method](Call& call) { return (routes.*method)(call); };
    };
    api.answer("listCases", bind(&ModerationRoutes::cases));
    api.answer("retrieveCase", bind(&ModerationRoutes::look));
    api.answer("downloadCaseContent", bind(&ModerationRoutes::content));
    api.answer("claimCase", bind(&ModerationRoutes::claim));
    api.answer("releaseCase", bind(&ModerationRoutes::release));
    api.answer("escalateCase", bind(&ModerationRoutes::escalate));
    api.answer("decideCase", bind(&ModerationRoutes::decide));
    api.answer("decideAppeal", bind(&ModerationRoutes::decide_appeal));
    api.answer("listDecisions", bind(&ModerationRoutes::decisions));
    api.answer("approveDecision", bind(&ModerationRoutes::approve));
    api.answer("reverseDecision", bind(&ModerationRoutes::reverse));
    api.answer("listDepictions", bind(&ModerationRoutes::depictions));
    api.answer("decideDepiction", bind(&ModerationRoutes::decide_depiction));
}

}  // namespace hibari::server
