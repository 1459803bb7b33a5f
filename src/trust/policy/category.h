#pragma once

// What the policy knows of: the kinds of content, the stages at which they are looked for, and what
// is done about each unless an operator sets it otherwise. Two categories are the floor: nobody
// can set anything about them.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace hibari::trust {

enum class Category : std::uint8_t {
    kSexual,
    /// The floor.
    kSexualMinors,
    /// The floor: nudity, sex, underwear, swimwear, undressing or fetish with a likeness or a named
    /// person in it.
    kIntimateLikeness,
    kSelfHarm,
    kViolence,
    kHate,
    kHarassment,
    kIllicit,
    kPoliticalDeception,
    kMisinformation,
    kFraud,
    kPublicFigure,
    kDeadPerson,
    kCopyright,
    kMusicImitation,
    kPrivacy,
    kRealPerson,
    kAdvertisement,
    /// An owner's own rules about a likeness.
    kLikenessRule,
    /// An operator's own patterns.
    kOperatorRule,
    /// A text that cannot be judged: too long, no UTF-8, hidden writing direction.
    kInput,
};

inline constexpr std::size_t kCategories = 21;

/// What is done about a finding.
enum class Action : std::uint8_t {
    /// Nothing.
    kAllow,
    /// The clip is made and carries a label.
    kLabel,
    /// A person decides.
    kReview,
    kRefuse,
};

/// Where in the life of a clip something is judged.
enum class Stage : std::uint8_t {
    /// What was asked for, with all that it goes back to; before anything is queued.
    kPrompt,
    /// Text that comes with a file, and names that people give.
    kUpload,
    /// The lines that are spoken in the finished clip.
    kTranscript,
    /// What is seen in the finished clip, told in words, and what a frame classifier says.
    kFrames,
    /// A caption or comment for everybody: the strictest thresholds.
    kPost,
};

/// One row of the table of categories.
struct CategoryFacts {
    Category category;
    /// Stable: "sexual_minors".
    std::string_view name;
    /// For people: "sexual content".
    std::string_view title;
    /// What an operator does not change.
    bool floor;
    Action action;
    /// Findings below it count for nothing; see PolicyOptions.
    double threshold;
};

/// In the order of Category.
std::span<const CategoryFacts, kCategories> categories();

const CategoryFacts& facts_of(Category category);

std::string_view to_string(Category category);
std::string_view to_string(Action action);
std::string_view to_string(Stage stage);

std::optional<Category> category_of(std::string_view name);
std::optional<Action> action_of(std::string_view name);
std::optional<Stage> stage_of(std::string_view name);

}  // namespace hibari::trust
