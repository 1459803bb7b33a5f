// What an account is told, what was decided about its things, and appeals against that. A suspended
// account may do all of it.

#include "domain/review/moderation.h"
#include "server/json_reply.h"
#include "server/review_json.h"
#include "server/routes.h"

namespace hibari::server {
namespace {

class RedressRoutes {
  public:
    explicit RedressRoutes(const Parts& parts) : parts_(parts) {}

    Result<net::Response> notices(Call& call) const {
        const auto page =
            HIBARI_TRY(parts_.moderation.notices.list(call.who, page_request(call.query)));
        Json data = Json::array();
        for (const domain::Notice& notice : page.notices) {
            data.push_back(notice_json(notice));
        }
        return json_reply(json_list(std::move(data), page.has_more));
    }

    Result<net::Response> read(Call& call) const {
        return json_reply(notice_json(HIBARI_TRY(
            parts_.moderation.notices.mark_read(call.who, call.request.parameter("notice_id"))
        )));
    }

    Result<net::Response> decisions(Call& call) const {
        const auto decided = HIBARI_TRY(parts_.moderation.appeals.decisions(call.who));
        Json data = Json::array();
        for (const domain::Decision& decision : decided) {
            data.push_back(decision_json(decision, For::kConcerned));
        }
        const auto counted = HIBARI_TRY(parts_.moderation.appeals.strikes(call.who));
        Json strikes = Json::array();
        for (const domain::Strike& strike : counted) {
            strikes.push_back(Json::object({
                {"id", strike.id},
                {"decision_id", strike.decision},
                {"created_at", json_time(strike.created_at_us)},
                {"expires_at", json_time(strike.expires_at_us)},
                {"undone_at", json_time(strike.undone_at_us)},
            }));
        }
        return json_reply(json_list(std::move(data), false).set("strikes", std::move(strikes)));
    }

    Result<net::Response> appeal(Call& call) const {
        return json_reply(appeal_json(HIBARI_TRY(parts_.moderation.appeals.create(
            call.who, call.body.at("decision_id").as_string(), call.body.at("text").as_string()
        ))));
    }

    Result<net::Response> retrieve_appeal(Call& call) const {
        return json_reply(appeal_json(HIBARI_TRY(
            parts_.moderation.appeals.find(call.who, call.request.parameter("appeal_id"))
        )));
    }

  private:
    const Parts& parts_;
};

}  // namespace

void add_redress_routes(Api& api, const Parts& parts) {
    const RedressRoutes routes(parts);
    const auto bind = [&](auto method) {
        return [routes, method](Call& call) { return (routes.*method)(call); };
    };
    api.answer("listNotices", bind(&RedressRoutes::notices));
    api.answer("readNotice", bind(&RedressRoutes::read));
    api.answer("listOwnDecisions", bind(&RedressRoutes::decisions));
    api.answer("createAppeal", bind(&RedressRoutes::appeal));
    api.answer("retrieveAppeal", bind(&RedressRoutes::retrieve_appeal));
}

}  // namespace hibari::server
