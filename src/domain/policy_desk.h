#pragma once

// Where clips meet the policy: what was asked for is judged before anything is queued, what was
// made before anybody sees it, and each decision is kept under an id that an appeal can name. The
// policy itself (trust/policy) knows nothing of accounts, rows and clips.

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "domain/principal.h"
#include "domain/video.h"
#include "store/database.h"
#include "store/job_queue.h"
#include "trust/consent/likeness.h"
#include "trust/policy/policy.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

/// Code of a request that the policy refuses, and of one that a person has to see first.
inline constexpr std::string_view kPolicyCode = "content_policy_violation";
inline constexpr std::string_view kPolicyReviewCode = "content_policy_review";
/// Code of a failed video whose finished clip the policy refused.
inline constexpr std::string_view kModerationBlockedCode = "moderation_blocked";

/// Prompts of a lineage that are kept; a longer chain cannot go on.
inline constexpr std::size_t kLineageMax = 256;

/// A decision about a clip, to be kept with it.
struct PolicyRecord {
    std::string id;
    trust::PolicyDecision decision;
    trust::Stage stage = trust::Stage::kPrompt;
    /// "prompt" or "script".
    std::string_view basis = "prompt";
    Json judged = nullptr;
    /// digest_of what was asked for.
    std::string digest;
};

/// Holds no state of its own; methods may be called from any thread.
class PolicyDesk {
  public:
    PolicyDesk(const trust::PolicyEngine& engine, store::Database& database, const Clock& clock)
        : engine_(engine), database_(database), clock_(clock) {}

    /// What the policy says about a clip that is asked for: prompt, all that it goes back to, who
    /// is in it. Writes nothing.
    Result<PolicyRecord> judge_order(const Principal& who, const Video& video) const;

    /// What it says about a finished clip: the lines that are spoken and what its script shows,
    /// without a script (null) the prompts alone.
    Result<PolicyRecord> judge_made(const Video& video, const Json& script) const;

    /// What its owner wrote, as rules; those of the restrictions must be kept.
    std::vector<trust::LikenessRule> rules_of(const trust::Likeness& likeness) const;

    /// `invalid_argument` with the reason content_policy_violation unless the text may stand there;
    /// a refusal is kept.
    Result<void> check_text(
        const Principal& who, trust::Stage stage, std::string_view field, std::string_view text
    ) const;

    /// The error of a decision that refuses, or sends to a person; nothing otherwise. Its message
    /// names rule, stage, place and decision.
    static std::optional<Error> error_of(const PolicyRecord& record, std::string_view field);

    /// Keeps it, as part of a transaction. `video` may be empty.
    Result<void> keep(
        store::Transaction& tx,
        const PolicyRecord& record,
        std::string_view project,
        std::string_view account,
        std::string_view video
    ) const;

    /// The same in a transaction of its own.
    Result<void> keep(
        const PolicyRecord& record,
        std::string_view project,
        std::string_view account,
        std::string_view video
    ) const;

  private:
    store::Timestamp now() const;
    trust::SubjectLikeness subject_likeness(const trust::Likeness& likeness) const;
    Result<trust::PolicySubject> subject_of(store::Transaction& tx, const Video& video) const;
    /// A person may have let it through before.
    Result<PolicyRecord> judge(const trust::PolicySubject& subject, std::string_view account) const;

    const trust::PolicyEngine& engine_;
    store::Database& database_;
    const Clock& clock_;
};

/// The lineage of what is made from that clip: its own, and its prompt. `invalid_argument` when the
/// chain would be longer than kLineageMax.
Result<std::vector<std::string>> lineage_after(const Video& source);

}  // namespace hibari::domain
