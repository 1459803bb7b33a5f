#include "trust/policy/category.h"

#include <algorithm>

namespace hibari::trust {
namespace {

constexpr double kUsual = 0.6;

constexpr std::array<CategoryFacts, kCategories> kFacts = {{
    {Category::kSexual, "sexual", "sexual content", false, Action::kRefuse, kUsual},
    {Category::kSexualMinors,
     "sexual_minors",
     "sexual content with minors",
     true,
     Action::kRefuse,
     0},
    {Category::kIntimateLikeness,
     "intimate_likeness",
     "intimate content with a real person's likeness",
     true,
     Action::kRefuse,
     0},
    {Category::kSelfHarm, "self_harm", "self-harm", false, Action::kRefuse, kUsual},
    {Category::kViolence, "violence", "graphic violence", false, Action::kRefuse, kUsual},
    {Category::kHate, "hate", "hate and extremism", false, Action::kRefuse, kUsual},
    {Category::kHarassment, "harassment", "harassment", false, Action::kRefuse, kUsual},
    {Category::kIllicit,
     "illicit",
     "instructions for or advertising of crimes",
     false,
     Action::kRefuse,
     kUsual},
    {Category::kPoliticalDeception,
     "political_deception",
     "political deception",
     false,
     Action::kRefuse,
     kUsual},
    {Category::kMisinformation,
     "misinformation",
     "what could be taken for real news",
     false,
     Action::kLabel,
     kUsual},
    {Category::kFraud, "fraud", "fraud and impersonation", false, Action::kRefuse, kUsual},
    {Category::kPublicFigure,
     "public_figure",
     "public figures without their consent",
     false,
     Action::kRefuse,
     kUsual},
    {Category::kDeadPerson,
     "dead_person",
     "people who died, without their estate's consent",
     false,
     Action::kRefuse,
     kUsual},
    {Category::kCopyright,
     "copyright",
     "characters and works of others",
     false,
     Action::kRefuse,
     kUsual},
    {Category::kMusicImitation,
     "music_imitation",
     "imitation of musicians and songs",
     false,
     Action::kRefuse,
     kUsual},
    {Category::kPrivacy, "privacy", "private information", false, Action::kRefuse, kUsual},
    {Category::kRealPerson,
     "real_person",
     "real people without their likeness",
     false,
     Action::kRefuse,
     kUsual},
    {Category::kAdvertisement, "advertisement", "advertising", false, Action::kLabel, kUsual},
    {Category::kLikenessRule,
     "likeness_rule",
     "what the owner of a likeness does not allow",
     false,
     Action::kRefuse,
     kUsual},
    {Category::kOperatorRule,
     "operator_rule",
     "what this server does not allow",
     false,
     Action::kRefuse,
     kUsual},
    {Category::kInput, "input", "a text that cannot be judged", false, Action::kRefuse, 0},
}};

constexpr std::array<std::string_view, 4> kActions = {"allow", "label", "review", "refuse"};
constexpr std::array<std::string_view, 5> kStages = {
    "prompt", "upload", "transcript", "frames", "post"
};

template <typename T, std::size_t N>
std::optional<T> named(const std::array<std::string_view, N>& names, std::string_view name) {
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<T>(found - names.begin()));
}

}  // namespace

std::span<const CategoryFacts, kCategories> categories() {
    return kFacts;
}

const CategoryFacts& facts_of(Category category) {
    return kFacts[static_cast<std::size_t>(category)];
}

std::string_view to_string(Category category) {
    return facts_of(category).name;
}

std::string_view to_string(Action action) {
    return kActions[static_cast<std::size_t>(action)];
}

std::string_view to_string(Stage stage) {
    return kStages[static_cast<std::size_t>(stage)];
}

std::optional<Category> category_of(std::string_view name) {
    const auto found = std::ranges::find(kFacts, name, &CategoryFacts::name);
    return found == kFacts.end() ? std::nullopt : std::optional(found->category);
}

std::optional<Action> action_of(std::string_view name) {
    return named<Action>(kActions, name);
}

std::optional<Stage> stage_of(std::string_view name) {
    return named<Stage>(kStages, name);
}

}  // namespace hibari::trust
