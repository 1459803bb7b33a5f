#pragma once

// A clip held against one registered clip, picture by picture.

#include "trust/fingerprint/clip_fingerprint.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace hibari::trust {

/// How the pictures of a clip lie on those of a registered one.
struct PictureMatch {
    /// Mean distance of pictures that lie on each other.
    double bits = kHashBits;
    /// How many those are.
    int pictures = 0;
    std::size_t variant = 0;
    std::size_t view = 0;
    /// Milliseconds of the registered clip that went by before the given one begins.
    std::int64_t starts_at_ms = 0;
};

/// The best shift in time for one variant and one view; none when too few pictures would lie on
/// each other.
std::optional<PictureMatch> align(
    const ClipQuery& query, std::size_t variant, const ClipFingerprint& kept, std::size_t view
);

/// Looks at the clip again through windows near the one that fitted, and through those that leave
/// a corner or an edge out, which may be covered. Never worse than `match`.
PictureMatch refine(const ClipQuery& query, const ClipFingerprint& kept, const PictureMatch& match);

}  // namespace hibari::trust
