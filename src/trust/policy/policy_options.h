#pragma once

// An operator's settings as the engine takes them.

#include "base/result.h"
#include "trust/policy/policy.h"

#include <string_view>

namespace hibari::trust {

/// What the settings say, each as it was written; the last three are the contents of files.
struct PolicySettings {
    /// "violence=0.8, public_figure=review, advertisement=allow": per category the score from which
    /// findings count (0 to 1), or what is done about them.
    std::string_view categories;
    std::string_view block_list;
    /// A line per name: "name" or "name<TAB>project project".
    std::string_view opt_ins;
    std::string_view patterns;
};

/// `invalid_argument` for what is no category, no action and no number, and for anything about the
/// floor: that is not silently passed over, and not possible either.
Result<PolicyOptions> policy_options(const PolicySettings& settings);

}  // namespace hibari::trust
