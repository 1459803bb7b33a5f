#pragma once

// Where the sound of a clip that goes on meets what is made after it. The model hears the end of
// the clip again, so both exist for a moment; the old one fades into the new one there, as two
// sounds that are cut hard against each other click.

#include "media/audio_buffer.h"

#include <cstddef>

namespace hibari::engine {

/// Without an end it hands on what it is given.
class Seam {
  public:
    /// The fade lasts so long at most: 10 ms.
    static constexpr std::size_t kSamples = 480;

    Seam() = default;

    /// Takes the last moment from `old`; what comes through begins `again` samples before its end,
    /// at least kSamples (checked).
    Seam(media::AudioBuffer& old, std::size_t again);

    /// What there is to be heard after the shortened old sound.
    media::AudioBuffer next(media::AudioBuffer sound);

  private:
    media::AudioBuffer end_ = {};
    std::size_t skipped_ = 0;  ///< still to be
    std::size_t faded_ = 0;
};

}  // namespace hibari::engine
