#pragma once

// Finds the things in the frames of a clip by eye alone: no masks, no truth, nothing but pixels.
//
// The camera stands and the surroundings are plain, so what is behind the things can be learned
// from the clip: in most places it is seen at some time, and where it never is, the rest of its row
// says what it must look like. A pixel shows a thing when it differs from that and is no shadow. A
// shadow lacks the sun but not the blue sky, so it darkens red more than green and green more than
// blue, in a proportion that is the same wherever it falls; grey things do not do that.
//
// What it cannot do: see white things before a white wall, or where one of two things of the same
// colour ends when they overlap.

#include "base/result.h"
#include "eval/lab.h"
#include "eval/silhouette.h"
#include "media/frame.h"

#include <span>
#include <stop_token>
#include <vector>

namespace hibari::eval {

/// A thing, or a part of one, in one frame. Lengths are pixels; x to the right from the left edge,
/// y downwards from the upper edge.
struct Blob {
    double x = 0.0;  ///< of the centroid; edge pixels count as far as they are covered
    double y = 0.0;
    double area = 0.0;
    double left = 0.0;
    double top = 0.0;
    double right = 0.0;
    double bottom = 0.0;
    double breadth = 0.0;    ///< standard deviation of x over the area: half the radius of a disc
    std::size_t colour = 0;  ///< index into colour_names()
    Lab mean = {};
    Silhouette silhouette = {};

    /// Of the disc of the same area.
    double radius() const;
    bool is_at_edge(int width, int height) const;
};

/// Between the boxes of two, in pixels; 0 when they overlap.
double gap_between(const Blob& one, const Blob& other);

struct SegmentOptions {
    /// Colours that the prompt names, as indices into colour_names(). They tell where one thing
    /// ends and another begins when two touch; nothing else.
    std::vector<std::size_t> told_colours = {};
    /// Those of things with white bands, which are joined over their gaps.
    std::vector<std::size_t> striped_colours = {};
    std::stop_token stop = {};
};

/// The blobs of every frame. Needs frames of one size (checked). Fails with `cancelled` only.
Result<std::vector<std::vector<Blob>>> find_blobs(
    std::span<const media::Frame> frames, const SegmentOptions& options
);

}  // namespace hibari::eval
