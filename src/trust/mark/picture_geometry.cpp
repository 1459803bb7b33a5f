#include "trust/mark/picture_geometry.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <kiss_fft.h>
#include <map>
#include <numbers>

namespace hibari::trust {
namespace {

constexpr int kBins = 640;
constexpr double kTau = 2.0 * std::numbers::pi;

/// Cycles for each value of the plane.
struct Frequency {
    double x = 0.0;
    double y = 0.0;
};

Frequency frequency(const PictureGeometry& g, const Wave& wave, double pixel) {
    return {
        .x = (wave.u * g.xx + wave.v * g.yx) * pixel / kTileSide,
        .y = (wave.u * g.xy + wave.v * g.yy) * pixel / kTileSide,
    };
}

struct Column {
    std::vector<float> real;
    std::vector<float> imaginary;
};

/// Each column of rows [top, bottom) turned back by `cycles` a row and added up.
Column add_rows(const ComplexPlane& plane, double cycles, int top, int bottom) {
    const auto width = static_cast<std::size_t>(plane.width);
    Column sum{std::vector<float>(width), std::vector<float>(width)};
    for (int y = top; y < bottom; ++y) {
        const double angle = -kTau * cycles * (y + 0.5);
        const auto c = static_cast<float>(std::cos(angle));
        const auto s = static_cast<float>(std::sin(angle));
        const float* real = plane.real.data() + static_cast<std::size_t>(y) * width;
        const float* imaginary = plane.imaginary.data() + static_cast<std::size_t>(y) * width;
        for (std::size_t x = 0; x < width; ++x) {
            sum.real[x] += real[x] * c - imaginary[x] * s;
            sum.imaginary[x] += real[x] * s + imaginary[x] * c;
        }
    }
    return sum;
}

std::complex<double> add_columns(const Column& column, double cycles, int left, int right) {
    std::complex<double> sum = 0.0;
    std::complex<double> turn = std::polar(1.0, -kTau * cycles * (left + 0.5));
    const std::complex<double> step = std::polar(1.0, -kTau * cycles);
    for (auto x = static_cast<std::size_t>(left); x < static_cast<std::size_t>(right); ++x) {
        const double real = column.real[x];
        const double imaginary = column.imaginary[x];
        sum += std::complex<double>(
            real * turn.real() - imaginary * turn.imag(),
            real * turn.imag() + imaginary * turn.real()
        );
        turn = {
            turn.real() * step.real() - turn.imag() * step.imag(),
            turn.real() * step.imag() + turn.imag() * step.real(),
        };
    }
    return sum;
}

/// The power of each frequency of the plane, over what is usual around it.
std::vector<float> relative_power(const ComplexPlane& plane) {
    const auto bins = static_cast<std::size_t>(kBins);
    std::vector<kiss_fft_cpx> field(bins * bins, {0.0F, 0.0F});
    std::vector<kiss_fft_cpx> line(bins);
    std::vector<kiss_fft_cpx> spectrum(bins);
    kiss_fft_cfg plan = kiss_fft_alloc(kBins, 0, nullptr, nullptr);
    HIBARI_CHECK(plan != nullptr);
    const auto width = static_cast<std::size_t>(plane.width);
    for (std::size_t y = 0; y < static_cast<std::size_t>(plane.height); ++y) {
        std::ranges::fill(line, kiss_fft_cpx{0.0F, 0.0F});
        for (std::size_t x = 0; x < width; ++x) {
            line[x] = {plane.real[y * width + x], plane.imaginary[y * width + x]};
        }
        kiss_fft(plan, line.data(), field.data() + y * bins);
    }
    std::vector<float> power(bins * bins);
    for (std::size_t x = 0; x < bins; ++x) {
        for (std::size_t y = 0; y < bins; ++y) {
            line[y] = field[y * bins + x];
        }
        kiss_fft(plan, line.data(), spectrum.data());
        for (std::size_t y = 0; y < bins; ++y) {
            power[y * bins + x] = spectrum[y].r * spectrum[y].r + spectrum[y].i * spectrum[y].i;
        }
    }
    kiss_fft_free(plan);
    // The usual power: a mean over a square, wrapped around, from sums of rows and columns.
    constexpr int kReach = 16;
    constexpr float kCount = (2 * kReach + 1) * (2 * kReach + 1);
    constexpr float kMost = 10.0F;
    std::vector<float> rows(bins * bins);
    std::vector<float> usual(bins * bins);
    const auto wrap = [](int i) { return static_cast<std::size_t>((i + kBins) % kBins); };
    for (std::size_t y = 0; y < bins; ++y) {
        float sum = 0.0F;
        for (int i = -kReach; i <= kReach; ++i) {
            sum += power[y * bins + wrap(i)];
        }
        for (int x = 0; x < kBins; ++x) {
            rows[y * bins + static_cast<std::size_t>(x)] = sum;
            sum += power[y * bins + wrap(x + kReach + 1)] - power[y * bins + wrap(x - kReach)];
        }
    }
    for (std::size_t y = 0; y < bins; ++y) {
        for (int i = -kReach; i <= kReach; ++i) {
            const float* in = rows.data() + wrap(static_cast<int>(y) + i) * bins;
            float* out = usual.data() + y * bins;
            for (std::size_t x = 0; x < bins; ++x) {
                out[x] += in[x];
            }
        }
    }
    for (std::size_t i = 0; i < power.size(); ++i) {
        power[i] = std::min(kMost, power[i] * kCount / std::max(usual[i], 1e-20F));
    }
    return power;
}

PictureGeometry make(double scale_x, double scale_y, double degrees, bool mirrored) {
    const double angle = degrees * std::numbers::pi / 180.0;
    const double flip = mirrored ? -1.0 : 1.0;
    return {
        .xx = flip * scale_x * std::cos(angle),
        .xy = flip * scale_x * std::sin(angle),
        .yx = -scale_y * std::sin(angle),
        .yy = scale_y * std::cos(angle),
    };
}

}  // namespace

std::vector<std::complex<float>> measure_waves(
    const ComplexPlane& plane, const PictureGeometry& geometry, std::span<const Wave> waves
) {
    std::vector<std::complex<float>> values(waves.size());
    std::map<double, std::vector<std::size_t>> rows;
    for (std::size_t i = 0; i < waves.size(); ++i) {
        rows[frequency(geometry, waves[i], plane.pixel).y].push_back(i);
    }
    for (const auto& [cycles, members] : rows) {
        const Column column = add_rows(plane, cycles, 0, plane.height);
        for (const std::size_t i : members) {
            const double across = frequency(geometry, waves[i], plane.pixel).x;
            values[i] = std::complex<float>(add_columns(column, across, 0, plane.width));
        }
    }
    return values;
}

/// The pilots of each part of the plane at one geometry: near it they follow without the plane.
struct GeometryFinder::Patches {
    static constexpr int kAcross = 16;

    Patches(const ComplexPlane& plane, const PictureGeometry& start, std::span<const Wave> waves)
        : pixel(plane.pixel),
          side(std::max(1, std::max(plane.width, plane.height) / kAcross)),
          columns(plane.width / side),
          rows(plane.height / side) {
        for (const Wave& wave : waves) {
            const Frequency f = frequency(start, wave, plane.pixel);
            for (int row = 0; row < rows; ++row) {
                const Column sum = add_rows(plane, f.y, row * side, (row + 1) * side);
                for (int column = 0; column < columns; ++column) {
                    parts.push_back(add_columns(sum, f.x, column * side, (column + 1) * side));
                }
            }
            at.push_back(f);
        }
    }

    /// Wave number `i`, which is `wave`, at a geometry near that of the start.
    std::complex<double> measure(std::size_t i, const PictureGeometry& g, const Wave& wave) const {
        const Frequency f = frequency(g, wave, pixel);
        const auto turn = [this](double cycles) { return std::polar(1.0, -kTau * cycles * side); };
        const std::complex<double> across = turn(f.x - at[i].x);
        const std::complex<double> down = turn(f.y - at[i].y);
        const auto start = [](const std::complex<double>& step) { return std::sqrt(step); };
        const std::complex<double>* part =
            parts.data() + i * static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
        std::complex<double> sum = 0.0;
        std::complex<double> row_turn = start(down);
        for (int row = 0; row < rows; ++row) {
            std::complex<double> line = 0.0;
            std::complex<double> column_turn = start(across);
            for (int column = 0; column < columns; ++column, ++part) {
                line += *part * column_turn;
                column_turn *= across;
            }
            sum += line * row_turn;
            row_turn *= down;
        }
        return sum;
    }

    double pixel;
    int side;
    int columns;
    int rows;
    std::vector<Frequency> at;
    std::vector<std::complex<double>> parts;
};

GeometryFinder::GeometryFinder(
    const ComplexPlane& plane, const PicturePattern& pattern, int frame_long_side
)
    : plane_(plane),
      pilots_(pattern.pilots()),
      nominal_(1.0 / canonical_scale(frame_long_side, frame_long_side)),
      power_(relative_power(plane)) {
    for (const PilotWave& pilot : pilots_) {
        pilot_waves_.push_back(pilot.wave);
    }
}

GeometryFinder::~GeometryFinder() = default;

double GeometryFinder::power_at(const PictureGeometry& geometry) const {
    double sum = 0.0;
    for (const Wave& wave : pilot_waves_) {
        const Frequency f = frequency(geometry, wave, plane_.pixel);
        const int x = static_cast<int>(std::lround(f.x * kBins));
        const int y = static_cast<int>(std::lround(f.y * kBins));
        if (std::abs(x) >= kBins / 2 || std::abs(y) >= kBins / 2) {
            return 0.0;
        }
        const int row = y < 0 ? y + kBins : y;
        const int column = x < 0 ? x + kBins : x;
        sum += power_[static_cast<std::size_t>(row * kBins + column)];
    }
    return sum;
}

double GeometryFinder::agreement(const PictureGeometry& geometry) const {
    const auto values = measure_waves(plane_, geometry, pilot_waves_);
    double power = 0.0;
    std::complex<double> sum = 0.0;
    for (std::size_t i = 0; i < kPilots; ++i) {
        const Wave& wave = pilot_waves_[i];
        const double angle =
            -kTau * (wave.u * geometry.offset_x + wave.v * geometry.offset_y) / kTileSide;
        sum += std::complex<double>(values[i]) * std::polar(1.0, angle) *
               std::conj(std::complex<double>(pilots_[i].value)) /
               static_cast<double>(std::abs(pilots_[i].value));
        power += std::norm(values[i]);
    }
    return std::abs(sum) / std::sqrt(std::max(power, 1e-20));
}

GeometryScore GeometryFinder::refine(PictureGeometry geometry) const {
    const Patches patches(plane_, geometry, pilot_waves_);
    const auto score = [&](const PictureGeometry& g) {
        double sum = 0.0;
        for (std::size_t i = 0; i < kPilots; ++i) {
            sum += std::abs(patches.measure(i, g, pilot_waves_[i]));
        }
        return sum;
    };
    // Each number of the matrix on its own, in ever smaller steps; the first moves the far border
    // by half the shortest pilot.
    const double border = std::max(plane_.width, plane_.height) * plane_.pixel / 2.0;
    double step = 0.25 * kTileSide / 7.5 / border;
    double best = score(geometry);
    constexpr int kRounds = 6;
    constexpr int kTurnsMost = 8;
    for (int round = 0; round < kRounds; ++round, step /= 2.0) {
        bool moved = true;
        for (int turn = 0; moved && turn < kTurnsMost; ++turn) {
            moved = false;
            for (double PictureGeometry::* part :
                 {&PictureGeometry::xx,
                  &PictureGeometry::xy,
                  &PictureGeometry::yx,
                  &PictureGeometry::yy}) {
                for (const double by : {step, -step}) {
                    PictureGeometry other = geometry;
                    other.*part += by;
                    const double now = score(other);
                    if (now > best) {
                        best = now;
                        geometry = other;
                        moved = true;
                    }
                }
            }
        }
    }
    // The offset: the one that brings the pilots into phase.
    std::array<std::complex<double>, kPilots> phase;
    for (std::size_t i = 0; i < kPilots; ++i) {
        const std::complex<double> value = patches.measure(i, geometry, pilot_waves_[i]) *
                                           std::conj(std::complex<double>(pilots_[i].value));
        phase[i] = value / std::max(std::abs(value), 1e-20) * std::sqrt(std::abs(value));
    }
    constexpr double kStep = 1.0;
    double most = -1.0;
    const auto in_phase = [&](double x, double y) {
        std::complex<double> sum = 0.0;
        for (std::size_t i = 0; i < kPilots; ++i) {
            const Wave& wave = pilot_waves_[i];
            sum += phase[i] * std::polar(1.0, -kTau * (wave.u * x + wave.v * y) / kTileSide);
        }
        return std::abs(sum);
    };
    double best_x = 0.0;
    double best_y = 0.0;
    const auto look = [&](double from_x, double to_x, double from_y, double to_y, double by) {
        for (double y = from_y; y < to_y; y += by) {
            for (double x = from_x; x < to_x; x += by) {
                const double now = in_phase(x, y);
                if (now > most) {
                    most = now;
                    best_x = x;
                    best_y = y;
                }
            }
        }
    };
    look(0, kTileSide, 0, kTileSide, 2 * kStep);
    const double x = best_x;
    const double y = best_y;
    look(x - 2, x + 2, y - 2, y + 2, kStep / 4);
    geometry.offset_x = best_x;
    geometry.offset_y = best_y;
    return {.geometry = geometry, .score = agreement(geometry)};
}

std::vector<GeometryScore> GeometryFinder::find(GeometrySearch search) const {
    constexpr double kLogMin = -0.85;
    constexpr double kLogMax = 0.80;
    constexpr double kLogStep = 0.006;
    constexpr double kStretchMax = 0.60;
    constexpr double kDegreesMax = 12.0;
    constexpr double kDegreesStep = 0.4;
    constexpr std::size_t kKeep = 6;
    std::vector<GeometryScore> found;
    const auto consider = [&](const PictureGeometry& geometry) {
        const double score = power_at(geometry);
        if (found.size() == kKeep && score <= found.back().score) {
            return;
        }
        // Neighbours are one find.
        for (GeometryScore& other : found) {
            const double apart = std::abs(other.geometry.xx - geometry.xx) +
                                 std::abs(other.geometry.xy - geometry.xy) +
                                 std::abs(other.geometry.yx - geometry.yx) +
                                 std::abs(other.geometry.yy - geometry.yy);
            if (apart < 0.03 * nominal_) {
                if (score > other.score) {
                    other = {geometry, score};
                }
                std::ranges::sort(found, std::greater<>{}, &GeometryScore::score);
                return;
            }
        }
        found.push_back({geometry, score});
        std::ranges::sort(found, std::greater<>{}, &GeometryScore::score);
        found.resize(std::min(found.size(), kKeep));
    };
    for (double size = kLogMin; size <= kLogMax; size += kLogStep) {
        const double scale = nominal_ * std::exp(size);
        for (const bool mirrored : {false, true}) {
            if (search == GeometrySearch::kScale) {
                consider(make(scale, scale, 0.0, mirrored));
            } else if (search == GeometrySearch::kStretch) {
                for (double by = -kStretchMax; by <= kStretchMax; by += kLogStep) {
                    consider(make(scale, scale * std::exp(by), 0.0, mirrored));
                }
            } else {
                for (double turn = -kDegreesMax; turn <= kDegreesMax; turn += kDegreesStep) {
                    consider(make(scale, scale, turn, mirrored));
                }
            }
        }
    }
    for (GeometryScore& one : found) {
        one = refine(one.geometry);
    }
    std::ranges::sort(found, std::greater<>{}, &GeometryScore::score);
    return found;
}

}  // namespace hibari::trust
