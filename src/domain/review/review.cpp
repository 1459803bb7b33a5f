#include "domain/review/review.h"

#include "base/check.h"
#include "domain/notices.h"
#include "domain/review/categories.h"
#include "domain/review/prompt_cases.h"
#include "domain/review/words.h"
#include "domain/video_rows.h"
#include "domain/withholding.h"
#include "trust/audit/log.h"

#include <algorithm>

namespace hibari::domain {
namespace {

using store::Row;
using store::Timestamp;
using store::Transaction;

constexpr std::size_t kNoteCharactersMax = 4000;
constexpr std::size_t kWhyCharactersMax = 1000;
// Cases that the clock moves at once; the next tick takes the next ones.
constexpr std::int64_t kCasesAtOnce = 100;
constexpr std::int64_t kHistoryMax = 50;
constexpr std::int64_t kVoicesMax = 200;
constexpr std::chrono::hours kUrgentWithin{6};

Error refused(ErrorCode code, std::string message, std::string reason) {
    return {.code = code, .message = std::move(message), .reason = std::move(reason)};
}

Error another_needed(std::string message) {
    return refused(ErrorCode::kPermissionDenied, std::move(message), "another_moderator_needed");
}

Result<void> check_open(const ReviewCase& one) {
    if (one.state == CaseState::kDecided) {
        return fail(refused(ErrorCode::kFailedPrecondition, "this case is decided", "case_decided")
        );
    }
    return {};
}

Result<void> check_impartial(const ReviewCase& one, const Principal& who) {
    if (one.account == who.account) {
        return fail(another_needed("nobody decides about their own things"));
    }
    if (std::ranges::find(one.excluded, who.account) != one.excluded.end()) {
        return fail(another_needed("an appeal is decided by somebody who did not decide before"));
    }
    return {};
}

/// Nobody decides what they reported or appealed themselves.
Result<void> check_no_voice(Transaction& tx, const ReviewCase& one, const Principal& who) {
    const auto own = HIBARI_TRY(tx.query_one(
        "SELECT 1 FROM reports WHERE review_case = :case AND reporter = :who "
        "UNION ALL SELECT 1 FROM appeals WHERE review_case = :case AND account = :who LIMIT 1",
        {{"case", one.id}, {"who", who.account}}
    ));
    return own ? fail(another_needed("nobody decides what they asked for themselves"))
               : Result<void>();
}

/// The case, as one that may be decided by who asks.
Result<ReviewCase> find_claimed(
    Transaction& tx, const Principal& who, std::string_view id, Timestamp now
) {
    const ReviewCase one = HIBARI_TRY(find_case(tx, id));
    HIBARI_TRY(check_open(one));
    HIBARI_TRY(check_impartial(one, who));
    HIBARI_TRY(check_no_voice(tx, one, who));
    if (one.claimed_by != who.account || one.claimed_until_us <= store::to_column(now)) {
        return fail(
            refused(ErrorCode::kFailedPrecondition, "claim this case first", "case_not_claimed")
        );
    }
    return one;
}

/// An appeal against "nothing is wrong" has nothing to undo: it is decided like a report.
Result<void> check_decidable(Transaction& tx, const ReviewCase& one) {
    if (one.queue == Queue::kAppeals &&
        HIBARI_TRY(find_decision(tx, one.decision)).action != Action::kNone) {
        return fail(refused(
            ErrorCode::kFailedPrecondition, "an appeal is upheld or overturned", "case_is_an_appeal"
        ));
    }
    return {};
}

/// Whoever appealed that nothing was found hears what somebody else found.
Result<void> answer_appeals(
    Transaction& tx, const ReviewCase& one, const Decision& made, Timestamp now
) {
    const bool acted = made.action != Action::kNone;
    if (acted && !one.decision.empty()) {
        HIBARI_TRY(tx.execute(
            "UPDATE decisions SET reversed_by = :by, reversed_at = :now WHERE id = :id",
            {{"by", made.id}, {"now", store::to_column(now)}, {"id", one.decision}}
        ));
    }
    const auto rows = HIBARI_TRY(tx.query(
        "UPDATE appeals SET state = :state, decided_at = :now WHERE review_case = :case "
        "RETURNING account",
        {{"state", std::string(acted ? "overturned" : "upheld")},
         {"now", store::to_column(now)},
         {"case", one.id}}
    ));
    for (const Row& row : rows) {
        HIBARI_TRY(notify(
            tx,
            row.text("account"),
            {.kind = acted ? "appeal.overturned" : "appeal.upheld",
             .subject = one.subject,
             .text = acted ? "Your appeal succeeded: somebody else looked, and acted."
                           : "Somebody else looked again and found nothing against the rules.",
             .details = Json::object({{"decision", made.id}})},
            now
        ));
    }
    return {};
}

Result<void> close(Transaction& tx, const std::string& id, Timestamp now) {
    HIBARI_TRY(tx.execute(
        "UPDATE review_cases SET state = 'decided', decided_at = :now, claimed_by = NULL, "
        "claimed_until = NULL WHERE id = :id",
        {{"now", store::to_column(now)}, {"id", id}}
    ));
    return {};
}

/// Those who reported, and those who asked for removal, hear what came of it.
Result<void> answer_voices(Transaction& tx, const Decision& decision, Timestamp now) {
    const bool acted = decision.action != Action::kNone;
    const std::string outcome = acted ? "We looked at it and acted."
                                      : "We looked at it and found nothing against the rules.";
    const auto rows = HIBARI_TRY(tx.query(
        "SELECT reporter FROM reports WHERE review_case = :case AND reporter IS NOT NULL",
        {{"case", decision.case_id}}
    ));
    for (const Row& row : rows) {
        HIBARI_TRY(notify(
            tx,
            row.text("reporter"),
            {.kind = "review.answered",
             .subject = decision.subject,
             .text = "Thank you for your report. " + outcome,
             .details = Json::object({{"decision", decision.id}, {"acted", acted}})},
            now
        ));
    }
    HIBARI_TRY(tx.execute(
        "UPDATE removal_requests SET outcome = :outcome, answered_at = :now "
        "WHERE review_case = :case AND (outcome IS NULL OR outcome = 'withheld')",
        {{"outcome", std::string(acted ? "removed" : "refused")},
         {"now", store::to_column(now)},
         {"case", decision.case_id}}
    ));
    return {};
}

/// What the clock did about this case gives way to what a person decided.
Result<void> replace_provisional(Transaction& tx, const Decision& decision, Timestamp now) {
    const auto rows = HIBARI_TRY(tx.query(
        "SELECT " + std::string(kDecisionColumns) +
            " FROM decisions WHERE review_case = :case AND moderator IS NULL AND "
            "reversed_at IS NULL",
        {{"case", decision.case_id}}
    ));
    for (const Row& row : rows) {
        const Decision before = HIBARI_TRY(decision_of(row));
        if (decision.action == Action::kRemove || decision.action == Action::kDelete) {
            HIBARI_TRY(lift(tx, before.id));
            HIBARI_TRY(tx.execute(
                "UPDATE decisions SET reversed_by = :by, reversed_at = :now WHERE id = :id",
                {{"by", decision.id}, {"now", store::to_column(now)}, {"id", before.id}}
            ));
        } else {
            HIBARI_TRY(undo(tx, before, decision.id, decision.moderator, now));
        }
    }
    return {};
}

/// Where waiting does harm that nobody can undo.
bool is_heeded_unseen(std::string_view category) {
    return category == "intimate" || category == "child_safety" || category == "likeness";
}

Result<Ruling> checked(const Ruling& ruling) {
    Ruling good = ruling;
    HIBARI_TRY(find_category(ruling.category, "category"));
    good.facts = HIBARI_TRY(check_words(ruling.facts, kFactsCharactersMax, "facts"));
    good.law = HIBARI_TRY(check_words(ruling.law, kWhyCharactersMax, "law"));
    good.note = HIBARI_TRY(check_words(ruling.note, kNoteCharactersMax, "note"));
    if (good.facts.empty() && ruling.action != Action::kNone) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "say what was seen and why it is against the rule",
             .field = "facts"}
        );
    }
    return good;
}

Result<std::vector<CaseVoice>> voices_of(Transaction& tx, const ReviewCase& one) {
    const auto rows = HIBARI_TRY(tx.query(
        "SELECT 'report' AS kind, category, text, created_at FROM reports WHERE review_case = :id "
        "UNION ALL SELECT 'removal_request', reason, text, created_at FROM removal_requests "
        "WHERE review_case = :id "
        "UNION ALL SELECT 'appeal', '', text, created_at FROM appeals WHERE review_case = :id "
        "ORDER BY created_at LIMIT :limit",
        {{"id", one.id}, {"limit", kVoicesMax}}
    ));
    std::vector<CaseVoice> voices;
    for (const Row& row : rows) {
        voices.push_back(
            {.kind = row.text("kind"),
             .category = row.text("category"),
             .text = row.text("text"),
             .created_at_us = row.integer("created_at")}
        );
    }
    return voices;
}

Result<std::vector<std::string>> lineage_of(Transaction& tx, const Subject& subject) {
    if (subject.kind != SubjectKind::kVideo) {
        return std::vector<std::string>();
    }
    const auto video = find_video(tx, subject.id);
    if (!video) {
        return std::vector<std::string>();
    }
    std::vector<std::string> prompts = video->lineage;
    prompts.push_back(video->prompt);
    return prompts;
}

Result<std::vector<Decision>> history_of(Transaction& tx, const Subject& subject) {
    const auto rows = HIBARI_TRY(tx.query(
        "SELECT " + std::string(kDecisionColumns) +
            " FROM decisions WHERE subject_kind = :kind AND subject = :subject "
            "ORDER BY created_at DESC, id DESC LIMIT :limit",
        {{"kind", std::string(to_string(subject.kind))},
         {"subject", subject.id},
         {"limit", kHistoryMax}}
    ));
    std::vector<Decision> history;
    for (const Row& row : rows) {
        history.push_back(HIBARI_TRY(decision_of(row)));
    }
    return history;
}

Result<void> note_act(
    Transaction& tx,
    std::string_view kind,
    const Principal& who,
    const ReviewCase& one,
    Timestamp now,
    std::string personal = {}
) {
    HIBARI_TRY(trust::append(
        tx,
        {.kind = std::string(kind),
         .actor = who.account,
         .subject = one.account,
         .details = Json::object({{"case", one.id}}),
         .personal = std::move(personal)},
        now
    ));
    return {};
}

}  // namespace

Timestamp Review::now() const {
    return std::chrono::time_point_cast<std::chrono::microseconds>(parts_.clock.wall_time());
}

void Review::tell_workers(const Effects& effects) const {
    for (const std::string& video : effects.stopped) {
        // Its worker would hear at the next renewal anyway.
        static_cast<void>(parts_.events.publish("video." + video + ".cancel", ""));
    }
}

Result<std::vector<std::string>> Review::copies_for(std::string_view id) const {
    const auto one =
        HIBARI_TRY(parts_.database.read([&](Transaction& tx) { return find_case(tx, id); }));
    if (!parts_.copies || one.subject.kind != SubjectKind::kVideo) {
        return std::vector<std::string>();
    }
    return parts_.copies(one.subject.id);
}

Result<std::vector<ReviewCase>> Review::cases(const Principal& who, const CaseFilter& filter) {
    HIBARI_TRY(require(who, Scope::kModerate));
    HIBARI_CHECK(filter.limit >= 1 && filter.limit <= 200, filter.limit);
    std::vector<store::Parameter> parameters = {
        {"limit", filter.limit}, {"urgent", store::to_column(now() + kUrgentWithin)}
    };
    std::string where = filter.state ? "state = :state" : "state <> 'decided'";
    if (filter.state) {
        parameters.push_back({"state", std::string(to_string(*filter.state))});
    }
    if (filter.queue) {
        where += " AND queue = :queue";
        parameters.push_back({"queue", std::string(to_string(*filter.queue))});
    }
    const std::string sql = "SELECT " + std::string(kCaseColumns) + " FROM review_cases WHERE " +
                            where +
                            " ORDER BY CASE WHEN due_at < :urgent THEN 0 ELSE 1 END, "
                            "priority DESC, created_at, id LIMIT :limit";
    return parts_.database.read([&](Transaction& tx) -> Result<std::vector<ReviewCase>> {
        std::vector<ReviewCase> found;
        for (const Row& row : HIBARI_TRY(tx.query(sql, parameters))) {
            found.push_back(HIBARI_TRY(case_of(row)));
        }
        return found;
    });
}

Result<CaseFile> Review::look(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kModerate));
    const Timestamp at = now();
    return parts_.database.read([&](Transaction& tx) -> Result<CaseFile> {
        CaseFile file;
        file.about = HIBARI_TRY(find_case(tx, id));
        file.voices = HIBARI_TRY(voices_of(tx, file.about));
        file.history = HIBARI_TRY(history_of(tx, file.about.subject));
        file.lineage = HIBARI_TRY(lineage_of(tx, file.about.subject));
        if (file.about.subject.kind == SubjectKind::kPrompt) {
            file.prompt = HIBARI_TRY(look_at_prompt(tx, file.about.subject.id));
        }
        const auto strikes = HIBARI_TRY(tx.query_row(
            "SELECT count(*) AS n FROM strikes WHERE account = :account AND undone_at IS NULL AND "
            "expires_at > :now",
            {{"account", file.about.account}, {"now", store::to_column(at)}}
        ));
        file.strikes = strikes.integer("n");
        return file;
    });
}

Result<ReviewCase> Review::claim(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kModerate));
    const Timestamp at = now();
    return parts_.database.write([&](Transaction& tx) -> Result<ReviewCase> {
        const ReviewCase one = HIBARI_TRY(find_case(tx, id));
        HIBARI_TRY(check_open(one));
        HIBARI_TRY(check_impartial(one, who));
        HIBARI_TRY(check_no_voice(tx, one, who));
        const bool taken = !one.claimed_by.empty() && one.claimed_by != who.account &&
                           one.claimed_until_us > store::to_column(at);
        if (taken) {
            return fail(refused(
                ErrorCode::kFailedPrecondition,
                "another moderator works at this case",
                "claimed_by_another"
            ));
        }
        HIBARI_TRY(tx.execute(
            "UPDATE review_cases SET claimed_by = :who, claimed_until = :until WHERE id = :id",
            {{"who", who.account}, {"until", store::to_column(at + kClaimLasts)}, {"id", one.id}}
        ));
        HIBARI_TRY(note_act(tx, "review.claimed", who, one, at));
        return find_case(tx, id);
    });
}

Result<ReviewCase> Review::release(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kModerate));
    const Timestamp at = now();
    return parts_.database.write([&](Transaction& tx) -> Result<ReviewCase> {
        const ReviewCase one = HIBARI_TRY(find_case(tx, id));
        const auto changed = HIBARI_TRY(tx.execute(
            "UPDATE review_cases SET claimed_by = NULL, claimed_until = NULL "
            "WHERE id = :id AND claimed_by = :who",
            {{"id", one.id}, {"who", who.account}}
        ));
        if (changed > 0) {
            HIBARI_TRY(note_act(tx, "review.released", who, one, at));
        }
        return find_case(tx, id);
    });
}

Result<Video> Review::evidence(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kModerate));
    const Timestamp at = now();
    return parts_.database.write([&](Transaction& tx) -> Result<Video> {
        const ReviewCase one = HIBARI_TRY(find_claimed(tx, who, id, at));
        std::string video = one.subject.kind == SubjectKind::kVideo ? one.subject.id : "";
        if (one.subject.kind == SubjectKind::kPost) {
            const auto post = HIBARI_TRY(
                tx.query_one("SELECT video FROM posts WHERE id = :id", {{"id", one.subject.id}})
            );
            video = post ? post->text("video") : "";
        }
        auto clip = find_video(tx, video);
        if (!clip || clip->blobs.empty()) {
            return fail(refused(ErrorCode::kNotFound, "there is no clip to look at", "no_content"));
        }
        HIBARI_TRY(note_act(tx, "review.viewed", who, one, at));
        return std::move(*clip);
    });
}

Result<ReviewCase> Review::escalate(
    const Principal& who, std::string_view id, std::string_view why
) {
    HIBARI_TRY(require(who, Scope::kModerate));
    const std::string reason = HIBARI_TRY(check_words(why, kWhyCharactersMax, "why"));
    const Timestamp at = now();
    return parts_.database.write([&](Transaction& tx) -> Result<ReviewCase> {
        const ReviewCase one = HIBARI_TRY(find_claimed(tx, who, id, at));
        HIBARI_TRY(tx.execute(
            "UPDATE review_cases SET state = 'escalated', claimed_by = NULL, claimed_until = NULL "
            "WHERE id = :id",
            {{"id", one.id}}
        ));
        HIBARI_TRY(note_act(tx, "review.escalated", who, one, at, reason));
        return find_case(tx, id);
    });
}

Result<Decision> Review::decide(const Principal& who, std::string_view id, const Ruling& ruling) {
    HIBARI_TRY(require(who, Scope::kModerate));
    const Ruling good = HIBARI_TRY(checked(ruling));
    const bool removes = good.action == Action::kRemove || good.action == Action::kDelete;
    const auto copies = removes ? HIBARI_TRY(copies_for(id)) : std::vector<std::string>();
    const Timestamp at = now();
    Effects effects;
    const Decision decision =
        HIBARI_TRY(parts_.database.write([&](Transaction& tx) -> Result<Decision> {
            effects = {};
            const ReviewCase one = HIBARI_TRY(find_claimed(tx, who, id, at));
            HIBARI_TRY(check_decidable(tx, one));
            const Decision made =
                HIBARI_TRY(carry_out(tx, one, good, copies, who.account, at, effects));
            HIBARI_TRY(replace_provisional(tx, made, at));
            HIBARI_TRY(answer_voices(tx, made, at));
            HIBARI_TRY(answer_appeals(tx, one, made, at));
            HIBARI_TRY(close(tx, one.id, at));
            return made;
        }));
    tell_workers(effects);
    return decision;
}

Result<Decision> Review::decide_appeal(
    const Principal& who, std::string_view id, bool overturn, std::string_view facts
) {
    HIBARI_TRY(require(who, Scope::kModerate));
    const std::string said = HIBARI_TRY(check_words(facts, kFactsCharactersMax, "facts"));
    const Timestamp at = now();
    return parts_.database.write([&](Transaction& tx) -> Result<Decision> {
        const ReviewCase one = HIBARI_TRY(find_claimed(tx, who, id, at));
        if (one.queue != Queue::kAppeals) {
            return fail(refused(
                ErrorCode::kFailedPrecondition, "this case is no appeal", "case_is_no_appeal"
            ));
        }
        const Decision before = HIBARI_TRY(find_decision(tx, one.decision));
        if (overturn && before.action == Action::kNone) {
            return fail(refused(
                ErrorCode::kFailedPrecondition,
                "there is nothing to undo: decide what shall be done",
                "nothing_to_undo"
            ));
        }
        HIBARI_TRY(tx.execute(
            "UPDATE appeals SET state = :state, decided_at = :now WHERE review_case = :case",
            {{"state", std::string(overturn ? "overturned" : "upheld")},
             {"now", store::to_column(at)},
             {"case", one.id}}
        ));
        if (overturn) {
            HIBARI_TRY(undo(tx, before, one.id, who.account, at));
        }
        const auto appellants = HIBARI_TRY(
            tx.query("SELECT account FROM appeals WHERE review_case = :case", {{"case", one.id}})
        );
        for (const Row& row : appellants) {
            HIBARI_TRY(notify(
                tx,
                row.text("account"),
                {.kind = overturn ? "appeal.overturned" : "appeal.upheld",
                 .subject = before.subject,
                 .text = (overturn ? "Your appeal succeeded: the decision was undone. "
                                   : "Somebody who had not taken the decision looked at it again: "
                                     "it stands. ") +
                         said,
                 .details = Json::object({{"decision", before.id}})},
                at
            ));
        }
        HIBARI_TRY(note_act(
            tx, overturn ? "review.appeal_overturned" : "review.appeal_upheld", who, one, at, said
        ));
        HIBARI_TRY(close(tx, one.id, at));
        return find_decision(tx, before.id);
    });
}

Result<Decision> Review::approve(const Principal& who, std::string_view decision) {
    HIBARI_TRY(require(who, Scope::kModerate));
    const Timestamp at = now();
    return parts_.database.write([&](Transaction& tx) -> Result<Decision> {
        const Decision before = HIBARI_TRY(find_decision(tx, decision));
        if (before.action != Action::kDelete || before.reversed_at_us ||
            !before.approved_by.empty()) {
            return fail(refused(
                ErrorCode::kFailedPrecondition,
                "only a deletion that stands needs a second say, once",
                "nothing_to_approve"
            ));
        }
        if (before.moderator == who.account) {
            return fail(another_needed("what cannot be undone needs two people"));
        }
        if (before.account == who.account) {
            return fail(another_needed("nobody decides about their own things"));
        }
        HIBARI_TRY(tx.execute(
            "UPDATE decisions SET approved_by = :who WHERE id = :id",
            {{"who", who.account}, {"id", before.id}}
        ));
        // Files of clips whose time is over are destroyed, whatever ended it. What others made of
        // it was not looked at: it stays withheld, and is destroyed by decisions of its own.
        HIBARI_TRY(tx.execute(
            "UPDATE videos SET expires_at = :now WHERE blobs IS NOT NULL AND account = :account "
            "AND id IN (SELECT subject FROM withholdings WHERE cause = :id AND "
            "subject_kind = 'video')",
            {{"now", store::to_column(at)}, {"account", before.account}, {"id", before.id}}
        ));
        HIBARI_TRY(trust::append(
            tx,
            {.kind = "review.deletion_approved",
             .actor = who.account,
             .subject = before.account,
             .details = Json::object({{"decision", before.id}})},
            at
        ));
        return find_decision(tx, before.id);
    });
}

Result<Decision> Review::reverse(
    const Principal& who, std::string_view decision, std::string_view why
) {
    HIBARI_TRY(require(who, Scope::kModerate));
    const std::string reason = HIBARI_TRY(check_words(why, kWhyCharactersMax, "why"));
    const Timestamp at = now();
    return parts_.database.write([&](Transaction& tx) -> Result<Decision> {
        const Decision before = HIBARI_TRY(find_decision(tx, decision));
        if (before.account == who.account) {
            return fail(another_needed("nobody decides about their own things"));
        }
        HIBARI_TRY(undo(tx, before, who.account, who.account, at));
        HIBARI_TRY(trust::append(
            tx,
            {.kind = "review.reversed",
             .actor = who.account,
             .subject = before.account,
             .details = Json::object({{"decision", before.id}}),
             .personal = reason},
            at
        ));
        return find_decision(tx, before.id);
    });
}

Result<std::vector<Decision>> Review::decisions(const Principal& who, const PageRequest& page) {
    HIBARI_TRY(require(who, Scope::kModerate));
    return parts_.database.read([&](Transaction& tx) -> Result<std::vector<Decision>> {
        std::optional<std::int64_t> after;
        if (!page.after.empty()) {
            after = HIBARI_TRY(find_decision(tx, page.after)).created_at_us;
        }
        const Paging rest = paging(page, after);
        std::vector<Decision> found;
        const auto rows = HIBARI_TRY(tx.query(
            "SELECT " + std::string(kDecisionColumns) + " FROM decisions WHERE 1 = 1" + rest.sql,
            rest.parameters
        ));
        for (const Row& row : rows) {
            found.push_back(HIBARI_TRY(decision_of(row)));
        }
        return found;
    });
}

Result<int> Review::keep_time() {
    const Timestamp at = now();
    const auto due = HIBARI_TRY(parts_.database.read([&](Transaction& tx) {
        return tx.query(
            // One that somebody passed on, or that a grave request joined later, is heeded too.
            "SELECT id FROM review_cases WHERE due_at <= :soon AND (state = 'open' OR "
            "(state = 'escalated' AND queue = 'removals' AND account IS NOT NULL AND category IN "
            "('intimate', 'child_safety', 'likeness') AND NOT EXISTS (SELECT 1 FROM decisions d "
            "WHERE d.review_case = review_cases.id))) ORDER BY due_at LIMIT :limit",
            {{"soon", store::to_column(at + kHeedBefore)}, {"limit", kCasesAtOnce}}
        );
    }));
    int changed = HIBARI_TRY(parts_.database.write([&](Transaction& tx) {
        return open_held(tx, parts_.deadlines, at);
    }));
    for (const Row& row : due) {
        Effects effects;
        const auto copies = HIBARI_TRY(copies_for(row.text("id")));
        HIBARI_TRY(parts_.database.write([&](Transaction& tx) -> Result<void> {
            effects = {};
            const ReviewCase one = HIBARI_TRY(find_case(tx, row.text("id")));
            const bool heeded =
                HIBARI_TRY(
                    tx.query_one(
                        "SELECT 1 FROM decisions WHERE review_case = :id LIMIT 1", {{"id", one.id}}
                    )
                ).has_value();
            if (one.state == CaseState::kDecided || heeded) {
                return {};
            }
            HIBARI_TRY(tx.execute(
                "UPDATE review_cases SET state = 'escalated' WHERE id = :id", {{"id", one.id}}
            ));
            HIBARI_TRY(trust::append(
                tx,
                {.kind = "review.overdue",
                 .actor = "system",
                 .subject = one.account,
                 .details = Json::object({{"case", one.id}, {"queue", to_string(one.queue)}})},
                at
            ));
            if (one.queue != Queue::kRemovals || one.account.empty() ||
                !is_heeded_unseen(one.category)) {
                return {};
            }
            HIBARI_TRY(carry_out(
                tx,
                one,
                {.action = Action::kRemove,
                 .category = one.category,
                 .facts = "Somebody asked for its removal and nobody could look at it before the "
                          "time that the law sets ran out. It is withheld until somebody has.",
                 .strike = false},
                copies,
                "",
                at,
                effects
            ));
            HIBARI_TRY(tx.execute(
                "UPDATE removal_requests SET outcome = 'withheld', answered_at = :now "
                "WHERE review_case = :case AND outcome IS NULL",
                {{"now", store::to_column(at)}, {"case", one.id}}
            ));
            return {};
        }));
        tell_workers(effects);
        ++changed;
    }
    return changed;
}

}  // namespace hibari::domain
