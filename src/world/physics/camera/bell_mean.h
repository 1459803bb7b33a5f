#pragma once

// The calm of a hand: a path that follows a series of points without its corners.

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace hibari::world {

/// Mean of a series around a fractional index under a bell that ends in nothing, so that no point
/// comes in with a jerk; beyond its ends the series goes on as it came, so that the mean does not
/// lag behind.
template <typename Value>
auto bell_mean(double at, double width, std::size_t size, const Value& value) {
    const int count = static_cast<int>(size);
    const auto get = [&](int i) {
        return value(static_cast<std::size_t>(std::clamp(i, 0, count - 1)));
    };
    const auto beyond = [&](int i) {
        if (i < 0) {
            return get(0) * 2.0F - get(-i);
        }
        return i < count ? get(i) : get(count - 1) * 2.0F - get(2 * (count - 1) - i);
    };
    constexpr double kReach = 2.5;  // Deviations.
    const double edge = std::exp(-0.5 * kReach * kReach);
    decltype(get(0)) sum{};
    float weight = 0.0F;
    const int last = static_cast<int>(at + kReach * width) + 1;
    for (int i = static_cast<int>(std::floor(at - kReach * width)); i <= last; ++i) {
        const double off = (static_cast<double>(i) - at) / width;
        const auto w = static_cast<float>(std::max(std::exp(-0.5 * off * off) - edge, 0.0));
        sum = sum + beyond(i) * w;
        weight += w;
    }
    return sum * (1.0F / weight);
}

}  // namespace hibari::world
