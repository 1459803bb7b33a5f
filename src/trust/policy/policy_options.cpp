#include "trust/policy/policy_options.h"

#include "base/text.h"

#include <charconv>
#include <string>

namespace hibari::trust {
namespace {

tl::unexpected<Error> refuse(std::string_view part, std::string_view why) {
    return fail(
        {.code = ErrorCode::kInvalidArgument,
         .message = "'" + utf8_prefix(part, 60) + "': " + std::string(why),
         .field = "policy.categories"}
    );
}

Result<void> read_category(std::string_view part, PolicyOptions& options) {
    const std::size_t equals = part.find('=');
    const auto category = category_of(trim(part.substr(0, equals)));
    if (equals == std::string_view::npos || !category || *category == Category::kInput) {
        return refuse(part, "expected a category, '=' and a number or an action");
    }
    if (facts_of(*category).floor) {
        return refuse(part, "this category is never allowed, so nothing about it can be set");
    }
    CategoryOptions& set = options.categories[static_cast<std::size_t>(*category)];
    const std::string_view value = trim(part.substr(equals + 1));
    if (const auto action = action_of(value)) {
        set.action = action;
        return {};
    }
    double number = 0;
    const char* const end = value.data() + value.size();
    const auto [at, error] = std::from_chars(value.data(), end, number);
    if (error != std::errc{} || at != end || !(number >= 0 && number <= 1)) {
        return refuse(part, "expected 0 to 1, or allow, label, review or refuse");
    }
    set.threshold = number;
    return {};
}

}  // namespace

Result<PolicyOptions> policy_options(const PolicySettings& settings) {
    PolicyOptions options;
    for (const std::string_view part : split(settings.categories, ',')) {
        if (!trim(part).empty()) {
            HIBARI_TRY(read_category(trim(part), options));
        }
    }
    for (const std::string_view whole : split(settings.opt_ins, '\n')) {
        const std::string_view line = trim(whole);
        if (line.empty() || line.front() == '#') {
            continue;
        }
        const std::size_t tab = line.find('\t');
        OptIn opt_in{.name = std::string(trim(line.substr(0, tab)))};
        if (tab != std::string_view::npos) {
            for (const std::string_view project : split(line.substr(tab + 1), ' ')) {
                if (!trim(project).empty()) {
                    opt_in.projects.emplace_back(trim(project));
                }
            }
        }
        options.opt_ins.push_back(std::move(opt_in));
    }
    options.block_list = settings.block_list;
    options.patterns = settings.patterns;
    return options;
}

}  // namespace hibari::trust
