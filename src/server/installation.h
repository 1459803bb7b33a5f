#pragma once

// An installation opened: its settings read, its rows migrated, its stores and events at hand.
// Server, worker and admin command all begin with one.

#include "base/clock.h"
#include "base/config.h"
#include "base/log.h"
#include "base/metrics.h"
#include "base/result.h"
#include "domain/accounts.h"
#include "domain/batches.h"
#include "domain/characters.h"
#include "domain/circle.h"
#include "domain/files.h"
#include "domain/likeness/likenesses.h"
#include "domain/likeness/posts.h"
#include "domain/models.h"
#include "domain/policy_desk.h"
#include "domain/review/moderation.h"
#include "domain/video_jobs.h"
#include "domain/videos.h"
#include "domain/webhooks.h"
#include "store/blobs.h"
#include "store/database.h"
#include "store/events.h"
#include "trust/mark/mark_key.h"
#include "trust/policy/policy.h"
#include "trust/registry/registry.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>

namespace hibari::server {

/// What a process is to an installation.
enum class Role { kServer, kWorker, kAdmin };

/// Everything that outlives requests and jobs. Members that others refer to are declared first.
struct Installation {
    Config config;
    SystemClock clock;
    Metrics metrics;
    std::unique_ptr<Log> log;
    domain::Models models;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::BlobStore> blobs;
    std::unique_ptr<store::Events> events;
    std::unique_ptr<const trust::PolicyEngine> policy_engine;
    std::optional<domain::PolicyDesk> policy;
    std::optional<domain::Accounts> accounts;
    std::optional<domain::Videos> videos;
    std::optional<domain::VideoJobs> jobs;
    std::optional<domain::Webhooks> webhooks;
    std::optional<domain::Files> files;
    std::optional<domain::Batches> batches;
    std::optional<domain::Characters> characters;
    std::optional<trust::Registry> registry;
    /// What verifying needs of the keys: of the marks, and whose signatures are ours. Without them
    /// only look and sound are compared.
    std::optional<trust::MarkKey> mark_key;
    std::vector<std::string> anchors;
    std::optional<domain::Likenesses> likenesses;
    std::optional<domain::Posts> posts;
    std::optional<domain::Circle> circle;
    std::optional<domain::Moderation> moderation;

    explicit Installation(Config settings, domain::Models known)
        : config(std::move(settings)), models(std::move(known)) {}

    /// What signs consent receipts. Until it is given none can be fetched that was not before.
    void sign_receipts_with(trust::SigningKey key);

    Installation(const Installation&) = delete;
    Installation& operator=(const Installation&) = delete;

    /// Opens what the settings name; makes the folder and the tables when they are missing.
    /// `engines` are those that models may be.
    static Result<std::unique_ptr<Installation>> open(
        const Config& config, Role role, std::span<const domain::EngineFacts> engines
    );
};

/// The file that these settings have their rows in; `unsupported` when that is a server.
Result<std::filesystem::path> sqlite_file(const Config& config);

}  // namespace hibari::server
