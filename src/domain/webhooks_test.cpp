#include "domain/webhooks.h"

#include "base/json.h"
#include "domain/testing_house.h"

#include <gtest/gtest.h>

namespace hibari::domain {
namespace {

const std::vector<std::string> kBoth = {"video.completed", "video.failed"};

/// A clip of hers that was cancelled: an event "video.failed".
std::string failed_video(House& house, const Principal& ann) {
    const auto video = house.videos->create(ann, {.prompt = "x", .size = "1280x720"});
    EXPECT_TRUE(house.videos->cancel(ann, video->id));
    return video->id;
}

std::vector<DueDelivery> take(House& house) {
    auto due = house.webhooks->take_due(10);
    EXPECT_TRUE(due);
    return *due;
}

TEST(Webhooks, TellEveryEndpointThatWantsTheEvent) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const Principal bob = house.somebody("bob@example.org");
    ASSERT_TRUE(house.webhooks->create(ann, "https://a.example/", kBoth, "whsec_a"));
    ASSERT_TRUE(house.webhooks->create(ann, "https://b.example/", {"video.completed"}, "whsec_b"));
    ASSERT_TRUE(house.webhooks->create(bob, "https://c.example/", kBoth, "whsec_c"));
    const std::string video = failed_video(house, ann);
    const auto due = house.webhooks->take_due(10);
    ASSERT_TRUE(due) << to_string(due.error());
    ASSERT_EQ(due->size(), 1U);
    EXPECT_EQ(due->front().url, "https://a.example/");
    const auto payload = parse_json(due->front().payload);
    EXPECT_EQ(payload->at("type"), Json("video.failed"));
    EXPECT_EQ(payload->at("data").at("id"), Json(video));
    EXPECT_EQ(payload->at("id"), Json(due->front().event_id));
    EXPECT_TRUE(house.webhooks->take_due(10)->empty()) << "taken twice";
}

TEST(Webhooks, TryAgainWithTheSameEventUntilThreeDaysAreOver) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const auto endpoint = house.webhooks->create(ann, "https://a.example/", kBoth, "whsec_a");
    failed_video(house, ann);
    std::string event;
    int attempts = 0;
    for (int hour = 0; hour < 100; ++hour) {
        for (const DueDelivery& due : take(house)) {
            ++attempts;
            EXPECT_EQ(due.attempt, attempts);
            EXPECT_TRUE(event.empty() || event == due.event_id);
            event = due.event_id;
            ASSERT_TRUE(house.webhooks->record(due, {.status = 500, .error = "500"}));
        }
        house.clock.advance(std::chrono::hours(1));
    }
    EXPECT_GT(attempts, 10);
    const auto log = house.webhooks->deliveries(ann, endpoint->id, {}, std::nullopt);
    ASSERT_EQ(log->items.size(), 1U);
    EXPECT_EQ(log->items[0].state, DeliveryState::kGivenUp);
    EXPECT_LE(
        log->items[0].finished_at_us.value() - log->items[0].created_at_us, 73 * 3'600'000'000
    );

    ASSERT_TRUE(house.webhooks->replay(ann, endpoint->id, log->items[0].id));
    const auto again = house.webhooks->take_due(10);
    ASSERT_EQ(again->size(), 1U);
    EXPECT_EQ(again->front().event_id, event);
    ASSERT_TRUE(house.webhooks->record(again->front(), {.status = 204, .error = ""}));
    EXPECT_EQ(
        house.webhooks->deliveries(ann, endpoint->id, {}, DeliveryState::kDelivered)->items.size(),
        1U
    );
}

TEST(Webhooks, ComeBackWhenTheirSenderDied) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    ASSERT_TRUE(house.webhooks->create(ann, "https://a.example/", kBoth, "whsec_a"));
    failed_video(house, ann);
    const auto lost = house.webhooks->take_due(10);
    house.clock.advance(kSendingAtMost + std::chrono::seconds(1));
    const auto found = house.webhooks->take_due(10);
    ASSERT_EQ(found->size(), 1U);
    // The first sender wakes up and reports: it is not its business any more.
    ASSERT_TRUE(house.webhooks->record(lost->front(), {.status = 500, .error = "500"}));
    ASSERT_TRUE(house.webhooks->record(found->front(), {.status = 200, .error = ""}));
    house.clock.advance(std::chrono::hours(80));
    EXPECT_TRUE(house.webhooks->take_due(10)->empty());
}

TEST(Webhooks, SignWithBothSecretsWhileOneIsRotated) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const auto endpoint = house.webhooks->create(ann, "https://a.example/", kBoth, "whsec_1");
    ASSERT_TRUE(house.webhooks->rotate_secret(ann, endpoint->id, "whsec_2", std::chrono::hours(1)));
    failed_video(house, ann);
    EXPECT_EQ(
        house.webhooks->take_due(10)->front().secrets,
        (std::vector<std::string>{"whsec_2", "whsec_1"})
    );
    house.clock.advance(std::chrono::hours(2));
    failed_video(house, ann);
    for (const DueDelivery& due : take(house)) {
        EXPECT_EQ(due.secrets, std::vector<std::string>{"whsec_2"});
    }
}

TEST(Webhooks, ThatAnswerGoneAreDisabled) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const auto endpoint = house.webhooks->create(ann, "https://a.example/", kBoth, "whsec_1");
    failed_video(house, ann);
    const auto due = house.webhooks->take_due(10);
    ASSERT_TRUE(house.webhooks->record(due->front(), {.status = 410, .error = "410"}));
    EXPECT_FALSE(house.webhooks->find(ann, endpoint->id)->disabled_reason.empty());
    failed_video(house, ann);
    EXPECT_TRUE(house.webhooks->take_due(10)->empty());
    ASSERT_TRUE(house.webhooks->update(ann, endpoint->id, {.enabled = true}));
    failed_video(house, ann);
    EXPECT_EQ(house.webhooks->take_due(10)->size(), 1U);
}

TEST(Webhooks, AreNobodyElsesBusiness) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const Principal bob = house.somebody("bob@example.org");
    const auto endpoint = house.webhooks->create(ann, "https://a.example/", kBoth, "whsec_1");
    EXPECT_EQ(house.webhooks->find(bob, endpoint->id).error().code, ErrorCode::kNotFound);
    EXPECT_EQ(house.webhooks->remove(bob, endpoint->id).error().code, ErrorCode::kNotFound);
    EXPECT_FALSE(house.webhooks->deliveries(bob, endpoint->id, {}, std::nullopt));
    EXPECT_TRUE(house.webhooks->list(bob, {})->items.empty());
    EXPECT_EQ(house.webhooks->list(ann, {})->items.size(), 1U);
}

TEST(RetryDelay, GrowsFromSecondsToHours) {
    EXPECT_EQ(retry_delay(1, 0.0), std::chrono::seconds(5));
    EXPECT_EQ(retry_delay(1, 1.0), std::chrono::seconds(6));
    EXPECT_EQ(retry_delay(100, 0.0), std::chrono::hours(6));
    for (int i = 1; i < 10; ++i) {
        EXPECT_LE(retry_delay(i, 0.0), retry_delay(i + 1, 0.0));
    }
}

}  // namespace
}  // namespace hibari::domain
