#pragma once

// What the invisible mark of the picture looks like. Over the picture lies an endless wallpaper of
// square tiles, and a tile is a sum of waves: harmonic (u, v) makes u periods across it and v
// down. 16 of them are pilots, the same in every mark of one key, which tell a reader how the
// picture was scaled, turned and shifted since. The others carry the 96 bits of the payload, each
// bit on six of them. Because a shift or a crop turns only the phases of waves, and a scaling only
// moves them in the spectrum, a reader finds them again wherever they went.
//
// In time the whole pattern turns like a clock hand twice a second: the tile is complex, and a
// frame at time t shows the real part of tile * exp(2 pi i t). What stands still in the picture
// cancels when a reader turns it back.

#include "trust/mark/mark_key.h"
#include "trust/mark/payload.h"

#include <complex>
#include <span>
#include <vector>

namespace hibari::trust {

/// Side of a tile in canonical pixels. Not a multiple of 16, so that no harmonic falls on the block
/// grid of a codec.
inline constexpr int kTileSide = 120;

/// How often the pattern turns.
inline constexpr double kTurnsPerSecond = 2.0;

/// Real chips (half a harmonic) for each bit of the payload.
inline constexpr int kChipsPerBit = 6;

inline constexpr std::size_t kPilots = 16;
inline constexpr std::size_t kDataHarmonics = kPayloadBits * kChipsPerBit / 2;

/// Pixels per canonical pixel in a marked clip of this size: its longer side is 320 canonical
/// pixels, but small clips have no finer and huge ones no coarser pattern than their pixels allow.
double canonical_scale(int width, int height);

/// One wave of the tile.
struct Wave {
    int u = 0;
    int v = 0;
};

/// Periods on a stretch of one tile side along the way that the wave runs.
double radius(const Wave& wave);

/// A wave that says where the others are.
struct PilotWave {
    Wave wave;
    /// Amplitude and phase.
    std::complex<float> value;
};

/// A wave whose real and imaginary parts each say one bit.
struct DataWave {
    Wave wave;
    std::array<std::uint8_t, 2> bit = {};
    /// +1 or -1: what the part is multiplied with when the bit is 1.
    std::array<float, 2> chip = {};
    float amplitude = 0;
};

/// The waves of one key.
class PicturePattern {
  public:
    explicit PicturePattern(const MarkKey& key);

    std::span<const PilotWave> pilots() const { return pilots_; }

    std::span<const DataWave> data() const { return data_; }

    /// The tile that says `bits`: kTileSide rows of kTileSide values; the root mean square of the
    /// real part is 1.
    std::vector<std::complex<float>> tile(const PayloadBits& bits) const;

  private:
    std::vector<PilotWave> pilots_;
    std::vector<DataWave> data_;
};

}  // namespace hibari::trust
