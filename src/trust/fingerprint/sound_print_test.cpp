#include "trust/fingerprint/sound_print.h"

#include "trust/fingerprint/testing_clip.h"

#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

std::vector<std::uint32_t> words_of(const media::AudioBuffer& sound) {
    SoundPrinter printer;
    printer.push(sound);
    return printer.finish();
}

TEST(SoundPrint, FindsASoundWithinItself) {
    const media::AudioBuffer whole = testing::melody(1, 10.0);
    media::AudioBuffer part;
    const std::size_t from = 3 * media::kSampleRateHz;
    part.left.assign(whole.left.begin() + from, whole.left.end());
    part.right.assign(whole.right.begin() + from, whole.right.end());
    for (float& sample : part.left) {
        sample *= 0.3F;
    }
    const SoundMatch match = match_sound(words_of(whole), words_of(part), 20);
    EXPECT_GE(match.score, 0.8);
    EXPECT_NEAR(match.offset_s, 3.0, 0.15);
}

TEST(SoundPrint, TellsMelodiesApart) {
    for (std::uint64_t seed = 2; seed < 5; ++seed) {
        const SoundMatch match = match_sound(
            words_of(testing::melody(1, 8.0)), words_of(testing::melody(seed, 8.0)), 20
        );
        EXPECT_LT(match.score, 0.5) << seed;
    }
}

TEST(SoundPrint, OfSilenceAndOfABlinkHasNoWords) {
    EXPECT_TRUE(words_of(media::AudioBuffer(media::sample_count(8.0))).empty());
    EXPECT_TRUE(words_of(testing::melody(1, 0.2)).empty());
    EXPECT_TRUE(words_of({}).empty());
    EXPECT_EQ(match_sound({}, {}, 20).words, 0);
}

}  // namespace
}  // namespace hibari::trust
