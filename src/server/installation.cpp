#include "server/installation.h"

#include "base/files.h"
#include "store/job_calls.h"
#include "store/migrations.h"

#include <cstdlib>
#include <system_error>
#include <unistd.h>

namespace hibari::server {
namespace {

Result<std::filesystem::path> data_folder(const Config& config) {
    const std::filesystem::path folder = std::filesystem::absolute(config.text("data.folder"));
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) {
        return fail(file_error("cannot make", folder, failed.value()));
    }
    // Rows and clips are nobody else's to read.
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
    return folder;
}

LogOptions log_options(const Config& config) {
    const std::string& format = config.text("log.format");
    const bool human = format == "human" || (format == "auto" && ::isatty(STDERR_FILENO) == 1);
    return {
        .level = *parse_log_level(config.text("log.level")),
        .format = human ? LogFormat::kHuman : LogFormat::kJson,
        .file = config.text("log.file"),
    };
}

std::string either(const std::string& named, const std::string& usual) {
    return named.empty() ? usual : named;
}

}  // namespace

Result<std::unique_ptr<Installation>> Installation::open(
    const Config& config, Role role, std::span<const domain::EngineFacts> engines
) {
    auto models = HIBARI_TRY(domain::Models::parse(config.text("models.aliases"), engines));
    auto all = std::make_unique<Installation>(config, std::move(models));
    all->log = HIBARI_TRY(Log::open(log_options(config)));
    const std::filesystem::path folder = HIBARI_TRY(data_folder(config));

    all->database = HIBARI_TRY(store::Database::open({
        .url = either(config.text("data.database"), "sqlite:" + (folder / "hibari.db").string()),
        .has_outbox = store::has_job_stream(config.text("data.events")),
    }));
    const auto migrated = HIBARI_TRY(store::migrate(*all->database));
    if (migrated.from != migrated.to) {
        all->log->info(
            "tables migrated", Json::object({{"from", migrated.from}, {"to", migrated.to}})
        );
    }
    all->blobs = HIBARI_TRY(store::open_blobs({
        .url = either(config.text("data.blobs"), "folder:" + (folder / "blobs").string()),
        .s3 =
            {.endpoint = config.text("s3.endpoint"),
             .region = config.text("s3.region"),
             .access_key = config.text("s3.access_key"),
             .secret_key = config.text("s3.secret_key"),
             .scratch = folder / "scratch"},
    }));
    all->events = HIBARI_TRY(store::open_events({
        .url = either(config.text("data.events"), "unix:" + (folder / "events.sock").string()),
        .role = role == Role::kServer ? store::EventsRole::kHub : store::EventsRole::kMember,
    }));

    const std::chrono::seconds keep_for = std::chrono::hours(config.integer("clips.keep_hours"));
    all->files.emplace(*all->database, *all->blobs, all->clock);
    all->characters.emplace(*all->database, *all->blobs, all->clock);
    all->batches.emplace(*all->database, *all->files, all->clock);
    all->webhooks.emplace(*all->database, all->clock);
    all->accounts.emplace(*all->database, all->clock);
    all->videos.emplace(domain::VideoContext{
        .database = *all->database,
        .blobs = *all->blobs,
        .events = *all->events,
        .clock = all->clock,
        .models = all->models,
        .attempts_max = config.integer("workers.attempts_max"),
    });
    all->jobs.emplace(
        *all->database,
        *all->events,
        all->clock,
        domain::VideoJobOptions{
            .lease = std::chrono::seconds(config.integer("workers.lease_seconds")),
            .keep_for = keep_for,
        }
    );
    return all;
}

Result<std::filesystem::path> sqlite_file(const Config& config) {
    constexpr std::string_view kScheme = "sqlite:";
    const std::filesystem::path folder = HIBARI_TRY(data_folder(config));
    const std::string& url = config.text("data.database");
    if (url.empty()) {
        return folder / "hibari.db";
    }
    if (!url.starts_with(kScheme)) {
        return fail(
            {.code = ErrorCode::kUnsupported,
             .message = "these rows are in a database server",
             .field = "data.database",
             .hint = "use its own tools, for example pg_dump and pg_restore"}
        );
    }
    return std::filesystem::path(url.substr(kScheme.size()));
}

}  // namespace hibari::server
