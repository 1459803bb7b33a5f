#include "cli/clip_check.h"

#include "media/loudness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <optional>
#include <string_view>

namespace hibari::cli {
namespace {

/// Steps of the energy in which onsets are looked for.
constexpr double kHop_s = 0.001;
constexpr int kHopSamples = static_cast<int>(media::kSampleRateHz * kHop_s);
/// An impact stands out when its loudest hop is this much over the loudest of the bed: like against
/// like, since single hops of any noise lie far over its mean.
constexpr double kRise_db = 6.0;
/// The bed is what is heard this long before the search begins, so that an early sound is no part
/// of it.
constexpr double kBed_s = 0.100;
/// The onset is looked for this far before and after the contact.
constexpr double kSearch_s = 0.060;
/// An impact is alone when nothing else is heard this long before it and after it.
constexpr double kAloneBefore_s = 0.080;
constexpr double kAloneAfter_s = 0.060;
/// Slower contacts are bodies at rest, which nobody hears.
constexpr double kSlowest_mps = 0.05;
/// Outcomes and steps of the script make no sound of their own.
constexpr std::array<std::string_view, 6> kAudibleEvents{
    "broke", "lightning", "animal_call", "laugh", "cry", "clap"
};
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

/// When the sound of a contact at `time_s` begins, or nothing when it does not stand out: the
/// first hop in the window that reaches half of the local rise, wherever it lies. What comes too
/// early is found as well as what comes too late.
std::optional<double> onset_near(const std::vector<double>& energy, double time_s) {
    const auto hop = [&](double t) {
        return std::clamp<std::ptrdiff_t>(
            std::lround(t / kHop_s), 0, static_cast<std::ptrdiff_t>(energy.size())
        );
    };
    const auto begin = energy.begin();
    const auto first = begin + hop(time_s - kSearch_s);
    const auto last = begin + hop(time_s + kSearch_s);
    const auto bed_first = begin + hop(time_s - kSearch_s - kBed_s);
    if (first == last || bed_first == first) {
        return std::nullopt;
    }
    const double bed = *std::max_element(bed_first, first) + 1e-9;
    const double peak = *std::max_element(first, last);
    if (10.0 * std::log10(peak / bed) < kRise_db) {
        return std::nullopt;
    }
    const double half = bed + 0.5 * (peak - bed);
    const auto crossing = std::find_if(first, last, [&](double e) { return e >= half; });
    return static_cast<double>(crossing - begin) * kHop_s;
}

/// Times in the clip of impacts that nothing else audible is near.
std::vector<double> lone_impacts(const Json& truth, int fps) {
    std::vector<double> impacts;
    std::vector<double> heard;
    for (const Json& shot : truth.at("shots").items()) {
        const double start_s = static_cast<double>(shot.at("first_frame").as_integer()) / fps;
        heard.push_back(start_s);
        for (const Json& contact : shot.at("contacts").items()) {
            if (contact.at("speed_mps").as_number() < kSlowest_mps) {
                continue;
            }
            heard.push_back(start_s + contact.at("time_s").as_number());
            if (contact.at("kind").as_string() == "impact") {
                impacts.push_back(heard.back());
            }
        }
        for (const Json& event : shot.at("events").items()) {
            if (std::ranges::find(kAudibleEvents, event.at("kind").as_string()) !=
                kAudibleEvents.end()) {
                heard.push_back(start_s + event.at("time_s").as_number());
            }
        }
        for (const Json& line : shot.at("lines").items()) {
            heard.push_back(start_s + line.at("start_s").as_number());
        }
    }
    // Contacts within one hop are one blow.
    std::ranges::sort(impacts);
    const auto same =
        std::ranges::unique(impacts, [](double a, double b) { return b - a < kHop_s; });
    impacts.erase(same.begin(), same.end());
    std::erase_if(impacts, [&](double time_s) {
        return std::ranges::any_of(heard, [&](double other_s) {
            return std::abs(other_s - time_s) >= kHop_s && other_s > time_s - kAloneBefore_s &&
                   other_s < time_s + kAloneAfter_s;
        });
    });
    return impacts;
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
    for (const double time_s : lone_impacts(truth, clip.format.fps)) {
        const std::optional<double> onset_s = onset_near(energy, time_s);
        if (!onset_s) {
            continue;
        }
        const double error_s = *onset_s - time_s;
        facts.sync_errors_s.push_back(error_s);
        if (std::abs(error_s) > kSyncTolerance_s) {
            facts.faults.push_back(
                text("impact at %.3f s is heard %+.0f ms off", time_s, 1000.0 * error_s)
            );
        }
    }
    std::ranges::sort(facts.sync_errors_s);
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
