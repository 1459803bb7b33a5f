#pragma once

// How near clips come to what training showed: whoever copies is nearer than chance.

#include "base/progress.h"
#include "base/result.h"
#include "media/frame.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace hibari::eval {

struct TrainingClipOptions {
    std::uint64_t first_index = 0;
    int count = 0;
    media::FrameSize size = {};
    int frames = 0;
    std::stop_token stop = {};
};

/// Training stays below this index (training/hibari_training/clips.py): from here on clips are of
/// the same kind and were never shown.
inline constexpr std::uint64_t kNeverShownFrom = std::uint64_t{1} << 40U;

/// The clips of training from an index on, as features_of has them. They are the very ones when
/// size and length are those that were trained with. What cannot be made is left out, as in
/// training. Fails with `cancelled` only.
Result<std::vector<std::vector<double>>> training_features(
    const TrainingClipOptions& options, Progress& progress
);

/// Of each entry of `set` to the nearest of `reference`: root mean square difference of a number,
/// in deviations of that number over `reference`, at most kFarthest each. Nothing for a reference
/// of fewer than two.
std::vector<double> nearest_distances(
    std::span<const std::vector<double>> reference, std::span<const std::vector<double>> set
);

inline constexpr double kFarthest = 5.0;

}  // namespace hibari::eval
