#include "domain/review/decisions.h"

#include "base/ids.h"
#include "base/time_text.h"
#include "domain/notices.h"
#include "domain/policy_passes.h"
#include "domain/review/categories.h"
#include "domain/video.h"
#include "domain/videos.h"
#include "domain/withholding.h"
#include "store/job_queue.h"
#include "trust/audit/log.h"

#include <algorithm>
#include <array>

namespace hibari::domain {
namespace {

using store::Row;
using store::Timestamp;
using store::Transaction;

constexpr std::array kActions = {
    Action::kNone, Action::kWarn, Action::kRemove, Action::kDelete, Action::kSuspend
};

store::Value text_or_null(const std::string& text) {
    return text.empty() ? store::Value(nullptr) : store::Value(text);
}

/// What happened, as its account reads it.
std::string restriction(Action action, SubjectKind kind) {
    if (kind == SubjectKind::kPrompt && action != Action::kSuspend) {
        return action == Action::kNone
                   ? "Your prompt may be used: ask for it again, and it is let through."
                   : "Your prompt is refused.";
    }
    const std::string thing = kind == SubjectKind::kVideo ? "clip" : std::string(to_string(kind));
    switch (action) {
        case Action::kNone:
            return "Nothing was changed.";
        case Action::kWarn:
            return "Your " + thing + " stays. Please mind this rule from now on.";
        case Action::kRemove:
            return "Your " + thing + " is no longer shown to anybody.";
        case Action::kDelete:
            return "Your " + thing + " is no longer shown to anybody and will be destroyed.";
        case Action::kSuspend:
            return "Your account is suspended.";
    }
    return "Nothing was changed.";
}

/// Statement of reasons: Digital Services Act, Article 17(3).
Json statement_of(
    const ReviewCase& about, const Ruling& ruling, bool automated, const Timestamp& now
) {
    const ReportCategory* category = find_category(ruling.category, "").value();
    const std::string_view detected = about.queue == Queue::kRemovals  ? "notice"
                                      : about.queue == Queue::kReports ? "report"
                                      : about.queue == Queue::kPolicy  ? "automated"
                                                                       : "own_initiative";
    return Json::object({
        {"restriction", restriction(ruling.action, about.subject.kind)},
        {"action", to_string(ruling.action)},
        {"subject",
         Json::object({{"kind", to_string(about.subject.kind)}, {"id", about.subject.id}})},
        {"rule", category->name},
        {"rule_meaning", category->meaning},
        {"facts", ruling.facts},
        {"legal_ground", ruling.law.empty() ? Json(nullptr) : Json(ruling.law)},
        {"detected_by", detected},
        {"decided_automatically", automated},
        {"territory", "everywhere"},
        {"redress",
         Json::object(
             {{"appeal_until", store::to_column(now + kAppealWithin) / 1'000'000},
              {"how", "Appeal this decision: somebody who did not take it decides, free of charge."}
             }
         )},
    });
}

std::string sentence(const Ruling& ruling) {
    return "It was removed because it shows or says " +
           std::string(find_category(ruling.category, "").value()->meaning) + ".";
}

Result<void> insert(Transaction& tx, const Decision& decision) {
    HIBARI_TRY(tx.execute(
        "INSERT INTO decisions (id, review_case, subject_kind, subject, account, action, category, "
        "moderator, statement, note, created_at) VALUES (:id, :case, :kind, :subject, :account, "
        ":action, :category, :moderator, :statement, :note, :now)",
        {{"id", decision.id},
         {"case", decision.case_id},
         {"kind", std::string(to_string(decision.subject.kind))},
         {"subject", decision.subject.id},
         {"account", text_or_null(decision.account)},
         {"action", std::string(to_string(decision.action))},
         {"category", decision.category},
         {"moderator", text_or_null(decision.moderator)},
         {"statement", to_string(decision.statement)},
         {"note", decision.note},
         {"now", decision.created_at_us}}
    ));
    return {};
}

Result<void> tell(Transaction& tx, const Decision& decision, std::string_view kind, Timestamp now) {
    return notify(
        tx,
        decision.account,
        {.kind = kind,
         .subject = decision.subject,
         .text = decision.statement.at("restriction").as_string() + " Reason: it shows or says " +
                 decision.statement.at("rule_meaning").as_string() + ". " +
                 decision.statement.at("facts").as_string(),
         .details = Json::object({{"decision", decision.id}, {"statement", decision.statement}})},
        now
    );
}

/// Takes clips away that are the same, or were made from it; tells their makers.
class Removal {
  public:
    Removal(
        Transaction& tx,
        const Decision& decision,
        const Ruling& ruling,
        Timestamp now,
        Effects& effects
    )
        : tx_(tx), decision_(decision), ruling_(ruling), now_(now), effects_(effects) {}

    Result<void> remove(const std::vector<std::string>& copies) {
        if (decision_.subject.kind != SubjectKind::kVideo) {
            return withhold(tx_, decision_.subject, cause(), now_);
        }
        std::vector<std::string> roots = {decision_.subject.id};
        roots.insert(roots.end(), copies.begin(), copies.end());
        std::vector<std::string> told = {decision_.account};
        for (const std::string& root : roots) {
            for (const std::string& id : HIBARI_TRY(withhold_lineage(tx_, root, cause(), now_))) {
                HIBARI_TRY(stop(id));
                HIBARI_TRY(tell_maker(id, told));
            }
        }
        return {};
    }

  private:
    Cause cause() const {
        return {
            .kind = ruling_.category == "copyright" ? CauseKind::kRights : CauseKind::kModeration,
            .id = decision_.id,
            .reason = sentence(ruling_),
        };
    }

    Result<void> stop(const std::string& video) {
        const store::Cancel found = HIBARI_TRY(store::JobQueue::cancel(tx_, video));
        if (found == store::Cancel::kRemoved) {
            HIBARI_TRY(fail_video(tx_, video, kWithheldCode, sentence(ruling_), now_));
        }
        effects_.stopped.push_back(video);
        return {};
    }

    /// One notice per clip to everybody but the account that is told of the decision itself.
    Result<void> tell_maker(const std::string& video, const std::vector<std::string>& told) {
        const auto row =
            HIBARI_TRY(tx_.query_one("SELECT account FROM videos WHERE id = :id", {{"id", video}}));
        if (!row || std::ranges::find(told, row->text("account")) != told.end()) {
            return {};
        }
        return notify(
            tx_,
            row->text("account"),
            {.kind = "moderation.removed_along",
             .subject = Subject{.kind = SubjectKind::kVideo, .id = video},
             .text = "Your clip is no longer shown to anybody, because it was made from, or is the "
                     "same as, one that was removed. " +
                     sentence(ruling_),
             .details =
                 Json::object({{"decision", decision_.id}, {"statement", decision_.statement}})},
            now_
        );
    }

    Transaction& tx_;
    const Decision& decision_;
    const Ruling& ruling_;
    Timestamp now_;
    Effects& effects_;
};

/// Nothing of a prompt is shown to anybody, so nothing is withheld: it passes, or it does not.
Result<void> decide_prompt(Transaction& tx, const Decision& decision, Timestamp now) {
    if (decision.action == Action::kDelete) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "a prompt passes (none) or stays refused (remove)",
             .field = "action"}
        );
    }
    if (decision.action != Action::kNone) {
        return {};
    }
    HIBARI_TRY(grant_pass(tx, decision.subject.id, decision.id, now));
    return notify(
        tx,
        decision.account,
        {.kind = "policy.passed",
         .subject = decision.subject,
         .text = decision.statement.at("restriction").as_string(),
         .details = Json::object({{"decision", decision.id}})},
        now
    );
}

/// What was let through is refused again, and the other way round.
Result<void> undo_prompt(Transaction& tx, const Decision& decision, Timestamp now) {
    return decision.action == Action::kNone ? end_passes(tx, decision.id)
                                            : grant_pass(tx, decision.subject.id, decision.id, now);
}

std::string undone_text(const Decision& decision) {
    if (decision.subject.kind != SubjectKind::kPrompt) {
        return "The decision about your " + std::string(to_string(decision.subject.kind)) +
               (decision.approved_by.empty()
                    ? " was undone: everything is as it was, and no strike counts."
                    : " was undone and no strike counts; the files had been destroyed.");
    }
    return decision.action == Action::kNone
               ? "The decision to let your prompt through was undone: it is refused again."
               : "The refusal of your prompt was undone: ask for it again, and it is let through.";
}

Result<void> strike(Transaction& tx, const Decision& decision, Timestamp now) {
    const auto account = HIBARI_TRY(
        tx.query_one("SELECT id FROM accounts WHERE id = :id", {{"id", decision.account}})
    );
    if (!account) {
        return {};
    }
    HIBARI_TRY(tx.execute(
        "INSERT INTO strikes (id, account, decision, created_at, expires_at) "
        "VALUES (:id, :account, :decision, :now, :until)",
        {{"id", make_id("strike_")},
         {"account", decision.account},
         {"decision", decision.id},
         {"now", store::to_column(now)},
         {"until", store::to_column(now + kStrikeLasts)}}
    ));
    const auto count = HIBARI_TRY(tx.query_row(
        "SELECT count(*) AS n FROM strikes WHERE account = :account AND undone_at IS NULL AND "
        "expires_at > :now",
        {{"account", decision.account}, {"now", store::to_column(now)}}
    ));
    if (count.integer("n") < kStrikesForReview) {
        return {};
    }
    // What becomes of the account is for a person to say, not for a counter.
    HIBARI_TRY(join_case(
        tx,
        {.queue = Queue::kPolicy,
         .subject = {.kind = SubjectKind::kAccount, .id = decision.account},
         .account = decision.account,
         .category = decision.category},
        now
    ));
    return {};
}

Result<void> set_suspended(Transaction& tx, const std::string& account, bool suspended) {
    HIBARI_TRY(tx.execute(
        "UPDATE accounts SET status = :status WHERE id = :id",
        {{"status", std::string(suspended ? "suspended" : "active")}, {"id", account}}
    ));
    if (suspended) {
        HIBARI_TRY(tx.execute("DELETE FROM sessions WHERE account = :id", {{"id", account}}));
    }
    return {};
}

}  // namespace

const std::string_view kDecisionColumns =
    "id, review_case, subject_kind, subject, account, action, category, moderator, approved_by, "
    "statement, note, created_at, reversed_by, reversed_at";

std::string_view to_string(Action action) {
    switch (action) {
        case Action::kNone:
            return "none";
        case Action::kWarn:
            return "warn";
        case Action::kRemove:
            return "remove";
        case Action::kDelete:
            return "delete";
        case Action::kSuspend:
            return "suspend";
    }
    return "none";
}

Result<Action> action_of(std::string_view word) {
    for (const Action action : kActions) {
        if (to_string(action) == word) {
            return action;
        }
    }
    return fail(ErrorCode::kInvalidArgument, "there is no such action");
}

Result<Decision> decision_of(const Row& row) {
    Decision decision;
    decision.id = row.text("id");
    decision.case_id = row.text("review_case");
    decision.subject.kind = HIBARI_TRY(subject_kind_of(row.text("subject_kind")));
    decision.subject.id = row.text("subject");
    decision.account = row.optional_text("account").value_or("");
    decision.action = HIBARI_TRY(action_of(row.text("action")));
    decision.category = row.text("category");
    decision.moderator = row.optional_text("moderator").value_or("");
    decision.approved_by = row.optional_text("approved_by").value_or("");
    decision.statement = HIBARI_TRY(parse_json(row.text("statement")));
    decision.note = row.text("note");
    decision.created_at_us = row.integer("created_at");
    decision.reversed_by = row.optional_text("reversed_by").value_or("");
    decision.reversed_at_us = row.optional_integer("reversed_at");
    return decision;
}

Result<Decision> find_decision(Transaction& tx, std::string_view id) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT " + std::string(kDecisionColumns) + " FROM decisions WHERE id = :id",
        {{"id", std::string(id)}}
    ));
    if (!row) {
        return fail(ErrorCode::kNotFound, "there is no such decision");
    }
    return decision_of(*row);
}

Result<Decision> carry_out(
    Transaction& tx,
    const ReviewCase& about,
    const Ruling& ruling,
    const std::vector<std::string>& copies,
    std::string_view moderator,
    Timestamp now,
    Effects& effects
) {
    Decision decision{
        .id = make_id("decision_"),
        .case_id = about.id,
        .subject = about.subject,
        .account = about.account,
        .action = ruling.action,
        .category = ruling.category,
        .moderator = std::string(moderator),
        .approved_by = {},
        .statement = statement_of(about, ruling, moderator.empty(), now),
        .note = ruling.note,
        .created_at_us = store::to_column(now),
    };
    HIBARI_TRY(insert(tx, decision));
    const bool is_prompt = about.subject.kind == SubjectKind::kPrompt;
    const bool removes = ruling.action == Action::kRemove || ruling.action == Action::kDelete;
    if (is_prompt) {
        HIBARI_TRY(decide_prompt(tx, decision, now));
    } else if (removes) {
        HIBARI_TRY(Removal(tx, decision, ruling, now, effects).remove(copies));
        // The clock may be wrong; only a person may count something against somebody.
        if (ruling.strike && !moderator.empty()) {
            HIBARI_TRY(strike(tx, decision, now));
        }
    }
    if (ruling.action == Action::kSuspend) {
        HIBARI_TRY(withhold(
            tx,
            {.kind = SubjectKind::kAccount, .id = decision.account},
            {.kind = CauseKind::kModeration, .id = decision.id, .reason = sentence(ruling)},
            now
        ));
        HIBARI_TRY(set_suspended(tx, decision.account, true));
    }
    // The policy's own refusal was told when it happened.
    if (ruling.action != Action::kNone && !(is_prompt && moderator.empty())) {
        HIBARI_TRY(tell(tx, decision, "moderation." + std::string(to_string(decision.action)), now)
        );
    }
    // An account's id tells of a person, and is the sealed subject anyway.
    const bool is_person = about.subject.kind == SubjectKind::kAccount;
    HIBARI_TRY(trust::append(
        tx,
        {.kind = "review.decided",
         .actor = moderator.empty() ? "system" : std::string(moderator),
         .subject = decision.account,
         .details = Json::object(
             {{"decision", decision.id},
              {"case", about.id},
              {"action", to_string(decision.action)},
              {"category", decision.category},
              {"about", is_person ? Json("account") : Json(about.subject.id)}}
         ),
         .personal = ruling.facts},
        now
    ));
    return decision;
}

Result<void> undo(
    Transaction& tx,
    const Decision& decision,
    std::string_view by,
    std::string_view moderator,
    Timestamp now
) {
    const auto changed = HIBARI_TRY(tx.execute(
        "UPDATE decisions SET reversed_by = :by, reversed_at = :now "
        "WHERE id = :id AND reversed_at IS NULL",
        {{"by", std::string(by)}, {"now", store::to_column(now)}, {"id", decision.id}}
    ));
    if (changed == 0) {
        return fail(
            {.code = ErrorCode::kFailedPrecondition,
             .message = "this decision was undone already",
             .reason = "already_reversed"}
        );
    }
    if (decision.subject.kind == SubjectKind::kPrompt) {
        HIBARI_TRY(undo_prompt(tx, decision, now));
    }
    const auto lifted = HIBARI_TRY(lift(tx, decision.id));
    HIBARI_TRY(tx.execute(
        "UPDATE strikes SET undone_at = :now WHERE decision = :id AND undone_at IS NULL",
        {{"now", store::to_column(now)}, {"id", decision.id}}
    ));
    if (decision.action == Action::kSuspend &&
        !HIBARI_TRY(withheld_because(tx, {.kind = SubjectKind::kAccount, .id = decision.account})
        )) {
        HIBARI_TRY(set_suspended(tx, decision.account, false));
    }
    std::vector<std::string> told = {decision.account};
    HIBARI_TRY(notify(
        tx,
        decision.account,
        {.kind = "moderation.restored",
         .subject = decision.subject,
         .text = undone_text(decision),
         .details = Json::object({{"decision", decision.id}})},
        now
    ));
    for (const Subject& subject : lifted) {
        const auto owner = owner_of(tx, subject);
        if (!owner || std::ranges::find(told, *owner) != told.end()) {
            continue;
        }
        HIBARI_TRY(notify(
            tx,
            *owner,
            {.kind = "moderation.restored",
             .subject = subject,
             .text = "Your clip is shown again: the decision that took it along was undone.",
             .details = Json::object({{"decision", decision.id}})},
            now
        ));
    }
    HIBARI_TRY(trust::append(
        tx,
        {.kind = "review.undone",
         .actor = std::string(moderator),
         .subject = decision.account,
         .details = Json::object(
             {{"decision", decision.id}, {"by", by == moderator ? Json("moderator") : Json(by)}}
         )},
        now
    ));
    return {};
}

}  // namespace hibari::domain
