#include "media/spectrogram.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace hibari::media {
namespace {

int brightest_row(const Frame& frame, int x) {
    int best = 0;
    int brightest = -1;
    for (int y = 0; y < frame.height(); ++y) {
        const auto pixel = frame.row(y).subspan(static_cast<std::size_t>(x) * 3, 3);
        const int sum = pixel[0] + pixel[1] + pixel[2];
        if (sum > brightest) {
            brightest = sum;
            best = y;
        }
    }
    return best;
}

TEST(Spectrogram, ShowsASineAtItsPitch) {
    AudioBuffer audio(kSampleRateHz);
    for (std::size_t i = 0; i < audio.size(); ++i) {
        const double angle =
            2.0 * std::numbers::pi * 1000.0 * static_cast<double>(i) / kSampleRateHz;
        audio.left[i] = audio.right[i] = static_cast<float>(0.5 * std::sin(angle));
    }
    const Result<Frame> frame = spectrogram(audio, {64, 200});
    ASSERT_TRUE(frame);
    // 1 kHz lies ln(20) / ln(400) = half way up.
    EXPECT_NEAR(brightest_row(*frame, 32), 100, 3);
}

}  // namespace
}  // namespace hibari::media
