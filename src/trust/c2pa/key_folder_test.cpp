#include "trust/c2pa/key_folder.h"

#include "trust/c2pa/sign_file.h"
#include "trust/c2pa/testing.h"

#include <cstdlib>
#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

class KeyFolderTest : public ::testing::Test {
  protected:
    KeyFolderTest() {
        std::string pattern = (fs::temp_directory_path() / "hibari-keys-XXXXXX").string();
        parent_ = ::mkdtemp(pattern.data());
        clock_.advance(24h * 365 * 50);
    }

    ~KeyFolderTest() override { fs::remove_all(parent_); }

    Result<KeyFolder> open() { return KeyFolder::open(parent_ / "keys", {}, clock_); }

    std::string signing_certificate(const KeyFolder& keys) {
        return (*keys.signer())->certificates()->front();
    }

    fs::path parent_;
    FakeClock clock_;
};

TEST_F(KeyFolderTest, IsMadeForItsOwnerAlone) {
    ASSERT_TRUE(open());
    EXPECT_EQ(fs::status(parent_ / "keys").permissions(), fs::perms::owner_all);
    int files = 0;
    for (const auto& one : fs::directory_iterator(parent_ / "keys")) {
        EXPECT_EQ(one.status().permissions(), fs::perms::owner_read | fs::perms::owner_write)
            << one.path();
        ++files;
    }
    EXPECT_EQ(files, 5);
}

TEST_F(KeyFolderTest, GivesTheSameWhenOpenedAgain) {
    const auto first = open();
    const auto second = open();
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->root_certificate(), second->root_certificate());
    EXPECT_EQ(signing_certificate(*first), signing_certificate(*second));
    EXPECT_EQ(*first->derive_key("picture mark"), *second->derive_key("picture mark"));
    EXPECT_NE(*first->derive_key("picture mark"), *first->derive_key("sound mark"));
}

TEST_F(KeyFolderTest, RefusesAFolderThatOthersMayRead) {
    ASSERT_TRUE(open());
    fs::permissions(parent_ / "keys", fs::perms::all);
    const auto keys = open();
    ASSERT_FALSE(keys);
    EXPECT_EQ(keys.error().code, ErrorCode::kPermissionDenied);
}

TEST_F(KeyFolderTest, ReplacesCertificatesBeforeTheyRunOut) {
    const auto first = open();
    ASSERT_TRUE(first);
    clock_.advance(24h * 300);
    EXPECT_EQ(signing_certificate(*first), signing_certificate(*open()));
    clock_.advance(24h * 40);
    const auto later = open();
    EXPECT_NE(signing_certificate(*first), signing_certificate(*later));
    EXPECT_EQ(first->root_certificate(), later->root_certificate());
    EXPECT_EQ(*first->derive_key("picture mark"), *later->derive_key("picture mark"));
}

TEST_F(KeyFolderTest, LendsKeysWithoutItsRootAndItsSecret) {
    const auto keys = open();
    ASSERT_TRUE(keys);
    ASSERT_TRUE(keys->lend(parent_ / "lent"));
    EXPECT_FALSE(keys->lend(parent_ / "lent"));
    auto lent = KeyFolder::open(parent_ / "lent", {}, clock_);
    ASSERT_TRUE(lent) << to_string(lent.error());
    EXPECT_FALSE(fs::exists(parent_ / "lent" / "root.pem"));
    EXPECT_FALSE(fs::exists(parent_ / "lent" / "mark-secret"));
    EXPECT_EQ(lent->root_certificate(), keys->root_certificate());
    EXPECT_NE(signing_certificate(*lent), signing_certificate(*keys));
    EXPECT_EQ(*lent->mark_key(), *keys->mark_key());
    EXPECT_EQ(*keys->mark_key(), *keys->derive_key("marks"));
    EXPECT_EQ(lent->derive_key("consent receipts").error().code, ErrorCode::kFailedPrecondition);
    EXPECT_FALSE(lent->rotate());
    const auto file = sign_bytes(
        testing::make_jpeg(), MediaFormat::kJpeg, testing::make_info(), **lent->signer()
    );
    ASSERT_TRUE(file);
    const auto report = read_manifest_bytes(
        *file, {.anchors = {keys->root_certificate()}, .now = clock_.wall_time()}
    );
    EXPECT_EQ(report->verdict, ManifestVerdict::kTrusted);
}

// As they were lent once.
TEST_F(KeyFolderTest, OpensALentFolderThatHoldsTheSecret) {
    const auto keys = open();
    ASSERT_TRUE(keys);
    ASSERT_TRUE(keys->lend(parent_ / "lent"));
    fs::remove(parent_ / "lent" / "mark-key");
    fs::copy_file(parent_ / "keys" / "mark-secret", parent_ / "lent" / "mark-secret");
    const auto lent = KeyFolder::open(parent_ / "lent", {}, clock_);
    ASSERT_TRUE(lent) << to_string(lent.error());
    EXPECT_EQ(*lent->mark_key(), *keys->mark_key());
}

TEST_F(KeyFolderTest, RefusesToReplaceALostSecretUnlessTold) {
    const auto first = open();
    ASSERT_TRUE(first);
    EXPECT_EQ(KeyFolder::make_new_secret(parent_ / "keys").error().code, ErrorCode::kAlreadyExists);
    fs::remove(parent_ / "keys" / "mark-secret");
    for (int i = 0; i < 2; ++i) {
        const auto without = open();
        ASSERT_FALSE(without);
        EXPECT_EQ(without.error().code, ErrorCode::kDataLoss);
        EXPECT_NE(without.error().message.find("mark-secret is lost"), std::string::npos);
        EXPECT_NE(without.error().hint.find("keys-new-secret"), std::string::npos);
        EXPECT_FALSE(fs::exists(parent_ / "keys" / "mark-secret"));
    }
    ASSERT_TRUE(KeyFolder::make_new_secret(parent_ / "keys"));
    const auto again = open();
    ASSERT_TRUE(again) << to_string(again.error());
    EXPECT_EQ(again->root_certificate(), first->root_certificate());
    EXPECT_NE(*again->mark_key(), *first->mark_key());
}

TEST_F(KeyFolderTest, GoesOnWhereItsMakingWasInterrupted) {
    const auto first = open();
    ASSERT_TRUE(first);
    const std::string mark_key = *first->mark_key();
    for (const char* file : {"time-stamps.pem", "manifests.pem", "root-certificate.pem"}) {
        fs::remove(parent_ / "keys" / file);
    }
    auto again = open();
    ASSERT_TRUE(again) << to_string(again.error());
    EXPECT_EQ(again->root_certificate(), first->root_certificate());
    for (const char* file :
         {"time-stamps.pem", "manifests.pem", "root-certificate.pem", "root.pem"}) {
        fs::remove(parent_ / "keys" / file);
    }
    again = open();
    ASSERT_TRUE(again) << to_string(again.error());
    EXPECT_EQ(*again->mark_key(), mark_key);
}

TEST_F(KeyFolderTest, TellsWhenLentKeysEnd) {
    const auto keys = open();
    ASSERT_TRUE(keys);
    ASSERT_TRUE(keys->lend(parent_ / "lent"));
    const auto lent = KeyFolder::times_of(parent_ / "lent");
    const auto own = KeyFolder::times_of(parent_ / "keys");
    ASSERT_TRUE(lent && own);
    EXPECT_TRUE(lent->is_lent);
    EXPECT_FALSE(own->is_lent);
    EXPECT_EQ(lent->first(), lent->manifests);
    EXPECT_EQ(expiry_warning(lent->first(), clock_.wall_time()), "");
    clock_.advance(24h * 334);
    EXPECT_EQ(expiry_warning(lent->first(), clock_.wall_time()), "");
    clock_.advance(24h * 2);
    const std::string soon = expiry_warning(lent->first(), clock_.wall_time());
    EXPECT_NE(soon.find(" end on "), std::string::npos) << soon;
    // Own ones were replaced by then.
    ASSERT_TRUE(open());
    const auto renewed = KeyFolder::times_of(parent_ / "keys");
    EXPECT_EQ(expiry_warning(renewed->first(), clock_.wall_time()), "");
    clock_.advance(24h * 40);
    EXPECT_NE(
        expiry_warning(lent->first(), clock_.wall_time()).find(" ended on "), std::string::npos
    );
    EXPECT_FALSE(KeyFolder::times_of(parent_ / "nothing"));
}

TEST_F(KeyFolderTest, SaysWhichFileIsDamaged) {
    ASSERT_TRUE(open());
    fs::resize_file(parent_ / "keys" / "manifests.pem", 10);
    const auto keys = open();
    ASSERT_FALSE(keys);
    EXPECT_NE(keys.error().message.find("manifests.pem"), std::string::npos);
}

}  // namespace
}  // namespace hibari::trust
