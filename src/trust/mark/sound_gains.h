#pragma once

// Decides how much louder or softer each cell of one period becomes.

#include "trust/mark/sound_spectrum.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace hibari::trust {

/// Frames before and after a period that have a say in what stands out in it.
inline constexpr std::size_t kPeriodMargin = 12;

struct GainLimits {
    /// How far the change stays below the sound, as a ratio of powers.
    double distortion_max = 0.003;
    /// The largest change, as the logarithm of the amplitude.
    float gain_max = 1.0F;
};

/// Natural logarithms of the amplitude for each cell.
using CellGains = std::array<float, kSoundCells>;

/// Finds gains for `power` (kPeriodFrames frames and kPeriodMargin before and after) such that all
/// groups say their bit (+1 or -1 for each) equally clearly. `sound_power` is the power of the
/// whole spectrum, in the measure of `power`.
CellGains solve_gains(
    const BandPlane& power,
    double sound_power,
    const SoundPattern& pattern,
    const std::array<std::int8_t, kSoundGroups>& bits,
    const GainLimits& limits
);

}  // namespace hibari::trust
