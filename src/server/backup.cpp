#include "server/backup.h"

#include "base/files.h"
#include "store/migrations.h"
#include "store/temporary_file.h"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace hibari::server {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRows = "rows.db";
constexpr std::string_view kFiles = "blobs";

/// Copies and makes sure that it is on the disk.
Result<void> copy_durably(const fs::path& from, const fs::path& to) {
    std::error_code failed;
    fs::create_directories(to.parent_path(), failed);
    if (failed) {
        return fail(file_error("cannot make", to.parent_path(), failed.value()));
    }
    fs::copy_file(from, to, failed);
    if (failed) {
        return fail(file_error("cannot write", to, failed.value()));
    }
    const FileDescriptor file(::open(to.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file || ::fsync(file.number()) != 0) {
        return fail(file_error("cannot write", to, errno));
    }
    return {};
}

/// Whether the file holds an installation that this program can read, without a fault in it.
Result<void> check_rows(const fs::path& file) {
    const auto database =
        HIBARI_TRY(store::Database::open({.url = "sqlite:" + fs::absolute(file).string()}));
    const auto version = HIBARI_TRY(store::schema_version(*database));
    const auto newest = store::embedded_migrations().back().version;
    if (version == 0 || version > newest) {
        return fail(
            {.code = ErrorCode::kUnsupported,
             .message = version == 0 ? "this is no backup of an installation"
                                     : "this backup was made by a newer program",
             .field = file.string()}
        );
    }
    const auto faults = HIBARI_TRY(database->read([](store::Transaction& tx) {
        return tx.query("PRAGMA integrity_check");
    }));
    if (faults.size() != 1 || faults.front().text("integrity_check") != "ok") {
        return fail(
            {.code = ErrorCode::kDataLoss,
             .message = "the rows of this backup are damaged",
             .field = file.string()}
        );
    }
    return {};
}

void remove_with_logs(const fs::path& database) {
    for (const char* ending : {"", "-wal", "-shm"}) {
        std::error_code ignored;
        fs::remove(database.string() + ending, ignored);
    }
}

}  // namespace

Result<BackupReport> back_up(Installation& installation, const fs::path& folder) {
    std::error_code failed;
    if (!fs::create_directory(folder, failed)) {
        return fail(file_error("cannot make", folder, failed ? failed.value() : EEXIST));
    }
    HIBARI_TRY(installation.database->back_up(folder / kRows));
    BackupReport report;
    Result<void> copied;
    HIBARI_TRY(installation.blobs->list(
        "",
        [&](std::string_view key, const store::BlobFacts& facts) {
            auto blob = installation.blobs->open(key);
            if (!blob) {
                copied = blob.error().code == ErrorCode::kNotFound ? Result<void>()
                                                                   : fail(std::move(blob.error()));
                return copied.has_value();
            }
            copied = copy_durably(store::path_of(*blob), folder / kFiles / key);
            report.files += 1;
            report.bytes += static_cast<std::int64_t>(facts.size_bytes);
            return copied.has_value();
        }
    ));
    HIBARI_TRY(std::move(copied));
    return report;
}

Result<void> restore_rows(const Config& config, const fs::path& folder) {
    const fs::path target = HIBARI_TRY(sqlite_file(config));
    std::error_code failed;
    // What SQLite finds in a log beside the file it takes for the file's own last changes.
    for (const char* ending : {"", "-wal", "-shm"}) {
        const fs::path present = target.string() + ending;
        if (fs::exists(present, failed)) {
            return fail(
                {.code = ErrorCode::kAlreadyExists,
                 .message = "there is an installation already",
                 .field = present.string(),
                 .hint = "restore into an empty folder, or move that file away"}
            );
        }
    }
    const fs::path unfinished = target.string() + ".part";
    remove_with_logs(unfinished);
    auto restored = copy_durably(folder / kRows, unfinished);
    if (restored) {
        restored = check_rows(unfinished);
    }
    if (restored) {
        fs::rename(unfinished, target, failed);
        if (failed) {
            restored = fail(file_error("cannot write", target, failed.value()));
        }
    }
    remove_with_logs(unfinished);
    return restored;
}

Result<BackupReport> restore_files(Installation& installation, const fs::path& folder) {
    BackupReport report;
    const fs::path files = folder / kFiles;
    std::error_code failed;
    if (!fs::exists(files, failed)) {
        return report;  // Nobody had made a clip yet.
    }
    for (fs::recursive_directory_iterator entry(files, failed), end; entry != end && !failed;
         entry.increment(failed)) {
        if (!entry->is_regular_file()) {
            continue;
        }
        const std::string key = fs::relative(entry->path(), files).generic_string();
        if (installation.blobs->facts(key)) {
            continue;
        }
        const auto file = HIBARI_TRY(store::TemporaryFile::create(*installation.blobs));
        HIBARI_TRY(copy_durably(entry->path(), file.path()));
        HIBARI_TRY(installation.blobs->put_file(key, file.path()));
        report.files += 1;
        report.bytes += static_cast<std::int64_t>(entry->file_size());
    }
    if (failed) {
        return fail(file_error("cannot read", files, failed.value()));
    }
    return report;
}

}  // namespace hibari::server
