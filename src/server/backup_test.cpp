#include "server/backup.h"

#include "base/files.h"
#include "base/ids.h"
#include "server/settings.h"
#include "store/temporary_file.h"

#include <fstream>
#include <gtest/gtest.h>

namespace hibari::server {
namespace {

namespace fs = std::filesystem;

class BackupTest : public testing::Test {
  protected:
    void SetUp() override { fs::create_directories(folder_); }

    void TearDown() override { fs::remove_all(folder_); }

    Config config(const std::string& name) const {
        return *Config::load(
            settings(),
            {.file = "", .environment = {}, .flags = {{"data.folder", (folder_ / name).string()}}}
        );
    }

    static std::unique_ptr<Installation> open(const Config& config) {
        static const std::vector<domain::EngineFacts> engines = {{.name = "world"}};
        auto all = Installation::open(config, Role::kAdmin, engines);
        EXPECT_TRUE(all) << (all ? "" : to_string(all.error()));
        return std::move(*all);
    }

    /// An installation with an account and a file in it.
    std::unique_ptr<Installation> house() {
        auto all = open(config("house"));
        EXPECT_TRUE(all->accounts->create(
            {.email = "ann@example.org", .name = "Ann", .password = "long enough", .tier = "free"}
        ));
        const auto file = store::TemporaryFile::create(*all->blobs);
        EXPECT_TRUE(write_file(file->path(), "a clip", Existing::kReplace));
        EXPECT_TRUE(all->blobs->put_file("videos/v/1/clip.mp4", file->path()));
        return all;
    }

    fs::path folder_ = fs::path(testing::TempDir()) / make_id("backup_");
};

TEST_F(BackupTest, BringsRowsAndFilesToAnotherPlace) {
    const auto before = house();
    const auto saved = back_up(*before, folder_ / "saved");
    ASSERT_TRUE(saved) << to_string(saved.error());
    EXPECT_EQ(saved->files, 1);
    EXPECT_EQ(saved->bytes, 6);

    const Config elsewhere = config("elsewhere");
    const auto rows = restore_rows(elsewhere, folder_ / "saved");
    ASSERT_TRUE(rows) << to_string(rows.error());
    const auto after = open(elsewhere);
    ASSERT_EQ(restore_files(*after, folder_ / "saved")->files, 1);
    EXPECT_TRUE(after->accounts->sign_in("ann@example.org", "long enough"));
    EXPECT_EQ(after->blobs->facts("videos/v/1/clip.mp4")->size_bytes, 6U);
    EXPECT_EQ(restore_files(*after, folder_ / "saved")->files, 0) << "once is enough";
}

TEST_F(BackupTest, NeverWritesOverWhatIsThere) {
    const auto all = house();
    ASSERT_TRUE(back_up(*all, folder_ / "saved"));
    EXPECT_EQ(back_up(*all, folder_ / "saved").error().code, ErrorCode::kAlreadyExists);
    const auto refused = restore_rows(config("house"), folder_ / "saved");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kAlreadyExists);
}

TEST_F(BackupTest, RestoresNothingBesideTheLogOfOtherRows) {
    const auto all = house();
    ASSERT_TRUE(back_up(*all, folder_ / "saved"));
    fs::create_directories(folder_ / "b");
    ASSERT_TRUE(write_file(folder_ / "b" / "hibari.db-wal", "old", Existing::kReplace));
    const auto refused = restore_rows(config("b"), folder_ / "saved");
    ASSERT_FALSE(refused) << "SQLite would take the log for that of the restored rows";
    EXPECT_EQ(refused.error().code, ErrorCode::kAlreadyExists);
}

TEST_F(BackupTest, TakesNothingThatIsNoBackup) {
    EXPECT_EQ(restore_rows(config("a"), folder_ / "missing").error().code, ErrorCode::kNotFound);
    fs::create_directories(folder_ / "odd");
    ASSERT_TRUE(write_file(folder_ / "odd" / "rows.db", "no rows at all", Existing::kReplace));
    EXPECT_FALSE(restore_rows(config("a"), folder_ / "odd"));

    const auto all = house();
    ASSERT_TRUE(back_up(*all, folder_ / "saved"));
    const fs::path rows = folder_ / "saved" / "rows.db";
    std::fstream file(rows, std::ios::in | std::ios::out | std::ios::binary);
    for (std::uintmax_t page = 2; page < fs::file_size(rows) / 4096; ++page) {
        file.seekp(static_cast<std::streamoff>(page * 4096));
        file.write("damage!!", 8);
    }
    file.close();
    EXPECT_FALSE(restore_rows(config("a"), folder_ / "saved"));
    EXPECT_FALSE(fs::exists(folder_ / "a" / "hibari.db")) << "nothing half restored stays";
}

}  // namespace
}  // namespace hibari::server
