#include "eval/onsets.h"

#include "world/sound/dsp/fft.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace hibari::eval {
namespace {

constexpr std::size_t kWindow = 512;
constexpr std::size_t kHop = 120;
constexpr double kHop_s = static_cast<double>(kHop) / media::kSampleRateHz;
/// Bins below this much of full scale are as good as silent.
constexpr float kQuiet = 3e-4F;
/// Rumble below this many hertz begins nothing.
constexpr double kLow_hz = 150.0;
/// An onset is the highest flux this far around it, ..
constexpr double kAlone_s = 0.030;
/// .. higher by kRise, in mean natural logarithm per bin, than the usual flux this far around it.
constexpr double kUsual_s = 0.150;
constexpr double kRise = 0.12;
constexpr double kRiseFactor = 2.0;
constexpr double kApart_s = 0.040;
constexpr double kStrength_s = 0.050;

std::vector<float> mono(const media::AudioBuffer& audio) {
    std::vector<float> out(audio.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = 0.5F * (audio.left[i] + audio.right[i]);
    }
    return out;
}

/// Flux of every hop; hop i is the window that begins at sample i * kHop - kWindow / 2.
std::vector<double> flux_of(const std::vector<float>& sound) {
    world::sound::RealFft fft(kWindow);
    std::vector<float> window(kWindow);
    std::vector<std::complex<float>> bins(fft.bins());
    const auto low = static_cast<std::size_t>(kLow_hz * kWindow / media::kSampleRateHz) + 1;
    std::vector<double> before(fft.bins(), 0.0);
    std::vector<double> flux;
    for (std::size_t hop = 0; hop * kHop < sound.size(); ++hop) {
        for (std::size_t i = 0; i < kWindow; ++i) {
            const std::size_t at = hop * kHop + i;
            const bool inside = at >= kWindow / 2 && at - kWindow / 2 < sound.size();
            const double hann =
                0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / kWindow);
            window[i] = inside ? static_cast<float>(hann) * sound[at - kWindow / 2] : 0.0F;
        }
        fft.forward(window, bins);
        double sum = 0.0;
        for (std::size_t bin = low; bin < bins.size(); ++bin) {
            const double level =
                std::log1p(static_cast<double>(std::abs(bins[bin]) / (kQuiet * kWindow / 4.0F)));
            sum += hop == 0 ? 0.0 : std::max(level - before[bin], 0.0);
            before[bin] = level;
        }
        flux.push_back(sum / static_cast<double>(bins.size() - low));
    }
    return flux;
}

double median_around(const std::vector<double>& flux, std::size_t hop, std::size_t reach) {
    const std::size_t first = hop > reach ? hop - reach : 0;
    const std::size_t last = std::min(hop + reach + 1, flux.size());
    std::vector<double> some(
        flux.begin() + static_cast<std::ptrdiff_t>(first),
        flux.begin() + static_cast<std::ptrdiff_t>(last)
    );
    const auto middle = some.begin() + static_cast<std::ptrdiff_t>(some.size() / 2);
    std::ranges::nth_element(some, middle);
    return *middle;
}

double loudest_db(const std::vector<float>& sound, double time_s) {
    const auto first = static_cast<std::size_t>(std::max(time_s, 0.0) * media::kSampleRateHz);
    const auto last = std::min(
        sound.size(), first + static_cast<std::size_t>(kStrength_s * media::kSampleRateHz)
    );
    double power = 0.0;
    for (std::size_t i = first; i < last; ++i) {
        power += static_cast<double>(sound[i] * sound[i]);
    }
    return 10.0 * std::log10(power / (kStrength_s * media::kSampleRateHz) + 1e-10);
}

}  // namespace

std::vector<Onset> onsets_of(const media::AudioBuffer& audio) {
    const std::vector<float> sound = mono(audio);
    const std::vector<double> flux = flux_of(sound);
    const auto alone = static_cast<std::size_t>(kAlone_s / kHop_s);
    const auto usual = static_cast<std::size_t>(kUsual_s / kHop_s);
    std::vector<Onset> onsets;
    for (std::size_t i = 1; i < flux.size(); ++i) {
        if (flux[i] < kRise) {
            continue;
        }
        const std::size_t first = i > alone ? i - alone : 0;
        const std::size_t last = std::min(i + alone + 1, flux.size());
        const auto highest = std::max_element(
            flux.begin() + static_cast<std::ptrdiff_t>(first),
            flux.begin() + static_cast<std::ptrdiff_t>(last)
        );
        if (highest - flux.begin() != static_cast<std::ptrdiff_t>(i)) {
            continue;
        }
        const double time_s = static_cast<double>(i) * kHop_s;
        const bool stands_out = flux[i] > kRise + kRiseFactor * median_around(flux, i, usual);
        if (stands_out && (onsets.empty() || time_s - onsets.back().time_s > kApart_s)) {
            onsets.push_back({time_s, loudest_db(sound, time_s)});
        }
    }
    return onsets;
}

}  // namespace hibari::eval
