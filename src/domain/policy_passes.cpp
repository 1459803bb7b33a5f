#include "domain/policy_passes.h"

#include "base/json.h"
#include "domain/secrets.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace hibari::domain {
namespace {

bool is_beyond_pass(trust::Category category) {
    return trust::facts_of(category).floor || category == trust::Category::kLikenessRule;
}

/// Of a kept decision: to_json(PolicyDecision).
bool is_kept_beyond_pass(const Json& decision) {
    const Json* findings = decision.find("findings");
    if (findings == nullptr || !findings->is_array()) {
        return false;
    }
    return std::ranges::any_of(findings->items(), [](const Json& finding) {
        const Json* name = finding.find("category");
        const auto category = name != nullptr && name->is_string()
                                  ? trust::category_of(name->as_string())
                                  : std::nullopt;
        return category && is_beyond_pass(*category);
    });
}

}  // namespace

std::string digest_of(const trust::PolicySubject& subject) {
    Json lineage = Json::array();
    for (const std::string& prompt : subject.lineage) {
        lineage.push_back(prompt);
    }
    std::vector<std::string> ids;
    for (const trust::SubjectLikeness& likeness : subject.likenesses) {
        ids.push_back(likeness.id);
    }
    std::ranges::sort(ids);
    Json likenesses = Json::array();
    for (const std::string& id : ids) {
        likenesses.push_back(id);
    }
    return hash_of(to_string(Json::object(
        {{"prompt", subject.prompt},
         {"style", subject.style},
         {"lineage", std::move(lineage)},
         {"likenesses", std::move(likenesses)}}
    )));
}

bool is_beyond_pass(const trust::PolicyDecision& decision) {
    return std::ranges::any_of(decision.findings, [](const trust::PolicyFinding& finding) {
        return is_beyond_pass(finding.category);
    });
}

Result<bool> has_pass(store::Transaction& tx, std::string_view account, std::string_view digest) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT 1 FROM policy_passes WHERE account = :account AND digest = :digest LIMIT 1",
        {{"account", std::string(account)}, {"digest", std::string(digest)}}
    ));
    return row.has_value();
}

Result<void> grant_pass(
    store::Transaction& tx,
    std::string_view policy_decision,
    std::string_view cause,
    store::Timestamp now
) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT account, digest, decision FROM policy_decisions WHERE id = :id",
        {{"id", std::string(policy_decision)}}
    ));
    if (!row) {
        return fail(ErrorCode::kNotFound, "there is no such decision of the policy");
    }
    const Json decision = HIBARI_TRY(parse_json(row->text("decision")));
    if (row->text("digest").empty() || is_kept_beyond_pass(decision)) {
        return fail(
            {.code = ErrorCode::kFailedPrecondition,
             .message = "nobody can let this through: it is beyond what a person may decide here",
             .reason = "cannot_be_passed"}
        );
    }
    HIBARI_TRY(tx.execute(
        "INSERT INTO policy_passes (account, digest, cause, created_at) "
        "VALUES (:account, :digest, :cause, :now)",
        {{"account", row->text("account")},
         {"digest", row->text("digest")},
         {"cause", std::string(cause)},
         {"now", store::to_column(now)}}
    ));
    return {};
}

Result<void> end_passes(store::Transaction& tx, std::string_view cause) {
    HIBARI_TRY(tx.execute(
        "DELETE FROM policy_passes WHERE cause = :cause", {{"cause", std::string(cause)}}
    ));
    return {};
}

}  // namespace hibari::domain
