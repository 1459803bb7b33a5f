#include "domain/likeness/withdrawal.h"

#include "domain/likeness/blob_removals.h"
#include "domain/notices.h"
#include "domain/video.h"
#include "domain/video_rows.h"
#include "domain/videos.h"
#include "domain/withholding.h"
#include "trust/audit/log.h"

namespace hibari::domain {
namespace {

using store::Row;
using store::Timestamp;
using store::Transaction;
using trust::Likeness;

// Every clip with the likeness in it and all that was made from those, to any depth. UNION drops
// what was found before, so a graph with many ways is walked once.
constexpr std::string_view kAffected =
    "WITH RECURSIVE affected (id) AS ("
    "SELECT subject FROM likeness_uses WHERE kind = 'video' AND likeness = :likeness "
    "UNION SELECT e.video FROM lineage_edges e JOIN affected a ON e.source = a.id) ";

constexpr std::string_view kReason =
    "The owner of a likeness in it does not let anybody see it any more.";

std::string sql(std::string_view rest) {
    return std::string(kAffected) + std::string(rest);
}

Result<std::vector<std::string>> ids(
    Transaction& tx, std::string_view statement, const Likeness& likeness
) {
    const auto rows = HIBARI_TRY(tx.query(sql(statement), {{"likeness", likeness.id}}));
    std::vector<std::string> found;
    found.reserve(rows.size());
    for (const Row& row : rows) {
        found.push_back(row.text(0));
    }
    return found;
}

Result<void> stop_jobs(Transaction& tx, const Likeness& likeness, Timestamp now, Withdrawn& done) {
    done.stopped = HIBARI_TRY(
        ids(tx,
            "SELECT v.id FROM videos v JOIN affected a ON a.id = v.id "
            "WHERE v.status IN ('queued', 'in_progress') ORDER BY v.id",
            likeness)
    );
    for (const std::string& id : done.stopped) {
        const auto found = HIBARI_TRY(store::JobQueue::cancel(tx, id));
        if (found == store::Cancel::kRemoved) {
            HIBARI_TRY(fail_video(tx, id, kLikenessGoneCode, kLikenessGoneMessage, now));
        }
    }
    return {};
}

/// One row per clip, whatever there are of them, and the reason into each clip that has none.
Result<void> hide(Transaction& tx, const Likeness& likeness, Timestamp now, Withdrawn& done) {
    done.clips = HIBARI_TRY(tx.execute(
        "INSERT INTO withholdings (subject_kind, subject, cause, cause_kind, reason, created_at) " +
            sql("SELECT 'video', v.id, :likeness, 'consent', :reason, :now FROM videos v "
                "JOIN affected a ON a.id = v.id WHERE 1 = 1 ON CONFLICT DO NOTHING"),
        {{"likeness", likeness.id}, {"reason", std::string(kReason)}, {"now", store::to_column(now)}
        }
    ));
    HIBARI_TRY(tx.execute(
        "UPDATE videos SET withheld = :reason WHERE withheld IS NULL AND id IN (SELECT subject "
        "FROM withholdings WHERE cause = :likeness AND subject_kind = 'video')",
        {{"reason", std::string(kReason)}, {"likeness", likeness.id}}
    ));
    return {};
}

Result<void> destroy(Transaction& tx, const Likeness& likeness, Timestamp now) {
    const auto rows = HIBARI_TRY(tx.query(
        sql("SELECT v.id, v.blobs FROM videos v JOIN affected a ON a.id = v.id "
            "WHERE v.blobs IS NOT NULL"),
        {{"likeness", likeness.id}}
    ));
    for (const Row& row : rows) {
        for (const std::string_view name : kClipFiles) {
            HIBARI_TRY(
                promise_removal(tx, row.text("blobs") + "/" + std::string(name), likeness.id, now)
            );
        }
    }
    HIBARI_TRY(tx.execute(
        "UPDATE videos SET blobs = NULL, expires_at = :now WHERE blobs IS NOT NULL AND id IN "
        "(SELECT subject FROM withholdings WHERE cause = :likeness AND subject_kind = 'video')",
        {{"now", store::to_column(now)}, {"likeness", likeness.id}}
    ));
    HIBARI_TRY(tx.execute(
        "DELETE FROM posts WHERE video IN (SELECT subject FROM withholdings "
        "WHERE cause = :likeness AND subject_kind = 'video')",
        {{"likeness", likeness.id}}
    ));
    return {};
}

std::string words_for(Clips clips, bool is_gone) {
    const std::string what =
        is_gone ? "The owner of a likeness took it back. " : "A likeness is no longer there. ";
    switch (clips) {
        case Clips::kHide:
            return what + "Your clips with it, and what was made from them, are no longer shown.";
        case Clips::kDelete:
            return what + "Your clips with it, and what was made from them, were deleted.";
        case Clips::kKeep:
            return what + "Clips that you made with it stay; no new ones can be made.";
    }
    return what;
}

/// Makers of clips with it or of what was made from those, and those who were allowed to use it.
Result<std::int64_t> tell(
    Transaction& tx,
    const Likeness& likeness,
    const std::vector<std::string>& people,
    Clips clips,
    Timestamp now
) {
    for (const std::string& account : people) {
        HIBARI_TRY(notify(
            tx,
            account,
            {.kind = "likeness.withdrawn",
             .subject = Subject{.kind = SubjectKind::kLikeness, .id = likeness.id},
             .text = words_for(clips, true)},
            now
        ));
    }
    return std::ssize(people);
}

}  // namespace

std::string_view to_string(Clips clips) {
    switch (clips) {
        case Clips::kHide:
            return "hide";
        case Clips::kDelete:
            return "delete";
        case Clips::kKeep:
            return "keep";
    }
    return "hide";
}

Result<Clips> clips_of(std::string_view word) {
    for (const Clips clips : {Clips::kHide, Clips::kDelete, Clips::kKeep}) {
        if (to_string(clips) == word) {
            return clips;
        }
    }
    return fail(ErrorCode::kInvalidArgument, "must be hide, delete or keep");
}

Result<Withdrawn> withdraw(
    Transaction& tx,
    const Likeness& likeness,
    std::string_view actor,
    trust::Withdrawal how,
    Clips clips,
    Timestamp now
) {
    Withdrawn done;
    // Before the likeness forgets them.
    const auto people = HIBARI_TRY(
        ids(tx,
            "SELECT v.account FROM videos v JOIN affected a ON a.id = v.id UNION SELECT account "
            "FROM likeness_people WHERE likeness = :likeness AND verdict = 'allow' ORDER BY 1",
            likeness)
    );
    if (!likeness.pack.empty()) {
        HIBARI_TRY(promise_removal(tx, likeness.pack, likeness.id, now));
    }
    done.likeness = HIBARI_TRY(trust::withdraw_likeness(tx, likeness, actor, how, now));
    HIBARI_TRY(stop_jobs(tx, likeness, now, done));
    if (clips != Clips::kKeep) {
        HIBARI_TRY(hide(tx, likeness, now, done));
    }
    if (clips == Clips::kDelete) {
        HIBARI_TRY(destroy(tx, likeness, now));
    }
    done.told = HIBARI_TRY(tell(tx, likeness, people, clips, now));
    return done;
}

Result<std::vector<std::string>> remove_clip_with_likeness(
    Transaction& tx, const Likeness& likeness, std::string_view video, Timestamp now
) {
    const auto use = HIBARI_TRY(tx.query_one(
        "SELECT account FROM likeness_uses WHERE kind = 'video' AND subject = :video AND "
        "likeness = :likeness",
        {{"video", std::string(video)}, {"likeness", likeness.id}}
    ));
    const auto clip = use ? find_video(tx, video) : Result<Video>(fail(ErrorCode::kNotFound, ""));
    if (!clip) {
        return fail(
            {.code = ErrorCode::kNotFound,
             .message = "there is no such clip with this likeness",
             .field = "video_id"}
        );
    }
    const auto withheld = HIBARI_TRY(withhold_lineage(
        tx,
        clip->id,
        {.kind = CauseKind::kConsent, .id = likeness.id, .reason = std::string(kReason)},
        now
    ));
    std::vector<std::string> stopped;
    for (const std::string& id : withheld) {
        const auto found = HIBARI_TRY(store::JobQueue::cancel(tx, id));
        if (found == store::Cancel::kRemoved) {
            HIBARI_TRY(fail_video(tx, id, kLikenessGoneCode, kLikenessGoneMessage, now));
        } else if (found == store::Cancel::kRequested) {
            stopped.push_back(id);
        }
    }
    if (!clip->blobs.empty()) {
        for (const std::string_view name : kClipFiles) {
            HIBARI_TRY(promise_removal(tx, clip->blobs + "/" + std::string(name), likeness.id, now)
            );
        }
    }
    HIBARI_TRY(tx.execute(
        "UPDATE videos SET blobs = NULL, expires_at = :now WHERE id = :id AND blobs IS NOT NULL",
        {{"now", store::to_column(now)}, {"id", clip->id}}
    ));
    HIBARI_TRY(tx.execute("DELETE FROM posts WHERE video = :id", {{"id", clip->id}}));
    HIBARI_TRY(notify(
        tx,
        clip->account,
        {.kind = "likeness.clip_removed",
         .subject = Subject{.kind = SubjectKind::kVideo, .id = clip->id},
         .text = "The owner of a likeness in your clip removed it."},
        now
    ));
    HIBARI_TRY(trust::append(
        tx,
        {.kind = "likeness.clip_removed",
         .actor = likeness.owner,
         .subject = clip->account,
         .details = Json::object({{"likeness", likeness.id}, {"video", clip->id}})},
        now
    ));
    return stopped;
}

}  // namespace hibari::domain
