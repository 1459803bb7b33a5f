#include "domain/video_order.h"

#include "base/ids.h"
#include "base/text.h"
#include "domain/allowance.h"
#include "domain/characters.h"
#include "domain/likeness_uses.h"
#include "domain/policy_desk.h"
#include "domain/video_rows.h"

#include <algorithm>
#include <charconv>

namespace hibari::domain {
namespace {

using store::Transaction;

Error refusal(ErrorCode code, std::string_view field, std::string message) {
    return {.code = code, .message = std::move(message), .field = std::string(field)};
}

/// A seed nobody asked for: small enough to be read out.
std::int64_t chosen_seed() {
    std::int64_t seed = 0;
    for (const char byte : random_bytes(4)) {
        seed = seed * 256 + static_cast<unsigned char>(byte);
    }
    return seed % 1'000'000'000;
}

struct Sides {
    std::int64_t longer = 0;
    std::int64_t shorter = 0;
};

/// Those of "1280x720".
Result<Sides> sides_of(std::string_view size) {
    std::vector<std::int64_t> sides;
    for (const std::string_view part : split(size, 'x')) {
        std::int64_t side = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), side);
        if (error != std::errc{} || end != part.data() + part.size() || side <= 0) {
            return fail(
                {.code = ErrorCode::kInvalidArgument,
                 .message = "must look like 1280x720",
                 .field = "size"}
            );
        }
        sides.push_back(side);
    }
    const auto [shorter, longer] = std::ranges::minmax(sides);
    return Sides{.longer = longer, .shorter = shorter};
}

/// The source, as it must be before anything can be made from it.
Result<Video> find_source(
    Transaction& tx, const Principal& who, const NewVideo& wanted, store::Timestamp now
) {
    // Of a remix the source stands in the address.
    const std::string_view field = wanted.kind == VideoKind::kRemix ? "video_id" : "video.id";
    auto found = find_own_video(tx, who, wanted.source);
    if (!found) {
        found.error().field = field;
        return found;
    }
    Video source = std::move(*found);
    auto usable = check_has_files(source, store::to_column(now), field);
    // To change a clip its script is enough.
    const bool needs_files = wanted.kind == VideoKind::kExtension;
    if (!usable && (needs_files || usable.error().reason != "asset_expired")) {
        return fail(std::move(usable.error()));
    }
    for (const std::string& id : source.characters) {
        if (is_likeness_id(id)) {
            continue;
        }
        auto character = find_own_character(tx, who, id);
        if (!character && character.error().code == ErrorCode::kNotFound) {
            return fail(
                refusal(ErrorCode::kNotFound, field, "a character in this video was deleted")
            );
        }
        HIBARI_TRY(std::move(character));
    }
    return source;
}

/// Length and count of an extension of what lasts `before` and was extended `times`.
Result<void> add_extension(
    Video& video, std::int64_t before, std::int64_t times, std::int64_t added
) {
    video.seconds = before + added;
    video.made_seconds = added;
    video.extensions = times + 1;
    if (video.extensions > kExtensionsMax) {
        Error error = refusal(
            ErrorCode::kInvalidArgument,
            "video",
            "it has been extended " + std::to_string(kExtensionsMax) + " times, that is the most"
        );
        error.reason = "extension_limit_reached";
        return fail(std::move(error));
    }
    if (video.seconds > kVideoSecondsMax) {
        Error error = refusal(
            ErrorCode::kInvalidArgument,
            "seconds",
            "the whole clip would last " + std::to_string(video.seconds) +
                " seconds, the most is " + std::to_string(kVideoSecondsMax)
        );
        error.reason = "video_too_long";
        return fail(std::move(error));
    }
    return {};
}

/// What a clip made from another one has of it.
Result<void> take_over(
    const Video& source, const NewVideo& wanted, const Model& model, Video& video
) {
    if (model.engine.name != source.engine) {
        return fail(refusal(
            ErrorCode::kUnsupported,
            "model",
            "the video was made by the engine " + source.engine + ", " + model.name + " is " +
                model.engine.name
        ));
    }
    video.lineage = HIBARI_TRY(lineage_after(source));
    video.size = source.size;
    video.style = wanted.style.empty() ? source.style : wanted.style;
    video.seed = wanted.seed.value_or(source.seed);
    video.reference = source.reference;
    video.characters = source.characters;
    if (wanted.kind != VideoKind::kExtension) {
        video.seconds = source.seconds;
        video.made_seconds = source.seconds;
        video.extensions = source.extensions;
        return {};
    }
    // Anything else would show where the one ends and the other begins.
    const auto must_stay = [](std::string_view field) {
        return fail(
            refusal(ErrorCode::kInvalidArgument, field, "an extension goes on as the video began")
        );
    };
    if (video.style != source.style) {
        return must_stay("style");
    }
    if (video.seed != source.seed) {
        return must_stay("seed");
    }
    if (video.quality != source.quality) {
        return must_stay("model");
    }
    return add_extension(video, source.seconds, source.extensions, wanted.seconds);
}

/// Each character there is, and named in the prompt: "Ann" in "Ann waves".
Result<void> check_characters(Transaction& tx, const Principal& who, const NewVideo& wanted) {
    for (std::size_t i = 0; i < wanted.characters.size(); ++i) {
        // Those are asked for where the clip is queued.
        if (is_likeness_id(wanted.characters[i])) {
            continue;
        }
        const std::string field = "characters[" + std::to_string(i) + "].id";
        auto character = find_own_character(tx, who, wanted.characters[i]);
        if (!character) {
            character.error().field = field;
            return fail(std::move(character.error()));
        }
        if (!is_named(character->name, wanted.prompt)) {
            Error error = refusal(
                ErrorCode::kInvalidArgument,
                field,
                "the prompt does not say what '" + character->name + "' does"
            );
            error.reason = "character_not_in_prompt";
            error.hint = "write the name as it is";
            return fail(std::move(error));
        }
    }
    return {};
}

Result<void> check_engine(const NewVideo& wanted, const Model& model) {
    const EngineFacts& engine = model.engine;
    const auto cannot = [&](std::string_view field, std::string_view what) {
        return fail(refusal(
            ErrorCode::kUnsupported,
            field,
            "the model " + model.name + " (engine " + engine.name + ") cannot " + std::string(what)
        ));
    };
    if (wanted.kind == VideoKind::kExtension && !engine.extends) {
        return cannot("video", "let a clip go on");
    }
    if ((wanted.kind == VideoKind::kRemix || wanted.kind == VideoKind::kEdit) && !engine.revises) {
        return cannot("video", "change a clip");
    }
    if (!wanted.upload.empty() && !engine.takes_uploads) {
        return cannot("video", "work on a clip that it did not make");
    }
    if (!wanted.reference.empty() && !engine.takes_first_frame) {
        return cannot("input_reference", "begin with a picture");
    }
    if (!wanted.characters.empty() && !engine.takes_characters) {
        return cannot("characters", "show characters");
    }
    const auto& styles = engine.styles;
    if (!wanted.style.empty() && !styles.empty() &&
        std::ranges::find(styles, wanted.style) == styles.end()) {
        std::string known;
        for (const std::string& style : styles) {
            known += (known.empty() ? "" : ", ") + style;
        }
        Error error = refusal(
            ErrorCode::kInvalidArgument,
            "style",
            "there is no style '" + utf8_prefix(wanted.style, 40) + "' here"
        );
        error.hint = "there are " + known;
        return fail(std::move(error));
    }
    return {};
}

Result<void> check_tier(const Principal& who, const Model& model, const Video& video) {
    const Sides sides = HIBARI_TRY(sides_of(video.size));
    if (sides.shorter > kShortSideMax) {
        return fail(refusal(
            ErrorCode::kInvalidArgument,
            "size",
            video.size + " is too large, the shorter side has at most " +
                std::to_string(kShortSideMax) + " pixels"
        ));
    }
    if (sides.longer > model.long_side_max) {
        Error error = refusal(
            ErrorCode::kInvalidArgument,
            "size",
            "the model " + model.name + " makes pictures of up to " +
                std::to_string(model.long_side_max) + " pixels, " + video.size + " is larger"
        );
        error.hint = "choose a smaller size or another model";
        return fail(std::move(error));
    }
    const auto not_in_tier = [&](std::string_view field, const std::string& what) {
        Error error =
            refusal(ErrorCode::kPermissionDenied, field, "the tier " + who.tier.name + " " + what);
        error.reason = "not_in_tier";
        return fail(std::move(error));
    };
    if (sides.longer > who.tier.long_side_max) {
        return not_in_tier(
            "size", "has pictures of up to " + std::to_string(who.tier.long_side_max) + " pixels"
        );
    }
    // Making a long clip again is paid for; that it may be so long was decided when it was
    // extended.
    const bool is_new = video.kind == VideoKind::kCreate || video.kind == VideoKind::kExtension;
    if (is_new && video.made_seconds > who.tier.seconds_max) {
        return not_in_tier(
            "seconds", "has clips of up to " + std::to_string(who.tier.seconds_max) + " seconds"
        );
    }
    if (quality_rank(model.quality) > quality_rank(who.tier.quality_max)) {
        return not_in_tier("model", "does not have the quality of " + model.name);
    }
    return {};
}

}  // namespace

Result<VideoOrder> order_video(
    store::Database& database,
    const Models& models,
    const Principal& who,
    const NewVideo& wanted,
    store::Timestamp now
) {
    std::optional<Video> source;
    if (!wanted.source.empty() || !wanted.characters.empty()) {
        HIBARI_TRY(database.read([&](Transaction& tx) -> Result<void> {
            if (!wanted.source.empty()) {
                source = HIBARI_TRY(find_source(tx, who, wanted, now));
            }
            return check_characters(tx, who, wanted);
        }));
    }
    const std::string& name = wanted.model.empty() && source ? source->model : wanted.model;
    const Model model = HIBARI_TRY(models.find(name));
    HIBARI_TRY(check_engine(wanted, model));
    VideoOrder order;
    Video& video = order.video;
    video.project = who.project;
    video.account = who.account;
    video.model = name.empty() ? model.name : name;
    video.engine = model.engine.name;
    video.quality = model.quality;
    video.prompt = wanted.prompt;
    video.kind = wanted.kind;
    video.source = wanted.source;
    video.upload = wanted.upload;
    if (source) {
        HIBARI_TRY(take_over(*source, wanted, model, video));
    } else {
        video.size = wanted.size;
        video.seconds = wanted.seconds;
        video.made_seconds = wanted.seconds;
        video.style = wanted.style;
        video.seed = wanted.seed.value_or(chosen_seed());
        video.reference = wanted.reference;
        video.characters = wanted.characters;
        if (wanted.kind == VideoKind::kExtension) {
            HIBARI_TRY(add_extension(video, wanted.upload_seconds, 0, wanted.seconds));
        }
    }
    HIBARI_TRY(check_tier(who, model, video));
    order.weight = clip_weight(video.made_seconds);
    return order;
}

}  // namespace hibari::domain
