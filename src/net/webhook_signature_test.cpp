#include "net/webhook_signature.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <vector>

namespace hibari::net {
namespace {

using std::chrono::seconds;

constexpr const char* kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr const char* kId = "msg_p5jXN8AQM9LWM0D4loKWxJek";
constexpr seconds kTime{1614265330};
constexpr const char* kBody = "{\"test\": 2432232314}";

std::string sign(const std::vector<std::string>& secrets, std::string_view body = kBody) {
    const auto signature = sign_webhook(secrets, kId, kTime, body);
    return signature ? *signature : to_string(signature.error());
}

TEST(WebhookSignature, EqualsThePublishedExample) {
    EXPECT_EQ(sign({kSecret}), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

// The same by OpenSSL's other interface, over a body with a zero in it.
TEST(WebhookSignature, EqualsOpenSslsHmac) {
    std::vector<unsigned char> key(24);
    ASSERT_EQ(
        EVP_DecodeBlock(key.data(), reinterpret_cast<const unsigned char*>(kSecret) + 6, 32), 24
    );
    const std::string body("a\0b\xff", 4);
    const std::string message = std::string(kId) + ".1614265330." + body;
    EVP_MAC* algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    EVP_MAC_CTX* context = EVP_MAC_CTX_new(algorithm);
    std::string digest_name = "SHA256";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string("digest", digest_name.data(), 0),
        OSSL_PARAM_construct_end()
    };
    std::vector<unsigned char> mac(32);
    std::size_t size = 0;
    ASSERT_EQ(EVP_MAC_init(context, key.data(), key.size(), parameters), 1);
    ASSERT_EQ(
        EVP_MAC_update(
            context, reinterpret_cast<const unsigned char*>(message.data()), message.size()
        ),
        1
    );
    ASSERT_EQ(EVP_MAC_final(context, mac.data(), &size, mac.size()), 1);
    EVP_MAC_CTX_free(context);
    EVP_MAC_free(algorithm);
    std::vector<unsigned char> text(45);
    EVP_EncodeBlock(text.data(), mac.data(), 32);
    EXPECT_EQ(sign({kSecret}, body), "v1," + std::string(text.begin(), text.end() - 1));
}

TEST(WebhookSignature, SignsWithEverySecretWhileTheyRotate) {
    const std::string other = make_webhook_secret();
    EXPECT_EQ(sign({kSecret, other}), sign({kSecret}) + " " + sign({other}));
}

TEST(WebhookSignature, DependsOnEverything) {
    const std::vector<std::string> secrets = {kSecret};
    const std::string all = sign(secrets);
    EXPECT_NE(*sign_webhook(secrets, "msg_other", kTime, kBody), all);
    EXPECT_NE(*sign_webhook(secrets, kId, kTime + seconds(1), kBody), all);
    EXPECT_NE(*sign_webhook(secrets, kId, kTime, "{}"), all);
}

TEST(WebhookSignature, FreshSecretsAreGoodAndDifferent) {
    const std::string secret = make_webhook_secret();
    EXPECT_EQ(secret.size(), 6U + 44U);
    EXPECT_TRUE(sign({secret}).starts_with("v1,"));
    EXPECT_NE(secret, make_webhook_secret());
}

TEST(WebhookSignature, RefusesBadSecretsWithoutShowingThem) {
    for (const std::string& secret :
         {std::string(""),
          std::string("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
          std::string("whsec_"),
          std::string("whsec_MfKQ"),
          std::string("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS"),
          std::string("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!"),
          std::string("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2La===="),
          "whsec_" + std::string(88, 'A')}) {
        const auto signature = sign_webhook(std::vector{secret}, kId, kTime, kBody);
        ASSERT_FALSE(signature) << secret;
        EXPECT_EQ(signature.error().code, ErrorCode::kInvalidArgument);
        EXPECT_EQ(to_string(signature.error()).find("MfKQ"), std::string::npos);
    }
}

}  // namespace
}  // namespace hibari::net
