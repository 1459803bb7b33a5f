#include "domain/review/prompt_cases.h"

#include "base/ids.h"
#include "domain/review/case_rows.h"
#include "trust/policy/category.h"

#include <optional>

namespace hibari::domain {
namespace {

using store::Row;
using store::Timestamp;
using store::Transaction;

constexpr std::int64_t kHeldAtOnce = 100;

/// The category of people's rules that a category of the policy falls under.
std::string_view report_category(std::string_view policy_category) {
    const auto category = trust::category_of(policy_category);
    if (!category) {
        return "other";
    }
    switch (*category) {
        case trust::Category::kSexual:
            return "sexual";
        case trust::Category::kSexualMinors:
            return "child_safety";
        case trust::Category::kIntimateLikeness:
            return "intimate";
        case trust::Category::kSelfHarm:
            return "self_harm";
        case trust::Category::kViolence:
            return "violence";
        case trust::Category::kHate:
            return "hate";
        case trust::Category::kHarassment:
            return "harassment";
        case trust::Category::kIllicit:
            return "illegal";
        case trust::Category::kPoliticalDeception:
        case trust::Category::kMisinformation:
            return "misinformation";
        case trust::Category::kFraud:
            return "impersonation";
        case trust::Category::kPublicFigure:
        case trust::Category::kRealPerson:
        case trust::Category::kLikenessRule:
            return "likeness";
        case trust::Category::kDeadPerson:
            return "deceased";
        case trust::Category::kCopyright:
        case trust::Category::kMusicImitation:
            return "copyright";
        case trust::Category::kPrivacy:
            return "privacy";
        case trust::Category::kAdvertisement:
            return "spam";
        case trust::Category::kOperatorRule:
        case trust::Category::kInput:
            return "other";
    }
    return "other";
}

Error refused(std::string message, std::string reason) {
    return {
        .code = ErrorCode::kFailedPrecondition,
        .message = std::move(message),
        .reason = std::move(reason),
    };
}

Subject prompt_of(std::string_view id) {
    return {.kind = SubjectKind::kPrompt, .id = std::string(id)};
}

Result<std::optional<Decision>> filed(Transaction& tx, std::string_view id) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT " + std::string(kDecisionColumns) +
            " FROM decisions WHERE subject_kind = 'prompt' AND subject = :id "
            "ORDER BY created_at LIMIT 1",
        {{"id", std::string(id)}}
    ));
    if (!row) {
        return std::optional<Decision>();
    }
    return std::optional(HIBARI_TRY(decision_of(*row)));
}

}  // namespace

bool is_policy_id(std::string_view id) {
    return id.starts_with("policy_");
}

Result<Decision> refusal_of(
    Transaction& tx, std::string_view account, std::string_view id, Timestamp now
) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT verdict, category, decision FROM policy_decisions "
        "WHERE id = :id AND account = :account",
        {{"id", std::string(id)}, {"account", std::string(account)}}
    ));
    if (!row) {
        return fail(ErrorCode::kNotFound, "there is no such decision");
    }
    if (auto known = HIBARI_TRY(filed(tx, id))) {
        return std::move(*known);
    }
    if (row->text("verdict") != "refuse") {
        return fail(refused("this prompt was not refused", "not_refused"));
    }
    const Json decision = HIBARI_TRY(parse_json(row->text("decision")));
    if (!decision.at("can_appeal").as_bool()) {
        return fail(refused("a text that cannot be read is no judgement", "cannot_be_appealed"));
    }
    // Nobody waits for this case: it only says what was decided.
    const ReviewCase about = HIBARI_TRY(join_case(
        tx,
        {.queue = Queue::kPolicy,
         .subject = prompt_of(id),
         .account = std::string(account),
         .category = report_category(row->text("category"))},
        now
    ));
    HIBARI_TRY(tx.execute(
        "UPDATE review_cases SET state = 'decided', decided_at = :now WHERE id = :id",
        {{"now", store::to_column(now)}, {"id", about.id}}
    ));
    Effects effects;
    return carry_out(
        tx,
        about,
        {.action = Action::kRemove,
         .category = about.category,
         .facts = decision.at("sentence").as_string(),
         .strike = false},
        {},
        "",
        now,
        effects
    );
}

Result<int> open_held(Transaction& tx, const Deadlines& deadlines, Timestamp now) {
    const auto rows = HIBARI_TRY(tx.query(
        "SELECT p.id, p.account, p.category FROM policy_decisions p WHERE p.verdict = 'review' AND "
        "NOT EXISTS (SELECT 1 FROM review_cases c WHERE c.subject_kind = 'prompt' AND "
        "c.subject = p.id) ORDER BY p.created_at LIMIT :most",
        {{"most", kHeldAtOnce}}
    ));
    for (const Row& row : rows) {
        const std::string_view category = report_category(row.text("category"));
        HIBARI_TRY(join_case(
            tx,
            {.queue = Queue::kPolicy,
             .subject = prompt_of(row.text("id")),
             .account = row.text("account"),
             .category = category,
             .within = deadlines.of(Queue::kPolicy, "", category)},
            now
        ));
    }
    return static_cast<int>(rows.size());
}

Result<Json> look_at_prompt(Transaction& tx, std::string_view id) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT stage, basis, video, decision, judged FROM policy_decisions WHERE id = :id",
        {{"id", std::string(id)}}
    ));
    if (!row) {
        return Json(nullptr);
    }
    return Json::object(
        {{"stage", row->text("stage")},
         {"basis", row->text("basis")},
         {"video", row->is_null("video") ? Json(nullptr) : Json(row->text("video"))},
         {"decision", HIBARI_TRY(parse_json(row->text("decision")))},
         {"judged", HIBARI_TRY(parse_json(row->text("judged")))}}
    );
}

}  // namespace hibari::domain
