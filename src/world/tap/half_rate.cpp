#include "world/tap/half_rate.h"

#include "base/check.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace hibari::world::tap {
namespace {

/// Taps with a weight other than zero on either side of the middle one: those at odd distances.
constexpr std::size_t kSide = 24;
/// Shape of the Kaiser window: 85 dB of attenuation (Oppenheim and Schafer, "Discrete-Time Signal
/// Processing", eq. 7.62: 0.1102 (A - 8.7)).
constexpr double kBeta = 0.1102 * (85.0 - 8.7);

/// Modified Bessel function of order 0, by its power series.
double bessel_i0(double x) {
    double term = 1.0;
    double sum = 1.0;
    for (int k = 1; k < 40; ++k) {
        term *= (0.5 * x / k) * (0.5 * x / k);
        sum += term;
    }
    return sum;
}

/// Weights at the distances 1, 3, 5, ...; that of the middle is 1/2.
std::array<float, kSide> make_weights() {
    std::array<double, kSide> weights{};
    double sum = 0.0;
    constexpr double kReach = 2.0 * kSide;
    for (std::size_t i = 0; i < kSide; ++i) {
        const double distance = 2.0 * static_cast<double>(i) + 1.0;
        const double sinc =
            std::sin(0.5 * std::numbers::pi * distance) / (std::numbers::pi * distance);
        const double inside = 1.0 - (distance / kReach) * (distance / kReach);
        weights[i] = sinc * bessel_i0(kBeta * std::sqrt(inside)) / bessel_i0(kBeta);
        sum += 2.0 * weights[i];
    }
    std::array<float, kSide> exact{};
    for (std::size_t i = 0; i < kSide; ++i) {
        exact[i] = static_cast<float>(0.5 * weights[i] / sum);  // A constant stays what it is.
    }
    return exact;
}

}  // namespace

void halve_rate(std::span<const float> in, std::span<float> out) {
    HIBARI_CHECK(out.size() == (in.size() + 1) / 2, in.size(), out.size());
    static const std::array<float, kSide> kWeights = make_weights();
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::size_t middle = 2 * i;
        float sum = 0.5F * in[middle];
        for (std::size_t k = 0; k < kSide; ++k) {
            const std::size_t away = 2 * k + 1;
            const float before = middle >= away ? in[middle - away] : 0.0F;
            const float after = middle + away < in.size() ? in[middle + away] : 0.0F;
            sum += kWeights[k] * (before + after);
        }
        out[i] = sum;
    }
}

}  // namespace hibari::world::tap
