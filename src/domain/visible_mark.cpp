#include "domain/visible_mark.h"

#include "base/text.h"
#include "domain/likeness_uses.h"

#include <algorithm>

namespace hibari::domain {
namespace {

bool shows_somebody(
    const VisibleMarkPolicy& policy, const Video& video, std::span<const trust::Likeness> likenesses
) {
    const bool is_somebody_else = std::ranges::any_of(likenesses, [&](const trust::Likeness& one) {
        return one.owner != video.account || !policy.is_own_likeness_free;
    });
    // Of a likeness that is not among those, its owner may have taken it back: then nothing is
    // made.
    const bool has_character = std::ranges::any_of(video.characters, [](const std::string& id) {
        return !is_likeness_id(id);
    });
    return is_somebody_else || has_character || !video.reference.empty() || !video.upload.empty();
}

}  // namespace

Result<VisibleMarkPolicy> visible_mark_policy(
    std::string_view clips, std::string_view unmarked_tiers, bool is_own_likeness_free
) {
    VisibleMarkPolicy policy{.is_own_likeness_free = is_own_likeness_free};
    if (clips == "always") {
        policy.clips = MarkedClips::kAll;
    } else if (clips == "never") {
        policy.clips = MarkedClips::kNone;
    } else if (clips != "tiers") {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "must be always, tiers or never",
             .field = "provenance.visible_mark"}
        );
    }
    for (const std::string_view tier : split(unmarked_tiers, ',')) {
        if (!trim(tier).empty()) {
            policy.unmarked_tiers.emplace_back(trim(tier));
        }
    }
    return policy;
}

bool has_visible_mark(
    const VisibleMarkPolicy& policy,
    std::string_view tier,
    const Video& video,
    const Video* source,
    std::span<const trust::Likeness> likenesses
) {
    const bool goes_on =
        video.kind == VideoKind::kExtension && source != nullptr && !source->visible_mark.empty();
    if (goes_on || shows_somebody(policy, video, likenesses)) {
        return true;
    }
    switch (policy.clips) {
        case MarkedClips::kAll:
            return true;
        case MarkedClips::kByTier:
            return std::ranges::find(policy.unmarked_tiers, tier) == policy.unmarked_tiers.end();
        case MarkedClips::kNone:
            return false;
    }
    return true;
}

}  // namespace hibari::domain
