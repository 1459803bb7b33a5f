#include "trust/mark/sound_pattern.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace hibari::trust {
namespace {

// A stratum is four bands. Each group has one of its cells in each, so that what a low pass takes
// away it takes from all alike.
constexpr std::size_t kStratumBands = 4;
constexpr std::size_t kStratumCells = kStratumBands * kSoundSlots;
static_assert(kStratumCells == kSoundGroups);
static_assert(kSoundBands / kStratumBands == kGroupCells);

}  // namespace

SoundPattern sound_pattern(const MarkKey& key) {
    KeyStream stream(key, "sound");
    SoundPattern pattern{};
    for (std::size_t first = 0; first < kSoundCells; first += kStratumCells) {
        std::array<std::uint8_t, kStratumCells> groups{};
        std::iota(groups.begin(), groups.end(), std::uint8_t{0});
        for (std::size_t i = kStratumCells - 1; i > 0; --i) {
            std::swap(groups[i], groups[stream.below(static_cast<std::uint32_t>(i + 1))]);
        }
        for (std::size_t i = 0; i < kStratumCells; ++i) {
            pattern[first + i].group = groups[i];
            pattern[first + i].sign = (stream.bits() & 1U) != 0 ? 1 : -1;
        }
    }
    return pattern;
}

std::array<float, kSoundBands + 1> sound_band_borders_hz() {
    std::array<float, kSoundBands + 1> borders{};
    borders[0] = 450.0F;
    for (std::size_t i = 1; i < borders.size(); ++i) {
        borders[i] = borders[i - 1] + std::max(60.0F, 0.07F * borders[i - 1]);
    }
    return borders;
}

}  // namespace hibari::trust
