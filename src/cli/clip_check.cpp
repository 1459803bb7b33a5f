#include "cli/clip_check.h"

#include "media/loudness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <optional>

namespace hibari::cli {
namespace {

/// Steps of the envelope in which onsets are looked for.
constexpr double kHop_s = 0.001;
constexpr int kHopSamples = static_cast<int>(media::kSampleRateHz * kHop_s);
/// An impact counts as louder than the bed when it rises this much over what was there before.
constexpr double kRise_db = 10.0;
/// Where the bed is measured and where the onset is looked for, relative to the contact.
constexpr double kBedFrom_s = -0.100;
constexpr double kBedTo_s = -0.025;
constexpr double kSearch_s = 0.060;
/// Impacts closer together than this cannot be told apart by ear; the first one stands for both.
constexpr double kApart_s = 0.120;
/// A clip whose pixels change less than this is a still.
constexpr double kMotionMin = 0.02;
/// The writer holds -1 dBTP; other decoders and meters may differ by a little.
constexpr double kPeakMax_dbtp = -0.5;

std::string text(const char* format, double a, double b) {
    std::array<char, 160> buffer{};
    std::snprintf(buffer.data(), buffer.size(), format, a, b);
    return buffer.data();
}

/// Energy per hop above about 100 Hz, where impacts live and rumble does not.
std::vector<double> envelope(const media::AudioBuffer& audio) {
    std::vector<double> energy(audio.size() / kHopSamples + 1, 0.0);
    double slow = 0.0;
    for (std::size_t i = 0; i < audio.size(); ++i) {
        const double value = 0.5 * (audio.left[i] + audio.right[i]);
        slow += 0.013 * (value - slow);
        energy[i / kHopSamples] += (value - slow) * (value - slow);
    }
    return energy;
}

double mean_energy(const std::vector<double>& energy, double from_s, double to_s) {
    const auto first = static_cast<std::ptrdiff_t>(std::floor(from_s / kHop_s));
    const auto last = static_cast<std::ptrdiff_t>(std::ceil(to_s / kHop_s));
    double sum = 0.0;
    int count = 0;
    for (std::ptrdiff_t i = std::max<std::ptrdiff_t>(0, first);
         i < std::min<std::ptrdiff_t>(last, static_cast<std::ptrdiff_t>(energy.size()));
         ++i) {
        sum += energy[static_cast<std::size_t>(i)];
        ++count;
    }
    return count == 0 ? 0.0 : sum / count;
}

/// When the sound of a contact at `time_s` begins, or nothing when it does not stand out. Other
/// sounds may begin nearby (a step, a word): of the onsets that rise at least half as fast as the
/// fastest, the one nearest to the contact is the contact's.
std::optional<double> onset_near(const std::vector<double>& energy, double time_s) {
    const double bed = mean_energy(energy, time_s + kBedFrom_s, time_s + kBedTo_s) + 1e-9;
    const auto first = static_cast<std::ptrdiff_t>(std::floor((time_s - kSearch_s) / kHop_s));
    const auto last = static_cast<std::ptrdiff_t>(std::ceil((time_s + kSearch_s) / kHop_s));
    const auto at = [&](std::ptrdiff_t i) {
        return i < 0 || i >= static_cast<std::ptrdiff_t>(energy.size())
                   ? 0.0
                   : energy[static_cast<std::size_t>(i)];
    };
    // Rise over 3 ms; squared energy differences would let one loud click hide all others.
    const auto rise = [&](std::ptrdiff_t i) {
        return std::sqrt(at(i) + at(i + 1) + at(i + 2)) -
               std::sqrt(at(i - 1) + at(i - 2) + at(i - 3));
    };
    double peak = 0.0;
    double fastest = 0.0;
    for (std::ptrdiff_t i = first; i <= last; ++i) {
        peak = std::max(peak, at(i));
        fastest = std::max(fastest, rise(i));
    }
    if (10.0 * std::log10(peak / bed) < kRise_db) {
        return std::nullopt;
    }
    std::optional<double> nearest_s;
    for (std::ptrdiff_t i = first; i <= last; ++i) {
        const bool local = rise(i) >= rise(i - 1) && rise(i) >= rise(i + 1);
        const double begins_s = static_cast<double>(i) * kHop_s;
        if (local && rise(i) > 0.5 * fastest &&
            (!nearest_s || std::abs(begins_s - time_s) < std::abs(*nearest_s - time_s))) {
            nearest_s = begins_s;
        }
    }
    return nearest_s;
}

/// Contact times of impacts in clip time, soft and crowded ones left out.
std::vector<double> impact_times(const Json& truth, int fps) {
    std::vector<double> times;
    for (const Json& shot : truth.at("shots").items()) {
        const double start_s = static_cast<double>(shot.at("first_frame").as_integer()) / fps;
        double last_s = -1.0;
        for (const Json& contact : shot.at("contacts").items()) {
            const double time_s = contact.at("time_s").as_number();
            const bool impact = contact.at("kind").as_string() == "impact";
            if (impact && time_s - last_s > kApart_s && time_s > 0.15) {
                times.push_back(start_s + time_s);
            }
            last_s = time_s;
        }
    }
    return times;
}

double mean_motion(const std::vector<media::Frame>& frames) {
    double sum = 0.0;
    std::size_t count = 0;
    constexpr std::size_t kStride = 7;
    for (std::size_t f = 1; f < frames.size(); ++f) {
        const auto before = frames[f - 1].pixels();
        const auto after = frames[f].pixels();
        for (std::size_t i = 0; i < after.size(); i += kStride) {
            sum += std::abs(static_cast<int>(after[i]) - static_cast<int>(before[i]));
            ++count;
        }
    }
    return count == 0 ? 0.0 : sum / static_cast<double>(count);
}

void check_lengths(const media::MemoryClip& clip, const Json& truth, ClipFacts& facts) {
    const auto frames = static_cast<std::int64_t>(clip.frames.size());
    const std::int64_t wanted = truth.at("frame_count").as_integer();
    if (frames != wanted) {
        facts.faults.push_back(text(
            "has %.0f frames instead of %.0f",
            static_cast<double>(frames),
            static_cast<double>(wanted)
        ));
    }
    const double frame_s = 1.0 / clip.format.fps;
    const double difference_s = std::abs(clip.audio.duration_s() - facts.seconds);
    if (difference_s > frame_s) {
        facts.faults.push_back(
            text("sound is %.3f s long, picture %.3f s", clip.audio.duration_s(), facts.seconds)
        );
    }
}

void check_sync(const media::MemoryClip& clip, const Json& truth, ClipFacts& facts) {
    const std::vector<double> energy = envelope(clip.audio);
    for (const double time_s : impact_times(truth, clip.format.fps)) {
        const std::optional<double> onset_s = onset_near(energy, time_s);
        if (!onset_s) {
            continue;
        }
        ++facts.impacts_heard;
        const double error_s = *onset_s - time_s;
        if (std::abs(error_s) > std::abs(facts.sync_error_s_max)) {
            facts.sync_error_s_max = error_s;
        }
        if (std::abs(error_s) > kSyncTolerance_s) {
            facts.faults.push_back(
                text("impact at %.3f s is heard %+.0f ms off", time_s, 1000.0 * error_s)
            );
        }
    }
}

}  // namespace

Result<ClipFacts> check_clip(const media::MemoryClip& clip, const Json& truth) {
    ClipFacts facts;
    facts.seconds = static_cast<double>(clip.frames.size()) / clip.format.fps;
    check_lengths(clip, truth, facts);

    facts.motion = mean_motion(clip.frames);
    if (facts.motion < kMotionMin) {
        facts.faults.push_back(text("nothing moves (%.3f steps a frame)", facts.motion, 0.0));
    }

    const media::Loudness loudness = HIBARI_TRY(media::measure_loudness(clip.audio));
    facts.loudness_lufs = loudness.integrated_lufs.value_or(-99.0);
    facts.true_peak_dbtp = loudness.true_peak_dbtp.value_or(-99.0);
    if (std::abs(facts.loudness_lufs - kLoudness_lufs) > kLoudnessTolerance_lu) {
        facts.faults.push_back(
            text("is %.1f LUFS loud instead of %.0f", facts.loudness_lufs, kLoudness_lufs)
        );
    }
    if (facts.true_peak_dbtp > kPeakMax_dbtp) {
        facts.faults.push_back(text("clips: true peak %.2f dBTP", facts.true_peak_dbtp, 0.0));
    }
    check_sync(clip, truth, facts);
    return facts;
}

}  // namespace hibari::cli
