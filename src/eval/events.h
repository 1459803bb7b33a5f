#pragma once

// What the tracks of a clip show to happen: flights, impacts, jumps that nothing explains.
//
// An impact is a kink in a track that something is there to cause: a fall that ends, or another
// thing that touches. A kink without a cause is something that sets off by itself, and no impact.

#include "eval/motion.h"
#include "eval/track.h"

#include <span>
#include <vector>

namespace hibari::eval {

/// A track and what it does.
struct Motion {
    const Track* track = nullptr;
    double radius = 0.0;  ///< pixels
    double noise_px = kNoiseMin_px;
    std::vector<Point> points = {};
    std::vector<Piece> pieces = {};
    std::vector<Kink> kinks = {};

    /// Of a piece: falls, rises or both, with an acceleration downwards that stands out.
    bool is_flight(const Piece& piece) const;
};

/// `tracks` must outlive the result; the picture's sides as in points_of.
std::vector<Motion> motions_of(std::span<const Track> tracks, int width, int height);

/// How far a flight of a ball leads away from the camera per unit that it goes down in the plane of
/// points_of: the tangent of the angle at which the camera looks down. `focal_px` is the distance
/// of the picture from the eye. Gravity is more than what is seen of it by the root of 1 + slope^2.
double depth_slope(const Motion& motion, const Piece& piece, double focal_px);

/// An impact that is seen.
struct Impact {
    int motion = -1;    ///< index of who is hit, or hits
    int other = -1;     ///< index of the other motion; -1 the ground
    double t = 0.0;     ///< frames
    double jump = 0.0;  ///< change of velocity, pixels per frame
    double size = 0.0;  ///< radius of `motion`
    Kink kink = {};
};

/// By time. What two things do to each other is listed once.
std::vector<Impact> impacts_of(std::span<const Motion> motions);

/// The share of a thing that was seen before `t` and is not in the three frames that follow: it
/// went into, or behind, something. 0 when nothing is known.
double lost_at(const Track& track, double t);

/// Frames in which a track jumps: further from where the two frames before lead than three
/// deviations of its prediction error, and than it can have been thrown, with no impact near.
std::vector<int> teleports_of(const Motion& motion, std::span<const Impact> impacts, int index);

}  // namespace hibari::eval
