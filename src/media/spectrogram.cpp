#include "media/spectrogram.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <kiss_fftr.h>
#include <memory>
#include <numbers>
#include <vector>

namespace hibari::media {
namespace {

constexpr int kWindow = 2048;
constexpr double kLow_hz = 50.0;
constexpr double kHigh_hz = 20'000.0;
constexpr double kRange_db = 80.0;

using Plan = std::unique_ptr<kiss_fftr_state, decltype(&kiss_fftr_free)>;

/// Level of each bin in dB relative to a full-scale sine.
std::vector<double> levels_at(const AudioBuffer& audio, std::ptrdiff_t first, kiss_fftr_cfg plan) {
    std::array<float, kWindow> input{};
    for (int i = 0; i < kWindow; ++i) {
        const std::ptrdiff_t index = first + i;
        if (index >= 0 && index < static_cast<std::ptrdiff_t>(audio.size())) {
            const auto at = static_cast<std::size_t>(index);
            const double hann = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * i / kWindow);
            input[static_cast<std::size_t>(i)] =
                static_cast<float>(0.5 * hann * (audio.left[at] + audio.right[at]));
        }
    }
    std::array<kiss_fft_cpx, kWindow / 2 + 1> output{};
    kiss_fftr(plan, input.data(), output.data());
    std::vector<double> levels;
    for (const kiss_fft_cpx& bin : output) {
        const double magnitude = std::hypot(bin.r, bin.i) / (kWindow / 4.0);
        levels.push_back(20.0 * std::log10(magnitude + 1e-9));
    }
    return levels;
}

/// Black, violet, orange, white: brightness rises all the way (0..1).
void paint(std::span<std::uint8_t> pixel, double level) {
    const auto code = [](double value) {
        return static_cast<std::uint8_t>(std::lround(255.0 * std::clamp(value, 0.0, 1.0)));
    };
    pixel[0] = code(1.6 * level - 0.2);
    pixel[1] = code(2.2 * level - 1.1);
    pixel[2] = code(level < 0.5 ? 1.3 * level : 0.65 - 1.2 * (level - 0.5) + 2.2 * (level - 0.75));
}

}  // namespace

Result<Frame> spectrogram(const AudioBuffer& audio, FrameSize size) {
    const Plan plan(kiss_fftr_alloc(kWindow, 0, nullptr, nullptr), &kiss_fftr_free);
    if (plan == nullptr) {
        return fail(ErrorCode::kResourceExhausted, "not enough memory for a spectrogram");
    }
    Frame frame(size);
    const double hop = static_cast<double>(audio.size()) / size.width;
    for (int x = 0; x < size.width; ++x) {
        const auto centre = static_cast<std::ptrdiff_t>((x + 0.5) * hop);
        const std::vector<double> levels = levels_at(audio, centre - kWindow / 2, plan.get());
        for (int y = 0; y < size.height; ++y) {
            const double octave = 1.0 - (y + 0.5) / size.height;
            const double frequency_hz = kLow_hz * std::pow(kHigh_hz / kLow_hz, octave);
            const auto bin = static_cast<std::size_t>(
                std::lround(frequency_hz * kWindow / static_cast<double>(kSampleRateHz))
            );
            const double level = 1.0 + levels[std::min(bin, levels.size() - 1)] / kRange_db;
            paint(frame.row(y).subspan(static_cast<std::size_t>(x) * 3, 3), level);
        }
    }
    return frame;
}

}  // namespace hibari::media
