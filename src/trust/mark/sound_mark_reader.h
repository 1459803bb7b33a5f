#pragma once

// Reads the invisible mark in sound that was cut, compressed, filtered, played faster or slower
// (with the pitch or without) and says what it says. It looks for the pilot over all offsets and
// speeds, folds all periods onto one, and hands the bits to the decoder of the payload.
//
// An id is a claim only once it is found among those that were given out. In each 10 s the reader
// decodes at no more than 13 places, so unmarked sound makes up an id with probability below 13 *
// 6.1e-5 = 8e-4 (payload.h), and one of a million given out with 8e-4 * 1e6 / 2^32 = 1.9e-7.

#include "media/audio_buffer.h"
#include "trust/mark/mark_key.h"
#include "trust/mark/payload.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>

namespace hibari::trust {

/// What was found.
struct SoundMarkFound {
    /// The id, when the pilot was found and the payload passed its check.
    std::optional<std::uint32_t> id = std::nullopt;
    /// For decode_payload: log-likelihood ratios; all 0 when there is nothing to look at.
    std::array<float, kPayloadBits> soft = {};
    /// How far the pilot stands out, in standard deviations, at the best place. Unmarked sound
    /// gives 3.9 (median of 418 readings; 4.9 at most in 99 of 100), since the best of some 30,000
    /// places is taken; 6 and more is a mark.
    double pilot_score = 0.0;
    /// How much faster than the original it plays, 0.78..1.28, and how much higher it sounds.
    double speed = 1.0;
    double pitch = 1.0;
};

/// Takes sound at 48 kHz in pieces, then looks at it.
class SoundMarkReader {
  public:
    explicit SoundMarkReader(const MarkKey& key);
    ~SoundMarkReader();
    SoundMarkReader(SoundMarkReader&&) noexcept;
    SoundMarkReader& operator=(SoundMarkReader&&) noexcept;

    /// The next samples. What comes after the first kSoundReadMax samples is not looked at.
    void push(const media::AudioBuffer& piece);

    /// What the sound pushed so far says. Fewer than 1 s, or silence, says nothing.
    SoundMarkFound read() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// One minute.
inline constexpr std::int64_t kSoundReadMax = std::int64_t{60} * media::kSampleRateHz;

}  // namespace hibari::trust
