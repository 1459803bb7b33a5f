#pragma once

// Loudness as people hear it (ITU-R BS.1770, EBU R 128), and the last step of every sound track:
// bring it to -16 LUFS without any peak above -1 dBTP. A whole clip's sound is small (20 s are 8
// MB), so this works on all of it at once.

#include "base/result.h"
#include "media/audio_buffer.h"

#include <optional>
#include <vector>

namespace hibari::media {

inline constexpr double kTargetLoudness_lufs = -16.0;
inline constexpr double kPeakMax_dbtp = -1.0;

struct Loudness {
    /// Integrated loudness; absent for (nearly) silent sound, which has none.
    std::optional<double> integrated_lufs;
    /// Largest peak between the samples too; absent for digital silence.
    std::optional<double> true_peak_dbtp;
};

Result<Loudness> measure_loudness(const AudioBuffer& audio);

/// The same without the peaks, several times faster.
Result<std::optional<double>> integrated_loudness(const AudioBuffer& audio);

/// How loud and how high the finished sound may be.
struct LoudnessTarget {
    double integrated_lufs = kTargetLoudness_lufs;
    double peak_max_dbtp = kPeakMax_dbtp;
    /// Nearly silent sound is raised by no more than this, so that noise stays noise.
    double gain_max_db = 40.0;
};

/// Scales and limits `audio` in place until it measures as the target says; returns what it
/// measures then. Silence stays silence.
Result<Loudness> normalize_loudness(AudioBuffer& audio, const LoudnessTarget& target = {});

/// The largest magnitude at and just after each sample, between the samples too, of both channels.
std::vector<float> true_peaks(const AudioBuffer& audio);

/// How a gain that changes is smoothed: it begins to fall `reach` samples ahead, stays down as long
/// after, and comes back with the time constant `release_s`.
struct GainShape {
    std::size_t reach = 192;  // 4 ms
    float release_s = 0.08F;
};

/// Multiplies `audio` from sample `from` on by `gains` (0..1 per sample), smoothed so that nothing
/// clicks; no sample gets more than its own gain.
void turn_down(
    AudioBuffer& audio, std::vector<float> gains, const GainShape& shape = {}, std::size_t from = 0
);

/// Turns down short peaks so that none exceeds `peak_max_dbtp`, looking 4 ms ahead.
void limit_peaks(AudioBuffer& audio, double peak_max_dbtp);

}  // namespace hibari::media
