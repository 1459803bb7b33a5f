#include "trust/fingerprint/clip_fingerprint.h"

#include "trust/fingerprint/testing_clip.h"

#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

TEST(ClipSampler, LooksTwiceASecond) {
    ClipSampler sampler;
    sampler.begin({.size = {16, 16}, .fps = 24, .frame_count = 60});
    const media::Frame frame({16, 16});
    for (int i = 0; i < 60; ++i) {
        sampler.push_frame(frame);
    }
    const ClipSamples samples = sampler.finish();
    ASSERT_EQ(samples.pictures.size(), 5U);
    EXPECT_EQ(samples.pictures[3].time_ms, 1500);
    EXPECT_EQ(samples.length_ms, 2500);
    EXPECT_TRUE(samples.sound.empty());
}

TEST(ClipFingerprint, ComesBackFromItsBytes) {
    ClipSamples samples = testing::samples_of(1, 5.0);
    samples.sound = {1, 2, 0xffffffffU};
    const ClipFingerprint made = make_fingerprint(samples);
    EXPECT_EQ(made.frames.size(), 10U);
    EXPECT_EQ(made.views.size(), 3U);
    const std::string bytes = to_bytes(made);
    const auto read = fingerprint_from_bytes(bytes);
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, made);
}

TEST(ClipFingerprint, IsNotReadFromWhatIsNone) {
    const std::string bytes = to_bytes(make_fingerprint(testing::samples_of(1, 1.0)));
    for (std::size_t length = 0; length < bytes.size(); length += 7) {
        EXPECT_FALSE(fingerprint_from_bytes(std::string_view(bytes).substr(0, length)));
    }
    EXPECT_FALSE(fingerprint_from_bytes(bytes + "x"));
    EXPECT_FALSE(fingerprint_from_bytes("\x02" + bytes.substr(1)));
    // A count that promises more than there is.
    std::string lying = bytes;
    lying[8] = '\x7f';
    EXPECT_FALSE(fingerprint_from_bytes(lying));
}

TEST(ClipQuery, OfALetterboxAsksWithoutBarsToo) {
    EXPECT_EQ(make_query(testing::samples_of(1, 2.0)).variants.size(), 2U);
    const auto barred = [](const Luma& picture) {
        Luma other = picture;
        for (int y = 0; y < 14; ++y) {
            for (int x = 0; x < other.width; ++x) {
                other.at(x, y) = 0.0F;
                other.at(x, other.height - 1 - y) = 0.0F;
            }
        }
        return other;
    };
    EXPECT_EQ(make_query(testing::samples_of(1, 2.0, barred)).variants.size(), 4U);
}

}  // namespace
}  // namespace hibari::trust
