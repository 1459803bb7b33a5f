#include "trust/policy/block_list.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace hibari::trust {
namespace {

constexpr std::array<std::string_view, 4> kListed = {
    "public_figure", "dead_person", "copyright", "music_imitation"
};

/// Concepts of the lexicon: a musician's name alone imitates nobody.
std::string_view concept_name(std::string_view category) {
    return category == "music_imitation" ? "musician" : category;
}

tl::unexpected<Error> refuse_line(std::size_t number, std::string_view why) {
    return fail(
        ErrorCode::kInvalidArgument,
        "block list, line " + std::to_string(number) + ": " + std::string(why)
    );
}

}  // namespace

Result<void> add_names(std::string_view data, Lexicon& lexicon) {
    for (const std::string_view whole : split(data, '\n')) {
        const std::string_view line = trim(whole);
        const std::size_t colon = line.find(':');
        if (line.empty() || line.front() == '#' || colon == std::string_view::npos) {
            continue;
        }
        const Concept what = lexicon.concept_of(trim(line.substr(0, colon)));
        const auto names = split(line.substr(colon + 1), ';');
        for (const std::string_view name : names) {
            HIBARI_TRY(lexicon.add_phrase(what, trim(name), false, trim(names.front())));
        }
    }
    return {};
}

Result<void> add_operator_names(std::string_view data, Lexicon& lexicon) {
    std::size_t number = 0;
    for (const std::string_view whole : split(data, '\n')) {
        const std::string_view line = trim(whole);
        if (++number > kBlockListMax) {
            return refuse_line(number, "more lines than are read");
        }
        if (line.empty() || line.front() == '#') {
            continue;
        }
        const std::size_t tab = line.find('\t');
        const std::string_view category = trim(line.substr(0, tab));
        if (tab == std::string_view::npos || trim(line.substr(tab)).empty()) {
            return refuse_line(number, "expected 'category<TAB>name'");
        }
        if (std::ranges::find(kListed, category) == kListed.end()) {
            return refuse_line(
                number,
                "expected public_figure, dead_person, copyright or music_imitation, got '" +
                    utf8_prefix(category, 40) + "'"
            );
        }
        const std::string_view name = trim(line.substr(tab));
        auto added =
            lexicon.add_phrase(lexicon.concept_of(concept_name(category)), name, false, name);
        if (!added) {
            return refuse_line(number, added.error().message);
        }
    }
    return {};
}

OptIns::OptIns(std::span<const OptIn> opt_ins, const Folder& folder) {
    for (const OptIn& opt_in : opt_ins) {
        projects_[folder.fold_phrase(opt_in.name)] = opt_in.projects;
    }
}

bool OptIns::allows(std::string_view name, std::string_view project) const {
    const auto found = projects_.find(std::string(name));
    return found != projects_.end() &&
           (found->second.empty() ||
            std::ranges::find(found->second, project) != found->second.end());
}

}  // namespace hibari::trust
