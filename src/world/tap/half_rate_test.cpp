#include "world/tap/half_rate.h"

#include <cmath>
#include <cstddef>
#include <gtest/gtest.h>
#include <numbers>
#include <vector>

namespace hibari::world::tap {
namespace {

/// Level of what becomes of a sine of 1 at 48 kHz, measured away from the ends, in dB.
double gain_db(double frequency_hz) {
    constexpr std::size_t kSamples = 9600;
    std::vector<float> in(kSamples);
    for (std::size_t i = 0; i < kSamples; ++i) {
        const double phase =
            2.0 * std::numbers::pi * frequency_hz * static_cast<double>(i) / 48000.0;
        in[i] = static_cast<float>(std::sin(phase));
    }
    std::vector<float> out(kSamples / 2);
    halve_rate(in, out);
    double sum = 0.0;
    constexpr std::size_t kEdge = 400;  // leaves whole periods
    for (std::size_t i = kEdge; i + kEdge < out.size(); ++i) {
        sum += static_cast<double>(out[i]) * static_cast<double>(out[i]);
    }
    const double mean = sum / static_cast<double>(out.size() - 2 * kEdge);
    return 10.0 * std::log10(2.0 * mean + 1e-20);
}

TEST(HalfRate, KeepsWhatFitsTheLowerRate) {
    for (const double frequency_hz : {240.0, 480.0, 3000.0, 8000.0, 10400.0}) {
        EXPECT_NEAR(gain_db(frequency_hz), 0.0, 0.02) << frequency_hz;
    }
}

TEST(HalfRate, FoldsNothingBack) {
    for (const double frequency_hz : {13600.0, 15000.0, 18000.0, 23000.0}) {
        EXPECT_LT(gain_db(frequency_hz), -80.0) << frequency_hz;
    }
}

TEST(HalfRate, KeepsTheMomentOfAClick) {
    std::vector<float> in(2000, 0.0F);
    in[1000] = 1.0F;
    std::vector<float> out(1000);
    halve_rate(in, out);
    EXPECT_FLOAT_EQ(out[500], 0.5F);
    for (std::size_t k = 1; k < 40; ++k) {
        EXPECT_EQ(out[500 - k], out[500 + k]) << k;
    }
}

TEST(HalfRate, TakesAnySmallNumberOfSamples) {
    for (std::size_t count = 1; count < 80; ++count) {
        std::vector<float> in(count, 1.0F);
        std::vector<float> out((count + 1) / 2);
        halve_rate(in, out);
        EXPECT_GT(out.front(), 0.4F);
    }
}

}  // namespace
}  // namespace hibari::world::tap
