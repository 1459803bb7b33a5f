#pragma once

// An installation for tests: rows in a fresh file, blobs in a fresh folder, a clock that is turned
// by hand, events that go nowhere.

#include "base/check.h"
#include "base/clock.h"
#include "base/files.h"
#include "base/ids.h"
#include "domain/accounts.h"
#include "domain/batches.h"
#include "domain/characters.h"
#include "domain/files.h"
#include "domain/video_jobs.h"
#include "domain/videos.h"
#include "domain/webhooks.h"
#include "store/migrations.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <mutex>
#include <string>

namespace hibari::domain {

class SilentEvents final : public store::Events {
  public:
    Result<void> publish(std::string_view subject, std::string_view /*payload*/) override {
        const std::scoped_lock lock(mutex_);
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

    /// To be read when nobody publishes.
    std::vector<std::string> published;

  private:
    std::mutex mutex_;
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
        characters = std::make_unique<Characters>(*database, *blobs, clock);
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
        characters.reset();
        files.reset();
        videos.reset();
        accounts.reset();
        database.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    House(const House&) = delete;
    House& operator=(const House&) = delete;

    store::Timestamp now() const {
        return std::chrono::time_point_cast<std::chrono::microseconds>(clock.wall_time());
    }

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

    /// A clip that was asked for and made: a file where the clip's would be, recorded.
    Video made(const Principal& who, const NewVideo& wanted) {
        const auto asked = videos->create(who, wanted);
        HIBARI_CHECK(asked.has_value(), to_string(asked.error()));
        const auto job = jobs->claim("worker");
        HIBARI_CHECK(job && *job && (*job)->video.id == asked->id);
        complete(**job);
        return *videos->find(who, asked->id);
    }

    void complete(const VideoJob& job) {
        const std::string folder = "videos/" + job.video.id + "/" + std::to_string(job.lease.token);
        put(folder + "/clip.mp4", "clip");
        const auto done =
            jobs->complete(job.lease, {.blobs = folder, .clip_bytes = 4, .script = "{}"});
        HIBARI_CHECK(done.has_value(), done ? "" : to_string(done.error()));
    }

    /// Keeps these bytes as a blob.
    void put(const std::string& key, std::string_view bytes) {
        const auto file = temporary(bytes);
        HIBARI_CHECK(blobs->put_file(key, file).has_value());
    }

    /// A file with these bytes that can become a blob.
    std::filesystem::path temporary(std::string_view bytes) {
        const auto file = blobs->temporary();
        HIBARI_CHECK(file && write_file(*file, bytes, Existing::kReplace));
        return *file;
    }

    FakeClock clock;
    SilentEvents events;
    Models models{*Models::parse(
        "sora-2=world/standard/1280, sora-2-pro=world/high/1920, able=able/standard/1920, "
        "able-pro=able/high/1920",
        engines()
    )};
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::BlobStore> blobs;
    std::unique_ptr<Accounts> accounts;
    std::unique_ptr<Videos> videos;
    std::unique_ptr<VideoJobs> jobs;
    std::unique_ptr<Webhooks> webhooks;
    std::unique_ptr<Files> files;
    std::unique_ptr<Batches> batches;
    std::unique_ptr<Characters> characters;

  private:
    /// One that only makes clips from words, and one that can do everything.
    static std::vector<EngineFacts> engines() {
        return {
            {.name = "world", .styles = {"anime", "noir"}},
            {.name = "able",
             .styles = {},
             .revises = true,
             .extends = true,
             .takes_uploads = true,
             .takes_first_frame = true,
             .takes_characters = true},
        };
    }

    std::filesystem::path folder_;
};

}  // namespace hibari::domain
