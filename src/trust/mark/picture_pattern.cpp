#include "trust/mark/picture_pattern.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

namespace hibari::trust {
namespace {

constexpr double kLongSide = 320.0;
constexpr double kScaleMin = 0.5;
constexpr double kScaleMax = 6.0;
/// The amplitude of a wave of radius r is r to this power: codecs keep long waves.
constexpr double kSlope = -1.0;
/// Amplitude of a pilot over that of a data wave of its length.
constexpr float kPilotGain = 2.0F;

/// All waves of the band from long to short; ties are in a fixed order.
std::vector<Wave> waves_of_band() {
    constexpr double kRadiusMin = 2.5;
    constexpr int kMost = 16;
    std::vector<Wave> waves;
    for (int v = -kMost; v <= kMost; ++v) {
        for (int u = -kMost; u <= kMost; ++u) {
            if (radius({u, v}) >= kRadiusMin) {
                waves.push_back({u, v});
            }
        }
    }
    std::ranges::stable_sort(waves, {}, [](const Wave& wave) { return radius(wave); });
    waves.resize(kPilots + kDataHarmonics);
    return waves;
}

template <typename T>
void shuffle(std::span<T> items, KeyStream& stream) {
    for (std::size_t i = items.size(); i > 1; --i) {
        std::swap(items[i - 1], items[stream.below(static_cast<std::uint32_t>(i))]);
    }
}

float sign(KeyStream& stream) {
    return (stream.bits() & 1U) != 0 ? 1.0F : -1.0F;
}

/// Pilots are of middle length and lie apart from each other.
std::vector<Wave> take_pilots(std::vector<Wave>& waves, KeyStream& stream) {
    constexpr double kRadiusMin = 3.5;
    constexpr double kRadiusMax = 7.5;
    constexpr double kApart = 1.9;
    std::vector<Wave> order = waves;
    shuffle(std::span(order), stream);
    std::vector<Wave> pilots;
    for (const Wave& wave : order) {
        const bool apart = std::ranges::none_of(pilots, [&](const Wave& other) {
            return std::hypot(wave.u - other.u, wave.v - other.v) < kApart;
        });
        if (apart && radius(wave) >= kRadiusMin && radius(wave) <= kRadiusMax &&
            pilots.size() < kPilots) {
            pilots.push_back(wave);
        }
    }
    HIBARI_CHECK(pilots.size() == kPilots, pilots.size());
    std::erase_if(waves, [&](const Wave& wave) {
        return std::ranges::any_of(pilots, [&](const Wave& pilot) {
            return pilot.u == wave.u && pilot.v == wave.v;
        });
    });
    return pilots;
}

}  // namespace

double radius(const Wave& wave) {
    return std::hypot(wave.u, wave.v);
}

double canonical_scale(int width, int height) {
    return std::clamp(std::max(width, height) / kLongSide, kScaleMin, kScaleMax);
}

PicturePattern::PicturePattern(const MarkKey& key) {
    KeyStream stream(key, "picture");
    const auto amplitude = [](const Wave& wave) {
        return static_cast<float>(std::pow(radius(wave), kSlope));
    };
    std::vector<Wave> waves = waves_of_band();
    for (const Wave& wave : take_pilots(waves, stream)) {
        const float part = amplitude(wave) * kPilotGain;
        const float real = sign(stream) * part;
        pilots_.push_back({.wave = wave, .value = {real, sign(stream) * part}});
    }
    // Long waves last longer than short ones: each bit gets one wave part of every length, dealt
    // round by round.
    std::vector<std::uint8_t> bits(kPayloadBits);
    std::size_t dealt = kPayloadBits;
    const auto next_bit = [&] {
        if (dealt == kPayloadBits) {
            for (std::size_t i = 0; i < kPayloadBits; ++i) {
                bits[i] = static_cast<std::uint8_t>(i);
            }
            shuffle(std::span(bits), stream);
            dealt = 0;
        }
        return bits[dealt++];
    };
    for (const Wave& wave : waves) {
        DataWave data{.wave = wave, .amplitude = amplitude(wave)};
        for (std::size_t part = 0; part < 2; ++part) {
            data.bit[part] = next_bit();
            data.chip[part] = sign(stream);
        }
        data_.push_back(data);
    }
}

std::vector<std::complex<float>> PicturePattern::tile(const PayloadBits& bits) const {
    std::array<std::complex<float>, kTileSide> turn;
    for (std::size_t i = 0; i < turn.size(); ++i) {
        const double angle = 2.0 * std::numbers::pi * static_cast<double>(i) / kTileSide;
        turn[i] = std::complex<float>(std::polar(1.0, angle));
    }
    const auto turned = [&turn](int steps) {
        const int wrapped = steps % kTileSide;
        return turn[static_cast<std::size_t>(wrapped < 0 ? wrapped + kTileSide : wrapped)];
    };
    // Waves with the same v first: one row for each v, which is then turned down the tile.
    std::map<int, std::array<std::complex<float>, kTileSide>> rows;
    double power = 0.0;
    const auto add = [&](const Wave& wave, std::complex<float> value) {
        power += std::norm(value);
        auto& row = rows[wave.v];
        for (int x = 0; x < kTileSide; ++x) {
            row[static_cast<std::size_t>(x)] += value * turned(wave.u * x);
        }
    };
    for (const PilotWave& pilot : pilots_) {
        add(pilot.wave, pilot.value);
    }
    for (const DataWave& data : data_) {
        const auto part = [&](std::size_t i) {
            return data.amplitude * data.chip[i] * (bits[data.bit[i]] != 0 ? 1.0F : -1.0F);
        };
        add(data.wave, {part(0), part(1)});
    }
    // A complex wave of power p has a real part of power p / 2.
    const auto scale = static_cast<float>(1.0 / std::sqrt(power / 2.0));
    std::vector<std::complex<float>> tile(kTileSide * kTileSide);
    for (const auto& [v, row] : rows) {
        for (int y = 0; y < kTileSide; ++y) {
            const std::complex<float> by = turned(v * y) * scale;
            std::complex<float>* out = tile.data() + static_cast<std::size_t>(y) * kTileSide;
            for (std::size_t x = 0; x < kTileSide; ++x) {
                out[x] += row[x] * by;
            }
        }
    }
    return tile;
}

}  // namespace hibari::trust
