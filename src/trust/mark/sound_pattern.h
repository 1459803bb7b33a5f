#pragma once

// Where the mark lies in the sound. Time is cut into periods of 1.92 s, each period into 32 slots
// of 60 ms and 32 bands between 0.45 and 4.7 kHz: 1024 cells, in each of which the sound is made a
// little louder or softer. The key says which cells belong to which bit and which sign each has. A
// quarter of the cells are the pilot, whose signs do not depend on the id: it is what the reader
// looks for. Every period carries the whole payload.

#include "trust/mark/payload.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace hibari::trust {

inline constexpr std::size_t kSoundBands = 32;
inline constexpr std::size_t kSoundSlots = 32;
inline constexpr std::size_t kSoundCells = kSoundBands * kSoundSlots;

/// Frames, 10 ms apart, in a slot and in a period.
inline constexpr std::size_t kSlotFrames = 6;
inline constexpr std::size_t kPeriodFrames = kSoundSlots * kSlotFrames;

/// Cells that work together: one group per coded bit, the others are the pilot.
inline constexpr std::size_t kSoundGroups = 128;
inline constexpr std::size_t kGroupCells = kSoundCells / kSoundGroups;

/// What the key makes of one cell.
struct SoundCell {
    /// Below kPayloadBits: the bit it says. Else: a part of the pilot.
    std::uint8_t group = 0;
    /// +1 or -1: louder or softer for bit 1 and for the pilot.
    std::int8_t sign = 1;
};

/// The cells, slots of band 0 first.
using SoundPattern = std::array<SoundCell, kSoundCells>;

SoundPattern sound_pattern(const MarkKey& key);

/// The kSoundBands + 1 borders of the bands in Hz: 60 Hz apart below, 7 % above.
std::array<float, kSoundBands + 1> sound_band_borders_hz();

}  // namespace hibari::trust
