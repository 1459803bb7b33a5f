#pragma once

// Follows the blobs of a clip from frame to frame, and says which track is which told thing: one of
// its colour, and nothing when there is none.
//
// A track goes on where the last two frames lead, with the size and the colour it had. While it is
// hidden behind or merged with another it is kept, and goes on when it comes out again.

#include "eval/segment.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hibari::eval {

/// Where a thing is in a frame, as far as it is seen.
struct Sight {
    Blob blob = {};
    /// The blob is cut by the edge of the picture or shared with another track: its middle is not
    /// that of the thing.
    bool is_partial = false;
    /// Another blob is so near that one may hide a part of the other.
    bool is_crowded = false;
};

struct Track {
    int told = -1;  ///< index of the told thing it was taken for; -1 none
    std::vector<std::optional<Sight>> sights = {};  ///< one per frame
    /// From which frame on it is gone because it left the picture; -1 never.
    int left_at = -1;
    bool is_round = false;  ///< the told thing is a ball

    int first() const;  ///< frame; -1 when it has no sights
    int last() const;
    int seen() const;  ///< number of frames
    /// Of the frames in which it is seen as a whole, or of all when there are none.
    double radius() const;
    /// What most of its blobs are called.
    std::size_t colour() const;
};

/// A thing that is told of, one entry for each of several alike.
struct ToldObject {
    std::size_t colour = 0;
    bool is_round = false;
};

struct TrackOptions {
    int width = 0;
    int height = 0;
    std::vector<ToldObject> told = {};
};

/// All tracks that are seen in at least kTrackFramesMin frames (or half of a shorter clip), those
/// that were taken for told things first in the order of these.
std::vector<Track> follow(std::span<const std::vector<Blob>> frames, const TrackOptions& options);

inline constexpr int kTrackFramesMin = 6;

/// The track of a told thing, or null.
const Track* track_of(std::span<const Track> tracks, int told);

}  // namespace hibari::eval
