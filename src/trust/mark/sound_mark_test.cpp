#include "trust/mark/sound_mark.h"

#include "base/rng.h"
#include "trust/mark/sound_mark_reader.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

using media::AudioBuffer;
using media::kSampleRateHz;

MarkKey some_key() {
    MarkKey key;
    key.bytes[3] = 7;
    return key;
}

/// Noise that swells and falls, a little different on both sides.
AudioBuffer noise(double seconds) {
    AudioBuffer audio(media::sample_count(seconds));
    Rng rng(3);
    for (std::size_t i = 0; i < audio.size(); ++i) {
        const double loud = 0.1 + 0.05 * std::sin(static_cast<double>(i) / 9000.0);
        const double middle = rng.normal();
        audio.left[i] = static_cast<float>(loud * (middle + 0.3 * rng.normal()));
        audio.right[i] = static_cast<float>(loud * (middle + 0.3 * rng.normal()));
    }
    return audio;
}

AudioBuffer part(const AudioBuffer& audio, std::size_t begin, std::size_t end) {
    AudioBuffer piece;
    for (std::size_t i = begin; i < std::min(end, audio.size()); ++i) {
        piece.left.push_back(audio.left[i]);
        piece.right.push_back(audio.right[i]);
    }
    return piece;
}

AudioBuffer mark(AudioBuffer audio, std::uint32_t id) {
    SoundMark sound_mark(some_key(), id, static_cast<std::int64_t>(audio.size()));
    sound_mark.apply(audio);
    return audio;
}

SoundMarkFound read(const AudioBuffer& audio, const MarkKey& key) {
    SoundMarkReader reader(key);
    reader.push(audio);
    return reader.read();
}

double power(const AudioBuffer& audio) {
    double sum = 0.0;
    for (std::size_t i = 0; i < audio.size(); ++i) {
        sum += double{audio.left[i]} * audio.left[i] + double{audio.right[i]} * audio.right[i];
    }
    return sum;
}

TEST(SoundMark, IsReadFromFourSeconds) {
    const SoundMarkFound found = read(mark(noise(4.0), 0xdeadbeef), some_key());
    EXPECT_EQ(found.id, 0xdeadbeefU);
    EXPECT_NEAR(found.speed, 1.0, 0.005);
}

TEST(SoundMark, StaysTwentyFiveDecibelsBelowTheSound) {
    const AudioBuffer original = noise(4.0);
    AudioBuffer change = mark(original, 1);
    for (std::size_t i = 0; i < change.size(); ++i) {
        change.left[i] -= original.left[i];
        change.right[i] -= original.right[i];
    }
    EXPECT_LT(10.0 * std::log10(power(change) / power(original)), -25.0);
    EXPECT_GT(10.0 * std::log10(power(change) / power(original)), -30.0);
}

TEST(SoundMark, IsTheSameInPiecesOfAnyLength) {
    const AudioBuffer original = noise(3.0);
    const AudioBuffer at_once = mark(original, 99);
    SoundMark sound_mark(some_key(), 99, static_cast<std::int64_t>(original.size()));
    AudioBuffer in_pieces;
    std::size_t begin = 0;
    for (const std::size_t count : {1UL, 30'000UL, 0UL, 77'777UL, 1'000'000UL}) {
        AudioBuffer piece = part(original, begin, begin + count);
        begin += count;
        sound_mark.apply(piece);
        in_pieces.left.insert(in_pieces.left.end(), piece.left.begin(), piece.left.end());
        in_pieces.right.insert(in_pieces.right.end(), piece.right.begin(), piece.right.end());
        EXPECT_LE(
            static_cast<std::int64_t>(std::min(begin, original.size()) - in_pieces.size()),
            kSoundMarkDelay
        );
    }
    EXPECT_EQ(in_pieces.left, at_once.left);
    EXPECT_EQ(in_pieces.right, at_once.right);
}

TEST(SoundMark, GivesTheRestWhenTheSoundEndsEarly) {
    AudioBuffer piece = noise(1.0);
    SoundMark sound_mark(some_key(), 5, 10 * kSampleRateHz);
    sound_mark.apply(piece);
    EXPECT_EQ(piece.size() + sound_mark.finish().size(), std::size_t{kSampleRateHz});
    EXPECT_TRUE(sound_mark.finish().empty());
}

TEST(SoundMark, LeavesSilenceAlone) {
    const AudioBuffer silent = mark(AudioBuffer(media::sample_count(3.0)), 5);
    EXPECT_EQ(power(silent), 0.0);
    const SoundMarkFound found = read(silent, some_key());
    EXPECT_FALSE(found.id);
    EXPECT_EQ(found.pilot_score, 0.0);
}

TEST(SoundMark, IsFoundAtTheSpeedThatItPlaysAt) {
    const AudioBuffer marked = mark(noise(6.0), 321);
    // Every fifth sample is dropped: 1.25 times as fast.
    AudioBuffer fast;
    for (std::size_t i = 0; i + 2 < marked.size() * 4 / 5; ++i) {
        const double at = static_cast<double>(i) * 1.25;
        const auto below = static_cast<std::size_t>(at);
        const auto share = static_cast<float>(at - static_cast<double>(below));
        fast.left.push_back(marked.left[below] * (1.0F - share) + marked.left[below + 1] * share);
        fast.right.push_back(
            marked.right[below] * (1.0F - share) + marked.right[below + 1] * share
        );
    }
    const SoundMarkFound found = read(fast, some_key());
    EXPECT_EQ(found.id, 321U);
    EXPECT_NEAR(found.speed, 1.25, 0.005);
}

TEST(SoundMark, IsNotFoundInUnmarkedSoundNorWithAnotherKey) {
    EXPECT_FALSE(read(noise(4.0), some_key()).id);
    EXPECT_FALSE(read(mark(noise(4.0), 8), MarkKey{}).id);
}

TEST(SoundMark, ReadsNothingFromLessThanASecond) {
    EXPECT_EQ(read(noise(0.5), some_key()).pilot_score, 0.0);
    EXPECT_EQ(read(AudioBuffer{}, some_key()).pilot_score, 0.0);
}

}  // namespace
}  // namespace hibari::trust
