#pragma once

// Cuts somebody or something out of a picture: GrabCut (Rother, Kolmogorov, Blake, SIGGRAPH 2004)
// from a first guess, then a soft edge. What is cut away is black and transparent.

#include "likeness/pack.h"
#include "media/frame.h"
#include "trust/likeness/face_finder.h"
#include "trust/likeness/wall.h"

#include <optional>
#include <vector>

namespace hibari::trust {

/// Who is cut out of a picture: where the face is in it, where it is when it looks ahead (the body
/// stays there when the head turns), and what is known of the wall.
struct PersonSeen {
    FaceBox face = {};
    FaceBox body = {};
    SmallMask wall = {};
};

struct PersonCut {
    likeness::View view;
    /// Where the person is, 255 or 0.
    SmallMask mask;
};

/// That person, down to where the picture ends. The view carries the box as its face; its yaw is 0.
/// None when nothing stands out.
std::optional<PersonCut> cut_out_person(const media::Frame& frame, const PersonSeen& seen);

/// The thing in the middle of the picture that differs from what is along its edges. None when it
/// fills less than 2 % or more than 80 % of the picture.
std::optional<likeness::View> cut_out_thing(const media::Frame& frame);

/// The commonest colours of what is opaque in a view, at most `count`, the commonest first.
std::vector<likeness::Color> main_colors(const likeness::View& view, int count);

/// The median colour of what is opaque within a box of a view; none when that is little.
std::optional<likeness::Color> color_in(const likeness::View& view, const FaceBox& box);

}  // namespace hibari::trust
