#include "domain/notices.h"

#include "domain/testing_house.h"

namespace hibari::domain {
namespace {

class NoticesTest : public testing::Test {
  protected:
    void tell(const std::string& account, const std::string& text) {
        house.clock.advance(std::chrono::seconds(1));
        const auto now =
            std::chrono::time_point_cast<std::chrono::microseconds>(house.clock.wall_time());
        const auto told = house.database->write([&](store::Transaction& tx) {
            return notify(
                tx,
                account,
                {.kind = "moderation.removed",
                 .subject = Subject{.kind = SubjectKind::kVideo, .id = "video_1"},
                 .text = text,
                 .details = Json::object({{"rule", "violence"}})},
                now
            );
        });
        ASSERT_TRUE(told);
    }

    House house;
    Notices notices{*house.database, house.clock};
    Principal who = house.somebody("a@example.com");
    Principal other = house.somebody("b@example.com");
};

TEST_F(NoticesTest, AreReadByThoseTheyAreForAlone) {
    tell(who.account, "one");
    tell(other.account, "two");
    const auto page = notices.list(who, {});
    ASSERT_EQ(page->notices.size(), 1U);
    EXPECT_EQ(page->notices[0].text, "one");
    EXPECT_EQ(page->notices[0].subject->id, "video_1");
    EXPECT_EQ(page->notices[0].details.at("rule").as_string(), "violence");
}

TEST_F(NoticesTest, ComeNewestFirstAndInPages) {
    tell(who.account, "one");
    tell(who.account, "two");
    tell(who.account, "three");
    const auto first = notices.list(who, {.limit = 2});
    ASSERT_EQ(first->notices.size(), 2U);
    EXPECT_TRUE(first->has_more);
    EXPECT_EQ(first->notices[0].text, "three");
    const auto rest = notices.list(who, {.after = first->notices[1].id, .limit = 2});
    ASSERT_EQ(rest->notices.size(), 1U);
    EXPECT_EQ(rest->notices[0].text, "one");
    EXPECT_FALSE(rest->has_more);
}

TEST_F(NoticesTest, AreReadOnceAndNotByOthers) {
    tell(who.account, "one");
    const std::string id = notices.list(who, {})->notices[0].id;
    EXPECT_FALSE(notices.mark_read(other, id));
    const auto read = notices.mark_read(who, id);
    ASSERT_TRUE(read);
    house.clock.advance(std::chrono::hours(1));
    EXPECT_EQ(notices.mark_read(who, id)->read_at_us, read->read_at_us);
}

TEST_F(NoticesTest, ToAnAccountThatIsGoneAreNone) {
    tell("acct_gone", "hello");
    EXPECT_TRUE(notices.list(who, {})->notices.empty());
}

}  // namespace
}  // namespace hibari::domain
