#pragma once

// Writes the invisible mark into sound. In each cell of the pattern (sound_pattern.h) a band is
// made a little louder or softer: by about 1 dB where it is loud, by up to 9 dB where it lies 20 dB
// below the rest and is masked. The writer knows what the reader will see: where the sound itself
// already says what it should, it changes little, where it says the opposite, more, so that every
// bit is said equally clearly within what may be changed (informed embedding; Malvar, Florencio:
// "Improved spread spectrum", IEEE Trans. Signal Process. 51, 2003). In each period the change
// stays 25 dB below the sound. Silence is left as it is.

#include "media/audio_buffer.h"
#include "trust/mark/mark_key.h"

#include <cstdint>
#include <memory>

namespace hibari::trust {

/// Marks one sound track, piece by piece. It looks ahead, so what goes in comes out up to
/// kSoundMarkDelay samples later; sample by sample in time with the original.
class SoundMark {
  public:
    /// `total_samples` per channel will come (0 or more, checked).
    SoundMark(const MarkKey& key, std::uint32_t id, std::int64_t total_samples);
    ~SoundMark();
    SoundMark(SoundMark&&) noexcept;
    SoundMark& operator=(SoundMark&&) noexcept;

    /// Takes the next samples and replaces them by those that are ready: none at first, all that
    /// are left with the piece that completes `total_samples`. Samples beyond the total pass
    /// unmarked.
    void apply(media::AudioBuffer& piece);

    /// What is still held when the sound ends before its total.
    media::AudioBuffer finish();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The most samples that SoundMark holds back: 2.2 s.
inline constexpr std::int64_t kSoundMarkDelay = 105'600;

}  // namespace hibari::trust
