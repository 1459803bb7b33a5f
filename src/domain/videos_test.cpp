#include "domain/videos.h"

#include "domain/testing_house.h"

#include <gtest/gtest.h>
#include <set>

namespace hibari::domain {
namespace {

NewVideo clip(const std::string& prompt = "A ball falls.") {
    NewVideo wanted;
    wanted.prompt = prompt;
    wanted.size = "1280x720";
    return wanted;
}

TEST(Videos, GoFromQueuedThroughInProgressToCompleted) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const auto asked = house.videos->create(ann, clip());
    ASSERT_TRUE(asked) << to_string(asked.error());
    EXPECT_TRUE(is_id(asked->id, "video_"));
    EXPECT_EQ(house.videos->find(ann, asked->id)->status, VideoStatus::kQueued);
    EXPECT_EQ(house.videos->place(ann, asked->id)->ahead, 0);

    const auto job = house.jobs->claim("w");
    ASSERT_TRUE(job && *job);
    EXPECT_EQ((*job)->video.prompt, "A ball falls.");
    ASSERT_TRUE(house.jobs->renew((*job)->lease, 40));
    auto now = house.videos->find(ann, asked->id);
    EXPECT_EQ(now->status, VideoStatus::kInProgress);
    EXPECT_EQ(now->progress, 40);
    EXPECT_FALSE(*house.jobs->claim("other")) << "claimed twice";

    house.complete(**job);
    now = house.videos->find(ann, asked->id);
    EXPECT_EQ(now->status, VideoStatus::kCompleted);
    EXPECT_EQ(now->progress, 100);
    EXPECT_EQ(*now->expires_at_us - *now->completed_at_us, 3'600'000'000);
    EXPECT_EQ(house.jobs->complete((*job)->lease, {}).error().code, ErrorCode::kPermissionDenied);
}

TEST(Videos, AreNobodyElsesBusiness) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const Principal bob = house.somebody("bob@example.org");
    const auto video = house.videos->create(ann, clip());
    EXPECT_EQ(house.videos->find(bob, video->id).error().code, ErrorCode::kNotFound);
    EXPECT_EQ(house.videos->cancel(bob, video->id).error().code, ErrorCode::kNotFound);
    EXPECT_EQ(house.videos->remove(bob, video->id).error().code, ErrorCode::kNotFound);
    EXPECT_TRUE(house.videos->list(bob, {})->videos.empty());
    EXPECT_EQ(house.videos->list(bob, {.after = video->id}).error().code, ErrorCode::kNotFound);
}

TEST(Videos, ListInPagesWithoutGapsOrRepeats) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    std::set<std::string> made;
    for (int i = 0; i < 7; ++i) {
        made.insert(house.videos->create(ann, clip())->id);
        if (i % 2 == 0) {
            house.clock.advance(std::chrono::seconds(1));  // Some share a time.
        }
    }
    for (const Order order : {Order::kNewestFirst, Order::kOldestFirst}) {
        std::vector<std::string> seen;
        PageRequest page{.after = "", .limit = 3, .order = order};
        for (bool more = true; more;) {
            const auto found = house.videos->list(ann, page);
            ASSERT_TRUE(found);
            for (const Video& video : found->videos) {
                seen.push_back(video.id);
            }
            more = found->has_more;
            page.after = seen.back();
        }
        EXPECT_EQ(seen.size(), 7U);
        EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()), made);
    }
    EXPECT_TRUE(house.videos->list(ann, {.limit = 0})->videos.empty());
}

TEST(Allowance, CountsDeliveredClipsOnlyAndFreesThemAfterADay) {
    House house;
    Principal ann = house.somebody("ann@example.org");
    ann.tier.allowance = 2;
    const auto first = house.videos->create(ann, clip());
    ASSERT_TRUE(house.videos->create(ann, clip()));
    const auto third = house.videos->create(ann, clip());
    ASSERT_FALSE(third);
    EXPECT_EQ(third.error().reason, "insufficient_quota");
    EXPECT_FALSE(house.videos->quote(ann, clip())->usage.used < 2);

    ASSERT_TRUE(house.videos->cancel(ann, first->id));
    EXPECT_EQ(house.videos->quote(ann, clip())->usage.used, 1) << "a cancelled clip counts";
    ASSERT_TRUE(house.videos->create(ann, clip()));
    EXPECT_FALSE(house.videos->create(ann, clip()));
    house.clock.advance(std::chrono::hours(24) - std::chrono::seconds(1));
    EXPECT_FALSE(house.videos->create(ann, clip()));
    house.clock.advance(std::chrono::seconds(2));
    EXPECT_TRUE(house.videos->create(ann, clip()));
}

TEST(Allowance, WeighsByLength) {
    EXPECT_EQ(clip_weight(4), 1);
    EXPECT_EQ(clip_weight(10), 1);
    EXPECT_EQ(clip_weight(12), 2);
    EXPECT_EQ(clip_weight(15), 2);
    EXPECT_EQ(clip_weight(16), 4);
    EXPECT_EQ(clip_weight(25), 4);
}

TEST(Tiers, LimitLengthSizeQualityAndTheQueue) {
    House house;
    const Principal ann = house.somebody("ann@example.org", "free");
    NewVideo wanted = clip();
    wanted.seconds = 20;
    EXPECT_EQ(house.videos->create(ann, wanted).error().reason, "not_in_tier");
    wanted = clip();
    wanted.model = "sora-2-pro";
    EXPECT_EQ(house.videos->create(ann, wanted).error().reason, "not_in_tier");
    wanted = clip();
    wanted.size = "1920x1080";
    EXPECT_EQ(house.videos->create(ann, wanted).error().field, "size");
    Principal crowded = ann;
    crowded.tier.queue_max = 1;
    ASSERT_TRUE(house.videos->create(crowded, clip()));
    EXPECT_EQ(house.videos->create(crowded, clip()).error().reason, "queue_full");
}

TEST(Cancel, EndsAsFailedOnceAndForAll) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const auto waiting = house.videos->create(ann, clip());
    auto cancelled = house.videos->cancel(ann, waiting->id);
    ASSERT_TRUE(cancelled);
    EXPECT_EQ(cancelled->status, VideoStatus::kFailed);
    EXPECT_EQ(cancelled->error_code, kCancelledCode);
    EXPECT_TRUE(house.videos->cancel(ann, waiting->id)) << "twice";
    EXPECT_FALSE(*house.jobs->claim("w"));

    const auto running = house.videos->create(ann, clip());
    const auto job = house.jobs->claim("w");
    ASSERT_TRUE(house.videos->cancel(ann, running->id));
    EXPECT_TRUE(house.jobs->renew((*job)->lease, 5)->cancel_requested);
    ASSERT_TRUE(house.jobs->fail((*job)->lease, kCancelledCode, "It was cancelled."));
    EXPECT_EQ(house.videos->find(ann, running->id)->status, VideoStatus::kFailed);
}

TEST(LostWorkers, GiveTheirJobsBackAndFailThemAfterThreeTries) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const auto video = house.videos->create(ann, clip());
    for (int attempt = 1; attempt <= 3; ++attempt) {
        const auto job = house.jobs->claim("w" + std::to_string(attempt));
        ASSERT_TRUE(job && *job) << attempt;
        if (attempt == 2) {
            house.clock.advance(std::chrono::seconds(16));  // Silent for too long.
            ASSERT_TRUE(house.jobs->recover_lost());
        } else {
            ASSERT_TRUE(house.jobs->recover_worker("w" + std::to_string(attempt)));
        }
        EXPECT_EQ(house.jobs->renew((*job)->lease, 50).error().code, ErrorCode::kPermissionDenied)
            << "the dead speak";
    }
    const auto now = house.videos->find(ann, video->id);
    EXPECT_EQ(now->status, VideoStatus::kFailed);
    EXPECT_EQ(now->error_code, kWorkerLostCode);
    EXPECT_EQ(house.videos->quote(ann, clip())->usage.used, 0);
}

TEST(Remove, TakesTheFilesAlongAndOnlyOfWhatHasEnded) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const auto video = house.videos->create(ann, clip());
    EXPECT_EQ(house.videos->remove(ann, video->id).error().reason, "video_in_progress");
    const auto job = house.jobs->claim("w");
    house.complete(**job);
    const std::string blobs = house.videos->find(ann, video->id)->blobs;
    ASSERT_TRUE(house.blobs->facts(blobs + "/clip.mp4"));
    ASSERT_TRUE(house.videos->remove(ann, video->id));
    EXPECT_FALSE(house.blobs->facts(blobs + "/clip.mp4"));
    EXPECT_EQ(house.videos->find(ann, video->id).error().code, ErrorCode::kNotFound);
    EXPECT_EQ(house.videos->quote(ann, clip())->usage.used, 1) << "deleting gives nothing back";
}

TEST(Videos, UnfinishedOnesAreListedForOperators) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const Principal bob = house.somebody("bob@example.org");
    const auto first = house.videos->create(ann, clip());
    house.clock.advance(std::chrono::seconds(1));
    const auto second = house.videos->create(bob, clip());
    house.clock.advance(std::chrono::seconds(1));
    const auto third = house.videos->create(bob, clip());
    const auto job = house.jobs->claim("w");
    house.complete(**job);
    std::vector<std::string> expected;
    for (const std::string& id : {first->id, second->id, third->id}) {
        if (id != (*job)->video.id) {
            expected.push_back(id);
        }
    }
    const auto page = house.videos->unfinished("", 1);
    ASSERT_EQ(page->size(), 1U);
    EXPECT_EQ(page->front().id, expected[0]);
    EXPECT_EQ(house.videos->unfinished(expected[0], 5)->front().id, expected[1]);
    EXPECT_TRUE(house.videos->unfinished(expected[1], 5)->empty());
}

TEST(Models, AreFoundByNameDateAndDefault) {
    const std::vector<EngineFacts> engines = {{.name = "world"}, {.name = "null"}};
    const auto models = Models::parse("sora-2=world/standard/1280, x=null/draft/640", engines);
    ASSERT_TRUE(models);
    EXPECT_EQ(models->find("")->name, "sora-2");
    EXPECT_EQ(models->find("sora-2-2025-12-08")->engine.name, "world");
    EXPECT_EQ(models->find("x")->long_side_max, 640);
    EXPECT_EQ(models->find("y").error().field, "model");
    for (const char* odd :
         {"",
          "a",
          "a=b",
          "a=b/c/1",
          "a=b/draft/x",
          "=b/draft/100",
          "a=/draft/100",
          "a=other/draft/100"}) {
        EXPECT_FALSE(Models::parse(odd, engines)) << odd;
    }
}

}  // namespace
}  // namespace hibari::domain
