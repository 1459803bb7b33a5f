// What only the S3 store has, against a real server that checks signatures.

#include "base/files.h"
#include "store/blobs.h"
#include "store/testing/s3_under_test.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace hibari::store {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

class S3Blobs : public ::testing::Test {
  protected:
    void SetUp() override {
        server_ = testing::s3_server();
        if (server_ == nullptr) {
            GTEST_SKIP() << "SKIPPED: versitygw is not installed";
        }
        options_ = server_->options(folder_.path());
    }

    std::unique_ptr<BlobStore> open(const std::string& bucket) {
        server_->make_bucket(bucket);
        auto opened = open_blobs({.url = "s3://" + bucket, .s3 = options_});
        EXPECT_TRUE(opened) << to_string(opened.error());
        return std::move(*opened);
    }

    static Result<void> put(BlobStore& store, std::string_view key, std::string_view content) {
        const fs::path path = HIBARI_TRY(store.temporary());
        HIBARI_TRY(write_file(path, content, Existing::kKeep));
        return store.put_file(key, path);
    }

    const testing::S3Server* server_ = nullptr;
    testing::TemporaryFolder folder_;
    S3Options options_;
};

TEST_F(S3Blobs, AWrongSecretIsRefused) {
    options_.secret_key = "wrong-secret-of-the-same-size";
    const auto store = open("secret");
    const auto stored = put(*store, "a", "x");
    ASSERT_FALSE(stored);
    EXPECT_EQ(stored.error().code, ErrorCode::kPermissionDenied);
    EXPECT_THAT(to_string(stored.error()), Not(HasSubstr(options_.secret_key)));
    EXPECT_EQ(store->check().error().code, ErrorCode::kPermissionDenied);
    EXPECT_EQ(testing::get_plain(*store->signed_url("a", 60s, BlobStore::Fetch::kGet)).first, 403);
}

// Players and browsers ask the object store itself, and go by what it says.
TEST_F(S3Blobs, ASignedAddressTellsTheKindOfFile) {
    options_.part_bytes = 5U << 20U;
    const auto store = open("kinds");
    ASSERT_TRUE(put(*store, "v/clip.mp4", std::string((5U << 20U) + 1, 'x')));
    ASSERT_TRUE(put(*store, "v/thumbnail.webp", "x"));
    const auto head = [&](std::string_view key) {
        return testing::answer_of("HEAD", *store->signed_url(key, 60s, BlobStore::Fetch::kHead));
    };
    EXPECT_THAT(head("v/clip.mp4"), HasSubstr("HTTP/1.1 200"));
    EXPECT_THAT(head("v/clip.mp4"), HasSubstr("Content-Type: video/mp4"));
    EXPECT_THAT(head("v/thumbnail.webp"), HasSubstr("Content-Type: image/webp"));
    EXPECT_EQ(
        testing::get_plain(*store->signed_url("v/clip.mp4", 60s, BlobStore::Fetch::kHead)).first,
        403
    );
}

TEST_F(S3Blobs, AWrongAccessKeyIsRefused) {
    options_.access_key = "nobody";
    const auto store = open("access");
    const auto stored = put(*store, "a", "x");
    ASSERT_FALSE(stored);
    EXPECT_EQ(stored.error().code, ErrorCode::kPermissionDenied) << to_string(stored.error());
}

TEST_F(S3Blobs, WithoutASignatureNothingIsGiven) {
    const auto store = open("unsigned");
    ASSERT_TRUE(put(*store, "a", "x"));
    EXPECT_EQ(testing::get_plain(server_->endpoint() + "/unsigned/a").first, 403);
}

TEST_F(S3Blobs, LargeFilesGoInParts) {
    options_.part_bytes = 5ULL << 20U;
    const auto store = open("parts");
    std::string content(12ULL << 20U, '\0');
    for (std::size_t i = 0; i < content.size(); ++i) {
        content[i] = static_cast<char>(i * 2654435761U >> 13U);
    }
    const auto stored = put(*store, "large", content);
    ASSERT_TRUE(stored) << to_string(stored.error());
    EXPECT_EQ(store->facts("large").value().size_bytes, content.size());
    const auto file = store->open("large");
    ASSERT_TRUE(file) << to_string(file.error());
    std::string back(content.size() + 1, '\0');
    const ssize_t count = pread(file->number(), back.data(), back.size(), 0);
    back.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    EXPECT_TRUE(back == content);
    EXPECT_EQ(store->sweep(0s).value(), 0U);
}

TEST_F(S3Blobs, AMissingBucketIsNotFound) {
    const auto store = open_blobs({.url = "s3://no-such-bucket", .s3 = options_});
    ASSERT_TRUE(store);
    EXPECT_EQ((*store)->check().error().code, ErrorCode::kNotFound);
    EXPECT_EQ(put(**store, "a", "x").error().code, ErrorCode::kNotFound);
}

TEST_F(S3Blobs, AnUnreachableServerIsUnavailable) {
    options_.endpoint = "http://127.0.0.1:" + std::to_string(testing::free_port());
    const auto store = open_blobs({.url = "s3://bucket", .s3 = options_});
    ASSERT_TRUE(store);
    EXPECT_EQ((*store)->check().error().code, ErrorCode::kUnavailable);
}

TEST_F(S3Blobs, PrefixesKeepStoresApart) {
    server_->make_bucket("shared");
    const auto one = open_blobs({.url = "s3://shared/one", .s3 = options_});
    const auto two = open_blobs({.url = "s3://shared/two/", .s3 = options_});
    ASSERT_TRUE(one && two);
    ASSERT_TRUE(put(**one, "a", "1"));
    ASSERT_TRUE(put(**two, "a", "22"));
    EXPECT_EQ((*one)->facts("a").value().size_bytes, 1U);
    int seen = 0;
    ASSERT_TRUE((*two)->list("", [&](std::string_view key, const BlobFacts& facts) {
        seen += 1;
        EXPECT_EQ(key, "a");
        EXPECT_EQ(facts.size_bytes, 2U);
        return true;
    }));
    EXPECT_EQ(seen, 1);
}

TEST_F(S3Blobs, ListsPageByPage) {
    constexpr int kBlobs = 1005;
    const auto store = open("pages");
    for (int i = 0; i < kBlobs; ++i) {
        ASSERT_TRUE(put(*store, "k/" + std::to_string(i), ""));
    }
    int seen = 0;
    ASSERT_TRUE(store->list("k/", [&](std::string_view /*key*/, const BlobFacts& /*facts*/) {
        seen += 1;
        return true;
    }));
    EXPECT_EQ(seen, kBlobs);
}

TEST(S3Options, WrongOnesAreRefused) {
    const testing::TemporaryFolder folder;
    const S3Options right{
        .endpoint = "http://127.0.0.1:1",
        .access_key = "a",
        .secret_key = "b",
        .scratch = folder.path()
    };
    const auto code = [](const std::string& url, const S3Options& options) {
        const auto opened = open_blobs({.url = url, .s3 = options});
        return opened ? ErrorCode::kInternal : opened.error().code;
    };
    EXPECT_TRUE(open_blobs({.url = "s3://bucket", .s3 = right}));
    for (const char* url : {"s3://", "s3://B", "s3://a/b", "s3://bucket/../x", "s3://buc ket"}) {
        EXPECT_EQ(code(url, right), ErrorCode::kInvalidArgument) << url;
    }
    for (const char* endpoint :
         {"", "127.0.0.1", "ftp://x", "http://", "http://x/y", "http://a@b"}) {
        S3Options wrong = right;
        wrong.endpoint = endpoint;
        EXPECT_EQ(code("s3://bucket", wrong), ErrorCode::kInvalidArgument) << endpoint;
    }
    S3Options keyless = right;
    keyless.secret_key = "";
    EXPECT_EQ(code("s3://bucket", keyless), ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace hibari::store
