#include "domain/files.h"

#include "base/check.h"
#include "base/files.h"
#include "base/ids.h"
#include "base/text.h"
#include "store/temporary_file.h"

#include <algorithm>

namespace hibari::domain {
namespace {

using store::Row;
using store::Transaction;

constexpr std::string_view kColumns =
    "id, project, account, name, purpose, content_type, bytes, created_at, expires_at";
constexpr std::size_t kNameBytesMax = 255;
constexpr std::size_t kTypeBytesMax = 100;
constexpr std::int64_t kExpiriesAtOnce = 100;

File file_of(const Row& row) {
    return {
        .id = row.text("id"),
        .project = row.text("project"),
        .account = row.text("account"),
        .name = row.text("name"),
        .purpose = row.text("purpose"),
        .content_type = row.text("content_type"),
        .bytes = row.integer("bytes"),
        .created_at_us = row.integer("created_at"),
        .expires_at_us = row.optional_integer("expires_at"),
    };
}

Error unknown_file() {
    return {.code = ErrorCode::kNotFound, .message = "there is no such file", .field = "file_id"};
}

/// A name that can be shown and stored, whatever was sent.
std::string clean(std::string_view text, std::size_t bytes_max, std::string_view fallback) {
    std::string name = to_valid_utf8(text);
    std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 127; });
    name = utf8_prefix(name, bytes_max);
    return name.empty() ? std::string(fallback) : name;
}

Result<void> put(store::BlobStore& blobs, const std::string& key, std::string_view bytes) {
    const auto file = HIBARI_TRY(store::TemporaryFile::create(blobs));
    auto written = write_file(file.path(), bytes, Existing::kReplace);
    auto kept = written ? blobs.put_file(key, file.path()) : std::move(written);
    if (!kept && kept.error().code == ErrorCode::kResourceExhausted) {
        kept.error().reason = "storage_full";
    }
    return kept;
}

}  // namespace

store::Timestamp Files::now() const {
    return std::chrono::time_point_cast<std::chrono::microseconds>(clock_.wall_time());
}

Result<File> Files::create(const Principal& who, const NewFile& wanted, std::string_view bytes) {
    HIBARI_TRY(require(who, Scope::kWrite));
    if (std::ssize(bytes) > kFileBytesMax) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "must have at most 512 MiB",
             .field = "file",
             .reason = "file_too_large"}
        );
    }
    const store::Timestamp at = now();
    File file{
        .id = make_id("file-"),
        .project = who.project,
        .account = who.account,
        .name = clean(wanted.name, kNameBytesMax, "upload"),
        .purpose = wanted.purpose,
        .content_type = clean(wanted.content_type, kTypeBytesMax, "application/octet-stream"),
        .bytes = std::ssize(bytes),
        .created_at_us = store::to_column(at),
        .expires_at_us = std::nullopt,
    };
    if (wanted.expires_after) {
        file.expires_at_us = store::to_column(at + *wanted.expires_after);
    }
    // The bytes first: a row without them would be a lie, bytes without a row are swept.
    HIBARI_TRY(put(blobs_, file.blob(), bytes));
    const auto recorded = database_.write([&](Transaction& tx) -> Result<void> {
        const auto kept = HIBARI_TRY(tx.query_row(
            "SELECT CAST(coalesce(sum(bytes), 0) AS BIGINT) AS n FROM files WHERE account = :a",
            {{"a", who.account}}
        ));
        if (kept.integer("n") + file.bytes > kAccountFileBytesMax) {
            return fail(
                {.code = ErrorCode::kResourceExhausted,
                 .message = "the files of an account have at most 10 GiB together",
                 .hint = "delete some",
                 .reason = "insufficient_quota"}
            );
        }
        return record(tx, file);
    });
    if (!recorded) {
        static_cast<void>(blobs_.remove(file.blob()));
        return fail(recorded.error());
    }
    return file;
}

Result<File> Files::adopt(const File& wanted, const std::filesystem::path& path) {
    File file = wanted;
    file.id = make_id("file-");
    file.created_at_us = store::to_column(now());
    HIBARI_TRY(blobs_.put_file(file.blob(), path));
    file.bytes = static_cast<std::int64_t>(HIBARI_TRY(blobs_.facts(file.blob())).size_bytes);
    return file;
}

Result<void> Files::record(Transaction& tx, const File& file) {
    HIBARI_TRY(tx.execute(
        "INSERT INTO files (id, project, account, name, purpose, content_type, bytes, "
        "created_at, expires_at) VALUES (:id, :project, :account, :name, :purpose, :type, "
        ":bytes, :now, :expires)",
        {{"id", file.id},
         {"project", file.project},
         {"account", file.account},
         {"name", file.name},
         {"purpose", file.purpose},
         {"type", file.content_type},
         {"bytes", file.bytes},
         {"now", file.created_at_us},
         {"expires", store::nullable(file.expires_at_us)}}
    ));
    return {};
}

Result<File> Files::find(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kRead));
    return database_.read([&](Transaction& tx) -> Result<File> {
        const auto row = HIBARI_TRY(tx.query_one(
            "SELECT " + std::string(kColumns) +
                " FROM files WHERE id = :id AND project = :project "
                "AND (expires_at IS NULL OR expires_at > :now)",
            {{"id", std::string(id)}, {"project", who.project}, {"now", store::to_column(now())}}
        ));
        if (!row) {
            return fail(unknown_file());
        }
        return file_of(*row);
    });
}

Result<std::vector<File>> Files::list(
    const Principal& who, const PageRequest& page, std::string_view purpose, bool& has_more
) {
    std::optional<std::int64_t> after;
    if (!page.after.empty()) {
        after = HIBARI_TRY(find(who, page.after)).created_at_us;
    }
    Paging rest = paging(page, after);
    rest.parameters.push_back({"project", who.project});
    rest.parameters.push_back({"now", store::to_column(now())});
    std::string sql = "SELECT " + std::string(kColumns) +
                      " FROM files WHERE project = :project "
                      "AND (expires_at IS NULL OR expires_at > :now)";
    if (!purpose.empty()) {
        sql += " AND purpose = :purpose";
        rest.parameters.push_back({"purpose", std::string(purpose)});
    }
    sql += rest.sql;
    const auto rows =
        HIBARI_TRY(database_.read([&](Transaction& tx) { return tx.query(sql, rest.parameters); }));
    has_more = std::ssize(rows) > page.limit;
    std::vector<File> files;
    for (std::int64_t i = 0; i < std::min<std::int64_t>(std::ssize(rows), page.limit); ++i) {
        files.push_back(file_of(rows[static_cast<std::size_t>(i)]));
    }
    return files;
}

Result<void> Files::remove(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kWrite));
    const File file = HIBARI_TRY(find(who, id));
    HIBARI_TRY(database_.write([&](Transaction& tx) {
        return tx.execute("DELETE FROM files WHERE id = :id", {{"id", file.id}});
    }));
    // What cannot be removed now has no row any more and is swept.
    static_cast<void>(blobs_.remove(file.blob()));
    return {};
}

Result<int> Files::expire() {
    const auto rows = HIBARI_TRY(database_.read([&](Transaction& tx) {
        return tx.query(
            "SELECT " + std::string(kColumns) + " FROM files WHERE expires_at <= :now LIMIT :limit",
            {{"now", store::to_column(now())}, {"limit", kExpiriesAtOnce}}
        );
    }));
    for (const Row& row : rows) {
        const File file = file_of(row);
        HIBARI_TRY(blobs_.remove(file.blob()));
        HIBARI_TRY(database_.write([&](Transaction& tx) {
            return tx.execute("DELETE FROM files WHERE id = :id", {{"id", file.id}});
        }));
    }
    return static_cast<int>(rows.size());
}

}  // namespace hibari::domain
