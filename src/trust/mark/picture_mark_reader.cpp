#include "trust/mark/picture_mark_reader.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace hibari::trust {
namespace {

/// A reader looks at bits only where the pilots stand out so far; single geometries of unmarked
/// clips reach it in 2 of 1,000, the best that the search brings up mostly do.
constexpr double kPilotLeast = 2.5;
/// So far only where there is a mark: the best of all geometries reaches 3.7 to 4.9 without one.
constexpr double kPilotSure = 5.5;

ComplexPlane add_up(const std::vector<ComplexPlane>& planes) {
    ComplexPlane sum = planes.front();
    for (std::size_t i = 1; i < planes.size(); ++i) {
        std::ranges::transform(sum.real, planes[i].real, sum.real.begin(), std::plus<>{});
        std::ranges::transform(
            sum.imaginary, planes[i].imaginary, sum.imaginary.begin(), std::plus<>{}
        );
    }
    return sum;
}

/// Each bit once from each ring of waves of like length; a ring has a mean square of 1.
using Ring = std::array<float, kPayloadBits>;
using Rings = std::array<Ring, kChipsPerBit>;

void normalize(Ring& values) {
    float squares = 0.0F;
    for (const float value : values) {
        squares += value * value;
    }
    const float scale = 1.0F / std::sqrt(std::max(squares, 1e-20F) / kPayloadBits);
    for (float& value : values) {
        value *= scale;
    }
}

/// How much of a ring is signal when nothing else is known, from long waves to short ones.
constexpr std::array<double, kChipsPerBit> kUsualSignal{0.50, 0.45, 0.40, 0.35, 0.30, 0.25};

/// How much of each ring is signal, as correlation with the bits: rings that say the same agree
/// with each other. This is one common factor of six variables (Spearman 1904), found by turns.
std::array<double, kChipsPerBit> signal_of(const Rings& rings) {
    std::array<std::array<double, kChipsPerBit>, kChipsPerBit> agreement{};
    for (std::size_t a = 0; a < rings.size(); ++a) {
        for (std::size_t b = 0; b < rings.size(); ++b) {
            agreement[a][b] =
                std::inner_product(rings[a].begin(), rings[a].end(), rings[b].begin(), 0.0) /
                kPayloadBits;
        }
    }
    // Agreement is seen through noise of 1 / sqrt(96), so what is usual keeps a say.
    constexpr double kTrust = 0.7;
    constexpr int kTurns = 12;
    constexpr double kLeast = 0.03;
    constexpr double kMost = 0.95;
    std::array<double, kChipsPerBit> signal = kUsualSignal;
    for (int turn = 0; turn < kTurns; ++turn) {
        for (std::size_t a = 0; a < rings.size(); ++a) {
            double seen = 0.0;
            double weight = 0.0;
            for (std::size_t b = 0; b < rings.size(); ++b) {
                if (a != b) {
                    seen += agreement[a][b] * signal[b];
                    weight += signal[b] * signal[b];
                }
            }
            signal[a] = std::clamp(
                kTrust * seen / weight + (1.0 - kTrust) * kUsualSignal[a], kLeast, kMost
            );
        }
    }
    return signal;
}

std::array<float, kPayloadBits> combine(const Rings& rings) {
    const std::array<double, kChipsPerBit> signal = signal_of(rings);
    std::array<float, kPayloadBits> soft{};
    for (std::size_t a = 0; a < rings.size(); ++a) {
        const auto weight = static_cast<float>(signal[a] / (1.0 - signal[a] * signal[a]));
        for (std::size_t i = 0; i < soft.size(); ++i) {
            soft[i] += rings[a][i] * weight;
        }
    }
    return soft;
}

}  // namespace

PictureMarkReader::PictureMarkReader(const MarkKey& key) : key_(key), pattern_(key) {}

void PictureMarkReader::push(const media::Frame& frame, double time_s) {
    long_side_ = std::max(frame.width(), frame.height());
    frames_.push(frame, time_s);
}

PictureMarkReader::Values PictureMarkReader::measure(
    const ComplexPlane& plane, const PictureGeometry& geometry
) const {
    std::vector<Wave> waves;
    for (const PilotWave& pilot : pattern_.pilots()) {
        waves.push_back(pilot.wave);
    }
    for (const DataWave& data : pattern_.data()) {
        waves.push_back(data.wave);
    }
    Values values = measure_waves(plane, geometry, waves);
    for (std::size_t i = 0; i < waves.size(); ++i) {
        const double angle = -2.0 * std::numbers::pi *
                             (waves[i].u * geometry.offset_x + waves[i].v * geometry.offset_y) /
                             kTileSide;
        values[i] *= std::complex<float>(std::polar(1.0, angle));
    }
    return values;
}

float PictureMarkReader::usual(const Values& values, const PilotWave& pilot) const {
    constexpr double kAlike = 0.8;
    float power = 0.0F;
    float count = 0.0F;
    for (std::size_t i = 0; i < kDataHarmonics; ++i) {
        if (std::abs(radius(pattern_.data()[i].wave) - radius(pilot.wave)) < kAlike) {
            power += std::norm(values[kPilots + i]);
            count += 1.0F;
        }
    }
    return std::sqrt(std::max(power, 1e-20F) / count);
}

PictureMarkFound PictureMarkReader::decode(const Values& values) const {
    PictureMarkFound found;
    std::complex<float> hand = 0.0F;
    for (std::size_t i = 0; i < kPilots; ++i) {
        const PilotWave& pilot = pattern_.pilots()[i];
        hand += values[i] * std::conj(pilot.value) / std::abs(pilot.value) / usual(values, pilot);
    }
    found.pilot = std::abs(hand) / std::sqrt(static_cast<float>(kPilots));
    if (found.pilot < kPilotLeast) {
        return found;
    }
    hand /= std::abs(hand);
    Rings rings{};
    for (std::size_t i = 0; i < kDataHarmonics; ++i) {
        const DataWave& data = pattern_.data()[i];
        const std::complex<float> value = values[kPilots + i] * std::conj(hand);
        Ring& ring = rings[i * kChipsPerBit / kDataHarmonics];
        ring[data.bit[0]] = value.real() * data.chip[0];
        ring[data.bit[1]] = value.imag() * data.chip[1];
    }
    std::ranges::for_each(rings, normalize);
    found.soft = combine(rings);
    normalize(found.soft);
    found.id = decode_payload(found.soft, key_);
    if (found.id) {
        found.agreement = payload_agreement(found.soft, *found.id, key_);
    }
    return found;
}

PictureMarkFound PictureMarkReader::search(const ComplexPlane& plane) const {
    const double scale = 1.0 / canonical_scale(long_side_, long_side_);
    const PictureGeometry nominal{.xx = scale, .yy = scale};
    PictureMarkFound best = decode(measure(plane, nominal));
    best.geometry = nominal;
    if (best.id) {
        return best;
    }
    const GeometryFinder finder(plane, pattern_, long_side_);
    for (const GeometrySearch search :
         {GeometrySearch::kScale, GeometrySearch::kStretch, GeometrySearch::kTurn}) {
        for (const GeometryScore& one : finder.find(search)) {
            PictureMarkFound found = decode(measure(plane, one.geometry));
            found.geometry = one.geometry;
            if (found.id || found.pilot > best.pilot) {
                best = found;
            }
            if (found.id) {
                return best;
            }
        }
    }
    return best;
}

// `sums` has, for each second and one more, the values added up to there.
void PictureMarkReader::split(
    std::span<const Values> sums, double start_s, std::vector<PicturePart>& parts
) const {
    const std::size_t seconds = sums.size() - 1;
    const auto part = [&](std::size_t from, std::size_t to) {
        Values values = sums[to];
        std::ranges::transform(values, sums[from], values.begin(), std::minus<>{});
        const PictureMarkFound found = decode(values);
        return found.id ? std::optional(PicturePart{
                              .id = *found.id,
                              .from_s = start_s + static_cast<double>(from),
                              .to_s = start_s + static_cast<double>(to),
                              .agreement = found.agreement,
                          })
                        : std::nullopt;
    };
    const auto worth = [](const std::optional<PicturePart>& one) {
        return one ? one->agreement * std::sqrt(one->to_s - one->from_s) : 0.0;
    };
    const std::optional<PicturePart> whole = part(0, seconds);
    std::optional<PicturePart> alone = whole;
    std::size_t border = 0;
    double most = 0.0;
    for (std::size_t at = 1; at < seconds; ++at) {
        const std::optional<PicturePart> before = part(0, at);
        const std::optional<PicturePart> after = part(at, seconds);
        if (before && after && before->id != after->id && worth(before) + worth(after) > most) {
            most = worth(before) + worth(after);
            border = at;
        }
        for (const std::optional<PicturePart>& one : {before, after}) {
            if (!whole && worth(one) > worth(alone)) {
                alone = one;
            }
        }
    }
    if (border > 0) {
        split(sums.first(border + 1), start_s, parts);
        split(sums.subspan(border), start_s + static_cast<double>(border), parts);
    } else if (alone) {
        parts.push_back(*alone);
    }
}

PictureMarkFound PictureMarkReader::read() {
    frames_.finish();
    if (frames_.seconds().empty()) {
        return {};
    }
    PictureMarkFound found = search(add_up(frames_.seconds()));
    if (!found.id && found.pilot < kPilotSure) {
        return found;
    }
    std::vector<Values> sums{Values(kPilots + kDataHarmonics)};
    for (const ComplexPlane& plane : frames_.seconds()) {
        Values values = measure(plane, found.geometry);
        std::ranges::transform(values, sums.back(), values.begin(), std::plus<>{});
        sums.push_back(std::move(values));
    }
    split(sums, 0.0, found.parts);
    if (!found.parts.empty()) {
        found.id = found.parts.back().id;
        found.agreement = found.parts.back().agreement;
    }
    return found;
}

}  // namespace hibari::trust
