#pragma once

// Which clips show who made them: the rule for the visible mark, by tier and by what is in a clip.
// It is asked when a clip is made, and its answer stays with the clip: there is no other copy.

#include "base/result.h"
#include "domain/video.h"
#include "trust/consent/likeness.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

/// Which clips that show nobody have the mark.
enum class MarkedClips { kAll, kByTier, kNone };

struct VisibleMarkPolicy {
    MarkedClips clips = MarkedClips::kByTier;
    /// With kByTier: tiers whose clips go without it.
    std::vector<std::string> unmarked_tiers;
    /// A maker's own likeness counts as nobody.
    bool is_own_likeness_free = false;
};

/// From settings: "always", "tiers" or "never", and names of tiers separated by commas.
/// `invalid_argument` otherwise.
Result<VisibleMarkPolicy> visible_mark_policy(
    std::string_view clips, std::string_view unmarked_tiers, bool is_own_likeness_free
);

/// Whether a clip that an account of `tier` makes has the mark. One that shows somebody has it
/// whatever the tier: a likeness, a character, or what was uploaded for it, which may show anybody.
/// So has an extension of a clip with it, whose pictures it keeps.
bool has_visible_mark(
    const VisibleMarkPolicy& policy,
    std::string_view tier,
    const Video& video,
    const Video* source,
    std::span<const trust::Likeness> likenesses
);

}  // namespace hibari::domain
