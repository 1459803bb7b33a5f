// What only the folder store has: a file system below it that can fill up.

#include "base/files.h"
#include "store/blobs.h"
#include "store/testing/temporary_folder.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/stat.h>

namespace hibari::store {
namespace {

namespace fs = std::filesystem;

TEST(BlobsFolder, IsMadeForItsOwnerAlone) {
    const testing::TemporaryFolder folder;
    const auto store = open_blobs({.url = "folder:" + (folder.path() / "a" / "b").string()});
    ASSERT_TRUE(store) << to_string(store.error());
    const fs::path path = (*store)->temporary().value();
    ASSERT_TRUE(write_file(path, "x", Existing::kKeep));
    ASSERT_TRUE((*store)->put_file("c/d", path));
    struct stat status{};
    ASSERT_EQ(stat((folder.path() / "a" / "b" / "c").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0700U);
}

TEST(BlobsFolder, LinksAreNotFollowed) {
    const testing::TemporaryFolder folder;
    const auto store = open_blobs({.url = "folder:" + folder.path().string()});
    ASSERT_TRUE(store);
    ASSERT_TRUE(write_file(folder.path() / "secret", "x", Existing::kKeep));
    fs::create_symlink(folder.path() / "secret", folder.path() / "link");
    EXPECT_EQ((*store)->open("link").error().code, ErrorCode::kNotFound);
    EXPECT_EQ((*store)->facts("link").error().code, ErrorCode::kNotFound);
}

TEST(BlobsFolder, WhatIsMissingDoesNotTellWhereTheFolderIs) {
    const testing::TemporaryFolder folder;
    const auto store = open_blobs({.url = "folder:" + folder.path().string()});
    ASSERT_TRUE(store);
    for (const Error& error : {(*store)->open("a/b").error(), (*store)->facts("a/b").error()}) {
        EXPECT_EQ(error.code, ErrorCode::kNotFound);
        EXPECT_EQ(to_string(error).find(folder.path().string()), std::string::npos);
    }
}

TEST(BlobsFolder, AFileInItsPlaceIsRefused) {
    const testing::TemporaryFolder folder;
    ASSERT_TRUE(write_file(folder.path() / "file", "x", Existing::kKeep));
    EXPECT_FALSE(open_blobs({.url = "folder:" + (folder.path() / "file").string()}));
}

TEST(BlobsFolder, UnknownUrlsAreRefused) {
    for (const char* url : {"", "folder:", "ftp://x", "/path"}) {
        const auto opened = open_blobs({.url = url});
        ASSERT_FALSE(opened) << url;
        EXPECT_EQ(opened.error().code, ErrorCode::kInvalidArgument);
    }
}

class BlobsFullDisk : public ::testing::Test {
  protected:
    void SetUp() override {
        if (mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, "size=64k,nr_inodes=12") != 0) {
            GTEST_SKIP() << "SKIPPED: mounting a tiny file system is not allowed here: "
                         << std::strerror(errno);
        }
        is_mounted_ = true;
        auto opened = open_blobs({.url = "folder:" + folder_.path().string()});
        ASSERT_TRUE(opened) << to_string(opened.error());
        store_ = std::move(*opened);
    }

    void TearDown() override {
        if (is_mounted_) {
            umount2(folder_.path().c_str(), MNT_DETACH);
        }
    }

    testing::TemporaryFolder folder_;
    bool is_mounted_ = false;
    std::unique_ptr<BlobStore> store_;
};

TEST_F(BlobsFullDisk, NoSpaceForAFileIsResourceExhausted) {
    const fs::path path = store_->temporary().value();
    const auto written = write_file(path, std::string(100'000, 'x'), Existing::kKeep);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::kResourceExhausted);
    EXPECT_FALSE(fs::exists(path));
    EXPECT_TRUE(store_->check());
}

TEST_F(BlobsFullDisk, NoSpaceForAFolderIsResourceExhaustedAndKeepsTheFile) {
    const fs::path path = store_->temporary().value();
    ASSERT_TRUE(write_file(path, "x", Existing::kKeep));
    const auto stored = store_->put_file("a/b/c/d/e/f/g/h/i/j/k/l/m/n/clip.mp4", path);
    ASSERT_FALSE(stored);
    EXPECT_EQ(stored.error().code, ErrorCode::kResourceExhausted);
    EXPECT_TRUE(fs::exists(path));
    EXPECT_EQ(store_->check().error().code, ErrorCode::kResourceExhausted);
}

}  // namespace
}  // namespace hibari::store
