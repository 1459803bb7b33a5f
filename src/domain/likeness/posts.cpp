#include "domain/likeness/posts.h"

#include "base/ids.h"
#include "base/text.h"
#include "domain/likeness_uses.h"
#include "domain/video_rows.h"
#include "domain/withholding.h"

namespace hibari::domain {
namespace {

using store::Row;
using store::Transaction;

Error unknown_post() {
    return {.code = ErrorCode::kNotFound, .message = "there is no such post", .field = "post_id"};
}

/// Posts that the viewer may see, as the beginning of a statement whose WHERE has begun.
std::string visible(std::string_view columns) {
    return "SELECT " + std::string(columns) +
           " FROM (SELECT p.id, p.video, p.account, p.caption, p.created_at FROM posts p "
           "JOIN videos v ON v.id = p.video WHERE v.withheld IS NULL AND v.blobs IS NOT NULL "
           "AND NOT EXISTS (SELECT 1 FROM withholdings w WHERE w.subject_kind = 'post' AND "
           "w.subject = p.id) AND NOT EXISTS (SELECT 1 FROM blocks b WHERE "
           "(b.blocker = p.account AND b.blocked = :viewer) OR "
           "(b.blocker = :viewer AND b.blocked = p.account))) AS shown WHERE 1 = 1";
}

Post post_of(const Row& row) {
    return {
        .id = row.text("id"),
        .video = row.text("video"),
        .account = row.text("account"),
        .caption = row.text("caption"),
        .created_at_us = row.integer("created_at"),
    };
}

Result<Post> find_visible(Transaction& tx, const Principal& who, std::string_view id) {
    const auto row = HIBARI_TRY(tx.query_one(
        visible("*") + " AND id = :id", {{"viewer", who.account}, {"id", std::string(id)}}
    ));
    if (!row) {
        return fail(unknown_post());
    }
    return post_of(*row);
}

Result<std::string> check_caption(std::string_view caption) {
    const std::string_view text = trim(caption);
    if (!is_valid_utf8(text) || count_code_points(text) > kCaptionCharactersMax) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message =
                 "must be text of at most " + std::to_string(kCaptionCharactersMax) + " characters",
             .field = "caption"}
        );
    }
    return std::string(text);
}

}  // namespace

store::Timestamp Posts::now() const {
    return std::chrono::time_point_cast<std::chrono::microseconds>(clock_.wall_time());
}

Result<Post> Posts::create(const Principal& who, std::string_view video, std::string_view caption) {
    HIBARI_TRY(require(who, Scope::kWrite));
    const std::string text = HIBARI_TRY(check_caption(caption));
    if (policy_ != nullptr) {
        HIBARI_TRY(policy_->check_text(who, trust::Stage::kPost, "caption", text));
    }
    const store::Timestamp at = now();
    const std::string id = make_id("post_");
    return database_.write([&](Transaction& tx) -> Result<Post> {
        const Video clip = HIBARI_TRY(find_own_video(tx, who, video));
        HIBARI_TRY(check_has_files(clip, store::to_column(at), "video_id"));
        HIBARI_TRY(check_uses(tx, clip, at));
        const auto inserted = HIBARI_TRY(tx.execute(
            "INSERT INTO posts (id, video, account, caption, created_at) "
            "VALUES (:id, :video, :account, :caption, :now) ON CONFLICT DO NOTHING",
            {{"id", id},
             {"video", clip.id},
             {"account", who.account},
             {"caption", text},
             {"now", store::to_column(at)}}
        ));
        if (inserted == 0) {
            return fail(
                {.code = ErrorCode::kAlreadyExists,
                 .message = "this clip is posted already",
                 .field = "video_id",
                 .reason = "already_posted"}
            );
        }
        HIBARI_TRY(carry_uses(tx, "post", id, clip.id, who.account, at));
        return Post{
            .id = id,
            .video = clip.id,
            .account = who.account,
            .caption = text,
            .created_at_us = store::to_column(at),
        };
    });
}

Result<void> Posts::remove(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kWrite));
    return database_.write([&](Transaction& tx) -> Result<void> {
        // Or it could be posted anew.
        if (HIBARI_TRY(withheld_because(tx, {.kind = SubjectKind::kPost, .id = std::string(id)}))) {
            return fail(
                {.code = ErrorCode::kFailedPrecondition,
                 .message = "a moderator removed this post: nobody sees it",
                 .field = "post_id",
                 .hint = "appeal the decision",
                 .reason = std::string(kWithheldCode)}
            );
        }
        const auto removed = HIBARI_TRY(tx.execute(
            "DELETE FROM posts WHERE id = :id AND account = :account",
            {{"id", std::string(id)}, {"account", who.account}}
        ));
        return removed == 0 ? Result<void>(fail(unknown_post())) : Result<void>();
    });
}

Result<Post> Posts::find(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kRead));
    return database_.read([&](Transaction& tx) { return find_visible(tx, who, id); });
}

Result<PostPage> Posts::list(
    const Principal& who, const PageRequest& page, std::string_view account
) {
    HIBARI_TRY(require(who, Scope::kRead));
    return database_.read([&](Transaction& tx) -> Result<PostPage> {
        std::optional<std::int64_t> after;
        if (!page.after.empty()) {
            after = HIBARI_TRY(find_visible(tx, who, page.after)).created_at_us;
        }
        Paging rest = paging(page, after);
        rest.parameters.push_back({"viewer", who.account});
        std::string sql = visible("*");
        if (!account.empty()) {
            sql += " AND account = :account";
            rest.parameters.push_back({"account", std::string(account)});
        }
        const auto rows = HIBARI_TRY(tx.query(sql + rest.sql, rest.parameters));
        PostPage found;
        found.has_more = std::ssize(rows) > page.limit;
        for (const Row& row : rows) {
            if (std::ssize(found.posts) < page.limit) {
                found.posts.push_back(post_of(row));
            }
        }
        return found;
    });
}

Result<Video> Posts::video(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kRead));
    const store::Timestamp at = now();
    return database_.read([&](Transaction& tx) -> Result<Video> {
        const Post post = HIBARI_TRY(find_visible(tx, who, id));
        Video clip = HIBARI_TRY(find_video(tx, post.video));
        HIBARI_TRY(check_has_files(clip, store::to_column(at), "post_id"));
        return clip;
    });
}

}  // namespace hibari::domain
