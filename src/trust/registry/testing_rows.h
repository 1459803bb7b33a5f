#pragma once

// Rows for tests of the registry: a fresh file, a clock, and videos that stand in it.

#include "base/check.h"
#include "base/clock.h"
#include "base/ids.h"
#include "base/time_text.h"
#include "store/migrations.h"
#include "trust/fingerprint/testing_clip.h"
#include "trust/registry/registry.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <string>

namespace hibari::trust::testing {

class Rows {
  public:
    Rows() : folder_(std::filesystem::path(::testing::TempDir()) / make_id("rows_")) {
        std::filesystem::create_directories(folder_);
        clock.advance(std::chrono::hours(24 * 365 * 56));
        auto opened = store::Database::open({.url = "sqlite:" + (folder_ / "rows.db").string()});
        HIBARI_CHECK(opened.has_value());
        database = std::move(*opened);
        HIBARI_CHECK(store::migrate(*database).has_value());
    }

    ~Rows() {
        database.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    void run(const std::string& sql) {
        const auto done = database->write([&](store::Transaction& tx) -> Result<void> {
            HIBARI_TRY(tx.execute(sql));
            return {};
        });
        HIBARI_CHECK(done.has_value(), to_string(done.error()));
    }

    Result<void> add(AssetId id, const ClipFingerprint& fingerprint) {
        const NewAsset asset{
            .id = id,
            .video = "video_" + std::to_string(id),
            .engine = "world",
            .engine_version = "0.1.0",
            .fingerprint = fingerprint,
        };
        clock.advance(std::chrono::seconds(1));
        return database->write([&](store::Transaction& tx) {
            return register_asset(tx, asset, to_unix_us(clock.wall_time()));
        });
    }

    const std::filesystem::path& folder() const { return folder_; }

    FakeClock clock;
    std::unique_ptr<store::Database> database;

  private:
    std::filesystem::path folder_;
};

}  // namespace hibari::trust::testing
