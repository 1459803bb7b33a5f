// Every release's rows, brought to what this program uses: on every engine (testing/under_test.h).
// A release is a file of testdata/released, written by scripts/release-rows.

#include "base/files.h"
#include "base/text.h"
#include "store/migrations.h"
#include "store/testing/under_test.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <openssl/evp.h>
#include <vector>

namespace hibari::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFileMax = 4U << 20U;

struct Release {
    std::string name;
    std::size_t migrations = 0;
    /// SHA-256 of those migrations, one after the other.
    std::string digest;
    std::map<std::string, std::int64_t> rows;
    std::vector<std::string> statements;
};

std::string hex_sha256(const std::string& bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        hex += kDigits[digest[i] >> 4U];
        hex += kDigits[digest[i] & 15U];
    }
    return hex;
}

std::int64_t number(std::string_view text) {
    std::int64_t value = -1;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

Release read_release(const fs::path& file) {
    Release release{.name = file.stem().string()};
    const std::string text = read_file(file, kFileMax).value();
    for (const std::string_view line : split(text, '\n')) {
        const auto words = split(line, ' ');
        if (line.starts_with("-- migrations: ") && words.size() == 4) {
            release.migrations = static_cast<std::size_t>(number(words[2]));
            release.digest = words[3];
        } else if (line.starts_with("-- rows: ") && words.size() == 4) {
            release.rows[std::string(words[2])] = number(words[3]);
        } else if (!line.empty()) {
            release.statements.emplace_back(line.substr(0, line.rfind(';')));
        }
    }
    return release;
}

std::vector<Release> releases() {
    std::vector<Release> all;
    for (const auto& entry :
         fs::directory_iterator(fs::path(HIBARI_SOURCE_DIR) / "src/store/testdata/released")) {
        all.push_back(read_release(entry.path()));
    }
    return all;
}

TEST(Released, MigrationsAreNeverEditedAgain) {
    const auto migrations = embedded_migrations();
    ASSERT_FALSE(releases().empty());
    for (const Release& release : releases()) {
        ASSERT_GE(migrations.size(), release.migrations);
        std::string all;
        for (std::size_t i = 0; i < release.migrations; ++i) {
            all += migrations[i].sql;
        }
        EXPECT_EQ(hex_sha256(all), release.digest) << "since " << release.name;
    }
}

TEST(Released, RowsOfEveryReleaseAreBroughtAlong) {
    for (const Release& release : releases()) {
        const auto under_test = testing::make_database_under_test();
        HIBARI_NEEDS_ENGINE(under_test);
        const auto database = under_test->open();
        ASSERT_TRUE(migrate(*database, embedded_migrations().first(release.migrations)));
        const auto filled = database->write([&](Transaction& tx) -> Result<void> {
            for (const std::string& statement : release.statements) {
                HIBARI_TRY(tx.execute(statement));
            }
            return {};
        });
        ASSERT_TRUE(filled) << release.name << ": " << to_string(filled.error());
        const auto migrated = migrate(*database);
        ASSERT_TRUE(migrated) << release.name << ": " << to_string(migrated.error());
        for (const auto& [table, count] : release.rows) {
            const auto row = database->read([&, name = table](Transaction& tx) {
                return tx.query_row("SELECT count(*) AS n FROM " + name);
            });
            ASSERT_TRUE(row) << table;
            EXPECT_EQ(row->integer("n"), count) << release.name << ": " << table;
        }
    }
}

}  // namespace
}  // namespace hibari::store
