#include "trust/consent/consent.h"

#include "trust/consent/receipt.h"
#include "trust/consent/testing_rows.h"

#include <gmock/gmock.h>

namespace hibari::trust {
namespace {

using store::Transaction;

class Consent : public ConsentRows {
  protected:
    Likeness changed(const Likeness& likeness, const LikenessChange& change) {
        return write([&](Transaction& tx) {
                   return change_likeness(tx, likeness, change, AgeBand::kAdult, now);
               }
        ).value();
    }

    Likeness person(const Likeness& likeness, const std::string& account, Standing standing) {
        return write(
                   [&](Transaction& tx) { return set_person(tx, likeness, account, standing, now); }
        ).value();
    }

    Likeness withdrawn(const Likeness& likeness, Withdrawal how) {
        return write([&](Transaction& tx) {
                   return withdraw_likeness(tx, likeness, likeness.owner, how, now);
               }
        ).value();
    }
};

TEST_F(Consent, NobodyButTheOwnerMayUseANewLikeness) {
    const Likeness likeness = made(wanted());
    EXPECT_EQ(NewLikeness().scope.level, Level::kOnlyMe);
    EXPECT_EQ(likeness.grant.version, 1);
    EXPECT_TRUE(asked("user_owner", likeness));
    EXPECT_EQ(asked("user_b", likeness).error().reason, kLikenessDenied);
}

// The goal of the issue: 4 levels by {self, approved, mutual, stranger, blocked, denied}.
TEST_F(Consent, EveryLevelLetsExactlyThoseItNames) {
    struct Row {
        Level level;
        bool self, approved, mutual, stranger;
    };

    const std::vector<Row> table = {
        {Level::kOnlyMe, true, false, false, false},
        {Level::kApproved, true, true, false, false},
        {Level::kMutuals, true, true, true, false},
        {Level::kEveryone, true, true, true, true},
    };
    for (const Row& row : table) {
        const std::string name(to_string(row.level));
        Likeness likeness = made(wanted("ann_" + name, row.level));
        likeness = person(likeness, "user_approved", Standing::kAllow);
        likeness = person(likeness, "user_denied", Standing::kDeny);
        const Relation mutual{.is_mutual = true};
        const Relation blocked{.is_mutual = true, .is_blocked = true};
        EXPECT_EQ(asked("user_owner", likeness).has_value(), row.self) << name;
        EXPECT_EQ(asked("user_approved", likeness).has_value(), row.approved) << name;
        EXPECT_EQ(asked("user_mutual", likeness, mutual).has_value(), row.mutual) << name;
        EXPECT_EQ(asked("user_stranger", likeness).has_value(), row.stranger) << name;
        EXPECT_FALSE(asked("user_blocked", likeness, blocked)) << name;
        EXPECT_FALSE(asked("user_approved", likeness, blocked)) << name;
        EXPECT_FALSE(asked("user_denied", likeness, mutual)) << name;
    }
}

TEST_F(Consent, ARefusalDoesNotTellWhy) {
    Likeness likeness = made(wanted("ann", Level::kEveryone));
    likeness = person(likeness, "user_denied", Standing::kDeny);
    const auto denied = asked("user_denied", likeness);
    const auto blocked = asked("user_x", likeness, {.is_blocked = true});
    EXPECT_EQ(to_string(denied.error()), to_string(blocked.error()));
    EXPECT_EQ(denied.error().code, ErrorCode::kPermissionDenied);
}

TEST_F(Consent, ExpiryEndsOthersUseAndNotTheOwners) {
    NewLikeness likeness = wanted("ann", Level::kEveryone);
    likeness.scope.expires_at_us = store::to_column(now + std::chrono::hours(1));
    likeness.notice = notice_hash(likeness.kind, likeness.scope);
    const Likeness mine = made(likeness);
    EXPECT_TRUE(asked("user_b", mine));
    now += std::chrono::hours(1);
    EXPECT_FALSE(asked("user_b", mine));
    EXPECT_TRUE(asked("user_owner", mine));
}

TEST_F(Consent, RemixingNeedsToBeAllowedByItself) {
    NewLikeness likeness = wanted("ann", Level::kEveryone);
    likeness.scope.remix = false;
    likeness.notice = notice_hash(likeness.kind, likeness.scope);
    const Likeness mine = made(likeness);
    EXPECT_TRUE(asked("user_b", mine, {}, Use::kCreate));
    EXPECT_FALSE(asked("user_b", mine, {}, Use::kRemix));
    EXPECT_TRUE(asked("user_owner", mine, {}, Use::kRemix));
}

TEST_F(Consent, OnlyAdultsMayChooseEveryone) {
    for (const AgeBand age : {AgeBand::kUnknown, AgeBand::kChild, AgeBand::kTeen}) {
        const auto refused = write([&](Transaction& tx) {
            return create_likeness(tx, wanted("ann", Level::kEveryone), age, now);
        });
        EXPECT_EQ(refused.error().reason, "not_for_minors");
    }
    const Likeness teens = made(wanted("teen", Level::kMutuals), AgeBand::kTeen);
    LikenessChange change{.scope = teens.scope};
    change.scope->level = Level::kEveryone;
    change.notice = notice_hash(teens.kind, *change.scope);
    const auto refused = write([&](Transaction& tx) {
        return change_likeness(tx, teens, change, AgeBand::kTeen, now);
    });
    EXPECT_EQ(refused.error().reason, "not_for_minors");
    EXPECT_EQ(found(teens.id).scope.level, Level::kMutuals);
}

TEST_F(Consent, AWiderScopeNeedsTheTextThatSaysSo) {
    const Likeness likeness = made(wanted());
    LikenessChange change{.scope = likeness.scope};
    change.scope->level = Level::kMutuals;
    const auto try_it = [&] {
        return write([&](Transaction& tx) {
            return change_likeness(tx, likeness, change, AgeBand::kAdult, now);
        });
    };
    EXPECT_EQ(try_it().error().reason, "notice_not_shown");
    change.notice = likeness.notice;
    EXPECT_EQ(try_it().error().reason, "notice_not_shown");
    change.notice = notice_hash(likeness.kind, *change.scope);
    EXPECT_EQ(try_it()->scope.level, Level::kMutuals);
    // Taking back needs no text.
    const Likeness narrow = changed(found(likeness.id), {.scope = Scope{}});
    EXPECT_EQ(narrow.scope.level, Level::kOnlyMe);
}

TEST_F(Consent, EveryChangeIsAVersionAnEntryAndAReceipt) {
    Likeness likeness = made(wanted("ann", Level::kApproved));
    likeness = person(likeness, "user_b", Standing::kAllow);
    likeness = person(likeness, "user_b", Standing::kNone);
    likeness = changed(likeness, {.name = "Anna"});
    LikenessChange texts{.scope = likeness.scope};
    texts.scope->restrictions = "never in a swimsuit";
    likeness = changed(likeness, texts);
    likeness = withdrawn(likeness, Withdrawal::kRevoke);
    EXPECT_EQ(likeness.grant.version, 6);
    const auto leaves = database->read([](Transaction& tx) { return find_leaves(tx, {}); }).value();
    ASSERT_EQ(leaves.size(), 6U);
    EXPECT_EQ(leaves[1].kind, "likeness.person.allow");
    EXPECT_EQ(leaves[5].kind, "likeness.revoked");
    for (const AuditLeaf& leaf : leaves) {
        EXPECT_THAT(leaf.entry, ::testing::Not(::testing::HasSubstr("Ann")));
        EXPECT_THAT(leaf.entry, ::testing::Not(::testing::HasSubstr("swimsuit")));
    }
    const auto receipts =
        database->read([](Transaction& tx) { return receipts_of(tx, "user_owner", ""); }).value();
    EXPECT_EQ(receipts.size(), 6U);
    EXPECT_TRUE(database->read([](Transaction& tx) { return verify_rows(tx); }));
}

TEST_F(Consent, AChangeOfAnOlderVersionIsNotWritten) {
    const Likeness old = made(wanted());
    changed(old, {.name = "Anna"});
    const auto late = write([&](Transaction& tx) {
        return change_likeness(tx, old, {.name = "Bert"}, AgeBand::kAdult, now);
    });
    EXPECT_EQ(late.error().code, ErrorCode::kUnavailable);
    EXPECT_EQ(found(old.id).name, "Anna");
}

TEST_F(Consent, WhatIsWithdrawnDoesNotExistForAnybodyElse) {
    const Likeness likeness = withdrawn(made(wanted("ann", Level::kEveryone)), Withdrawal::kRevoke);
    EXPECT_EQ(asked("user_b", likeness).error().reason, kLikenessUnknown);
    EXPECT_EQ(asked("user_owner", likeness).error().reason, kLikenessUnknown);
    EXPECT_EQ(likeness.pack, "");
    EXPECT_EQ(withdrawn(likeness, Withdrawal::kRevoke).grant.version, likeness.grant.version);
    const Likeness deleted = withdrawn(likeness, Withdrawal::kDelete);
    EXPECT_EQ(deleted.name, "");
    EXPECT_EQ(found(likeness.id).state, LikenessState::kDeleted);
    // Its handle is free again.
    EXPECT_EQ(made(wanted("ann")).handle, "ann");
    EXPECT_EQ(
        write([&](Transaction& tx) {
            return change_likeness(tx, deleted, {.name = "x"}, AgeBand::kAdult, now);
        })
            .error()
            .reason,
        "likeness_withdrawn"
    );
}

TEST_F(Consent, ADoubtfulEnrolmentWaitsForAPerson) {
    NewLikeness doubtful = wanted("ann", Level::kEveryone);
    doubtful.is_accepted = false;
    const Likeness pending = made(doubtful);
    EXPECT_FALSE(asked("user_owner", pending));
    EXPECT_FALSE(asked("user_b", pending));
    const auto decide = [&](const Likeness& likeness, bool accept) {
        return write([&](Transaction& tx) {
            return review_likeness(tx, likeness, "user_mod", accept, "looks right", now);
        });
    };
    const Likeness active = decide(pending, true).value();
    EXPECT_TRUE(asked("user_b", active));
    EXPECT_EQ(decide(active, true).error().reason, "likeness_not_pending");
    doubtful.handle = "bert";
    EXPECT_EQ(decide(made(doubtful), false)->state, LikenessState::kDeleted);
}

TEST_F(Consent, HandlesAreOneEachAndReadInAnyCase) {
    EXPECT_EQ(made(wanted("@Ann_1")).handle, "ann_1");
    const auto taken = write([&](Transaction& tx) {
        return create_likeness(tx, wanted("ANN_1"), AgeBand::kAdult, now);
    });
    EXPECT_EQ(taken.error().reason, "handle_taken");
    const auto found =
        database->read([](Transaction& tx) { return find_by_handle(tx, "aNN_1"); }).value();
    ASSERT_TRUE(found);
    for (const char* wrong : {"", "ab", "with space", "ünn", "this_handle_is_too_long_to_be_one"}) {
        EXPECT_FALSE(check_handle(wrong)) << wrong;
    }
}

TEST_F(Consent, ARequestIsDecidedOnce) {
    const Likeness likeness = made(wanted("ann", Level::kApproved));
    const auto ask = [&](const std::string& account, Relation relation = {}) {
        return write([&](Transaction& tx) {
            return request_likeness(tx, likeness, account, relation, "please", now);
        });
    };
    const auto request = ask("user_b").value();
    EXPECT_EQ(ask("user_b").error().reason, "request_open");
    EXPECT_FALSE(ask("user_owner"));
    EXPECT_FALSE(ask("user_c", {.is_blocked = true}));
    const auto decide = [&](bool approve) {
        return write([&](Transaction& tx) {
            return decide_request(
                tx, find_likeness(tx, likeness.id).value(), request.id, approve, now
            );
        });
    };
    EXPECT_EQ(decide(true)->state, "approved");
    EXPECT_EQ(decide(false).error().reason, "request_decided");
    EXPECT_TRUE(asked("user_b", found(likeness.id)));
    EXPECT_EQ(found(likeness.id).grant.version, 2);
}

TEST_F(Consent, TheTextSaysWhatIsAllowedAndNothingElse) {
    Scope mine;
    Scope all{.level = Level::kEveryone, .voice = true, .remix = true};
    const std::string narrow = notice_text(LikenessKind::kPerson, mine);
    const std::string wide = notice_text(LikenessKind::kPerson, all);
    EXPECT_THAT(narrow, ::testing::HasSubstr("Nobody but you"));
    EXPECT_THAT(narrow, ::testing::HasSubstr("Example:"));
    EXPECT_THAT(wide, ::testing::HasSubstr("people you have never met"));
    EXPECT_THAT(wide, ::testing::HasSubstr("in your voice. Example:"));
    EXPECT_NE(notice_hash(LikenessKind::kPerson, mine), notice_hash(LikenessKind::kObject, mine));
    EXPECT_TRUE(is_wider(mine, all));
    EXPECT_FALSE(is_wider(all, mine));
}

}  // namespace
}  // namespace hibari::trust
