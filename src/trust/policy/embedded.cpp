#include "trust/policy/embedded.h"

#include <array>

namespace hibari::trust {

std::span<const std::string_view> lexicon_files() {
    static const std::array<std::string_view, 5> files = {
        embedded::policy_context,
        embedded::policy_body,
        embedded::policy_harm,
        embedded::policy_public,
        embedded::policy_classes,
    };
    return files;
}

std::span<const std::string_view> name_files() {
    static const std::array<std::string_view, 4> files = {
        embedded::policy_names_people,
        embedded::policy_names_dead,
        embedded::policy_names_works,
        embedded::policy_names_music,
    };
    return files;
}

}  // namespace hibari::trust
