#include "trust/mark/sound_gains.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hibari::trust {
namespace {

constexpr int kRounds = 12;
constexpr float kStep = 0.8F;
// Share of a cell's gain that is left where the reader looks: the windows of writer and reader
// smear it over its neighbours, and the means of the neighbours are taken off.
constexpr float kSeen = 0.6F;
// How much a cell changes by how loud it is: what is 20 dB below the mean cell, and so masked by
// the others, changes fully, louder cells less, as the square root of their power.
constexpr double kMaskedBelow = 0.01;
constexpr double kLoudExponent = 0.5;
constexpr float kLoudLeast = 0.02F;
// A group that cannot say its bit gets no more than this times the mean amplitude: the rest would
// be wasted on it.
constexpr float kHopeless = 2.5F;
constexpr double kClearMax = 60.0;

/// How the windows smear a gain over frames, from the middle outwards.
constexpr std::array<float, 4> kSmear = {0.28F, 0.21F, 0.11F, 0.04F};

struct Group {
    float amplitude = 0.1F;
    float slope = 0.0F;
    float clear = 0.0F;
};

class Solver {
  public:
    Solver(
        const BandPlane& power,
        const SoundPattern& pattern,
        const std::array<std::int8_t, kSoundGroups>& bits,
        const GainLimits& limits
    )
        : power_(power),
          pattern_(pattern),
          bits_(bits),
          limits_(limits),
          cell_power_(kSoundCells),
          shape_(kSoundCells) {
        double total = 0.0;
        for (std::size_t cell = 0; cell < kSoundCells; ++cell) {
            const float* frames = first_frame(power_, cell);
            double sum = 0.0;
            for (std::size_t i = 0; i < kSlotFrames; ++i) {
                sum += frames[i];
            }
            cell_power_[cell] = static_cast<float>(sum);
            total += sum;
        }
        const double reference = kMaskedBelow * total / kSoundCells + 1e-20;
        for (std::size_t cell = 0; cell < kSoundCells; ++cell) {
            const double relative = std::max(1e-9, cell_power_[cell] / reference);
            shape_[cell] = std::clamp(
                static_cast<float>(std::pow(relative, -kLoudExponent)), kLoudLeast, 1.0F
            );
            groups_[pattern_[cell].group].slope += shape_[cell] * 2.0F * kSlotFrames * kSeen;
        }
    }

    CellGains solve(double distortion_max) {
        CellGains gains = spread();
        float target = 0.0F;
        for (int round = 0; round < kRounds; ++round) {
            look(gains);
            if (round == 0) {
                for (const Group& group : groups_) {
                    target += group.clear / kSoundGroups;
                }
            }
            float mean = 0.0F;
            for (const Group& group : groups_) {
                mean += group.amplitude / kSoundGroups;
            }
            const float most = std::min(kHopeless * mean, limits_.gain_max / kLoudLeast);
            for (Group& group : groups_) {
                const float missing = (target - group.clear) / group.slope;
                group.amplitude = std::clamp(group.amplitude + kStep * missing, 0.0F, most);
            }
            gains = spread();
            const double share = std::sqrt(distortion_max / std::max(1e-30, distortion(gains)));
            const double factor = std::clamp(share, 0.6, 1.6);
            target = static_cast<float>(std::clamp(target * factor, 0.1, kClearMax));
        }
        const double share = std::sqrt(distortion_max / std::max(1e-30, distortion(gains)));
        if (share < 1.0) {
            for (float& gain : gains) {
                gain *= static_cast<float>(share);
            }
        }
        return gains;
    }

  private:
    static const float* first_frame(const BandPlane& plane, std::size_t cell) {
        const std::size_t slot = cell % kSoundSlots;
        return plane.band(cell / kSoundSlots) + kPeriodMargin + slot * kSlotFrames;
    }

    CellGains spread() const {
        CellGains gains{};
        for (std::size_t cell = 0; cell < kSoundCells; ++cell) {
            const SoundCell& place = pattern_[cell];
            const float size =
                std::min(limits_.gain_max, groups_[place.group].amplitude * shape_[cell]);
            gains[cell] = size * static_cast<float>(place.sign * bits_[place.group]);
        }
        return gains;
    }

    double distortion(const CellGains& gains) const {
        double sum = 0.0;
        for (std::size_t cell = 0; cell < kSoundCells; ++cell) {
            const double change = std::expm1(double{gains[cell]});
            sum += cell_power_[cell] * change * change;
        }
        return sum;
    }

    /// What the reader will see of each group.
    void look(const CellGains& gains) {
        BandPlane marked = power_;
        std::vector<float> steps(power_.frames);
        for (std::size_t band = 0; band < kSoundBands; ++band) {
            std::ranges::fill(steps, 0.0F);
            for (std::size_t i = 0; i < kPeriodFrames; ++i) {
                steps[kPeriodMargin + i] = gains[band * kSoundSlots + i / kSlotFrames];
            }
            float* out = marked.band(band);
            for (std::size_t i = kSmear.size(); i + kSmear.size() < power_.frames; ++i) {
                float seen = kSmear[0] * steps[i];
                for (std::size_t k = 1; k < kSmear.size(); ++k) {
                    seen += kSmear[k] * (steps[i - k] + steps[i + k]);
                }
                out[i] *= std::exp(2.0F * seen);
            }
        }
        const BandPlane seen = stand_out(marked);
        for (Group& group : groups_) {
            group.clear = 0.0F;
        }
        for (std::size_t cell = 0; cell < kSoundCells; ++cell) {
            const float* frames = first_frame(seen, cell);
            float sum = 0.0F;
            for (std::size_t i = 0; i < kSlotFrames; ++i) {
                sum += frames[i];
            }
            const SoundCell& place = pattern_[cell];
            groups_[place.group].clear += sum * static_cast<float>(place.sign * bits_[place.group]);
        }
    }

    const BandPlane& power_;
    const SoundPattern& pattern_;
    const std::array<std::int8_t, kSoundGroups>& bits_;
    const GainLimits& limits_;
    std::vector<float> cell_power_;
    std::vector<float> shape_;
    std::array<Group, kSoundGroups> groups_ = {};
};

}  // namespace

CellGains solve_gains(
    const BandPlane& power,
    double sound_power,
    const SoundPattern& pattern,
    const std::array<std::int8_t, kSoundGroups>& bits,
    const GainLimits& limits
) {
    HIBARI_CHECK(power.frames == kPeriodFrames + 2 * kPeriodMargin, power.frames);
    if (sound_power <= 0.0) {
        return {};
    }
    return Solver(power, pattern, bits, limits).solve(limits.distortion_max * sound_power);
}

}  // namespace hibari::trust
