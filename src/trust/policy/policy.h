#pragma once

// One engine that judges every text of every entry point, whatever engine makes the clip and
// whatever language it is written in. A text is folded (look-alike letters, digits for letters,
// hidden characters, letters spread out), its words become concepts of a lexicon, and rules say
// which concepts together mean what, and which context ("no blood", "chicken breast") makes them
// harmless. A clip is judged with everything it
// goes back to, so that a remix chain says no more than one prompt may.
//
// Sound for: text. Whoever has frames hands in what a frame classifier says (FrameHint).

#include "base/result.h"
#include "trust/policy/category.h"
#include "trust/policy/decision.h"
#include "trust/policy/likeness_rules.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// Bytes of one text that is judged; more is refused as `input.too_long`. 32,000 characters of any
/// script fit.
inline constexpr std::size_t kPolicyTextMax = 128 * 1024;
/// Texts of a lineage, lines of a transcript and facts of a scene that are judged; more is refused.
inline constexpr std::size_t kPolicyTextsMax = 512;

/// What an operator may set about one category. Absent: the default of the table.
struct CategoryOptions {
    std::optional<Action> action;
    /// 0 to 1: findings of a lower score count for nothing.
    std::optional<double> threshold;
};

/// Names that may appear although the block lists have them: who gave their consent.
struct OptIn {
    /// As in the block list, in any case: "robin williams".
    std::string name;
    /// Projects it holds for; empty for all.
    std::vector<std::string> projects = {};
};

struct PolicyOptions {
    /// In the order of Category. What is set for the floor is not used.
    std::array<CategoryOptions, kCategories> categories{};
    /// More names for the block lists, one per line: "category<TAB>name", category one of
    /// public_figure, dead_person, copyright, music_imitation.
    std::string block_list = {};
    std::vector<OptIn> opt_ins = {};
    /// More rules, one per line: "name<TAB>refuse|review|label<TAB>RE2 expression", matched against
    /// the folded text.
    std::string patterns = {};
};

/// A likeness in the clip, as the policy needs it.
struct SubjectLikeness {
    std::string id;
    /// As prompts call it: "Ann", "@ann".
    std::vector<std::string> names;
    /// False for pets and objects.
    bool is_person = true;
    /// The owner's strict mode: no change of appearance, no humiliating situations.
    bool strict = false;
    /// The person is a teen, or nobody knows.
    bool is_teen = false;
    /// Of LikenessRules::parse, of both texts.
    std::vector<LikenessRule> rules;
};

/// A text with a time in the clip, if it has one.
struct TimedText {
    std::string text;
    std::optional<double> second = {};
    /// Name of who speaks or is seen; empty for nobody in particular.
    std::string who = {};
};

/// What a classifier of pictures said about a frame.
struct FrameHint {
    Category category = Category::kSexual;
    double score = 0;
    double second = 0;
};

/// Of a registry that changes while the engine runs: a name that may not be shown, or one that may
/// although the block lists have it.
struct ListedName {
    /// kPublicFigure, kDeadPerson or kCopyright.
    Category category = Category::kPublicFigure;
    /// With its other spellings.
    std::vector<std::string> names;
    bool is_allowed = false;
};

/// What is judged together.
struct PolicySubject {
    Stage stage = Stage::kPrompt;
    /// Empty when only what was rendered is judged.
    std::string prompt;
    /// What the clip goes back to, oldest first: the source's prompt and every remix prompt.
    std::vector<std::string> lineage;
    std::vector<SubjectLikeness> likenesses;
    std::vector<ListedName> listed;
    /// Name of a look; judged like a part of the prompt.
    std::string style;
    /// Spoken lines, of stage transcript.
    std::vector<TimedText> lines;
    /// What is seen, in words, of stage frames.
    std::vector<TimedText> facts;
    /// How each likeness is seen in each take, `who` being its name: what an owner always wants to
    /// be seen is looked for there, and nothing else.
    std::vector<TimedText> shown;
    std::vector<FrameHint> frames;
    /// The account is a teen's: stricter thresholds.
    bool account_is_teen = false;
    /// For opt-ins.
    std::string project;
};

class PolicyEngine {
  public:
    /// Reads the embedded lexicon, rules and lists (about 0.7 s). `invalid_argument` with the line
    /// for a block list or a pattern that cannot be read.
    static Result<std::unique_ptr<const PolicyEngine>> create(const PolicyOptions& options);

    virtual ~PolicyEngine() = default;
    PolicyEngine(const PolicyEngine&) = delete;
    PolicyEngine& operator=(const PolicyEngine&) = delete;

    /// From any thread. Never fails: what cannot be judged is refused with category `input`.
    virtual PolicyDecision judge(const PolicySubject& subject) const = 0;

    /// The owner's texts as rules; see LikenessRules.
    virtual LikenessRules parse_likeness_rules(std::string_view text) const = 0;

    /// Of lexicon, rules, lists and options: changes whenever a decision could.
    virtual std::string_view version() const = 0;

  protected:
    PolicyEngine() = default;
};

}  // namespace hibari::trust
