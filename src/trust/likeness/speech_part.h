#pragma once

// Where in a recording somebody speaks, by its loudness alone.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hibari::trust {

/// Samples [begin, end) of 48 kHz sound.
struct SpeechPart {
    std::size_t begin = 0;
    std::size_t end = 0;

    bool is_empty() const { return end <= begin; }

    double seconds() const { return static_cast<double>(end - begin) / 48'000.0; }
};

/// Loudness of each hundredth of a second (480 samples), as power.
std::vector<double> loudness_track(std::span<const float> sound);

/// From the first to the last stretch that stands out from the noise, with 0.2 s around it. Empty
/// when nothing does, or less than 0.3 s.
SpeechPart find_speech(std::span<const float> sound);

/// That part at 16 kHz in 16 bits, with its peak at half of full range.
std::vector<std::int16_t> for_recogniser(std::span<const float> sound, const SpeechPart& part);

}  // namespace hibari::trust
