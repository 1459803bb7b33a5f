#pragma once

// What a viewpoint is worth: the whole shot looked at from there, as somebody would who has not
// read the script.
//
// It looks at even intervals, and again at the moments in which something is decided: who acts must
// be in the picture then, with the head if he has one, large enough to be made out, and nothing may
// stand before him.

#include "world/physics/camera/framing.h"
#include "world/physics/camera/sight_lines.h"
#include "world/physics/camera/viewpoint.h"

#include <cstddef>
#include <vector>

namespace hibari::world {

/// Least room from the lens to anything solid.
inline constexpr float kLensRoom_m = 0.25F;

class ViewJudge {
  public:
    /// Keeps references to everything.
    ViewJudge(
        const Timeline& timeline,
        const SightLines& sight,
        const ActionPath& path,
        const Framed& framed,
        const ViewWish& wish
    );

    /// Lower is better; only differences mean something.
    float cost_of(const Viewpoint& viewpoint) const;

  private:
    /// The picture at a step.
    struct Look {
        const View& view;
        Vec3 from;
        std::size_t step;
    };

    bool is_inside(const Look& look, Vec3 point) const;
    bool is_blocked_by_bystander(const Look& look) const;
    float hidden(const Look& look, const Box& box, int entity) const;
    float lost(const Look& look, const Box& box, int entity) const;
    float in_line(const Look& look) const;
    float tininess(const Look& look, const Box& box) const;
    Box shown(const Member& member, std::size_t step) const;

    const Timeline& timeline_;
    const SightLines& sight_;
    const ActionPath& path_;
    const Framed& framed_;
    const ViewWish& wish_;
    bool diving_ = false;
    std::vector<Vec3> middles_;       // Of what is held, per step.
    std::vector<std::size_t> looks_;  // Steps.
};

}  // namespace hibari::world
