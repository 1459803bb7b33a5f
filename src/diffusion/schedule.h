#pragma once

// The noise levels that a denoising runs through. A level is 1 where there is nothing but noise and
// 0 where there is none; in between a noisy value is (1 - level) * clean + level * gauss (rectified
// flow, Liu et al. 2022, arXiv 2209.03003).

#include <vector>

namespace hibari::diffusion {

inline constexpr int kStepsMax = 1000;

/// `steps` + 1 falling levels from 1 to 0, evenly spaced and then moved towards noise:
/// shift * t / (1 + (shift - 1) * t) (Esser et al. 2024, arXiv 2403.03206, equation 23). More
/// tokens want a larger shift; 1 leaves them even. `steps` is 1 .. kStepsMax, `shift` positive
/// (checked).
std::vector<double> noise_levels(int steps, double shift);

}  // namespace hibari::diffusion
