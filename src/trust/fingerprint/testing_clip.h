#pragma once

// Clips for tests: soft blobs that drift over a ground, different for each seed, and a melody.

#include "base/rng.h"
#include "trust/fingerprint/clip_fingerprint.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <vector>

namespace hibari::trust::testing {

inline constexpr media::FrameSize kClipSize{192, 108};

/// One picture of the clip `seed`, `time_s` after its beginning.
inline Luma picture_at(std::uint64_t seed, double time_s) {
    Luma picture(kClipSize.width, kClipSize.height);
    constexpr int kBlobs = 60;
    for (int blob = 0; blob < kBlobs; ++blob) {
        Rng rng = Rng(seed).split(blob);
        const double x = rng.uniform(0.0, 1.0) + rng.uniform(-0.04, 0.04) * time_s;
        const double y = rng.uniform(0.0, 1.0) + rng.uniform(-0.04, 0.04) * time_s;
        const double radius = blob < 8 ? rng.uniform(0.1, 0.25) : rng.uniform(0.02, 0.07);
        const double strength = rng.uniform(-90.0, 90.0);
        const auto from = [&](double middle, int side) {
            return std::max(0, static_cast<int>((middle - 3.0 * radius) * side));
        };
        const auto to = [&](double middle, int side) {
            return std::min(side, static_cast<int>((middle + 3.0 * radius) * side));
        };
        for (int row = from(y, picture.height); row < to(y, picture.height); ++row) {
            for (int column = from(x, picture.width); column < to(x, picture.width); ++column) {
                const double dx = (column + 0.5) / picture.width - x;
                const double dy = (row + 0.5) / picture.height - y;
                picture.at(column, row) += static_cast<float>(
                    strength * std::exp(-(dx * dx + dy * dy) / (radius * radius))
                );
            }
        }
    }
    for (float& value : picture.values) {
        value = std::min(std::max(value + 120.0F, 0.0F), 255.0F);
    }
    return picture;
}

/// What somebody did to a picture.
using Attack = std::function<Luma(const Luma&)>;

inline ClipSamples samples_of(
    std::uint64_t seed,
    double seconds,
    const Attack& attack = [](const Luma& picture) { return picture; },
    double from_s = 0.0
) {
    ClipSamples samples;
    samples.length_ms = static_cast<std::int64_t>(seconds * 1'000.0);
    for (std::int64_t time_ms = 0; time_ms < samples.length_ms; time_ms += kSampleEvery_ms) {
        const double time_s = from_s + static_cast<double>(time_ms) / 1'000.0;
        samples.pictures.push_back({time_ms, attack(picture_at(seed, time_s))});
    }
    return samples;
}

inline Luma cut(const Luma& picture, const Window& window) {
    return look_through(picture, window, picture.height);
}

inline Luma mirror(const Luma& picture) {
    Luma other = picture;
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            other.at(x, y) = picture.at(picture.width - 1 - x, y);
        }
    }
    return other;
}

/// Notes of a quarter of a second; which ones, `seed` says.
inline media::AudioBuffer melody(std::uint64_t seed, double seconds) {
    media::AudioBuffer sound(media::sample_count(seconds));
    constexpr std::size_t kNote = media::kSampleRateHz / 4;
    for (std::size_t i = 0; i < sound.size(); ++i) {
        Rng rng = Rng(seed).split(static_cast<std::uint64_t>(i / kNote));
        double value = 0.0;
        for (int voice = 0; voice < 3; ++voice) {
            const double semitone = std::floor(rng.uniform(0.0, 36.0));
            const double hertz = 220.0 * std::pow(2.0, semitone / 12.0);
            value += std::sin(
                2.0 * std::numbers::pi * hertz * static_cast<double>(i) / media::kSampleRateHz
            );
        }
        sound.left[i] = static_cast<float>(value * 0.2);
        sound.right[i] = sound.left[i];
    }
    return sound;
}

}  // namespace hibari::trust::testing
