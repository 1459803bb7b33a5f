#include "world/sound/voice/vocoder.h"

#include "base/check.h"
#include "base/vec.h"
#include "world/sound/dsp/fft.h"

#include <algorithm>
#include <array>
#include <complex>

namespace hibari::world::sound {
namespace {

using Complex = std::complex<float>;

constexpr std::size_t kFftSize = 1024;
constexpr std::size_t kBinCount = kFftSize / 2 + 1;
constexpr std::size_t kHop = 240;  // 5 ms at 48 kHz
constexpr float kBinHz = kRate / static_cast<float>(kFftSize);
constexpr float kSourceNyquistHz = 8000.0F;
// The recorded voices end at 8 kHz; the envelope is continued above its last trusted value.
constexpr float kTrustedHz = 6700.0F;
constexpr float kHighestHz = 15000.0F;
// Formants of averaged statistical frames are too flat; this share sharpens them (as flite does).
constexpr float kSharpen = 0.4F;
constexpr float kGain = 1.5F / 32768.0F;

// Everything about a bin that does not change during a line.
struct BinTable {
    std::size_t count = 0;                  // bins in use
    std::array<float, kBinCount> cosine{};  // of the warped frequency
    std::array<float, kBinCount> sine{};
    std::array<float, kBinCount> weight{};       // tilt and continuation
    std::array<float, kBinCount> band{};         // position in the strength bands
    std::array<float, kBinCount> pulse_limit{};  // pulses fade above what was recorded

    BinTable(const VoiceColor& color) {
        for (std::size_t i = 0; i < kBinCount; ++i) {
            const float hz = static_cast<float>(i) * kBinHz;
            if (hz > kHighestHz) {
                break;
            }
            set(i, hz, color);
            count = i + 1;
        }
    }

    void set(std::size_t i, float hz, const VoiceColor& color) {
        const float source_hz = hz / color.formant;
        const float w = kPi * std::min(source_hz, kTrustedHz) / kSourceNyquistHz;
        const float warped =
            w + 2.0F * std::atan(kMelAlpha * std::sin(w) / (1.0F - kMelAlpha * std::cos(w)));
        cosine[i] = std::cos(warped);
        sine[i] = std::sin(warped);
        const float octaves = std::log2(std::clamp(hz, 250.0F, 6000.0F) / 500.0F);
        weight[i] = gain_of_db(color.tilt_db * octaves / 3.0F);
        weight[i] *= smoothstep(20.0F, 90.0F, hz);
        if (source_hz > kTrustedHz) {
            const float over = source_hz / kTrustedHz;
            weight[i] /= over * over;
        }
        pulse_limit[i] = 1.0F - smoothstep(0.75F * kSourceNyquistHz, 9500.0F, source_hz);
        // Band centres: 0.5, 1.5, 3, 5, 7 kHz.
        const float khz = source_hz / 1000.0F;
        band[i] = khz < 1.5F ? clamp(khz - 0.5F, 0.0F, 1.0F)
                             : (khz < 3.0F ? 1.0F + (khz - 1.5F) / 1.5F
                                           : std::min(4.0F, 2.0F + (khz - 3.0F) / 2.0F));
    }
};

VoiceFrame frame_at(std::span<const VoiceFrame> frames, float position) {
    const float last = static_cast<float>(frames.size() - 1);
    const float where = std::clamp(position, 0.0F, last);
    const auto index = static_cast<std::size_t>(where);
    const VoiceFrame& a = frames[index];
    const VoiceFrame& b = frames[std::min(index + 1, frames.size() - 1)];
    const float t = where - static_cast<float>(index);
    VoiceFrame mixed = t < 0.5F ? a : b;
    for (std::size_t i = 0; i < mixed.mel_cepstrum.size(); ++i) {
        mixed.mel_cepstrum[i] = lerp(a.mel_cepstrum[i], b.mel_cepstrum[i], t);
    }
    for (std::size_t i = 0; i < mixed.strength.size(); ++i) {
        mixed.strength[i] = lerp(a.strength[i], b.strength[i], t);
    }
    return mixed;
}

class Vocoder {
  public:
    Vocoder(const VoiceColor& color, std::size_t hops, Rng rng)
        : color_(color),
          bins_(color),
          fft_(kFftSize),
          noise_(rng.split("noise")),
          jitter_(rng.split("jitter")),
          out_(hops * kHop + kFftSize) {
        for (std::size_t i = 0; i < window_.size(); ++i) {
            window_[i] =
                std::sin(kPi * (static_cast<float>(i) + 0.5F) / static_cast<float>(window_.size()));
        }
    }

    void hop(std::size_t index, const VoiceFrame& frame, float f0_hz) {
        shape(frame);
        const bool voiced = frame.f0_hz > 0.0F && f0_hz > 20.0F && !color_.whisper;
        pulses(index, voiced ? f0_hz : 0.0F, frame);
        breathe(index, voiced ? &frame : nullptr);
    }

    Samples take() { return std::move(out_); }

  private:
    // exp(sum c_m z~^-m) by Horner's rule, all bins at once.
    void shape(const VoiceFrame& frame) {
        std::array<float, VoiceFrame::kOrder + 1> c = frame.mel_cepstrum;
        for (std::size_t m = 2; m < c.size(); ++m) {
            c[m] *= 1.0F + kSharpen;
        }
        std::array<float, kBinCount> re{};
        std::array<float, kBinCount> im{};
        for (std::size_t m = c.size(); m-- > 0;) {
            for (std::size_t i = 0; i < bins_.count; ++i) {
                const float real = re[i] * bins_.cosine[i] + im[i] * bins_.sine[i] + c[m];
                im[i] = im[i] * bins_.cosine[i] - re[i] * bins_.sine[i];
                re[i] = real;
            }
        }
        for (std::size_t i = 0; i < bins_.count; ++i) {
            const float size = std::exp(std::min(re[i], 12.0F)) * bins_.weight[i] * kGain;
            response_[i] = {size * std::cos(im[i]), size * std::sin(im[i])};
        }
    }

    float strength(const VoiceFrame& frame, std::size_t bin) const {
        const auto low = std::min<std::size_t>(static_cast<std::size_t>(bins_.band[bin]), 3);
        const float t = bins_.band[bin] - static_cast<float>(low);
        const float value = lerp(frame.strength[low], frame.strength[low + 1], t);
        return value * bins_.pulse_limit[bin] * (1.0F - color_.breath);
    }

    void pulses(std::size_t index, float f0_hz, const VoiceFrame& frame) {
        const double begin = static_cast<double>(index * kHop);
        const double end = begin + static_cast<double>(kHop);
        if (f0_hz <= 0.0F) {
            next_pulse_ = std::max(next_pulse_, end);
            return;
        }
        const float period = kRate / f0_hz;
        while (next_pulse_ < end) {
            pulse(std::max(next_pulse_, begin), std::sqrt(period), frame);
            const float wobble = 1.0F + color_.jitter * jitter_.next();
            next_pulse_ = std::max(next_pulse_, begin) + static_cast<double>(period * wobble);
        }
    }

    void pulse(double at, float gain, const VoiceFrame& frame) {
        const auto whole = static_cast<std::size_t>(at);
        const float part = static_cast<float>(at - static_cast<double>(whole));
        const Complex turn = std::polar(1.0F, -2.0F * kPi * part / static_cast<float>(kFftSize));
        Complex phase(gain, 0.0F);
        spectrum_.fill({});
        for (std::size_t i = 0; i < bins_.count; ++i) {
            spectrum_[i] = response_[i] * phase * strength(frame, i);
            phase *= turn;
        }
        lay_down(whole);
    }

    void breathe(std::size_t index, const VoiceFrame* voiced) {
        block_.fill(0.0F);
        constexpr float kUnitVariance = 1.7320508F;  // of noise spread evenly over -1 .. 1
        for (std::size_t i = 0; i < window_.size(); ++i) {
            block_[i] = noise_.next() * kUnitVariance * window_[i];
        }
        fft_.forward(block_, spectrum_);
        for (std::size_t i = 0; i < bins_.count; ++i) {
            spectrum_[i] *= response_[i] * (voiced != nullptr ? 1.0F - strength(*voiced, i) : 1.0F);
        }
        std::fill(
            spectrum_.begin() + static_cast<std::ptrdiff_t>(bins_.count), spectrum_.end(), Complex{}
        );
        lay_down(index * kHop);
    }

    void lay_down(std::size_t at) {
        fft_.inverse(spectrum_, block_);
        const std::size_t count = std::min(kFftSize, out_.size() - std::min(at, out_.size()));
        for (std::size_t i = 0; i < count; ++i) {
            out_[at + i] += block_[i];
        }
    }

    VoiceColor color_;
    BinTable bins_;
    RealFft fft_;
    Noise noise_;
    Noise jitter_;
    Samples out_;
    double next_pulse_ = 0.0;
    std::array<float, 2 * kHop> window_{};
    std::array<float, kFftSize> block_{};
    std::array<Complex, kBinCount> response_{};
    std::array<Complex, kBinCount> spectrum_{};
};

}  // namespace

Samples vocode(
    std::span<const VoiceFrame> frames, const VoicePlan& plan, const VoiceColor& color, Rng rng
) {
    HIBARI_CHECK(plan.source.size() == plan.f0_hz.size());
    HIBARI_CHECK(color.formant > 0.4F && color.formant < 2.5F, color.formant);
    if (frames.empty()) {
        return {};
    }
    Vocoder vocoder(color, plan.source.size(), rng);
    for (std::size_t i = 0; i < plan.source.size(); ++i) {
        vocoder.hop(i, frame_at(frames, plan.source[i]), plan.f0_hz[i]);
    }
    return vocoder.take();
}

}  // namespace hibari::world::sound
