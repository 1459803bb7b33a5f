#pragma once

// A log in a fresh file, for tests.

#include "base/check.h"
#include "base/ids.h"
#include "store/migrations.h"
#include "trust/audit/log.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <string>

namespace hibari::trust {

class LogInRows : public ::testing::Test {
  protected:
    LogInRows() : folder(std::filesystem::path(::testing::TempDir()) / make_id("audit_")) {
        std::filesystem::create_directories(folder);
        auto opened = store::Database::open({.url = "sqlite:" + (folder / "rows.db").string()});
        HIBARI_CHECK(opened.has_value());
        database = std::move(*opened);
        HIBARI_CHECK(store::migrate(*database).has_value());
    }

    ~LogInRows() override {
        database.reset();
        std::filesystem::remove_all(folder);
    }

    std::int64_t add(const AuditEntry& entry) {
        const auto index = database->write([&](store::Transaction& tx) {
            return append(tx, entry, store::Timestamp(std::chrono::seconds(7)));
        });
        HIBARI_CHECK(index.has_value(), index ? "" : to_string(index.error()));
        return *index;
    }

    void fill(int count) {
        for (int i = 0; i < count; ++i) {
            add(
                {.kind = "likeness.changed",
                 .actor = "user_" + std::to_string(i % 3),
                 .subject = "user_owner",
                 .details = Json::object({{"version", i}}),
                 .personal = i % 2 == 0 ? "because of " + std::to_string(i) : ""}
            );
        }
    }

    std::filesystem::path folder;
    std::unique_ptr<store::Database> database;
};

}  // namespace hibari::trust
