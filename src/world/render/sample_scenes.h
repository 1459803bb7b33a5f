// Scenes built by hand for the tests, the benchmark and for looking at.
#pragma once

#include "world/render/scene.h"

#include <string_view>
#include <vector>

namespace hibari::world {

/// Builds a FrameScene from shapes, one call each.
class SceneBuilder {
  public:
    SceneBuilder();

    /// Looks from `eye` at `target`.
    SceneBuilder& camera(Vec3 eye, Vec3 target, float fov_y_rad = 0.6F);
    SceneBuilder& sun(Vec3 towards, Vec3 color, float radius_rad);
    SceneBuilder& ground(const Material& material);
    SceneBuilder& indoor();
    SceneBuilder& lamp(Vec3 position, Vec3 color, float radius = 0.15F);
    /// Adds a part. Parts with the same positive group in a row melt together.
    SceneBuilder& add(
        const Shape& shape,
        const Pose& pose,
        const Material& material,
        int group = 0,
        float blend = 0.0F
    );
    /// Closes the groups and returns the scene.
    FrameScene build() const;

  private:
    FrameScene scene_;
    std::vector<int> group_ids_;
};

/// A basketball on a parquet floor under lamps.
FrameScene basketball_scene();
/// Twelve shapes of all kinds and colours on a studio floor.
FrameScene shapes_scene();
/// A figure whose limbs melt into one another.
FrameScene figure_scene();
/// Balls in and by the sea, a sail of triangles, spray and smoke.
FrameScene shore_scene();
/// Three figures and about `primitives` things around them: what a frame usually costs.
FrameScene busy_scene(int primitives);

}  // namespace hibari::world
