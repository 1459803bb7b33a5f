#pragma once

// Where the camera stands, and how its picture goes along with the action.
//
// An operator would choose among three ways: a picture that stays, when everything fits and can be
// made out; a tripod that pans and zooms, when the action wanders within reach; a camera that
// travels along, when it leaves. For each way a ring of viewpoints is tried against the whole shot:
// what hides the subject at any time, what the lens would stand in, how small it all gets.

#include "world/physics/camera/framing.h"
#include "world/physics/camera/sight_lines.h"
#include "world/physics/camera/view.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace hibari::world {

struct ViewWish {
    float fov_y = 0.6F;
    bool lens_is_given = false;  ///< then room is never gained by a wider one
    float elevation = 0.1F;
    bool angle_is_given = false;       ///< the elevation was asked for
    float lean = 0.2F;                 ///< yaw tried first
    bool travels = false;              ///< asked for
    bool stays = false;                ///< asked for: who leaves the picture is not looked after
    bool goes_behind = false;          ///< that something hides the subject is asked for
    float aspect = 1.78F;              ///< of the picture
    float visible_aspect = 1.78F;      ///< of what bars leave of it
    std::optional<CameraPose> from{};  ///< where the camera stands already; it stays near
    bool holds = false;                ///< with that picture, as long as it does
    std::stop_token stop{};            ///< then any of the views will do
};

/// The views of a whole shot.
class Viewpoint {
  public:
    View at(double sample) const;

    bool stays() const { return views_.size() == 1; }

  private:
    friend class Planner;
    std::vector<View> views_;  ///< per step, or the only one
};

Viewpoint choose_viewpoint(
    const Timeline& timeline,
    const SightLines& sight,
    const ActionPath& path,
    const Framed& framed,
    const ViewWish& wish
);

}  // namespace hibari::world
