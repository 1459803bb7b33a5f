#include "models/mini/positions.h"

#include "models/mini/config.h"

#include <array>
#include <cmath>
#include <numbers>

namespace hibari::mini {
namespace {

/// From the shortest to the longest, geometric; seconds and ninths of the height.
struct Periods {
    double shortest;
    double longest;
};

constexpr Periods kTimePeriods{0.25, 40.0};
constexpr Periods kSpacePeriods{2.0, 40.0};

double frequency(Periods periods, std::int64_t index, std::int64_t count) {
    const double share = static_cast<double>(index) / static_cast<double>(count - 1);
    const double period = periods.shortest * std::pow(periods.longest / periods.shortest, share);
    return 2.0 * std::numbers::pi / period;
}

/// A place in time and in the picture.
struct Place {
    double seconds = 0.0;
    double row = 0.0;
    double column = 0.0;
};

/// Writes token after token.
class Writer {
  public:
    Writer(std::int64_t tokens, Rotations& out) : out_(out) {
        out_.cosines.reserve(static_cast<std::size_t>(tokens * kPairs));
        out_.sines.reserve(static_cast<std::size_t>(tokens * kPairs));
        std::size_t next = 0;
        const auto fill = [&](Periods periods, std::int64_t count) {
            for (std::int64_t i = 0; i < count; ++i) {
                frequencies_[next++] = frequency(periods, i, count);
            }
        };
        fill(kTimePeriods, kTimePairs);
        fill(kSpacePeriods, kRowPairs);
        fill(kSpacePeriods, kColumnPairs);
    }

    void add(const Place& place) {
        for (std::int64_t pair = 0; pair < kPairs; ++pair) {
            const double where = pair < kTimePairs               ? place.seconds
                                 : pair < kTimePairs + kRowPairs ? place.row
                                                                 : place.column;
            const double angle = where * frequencies_[static_cast<std::size_t>(pair)];
            out_.cosines.push_back(static_cast<float>(std::cos(angle)));
            out_.sines.push_back(static_cast<float>(std::sin(angle)));
        }
    }

  private:
    Rotations& out_;
    std::array<double, kPairs> frequencies_{};
};

}  // namespace

std::int64_t TokenCounts::state() const {
    return kSlots * frames;
}

double latent_time_s(std::int64_t latent) {
    return latent == 0 ? 0.0 : (kFramesPerLatent * static_cast<double>(latent) - 3.5) / kFps;
}

Rotations rotations(const TokenCounts& counts, double start_s) {
    Rotations out;
    Writer writer(counts.total(), out);
    for (std::int64_t i = 0; i < counts.registers + counts.text; ++i) {
        writer.add({});
    }
    for (int slot = 0; slot < kSlots; ++slot) {
        for (std::int64_t frame = 0; frame < counts.frames; ++frame) {
            writer.add({.seconds = start_s + latent_time_s(frame)});
        }
    }
    for (std::int64_t i = 0; i < counts.audio; ++i) {
        writer.add({.seconds = start_s + (static_cast<double>(i) + 0.5) / kFps});
    }
    const double unit = counts.rows > 0 ? kUnitsPerHeight / static_cast<double>(counts.rows) : 0.0;
    for (std::int64_t frame = 0; frame < counts.frames; ++frame) {
        for (std::int64_t row = 0; row < counts.rows; ++row) {
            for (std::int64_t column = 0; column < counts.columns; ++column) {
                const double middle = static_cast<double>(counts.columns) / 2.0;
                writer.add({
                    .seconds = start_s + latent_time_s(frame),
                    .row = (static_cast<double>(row) + 0.5) * unit,
                    .column = (static_cast<double>(column) + 0.5 - middle) * unit,
                });
            }
        }
    }
    return out;
}

}  // namespace hibari::mini
