#include "domain/withholding.h"

#include "domain/testing_house.h"

namespace hibari::domain {
namespace {

class WithholdingTest : public testing::Test {
  protected:
    store::Timestamp now() const {
        return std::chrono::time_point_cast<std::chrono::microseconds>(house.clock.wall_time());
    }

    template <typename F>
    auto write(F&& function) {
        return house.database->write([&](store::Transaction& tx) { return function(tx); });
    }

    std::vector<std::string> withhold_all(const std::string& root, const std::string& cause) {
        return *write([&](store::Transaction& tx) {
            return withhold_lineage(
                tx, root, {.id = cause, .reason = "because of " + cause}, now()
            );
        });
    }

    Video remix(const Video& source) {
        return house.made(
            who,
            {.model = "able",
             .prompt = "in the rain",
             .kind = VideoKind::kRemix,
             .source = source.id}
        );
    }

    Result<void> files_of(const Video& one) {
        return check_has_files(*house.videos->find(who, one.id), store::to_column(now()), "id");
    }

    House house;
    Principal who = house.somebody("a@example.com");
    Video video = house.made(who, {.model = "able", .prompt = "a cat"});
};

TEST_F(WithholdingTest, KeepsTheFilesFromEverybodyAndSaysWhy) {
    withhold_all(video.id, "decision_1");
    const auto files = files_of(video);
    ASSERT_FALSE(files);
    EXPECT_EQ(files.error().reason, kWithheldCode);
    EXPECT_EQ(files.error().message, "because of decision_1");
}

TEST_F(WithholdingTest, IsLiftedOnlyWhenItsLastCauseIs) {
    withhold_all(video.id, "decision_1");
    house.clock.advance(std::chrono::seconds(1));
    withhold_all(video.id, "decision_2");
    const auto lifted = *write([&](store::Transaction& tx) { return lift(tx, "decision_1"); });
    EXPECT_EQ(lifted, std::vector{(Subject{.kind = SubjectKind::kVideo, .id = video.id})});
    ASSERT_FALSE(files_of(video));
    EXPECT_EQ(files_of(video).error().message, "because of decision_2");
    ASSERT_TRUE(write([&](store::Transaction& tx) { return lift(tx, "decision_2"); }));
    EXPECT_TRUE(files_of(video));
}

TEST_F(WithholdingTest, FollowsWhatWasMadeFromItToAnyDepth) {
    const Video first = remix(video);
    const Video second = remix(first);
    const Video other = house.made(who, {.model = "able", .prompt = "a dog"});
    const auto all = withhold_all(video.id, "decision_1");
    EXPECT_EQ(all, (std::vector{video.id, first.id, second.id}));
    EXPECT_FALSE(files_of(second));
    EXPECT_TRUE(files_of(other));
}

TEST_F(WithholdingTest, FollowsWhatWasMadeFromADeletedClipToo) {
    const Video first = remix(video);
    const Video second = remix(first);
    ASSERT_TRUE(house.videos->remove(who, first.id));
    withhold_all(video.id, "decision_1");
    EXPECT_FALSE(files_of(second));
    const auto above = write([&](store::Transaction& tx) { return lineage_above(tx, second.id); });
    EXPECT_EQ(*above, (std::vector{first.id, video.id}));
}

TEST_F(WithholdingTest, LeavesNothingToBuildUpon) {
    withhold_all(video.id, "decision_1");
    const auto made = house.videos->create(
        who, {.model = "able", .prompt = "more", .kind = VideoKind::kRemix, .source = video.id}
    );
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().reason, kWithheldCode);
}

TEST_F(WithholdingTest, OfTheSameCauseTwiceIsOne) {
    withhold_all(video.id, "decision_1");
    withhold_all(video.id, "decision_1");
    ASSERT_TRUE(write([&](store::Transaction& tx) { return lift(tx, "decision_1"); }));
    EXPECT_TRUE(files_of(video));
}

TEST_F(WithholdingTest, WorksForThingsWithoutARowOfTheirOwn) {
    const Subject comment{.kind = SubjectKind::kComment, .id = "comment_1"};
    ASSERT_TRUE(write([&](store::Transaction& tx) {
        return withhold(tx, comment, {.id = "decision_1", .reason = "rude"}, now());
    }));
    const auto why =
        house.database->read([&](store::Transaction& tx) { return withheld_because(tx, comment); });
    EXPECT_EQ(*why, "rude");
}

}  // namespace
}  // namespace hibari::domain
