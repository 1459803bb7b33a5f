// How likenesses come into being: a challenge, then the recording that answers it together with
// what its owner lets others do.

#include "base/ids.h"
#include "domain/likeness/likenesses.h"
#include "server/json_reply.h"
#include "server/likeness_intake.h"
#include "server/likeness_json.h"
#include "server/routes.h"
#include "server/uploads.h"
#include "trust/consent/notice.h"

namespace hibari::server {
namespace {

// The recording: telephones make some 2 MB a second in 4K.
constexpr std::size_t kBodyBytesMax = (128U << 20U) + (1U << 20U);

std::string text_or(const Json& body, std::string_view name) {
    const Json* value = body.find(name);
    return value != nullptr && value->is_string() ? value->as_string() : "";
}

Error wrong_field(std::string field, std::string message, std::string hint) {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(message),
        .field = std::move(field),
        .hint = std::move(hint)
    };
}

class EnrolmentRoutes {
  public:
    explicit EnrolmentRoutes(const Parts& parts) : parts_(parts) {}

    Result<net::Response> challenge(Call& call) const {
        return json_reply(HIBARI_TRY(issue_challenge(parts_, call.who)));
    }

    Result<net::Response> create(Call& call) const {
        trust::NewLikeness wanted;
        wanted.kind = HIBARI_TRY(kind_of(call.body.at("kind")));
        wanted.scope = HIBARI_TRY(scope_of(call.body, {}));
        wanted.name = call.body.at("name").as_string();
        wanted.handle = call.body.at("handle").as_string();
        wanted.notice = call.body.at("notice").as_string();
        // Before a challenge is used up.
        if (wanted.notice != trust::notice_hash(wanted.kind, wanted.scope)) {
            return fail(wrong_field(
                "notice",
                "is not the hash of the text for this scope",
                "read it at /v1/likeness_notices"
            ));
        }
        const JudgedRecording judged = HIBARI_TRY(take(call, wanted));
        if (!judged.pack) {
            return json_reply(answer(judged, nullptr));
        }
        wanted.pack = "likenesses/" + make_id("pack_") + "/pack";
        wanted.evidence = judged.evidence;
        wanted.is_accepted = judged.verdict.decision == trust::LivenessDecision::kAccepted;
        for (const std::string& reason : judged.verdict.reasons()) {
            wanted.doubts += (wanted.doubts.empty() ? "" : "\n") + reason;
        }
        const std::string key = wanted.pack;
        HIBARI_TRY(parts_.blobs.put_file(key, judged.pack->path()));
        const auto made = parts_.likenesses.create(call.who, std::move(wanted));
        if (!made) {
            static_cast<void>(parts_.blobs.remove(key));
            return fail(made.error());
        }
        return json_reply(answer(judged, likeness_json(*made)));
    }

  private:
    Result<JudgedRecording> take(Call& call, const trust::NewLikeness& wanted) const {
        const Sender from{.who = call.who, .form = &call.form, .stop = call.request.stop};
        const Json& video = call.body.at("video");
        const std::string challenge = text_or(call.body, "challenge_id");
        if (wanted.kind != trust::LikenessKind::kPerson) {
            return take_thing(parts_, from, video, wanted);
        }
        if (challenge.empty()) {
            return fail(wrong_field(
                "challenge_id",
                "a person's recording answers a challenge",
                "ask for one at /v1/likenesses/challenges"
            ));
        }
        return take_recording(parts_, from, challenge, video, wanted.name);
    }

    static Json answer(const JudgedRecording& judged, Json likeness) {
        Json reasons = Json::array();
        for (std::string& reason : judged.verdict.reasons()) {
            reasons.push_back(std::move(reason));
        }
        return Json::object({
            {"object", "likeness_enrolment"},
            {"decision", to_string(judged.verdict.decision)},
            {"reasons", std::move(reasons)},
            {"verdict", trust::to_json(judged.verdict)},
            {"likeness", std::move(likeness)},
        });
    }

    const Parts& parts_;
};

}  // namespace

void add_enrolment_routes(Api& api, const Parts& parts) {
    const EnrolmentRoutes routes(parts);
    const auto bind = [&](auto method) {
        return [routes, method](Call& call) { return (routes.*method)(call); };
    };
    api.answer("createLikenessChallenge", bind(&EnrolmentRoutes::challenge));
    api.answer("createLikeness", bind(&EnrolmentRoutes::create), {.body_bytes_max = kBodyBytesMax});
}

}  // namespace hibari::server
