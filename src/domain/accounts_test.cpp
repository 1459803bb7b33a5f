#include "domain/accounts.h"

#include "domain/testing_house.h"
#include "trust/audit/log.h"

#include <gtest/gtest.h>

namespace hibari::domain {
namespace {

const NewAccount kAnn = {
    .email = " Ann@Example.org", .name = "Ann", .password = "correct horse", .tier = "free"
};

TEST(Accounts, SignInWithTheRightPasswordOnly) {
    House house;
    const auto account = house.accounts->create(kAnn);
    ASSERT_TRUE(account) << to_string(account.error());
    EXPECT_EQ(account->email, "ann@example.org");
    const auto token = house.accounts->sign_in("ANN@example.org", "correct horse");
    ASSERT_TRUE(token) << to_string(token.error());
    const auto who = house.accounts->principal_of_session(*token);
    ASSERT_TRUE(who);
    EXPECT_EQ(who->account, account->id);
    EXPECT_FALSE(who->is_admin);
    EXPECT_TRUE(require(*who, Scope::kWrite));
    EXPECT_FALSE(require(*who, Scope::kAdmin));
    for (const char* email : {"ann@example.org", "bob@example.org"}) {
        const auto wrong = house.accounts->sign_in(email, "wrong");
        ASSERT_FALSE(wrong);
        EXPECT_EQ(wrong.error().reason, "wrong_password");
    }
    house.clock.advance(kSessionLength + std::chrono::hours(1));
    EXPECT_FALSE(house.accounts->principal_of_session(*token)) << "sessions never end";
}

TEST(Accounts, HaveOneAddressEach) {
    House house;
    ASSERT_TRUE(house.accounts->create(kAnn));
    const auto again = house.accounts->create(kAnn);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::kAlreadyExists);
    for (const char* email : {"", "a", "@b", "a@", "a@b@c", "a b@c", "a\n@b"}) {
        NewAccount odd = kAnn;
        odd.email = email;
        EXPECT_FALSE(house.accounts->create(odd)) << email;
    }
}

TEST(ApiKeys, OpenWhatTheirScopesSayUntilTheyAreRevoked) {
    House house;
    ASSERT_TRUE(house.accounts->create(kAnn));
    const auto token = house.accounts->sign_in("ann@example.org", "correct horse");
    const auto ann = house.accounts->principal_of_session(*token);
    ASSERT_TRUE(ann);
    const auto reading = house.accounts->create_key(*ann, "", "reader", "read");
    ASSERT_TRUE(reading) << to_string(reading.error());
    auto who = house.accounts->principal_of_key(reading->secret);
    ASSERT_TRUE(who);
    EXPECT_TRUE(require(*who, Scope::kRead));
    EXPECT_FALSE(require(*who, Scope::kWrite));
    EXPECT_FALSE(house.accounts->create_key(*ann, "", "x", "admin")) << "no administrator";
    EXPECT_FALSE(house.accounts->create_key(*ann, "", "x", "fly"));
    EXPECT_FALSE(house.accounts->create_key(*ann, "proj_other", "x", "read"));

    const auto listed = house.accounts->keys(*ann);
    ASSERT_EQ(listed->size(), 1U);
    EXPECT_EQ(listed->front().hint.find(reading->secret), std::string::npos);
    ASSERT_TRUE(house.accounts->revoke_key(*ann, reading->key.id));
    EXPECT_EQ(house.accounts->revoke_key(*ann, reading->key.id).error().code, ErrorCode::kNotFound);
    const auto refused = house.accounts->principal_of_key(reading->secret);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kUnauthenticated);
}

TEST(ApiKeys, OfOthersCannotBeRevoked) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const Principal bob = house.somebody("bob@example.org");
    EXPECT_EQ(house.accounts->revoke_key(bob, ann.key).error().code, ErrorCode::kNotFound);
}

TEST(Accounts, ThatAreSuspendedMayNothingAndAreSignedOut) {
    House house;
    const auto account = house.accounts->create(kAnn);
    const auto token = house.accounts->sign_in("ann@example.org", "correct horse");
    const auto key = house.accounts->issue_key("ann@example.org", "read write");
    ASSERT_TRUE(house.accounts->set_suspended(account->id, true));
    EXPECT_FALSE(house.accounts->principal_of_session(*token));
    EXPECT_FALSE(house.accounts->sign_in("ann@example.org", "correct horse"));
    const auto who = house.accounts->principal_of_key(key->secret);
    ASSERT_TRUE(who);
    EXPECT_EQ(require(*who, Scope::kRead).error().reason, "account_suspended");
    ASSERT_TRUE(house.accounts->set_suspended(account->id, false));
    EXPECT_TRUE(require(*house.accounts->principal_of_key(key->secret), Scope::kRead));
}

TEST(Accounts, WhatTheOperatorDoesToThemIsInTheLog) {
    House house;
    const auto account = house.accounts->create(
        {.email = "mia@example.org", .name = "Mia", .password = "long enough", .is_moderator = true}
    );
    ASSERT_TRUE(account);
    ASSERT_TRUE(house.accounts->set_tier(account->id, "pro"));
    ASSERT_TRUE(house.accounts->set_suspended(account->id, true));
    ASSERT_TRUE(house.accounts->set_suspended(account->id, false));
    ASSERT_TRUE(house.accounts->set_password(account->id, "another long one"));
    ASSERT_TRUE(house.accounts->issue_key("mia@example.org", "read"));
    EXPECT_FALSE(house.accounts->set_tier("acct_none", "pro"));
    const auto leaves = house.database->read([](store::Transaction& tx) {
        return trust::find_leaves(tx, {.actor = "operator"});
    });
    ASSERT_TRUE(leaves);
    std::vector<std::string> kinds;
    for (const trust::AuditLeaf& leaf : *leaves) {
        kinds.push_back(leaf.kind);
        EXPECT_EQ(leaf.value("subject"), account->id);
        EXPECT_EQ(leaf.entry.find(account->id), std::string::npos) << "the entry names nobody";
    }
    EXPECT_EQ(
        kinds,
        (std::vector<std::string>{
            "account.role_given",
            "account.tier",
            "account.suspended",
            "account.restored",
            "account.password_set",
            "account.key_issued",
        })
    );
}

TEST(Password, ChangesOnlyForWhoKnowsItAndEndsAllSessions) {
    House house;
    ASSERT_TRUE(house.accounts->create(kAnn));
    const auto token = house.accounts->sign_in("ann@example.org", "correct horse");
    const auto ann = house.accounts->principal_of_session(*token);
    EXPECT_FALSE(house.accounts->change_password(*ann, "wrong horse", "battery staple"));
    ASSERT_TRUE(house.accounts->change_password(*ann, "correct horse", "battery staple"));
    EXPECT_FALSE(house.accounts->principal_of_session(*token));
    EXPECT_FALSE(house.accounts->sign_in("ann@example.org", "correct horse"));
    EXPECT_TRUE(house.accounts->sign_in("ann@example.org", "battery staple"));
}

}  // namespace
}  // namespace hibari::domain
