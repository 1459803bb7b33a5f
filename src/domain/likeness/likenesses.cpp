#include "domain/likeness/likenesses.h"

#include "domain/age_band.h"
#include "domain/circle.h"
#include "domain/likeness/blob_removals.h"
#include "domain/notices.h"
#include "domain/video_rows.h"
#include "trust/audit/log.h"

#include <algorithm>

namespace hibari::domain {
namespace {

using store::Row;
using store::Timestamp;
using store::Transaction;
using trust::Likeness;

constexpr std::int64_t kRemovalsAtOnce = 1000;
constexpr std::int64_t kPendingMax = 200;

Error unknown_likeness() {
    return {
        .code = ErrorCode::kNotFound,
        .message = "there is no such likeness",
        .field = "likeness_id",
        .reason = std::string(trust::kLikenessUnknown),
    };
}

Result<Likeness> find_own(Transaction& tx, const Principal& who, std::string_view id) {
    Likeness likeness = HIBARI_TRY(trust::find_likeness(tx, id));
    if (likeness.owner != who.account || likeness.state == trust::LikenessState::kDeleted) {
        return fail(unknown_likeness());
    }
    return likeness;
}

Result<Likeness> find_shown(Transaction& tx, const Principal& who, std::string_view handle) {
    const auto likeness =
        HIBARI_TRY(trust::find_by_handle(tx, handle.starts_with('@') ? handle.substr(1) : handle));
    const bool is_own = likeness && likeness->owner == who.account;
    if (!likeness || (likeness->state != trust::LikenessState::kActive && !is_own)) {
        return fail(unknown_likeness());
    }
    return *likeness;
}

}  // namespace

Timestamp Likenesses::now() const {
    return std::chrono::time_point_cast<std::chrono::microseconds>(parts_.clock.wall_time());
}

void Likenesses::tell_workers(const std::vector<std::string>& videos) const {
    for (const std::string& video : videos) {
        static_cast<void>(parts_.events.publish("video." + video + ".cancel", ""));
    }
}

Result<Likeness> Likenesses::create(const Principal& who, trust::NewLikeness wanted) {
    HIBARI_TRY(require(who, Scope::kWrite));
    wanted.owner = who.account;
    if (parts_.policy != nullptr) {
        HIBARI_TRY(parts_.policy->check_text(who, trust::Stage::kUpload, "name", wanted.name));
    }
    const Timestamp at = now();
    return parts_.database.write([&](Transaction& tx) -> Result<Likeness> {
        return trust::create_likeness(tx, wanted, HIBARI_TRY(age_of(tx, who.account)), at);
    });
}

Result<std::vector<Likeness>> Likenesses::list(const Principal& who) {
    HIBARI_TRY(require(who, Scope::kRead));
    return parts_.database.read([&](Transaction& tx) {
        return trust::likenesses_of(tx, who.account);
    });
}

Result<Likeness> Likenesses::find(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kRead));
    return parts_.database.read([&](Transaction& tx) { return find_own(tx, who, id); });
}

Result<Likeness> Likenesses::find_by_handle(const Principal& who, std::string_view handle) {
    HIBARI_TRY(require(who, Scope::kRead));
    return parts_.database.read([&](Transaction& tx) { return find_shown(tx, who, handle); });
}

Result<void> Likenesses::may_use(const Principal& who, const Likeness& likeness) {
    HIBARI_TRY(require(who, Scope::kRead));
    const Timestamp at = now();
    return parts_.database.read([&](Transaction& tx) -> Result<void> {
        const auto relation = HIBARI_TRY(relation_of(tx, who.account, likeness.owner));
        return trust::may_use(tx, who.account, likeness, relation, trust::Use::kCreate, at);
    });
}

Result<Likeness> Likenesses::update(
    const Principal& who, std::string_view id, const trust::LikenessChange& change
) {
    HIBARI_TRY(require(who, Scope::kWrite));
    const Timestamp at = now();
    return parts_.database.write([&](Transaction& tx) -> Result<Likeness> {
        const Likeness likeness = HIBARI_TRY(find_own(tx, who, id));
        return trust::change_likeness(
            tx, likeness, change, HIBARI_TRY(age_of(tx, who.account)), at
        );
    });
}

Result<std::vector<trust::LikenessPerson>> Likenesses::people(
    const Principal& who, std::string_view id
) {
    HIBARI_TRY(require(who, Scope::kRead));
    return parts_.database.read([&](Transaction& tx) -> Result<std::vector<trust::LikenessPerson>> {
        return trust::people_of(tx, HIBARI_TRY(find_own(tx, who, id)).id);
    });
}

Result<Likeness> Likenesses::set_person(
    const Principal& who, std::string_view id, std::string_view account, trust::Standing verdict
) {
    HIBARI_TRY(require(who, Scope::kWrite));
    const Timestamp at = now();
    return parts_.database.write([&](Transaction& tx) -> Result<Likeness> {
        const Likeness likeness = HIBARI_TRY(find_own(tx, who, id));
        if (!HIBARI_TRY(tx.query_one(
                "SELECT 1 FROM accounts WHERE id = :id", {{"id", std::string(account)}}
            ))) {
            return fail(
                {.code = ErrorCode::kNotFound,
                 .message = "there is no such account",
                 .field = "account_id"}
            );
        }
        return trust::set_person(tx, likeness, account, verdict, at);
    });
}

Result<trust::LikenessRequest> Likenesses::request(
    const Principal& who, std::string_view handle, std::string_view message
) {
    HIBARI_TRY(require(who, Scope::kWrite));
    if (parts_.policy != nullptr) {
        HIBARI_TRY(parts_.policy->check_text(who, trust::Stage::kPost, "message", message));
    }
    const Timestamp at = now();
    return parts_.database.write([&](Transaction& tx) -> Result<trust::LikenessRequest> {
        const Likeness likeness = HIBARI_TRY(find_shown(tx, who, handle));
        const auto relation = HIBARI_TRY(relation_of(tx, who.account, likeness.owner));
        const auto request =
            HIBARI_TRY(trust::request_likeness(tx, likeness, who.account, relation, message, at));
        HIBARI_TRY(notify(
            tx,
            likeness.owner,
            {.kind = "likeness.requested",
             .subject = Subject{.kind = SubjectKind::kLikeness, .id = likeness.id},
             .text = "Somebody asks to use your likeness @" + likeness.handle + ".",
             .details = Json::object({{"request", request.id}})},
            at
        ));
        return request;
    });
}

Result<std::vector<trust::LikenessRequest>> Likenesses::requests(
    const Principal& who, std::string_view id
) {
    HIBARI_TRY(require(who, Scope::kRead));
    return parts_.database.read(
        [&](Transaction& tx) -> Result<std::vector<trust::LikenessRequest>> {
            return trust::requests_of(tx, HIBARI_TRY(find_own(tx, who, id)).id);
        }
    );
}

Result<trust::LikenessRequest> Likenesses::decide(
    const Principal& who, std::string_view id, std::string_view request, bool approve
) {
    HIBARI_TRY(require(who, Scope::kWrite));
    const Timestamp at = now();
    return parts_.database.write([&](Transaction& tx) -> Result<trust::LikenessRequest> {
        const Likeness likeness = HIBARI_TRY(find_own(tx, who, id));
        const auto decided = HIBARI_TRY(trust::decide_request(tx, likeness, request, approve, at));
        HIBARI_TRY(notify(
            tx,
            decided.account,
            {.kind = approve ? "likeness.approved" : "likeness.declined",
             .subject = Subject{.kind = SubjectKind::kLikeness, .id = likeness.id},
             .text = approve ? "You may use @" + likeness.handle + " now."
                             : "The owner of @" + likeness.handle + " said no to your request."},
            at
        ));
        return decided;
    });
}

Result<VideoPage> Likenesses::clips(
    const Principal& who, std::string_view id, const PageRequest& page
) {
    HIBARI_TRY(require(who, Scope::kRead));
    return parts_.database.read([&](Transaction& tx) -> Result<VideoPage> {
        const Likeness likeness = HIBARI_TRY(find_own(tx, who, id));
        std::optional<std::int64_t> after;
        if (!page.after.empty()) {
            after = HIBARI_TRY(find_video(tx, page.after)).created_at_us;
        }
        Paging rest = paging(page, after);
        rest.parameters.push_back({"likeness", likeness.id});
        const auto rows = HIBARI_TRY(tx.query(
            "SELECT " + std::string(kVideoColumns) +
                " FROM videos WHERE id IN (SELECT subject FROM likeness_uses WHERE kind = 'video' "
                "AND likeness = :likeness)" +
                rest.sql,
            rest.parameters
        ));
        VideoPage found;
        found.has_more = std::ssize(rows) > page.limit;
        for (const Row& row : rows) {
            if (std::ssize(found.videos) < page.limit) {
                found.videos.push_back(video_of(row));
            }
        }
        return found;
    });
}

Result<Video> Likenesses::clip(const Principal& who, std::string_view id, std::string_view video) {
    HIBARI_TRY(require(who, Scope::kRead));
    return parts_.database.read([&](Transaction& tx) -> Result<Video> {
        const Likeness likeness = HIBARI_TRY(find_own(tx, who, id));
        const auto use = HIBARI_TRY(tx.query_one(
            "SELECT 1 FROM likeness_uses WHERE kind = 'video' AND subject = :video AND "
            "likeness = :likeness",
            {{"video", std::string(video)}, {"likeness", likeness.id}}
        ));
        if (!use) {
            return fail(
                {.code = ErrorCode::kNotFound,
                 .message = "there is no such clip with this likeness",
                 .field = "video_id"}
            );
        }
        return find_video(tx, video);
    });
}

Result<void> Likenesses::remove_clip(
    const Principal& who, std::string_view id, std::string_view video
) {
    HIBARI_TRY(require(who, Scope::kWrite));
    const Timestamp at = now();
    const auto stopped =
        HIBARI_TRY(parts_.database.write([&](Transaction& tx) -> Result<std::vector<std::string>> {
            return remove_clip_with_likeness(tx, HIBARI_TRY(find_own(tx, who, id)), video, at);
        }));
    tell_workers(stopped);
    static_cast<void>(keep_removals(parts_.database, parts_.blobs, kRemovalsAtOnce));
    return {};
}

Result<Remains> Likenesses::withdraw(
    const Principal& who, std::string_view id, trust::Withdrawal how, Clips clips
) {
    HIBARI_TRY(require(who, Scope::kWrite));
    const Timestamp at = now();
    Remains remains;
    remains.done = HIBARI_TRY(parts_.database.write([&](Transaction& tx) -> Result<Withdrawn> {
        const Likeness likeness = HIBARI_TRY(find_own(tx, who, id));
        return domain::withdraw(tx, likeness, who.account, how, clips, at);
    }));
    tell_workers(remains.done.stopped);
    // What cannot be removed now is tried again by the caretaker.
    static_cast<void>(keep_removals(parts_.database, parts_.blobs, kRemovalsAtOnce));
    remains.blobs_left =
        HIBARI_TRY(parts_.database.read([&](Transaction& tx) { return removals_left(tx, id); }));
    return remains;
}

Result<std::vector<trust::ConsentReceipt>> Likenesses::receipts(
    const Principal& who, std::string_view id
) {
    HIBARI_TRY(require(who, Scope::kRead));
    return parts_.database.read([&](Transaction& tx) {
        return trust::receipts_of(tx, who.account, id);
    });
}

Result<std::string> Likenesses::receipt(const Principal& who, std::string_view receipt) {
    HIBARI_TRY(require(who, Scope::kRead));
    const auto found = HIBARI_TRY(parts_.database.read([&](Transaction& tx) {
        return trust::find_receipt(tx, who.account, receipt);
    }));
    return trust::signed_receipt(parts_.database, found, parts_.controller, parts_.signer);
}

Result<Likeness> Likenesses::review(
    const Principal& moderator, std::string_view id, bool accept, std::string_view reason
) {
    HIBARI_TRY(require(moderator, Scope::kModerate));
    const Timestamp at = now();
    auto decided = HIBARI_TRY(parts_.database.write([&](Transaction& tx) -> Result<Likeness> {
        const Likeness likeness = HIBARI_TRY(trust::find_likeness(tx, id));
        if (likeness.owner == moderator.account) {
            return fail(
                {.code = ErrorCode::kPermissionDenied,
                 .message = "nobody decides about their own things",
                 .reason = "another_moderator_needed"}
            );
        }
        if (!accept && !likeness.pack.empty()) {
            HIBARI_TRY(promise_removal(tx, likeness.pack, likeness.id, at));
        }
        Likeness after =
            HIBARI_TRY(trust::review_likeness(tx, likeness, moderator.account, accept, reason, at));
        HIBARI_TRY(notify(
            tx,
            likeness.owner,
            {.kind = accept ? "likeness.accepted" : "likeness.rejected",
             .subject = Subject{.kind = SubjectKind::kLikeness, .id = likeness.id},
             .text = accept ? "Somebody looked at your recording: your likeness can be used."
                            : "Somebody looked at your recording and could not accept it. It was "
                              "deleted. " +
                                  std::string(reason)},
            at
        ));
        return after;
    }));
    static_cast<void>(keep_removals(parts_.database, parts_.blobs, kRemovalsAtOnce));
    return decided;
}

Result<Likeness> Likenesses::look_at_pending(const Principal& moderator, std::string_view id) {
    HIBARI_TRY(require(moderator, Scope::kModerate));
    const Timestamp at = now();
    return parts_.database.write([&](Transaction& tx) -> Result<Likeness> {
        Likeness likeness = HIBARI_TRY(trust::find_likeness(tx, id));
        if (likeness.state != trust::LikenessState::kPendingReview || likeness.pack.empty()) {
            return fail(ErrorCode::kNotFound, "there is no such enrolment");
        }
        HIBARI_TRY(trust::append(
            tx,
            {.kind = "likeness.viewed",
             .actor = moderator.account,
             .subject = likeness.owner,
             .details = Json::object({{"likeness", likeness.id}})},
            at
        ));
        return likeness;
    });
}

Result<std::vector<Likeness>> Likenesses::pending(const Principal& moderator) {
    HIBARI_TRY(require(moderator, Scope::kModerate));
    return parts_.database.read([&](Transaction& tx) -> Result<std::vector<Likeness>> {
        const auto rows = HIBARI_TRY(tx.query(
            "SELECT " + std::string(trust::likeness_columns()) +
                " FROM likenesses WHERE state = 'pending_review' ORDER BY created_at, id "
                "LIMIT :limit",
            {{"limit", kPendingMax}}
        ));
        std::vector<Likeness> waiting;
        std::ranges::transform(rows, std::back_inserter(waiting), trust::likeness_of);
        return waiting;
    });
}

}  // namespace hibari::domain
