#pragma once

// A track as a chain of parabolas: what a thing does between one event and the next.
//
// Whatever flies, rests or rolls evenly moves with a constant acceleration in the picture, near
// enough; at an impact the chain has a kink. The chain is the one that explains the positions best
// for the number of its parts (segmented least squares, solved exactly by dynamic programming:
// Bellman, "On the approximation of curves by line segments using dynamic programming", 1961), so
// the moment of an impact follows from the two parabolas that meet there, finer than a frame.

#include "eval/track.h"

#include <array>
#include <span>
#include <vector>

namespace hibari::eval {

/// A position in a frame. Frames may be missing.
struct Point {
    int frame = 0;
    double x = 0.0;
    double y = 0.0;
};

/// x(t) = x[0] + x[1] t + x[2] t^2 and likewise y, in pixels; t in frames since frame 0.
struct Piece {
    std::size_t first = 0;  ///< index of the first point,
    std::size_t last = 0;   ///< and of the last
    std::array<double, 3> x = {};
    std::array<double, 3> y = {};
    double error_px = 0.0;   ///< root mean square
    double r_squared = 0.0;  ///< of y; 0 for what does not move up or down

    double x_at(double t) const { return x[0] + t * (x[1] + t * x[2]); }

    double y_at(double t) const { return y[0] + t * (y[1] + t * y[2]); }

    double x_speed(double t) const { return x[1] + 2.0 * t * x[2]; }

    double y_speed(double t) const { return y[1] + 2.0 * t * y[2]; }
};

/// Standard deviation of the positions' error in pixels, from their third differences, which
/// constant acceleration leaves at nothing; at least `kNoiseMin_px`.
double noise_of(std::span<const Point> points);
inline constexpr double kNoiseMin_px = 0.15;

/// The chain. Empty for fewer than four points.
std::vector<Piece> pieces_of(std::span<const Point> points, double noise_px);

/// Where one piece ends and the next begins with another velocity.
struct Kink {
    std::size_t before = 0;  ///< index of the piece
    double t = 0.0;          ///< frames
    double x = 0.0;
    double y = 0.0;
    double vx_before = 0.0;  ///< pixels per frame
    double vy_before = 0.0;
    double vx_after = 0.0;
    double vy_after = 0.0;

    double jump() const;
};

/// Kinks whose jump stands out of the noise, and at which the pieces meet.
std::vector<Kink> kinks_of(
    std::span<const Point> points, std::span<const Piece> pieces, double noise_px
);

/// The positions of a track where it is seen as a whole.
///
/// A ball is its own ruler: what is further away is smaller. So positions of balls are those on
/// a plane that faces the camera, (x - middle) * radius / radius in that frame, in pixels where the
/// ball has its usual radius: perspective is gone, and with it the bend that it gives to falls seen
/// from above. `width` and `height` are the picture's.
std::vector<Point> points_of(const Track& track, int width, int height);

/// Radius of a ball in each of the frames of points_of: across its way, which blur does not widen,
/// and smoothed.
std::vector<double> radii_of(const Track& track);

}  // namespace hibari::eval
