#pragma once

// One face through a recording: where it is in every picture, which cascades saw it, and how its
// features and its surroundings moved. The checks work on this.

#include "trust/likeness/face_finder.h"
#include "trust/likeness/recording.h"

#include <vector>

namespace hibari::trust {

/// What was seen of the face in one picture that was searched.
struct FaceMoment {
    /// Number of the picture.
    std::size_t frame = 0;
    /// Where the face is, as far as known (the last box while no cascade sees it).
    FaceBox box = {};
    bool frontal = false;
    /// Profiles; only looked for where turns may be.
    bool to_left = false;
    bool to_right = false;
    /// How the picture inside the face moved since the last moment, less how what is below and
    /// beside it moved; in widths of the face per second, positive to the right of the picture.
    float features_right = 0.0F;

    bool is_seen() const { return frontal || to_left || to_right; }
};

struct FaceTrack {
    std::vector<FaceMoment> moments;
    /// How many whole pictures were searched, and in how many of them a second face was seen.
    int whole_searches = 0;
    int seconds_seen = 0;
    /// The box that the face is framed by when it looks ahead: the median of those from the front.
    /// Empty (width 0) when it never did.
    FaceBox home = {};

    bool is_empty() const { return home.width <= 0.0F; }

    /// The moment nearest to a picture. Needs moments (checked).
    const FaceMoment& at(std::size_t frame) const;
};

/// Follows the face that looks ahead in the first four seconds, the largest where there are
/// several. Pictures are searched about ten times a second, for profiles from `profiles_from_s` on.
FaceTrack track_face(const Recording& recording, FaceFinder& finder, double profiles_from_s);

}  // namespace hibari::trust
