#include "trust/fingerprint/fingerprint_index.h"

#include "trust/fingerprint/testing_clip.h"

#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

using testing::Attack;
using testing::cut;
using testing::mirror;
using testing::samples_of;

constexpr std::uint32_t kItems = 8;
constexpr double kSeconds = 6.0;

const FingerprintIndex& filled_index() {
    static const FingerprintIndex index = [] {
        FingerprintIndex fresh;
        for (std::uint32_t item = 0; item < kItems; ++item) {
            fresh.add(item, make_fingerprint(samples_of(item, kSeconds)));
        }
        return fresh;
    }();
    return index;
}

/// How many of the items are found first after that was done to them.
int found_after(const Attack& attack, double from_s = 0.0) {
    int found = 0;
    for (std::uint32_t item = 0; item < kItems; ++item) {
        const auto matches =
            filled_index().find(make_query(samples_of(item, kSeconds - from_s, attack, from_s)));
        found += !matches.empty() && matches.front().item == item ? 1 : 0;
    }
    return found;
}

Luma covered(const Luma& picture) {
    Luma other = picture;
    for (int y = 6; y < 24; ++y) {
        for (int x = 160; x < 188; ++x) {
            other.at(x, y) = 250.0F;
        }
    }
    return other;
}

TEST(FingerprintIndex, FindsCopies) {
    constexpr int kMost = static_cast<int>(kItems);
    EXPECT_EQ(found_after([](const Luma& picture) { return picture; }), kMost);
    EXPECT_EQ(found_after(mirror), kMost);
}

TEST(FingerprintIndex, FindsWhatWasCut) {
    constexpr int kMost = static_cast<int>(kItems);
    const auto cutting = [](double x, double y, double width, double height) -> Attack {
        return [=](const Luma& picture) {
            return cut(picture, {.x = x, .y = y, .width = width, .height = height});
        };
    };
    EXPECT_EQ(found_after(cutting(0.025, 0.025, 0.95, 0.95)), kMost);
    EXPECT_EQ(found_after(cutting(0.1, 0.1, 0.8, 0.8)), kMost);
    EXPECT_EQ(found_after(cutting(0.15, 0.0, 0.85, 1.0)), kMost);
    EXPECT_EQ(found_after(cutting(0.03, 0.05, 0.88, 0.94)), kMost);
}

TEST(FingerprintIndex, FindsWhatWasTurnedOrCovered) {
    constexpr int kMost = static_cast<int>(kItems);
    const auto turning = [](double turned_deg) -> Attack {
        return [=](const Luma& picture) { return cut(picture, {.turned_deg = turned_deg}); };
    };
    EXPECT_EQ(found_after(turning(3.0)), kMost);
    EXPECT_EQ(found_after(turning(-5.0)), kMost);
    EXPECT_EQ(found_after(covered), kMost);
}

TEST(FingerprintIndex, TellsWhereAPartBegins) {
    const auto matches = filled_index().find(make_query(samples_of(
        5, 3.0, [](const Luma& picture) { return picture; }, 2.0
    )));
    ASSERT_FALSE(matches.empty());
    EXPECT_EQ(matches.front().item, 5U);
    EXPECT_NEAR(matches.front().starts_at_s, 2.0, 0.3);
    EXPECT_FALSE(matches.front().is_mirrored);
}

TEST(FingerprintIndex, FindsNothingInWhatItDoesNotKnow) {
    for (std::uint32_t item = 1000; item < 1020; ++item) {
        EXPECT_TRUE(filled_index().find(make_query(samples_of(item, kSeconds))).empty()) << item;
    }
    EXPECT_TRUE(filled_index().find({}).empty());
    EXPECT_TRUE(FingerprintIndex().find(make_query(samples_of(1, 2.0))).empty());
}

TEST(FingerprintIndex, ForgetsWhatWasRemoved) {
    FingerprintIndex index;
    for (std::uint32_t item = 0; item < 4; ++item) {
        index.add(item, make_fingerprint(samples_of(item, 3.0)));
    }
    const std::size_t before = index.hash_count();
    index.remove(1);
    index.remove(99);
    EXPECT_EQ(index.item_count(), 3U);
    EXPECT_TRUE(index.find(make_query(samples_of(1, 3.0))).empty());
    index.remove(2);
    index.remove(3);
    EXPECT_LT(index.hash_count(), before / 2);
    EXPECT_FALSE(index.find(make_query(samples_of(0, 3.0))).empty());
}

TEST(FingerprintIndex, FindsASoundWithOtherPictures) {
    const auto heard = [](std::uint64_t pictures, std::uint64_t notes) {
        ClipSamples samples = samples_of(pictures, 8.0);
        SoundPrinter printer;
        printer.push(testing::melody(notes, 8.0));
        samples.sound = printer.finish();
        return samples;
    };
    FingerprintIndex index;
    for (std::uint32_t item = 0; item < 6; ++item) {
        index.add(item, make_fingerprint(heard(item, item)));
    }
    const auto matches = index.find(make_query(heard(500, 3)));
    ASSERT_EQ(matches.size(), 1U);
    EXPECT_EQ(matches.front().item, 3U);
    EXPECT_FALSE(matches.front().picture_bits);
    EXPECT_GE(matches.front().sound.value_or(0.0), 0.9);
    EXPECT_TRUE(index.find(make_query(heard(500, 77))).empty());
}

}  // namespace
}  // namespace hibari::trust
