#include "store/s3_answers.h"

#include <gtest/gtest.h>

namespace hibari::store::detail {
namespace {

constexpr std::string_view kPage =
    "<?xml version=\"1.0\"?><ListBucketResult xmlns=\"x\"><Name>b</Name>"
    "<IsTruncated>true</IsTruncated><NextContinuationToken>a&amp;b</NextContinuationToken>"
    "<Contents><Key>a/b</Key><LastModified>2013-05-24T01:02:03.000Z</LastModified>"
    "<ETag>&quot;abc&quot;</ETag><Size>12</Size></Contents>"
    "<Contents><Key>c</Key><LastModified>2013-05-24T01:02:03Z</LastModified>"
    "<ETag>&#34;d&#34;</ETag><Size>0</Size></Contents></ListBucketResult>";

TEST(S3Answers, APageHasItsObjectsAndTheNextPage) {
    const auto page = parse_page(kPage);
    ASSERT_TRUE(page);
    ASSERT_EQ(page->objects.size(), 2U);
    EXPECT_EQ(page->objects[0].key, "a/b");
    EXPECT_EQ(page->objects[0].etag, "\"abc\"");
    EXPECT_EQ(page->objects[0].size_bytes, 12U);
    EXPECT_EQ(page->objects[0].modified.time_since_epoch(), std::chrono::seconds(1369357323));
    EXPECT_EQ(page->objects[1].etag, "\"d\"");
    EXPECT_EQ(page->next, "a&b");
}

TEST(S3Answers, NonsenseIsDataLoss) {
    for (const std::string_view xml :
         {"",
          "<html>",
          "<ListBucketResult><Contents></Contents>",
          "<ListBucketResult><Contents><Key>a</Key><Size>x</Size>"
          "<LastModified>2013-05-24T01:02:03Z</LastModified></Contents>",
          "<ListBucketResult><IsTruncated>true</IsTruncated>"}) {
        EXPECT_EQ(parse_page(xml).error().code, ErrorCode::kDataLoss) << xml;
    }
    EXPECT_EQ(parse_uploads("<x>").error().code, ErrorCode::kDataLoss);
}

TEST(S3Answers, TimesMustBeTimes) {
    EXPECT_TRUE(parse_time("2013-05-24T01:02:03.123Z"));
    for (const char* text :
         {"",
          "2013-05-24",
          "2013-13-24T01:02:03Z",
          "x013-05-24T01:02:03Z",
          "4026-05-24T01:02:03Z",
          "2013-05-24T25:02:03Z"}) {
        EXPECT_FALSE(parse_time(text)) << text;
    }
}

}  // namespace
}  // namespace hibari::store::detail
