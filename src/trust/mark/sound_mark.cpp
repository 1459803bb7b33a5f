#include "trust/mark/sound_mark.h"

#include "base/check.h"
#include "trust/mark/sound_gains.h"
#include "trust/mark/sound_spectrum.h"

#include <algorithm>
#include <cmath>
#include <kiss_fft.h>
#include <numbers>
#include <vector>

namespace hibari::trust {
namespace {

using media::AudioBuffer;

// The writer's frames at 48 kHz: 40 ms every 10 ms.
constexpr std::size_t kWindow = 1920;
constexpr std::size_t kHop = kFrameStep * kLowStep;
constexpr std::size_t kPeriodSamples = kPeriodFrames * kHop;
// The square of the window over hops of a quarter sums up to this.
constexpr float kOverlap = 2.0F;

// 25.1 dB.
constexpr double kDistortion = 0.0031;

/// The complex FFT of kWindow samples, forth and back; both channels go as one complex number.
class Transform {
  public:
    Transform()
        : forth_(kiss_fft_alloc(static_cast<int>(kWindow), 0, nullptr, nullptr)),
          back_(kiss_fft_alloc(static_cast<int>(kWindow), 1, nullptr, nullptr)) {
        HIBARI_CHECK(forth_ != nullptr && back_ != nullptr);
    }

    ~Transform() {
        kiss_fft_free(forth_);
        kiss_fft_free(back_);
    }

    Transform(const Transform&) = delete;
    Transform& operator=(const Transform&) = delete;

    void forth(const kiss_fft_cpx* in, kiss_fft_cpx* out) const { kiss_fft(forth_, in, out); }

    void back(const kiss_fft_cpx* in, kiss_fft_cpx* out) const { kiss_fft(back_, in, out); }

  private:
    kiss_fft_cfg forth_;
    kiss_fft_cfg back_;
};

/// For each bin of the writer up to the highest band: its band. Bins below have none.
std::vector<int> bands_of_bins() {
    const auto borders = sound_band_borders_hz();
    const double bin_hz = static_cast<double>(media::kSampleRateHz) / kWindow;
    const auto count = static_cast<std::size_t>(borders.back() / bin_hz) + 1;
    std::vector<int> bands(count, -1);
    for (std::size_t bin = 0; bin < count; ++bin) {
        const double hz = static_cast<double>(bin) * bin_hz;
        for (std::size_t band = 0; band < kSoundBands; ++band) {
            if (hz >= borders[band] && hz < borders[band + 1]) {
                bands[bin] = static_cast<int>(band);
            }
        }
    }
    return bands;
}

}  // namespace

struct SoundMark::Impl {
    SoundPattern pattern;
    std::array<std::int8_t, kSoundGroups> bits = {};
    std::int64_t total = 0;
    std::int64_t taken = 0;
    std::int64_t given = 0;

    LowRate low_rate;
    FrameSpectrum spectrum;
    Transform transform;
    std::vector<float> window;
    std::vector<int> bands;

    // Sound from sample `origin` on, and what is added to it.
    std::int64_t origin = 0;
    AudioBuffer sound;
    AudioBuffer change;
    // At 16 kHz, from the first sample of the first frame of the period's margin on.
    std::vector<float> low;
    std::int64_t period = 0;

    Impl(const MarkKey& key, std::uint32_t id, std::int64_t total_samples)
        : pattern(sound_pattern(key)),
          total(total_samples),
          window(kWindow),
          bands(bands_of_bins()),
          low(kFrameSamples / 2 + kPeriodMargin * kFrameStep) {
        const PayloadBits payload = encode_payload(id, key);
        std::ranges::fill(bits, std::int8_t{1});
        for (std::size_t i = 0; i < kPayloadBits; ++i) {
            bits[i] = payload[i] != 0 ? 1 : -1;
        }
        for (std::size_t i = 0; i < kWindow; ++i) {
            window[i] =
                static_cast<float>(std::sin(std::numbers::pi * static_cast<double>(i) / kWindow));
        }
        // The first frame begins half a window before the first sample.
        hold(AudioBuffer(kWindow / 2));
        origin = -static_cast<std::int64_t>(kWindow / 2);
    }

    void hold(const AudioBuffer& piece) {
        sound.left.insert(sound.left.end(), piece.left.begin(), piece.left.end());
        sound.right.insert(sound.right.end(), piece.right.begin(), piece.right.end());
        change.left.resize(sound.size());
        change.right.resize(sound.size());
    }

    void take(const AudioBuffer& piece) {
        hold(piece);
        low_rate.push(piece, low);
        taken += static_cast<std::int64_t>(piece.size());
        while (low.size() >= kLowNeeded) {
            mark_period();
        }
    }

    static constexpr std::size_t kContextFrames = kPeriodFrames + 2 * kPeriodMargin;
    static constexpr std::size_t kLowNeeded = (kContextFrames - 1) * kFrameStep + kFrameSamples;

    void mark_period() {
        std::vector<float> power(kContextFrames * kFrameBins);
        for (std::size_t i = 0; i < kContextFrames; ++i) {
            spectrum.power(
                {low.data() + i * kFrameStep, kFrameSamples},
                {power.data() + i * kFrameBins, kFrameBins}
            );
        }
        const BandPlane in_bands = band_power(power, 1.0);
        // In the measure of in_bands: the sum over time of the frames' spectra is the energy times
        // half the transform's length and the sum of the window's squares, per step.
        const double sound_energy = energy(period_of(sound));
        const double low_energy = sound_energy / kLowStep / 2.0;
        const double measure = kFrameSamples / 2.0 * (0.375 * kFrameSamples) / kFrameStep;
        const GainLimits limits{.distortion_max = kDistortion};
        const CellGains gains = solve_gains(in_bands, low_energy * measure, pattern, bits, limits);
        add_change(synthesize(gains), kDistortion * sound_energy);
        low.erase(
            low.begin(), low.begin() + static_cast<std::ptrdiff_t>(kPeriodFrames * kFrameStep)
        );
        period += 1;
    }

    /// Where the middle of the period's first frame lies in `sound`.
    std::size_t period_begin() const {
        return static_cast<std::size_t>(
            period * static_cast<std::int64_t>(kPeriodSamples) - origin
        );
    }

    AudioBuffer period_of(const AudioBuffer& buffer) const {
        AudioBuffer part;
        const auto begin = static_cast<std::ptrdiff_t>(period_begin());
        const auto end = std::min(
            begin + static_cast<std::ptrdiff_t>(kPeriodSamples),
            static_cast<std::ptrdiff_t>(buffer.size())
        );
        part.left.assign(buffer.left.begin() + begin, buffer.left.begin() + end);
        part.right.assign(buffer.right.begin() + begin, buffer.right.begin() + end);
        return part;
    }

    static double energy(const AudioBuffer& buffer) {
        double sum = 0.0;
        for (std::size_t i = 0; i < buffer.size(); ++i) {
            sum +=
                double{buffer.left[i]} * buffer.left[i] + double{buffer.right[i]} * buffer.right[i];
        }
        return sum;
    }

    /// What the gains add to the sound, from half a window before the period's first frame on.
    AudioBuffer synthesize(const CellGains& gains) const {
        AudioBuffer added(kPeriodSamples + kWindow);
        std::vector<kiss_fft_cpx> time(kWindow);
        std::vector<kiss_fft_cpx> bins(kWindow);
        std::vector<kiss_fft_cpx> changed(kWindow);
        for (std::size_t frame = 0; frame < kPeriodFrames; ++frame) {
            const std::size_t begin = period_begin() + frame * kHop - kWindow / 2;
            for (std::size_t i = 0; i < kWindow; ++i) {
                time[i].r = sound.left[begin + i] * window[i];
                time[i].i = sound.right[begin + i] * window[i];
            }
            transform.forth(time.data(), bins.data());
            std::ranges::fill(changed, kiss_fft_cpx{0.0F, 0.0F});
            for (std::size_t bin = 1; bin < bands.size(); ++bin) {
                if (bands[bin] < 0) {
                    continue;
                }
                const std::size_t cell =
                    static_cast<std::size_t>(bands[bin]) * kSoundSlots + frame / kSlotFrames;
                const float factor = std::expm1(gains[cell]) / (kOverlap * kWindow);
                for (const std::size_t at : {bin, kWindow - bin}) {
                    changed[at].r = bins[at].r * factor;
                    changed[at].i = bins[at].i * factor;
                }
            }
            transform.back(changed.data(), time.data());
            for (std::size_t i = 0; i < kWindow; ++i) {
                added.left[frame * kHop + i] += time[i].r * window[i];
                added.right[frame * kHop + i] += time[i].i * window[i];
            }
        }
        return added;
    }

    /// Adds it, scaled down where it has more than `energy_max` in spite of what the solver
    /// thought.
    void add_change(const AudioBuffer& added, double energy_max) {
        const double share = std::sqrt(energy_max / std::max(1e-30, energy(added)));
        const auto factor = static_cast<float>(std::min(1.0, share));
        const std::size_t begin = period_begin() - kWindow / 2;
        for (std::size_t i = 0; i < added.size(); ++i) {
            change.left[begin + i] += factor * added.left[i];
            change.right[begin + i] += factor * added.right[i];
        }
    }

    /// Gives out samples up to `end`.
    AudioBuffer give(std::int64_t end) {
        AudioBuffer ready;
        const auto begin = static_cast<std::size_t>(given - origin);
        const auto count = static_cast<std::size_t>(std::max<std::int64_t>(0, end - given));
        ready.left.resize(count);
        ready.right.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            ready.left[i] = sound.left[begin + i] + change.left[begin + i];
            ready.right[i] = sound.right[begin + i] + change.right[begin + i];
        }
        given += static_cast<std::int64_t>(count);
        // The next period's frames reach half a window back.
        const std::int64_t keep =
            std::min(given, period * static_cast<std::int64_t>(kPeriodSamples)) -
            static_cast<std::int64_t>(kWindow / 2);
        const auto drop = static_cast<std::ptrdiff_t>(std::max<std::int64_t>(0, keep - origin));
        for (auto* plane : {&sound.left, &sound.right, &change.left, &change.right}) {
            plane->erase(plane->begin(), plane->begin() + drop);
        }
        origin += drop;
        return ready;
    }

    AudioBuffer give_ready() {
        return give(std::max(
            given,
            period * static_cast<std::int64_t>(kPeriodSamples) -
                static_cast<std::int64_t>(kWindow / 2)
        ));
    }

    AudioBuffer finish() {
        const std::int64_t end = taken;
        const AudioBuffer silence(kPeriodSamples);
        while (period * static_cast<std::int64_t>(kPeriodSamples) -
                   static_cast<std::int64_t>(kWindow / 2) <
               end) {
            take(silence);
        }
        total = 0;  // Nothing more comes.
        return give(end);
    }
};

SoundMark::SoundMark(const MarkKey& key, std::uint32_t id, std::int64_t total_samples)
    : impl_(std::make_unique<Impl>(key, id, total_samples)) {
    HIBARI_CHECK(total_samples >= 0, total_samples);
}

SoundMark::~SoundMark() = default;
SoundMark::SoundMark(SoundMark&&) noexcept = default;
SoundMark& SoundMark::operator=(SoundMark&&) noexcept = default;

void SoundMark::apply(AudioBuffer& piece) {
    HIBARI_CHECK(piece.left.size() == piece.right.size(), piece.left.size(), piece.right.size());
    if (impl_->taken >= impl_->total) {
        return;
    }
    impl_->take(piece);
    piece = impl_->taken >= impl_->total ? impl_->finish() : impl_->give_ready();
}

AudioBuffer SoundMark::finish() {
    return impl_->taken >= impl_->total ? AudioBuffer{} : impl_->finish();
}

}  // namespace hibari::trust
