// Amazon's published examples: "Signature Calculations for the Authorization Header" and
// "Authenticating Requests: Using Query Parameters", Amazon S3 API Reference.

#include "store/s3_signature.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hibari::store::detail {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

const S3Credentials kExample{
    .access_key = "AKIAIOSFODNN7EXAMPLE",
    .secret_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    .region = "us-east-1"
};
constexpr std::chrono::sys_seconds kDay =
    std::chrono::sys_days(std::chrono::year(2013) / std::chrono::May / 24);
constexpr const char* kHost = "examplebucket.s3.amazonaws.com";

std::string authorization(const S3Signable& request) {
    return sign_headers(kExample, request, kDay).back().second;
}

TEST(S3Signature, PublishedExampleGetObject) {
    const std::string text = authorization({
        .method = "GET",
        .host = kHost,
        .path = "/test.txt",
        .headers = {{"range", "bytes=0-9"}},
        .body_hash = sha256_hex(""),
    });
    EXPECT_EQ(
        text,
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
        "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
        "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
    );
}

TEST(S3Signature, PublishedExamplePutObject) {
    const std::string text = authorization({
        .method = "PUT",
        .host = kHost,
        .path = "/test$file.text",
        .headers =
            {{"date", "Fri, 24 May 2013 00:00:00 GMT"},
             {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
        .body_hash = sha256_hex("Welcome to Amazon S3."),
    });
    EXPECT_THAT(text, EndsWith("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"));
}

TEST(S3Signature, PublishedExampleGetBucketLifecycle) {
    const std::string text = authorization({
        .method = "GET",
        .host = kHost,
        .path = "/",
        .query = {{"lifecycle", ""}},
        .body_hash = sha256_hex(""),
    });
    EXPECT_THAT(text, EndsWith("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"));
}

TEST(S3Signature, PublishedExampleListObjects) {
    const std::string text = authorization({
        .method = "GET",
        .host = kHost,
        .path = "/",
        .query = {{"prefix", "J"}, {"max-keys", "2"}},
        .body_hash = sha256_hex(""),
    });
    EXPECT_THAT(text, EndsWith("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"));
}

TEST(S3Signature, PublishedExamplePresignedUrl) {
    const std::string url = presign(
        kExample,
        {.method = "GET", .host = kHost, .path = "/test.txt"},
        kDay,
        std::chrono::seconds(86400)
    );
    EXPECT_EQ(
        url,
        "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
        "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
        "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
        "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
    );
}

TEST(S3Signature, TheSecretIsNowhereInWhatIsSent) {
    for (const auto& [name, value] : sign_headers(
             kExample,
             {.method = "GET", .host = kHost, .path = "/", .body_hash = sha256_hex("")},
             kDay
         )) {
        EXPECT_THAT(value, ::testing::Not(HasSubstr(kExample.secret_key)));
    }
}

TEST(S3Signature, EncodesWhatMustBe) {
    EXPECT_EQ(percent_encode("a/b c~ä", Encode::kPath), "a/b%20c~%C3%A4");
    EXPECT_EQ(percent_encode("a/b=c", Encode::kQuery), "a%2Fb%3Dc");
}

}  // namespace
}  // namespace hibari::store::detail
