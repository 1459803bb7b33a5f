#pragma once

// What a thing's outline is like, whatever its size and place: from sums over the pixels that it
// covers, which can be added for things that are seen in parts.

#include <array>
#include <cstddef>

namespace hibari::eval {

/// Numbers that say what an outline is like.
inline constexpr std::size_t kOutlineNumbers = 8;
using Outline = std::array<double, kOutlineNumbers>;

/// Sums of x^p y^q over what is covered, p + q at most 4.
class Silhouette {
  public:
    /// The middle of a pixel, and how much of it is covered, 0 .. 1.
    void add(double x, double y, double covered);
    void add(const Silhouette& other);

    double area() const { return sums_[0][0]; }

    /// In order: log of height against width; lean, -1 .. 1; log of how much longer than broad; log
    /// of the ellipse of the same moments against the area (0 for an ellipse, 0.05 for a
    /// parallelogram, 0.19 for a triangle); where width and height and lean are evened out, how
    /// much it has of three corners, of four corners, and how far its area lies outside; and how
    /// much broader it is below than above. Zeros for what covers nothing, or a line.
    Outline outline() const;

  private:
    static constexpr std::size_t kOrder = 4;
    std::array<std::array<double, kOrder + 1>, kOrder + 1> sums_ = {};  ///< [p][q]
};

}  // namespace hibari::eval
