#pragma once

// What a clip sounds like: the words of Chromaprint, which follow the melody of twelve semitones.
// Loudness, compression and small cuts leave them; speed does not.

#include "media/audio_buffer.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace hibari::trust {

/// Seconds from one word to the next: 4096 samples at 11,025 Hz, a third of them new.
inline constexpr double kSoundWord_s = 4096.0 / 3.0 / 11'025.0;

/// Takes sound in pieces and gives its words.
class SoundPrinter {
  public:
    SoundPrinter();
    ~SoundPrinter();
    SoundPrinter(const SoundPrinter&) = delete;
    SoundPrinter& operator=(const SoundPrinter&) = delete;

    void push(const media::AudioBuffer& piece);

    /// After the last piece. None for less than 2.7 s, and none where it is silent.
    std::vector<std::uint32_t> finish();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Where two sounds are most alike.
struct SoundMatch {
    /// 1 - 2 e with e the share of different bits: 1 for the same, about 0 for unrelated sound.
    double score = 0.0;
    /// Seconds that the second starts after the first.
    double offset_s = 0.0;
    /// Words that were compared.
    int words = 0;
};

/// Compares at every offset that leaves at least `words_min` words of both.
SoundMatch match_sound(
    std::span<const std::uint32_t> first, std::span<const std::uint32_t> second, int words_min
);

}  // namespace hibari::trust
