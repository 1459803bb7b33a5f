#pragma once

// A rehearsal: what would happen if this thing left with that velocity.
//
// A small copy of the solid world is made around the thing, the launch is played in it with the
// same solver, and what came of it is reported. The aim solver and the deeds of things choose
// their launches by it; the scene itself is never touched.

#include "world/physics/stage/scene.h"

#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace hibari::world {

struct Launch {
    Vec3 velocity{};
    Vec3 spin{};
    std::optional<Quat> turn = {};  ///< attitude at release, when it matters
    bool certain = false;           ///< a trial showed the asked outcome
};

/// A copy of the solid world around a launch.
class Trial {
  public:
    /// Copies the ground, all still bodies and the dynamic bodies of `movers`.
    Trial(const Scene& scene, int thrown, std::span<const int> movers);

    /// The first touch of an entity.
    struct Hit {
        int entity = -1;   ///< -1: the ground or the place
        bool bar = false;  ///< a rim, post, bar or pole; else a flat or round part
        double time_s = 0.0;
    };

    struct Result {
        std::vector<Hit> hits;  ///< by the thrown thing, in order, once per entity and kind of part
        bool entered = false;   ///< as `inside` said
        double entered_s = 0.0;
        std::vector<int> toppled;  ///< movers that no longer stand
        std::vector<Pose> ends;    ///< of the movers, in their order
        Vec3 end{};                ///< of the thrown thing

        bool touched(int entity) const;
    };

    struct Plan {
        double seconds = 3.0;
        /// True when the thing's centre, moving from `before` to `now`, has entered its goal; the
        /// trial ends a moment later. May be empty.
        std::function<bool(Vec3 before, Vec3 now)> inside = {};
        /// True when what has happened so far decides the trial; asked now and then. May be empty.
        std::function<bool(const Result& so_far)> decided = {};
    };

    /// Plays one launch from `from`.
    Result play(const Pose& from, const Launch& launch, const Plan& plan) const;

  private:
    const Scene& scene_;
    int thrown_;
    std::vector<int> movers_;
    std::vector<std::pair<int, BodySpec>> still_;  // By index of the body in the scene.
};

}  // namespace hibari::world
