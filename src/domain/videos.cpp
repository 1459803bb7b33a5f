#include "domain/videos.h"

#include "base/check.h"
#include "base/ids.h"
#include "base/text.h"
#include "domain/webhook_events.h"

#include <algorithm>
#include <charconv>

namespace hibari::domain {
namespace {

using store::Row;
using store::Timestamp;
using store::Transaction;

Error unknown_video() {
    return {.code = ErrorCode::kNotFound, .message = "there is no such video", .field = "video_id"};
}

VideoStatus status_of(std::string_view text) {
    for (const VideoStatus status :
         {VideoStatus::kQueued, VideoStatus::kInProgress, VideoStatus::kCompleted}) {
        if (text == to_string(status)) {
            return status;
        }
    }
    return VideoStatus::kFailed;
}

VideoKind kind_of(std::string_view text) {
    for (const VideoKind kind : {VideoKind::kRemix, VideoKind::kEdit, VideoKind::kExtension}) {
        if (text == to_string(kind)) {
            return kind;
        }
    }
    return VideoKind::kCreate;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (const std::string_view word : split(text, ' ')) {
        if (!word.empty()) {
            words.emplace_back(word);
        }
    }
    return words;
}

/// The row, if it belongs to the project of who asks; to others, administrators too, there is none.
Result<Video> find_own(Transaction& tx, const Principal& who, std::string_view id) {
    const Video video = HIBARI_TRY(find_video(tx, id));
    if (video.project != who.project) {
        return fail(unknown_video());
    }
    return video;
}

Result<void> insert(Transaction& tx, const Video& video) {
    HIBARI_TRY(tx.execute(
        "INSERT INTO videos (id, project, account, model, engine, quality, status, progress, "
        "prompt, size, seconds, style, seed, kind, source, reference, characters, created_at) "
        "VALUES (:id, :project, :account, :model, :engine, :quality, 'queued', 0, :prompt, :size, "
        ":seconds, :style, :seed, :kind, :source, :reference, :characters, :now)",
        {{"id", video.id},
         {"project", video.project},
         {"account", video.account},
         {"model", video.model},
         {"engine", video.engine},
         {"quality", video.quality},
         {"prompt", video.prompt},
         {"size", video.size},
         {"seconds", video.seconds},
         {"style", video.style},
         {"seed", video.seed},
         {"kind", std::string(to_string(video.kind))},
         {"source", video.source.empty() ? store::Value(nullptr) : store::Value(video.source)},
         {"reference",
          video.reference.empty() ? store::Value(nullptr) : store::Value(video.reference)},
         {"characters", joined(video.characters)},
         {"now", video.created_at_us}}
    ));
    return {};
}

/// A seed nobody asked for: small enough to be read out.
std::int64_t chosen_seed() {
    std::int64_t seed = 0;
    for (const char byte : random_bytes(4)) {
        seed = seed * 256 + static_cast<unsigned char>(byte);
    }
    return seed % 1'000'000'000;
}

/// The larger number of "1280x720".
Result<std::int64_t> long_side_of(std::string_view size) {
    std::int64_t longest = 0;
    for (const std::string_view part : split(size, 'x')) {
        std::int64_t side = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), side);
        if (error != std::errc{} || end != part.data() + part.size() || side <= 0) {
            return fail(
                {.code = ErrorCode::kInvalidArgument,
                 .message = "must look like 1280x720",
                 .field = "size"}
            );
        }
        longest = std::max(longest, side);
    }
    return longest;
}

/// Mean seconds that the last clips of this engine and quality took, per second of clip.
Result<std::optional<double>> pace_of(Transaction& tx, const Video& video) {
    const auto row = HIBARI_TRY(tx.query_row(
        "SELECT CAST(coalesce(sum(took), 0) AS BIGINT) AS took, "
        "CAST(coalesce(sum(seconds), 0) AS BIGINT) AS made FROM ("
        "SELECT completed_at - started_at AS took, seconds FROM videos "
        "WHERE status = 'completed' AND engine = :engine AND quality = :quality "
        "AND completed_at IS NOT NULL AND started_at IS NOT NULL "
        "ORDER BY completed_at DESC LIMIT 20) AS latest",
        {{"engine", video.engine}, {"quality", video.quality}}
    ));
    const std::int64_t made = row.integer("made");
    if (made == 0) {
        return std::optional<double>();
    }
    return std::optional<double>(
        static_cast<double>(row.integer("took")) / 1e6 / static_cast<double>(made)
    );
}

}  // namespace

const std::string_view kVideoColumns =
    "id, project, account, model, engine, quality, status, progress, prompt, size, seconds, style, "
    "seed, kind, source, reference, characters, script, error_code, error_message, created_at, "
    "started_at, completed_at, expires_at, blobs, clip_bytes";

Video video_of(const Row& row) {
    return {
        .id = row.text("id"),
        .project = row.text("project"),
        .account = row.text("account"),
        .model = row.text("model"),
        .engine = row.text("engine"),
        .quality = row.text("quality"),
        .status = status_of(row.text("status")),
        .progress = row.integer("progress"),
        .prompt = row.text("prompt"),
        .size = row.text("size"),
        .seconds = row.integer("seconds"),
        .style = row.text("style"),
        .seed = row.integer("seed"),
        .kind = kind_of(row.text("kind")),
        .source = row.optional_text("source").value_or(""),
        .reference = row.optional_text("reference").value_or(""),
        .characters = words_of(row.text("characters")),
        .script = row.optional_text("script").value_or(""),
        .error_code = row.optional_text("error_code").value_or(""),
        .error_message = row.optional_text("error_message").value_or(""),
        .created_at_us = row.integer("created_at"),
        .started_at_us = row.optional_integer("started_at"),
        .completed_at_us = row.optional_integer("completed_at"),
        .expires_at_us = row.optional_integer("expires_at"),
        .blobs = row.optional_text("blobs").value_or(""),
        .clip_bytes = row.optional_integer("clip_bytes").value_or(0),
    };
}

Result<Video> find_video(Transaction& tx, std::string_view id) {
    static const std::string sql =
        "SELECT " + std::string(kVideoColumns) + " FROM videos WHERE id = :id";
    const auto row = HIBARI_TRY(tx.query_one(sql, {{"id", std::string(id)}}));
    if (!row) {
        return fail(unknown_video());
    }
    return video_of(*row);
}

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

Result<Quote> Videos::check(const Principal& who, const NewVideo& wanted) const {
    Quote quote{.model = HIBARI_TRY(context_.models.find(wanted.model)), .weight = 0, .usage = {}};
    const std::int64_t side = HIBARI_TRY(long_side_of(wanted.size));
    const auto unfit = [](std::string_view field, std::string message, std::string hint) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = std::move(message),
             .field = std::string(field),
             .hint = std::move(hint)}
        );
    };
    if (side > quote.model.long_side_max) {
        return unfit(
            "size",
            "the model " + quote.model.name + " makes pictures of up to " +
                std::to_string(quote.model.long_side_max) + " pixels, " + wanted.size +
                " is larger",
            "choose a smaller size or another model"
        );
    }
    const auto not_in_tier = [&](std::string_view field, const std::string& what) {
        return fail(
            {.code = ErrorCode::kPermissionDenied,
             .message = "the tier " + who.tier.name + " " + what,
             .field = std::string(field),
             .reason = "not_in_tier"}
        );
    };
    if (side > who.tier.long_side_max) {
        return not_in_tier(
            "size", "has pictures of up to " + std::to_string(who.tier.long_side_max) + " pixels"
        );
    }
    if (wanted.seconds > who.tier.seconds_max) {
        return not_in_tier(
            "seconds", "has clips of up to " + std::to_string(who.tier.seconds_max) + " seconds"
        );
    }
    if (quality_rank(quote.model.quality) > quality_rank(who.tier.quality_max)) {
        return not_in_tier("model", "does not have the quality of " + quote.model.name);
    }
    quote.weight = clip_weight(wanted.seconds);
    return quote;
}

Result<Quote> Videos::quote(const Principal& who, const NewVideo& wanted) {
    Quote quote = HIBARI_TRY(check(who, wanted));
    quote.usage =
        HIBARI_TRY(context_.database.read([&](Transaction& tx) { return usage_of(tx, who, now()); })
        );
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
    HIBARI_TRY(require(who, Scope::kWrite));
    const Quote quote = HIBARI_TRY(check(who, wanted));
    const Timestamp now = this->now();
    Video video;
    video.id = make_id("video_");
    video.project = who.project;
    video.account = who.account;
    video.model = wanted.model.empty() ? quote.model.name : wanted.model;
    video.engine = quote.model.engine;
    video.quality = quote.model.quality;
    video.prompt = wanted.prompt;
    video.size = wanted.size;
    video.seconds = wanted.seconds;
    video.style = wanted.style;
    video.seed = wanted.seed.value_or(chosen_seed());
    video.kind = wanted.kind;
    video.source = wanted.source;
    video.reference = wanted.reference;
    video.characters = wanted.characters;
    video.created_at_us = store::to_column(now);
    HIBARI_TRY(context_.database.write([&](Transaction& tx) -> Result<void> {
        HIBARI_TRY(reserve(tx, who, video.id, quote.weight, now));
        HIBARI_TRY(insert(tx, video));
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
    return context_.database.read([&](Transaction& tx) { return find_own(tx, who, id); });
}

Result<VideoPlace> Videos::place(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kRead));
    return context_.database.read([&](Transaction& tx) -> Result<VideoPlace> {
        VideoPlace place{
            .video = HIBARI_TRY(find_own(tx, who, id)),
            .ahead = std::nullopt,
            .starts_at = std::nullopt,
        };
        const auto job = HIBARI_TRY(store::JobQueue::place(tx, id));
        if (!job || job->state != store::JobPlace::State::kQueued) {
            return place;
        }
        place.ahead = job->ahead;
        const auto pace = HIBARI_TRY(pace_of(tx, place.video));
        const auto workers = HIBARI_TRY(tx.query_row("SELECT count(*) AS n FROM workers"));
        const auto counts = HIBARI_TRY(store::JobQueue::counts(tx));
        if (pace && workers.integer("n") > 0) {
            // Those that run are half done on average.
            const double before =
                static_cast<double>(job->ahead) + 0.5 * static_cast<double>(counts.running);
            const double wait_s = before * *pace * static_cast<double>(place.video.seconds) /
                                  static_cast<double>(workers.integer("n"));
            place.starts_at =
                now() + std::chrono::microseconds(static_cast<std::int64_t>(wait_s * 1e6));
        }
        return place;
    });
}

Result<VideoPage> Videos::list(const Principal& who, const PageRequest& page) {
    HIBARI_TRY(require(who, Scope::kRead));
    return context_.database.read([&](Transaction& tx) -> Result<VideoPage> {
        std::optional<std::int64_t> after;
        if (!page.after.empty()) {
            after = HIBARI_TRY(find_own(tx, who, page.after)).created_at_us;
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

Result<Video> Videos::cancel(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kWrite));
    const Video video = HIBARI_TRY(context_.database.write([&](Transaction& tx) -> Result<Video> {
        HIBARI_TRY(find_own(tx, who, id));
        const store::Cancel found = HIBARI_TRY(store::JobQueue::cancel(tx, id));
        if (found == store::Cancel::kRemoved) {
            HIBARI_TRY(fail_video(tx, id, kCancelledCode, "It was cancelled.", now()));
        }
        return find_own(tx, who, id);
    }));
    // Its worker would hear at the next renewal anyway.
    static_cast<void>(context_.events.publish("video." + video.id + ".cancel", ""));
    return video;
}

Result<void> Videos::remove(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kWrite));
    const Video removed = HIBARI_TRY(context_.database.write([&](Transaction& tx) -> Result<Video> {
        const Video video = HIBARI_TRY(find_own(tx, who, id));
        if (video.status == VideoStatus::kQueued || video.status == VideoStatus::kInProgress) {
            return fail(
                {.code = ErrorCode::kFailedPrecondition,
                 .message = "this video is still being made",
                 .field = "video_id",
                 .hint = "cancel it first",
                 .reason = "video_in_progress"}
            );
        }
        HIBARI_TRY(tx.execute("DELETE FROM videos WHERE id = :id", {{"id", video.id}}));
        return video;
    }));
    // Without its row nobody can reach the files any more; what cannot be removed now is found by
    // the sweep.
    if (!removed.blobs.empty()) {
        for (const std::string_view name : kClipFiles) {
            static_cast<void>(context_.blobs.remove(removed.blobs + "/" + std::string(name)));
        }
    }
    return {};
}

}  // namespace hibari::domain
