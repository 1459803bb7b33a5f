#include "engine/mini_facts.h"

#include "base/text.h"
#include "world/script/names.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace hibari::engine {
namespace {

Error unsupported(std::string field, std::string message, std::string hint) {
    return {
        .code = ErrorCode::kUnsupported,
        .message = std::move(message),
        .field = std::move(field),
        .hint = std::move(hint),
    };
}

Result<void> check_style(const std::string& style) {
    const auto names = world::enum_names<world::Style>();
    if (style.empty() || std::ranges::find(names, style) != names.end()) {
        return {};
    }
    const std::string_view nearest = nearest_word(style, names);
    return fail({
        .code = ErrorCode::kInvalidArgument,
        .message = "there is no style '" + utf8_prefix(style, 40) + "'",
        .field = "style",
        .hint = nearest.empty() ? std::string() : "did you mean " + std::string(nearest) + "?",
    });
}

Result<void> check(const ClipRequest& request) {
    if (!request.truth_dir.empty()) {
        return fail(unsupported(
            "truth",
            "the engine mini does not know exactly what it shows",
            "the engine world records the truth of its clips"
        ));
    }
    if (request.seconds.value_or(0.0) > kMiniSecondsMax) {
        return fail(unsupported(
            "seconds",
            "the engine mini makes 20 seconds at once at most",
            "choose 1 to 20, or let the clip go on afterwards"
        ));
    }
    return check_style(request.style);
}

}  // namespace

EngineFacts mini_facts() {
    const auto styles = world::enum_names<world::Style>();
    return {
        .name = "mini",
        .description = "small learned model: picture and sound denoised together from words",
        .styles = {styles.begin(), styles.end()},
        .abilities = {.extend = true, .first_frame = true, .reads_ending = true},
        .check = check,
    };
}

}  // namespace hibari::engine
