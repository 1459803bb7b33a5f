#include "engine/request_check.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace hibari::engine {
namespace {

struct NamedSize {
    std::string_view name;
    media::FrameSize size;
};

constexpr std::array<NamedSize, 6> kNamedSizes = {{
    {"360p", {640, 360}},
    {"720p", {1280, 720}},
    {"1080p", {1920, 1080}},
    {"landscape", {1280, 720}},
    {"portrait", {720, 1280}},
    {"square", {1080, 1080}},
}};

Error wrong(std::string field, std::string message, std::string hint) {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(message),
        .field = std::move(field),
        .hint = std::move(hint),
    };
}

// The nearest size that is allowed: shrunk in proportion, even, not too small.
media::FrameSize nearest_size(media::FrameSize size) {
    const double longer = std::max({size.width, size.height, 1});
    const double shorter = std::max(std::min(size.width, size.height), 1);
    const double factor = std::min({1.0, kLongSideMax / longer, kShortSideMax / shorter});
    const auto side = [factor](int pixels) {
        const int even = static_cast<int>(std::lround(pixels * factor / 2.0)) * 2;
        return std::clamp(even, kSideMin, kLongSideMax);
    };
    return {side(size.width), side(size.height)};
}

Result<void> check_size(media::FrameSize size) {
    const int longer = std::max(size.width, size.height);
    const int shorter = std::min(size.width, size.height);
    const std::string nearest = "try " + to_string(nearest_size(size));
    if (size.width % 2 != 0 || size.height % 2 != 0) {
        return fail(wrong("size", to_string(size) + " has an odd side", nearest));
    }
    if (shorter < kSideMin) {
        return fail(wrong(
            "size",
            to_string(size) + " is too small, each side needs " + std::to_string(kSideMin),
            nearest
        ));
    }
    if (longer > kLongSideMax || shorter > kShortSideMax) {
        return fail(wrong(
            "size",
            to_string(size) + " is too large, the limit is 1920x1080 in either direction",
            nearest
        ));
    }
    return {};
}

Result<void> check_prompt(const ClipRequest& request) {
    if (request.prompt.size() > kPromptBytesMax ||
        count_code_points(request.prompt) > kPromptCodePointsMax) {
        return fail(wrong(
            "prompt",
            "has " + std::to_string(count_code_points(request.prompt)) + " characters",
            "shorten it to " + std::to_string(kPromptCodePointsMax)
        ));
    }
    if (!is_valid_utf8(request.prompt)) {
        return fail(wrong("prompt", "is not valid UTF-8", "save or paste it as UTF-8"));
    }
    if (trim(request.prompt).empty() && !request.script && !is_extension(request)) {
        return fail(wrong("prompt", "is empty", "describe what should happen"));
    }
    return {};
}

Result<void> check_abilities(const ClipRequest& request, const Generator& generator) {
    const auto cannot = [&](std::string_view field, std::string_view what) {
        return fail({
            .code = ErrorCode::kUnsupported,
            .message =
                "the engine " + std::string(generator.name()) + " cannot " + std::string(what),
            .field = std::string(field),
        });
    };
    const Abilities abilities = generator.abilities();
    if (request.source) {
        const bool extends = request.source->change == Change::kExtend;
        if (!(extends ? abilities.extend : abilities.revise)) {
            return cannot("video", extends ? "let a clip go on" : "change a clip");
        }
        if (request.source->script.is_null() && !abilities.uploads) {
            return cannot("video", "work on a clip that it did not make");
        }
    }
    if (request.first_frame) {
        if (!abilities.first_frame) {
            return cannot("input_reference", "begin with a picture that is given");
        }
        if (request.first_frame->size() != request.size) {
            return fail(wrong(
                "input_reference",
                "is " + to_string(request.first_frame->size()) + ", the clip " +
                    to_string(request.size),
                "scale one of them"
            ));
        }
    }
    if (!request.characters.empty() && !abilities.characters) {
        return cannot("characters", "show characters");
    }
    if (request.characters.size() > kCharactersMax) {
        return fail(wrong("characters", "are too many", "name two at most"));
    }
    return {};
}

std::string replace_times_sign(std::string_view text) {
    constexpr std::string_view kTimes = "\xC3\x97";
    std::string plain = to_lower(text);
    if (const auto at = plain.find(kTimes); at != std::string::npos) {
        plain.replace(at, kTimes.size(), "x");
    }
    return plain;
}

bool parse_side(std::string_view text, int& side) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), side);
    return error == std::errc() && end == text.data() + text.size() && side > 0;
}

}  // namespace

Result<void> check_request(const ClipRequest& request, const Generator& generator) {
    HIBARI_TRY(check_prompt(request));
    HIBARI_TRY(check_abilities(request, generator));
    HIBARI_TRY(check_size(request.size));
    if (request.fps != 24 && request.fps != 30) {
        return fail(
            wrong("fps", std::to_string(request.fps) + " is not supported", "choose 24 or 30")
        );
    }
    const double seconds = request.seconds.value_or(kSecondsMin);
    if (!std::isfinite(seconds) || seconds < kSecondsMin || seconds > kClipSecondsMax) {
        return fail(wrong(
            "seconds",
            "a clip cannot last that long or that short",
            "choose 1 to 20, or up to 120 for a prompt of several shots"
        ));
    }
    return {};
}

Error longer_than_a_clip() {
    return wrong(
        "seconds",
        "the shots last longer than the 120 s of a clip",
        "shorten them, or choose --seconds"
    );
}

Result<media::FrameSize> parse_size(std::string_view text) {
    const std::string plain = replace_times_sign(trim(text));
    const auto named = std::ranges::find(kNamedSizes, plain, &NamedSize::name);
    if (named != kNamedSizes.end()) {
        return named->size;
    }
    const auto sides = split(plain, 'x');
    media::FrameSize size;
    if (sides.size() != 2 || !parse_side(sides[0], size.width) ||
        !parse_side(sides[1], size.height)) {
        return fail(wrong(
            "size",
            "'" + utf8_prefix(text, 40) + "' is not a size",
            "write it like 1280x720, or 720p, 1080p, portrait, landscape, square"
        ));
    }
    return size;
}

}  // namespace hibari::engine
