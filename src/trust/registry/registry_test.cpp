#include "trust/registry/registry.h"

#include "base/time_text.h"
#include "trust/registry/testing_rows.h"

#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

using testing::Rows;
using testing::samples_of;

TEST(Registry, FindsAClipByItsNumber) {
    Rows rows;
    Registry registry(*rows.database, rows.clock);
    ASSERT_TRUE(rows.add(0xfffffff0U, make_fingerprint(samples_of(1, 2.0))));
    const auto found = registry.find(0xfffffff0U);
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->video, "video_4294967280");
    EXPECT_EQ((*found)->engine, "world");
    EXPECT_EQ((*found)->state, AssetState::kDeleted) << "there is no such video";
    const auto other = registry.find(5);
    ASSERT_TRUE(other);
    EXPECT_FALSE(*other);
}

TEST(Registry, GivesANumberOnce) {
    Rows rows;
    ASSERT_TRUE(rows.add(7, {}));
    const auto again = rows.add(7, {});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::kAlreadyExists);
}

TEST(Registry, FindsCopiesOfWhatWasRegisteredMeanwhile) {
    Rows rows;
    Registry registry(*rows.database, rows.clock);
    const ClipQuery query = make_query(samples_of(3, 4.0, testing::mirror));
    EXPECT_TRUE(registry.find_copies(query)->empty());
    for (std::uint32_t id = 1; id <= 6; ++id) {
        ASSERT_TRUE(rows.add(id, make_fingerprint(samples_of(id, 4.0))));
    }
    const auto copies = registry.find_copies(query);
    ASSERT_TRUE(copies);
    ASSERT_EQ(copies->size(), 1U);
    EXPECT_EQ(copies->front().asset.id, 3U);
    EXPECT_TRUE(copies->front().match.is_mirrored);
}

TEST(Registry, FindsWhatIsRegisteredAfterAMachineWhoseClockIsAhead) {
    Rows rows;
    Registry registry(*rows.database, rows.clock);
    ASSERT_TRUE(rows.add(1, make_fingerprint(samples_of(1, 4.0))));
    rows.run("UPDATE assets SET registered_at = registered_at + 3600000000");
    EXPECT_EQ(registry.find_copies(make_query(samples_of(1, 4.0)))->size(), 1U);
    ASSERT_TRUE(rows.add(2, make_fingerprint(samples_of(2, 4.0))));
    EXPECT_EQ(registry.find_copies(make_query(samples_of(2, 4.0)))->size(), 1U);
}

TEST(Registry, KeepsOutWhatMustNotBeShown) {
    Rows rows;
    Registry registry(*rows.database, rows.clock);
    for (std::uint32_t id = 1; id <= 3; ++id) {
        ASSERT_TRUE(rows.add(id, make_fingerprint(samples_of(id, 4.0))));
    }
    const ClipQuery query = make_query(samples_of(2, 4.0));
    EXPECT_FALSE(*registry.find_banked(query)) << "deleted by its maker is not forbidden";
    rows.run(
        "INSERT INTO withholdings (subject_kind, subject, cause, cause_kind, reason, created_at) "
        "VALUES ('video', 'video_2', 'grant_1', 'consent', 'Consent was withdrawn.', "
        "1700000000000000)"
    );
    const auto banked = registry.find_banked(query);
    ASSERT_TRUE(banked && *banked);
    EXPECT_EQ((*banked)->asset.state, AssetState::kConsentWithdrawn);
    EXPECT_EQ((*banked)->asset.since_us, 1700000000000000);
    EXPECT_FALSE(*registry.find_banked(make_query(samples_of(3, 4.0))));
    rows.run("DELETE FROM withholdings");
    EXPECT_FALSE(*registry.find_banked(query)) << "restored";
}

TEST(Registry, PassesOverADamagedRowAndCountsIt) {
    Rows rows;
    Registry registry(*rows.database, rows.clock);
    ASSERT_TRUE(rows.add(1, make_fingerprint(samples_of(1, 2.0))));
    ASSERT_TRUE(rows.add(2, make_fingerprint(samples_of(2, 2.0))));
    rows.run("UPDATE assets SET fingerprint = 'AAAA' WHERE id = 1");
    EXPECT_TRUE(registry.find_copies(make_query(samples_of(1, 2.0)))->empty());
    EXPECT_EQ(registry.find_copies(make_query(samples_of(2, 2.0)))->size(), 1U);
    EXPECT_EQ(registry.damaged(), 1U);
    rows.run("UPDATE assets SET fingerprint = 'no base64!' WHERE id = 2");
    Registry fresh(*rows.database, rows.clock);
    EXPECT_TRUE(fresh.find_copies(make_query(samples_of(2, 2.0)))->empty());
    EXPECT_EQ(fresh.damaged(), 2U);
}

}  // namespace
}  // namespace hibari::trust
