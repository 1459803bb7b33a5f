#include "server/installation.h"

#include "base/files.h"
#include "server/copies.h"
#include "store/job_calls.h"
#include "store/migrations.h"
#include "trust/policy/policy_options.h"

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

/// Of a process that has no way to the keys.
trust::SigningKey no_key() {
    return {
        .name = "none",
        .public_key = std::string(trust::kPublicKeyBytes, '\0'),
        .sign = [](std::string_view) -> Result<std::string> {
            return fail(ErrorCode::kUnavailable, "there is no key to sign receipts with");
        },
    };
}

/// The file that a setting names, or nothing.
Result<std::string> named_file(const Config& config, const std::string& setting) {
    constexpr std::size_t kFileBytesMax = 16U << 20U;
    const std::string& name = config.text(setting);
    if (name.empty()) {
        return std::string();
    }
    auto text = read_file(name, kFileBytesMax);
    if (!text) {
        text.error().field = setting;
    }
    return text;
}

Result<std::unique_ptr<const trust::PolicyEngine>> open_policy(const Config& config) {
    const std::string block_list = HIBARI_TRY(named_file(config, "policy.block_list"));
    const std::string opt_ins = HIBARI_TRY(named_file(config, "policy.opt_ins"));
    const std::string patterns = HIBARI_TRY(named_file(config, "policy.patterns"));
    const trust::PolicyOptions options = HIBARI_TRY(trust::policy_options({
        .categories = config.text("policy.categories"),
        .block_list = block_list,
        .opt_ins = opt_ins,
        .patterns = patterns,
    }));
    return trust::PolicyEngine::create(options);
}

Result<domain::Deadlines> read_deadlines(const Config& config) {
    auto deadlines = domain::Deadlines::parse(config.text("review.deadlines"));
    if (!deadlines) {
        deadlines.error().field = "review.deadlines";
    }
    return deadlines;
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
    all->policy_engine = HIBARI_TRY(open_policy(config));
    all->policy.emplace(*all->policy_engine, *all->database, all->clock);
    all->characters.emplace(*all->database, *all->blobs, all->clock, &*all->policy);
    all->batches.emplace(*all->database, *all->files, all->clock);
    all->webhooks.emplace(*all->database, all->clock);
    all->accounts.emplace(*all->database, all->clock);
    all->videos.emplace(domain::VideoContext{
        .database = *all->database,
        .blobs = *all->blobs,
        .events = *all->events,
        .clock = all->clock,
        .models = all->models,
        .policy = &*all->policy,
        .attempts_max = config.integer("workers.attempts_max"),
    });
    all->registry.emplace(*all->database, all->clock);
    all->posts.emplace(*all->database, all->clock, &*all->policy);
    all->circle.emplace(*all->database, all->clock);
    all->sign_receipts_with(no_key());
    const auto deadlines = HIBARI_TRY(read_deadlines(config));
    all->moderation.emplace(domain::ReviewParts{
        .database = *all->database,
        .events = *all->events,
        .clock = all->clock,
        .copies = [here = all.get()](std::string_view video
                  ) { return copies_of(*here->database, *here->blobs, *here->registry, video); },
        .deadlines = deadlines,
    });
    const auto visible_mark = HIBARI_TRY(domain::visible_mark_policy(
        config.text("provenance.visible_mark"),
        config.text("provenance.unmarked_tiers"),
        config.boolean("provenance.unmarked_own_likeness")
    ));
    all->jobs.emplace(
        *all->database,
        *all->events,
        all->clock,
        domain::VideoJobOptions{
            .lease = std::chrono::seconds(config.integer("workers.lease_seconds")),
            .keep_for = keep_for,
            .visible_mark = visible_mark,
        }
    );
    return all;
}

void Installation::sign_receipts_with(trust::SigningKey key) {
    likenesses.emplace(domain::LikenessesParts{
        .database = *database,
        .blobs = *blobs,
        .events = *events,
        .clock = clock,
        .signer = std::move(key),
        .controller =
            {.name = config.text("operator.name"),
             .contact = config.text("operator.name"),
             .address = config.text("operator.address"),
             .email = config.text("operator.email"),
             .policy_url = config.text("operator.policy_url"),
             .jurisdiction = config.text("operator.jurisdiction")},
        .policy = &*policy,
    });
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
