#include "eval/motion.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace hibari::eval {
namespace {

constexpr std::size_t kPointsMin = 4;
/// What another piece must explain, in squared standard deviations: it has six numbers and a place
/// to begin, and twice that keeps noise from being cut up.
constexpr double kPiecePenalty = 16.0;
/// A kink is a change of speed of more than this many standard deviations of one position ..
constexpr double kJumpFactor = 4.0;
/// .. and of more than this, in pixels per frame.
constexpr double kJumpMin = 0.6;
/// Pieces that do not meet are two things, or one that was elsewhere; with more frames than this
/// between them nobody saw what happened.
constexpr double kApartMin = 1.5;
constexpr double kApartFactor = 6.0;
constexpr int kUnseenMax = 4;

/// Sums that give a parabola through any run of points. Time is counted from the first point, else
/// fourth powers of frame numbers eat the digits.
struct Moments {
    std::array<double, 5> t{};  ///< sums of t^0 .. t^4
    std::array<double, 3> tx{};
    std::array<double, 3> ty{};
    double xx = 0.0;
    double yy = 0.0;

    void add(double time, double x, double y) {
        double power = 1.0;
        for (std::size_t i = 0; i < t.size(); ++i) {
            t[i] += power;
            if (i < 3) {
                tx[i] += power * x;
                ty[i] += power * y;
            }
            power *= time;
        }
        xx += x * x;
        yy += y * y;
    }
};

/// Solves the normal equations of a parabola; nothing for fewer than three different times.
std::array<double, 3> parabola(const std::array<double, 5>& t, const std::array<double, 3>& ty) {
    std::array<std::array<double, 4>, 3> rows{{
        {t[0], t[1], t[2], ty[0]},
        {t[1], t[2], t[3], ty[1]},
        {t[2], t[3], t[4], ty[2]},
    }};
    for (std::size_t i = 0; i < 3; ++i) {
        std::size_t pivot = i;
        for (std::size_t j = i + 1; j < 3; ++j) {
            pivot = std::abs(rows[j][i]) > std::abs(rows[pivot][i]) ? j : pivot;
        }
        std::swap(rows[i], rows[pivot]);
        if (std::abs(rows[i][i]) < 1e-9) {
            return {};
        }
        for (std::size_t j = 0; j < 3; ++j) {
            if (j == i) {
                continue;
            }
            const double factor = rows[j][i] / rows[i][i];
            for (std::size_t k = i; k < 4; ++k) {
                rows[j][k] -= factor * rows[i][k];
            }
        }
    }
    return {rows[0][3] / rows[0][0], rows[1][3] / rows[1][1], rows[2][3] / rows[2][2]};
}

double rest(double squares, const std::array<double, 3>& fit, const std::array<double, 3>& sums) {
    return std::max(squares - fit[0] * sums[0] - fit[1] * sums[1] - fit[2] * sums[2], 0.0);
}

/// c[0] + c[1] (t - shift) + c[2] (t - shift)^2, written in powers of t; `base` is added.
std::array<double, 3> shifted(const std::array<double, 3>& c, double shift, double base) {
    return {base + c[0] - c[1] * shift + c[2] * shift * shift, c[1] - 2.0 * c[2] * shift, c[2]};
}

/// Positions relative to the first point of a run, so that squares keep their digits.
struct Fit {
    Piece piece;
    double squares = 0.0;  ///< what is left unexplained, px^2
};

class Chain {
  public:
    Chain(std::span<const Point> points, double noise_px) : points_(points), noise_(noise_px) {}

    std::vector<Piece> solve() const {
        const std::size_t count = points_.size();
        constexpr double kNever = std::numeric_limits<double>::infinity();
        std::vector<double> best(count + 1, kNever);
        std::vector<std::size_t> from(count + 1, 0);
        best[0] = 0.0;
        // best[i]: of the first i points.
        for (std::size_t first = 0; first + kPointsMin <= count; ++first) {
            if (best[first] == kNever) {
                continue;
            }
            Moments moments;
            for (std::size_t last = first; last < count; ++last) {
                add(moments, first, last);
                if (last + 1 < first + kPointsMin) {
                    continue;
                }
                const double cost =
                    best[first] + unexplained(moments) / (noise_ * noise_) + kPiecePenalty;
                if (cost < best[last + 1]) {
                    best[last + 1] = cost;
                    from[last + 1] = first;
                }
            }
        }
        std::vector<Piece> pieces;
        for (std::size_t end = count; end > 0 && best[count] != kNever; end = from[end]) {
            pieces.push_back(piece(from[end], end - 1));
        }
        std::ranges::reverse(pieces);
        return pieces;
    }

  private:
    void add(Moments& moments, std::size_t first, std::size_t at) const {
        moments.add(
            points_[at].frame - points_[first].frame,
            points_[at].x - points_[first].x,
            points_[at].y - points_[first].y
        );
    }

    static double unexplained(const Moments& moments) {
        return rest(moments.xx, parabola(moments.t, moments.tx), moments.tx) +
               rest(moments.yy, parabola(moments.t, moments.ty), moments.ty);
    }

    Piece piece(std::size_t first, std::size_t last) const {
        Moments moments;
        for (std::size_t i = first; i <= last; ++i) {
            add(moments, first, i);
        }
        const auto x = parabola(moments.t, moments.tx);
        const auto y = parabola(moments.t, moments.ty);
        const double rest_y = rest(moments.yy, y, moments.ty);
        const double spread_y = moments.yy - moments.ty[0] * moments.ty[0] / moments.t[0];
        const double shift = points_[first].frame;
        return {
            .first = first,
            .last = last,
            .x = shifted(x, shift, points_[first].x),
            .y = shifted(y, shift, points_[first].y),
            .error_px = std::sqrt((rest(moments.xx, x, moments.tx) + rest_y) / moments.t[0]),
            .r_squared = spread_y > 1e-9 ? 1.0 - rest_y / spread_y : 0.0,
        };
    }

    std::span<const Point> points_;
    double noise_;
};

/// When the two pieces are nearest to each other, between their last and first points and a frame
/// beyond.
double meeting_time(const Piece& before, const Piece& after, double earliest, double latest) {
    constexpr int kSteps = 200;
    double best_t = 0.5 * (earliest + latest);
    double best = std::numeric_limits<double>::infinity();
    for (int i = 0; i <= kSteps; ++i) {
        const double t = earliest + (latest - earliest) * i / kSteps;
        const double distance =
            std::hypot(before.x_at(t) - after.x_at(t), before.y_at(t) - after.y_at(t));
        if (distance < best) {
            best = distance;
            best_t = t;
        }
    }
    return best_t;
}

}  // namespace

double noise_of(std::span<const Point> points) {
    std::vector<double> thirds;
    for (std::size_t i = 3; i < points.size(); ++i) {
        if (points[i].frame - points[i - 3].frame != 3) {
            continue;
        }
        const auto third = [&](auto member) {
            return points[i].*member - 3.0 * points[i - 1].*member + 3.0 * points[i - 2].*member -
                   points[i - 3].*member;
        };
        thirds.push_back(std::abs(third(&Point::x)));
        thirds.push_back(std::abs(third(&Point::y)));
    }
    if (thirds.empty()) {
        return kNoiseMin_px;
    }
    const auto middle = thirds.begin() + static_cast<std::ptrdiff_t>(thirds.size() / 2);
    std::ranges::nth_element(thirds, middle);
    // 1 + 9 + 9 + 1 variances; 1.4826 from the median of the absolute to the standard deviation.
    return std::max(1.4826 * *middle / std::sqrt(20.0), kNoiseMin_px);
}

std::vector<Piece> pieces_of(std::span<const Point> points, double noise_px) {
    return Chain(points, noise_px).solve();
}

double Kink::jump() const {
    return std::hypot(vx_after - vx_before, vy_after - vy_before);
}

std::vector<Kink> kinks_of(
    std::span<const Point> points, std::span<const Piece> pieces, double noise_px
) {
    std::vector<Kink> kinks;
    for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
        const Piece& before = pieces[i];
        const Piece& after = pieces[i + 1];
        const double t = meeting_time(
            before, after, points[before.last].frame - 1.0, points[after.first].frame + 1.0
        );
        const double apart =
            std::hypot(before.x_at(t) - after.x_at(t), before.y_at(t) - after.y_at(t));
        const bool is_hidden = points[after.first].frame - points[before.last].frame > kUnseenMax;
        if (is_hidden || apart > std::max(kApartMin, kApartFactor * noise_px)) {
            continue;
        }
        const Kink kink{
            .before = i,
            .t = t,
            .x = 0.5 * (before.x_at(t) + after.x_at(t)),
            .y = 0.5 * (before.y_at(t) + after.y_at(t)),
            .vx_before = before.x_speed(t),
            .vy_before = before.y_speed(t),
            .vx_after = after.x_speed(t),
            .vy_after = after.y_speed(t),
        };
        if (kink.jump() > std::max(kJumpMin, kJumpFactor * noise_px)) {
            kinks.push_back(kink);
        }
    }
    return kinks;
}

std::vector<double> radii_of(const Track& track) {
    std::vector<double> raw;
    for (const auto& sight : track.sights) {
        if (sight && !sight->is_partial) {
            raw.push_back(2.0 * sight->blob.breadth);
        }
    }
    // As many on one side as on the other, so that what grows evenly is left as it is.
    const auto around = [](const std::vector<double>& values, std::size_t i) {
        constexpr std::size_t kReach = 2;
        const std::size_t reach = std::min({kReach, i, values.size() - 1 - i});
        const auto middle = values.begin() + static_cast<std::ptrdiff_t>(i);
        return std::vector<double>(
            middle - static_cast<std::ptrdiff_t>(reach),
            middle + static_cast<std::ptrdiff_t>(reach) + 1
        );
    };
    std::vector<double> medians;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        std::vector<double> some = around(raw, i);
        std::ranges::sort(some);
        medians.push_back(some[some.size() / 2]);
    }
    std::vector<double> out;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const std::vector<double> some = around(medians, i);
        out.push_back(
            std::accumulate(some.begin(), some.end(), 0.0) / static_cast<double>(some.size())
        );
    }
    return out;
}

std::vector<Point> points_of(const Track& track, int width, int height) {
    const std::vector<double> radii = track.is_round ? radii_of(track) : std::vector<double>{};
    const double usual = track.radius();
    std::vector<Point> points;
    for (std::size_t i = 0; i < track.sights.size(); ++i) {
        const auto& sight = track.sights[i];
        if (!sight || sight->is_partial) {
            continue;
        }
        Point point{static_cast<int>(i), sight->blob.x, sight->blob.y};
        if (track.is_round) {
            const double scale = usual / std::max(radii[points.size()], 0.5);
            point.x = 0.5 * width + scale * (point.x - 0.5 * width);
            point.y = 0.5 * height + scale * (point.y - 0.5 * height);
        }
        points.push_back(point);
    }
    return points;
}

}  // namespace hibari::eval
