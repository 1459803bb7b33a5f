#pragma once

// An installation for tests: rows in a fresh file, blobs in a fresh folder, a clock that is turned
// by hand, events that go nowhere.

#include "base/check.h"
#include "base/clock.h"
#include "base/ids.h"
#include "domain/accounts.h"
#include "domain/batches.h"
#include "domain/files.h"
#include "domain/video_jobs.h"
#include "domain/videos.h"
#include "domain/webhooks.h"
#include "store/migrations.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <string>

namespace hibari::domain {

class SilentEvents final : public store::Events {
  public:
    Result<void> publish(std::string_view subject, std::string_view /*payload*/) override {
        published.emplace_back(subject);
        return {};
    }

    Result<std::unique_ptr<store::Subscription>> subscribe(
        std::string_view /*pattern*/, store::Subscriber /*subscriber*/
    ) override {
        return std::unique_ptr<store::Subscription>();
    }

    bool is_connected() const override { return true; }

    Result<void> flush(std::chrono::milliseconds /*timeout*/) override { return {}; }

    std::vector<std::string> published;
};

class House {
  public:
    House() : folder_(std::filesystem::path(testing::TempDir()) / make_id("house_")) {
        std::filesystem::create_directories(folder_);
        clock.advance(std::chrono::hours(24 * 365 * 56));
        auto opened = store::Database::open({.url = "sqlite:" + (folder_ / "rows.db").string()});
        HIBARI_CHECK(opened.has_value());
        database = std::move(*opened);
        const auto migrated = store::migrate(*database);
        HIBARI_CHECK(migrated.has_value(), migrated ? "" : to_string(migrated.error()));
        auto kept = store::open_blobs({.url = "folder:" + (folder_ / "blobs").string(), .s3 = {}});
        HIBARI_CHECK(kept.has_value());
        blobs = std::move(*kept);
        accounts = std::make_unique<Accounts>(*database, clock);
        videos = std::make_unique<Videos>(VideoContext{
            .database = *database,
            .blobs = *blobs,
            .events = events,
            .clock = clock,
            .models = models,
        });
        files = std::make_unique<Files>(*database, *blobs, clock);
        batches = std::make_unique<Batches>(*database, *files, clock);
        webhooks = std::make_unique<Webhooks>(*database, clock);
        jobs = std::make_unique<VideoJobs>(
            *database, events, clock, VideoJobOptions{.keep_for = std::chrono::hours(1)}
        );
    }

    ~House() {
        jobs.reset();
        webhooks.reset();
        batches.reset();
        files.reset();
        videos.reset();
        accounts.reset();
        database.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    House(const House&) = delete;
    House& operator=(const House&) = delete;

    /// Somebody with an account of that tier, signed in by a key.
    Principal somebody(const std::string& email, const std::string& tier = "free") {
        const auto account = accounts->create(
            {.email = email,
             .name = "Somebody",
             .password = "long enough",
             .is_admin = false,
             .tier = tier}
        );
        HIBARI_CHECK(account.has_value());
        const auto key = accounts->issue_key(email, "read write");
        HIBARI_CHECK(key.has_value());
        const auto who = accounts->principal_of_key(key->secret);
        HIBARI_CHECK(who.has_value());
        return *who;
    }

    FakeClock clock;
    SilentEvents events;
    Models models{*Models::parse("sora-2=world/standard/1280, sora-2-pro=world/high/1920")};
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::BlobStore> blobs;
    std::unique_ptr<Accounts> accounts;
    std::unique_ptr<Videos> videos;
    std::unique_ptr<VideoJobs> jobs;
    std::unique_ptr<Webhooks> webhooks;
    std::unique_ptr<Files> files;
    std::unique_ptr<Batches> batches;

  private:
    std::filesystem::path folder_;
};

}  // namespace hibari::domain
