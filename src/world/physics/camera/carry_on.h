#pragma once

// How a camera goes over from one part of a take to the next: from the pose and the velocity in
// which it was left, smoothly into the set-up of what now happens.

#include "world/physics/camera/action_path.h"
#include "world/physics/camera/frustum.h"
#include "world/physics/camera/sight_lines.h"
#include "world/timeline/timeline.h"

#include <optional>
#include <span>
#include <vector>

namespace hibari::world {

/// How a part left its camera; velocities per clip second.
struct CameraStart {
    CameraPose pose;
    Vec3 velocity{};
    Vec3 spin{};        ///< axis times rad/s, world
    float zoom = 0.0F;  ///< change of the logarithm of the field of view
    float pull = 0.0F;  ///< of that of the focus
};

CameraStart end_of(std::span<const CameraPose> poses);

/// `wanted`, one pose per sample, reached from `start` without a jump of pose or velocity; the way
/// there begins after `wait_s`. Empty when the lens would come too near to something on its way.
std::optional<std::vector<CameraPose>> carry_on(
    const CameraStart& start,
    std::span<const CameraPose> wanted,
    double wait_s,
    const SightLines& sight
);

/// How long a picture that stands still shows who acts: until shortly before one of them leaves it,
/// clip seconds; 0 when it moves.
double good_for_s(const CameraStart& start, const ActionPath& path, float aspect);

/// The same from where the camera stands: it turns and zooms after what the wanted poses look at.
std::vector<CameraPose> look_on(const CameraStart& start, std::span<const CameraPose> wanted);

/// Who is outside of the picture and comes in later is not looked for before; whoever stays outside
/// is.
void await_entrances(ActionPath& path, const Picture& picture);

}  // namespace hibari::world
