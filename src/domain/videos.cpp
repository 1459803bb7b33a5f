#include "domain/videos.h"

#include "base/check.h"
#include "base/ids.h"
#include "base/text.h"
#include "domain/likeness_uses.h"
#include "domain/video_rows.h"
#include "domain/wait_estimate.h"
#include "domain/webhook_events.h"

#include <algorithm>
#include <iterator>

namespace hibari::domain {
namespace {

using store::Row;
using store::Timestamp;
using store::Transaction;

/// What was uploaded for a clip that is gone, unless another one was made from it and needs it.
Result<std::vector<std::string>> unused_inputs(Transaction& tx, const Video& removed) {
    std::vector<std::string> unused;
    for (const std::string& key : {removed.upload, removed.reference}) {
        if (key.empty()) {
            continue;
        }
        const auto user = HIBARI_TRY(tx.query_one(
            "SELECT id FROM videos WHERE upload = :key OR reference = :key LIMIT 1", {{"key", key}}
        ));
        if (!user) {
            unused.push_back(key);
        }
    }
    return unused;
}

/// What a moderator still has to look at stays until they have.
Result<void> check_not_reviewed(Transaction& tx, const std::string& id) {
    const auto open = HIBARI_TRY(tx.query_one(
        "SELECT 1 FROM review_cases WHERE state <> 'decided' AND ((subject_kind = 'video' AND "
        "subject = :id) OR (subject_kind = 'post' AND subject IN (SELECT id FROM posts WHERE "
        "video = :id))) LIMIT 1",
        {{"id", id}}
    ));
    if (open) {
        return fail(
            {.code = ErrorCode::kFailedPrecondition,
             .message = "somebody reported this video: it can be deleted once that is decided",
             .field = "video_id",
             .reason = "under_review"}
        );
    }
    return {};
}

}  // namespace

Result<void> fail_video(
    Transaction& tx,
    std::string_view id,
    std::string_view code,
    std::string_view message,
    Timestamp now
) {
    const auto row = HIBARI_TRY(tx.query_one(
        "UPDATE videos SET status = 'failed', error_code = :code, error_message = :message, "
        "completed_at = :now WHERE id = :id AND status IN ('queued', 'in_progress') "
        "RETURNING project",
        {{"code", std::string(code)},
         {"message", std::string(message)},
         {"now", store::to_column(now)},
         {"id", std::string(id)}}
    ));
    if (!row) {
        return {};  // It has ended already, or was removed together with its project.
    }
    HIBARI_TRY(refund(tx, id));
    return announce(tx, row->text("project"), "video.failed", id, now);
}

Timestamp Videos::now() const {
    return std::chrono::time_point_cast<std::chrono::microseconds>(context_.clock.wall_time());
}

Result<Quote> Videos::quote(const Principal& who, const NewVideo& wanted) {
    const store::Timestamp now = this->now();
    auto order = order_video(context_.database, context_.models, who, wanted, now);
    if (order && context_.policy != nullptr) {
        const auto record = HIBARI_TRY(context_.policy->judge_order(who, order->video));
        if (auto refused = PolicyDesk::error_of(record, "prompt")) {
            order = fail(std::move(*refused));
        }
    }
    Quote quote;
    quote.usage =
        HIBARI_TRY(context_.database.read([&](Transaction& tx) { return usage_of(tx, who, now); }));
    if (order) {
        const auto admitted =
            context_.database.read([&](Transaction& tx) { return admit(tx, order->video, now); });
        if (!admitted) {
            order = fail(admitted.error());
        }
    }
    if (order) {
        quote.order = std::move(*order);
        auto fits = check_allowance(quote.usage, quote.order.weight);
        if (!fits) {
            quote.refusal = std::move(fits.error());
        }
    } else {
        quote.refusal = std::move(order.error());
        quote.order.video.model =
            wanted.model.empty() ? context_.models.all().front().name : wanted.model;
        quote.order.video.size = wanted.size;
        quote.order.video.seconds = wanted.seconds;
        quote.order.weight = clip_weight(wanted.seconds);
    }
    return quote;
}

Result<Video> Videos::create(const Principal& who, const NewVideo& wanted) {
    return create(
        who,
        wanted,
        {.priority = who.tier.priority, .queue_max = who.tier.queue_max, .also = nullptr}
    );
}

Result<Video> Videos::create(
    const Principal& who, const NewVideo& wanted, const QueueTerms& terms
) {
    auto queued = queue(who, wanted, terms);
    if (!queued) {
        for (const std::string& key : {wanted.upload, wanted.reference}) {
            if (!key.empty()) {
                static_cast<void>(context_.blobs.remove(key));
            }
        }
    }
    return queued;
}

Result<std::vector<trust::Likeness>> Videos::admit(Transaction& tx, Video& video, Timestamp now)
    const {
    auto likenesses = HIBARI_TRY(admit_likenesses(tx, video, now));
    const Model model = HIBARI_TRY(context_.models.find(video.model));
    if (!likenesses.empty() && !model.engine.takes_characters) {
        return fail(
            {.code = ErrorCode::kUnsupported,
             .message = "the model " + model.name + " (engine " + model.engine.name +
                        ") cannot show likenesses",
             .field = "model"}
        );
    }
    return likenesses;
}

Result<Video> Videos::queue(const Principal& who, const NewVideo& wanted, const QueueTerms& terms) {
    HIBARI_TRY(require(who, Scope::kWrite));
    const Timestamp now = this->now();
    VideoOrder order =
        HIBARI_TRY(order_video(context_.database, context_.models, who, wanted, now));
    Video video = std::move(order.video);
    std::optional<PolicyRecord> judged;
    if (context_.policy != nullptr) {
        judged = HIBARI_TRY(context_.policy->judge_order(who, video));
        if (auto refused = PolicyDesk::error_of(*judged, "prompt")) {
            HIBARI_TRY(context_.policy->keep(*judged, who.project, who.account, ""));
            return fail(std::move(*refused));
        }
        video.labels = judged->decision.labels;
    }
    video.id = make_id("video_");
    video.created_at_us = store::to_column(now);
    const std::vector<std::string> characters = video.characters;
    HIBARI_TRY(context_.database.write([&](Transaction& tx) -> Result<void> {
        video.characters = characters;
        // It may have been removed since the order was looked at: then it is not made again.
        if (!video.source.empty()) {
            const auto source = find_video(tx, video.source);
            if (source && !source->withheld.empty()) {
                return check_has_files(*source, store::to_column(now), "video_id");
            }
        }
        const auto likenesses = HIBARI_TRY(admit(tx, video, now));
        HIBARI_TRY(reserve(tx, who, video.id, order.weight, now));
        HIBARI_TRY(insert_video(tx, video));
        HIBARI_TRY(record_uses(tx, video, likenesses, now));
        if (judged) {
            HIBARI_TRY(context_.policy->keep(tx, *judged, who.project, who.account, video.id));
        }
        auto queued = store::JobQueue::enqueue(
            tx,
            {.id = video.id,
             .account = who.account,
             .priority = terms.priority,
             .concurrency = who.tier.concurrency,
             .queue_max = terms.queue_max,
             .attempts_max = context_.attempts_max},
            now
        );
        if (!queued && queued.error().code == ErrorCode::kResourceExhausted) {
            queued.error().reason = "queue_full";
        }
        return queued && terms.also ? terms.also(tx, video) : queued;
    }));
    // Only a wake-up: whoever does not hear it looks at the rows in a moment.
    static_cast<void>(context_.events.publish("jobs.ready", video.id));
    return video;
}

Result<Video> Videos::find(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kRead));
    return context_.database.read([&](Transaction& tx) { return find_own_video(tx, who, id); });
}

Result<VideoPlace> Videos::place(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kRead));
    return context_.database.read([&](Transaction& tx) -> Result<VideoPlace> {
        VideoPlace place{
            .video = HIBARI_TRY(find_own_video(tx, who, id)),
            .ahead = std::nullopt,
            .starts_at = std::nullopt,
        };
        const auto job = HIBARI_TRY(store::JobQueue::place(tx, id));
        if (!job || job->state != store::JobPlace::State::kQueued) {
            return place;
        }
        place.ahead = job->ahead;
        place.starts_at = HIBARI_TRY(wait_.start_of(tx, place.video, *job, now()));
        return place;
    });
}

Result<VideoPage> Videos::list(const Principal& who, const PageRequest& page) {
    HIBARI_TRY(require(who, Scope::kRead));
    return context_.database.read([&](Transaction& tx) -> Result<VideoPage> {
        std::optional<std::int64_t> after;
        if (!page.after.empty()) {
            after = HIBARI_TRY(find_own_video(tx, who, page.after)).created_at_us;
        }
        Paging rest = paging(page, after);
        rest.parameters.push_back({"project", who.project});
        const auto rows = HIBARI_TRY(tx.query(
            "SELECT " + std::string(kVideoColumns) + " FROM videos WHERE project = :project" +
                rest.sql,
            rest.parameters
        ));
        VideoPage found;
        found.has_more = rows.size() > static_cast<std::size_t>(page.limit);
        const auto shown = std::min(rows.size(), static_cast<std::size_t>(page.limit));
        for (std::size_t i = 0; i < shown; ++i) {
            found.videos.push_back(video_of(rows[i]));
        }
        return found;
    });
}

Result<std::vector<Video>> Videos::unfinished(std::string_view after, std::int64_t limit) {
    return context_.database.read([&](Transaction& tx) -> Result<std::vector<Video>> {
        std::string sql = "SELECT " + std::string(kVideoColumns) +
                          " FROM videos WHERE id IN (SELECT id FROM jobs)";
        std::vector<store::Parameter> parameters = {{"limit", limit}};
        if (!after.empty()) {
            const Video last = HIBARI_TRY(find_video(tx, after));
            sql += " AND (created_at, id) > (:time, :id)";
            parameters.push_back({"time", last.created_at_us});
            parameters.push_back({"id", last.id});
        }
        const auto rows =
            HIBARI_TRY(tx.query(sql + " ORDER BY created_at, id LIMIT :limit", parameters));
        std::vector<Video> videos;
        std::ranges::transform(rows, std::back_inserter(videos), video_of);
        return videos;
    });
}

Result<Video> Videos::cancel(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kWrite));
    const Video video = HIBARI_TRY(context_.database.write([&](Transaction& tx) -> Result<Video> {
        HIBARI_TRY(find_own_video(tx, who, id));
        const store::Cancel found = HIBARI_TRY(store::JobQueue::cancel(tx, id));
        if (found == store::Cancel::kRemoved) {
            HIBARI_TRY(fail_video(tx, id, kCancelledCode, "It was cancelled.", now()));
        }
        return find_own_video(tx, who, id);
    }));
    // Its worker would hear at the next renewal anyway.
    static_cast<void>(context_.events.publish("video." + video.id + ".cancel", ""));
    return video;
}

Result<void> Videos::remove(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kWrite));
    std::vector<std::string> inputs;
    const Video removed = HIBARI_TRY(context_.database.write([&](Transaction& tx) -> Result<Video> {
        const Video video = HIBARI_TRY(find_own_video(tx, who, id));
        if (video.status == VideoStatus::kQueued || video.status == VideoStatus::kInProgress) {
            return fail(
                {.code = ErrorCode::kFailedPrecondition,
                 .message = "this video is still being made",
                 .field = "video_id",
                 .hint = "cancel it first",
                 .reason = "video_in_progress"}
            );
        }
        HIBARI_TRY(check_not_reviewed(tx, video.id));
        HIBARI_TRY(tx.execute("DELETE FROM videos WHERE id = :id", {{"id", video.id}}));
        inputs = HIBARI_TRY(unused_inputs(tx, video));
        return video;
    }));
    // Without its row nobody can reach the files any more; what cannot be removed now is found by
    // the sweep.
    if (!removed.blobs.empty()) {
        for (const std::string_view name : kClipFiles) {
            static_cast<void>(context_.blobs.remove(removed.blobs + "/" + std::string(name)));
        }
    }
    for (const std::string& key : inputs) {
        static_cast<void>(context_.blobs.remove(key));
    }
    return {};
}

}  // namespace hibari::domain
