#include "base/rng.h"
#include "trust/likeness/checks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace hibari::trust {
namespace {

constexpr int kOthers = 200;
// Delays that are tried.
constexpr double kLagFrom_s = -0.1;
constexpr double kLagTo_s = 0.6;

using Color = std::array<double, 3>;

const std::array<float, 256>& linear_light() {
    static const std::array<float, 256> table = [] {
        std::array<float, 256> values{};
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double v = static_cast<double>(i) / 255.0;
            values[i] = static_cast<float>(
                v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4)  // IEC 61966-2-1
            );
        }
        return values;
    }();
    return table;
}

// The mean linear light in a box, clipped to the picture; none when nothing is left of it.
std::optional<Color> mean_light(const media::Frame& frame, const FaceBox& box) {
    const int x0 = std::clamp(static_cast<int>(box.x), 0, frame.width());
    const int x1 = std::clamp(static_cast<int>(box.x + box.width), 0, frame.width());
    const int y0 = std::clamp(static_cast<int>(box.y), 0, frame.height());
    const int y1 = std::clamp(static_cast<int>(box.y + box.height), 0, frame.height());
    if (x1 - x0 < 4 || y1 - y0 < 4) {
        return std::nullopt;
    }
    Color sum{};
    for (int y = y0; y < y1; ++y) {
        const auto row = frame.row(y);
        for (int x = x0; x < x1; ++x) {
            for (std::size_t c = 0; c < 3; ++c) {
                sum[c] += linear_light()[row[static_cast<std::size_t>(3 * x) + c]];
            }
        }
    }
    for (double& value : sum) {
        value /= static_cast<double>(x1 - x0) * (y1 - y0);
    }
    return sum;
}

// A colour over time, relative to its own mean and without its slow drift.
class Series {
  public:
    explicit Series(std::vector<Color> values) : values_(std::move(values)) {
        for (std::size_t c = 0; c < 3; ++c) {
            level(c);
        }
    }

    std::size_t size() const { return values_.size(); }

    const Color& operator[](std::size_t i) const { return values_[i]; }

    double power() const {
        double sum = 0.0;
        for (const Color& value : values_) {
            sum += value[0] * value[0] + value[1] * value[1] + value[2] * value[2];
        }
        return sum;
    }

  private:
    // Subtracts the straight line that fits best, and divides by the mean.
    void level(std::size_t c) {
        const auto n = static_cast<double>(values_.size());
        double sum = 0.0;
        double moment = 0.0;
        double spread = 0.0;
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const double t = static_cast<double>(i) - 0.5 * (n - 1.0);
            sum += values_[i][c];
            moment += t * values_[i][c];
            spread += t * t;
        }
        const double mean = sum / n;
        const double slope = moment / std::max(1.0, spread);
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const double t = static_cast<double>(i) - 0.5 * (n - 1.0);
            values_[i][c] = (values_[i][c] - mean - slope * t) / std::max(1e-3, mean);
        }
    }

    std::vector<Color> values_;
};

// The colours that a sequence shows, one for each picture of a stretch. What is before and after
// it is dim white.
Series shown(
    const std::vector<FlashColor>& flashes,
    std::size_t begin,
    std::size_t count,
    double fps,
    double lag_s
) {
    std::vector<Color> values;
    for (std::size_t i = 0; i < count; ++i) {
        // A picture gathers light for a while; two instants stand for it.
        Color sum{};
        for (const double within : {0.1, 0.4}) {
            const double t = (static_cast<double>(begin + i) + within) / fps - lag_s;
            const double step = (t - kFlashesBegin_s) / kFlash_s;
            const bool on = step >= 0.0 && step < static_cast<double>(flashes.size());
            const Color light =
                on ? light_of(flashes[static_cast<std::size_t>(step)]) : Color{0.25, 0.25, 0.25};
            for (std::size_t c = 0; c < 3; ++c) {
                sum[c] += 0.5 * light[c];
            }
        }
        // Levelled series are relative to their mean; an offset keeps all means alike.
        values.push_back({1.0 + sum[0], 1.0 + sum[1], 1.0 + sum[2]});
    }
    return Series(std::move(values));
}

double covariance(const Series& a, const Series& b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += a[i][0] * b[i][0] + a[i][1] * b[i][1] + a[i][2] * b[i][2];
    }
    return sum;
}

double correlation(const Series& a, const Series& b) {
    return covariance(a, b) / std::sqrt(std::max(1e-12, a.power() * b.power()));
}

struct Fit {
    double correlation = -1.0;
    double lag_s = 0.0;
};

Fit best_fit(
    const Series& seen, const std::vector<FlashColor>& flashes, std::size_t begin, double fps
) {
    Fit best;
    for (double lag_s = kLagFrom_s; lag_s <= kLagTo_s; lag_s += 0.5 / fps) {
        const double fit = correlation(seen, shown(flashes, begin, seen.size(), fps, lag_s));
        if (fit > best.correlation) {
            best = {fit, lag_s};
        }
    }
    return best;
}

std::vector<FlashColor> other_flashes(Rng& rng) {
    std::vector<FlashColor> flashes;
    while (flashes.size() < static_cast<std::size_t>(kFlashCount)) {
        const auto color = static_cast<FlashColor>(rng.index(4));
        if (flashes.empty() || flashes.back() != color) {
            flashes.push_back(color);
        }
    }
    return flashes;
}

FaceBox cheeks(const FaceBox& face) {
    return {
        face.x + 0.22F * face.width,
        face.y + 0.20F * face.height,
        0.56F * face.width,
        0.55F * face.height
    };
}

// Beside the head, where there is picture.
std::array<FaceBox, 2> walls(const FaceBox& home) {
    const float side = 0.35F * home.width;
    return {
        FaceBox{
            home.x - 0.35F * home.width - side,
            home.y - 0.1F * home.height,
            side,
            0.7F * home.height
        },
        FaceBox{home.x + 1.35F * home.width, home.y - 0.1F * home.height, side, 0.7F * home.height}
    };
}

}  // namespace

FlashFit fit_flashes(
    const Recording& recording, const FaceTrack& track, const Challenge& challenge
) {
    FlashFit result;
    const double fps = recording.fps;
    const auto begin = static_cast<std::size_t>(0.15 * fps);
    const std::size_t end =
        std::min(recording.frames.size(), static_cast<std::size_t>((kTurnsBegin_s - 0.1) * fps));
    if (track.is_empty() || end < begin + static_cast<std::size_t>(2.0 * fps)) {
        return result;
    }
    std::vector<Color> face;
    std::vector<Color> wall;
    for (std::size_t i = begin; i < end; ++i) {
        const FaceMoment& moment = track.at(i);
        const FaceBox box = moment.frontal ? moment.box : track.home;
        const auto light = mean_light(recording.frames[i], cheeks(box));
        face.push_back(light.value_or(face.empty() ? Color{} : face.back()));
        Color beside{};
        int sides = 0;
        for (const FaceBox& part : walls(track.home)) {
            if (const auto seen = mean_light(recording.frames[i], part)) {
                beside = {beside[0] + (*seen)[0], beside[1] + (*seen)[1], beside[2] + (*seen)[2]};
                ++sides;
            }
        }
        if (sides > 0) {
            wall.push_back(beside);
        }
    }
    const Series seen(std::move(face));
    const Fit best = best_fit(seen, challenge.flashes, begin, fps);
    result.correlation = std::max(0.0, best.correlation);
    result.lag_s = best.lag_s;
    result.strength = std::sqrt(seen.power() / (3.0 * static_cast<double>(seen.size())));
    Rng rng(1);
    for (int i = 0; i < kOthers; ++i) {
        result.best_other =
            std::max(result.best_other, best_fit(seen, other_flashes(rng), begin, fps).correlation);
    }
    if (wall.size() == seen.size()) {
        const Series beside(std::move(wall));
        const Series asked = shown(challenge.flashes, begin, seen.size(), fps, best.lag_s);
        result.wall_share = covariance(beside, asked) / std::max(1e-9, covariance(seen, asked));
    }
    return result;
}

}  // namespace hibari::trust
