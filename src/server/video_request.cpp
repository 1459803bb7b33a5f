#include "server/video_request.h"

#include <charconv>
#include <string>

namespace hibari::server {
namespace {

std::int64_t seconds_of(const Json& text) {
    // The contract has a closed list of them.
    std::int64_t seconds = 0;
    const std::string& digits = text.as_string();
    std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    return seconds;
}

std::string text_or(const Json& body, std::string_view field, std::string_view fallback) {
    const Json* value = body.find(field);
    return value != nullptr && value->is_string() ? value->as_string() : std::string(fallback);
}

}  // namespace

domain::NewVideo new_video(const Json& body) {
    domain::NewVideo wanted;
    wanted.prompt = text_or(body, "prompt", "");
    wanted.model = text_or(body, "model", "");
    wanted.size = text_or(body, "size", "720x1280");
    wanted.style = text_or(body, "style", "");
    if (const Json* seconds = body.find("seconds"); seconds != nullptr && seconds->is_string()) {
        wanted.seconds = seconds_of(*seconds);
    }
    if (const Json* seed = body.find("seed"); seed != nullptr && seed->is_integer()) {
        wanted.seed = seed->as_integer();
    }
    return wanted;
}

Result<void> refuse_unsupported(const Json& body) {
    for (const char* field : {"input_reference", "characters", "character_ids"}) {
        const Json* value = body.find(field);
        if (value != nullptr && !value->is_null() && value->size() > 0) {
            return fail(
                {.code = ErrorCode::kUnsupported,
                 .message = "no engine of this server can do that",
                 .field = field}
            );
        }
    }
    return {};
}

}  // namespace hibari::server
