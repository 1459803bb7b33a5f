#include "server/video_request.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace hibari::server {
namespace {

// Stands for the blob of a picture that was looked at and not kept.
constexpr std::string_view kNotKept = "inputs/not_kept.png";

std::int64_t number_of(std::string_view digits) {
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

/// Of a size of the contract's closed list.
media::FrameSize size_of(std::string_view text) {
    const std::size_t cross = text.find('x');
    return {
        static_cast<int>(number_of(text.substr(0, cross))),
        static_cast<int>(number_of(text.substr(cross + 1))),
    };
}

const Json* present(const Json& body, std::string_view field) {
    const Json* value = body.find(field);
    return value == nullptr || value->is_null() ? nullptr : value;
}

std::string text_or(const Json& body, std::string_view field, std::string_view fallback) {
    const Json* value = present(body, field);
    return value != nullptr ? value->as_string() : std::string(fallback);
}

/// What all of them have.
domain::NewVideo common(const Json& body) {
    domain::NewVideo wanted;
    wanted.prompt = text_or(body, "prompt", "");
    wanted.model = text_or(body, "model", "");
    wanted.style = text_or(body, "style", "");
    if (const Json* seconds = present(body, "seconds")) {
        // The contract has a closed list of them.
        wanted.seconds = number_of(seconds->as_string());
    }
    if (const Json* seed = present(body, "seed")) {
        wanted.seed = seed->as_integer();
    }
    return wanted;
}

/// From either spelling.
Result<std::vector<std::string>> characters_of(const Json& body) {
    const Json* characters = present(body, "characters");
    const Json* plain = present(body, "character_ids");
    if (characters != nullptr && plain != nullptr) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "is another spelling of characters, give only one of them",
             .field = "character_ids"}
        );
    }
    std::vector<std::string> ids;
    if (characters != nullptr) {
        for (std::size_t i = 0; i < characters->size(); ++i) {
            ids.push_back(characters->at(i).at("id").as_string());
        }
    }
    if (plain != nullptr) {
        for (std::size_t i = 0; i < plain->size(); ++i) {
            ids.push_back(plain->at(i).as_string());
        }
    }
    return ids;
}

}  // namespace

domain::NewVideo plain_video(const Json& body) {
    domain::NewVideo wanted = common(body);
    wanted.size = text_or(body, "size", wanted.size);
    return wanted;
}

Result<domain::NewVideo> new_video(
    const Uploads& uploads, const Sender& from, const Json& body, Keep keep
) {
    domain::NewVideo wanted = plain_video(body);
    wanted.characters = HIBARI_TRY(characters_of(body));
    if (const Json* reference = present(body, "input_reference")) {
        const auto picture = HIBARI_TRY(uploads.picture(from, *reference, size_of(wanted.size)));
        wanted.reference =
            keep == Keep::kYes ? HIBARI_TRY(uploads.keep(picture)) : std::string(kNotKept);
    }
    return wanted;
}

domain::NewVideo new_remix(const std::string& source, const Json& body) {
    domain::NewVideo wanted = common(body);
    wanted.kind = domain::VideoKind::kRemix;
    wanted.source = source;
    return wanted;
}

Result<domain::NewVideo> new_from_video(
    const Uploads& uploads, const Sender& from, domain::VideoKind kind, const Json& body
) {
    domain::NewVideo wanted = common(body);
    wanted.kind = kind;
    const Json& video = body.at("video");
    if (const Json* id = video.find("id")) {
        wanted.source = id->as_string();
        return wanted;
    }
    const auto clip = HIBARI_TRY(uploads.clip(from, video));
    wanted.size = to_string(clip.format.size);
    wanted.upload_seconds = std::max<std::int64_t>(1, std::llround(clip.format.duration_s()));
    if (kind != domain::VideoKind::kExtension) {
        wanted.seconds = wanted.upload_seconds;
    }
    wanted.upload = HIBARI_TRY(uploads.keep(clip));
    return wanted;
}

}  // namespace hibari::server
