#pragma once

// Where the tiles of a mark lie in a picture that may have been scaled, cropped, stretched, turned
// or mirrored, and how strong each of its waves is there.

#include "trust/mark/picture_accumulator.h"
#include "trust/mark/picture_pattern.h"

#include <complex>
#include <span>
#include <vector>

namespace hibari::trust {

/// Canonical position = (xx x + xy y + offset_x, yx x + yy y + offset_y) for the position (x, y) in
/// pixels of the frames that were read. Offsets are only known up to whole tiles.
struct PictureGeometry {
    double xx = 1.0;
    double xy = 0.0;
    double yx = 0.0;
    double yy = 1.0;
    double offset_x = 0.0;
    double offset_y = 0.0;
};

/// Strength and phase of each wave in `plane`, for offsets of zero.
std::vector<std::complex<float>> measure_waves(
    const ComplexPlane& plane, const PictureGeometry& geometry, std::span<const Wave> waves
);

/// A geometry and how well the pilots agree with it.
struct GeometryScore {
    PictureGeometry geometry;
    double score = 0.0;
};

/// What geometries to try.
enum class GeometrySearch {
    /// Scaled and cropped, perhaps mirrored.
    kScale,
    /// Also stretched in one direction.
    kStretch,
    /// Scaled and turned by up to 12 degrees.
    kTurn,
};

/// Looks for the pilots of one key in the spectrum of a plane.
class GeometryFinder {
  public:
    /// `frame_long_side` is the longer side of the frames in pixels.
    GeometryFinder(const ComplexPlane& plane, const PicturePattern& pattern, int frame_long_side);
    ~GeometryFinder();

    /// The best few geometries, best first, with their offsets.
    std::vector<GeometryScore> find(GeometrySearch search) const;

    /// How well the pilots agree with a geometry whose offsets are right: a normal deviate when
    /// there is no mark.
    double agreement(const PictureGeometry& geometry) const;

  private:
    struct Patches;
    double power_at(const PictureGeometry& geometry) const;
    GeometryScore refine(PictureGeometry geometry) const;

    const ComplexPlane& plane_;
    std::span<const PilotWave> pilots_;
    std::vector<Wave> pilot_waves_;
    double nominal_ = 1.0;
    std::vector<float> power_;
};

}  // namespace hibari::trust
