// What every blob store must do; compiled once with each (see testing/blobs_under_test.h).

#include "base/files.h"
#include "store/blobs.h"
#include "store/testing/blobs_under_test.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>
#include <thread>
#include <unistd.h>

namespace hibari::store {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

class BlobsContract : public ::testing::Test {
  protected:
    void SetUp() override {
        under_test_ = testing::make_blobs_under_test();
        if (under_test_ == nullptr) {
            GTEST_SKIP() << "SKIPPED: " << testing::missing_store() << " is not installed";
        }
        store_ = &under_test_->store();
    }

    fs::path make_file(std::string_view content) {
        const auto path = store_->temporary();
        EXPECT_TRUE(path) << to_string(path.error());
        EXPECT_TRUE(write_file(*path, content, Existing::kKeep));
        return *path;
    }

    Result<void> put(std::string_view key, std::string_view content) {
        return store_->put_file(key, make_file(content));
    }

    static std::string read_all(const FileDescriptor& file) {
        std::string all;
        std::string chunk(1U << 16U, '\0');
        ssize_t count = 0;
        while ((count = read(file.number(), chunk.data(), chunk.size())) > 0) {
            all.append(chunk, 0, static_cast<std::size_t>(count));
        }
        return all;
    }

    std::string content(std::string_view key) {
        const auto file = store_->open(key);
        return file ? read_all(*file) : "error: " + to_string(file.error());
    }

    std::set<std::string> keys(std::string_view prefix) {
        std::set<std::string> all;
        const auto listed =
            store_->list(prefix, [&](std::string_view key, const BlobFacts& /*facts*/) {
                EXPECT_TRUE(all.emplace(key).second) << key;
                return true;
            });
        EXPECT_TRUE(listed) << to_string(listed.error());
        return all;
    }

    std::unique_ptr<testing::BlobsUnderTest> under_test_;
    BlobStore* store_ = nullptr;
};

TEST_F(BlobsContract, WhatIsPutIsThere) {
    const fs::path path = make_file("a clip");
    const auto stored = store_->put_file("videos/video_1/clip.mp4", path);
    ASSERT_TRUE(stored) << to_string(stored.error());
    EXPECT_FALSE(fs::exists(path));
    EXPECT_EQ(content("videos/video_1/clip.mp4"), "a clip");
    const auto facts = store_->facts("videos/video_1/clip.mp4");
    ASSERT_TRUE(facts) << to_string(facts.error());
    EXPECT_EQ(facts->size_bytes, 6U);
    EXPECT_GT(facts->etag.size(), 2U);
    EXPECT_EQ(facts->etag.front(), '"');
    EXPECT_EQ(facts->etag.back(), '"');
    EXPECT_LT(std::chrono::abs(facts->modified - std::chrono::system_clock::now()), 1min);
}

TEST_F(BlobsContract, AnEmptyFileIsABlobToo) {
    ASSERT_TRUE(put("empty", ""));
    EXPECT_EQ(store_->facts("empty").value().size_bytes, 0U);
    EXPECT_EQ(content("empty"), "");
}

TEST_F(BlobsContract, EveryByteIsKept) {
    std::string all(300'000, '\0');
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i] = static_cast<char>(i * 31 / 7);
    }
    ASSERT_TRUE(put("bytes", all));
    EXPECT_EQ(content("bytes"), all);
}

TEST_F(BlobsContract, PuttingAgainReplaces) {
    ASSERT_TRUE(put("a/b", "first"));
    const auto first = store_->facts("a/b").value();
    ASSERT_TRUE(put("a/b", "later"));
    EXPECT_EQ(content("a/b"), "later");
    EXPECT_NE(store_->facts("a/b").value().etag, first.etag);
}

TEST_F(BlobsContract, AnOpenBlobOutlivesItsRemoval) {
    ASSERT_TRUE(put("a", "still here"));
    const auto file = store_->open("a");
    ASSERT_TRUE(file) << to_string(file.error());
    ASSERT_TRUE(store_->remove("a"));
    EXPECT_EQ(read_all(*file), "still here");
    EXPECT_FALSE(store_->open("a"));
}

TEST_F(BlobsContract, WhatIsNotThereIsNotFound) {
    EXPECT_EQ(store_->open("no/such").error().code, ErrorCode::kNotFound);
    EXPECT_EQ(store_->facts("no/such").error().code, ErrorCode::kNotFound);
    EXPECT_TRUE(store_->remove("no/such"));
    ASSERT_TRUE(put("a/b", "x"));
    EXPECT_EQ(store_->open("a").error().code, ErrorCode::kNotFound);
    EXPECT_EQ(store_->facts("a").error().code, ErrorCode::kNotFound);
    EXPECT_EQ(store_->facts("a/b/c").error().code, ErrorCode::kNotFound);
}

TEST_F(BlobsContract, RemovingIsFinal) {
    ASSERT_TRUE(put("a/b/c", "x"));
    ASSERT_TRUE(put("a/d", "y"));
    ASSERT_TRUE(store_->remove("a/b/c"));
    EXPECT_EQ(store_->facts("a/b/c").error().code, ErrorCode::kNotFound);
    EXPECT_EQ(content("a/d"), "y");
    EXPECT_TRUE(store_->remove("a/b/c"));
    ASSERT_TRUE(put("a/b/c", "again"));
    EXPECT_EQ(content("a/b/c"), "again");
}

TEST_F(BlobsContract, KeysWithTricksAreRefused) {
    const std::string long_key(kKeyBytesMax + 1, 'a');
    const std::vector<std::string> tricks{
        "",
        "/a",
        "a/",
        "a//b",
        "..",
        "a/../b",
        ".hidden",
        "a/.hidden",
        "a b",
        "a\nb",
        "a\\b",
        "ä",
        "a%2Fb",
        "a?b",
        "a#b",
        "a*b",
        "a/./b",
        long_key,
        std::string("a\0b", 3)
    };
    for (const std::string& key : tricks) {
        const fs::path path = make_file("x");
        EXPECT_EQ(store_->put_file(key, path).error().code, ErrorCode::kInvalidArgument) << key;
        EXPECT_TRUE(fs::exists(path));
        fs::remove(path);
        EXPECT_EQ(store_->open(key).error().code, ErrorCode::kInvalidArgument) << key;
        EXPECT_EQ(store_->facts(key).error().code, ErrorCode::kInvalidArgument) << key;
        EXPECT_EQ(store_->remove(key).error().code, ErrorCode::kInvalidArgument) << key;
    }
    EXPECT_TRUE(keys("").empty());
}

TEST_F(BlobsContract, ListsByPrefix) {
    for (const char* key : {"a/1", "a/2/x", "ab/3", "b/4", "c"}) {
        ASSERT_TRUE(put(key, key));
    }
    using Set = std::set<std::string>;
    EXPECT_EQ(keys(""), (Set{"a/1", "a/2/x", "ab/3", "b/4", "c"}));
    EXPECT_EQ(keys("a"), (Set{"a/1", "a/2/x", "ab/3"}));
    EXPECT_EQ(keys("a/"), (Set{"a/1", "a/2/x"}));
    EXPECT_EQ(keys("a/2"), (Set{"a/2/x"}));
    EXPECT_EQ(keys("none/"), Set{});
}

TEST_F(BlobsContract, ListTellsSizesAndStopsWhenTold) {
    ASSERT_TRUE(put("a", "1"));
    ASSERT_TRUE(put("b", "22"));
    std::uint64_t bytes = 0;
    ASSERT_TRUE(store_->list("", [&](std::string_view /*key*/, const BlobFacts& facts) {
        bytes += facts.size_bytes;
        return true;
    }));
    EXPECT_EQ(bytes, 3U);
    int visits = 0;
    ASSERT_TRUE(store_->list("", [&](std::string_view /*key*/, const BlobFacts& /*facts*/) {
        visits += 1;
        return false;
    }));
    EXPECT_EQ(visits, 1);
}

TEST_F(BlobsContract, AMissingFileIsNotStored) {
    const auto path = store_->temporary().value();
    EXPECT_FALSE(fs::exists(path));
    EXPECT_EQ(store_->put_file("a", path).error().code, ErrorCode::kNotFound);
    EXPECT_EQ(store_->facts("a").error().code, ErrorCode::kNotFound);
}

TEST_F(BlobsContract, SweepRemovesOldUnfinishedWorkOnly) {
    ASSERT_TRUE(put("kept", "x"));
    under_test_->leave_unfinished();
    EXPECT_EQ(store_->sweep(1h).value(), 0U);
    const auto removed = store_->sweep(0s);
    ASSERT_TRUE(removed) << to_string(removed.error());
    EXPECT_EQ(*removed, 1U);
    EXPECT_EQ(store_->sweep(0s).value(), 0U);
    EXPECT_EQ(content("kept"), "x");
}

TEST_F(BlobsContract, CheckTellsThatItWorks) {
    const auto checked = store_->check();
    EXPECT_TRUE(checked) << to_string(checked.error());
    EXPECT_TRUE(keys("").empty());
}

TEST_F(BlobsContract, SignedUrlsFetchTheBlobWhereThereAreSuch) {
    ASSERT_TRUE(put("a/clip.mp4", "a clip"));
    const auto url = store_->signed_url("a/clip.mp4", 60s, BlobStore::Fetch::kGet);
    ASSERT_EQ(url.has_value(), under_test_->signs_urls());
    if (url) {
        EXPECT_EQ(under_test_->get(*url), std::pair(200, std::string("a clip")));
        std::string forged = *url;
        forged.back() = forged.back() == '0' ? '1' : '0';
        EXPECT_EQ(under_test_->get(forged).first, 403);
    }
}

// Folders come and go while others are put into them.
TEST_F(BlobsContract, ManyMayPutAndRemoveAtOnce) {
    constexpr int kThreads = 4;
    constexpr int kRounds = 25;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < kThreads; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < kRounds; ++i) {
                    const std::string key = "shared/folder/" + std::to_string(t);
                    const auto stored = put(key, key);
                    EXPECT_TRUE(stored) << to_string(stored.error());
                    EXPECT_EQ(content(key), key);
                    const auto removed = store_->remove(key);
                    EXPECT_TRUE(removed) << to_string(removed.error());
                }
            });
        }
    }
    EXPECT_TRUE(keys("").empty());
}

}  // namespace
}  // namespace hibari::store
