// /v1/verify and /verify: whether a file was made here. For everybody; what is sent is looked at
// and forgotten.

#include "media/intake/intake.h"
#include "server/decoder_place.h"
#include "server/held_handlers.h"
#include "server/json_reply.h"
#include "server/rate_limit.h"
#include "server/routes.h"
#include "server/verify_page.h"
#include "trust/registry/verify.h"

namespace hibari::server {
namespace {

constexpr std::size_t kUploadBytesMax = 128U << 20U;
// Each costs seconds of a processor, and nobody has to say who they are.
constexpr std::int64_t kPerMinute = 12;

Result<net::Response> verify(const Parts& parts, Call& call) {
    if (!parts.rate_limit.take("verify " + call.request.client, kPerMinute).allowed) {
        return fail(
            {.code = ErrorCode::kResourceExhausted,
             .message = "too many files in a minute",
             .reason = "rate_limit_exceeded"}
        );
    }
    const FormFile* file = call.form.file(call.body.find("file"));
    if (file == nullptr || file->data.empty()) {
        return fail({.code = ErrorCode::kInvalidArgument, .message = "send a file", .field = "file"}
        );
    }
    const FileDescriptor upload = HIBARI_TRY(media::memory_file(file->data));
    // All who ask are one here, so they never hold more than a quarter of the handlers.
    const auto held = parts.held_handlers.take("verify");
    if (!held) {
        return fail(ErrorCode::kUnavailable, "too many files at once");
    }
    const auto place = HIBARI_TRY(DecoderPlace::take());
    auto answer = trust::verify(upload, parts.verify, call.request.stop);
    if (!answer) {
        answer.error().field = "file";
        return fail(std::move(answer.error()));
    }
    return json_reply(trust::to_json(*answer, trust::Scores::kHidden));
}

net::Response page() {
    net::Response response;
    response.fields.set("content-type", "text/html; charset=utf-8");
    response.fields.set("content-security-policy", std::string(verify_page_policy()));
    response.fields.set("referrer-policy", "no-referrer");
    response.body = std::string(verify_page());
    return response;
}

}  // namespace

void add_verify_routes(Api& api, const Parts& parts) {
    api.answer(
        "verifyFile",
        [&parts](Call& call) { return verify(parts, call); },
        {.body_bytes_max = kUploadBytesMax}
    );
    api.answer("showVerifyPage", [](Call& /*call*/) -> Result<net::Response> { return page(); });
}

}  // namespace hibari::server
