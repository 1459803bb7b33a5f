#include "trust/mark/sound_mark_reader.h"

#include "base/check.h"
#include "trust/mark/sound_spectrum.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hibari::trust {
namespace {

// Speeds 0.78..1.28 in steps of 1 %: half a step shifts the ends of a 4 s clip by 10 ms.
constexpr double kSpeedMin = 0.78;
constexpr double kSpeedStep = 1.01;
constexpr int kSpeeds = 51;

constexpr std::size_t kFramesMin = 100;
/// Longer sound is looked at in parts of 10 s, so that a speed that is a little off does no harm.
constexpr std::size_t kPartFrames = 1000;
constexpr std::size_t kRefined = 24;
constexpr std::size_t kDecoded = 12;
/// A part whose pilot is fainter says nothing of the bits.
constexpr double kPartScoreMin = 2.5;
// Below this nothing is decoded; more than half of all unmarked sound stays below (measured).
constexpr double kScoreMin = 4.0;

/// One way the sound may have been changed, and how well the pilot fits.
struct Place {
    double pitch = 1.0;
    double speed = 1.0;
    std::size_t offset = 0;
    double score = 0.0;
};

/// Frames that are looked at together.
struct Part {
    std::size_t first = 0;
    std::size_t count = 0;
};

/// The sum over a slot's frames, for each band and each frame of the period that the slot may begin
/// with.
struct Folded {
    std::array<std::array<float, kPeriodFrames>, kSoundBands> slots = {};
};

Folded fold(const BandPlane& seen, double speed) {
    Folded folded;
    std::vector<std::size_t> phase(seen.frames);
    for (std::size_t i = 0; i < seen.frames; ++i) {
        phase[i] = static_cast<std::size_t>(static_cast<double>(i) * speed) % kPeriodFrames;
    }
    std::array<float, kPeriodFrames + kSlotFrames> sums{};
    for (std::size_t band = 0; band < kSoundBands; ++band) {
        sums.fill(0.0F);
        const float* values = seen.band(band);
        for (std::size_t i = 0; i < seen.frames; ++i) {
            sums[phase[i]] += values[i];
        }
        std::copy_n(sums.begin(), kSlotFrames, sums.begin() + kPeriodFrames);
        for (std::size_t i = 0; i < kPeriodFrames; ++i) {
            float sum = 0.0F;
            for (std::size_t k = 0; k < kSlotFrames; ++k) {
                sum += sums[i + k];
            }
            folded.slots[band][i] = sum;
        }
    }
    return folded;
}

struct PilotCell {
    std::uint8_t band = 0;
    std::uint8_t slot = 0;
    std::int8_t sign = 1;
};

class Search {
  public:
    Search(const MarkKey& key, const std::vector<float>& power)
        : key_(key), pattern_(sound_pattern(key)), power_(power) {
        for (std::size_t cell = 0; cell < kSoundCells; ++cell) {
            if (pattern_[cell].group >= kPayloadBits) {
                pilot_.push_back(
                    {.band = static_cast<std::uint8_t>(cell / kSoundSlots),
                     .slot = static_cast<std::uint8_t>(cell % kSoundSlots),
                     .sign = pattern_[cell].sign}
                );
            }
        }
    }

    SoundMarkFound run() const {
        SoundMarkFound found;
        for (const Part& part : parts()) {
            for (const Place& place : places_in(part)) {
                const bool is_better = place.score > found.pilot_score;
                const bool is_tried = place.score >= kScoreMin;
                if (!is_better && !is_tried) {
                    continue;
                }
                const auto soft = soft_bits(part, place);
                const auto id = is_tried ? decode_payload(soft, key_) : std::nullopt;
                if (!is_better && !id) {
                    continue;
                }
                found = {
                    .id = id,
                    .soft = soft,
                    .pilot_score = place.score,
                    .speed = place.speed,
                    .pitch = place.pitch
                };
                if (id) {
                    return found;
                }
            }
        }
        return read_together(found);
    }

  private:
    std::vector<Part> parts() const {
        const std::size_t frames = power_.size() / kFrameBins;
        // The last part is up to half as long again.
        const std::size_t number =
            std::max<std::size_t>(1, (frames + kPartFrames / 2) / kPartFrames);
        std::vector<Part> parts;
        for (std::size_t i = 0; i < number; ++i) {
            const std::size_t first = i * kPartFrames;
            parts.push_back({.first = first, .count = i + 1 < number ? kPartFrames : frames - first}
            );
        }
        return parts;
    }

    BandPlane seen(const Part& part, double pitch) const {
        const std::span<const float> all(power_);
        return stand_out(
            band_power(all.subspan(part.first * kFrameBins, part.count * kFrameBins), pitch)
        );
    }

    /// Where the mark may be in a part: first as the sound is, then as it may have been changed,
    /// the clearest first.
    std::vector<Place> places_in(const Part& part) const {
        std::vector<Place> places;
        const auto speed_of = [](int index) { return kSpeedMin * std::pow(kSpeedStep, index); };
        const BandPlane as_is = seen(part, 1.0);
        for (int i = 0; i < kSpeeds; ++i) {
            const double speed = speed_of(i);
            const BandPlane shifted = seen(part, speed);
            places.push_back(best_offset(shifted, {.pitch = speed, .speed = speed}));
            places.push_back(best_offset(shifted, {.pitch = speed, .speed = 1.0}));
            places.push_back(best_offset(as_is, {.pitch = 1.0, .speed = speed}));
        }
        std::ranges::sort(places, std::greater<>{}, &Place::score);
        places.resize(std::min(places.size(), kRefined));
        for (Place& place : places) {
            refine(place, part);
        }
        std::ranges::sort(places, std::greater<>{}, &Place::score);
        places.resize(std::min(places.size(), kDecoded));
        places.insert(places.begin(), best_offset(as_is, {}));
        return places;
    }

    /// Adds up what all parts say at the speed of the clearest.
    SoundMarkFound read_together(SoundMarkFound found) const {
        const std::vector<Part> all = parts();
        if (all.size() < 2 || found.pilot_score < kScoreMin) {
            return found;
        }
        std::array<float, kPayloadBits> sum{};
        for (const Part& part : all) {
            Place place =
                best_offset(seen(part, found.pitch), {.pitch = found.pitch, .speed = found.speed});
            refine(place, part);
            if (place.score < kPartScoreMin) {
                continue;
            }
            const auto soft = soft_bits(part, place);
            for (std::size_t i = 0; i < kPayloadBits; ++i) {
                sum[i] += soft[i];
            }
        }
        found.soft = sum;
        found.id = decode_payload(sum, key_);
        return found;
    }

    Place best_offset(const BandPlane& plane, Place place) const {
        const Folded folded = fold(plane, place.speed);
        place.score = -1.0;
        for (std::size_t offset = 0; offset < kPeriodFrames; ++offset) {
            float sum = 0.0F;
            float squares = 1e-9F;
            for (const PilotCell& cell : pilot_) {
                std::size_t at = cell.slot * kSlotFrames + offset;
                at -= at >= kPeriodFrames ? kPeriodFrames : 0;
                const float value = folded.slots[cell.band][at];
                sum += cell.sign > 0 ? value : -value;
                squares += value * value;
            }
            const double score = sum / std::sqrt(squares);
            if (score > place.score) {
                place.score = score;
                place.offset = offset;
            }
        }
        return place;
    }

    void refine(Place& place, const Part& part) const {
        for (const double step : {0.005, 0.0025, 0.00125}) {
            const Place middle = place;
            for (const int way : {-1, 1}) {
                Place tried = middle;
                tried.speed *= 1.0 + way * step;
                if (middle.pitch == middle.speed) {
                    tried.pitch = tried.speed;
                }
                tried = best_offset(seen(part, tried.pitch), tried);
                if (tried.score > place.score) {
                    place = tried;
                }
            }
        }
    }

    std::array<float, kPayloadBits> soft_bits(const Part& part, const Place& place) const {
        const Folded folded = fold(seen(part, place.pitch), place.speed);
        std::array<float, kPayloadBits> soft{};
        double pilot_sum = 0.0;
        double pilot_squares = 0.0;
        for (std::size_t cell = 0; cell < kSoundCells; ++cell) {
            const std::size_t at =
                (cell % kSoundSlots * kSlotFrames + place.offset) % kPeriodFrames;
            const float value =
                folded.slots[cell / kSoundSlots][at] * static_cast<float>(pattern_[cell].sign);
            if (pattern_[cell].group < kPayloadBits) {
                soft[pattern_[cell].group] += value;
            } else {
                pilot_sum += value;
                pilot_squares += value * value;
            }
        }
        // The pilot tells how clearly and how reliably a cell speaks.
        const auto cells = static_cast<double>(pilot_.size());
        const double mean = std::max(0.0, pilot_sum / cells);
        const double variance = pilot_squares / cells - mean * mean + 1e-9;
        for (float& value : soft) {
            value = static_cast<float>(value * 2.0 * mean / variance);
        }
        return soft;
    }

    const MarkKey& key_;
    SoundPattern pattern_;
    const std::vector<float>& power_;
    std::vector<PilotCell> pilot_;
};

}  // namespace

struct SoundMarkReader::Impl {
    MarkKey key;
    LowRate low_rate;
    std::vector<float> low;
    std::int64_t taken = 0;
};

SoundMarkReader::SoundMarkReader(const MarkKey& key) : impl_(std::make_unique<Impl>()) {
    impl_->key = key;
}

SoundMarkReader::~SoundMarkReader() = default;
SoundMarkReader::SoundMarkReader(SoundMarkReader&&) noexcept = default;
SoundMarkReader& SoundMarkReader::operator=(SoundMarkReader&&) noexcept = default;

void SoundMarkReader::push(const media::AudioBuffer& piece) {
    HIBARI_CHECK(piece.left.size() == piece.right.size(), piece.left.size(), piece.right.size());
    if (impl_->taken < kSoundReadMax) {
        impl_->taken += static_cast<std::int64_t>(piece.size());
        impl_->low_rate.push(piece, impl_->low);
    }
}

SoundMarkFound SoundMarkReader::read() const {
    const auto& low = impl_->low;
    const std::size_t frames =
        low.size() < kFrameSamples ? 0 : (low.size() - kFrameSamples) / kFrameStep + 1;
    if (frames < kFramesMin) {
        return {};
    }
    const FrameSpectrum spectrum;
    std::vector<float> power(frames * kFrameBins);
    double sum = 0.0;
    for (std::size_t i = 0; i < frames; ++i) {
        const std::span<float> bins(power.data() + i * kFrameBins, kFrameBins);
        spectrum.power({low.data() + i * kFrameStep, kFrameSamples}, bins);
        for (const float value : bins) {
            sum += value;
        }
    }
    if (sum <= 0.0) {
        return {};
    }
    return Search(impl_->key, power).run();
}

}  // namespace hibari::trust
