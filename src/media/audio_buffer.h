#pragma once

// Sound as two planes of float samples at 48 kHz, nominally within -1..1. Everything between the
// sound engine and the encoder speaks this one format.

#include <cstddef>
#include <vector>

namespace hibari::media {

inline constexpr int kSampleRateHz = 48'000;

/// A stretch of stereo sound; both planes are equally long.
struct AudioBuffer {
    std::vector<float> left = {};
    std::vector<float> right = {};

    AudioBuffer() = default;

    /// Silence of that many samples per channel.
    explicit AudioBuffer(std::size_t samples) : left(samples), right(samples) {}

    /// Samples per channel.
    std::size_t size() const { return left.size(); }

    bool empty() const { return left.empty(); }

    double duration_s() const { return static_cast<double>(size()) / kSampleRateHz; }
};

/// Number of samples per channel that last `seconds`, rounded to the nearest.
std::size_t sample_count(double seconds);

}  // namespace hibari::media
