#include "world/sound/finish.h"

#include "base/check.h"
#include "base/vec.h"
#include "media/loudness.h"
#include "world/sound/dsp/filter.h"

#include <algorithm>
#include <cmath>

namespace hibari::world::sound {
namespace {

constexpr double kFadeS = 0.01;

void band_limit(Stereo& sound, float low_hz, float high_hz) {
    for (Samples* side : {&sound.left, &sound.right}) {
        high_pass(low_hz).run(*side);
        low_pass(high_hz).run(*side);
    }
}

void add_hiss(Stereo& sound, float level, float low_hz, Rng rng) {
    for (Samples* side : {&sound.left, &sound.right}) {
        Noise noise(rng.split(side == &sound.left ? "left" : "right"));
        Biquad high = high_pass(low_hz);
        for (float& sample : *side) {
            sample += level * high.run(noise.next());
        }
    }
}

void narrow(Stereo& sound, float width) {
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const float middle = 0.5F * (sound.left[i] + sound.right[i]);
        const float side = 0.5F * (sound.left[i] - sound.right[i]) * width;
        sound.left[i] = middle + side;
        sound.right[i] = middle - side;
    }
}

// Slow drift of the tape's speed.
void wow(Stereo& sound, float depth_samples) {
    for (Samples* side : {&sound.left, &sound.right}) {
        const Samples source = *side;
        for (std::size_t i = 0; i < source.size(); ++i) {
            const float time = static_cast<float>(i) / kRate;
            const float shift = depth_samples * (1.0F + std::sin(2.0F * kPi * 0.7F * time)) +
                                0.08F * depth_samples * (1.0F + std::sin(2.0F * kPi * 7.3F * time));
            const float position = static_cast<float>(i % 4096) - shift;
            const auto whole = static_cast<std::ptrdiff_t>(std::floor(position));
            const float t = position - static_cast<float>(whole);
            const auto base = static_cast<std::ptrdiff_t>(i - i % 4096) + whole;
            const auto at = [&](std::ptrdiff_t k) {
                return k < 0 ? 0.0F
                             : source[std::min(static_cast<std::size_t>(k), source.size() - 1)];
            };
            (*side)[i] = at(base) * (1.0F - t) + at(base + 1) * t;
        }
    }
}

// How many decibels of its peaks the mix would lose on the way to the loudness.
double crushed_db(const media::Loudness& loudness) {
    if (!loudness.integrated_lufs || !loudness.true_peak_dbtp) {
        return 0.0;
    }
    const double gain = media::kTargetLoudness_lufs - *loudness.integrated_lufs;
    return gain + *loudness.true_peak_dbtp - media::kPeakMax_dbtp;
}

void scale(Stereo& sound, float gain) {
    for (Samples* side : {&sound.left, &sound.right}) {
        for (float& sample : *side) {
            sample *= gain;
        }
    }
}

// Rounds what exceeds half of full scale: short peaks lose height without the sound before and
// after them moving. Both ears alike, so that nothing changes its place.
void round_peaks(Stereo& sound, float gain) {
    constexpr float kKnee = 0.5F;
    constexpr float kRoom = 0.38F;
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const float size = gain * std::max(std::fabs(sound.left[i]), std::fabs(sound.right[i]));
        float scale = gain;
        if (size > kKnee) {
            scale *= (kKnee + kRoom * std::tanh((size - kKnee) / kRoom)) / size;
        }
        sound.left[i] *= scale;
        sound.right[i] *= scale;
    }
}

Stereo between(const Stereo& sound, std::size_t begin, std::size_t end) {
    const auto at = [](std::size_t i) { return static_cast<std::ptrdiff_t>(i); };
    Stereo part;
    part.left.assign(sound.left.begin() + at(begin), sound.left.begin() + at(end));
    part.right.assign(sound.right.begin() + at(begin), sound.right.begin() + at(end));
    return part;
}

// The loudest that a later part may be, over the first: beyond that the fader goes down, slowly.
Result<void> ride(Stereo& sound, std::span<const std::size_t> ends) {
    constexpr double kOver_lu = 6.0;
    constexpr float kSlowly_hz = 0.35F;
    const auto first = HIBARI_TRY(media::integrated_loudness(between(sound, 0, ends.front())));
    const float step = 1.0F - std::exp(-2.0F * kPi * kSlowly_hz / kRate);
    float fader = 1.0F;
    for (std::size_t part = 1; first && part < ends.size(); ++part) {
        const std::size_t begin = ends[part - 1];
        const std::size_t end = ends[part];
        const auto here = HIBARI_TRY(media::integrated_loudness(between(sound, begin, end)));
        const double over_lu = here ? *here - *first - kOver_lu : 0.0;
        const float gain = gain_of_db(static_cast<float>(-std::max(over_lu, 0.0)));
        for (std::size_t i = begin; i < end; ++i) {
            fader += step * (gain - fader);
            sound.left[i] *= fader;
            sound.right[i] *= fader;
        }
    }
    return {};
}

// Brings the first `measured` samples of a sound to the target loudness, and the rest with them,
// rounding what would stick out; returns by how much it was raised.
Result<double> raise_to_target(Stereo& sound, std::size_t measured) {
    constexpr int kRounds = 10;
    constexpr double kLeftToLimiter_db = 0.2;
    constexpr double kRoundedMax_db = 12.0;
    double raised_db = 0.0;
    for (int round = 0; round < kRounds; ++round) {
        const media::Loudness loudness =
            HIBARI_TRY(media::measure_loudness(between(sound, 0, measured)));
        if (!loudness.integrated_lufs) {
            break;
        }
        const double crushed = crushed_db(loudness);
        const double missing_db = media::kTargetLoudness_lufs - *loudness.integrated_lufs;
        if (crushed <= kLeftToLimiter_db) {
            scale(sound, gain_of_db(static_cast<float>(missing_db)));
            return raised_db + missing_db;
        }
        const double gain_db = std::min(crushed + 0.5, kRoundedMax_db) - *loudness.true_peak_dbtp;
        round_peaks(sound, gain_of_db(static_cast<float>(gain_db)));
        raised_db += gain_db;
    }
    return raised_db;
}

// The last step: scaled and limited until the first `measured` samples have the loudness.
Result<media::Loudness> normalize(Stereo& sound, std::size_t measured) {
    constexpr media::LoudnessTarget kTarget{.gain_max_db = 60.0};
    constexpr int kRounds = 6;
    constexpr double kTolerance_lu = 0.1;
    if (measured == sound.size()) {
        return media::normalize_loudness(sound, kTarget);
    }
    double gain_db = 0.0;
    for (int round = 0; round < kRounds; ++round) {
        Stereo tried = between(sound, 0, measured);
        scale(tried, gain_of_db(static_cast<float>(gain_db)));
        media::limit_peaks(tried, kTarget.peak_max_dbtp);
        const auto lufs = HIBARI_TRY(media::integrated_loudness(tried));
        const double missing = lufs ? kTarget.integrated_lufs - *lufs : 0.0;
        if (std::fabs(missing) < kTolerance_lu) {
            break;
        }
        gain_db = std::clamp(gain_db + missing, -kTarget.gain_max_db, kTarget.gain_max_db);
    }
    scale(sound, gain_of_db(static_cast<float>(gain_db)));
    media::limit_peaks(sound, kTarget.peak_max_dbtp);
    return media::measure_loudness(sound);
}

// Loudness of `events` with so much of the bed; silence counts as very soft.
Result<double> loudness_with(const Stereo& events, const Stereo& bed, double gain_db) {
    Stereo both = events;
    mix_in(both, bed, gain_of_db(static_cast<float>(gain_db)));
    const auto lufs = HIBARI_TRY(media::integrated_loudness(both));
    return lufs.value_or(-100.0);
}

// The gain for the bed under events that were raised. It keeps its natural distance to them where
// it can, and steps back until it does not count otherwise: everything within 10 LU of the events
// counts (the relative gate of BS.1770) and would make the clip too soft. Where even that does not
// help, hardly anything happens, and the bed itself carries the loudness.
Result<double> bed_gain_db(const Stereo& events, const Stereo& bed, double raised_db) {
    constexpr double kStep_db = 3.0;
    constexpr double kBackMax_db = 24.0;
    constexpr double kAdds_lu = 0.75;
    constexpr double kClear_db = 1.5;  // A bed just below the gate would jump over it.
    const auto alone = HIBARI_TRY(media::integrated_loudness(events));
    for (double back_db = 0.0; alone && back_db <= kBackMax_db; back_db += kStep_db) {
        const double gain_db = raised_db - back_db;
        const double both = HIBARI_TRY(loudness_with(events, bed, gain_db + kClear_db));
        if (std::fabs(both - *alone) < kAdds_lu) {
            return gain_db;
        }
    }
    const auto lufs = HIBARI_TRY(media::integrated_loudness(bed));
    double gain_db = media::kTargetLoudness_lufs - lufs.value_or(0.0);
    for (int step = 0; step < 10; ++step) {
        if (HIBARI_TRY(loudness_with(events, bed, gain_db)) <= media::kTargetLoudness_lufs) {
            break;
        }
        gain_db -= 0.5;
    }
    return gain_db;
}

}  // namespace

void colour_sound(Layers& layers, Style style, Rng rng) {
    const float level =
        std::max(loudest_rms(layers.events.left, 4800), loudest_rms(layers.events.right, 4800));
    const auto both = [&layers](const auto& change) {
        change(layers.events);
        change(layers.bed);
    };
    switch (style) {
        case Style::kRetroVhs:
            both([](Stereo& sound) {
                wow(sound, 9.0F);
                band_limit(sound, 90.0F, 7800.0F);
                narrow(sound, 0.5F);
            });
            add_hiss(layers.bed, 0.03F * level, 2500.0F, rng);
            break;
        case Style::kNoir:
            both([](Stereo& sound) {
                band_limit(sound, 130.0F, 6200.0F);
                narrow(sound, 0.15F);
            });
            add_hiss(layers.bed, 0.012F * level, 1500.0F, rng);
            break;
        case Style::kNostalgic:
            both([](Stereo& sound) {
                wow(sound, 5.0F);
                band_limit(sound, 80.0F, 10500.0F);
            });
            add_hiss(layers.bed, 0.01F * level, 2500.0F, rng);
            break;
        case Style::kSelfie:
        case Style::kHandheld:
            both([](Stereo& sound) { band_limit(sound, 110.0F, 14000.0F); });
            break;
        case Style::kNews:
            both([](Stereo& sound) {
                band_limit(sound, 100.0F, 15000.0F);
                narrow(sound, 0.6F);
            });
            break;
        case Style::kPixelArt:
            both([](Stereo& sound) { band_limit(sound, 60.0F, 9000.0F); });
            break;
        default:
            break;
    }
}

Result<Stereo> finish_sound(Layers layers, std::span<const std::size_t> ends) {
    HIBARI_CHECK(!ends.empty() && ends.back() == layers.events.size());
    for (Stereo* layer : {&layers.events, &layers.bed}) {
        for (Samples* side : {&layer->left, &layer->right}) {
            high_pass(28.0F).run(*side);
        }
    }
    Stereo& sound = layers.events;
    HIBARI_TRY(ride(sound, ends));
    const std::size_t first = ends.front();
    const double raised_db = HIBARI_TRY(raise_to_target(sound, first));
    const double bed_db =
        HIBARI_TRY(bed_gain_db(between(sound, 0, first), between(layers.bed, 0, first), raised_db));
    mix_in(sound, layers.bed, gain_of_db(static_cast<float>(bed_db)));
    HIBARI_TRY(raise_to_target(sound, first));
    const std::size_t fade = samples_in(kFadeS);
    fade_ends(sound.left, fade, fade);
    fade_ends(sound.right, fade, fade);
    const media::Loudness reached = HIBARI_TRY(normalize(sound, first));
    HIBARI_CHECK(!reached.true_peak_dbtp || *reached.true_peak_dbtp < 0.0, *reached.true_peak_dbtp);
    return std::move(sound);
}

Result<Stereo> finish_sound_quickly(Layers layers) {
    constexpr double kRaisedMax_db = 60.0;
    constexpr double kBedBelow_lu = 14.0;
    for (Stereo* layer : {&layers.events, &layers.bed}) {
        for (Samples* side : {&layer->left, &layer->right}) {
            high_pass(28.0F).run(*side);
        }
    }
    Stereo& sound = layers.events;
    const auto missing_db = [kRaisedMax_db](double lufs) {
        return std::min(media::kTargetLoudness_lufs - lufs, kRaisedMax_db);
    };
    const auto events = HIBARI_TRY(media::integrated_loudness(sound));
    const auto bed = HIBARI_TRY(media::integrated_loudness(layers.bed));
    double bed_db = 0.0;
    if (events) {
        const double raised_db = missing_db(*events);
        round_peaks(sound, gain_of_db(static_cast<float>(raised_db)));
        // The bed keeps its distance, but stays well below what happens.
        const double most_db = missing_db(bed.value_or(*events)) - kBedBelow_lu;
        bed_db = std::min(raised_db, most_db);
    } else if (bed) {
        bed_db = missing_db(*bed);
    }
    if (bed) {
        mix_in(sound, layers.bed, gain_of_db(static_cast<float>(bed_db)));
    }
    const auto reached = HIBARI_TRY(media::integrated_loudness(sound));
    // Rounding cost loudness; what is left of it is rounded again.
    round_peaks(sound, reached ? gain_of_db(static_cast<float>(missing_db(*reached))) : 1.0F);
    const std::size_t fade = samples_in(kFadeS);
    fade_ends(sound.left, fade, fade);
    fade_ends(sound.right, fade, fade);
    return std::move(sound);
}

}  // namespace hibari::world::sound
