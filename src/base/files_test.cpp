#include "base/files.h"

#include <csignal>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

namespace hibari {
namespace {

namespace fs = std::filesystem;

class FilesTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "hibari-files-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }

    void TearDown() override { fs::remove_all(folder_); }

    std::size_t entries() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder_), fs::directory_iterator())
        );
    }

    fs::path folder_;
};

TEST_F(FilesTest, AppearsOnlyWhenCommitted) {
    auto file = AtomicFile::create(folder_ / "clip.mp4", Existing::kReplace);
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("hello"));
    EXPECT_FALSE(fs::exists(folder_ / "clip.mp4"));
    ASSERT_TRUE(file->commit());
    EXPECT_EQ(*read_file(folder_ / "clip.mp4", 100), "hello");
    EXPECT_EQ(entries(), 1U);
}

TEST_F(FilesTest, LeavesNothingBehindWhenAbandoned) {
    {
        auto file = AtomicFile::create(folder_ / "clip.mp4", Existing::kReplace);
        ASSERT_TRUE(file);
        ASSERT_TRUE(file->write("hello"));
    }
    EXPECT_EQ(entries(), 0U);
}

TEST_F(FilesTest, KeepsTheOldFileUntilTheNewOneIsComplete) {
    ASSERT_TRUE(write_file(folder_ / "a", "old", Existing::kReplace));
    auto file = AtomicFile::create(folder_ / "a", Existing::kReplace);
    ASSERT_TRUE(file->write("new"));
    EXPECT_EQ(*read_file(folder_ / "a", 100), "old");
    ASSERT_TRUE(file->commit());
    EXPECT_EQ(*read_file(folder_ / "a", 100), "new");
}

TEST_F(FilesTest, RefusesToReplaceWhatMustBeKept) {
    auto early = AtomicFile::create(folder_ / "a", Existing::kKeep);
    ASSERT_TRUE(early);
    ASSERT_TRUE(write_file(folder_ / "a", "old", Existing::kReplace));
    EXPECT_EQ(early->commit().error().code, ErrorCode::kAlreadyExists);
    EXPECT_EQ(
        write_file(folder_ / "a", "new", Existing::kKeep).error().code, ErrorCode::kAlreadyExists
    );
    early = fail(ErrorCode::kCancelled, "");
    EXPECT_EQ(*read_file(folder_ / "a", 100), "old");
    EXPECT_EQ(entries(), 1U);
}

TEST_F(FilesTest, ReplacesTheFileBehindALink) {
    ASSERT_TRUE(write_file(folder_ / "real", "old", Existing::kReplace));
    fs::create_symlink(folder_ / "real", folder_ / "link");
    ASSERT_TRUE(write_file(folder_ / "link", "new", Existing::kReplace));
    EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
    EXPECT_EQ(*read_file(folder_ / "real", 100), "new");
}

TEST_F(FilesTest, MakesTheFileThatALinkPointsTo) {
    fs::create_symlink("later", folder_ / "link");
    ASSERT_TRUE(write_file(folder_ / "link", "new", Existing::kReplace));
    EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
    EXPECT_EQ(*read_file(folder_ / "later", 100), "new");
    fs::create_symlink("round", folder_ / "round");
    EXPECT_FALSE(write_file(folder_ / "round", "new", Existing::kReplace));
}

// Two of three that began at the same time were thrown away when they were done.
TEST_F(FilesTest, TakesTheNextFreeNameWhenItIsComplete) {
    auto one = AtomicFile::create(folder_ / "clip.mp4", Existing::kNumber);
    auto two = AtomicFile::create(folder_ / "clip.mp4", Existing::kNumber);
    auto three = AtomicFile::create(folder_ / "clip.mp4", Existing::kNumber);
    ASSERT_TRUE(one->commit());
    ASSERT_TRUE(two->commit());
    ASSERT_TRUE(three->commit());
    EXPECT_EQ(one->target(), folder_ / "clip.mp4");
    EXPECT_EQ(two->target(), folder_ / "clip-2.mp4");
    EXPECT_EQ(three->target(), folder_ / "clip-3.mp4");
    EXPECT_EQ(entries(), 3U);
}

TEST_F(FilesTest, TakesTheLongestNameThatTheDiskDoes) {
    const std::string name(255, 'n');
    ASSERT_TRUE(write_file(folder_ / name, "new", Existing::kReplace));
    EXPECT_EQ(*read_file(folder_ / name, 100), "new");
    EXPECT_FALSE(write_file(folder_ / (name + "n"), "new", Existing::kReplace));
    EXPECT_EQ(entries(), 1U);
}

TEST_F(FilesTest, ExplainsAMissingFolder) {
    const auto result = write_file(folder_ / "none" / "a", "x", Existing::kReplace);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::kNotFound);
    EXPECT_NE(result.error().hint.find("mkdir -p"), std::string::npos);
}

TEST_F(FilesTest, ExplainsAFolderAndADevice) {
    EXPECT_EQ(
        write_file(folder_, "x", Existing::kReplace).error().hint, "give a file name inside it"
    );
    EXPECT_EQ(
        write_file("/dev/full", "x", Existing::kReplace).error().code, ErrorCode::kInvalidArgument
    );
}

TEST_F(FilesTest, ExplainsAnUnwritableFolder) {
    constexpr uid_t kNobody = 65534;
    fs::permissions(
        folder_,
        fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read |
            fs::perms::others_exec
    );
    const bool was_root = geteuid() == 0;
    if (was_root) {
        ASSERT_EQ(seteuid(kNobody), 0);  // Root may write anywhere.
    }
    const auto result = write_file(folder_ / "a", "x", Existing::kReplace);
    if (was_root) {
        ASSERT_EQ(seteuid(0), 0);
    }
    fs::permissions(folder_, fs::perms::owner_all);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::kPermissionDenied);
}

TEST_F(FilesTest, ReportsAFullDiskAndLeavesNothing) {
    // A size limit makes write(2) fail just as a full disk does.
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit tiny{.rlim_cur = 1000, .rlim_max = before.rlim_max};
    const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &tiny), 0);
    const auto result = write_file(folder_ / "a", std::string(5000, 'x'), Existing::kReplace);
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, old_handler);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::kResourceExhausted);
    EXPECT_EQ(entries(), 0U);
}

TEST_F(FilesTest, ReadHoldsItsLimit) {
    ASSERT_TRUE(write_file(folder_ / "a", "12345", Existing::kReplace));
    EXPECT_TRUE(read_file(folder_ / "a", 5));
    EXPECT_FALSE(read_file(folder_ / "a", 4));
    EXPECT_EQ(read_file(folder_ / "b", 4).error().code, ErrorCode::kNotFound);
    EXPECT_FALSE(read_file(folder_, 4));
}

}  // namespace
}  // namespace hibari
