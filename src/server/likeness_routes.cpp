// /v1/likenesses: what owners do with theirs, what others may ask, and what a moderator decides
// about a doubtful enrolment.

#include "domain/likeness/likenesses.h"
#include "likeness/contact_sheet.h"
#include "media/image.h"
#include "server/clip_reply.h"
#include "server/json_reply.h"
#include "server/likeness_json.h"
#include "server/routes.h"
#include "server/video_json.h"
#include "trust/consent/notice.h"

namespace hibari::server {
namespace {

class LikenessRoutes {
  public:
    explicit LikenessRoutes(const Parts& parts) : parts_(parts) {}

    /// The text that has to be agreed to before a scope is given.
    Result<net::Response> notice(Call& call) const {
        const auto kind = HIBARI_TRY(kind_of(call.body.at("kind")));
        const auto scope = HIBARI_TRY(scope_of(call.body, {}));
        return json_reply(Json::object({
            {"object", "consent_notice"},
            {"language", trust::kNoticeLanguage},
            {"text", trust::notice_text(kind, scope)},
            {"notice", trust::notice_hash(kind, scope)},
        }));
    }

    Result<net::Response> list(Call& call) const {
        Json data = Json::array();
        const auto found = HIBARI_TRY(likenesses().list(call.who));
        for (const trust::Likeness& likeness : found) {
            data.push_back(likeness_json(likeness));
        }
        return json_reply(json_list(std::move(data), false));
    }

    Result<net::Response> retrieve(Call& call) const {
        return json_reply(likeness_json(HIBARI_TRY(likenesses().find(call.who, id_of(call)))));
    }

    /// What others see of one: enough to know whether it is worth asking.
    Result<net::Response> look_up(Call& call) const {
        const auto likeness =
            HIBARI_TRY(likenesses().find_by_handle(call.who, call.request.parameter("handle")));
        const auto may = likenesses().may_use(call.who, likeness);
        return json_reply(Json::object({
            {"object", "likeness_card"},
            {"handle", likeness.handle},
            {"name", likeness.name},
            {"kind", to_string(likeness.kind)},
            {"may_use", may.has_value()},
            {"reason", may ? Json(nullptr) : Json(may.error().reason)},
        }));
    }

    Result<net::Response> update(Call& call) const {
        trust::LikenessChange change;
        if (const Json* name = call.body.find("name")) {
            change.name = name->as_string();
        }
        if (const Json* handle = call.body.find("handle")) {
            change.handle = handle->as_string();
        }
        change.notice = given_text(call.body, "notice");
        const auto before = HIBARI_TRY(likenesses().find(call.who, id_of(call)));
        trust::Scope scope = HIBARI_TRY(scope_of(call.body, before.scope));
        if (scope != before.scope) {
            change.scope = std::move(scope);
        }
        return json_reply(
            likeness_json(HIBARI_TRY(likenesses().update(call.who, id_of(call), change)))
        );
    }

    Result<net::Response> withdraw(Call& call) const {
        const bool erases = call.query.at("how").as_string() == "delete";
        const auto clips = HIBARI_TRY(domain::clips_of(call.query.at("clips").as_string()));
        const auto remains = HIBARI_TRY(likenesses().withdraw(
            call.who,
            id_of(call),
            erases ? trust::Withdrawal::kDelete : trust::Withdrawal::kRevoke,
            clips
        ));
        return json_reply(Json::object({
            {"id", id_of(call)},
            {"object", "likeness.withdrawn"},
            {"state", to_string(remains.done.likeness.state)},
            {"jobs_stopped", std::ssize(remains.done.stopped)},
            {"clips", remains.done.clips},
            {"people_told", remains.done.told},
            {"files_left", remains.blobs_left},
        }));
    }

    Result<net::Response> people(Call& call) const {
        Json data = Json::array();
        const auto found = HIBARI_TRY(likenesses().people(call.who, id_of(call)));
        for (const trust::LikenessPerson& person : found) {
            data.push_back(person_json(person));
        }
        return json_reply(json_list(std::move(data), false));
    }

    Result<net::Response> set_person(Call& call) const {
        return json_reply(likeness_json(HIBARI_TRY(likenesses().set_person(
            call.who,
            id_of(call),
            call.body.at("account_id").as_string(),
            trust::standing_of(call.body.at("verdict").as_string()).value_or(trust::Standing::kDeny)
        ))));
    }

    Result<net::Response> ask(Call& call) const {
        const std::string message = given_text(call.body, "message");
        return json_reply(request_json(
            HIBARI_TRY(likenesses().request(call.who, call.body.at("handle").as_string(), message))
        ));
    }

    Result<net::Response> requests(Call& call) const {
        Json data = Json::array();
        const auto found = HIBARI_TRY(likenesses().requests(call.who, id_of(call)));
        for (const trust::LikenessRequest& request : found) {
            data.push_back(request_json(request));
        }
        return json_reply(json_list(std::move(data), false));
    }

    Result<net::Response> decide(Call& call) const {
        return json_reply(request_json(HIBARI_TRY(likenesses().decide(
            call.who,
            id_of(call),
            call.request.parameter("request_id"),
            call.body.at("approve").as_bool()
        ))));
    }

    Result<net::Response> clips(Call& call) const {
        const auto page =
            HIBARI_TRY(likenesses().clips(call.who, id_of(call), page_request(call.query)));
        Json data = Json::array();
        for (const domain::Video& video : page.videos) {
            data.push_back(video_json(video));
        }
        return json_reply(json_list(std::move(data), page.has_more));
    }

    Result<net::Response> content(Call& call) const {
        const auto video =
            HIBARI_TRY(likenesses().clip(call.who, id_of(call), call.request.parameter("clip_id")));
        return clip_reply(parts_, call, video, "clip_id");
    }

    Result<net::Response> remove_clip(Call& call) const {
        const std::string& clip = call.request.parameter("clip_id");
        HIBARI_TRY(likenesses().remove_clip(call.who, id_of(call), clip));
        return json_reply(json_deleted(clip, "video.deleted"));
    }

    Result<net::Response> receipts(Call& call) const {
        Json data = Json::array();
        const auto found = HIBARI_TRY(likenesses().receipts(call.who, id_of(call)));
        for (const trust::ConsentReceipt& receipt : found) {
            data.push_back(receipt_json(receipt));
        }
        return json_reply(json_list(std::move(data), false));
    }

    Result<net::Response> receipt(Call& call) const {
        net::Response response;
        response.fields.set("content-type", "application/jwt");
        response.fields.set("cache-control", "no-store");
        response.body =
            HIBARI_TRY(likenesses().receipt(call.who, call.request.parameter("receipt_id")));
        return response;
    }

    Result<net::Response> pending(Call& call) const {
        Json data = Json::array();
        const auto found = HIBARI_TRY(likenesses().pending(call.who));
        for (const trust::Likeness& likeness : found) {
            data.push_back(enrolment_json(likeness));
        }
        return json_reply(json_list(std::move(data), false));
    }

    Result<net::Response> portrait(Call& call) const {
        const trust::Likeness likeness = HIBARI_TRY(
            likenesses().look_at_pending(call.who, call.request.parameter("enrolment_id"))
        );
        const auto pack =
            HIBARI_TRY(likeness::read_pack(HIBARI_TRY(parts_.blobs.open(likeness.pack))));
        net::Response response;
        response.fields.set("content-type", "image/png");
        response.fields.set("cache-control", "no-store");
        response.body = HIBARI_TRY(media::encode_png(likeness::contact_sheet(pack.views)));
        return response;
    }

    Result<net::Response> review(Call& call) const {
        const std::string reason = given_text(call.body, "reason");
        return json_reply(likeness_json(HIBARI_TRY(likenesses().review(
            call.who,
            call.request.parameter("enrolment_id"),
            call.body.at("accept").as_bool(),
            reason
        ))));
    }

  private:
    static const std::string& id_of(const Call& call) {
        return call.request.parameter("likeness_id");
    }

    domain::Likenesses& likenesses() const { return parts_.likenesses; }

    const Parts& parts_;
};

}  // namespace

void add_likeness_routes(Api& api, const Parts& parts) {
    const LikenessRoutes routes(parts);
    const auto bind = [&](auto method) {
        return [routes, method](Call& call) { return (routes.*method)(call); };
    };
    api.answer("readConsentNotice", bind(&LikenessRoutes::notice));
    api.answer("listLikenesses", bind(&LikenessRoutes::list));
    api.answer("retrieveLikeness", bind(&LikenessRoutes::retrieve));
    api.answer("lookUpLikeness", bind(&LikenessRoutes::look_up));
    api.answer("updateLikeness", bind(&LikenessRoutes::update));
    api.answer("withdrawLikeness", bind(&LikenessRoutes::withdraw));
    api.answer("listLikenessPeople", bind(&LikenessRoutes::people));
    api.answer("setLikenessPerson", bind(&LikenessRoutes::set_person));
    api.answer("requestLikeness", bind(&LikenessRoutes::ask));
    api.answer("listLikenessRequests", bind(&LikenessRoutes::requests));
    api.answer("decideLikenessRequest", bind(&LikenessRoutes::decide));
    api.answer("listLikenessClips", bind(&LikenessRoutes::clips));
    api.answer("downloadLikenessClip", bind(&LikenessRoutes::content));
    api.answer("deleteLikenessClip", bind(&LikenessRoutes::remove_clip));
    api.answer("listConsentReceipts", bind(&LikenessRoutes::receipts));
    api.answer("downloadConsentReceipt", bind(&LikenessRoutes::receipt));
    api.answer("listEnrolments", bind(&LikenessRoutes::pending));
    api.answer("downloadEnrolmentPortrait", bind(&LikenessRoutes::portrait));
    api.answer("decideEnrolment", bind(&LikenessRoutes::review));
}

}  // namespace hibari::server
