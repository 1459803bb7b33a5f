#include "domain/video_rows.h"

#include "base/json.h"
#include "base/text.h"

namespace hibari::domain {
namespace {

using store::Row;
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

/// All prompts that one clip can go back to, in JSON.
constexpr std::size_t kLineageBytesMax = 256U << 20U;

/// Of a JSON array that we wrote; one that is damaged has none.
std::vector<std::string> texts_of(const std::string& json) {
    std::vector<std::string> texts;
    if (json == "[]") {
        return texts;
    }
    const auto parsed = parse_json(json, {.size_bytes_max = kLineageBytesMax});
    if (parsed && parsed->is_array()) {
        for (const Json& text : parsed->items()) {
            texts.push_back(text.is_string() ? text.as_string() : std::string());
        }
    }
    return texts;
}

std::string json_of(const std::vector<std::string>& texts) {
    Json::Array items;
    for (const std::string& text : texts) {
        items.emplace_back(text);
    }
    return to_string(Json(std::move(items)));
}

store::Value text_or_null(const std::string& text) {
    return text.empty() ? store::Value(nullptr) : store::Value(text);
}

}  // namespace

const std::string_view kVideoColumns =
    "id, project, account, model, engine, quality, status, progress, prompt, size, seconds, "
    "made_seconds, extensions, style, "
    "seed, kind, source, upload, reference, characters, script, error_code, error_message, "
    "created_at, "
    "started_at, completed_at, expires_at, blobs, clip_bytes, withheld, lineage, labels, "
    "visible_mark";

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
        .made_seconds = row.integer("made_seconds"),
        .extensions = row.integer("extensions"),
        .style = row.text("style"),
        .seed = row.integer("seed"),
        .kind = kind_of(row.text("kind")),
        .source = row.optional_text("source").value_or(""),
        .upload = row.optional_text("upload").value_or(""),
        .reference = row.optional_text("reference").value_or(""),
        .characters = split_words(row.text("characters")),
        .script = row.optional_text("script").value_or(""),
        .error_code = row.optional_text("error_code").value_or(""),
        .error_message = row.optional_text("error_message").value_or(""),
        .created_at_us = row.integer("created_at"),
        .started_at_us = row.optional_integer("started_at"),
        .completed_at_us = row.optional_integer("completed_at"),
        .expires_at_us = row.optional_integer("expires_at"),
        .blobs = row.optional_text("blobs").value_or(""),
        .clip_bytes = row.optional_integer("clip_bytes").value_or(0),
        .withheld = row.optional_text("withheld").value_or(""),
        .lineage = texts_of(row.text("lineage")),
        .labels = split_words(row.text("labels")),
        .visible_mark = row.text("visible_mark"),
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

Result<void> insert_video(Transaction& tx, const Video& video) {
    HIBARI_TRY(tx.execute(
        "INSERT INTO videos (id, project, account, model, engine, quality, status, progress, "
        "prompt, size, seconds, made_seconds, extensions, style, seed, kind, source, upload, "
        "reference, characters, created_at, lineage, labels) "
        "VALUES (:id, :project, :account, :model, :engine, :quality, 'queued', 0, :prompt, :size, "
        ":seconds, :made_seconds, :extensions, :style, :seed, :kind, :source, :upload, :reference, "
        ":characters, :now, :lineage, :labels)",
        {{"id", video.id},
         {"project", video.project},
         {"account", video.account},
         {"model", video.model},
         {"engine", video.engine},
         {"quality", video.quality},
         {"prompt", video.prompt},
         {"size", video.size},
         {"seconds", video.seconds},
         {"made_seconds", video.made_seconds},
         {"extensions", video.extensions},
         {"style", video.style},
         {"seed", video.seed},
         {"kind", std::string(to_string(video.kind))},
         {"source", text_or_null(video.source)},
         {"upload", text_or_null(video.upload)},
         {"reference", text_or_null(video.reference)},
         {"characters", join_words(video.characters)},
         {"now", video.created_at_us},
         {"lineage", json_of(video.lineage)},
         {"labels", join_words(video.labels)}}
    ));
    if (!video.source.empty()) {
        HIBARI_TRY(tx.execute(
            "INSERT INTO lineage_edges (video, source) VALUES (:video, :source)",
            {{"video", video.id}, {"source", video.source}}
        ));
    }
    return {};
}

Result<Video> find_own_video(Transaction& tx, const Principal& who, std::string_view id) {
    const Video video = HIBARI_TRY(find_video(tx, id));
    if (video.project != who.project) {
        return fail(unknown_video());
    }
    return video;
}

}  // namespace hibari::domain
