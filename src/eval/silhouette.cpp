#include "eval/silhouette.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hibari::eval {
namespace {

/// Variances below this, in pixels squared, are those of a line.
constexpr double kVarianceMin = 0.05;

constexpr std::array<std::array<double, 5>, 5> kBinomials{{
    {1},
    {1, 1},
    {1, 2, 1},
    {1, 3, 3, 1},
    {1, 4, 6, 4, 1},
}};

}  // namespace

void Silhouette::add(double x, double y, double covered) {
    double px = covered;
    for (std::size_t p = 0; p <= kOrder; ++p) {
        double value = px;
        for (std::size_t q = 0; p + q <= kOrder; ++q) {
            sums_[p][q] += value;
            value *= y;
        }
        px *= x;
    }
}

void Silhouette::add(const Silhouette& other) {
    for (std::size_t p = 0; p <= kOrder; ++p) {
        for (std::size_t q = 0; p + q <= kOrder; ++q) {
            sums_[p][q] += other.sums_[p][q];
        }
    }
}

Outline Silhouette::outline() const {
    if (area() <= 0.0) {
        return {};
    }
    const double mx = sums_[1][0] / area();
    const double my = sums_[0][1] / area();
    // Mean of (x - mx)^p (y - my)^q.
    const auto about_middle = [&](std::size_t p, std::size_t q) {
        double sum = 0.0;
        for (std::size_t i = 0; i <= p; ++i) {
            for (std::size_t j = 0; j <= q; ++j) {
                sum += kBinomials[p][i] * kBinomials[q][j] *
                       std::pow(-mx, static_cast<double>(p - i)) *
                       std::pow(-my, static_cast<double>(q - j)) * sums_[i][j];
            }
        }
        return sum / area();
    };
    const double xx = about_middle(2, 0);
    const double xy = about_middle(1, 1);
    const double yy = about_middle(0, 2);
    const double determinant = xx * yy - xy * xy;
    if (xx < kVarianceMin || yy < kVarianceMin || determinant < kVarianceMin * kVarianceMin) {
        return {};
    }
    // u = a x, v = b x + c y have variance 1 and do not lean (Cholesky).
    const double a = 1.0 / std::sqrt(xx);
    const double c = std::sqrt(xx / determinant);
    const double b = -c * xy / xx;
    const auto even = [&](std::size_t p, std::size_t q) {
        double sum = 0.0;
        for (std::size_t j = 0; j <= q; ++j) {
            sum += kBinomials[q][j] * std::pow(b, static_cast<double>(q - j)) *
                   std::pow(c, static_cast<double>(j)) * about_middle(p + q - j, j);
        }
        return sum * std::pow(a, static_cast<double>(p));
    };
    const double corners3 =
        std::hypot(even(3, 0) - 3.0 * even(1, 2), 3.0 * even(2, 1) - even(0, 3));
    const double corners4 =
        std::hypot(even(4, 0) - 6.0 * even(2, 2) + even(0, 4), 4.0 * even(3, 1) - 4.0 * even(1, 3));
    const double outside = even(4, 0) + 2.0 * even(2, 2) + even(0, 4);
    const double half_trace = 0.5 * (xx + yy);
    const double root = std::sqrt(std::max(half_trace * half_trace - determinant, 0.0));
    return {
        0.5 * std::log(yy / xx),
        xy / std::sqrt(xx * yy),
        0.5 * std::log((half_trace + root) / (half_trace - root)),
        std::log(4.0 * std::numbers::pi * std::sqrt(determinant) / area()),
        corners3,
        corners4,
        outside,
        about_middle(2, 1) / (xx * std::sqrt(yy)),
    };
}

}  // namespace hibari::eval
