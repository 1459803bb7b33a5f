#include "media/wav.h"

#include <cstring>
#include <gtest/gtest.h>

namespace hibari::media {
namespace {

TEST(Wav, HasAHeaderAndInterleavedSamples) {
    AudioBuffer audio(2);
    audio.left = {0.5F, -1.0F};
    audio.right = {0.25F, 0.0F};
    const std::string wav = encode_wav(audio);
    ASSERT_EQ(wav.size(), 44U + 16U);
    EXPECT_EQ(wav.substr(0, 4), "RIFF");
    EXPECT_EQ(wav[40], 16);
    float second = 0.0F;
    std::memcpy(&second, wav.data() + 48, sizeof(second));
    EXPECT_EQ(second, 0.25F);
}

}  // namespace
}  // namespace hibari::media
