#include "base/rng.h"

#include <cmath>

namespace hibari {
namespace {

constexpr int kLogTerms = 18;

// Natural logarithm from basic arithmetic only: std::log differs in the last bit between C
// libraries, and random streams must not. ln(m 2^e) = e ln 2 + 2 atanh((m - 1) / (m + 1)); with m
// in [0.5, 1) the ratio is below 1/3 and 18 terms reach double precision.
double portable_log(double x) {
    int exponent = 0;
    const double mantissa = std::frexp(x, &exponent);
    const double ratio = (mantissa - 1.0) / (mantissa + 1.0);
    const double square = ratio * ratio;
    double power = ratio;
    double sum = 0.0;
    for (int term = 0; term < kLogTerms; ++term) {
        sum += power / (2 * term + 1);
        power *= square;
    }
    constexpr double kLn2 = 0.693147180559945309417;
    return exponent * kLn2 + 2.0 * sum;
}

}  // namespace

// Marsaglia's polar method (SIAM Review 6, 1964); it accepts 79 % of its pairs.
double Rng::normal() {
    while (true) {
        const double x = uniform(-1.0, 1.0);
        const double y = uniform(-1.0, 1.0);
        const double radius = x * x + y * y;
        if (radius > 0.0 && radius < 1.0) {
            return x * std::sqrt(-2.0 * portable_log(radius) / radius);
        }
    }
}

}  // namespace hibari
