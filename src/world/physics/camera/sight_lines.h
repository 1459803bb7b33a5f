#pragma once

// What can be seen from where, at any moment of a finished shot: rays and distances against
// everything that shows and is not see-through, the ground included.
//
// The rigid world only knows how the shot ended; these questions are about all of it, so they are
// asked of the timeline.

#include "world/timeline/timeline.h"

#include <vector>

namespace hibari::world {

class SightLines {
  public:
    /// Keeps a reference to the timeline.
    explicit SightLines(const Timeline& timeline);

    /// True when something of another entity than `seen` stands between the two points.
    bool is_hidden(Vec3 from, Vec3 to, int sample, int seen) const;
    /// Metres to the nearest surface, negative inside of a solid; `reach_m` when nothing is nearer.
    float clearance(Vec3 at, int sample, float reach_m) const;

  private:
    struct Blocker {
        int body = 0;
        const Part* part = nullptr;
        Pose to_part{};  ///< from the body's frame
        Vec3 center{};   ///< of its bounding sphere, in the body's frame
        float radius = 0.0F;
    };

    bool hides(const Blocker& blocker, Vec3 from, Vec3 to, int sample) const;
    bool ground_hides(Vec3 from, Vec3 to) const;

    const Timeline& timeline_;
    std::vector<Blocker> blockers_;
};

}  // namespace hibari::world
