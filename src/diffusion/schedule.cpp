#include "diffusion/schedule.h"

#include "base/check.h"

namespace hibari::diffusion {

std::vector<double> noise_levels(int steps, double shift) {
    HIBARI_CHECK(steps >= 1 && steps <= kStepsMax, steps);
    HIBARI_CHECK(shift > 0.0, shift);
    std::vector<double> levels;
    levels.reserve(static_cast<std::size_t>(steps) + 1);
    for (int i = 0; i <= steps; ++i) {
        const double even = 1.0 - static_cast<double>(i) / steps;
        levels.push_back(shift * even / (1.0 + (shift - 1.0) * even));
    }
    return levels;
}

}  // namespace hibari::diffusion
