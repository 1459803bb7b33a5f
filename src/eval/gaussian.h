#pragma once

// How well a cloud of measured points explains another point.

#include "base/check.h"

#include <array>
#include <cmath>
#include <cstddef>

namespace hibari::eval {

/// A normal distribution in `kSize` dimensions.
template <std::size_t kSize>
class Gaussian {
  public:
    /// The covariance row by row, each up to its diagonal. It must be positive definite (checked).
    Gaussian(
        const std::array<double, kSize>& mean,
        const std::array<double, kSize*(kSize + 1) / 2>& covariance
    )
        : mean_(mean) {
        // Cholesky: the covariance is root times root transposed.
        for (std::size_t i = 0; i < kSize; ++i) {
            for (std::size_t j = 0; j <= i; ++j) {
                double rest = covariance[i * (i + 1) / 2 + j];
                for (std::size_t k = 0; k < j; ++k) {
                    rest -= root_[i][k] * root_[j][k];
                }
                HIBARI_CHECK(i != j || rest > 0.0, i, rest);
                root_[i][j] = i == j ? std::sqrt(rest) : rest / root_[j][j];
            }
            log_volume_ += std::log(root_[i][i]);
        }
    }

    /// Up to a constant that only kSize decides.
    double log_likelihood(const std::array<double, kSize>& point) const {
        std::array<double, kSize> even{};
        double squares = 0.0;
        for (std::size_t i = 0; i < kSize; ++i) {
            double rest = point[i] - mean_[i];
            for (std::size_t k = 0; k < i; ++k) {
                rest -= root_[i][k] * even[k];
            }
            even[i] = rest / root_[i][i];
            squares += even[i] * even[i];
        }
        return -0.5 * squares - log_volume_;
    }

  private:
    std::array<double, kSize> mean_;
    std::array<std::array<double, kSize>, kSize> root_ = {};
    double log_volume_ = 0.0;
};

}  // namespace hibari::eval
