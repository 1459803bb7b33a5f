#pragma once

// Rows in memory and one likeness in them, for the tests of this library.

#include "base/check.h"
#include "base/ids.h"
#include "store/migrations.h"
#include "trust/audit/log.h"
#include "trust/consent/consent.h"
#include "trust/consent/notice.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <memory>

namespace hibari::trust {

class ConsentRows : public ::testing::Test {
  protected:
    ConsentRows() : folder_(std::filesystem::path(testing::TempDir()) / make_id("consent_")) {
        std::filesystem::create_directories(folder_);
        auto opened = store::Database::open({.url = "sqlite:" + (folder_ / "rows.db").string()});
        HIBARI_CHECK(opened.has_value());
        database = std::move(*opened);
        HIBARI_CHECK(store::migrate(*database).has_value());
    }

    ~ConsentRows() override {
        database.reset();
        std::filesystem::remove_all(folder_);
    }

    template <typename F>
    auto write(F&& function) {
        return database->write(function);
    }

    static NewLikeness wanted(const std::string& handle = "ann", Level level = Level::kOnlyMe) {
        NewLikeness likeness{
            .owner = "user_owner",
            .name = "Ann",
            .handle = handle,
            .pack = "likenesses/a/pack",
            .evidence = std::string(64, 'e'),
            .is_accepted = true,
        };
        likeness.scope.level = level;
        likeness.scope.remix = true;
        likeness.notice = notice_hash(likeness.kind, likeness.scope);
        return likeness;
    }

    Likeness made(const NewLikeness& likeness, AgeBand age = AgeBand::kAdult) {
        const auto created =
            write([&](store::Transaction& tx) { return create_likeness(tx, likeness, age, now); });
        HIBARI_CHECK(created.has_value(), created ? "" : to_string(created.error()));
        return *created;
    }

    Likeness found(const std::string& id) {
        return database->read([&](store::Transaction& tx) { return find_likeness(tx, id); }
        ).value();
    }

    Result<void> asked(
        const std::string& account, const Likeness& likeness, Relation relation = {}, Use use = {}
    ) {
        return database->read([&](store::Transaction& tx) {
            return may_use(tx, account, likeness, relation, use, now);
        });
    }

    std::unique_ptr<store::Database> database;
    store::Timestamp now{std::chrono::hours(24 * 365 * 56)};

  private:
    std::filesystem::path folder_;
};

}  // namespace hibari::trust
