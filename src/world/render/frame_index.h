// Structures over a FrameScene that answer "what can be here?" without looking at everything: a
// hierarchy of boxes for rays, columns along the sun's rays for shadows, columns over the ground
// for the sky's shade, directions around each lamp. Rebuilt for every frame (about a millisecond).
#pragma once

#include "world/render/scene_view.h"

#include <array>
#include <vector>

namespace hibari::world {

/// Owns the memory that a SceneView points to. The scene must outlive it.
class FrameIndex {
  public:
    /// `ambient` is the light of the sky as measured by the kernels; it goes into the view.
    FrameIndex(const FrameScene& scene, const AmbientLight& ambient);

    FrameIndex(const FrameIndex&) = delete;
    FrameIndex& operator=(const FrameIndex&) = delete;

    const SceneView& view() const { return view_; }

  private:
    struct Item {
        std::uint32_t ref = 0;
        Vec3 low{};
        Vec3 high{};
        Vec3 center{};
        float radius = 0.0F;
    };

    struct Grid {
        std::vector<std::uint32_t> start;
        std::vector<std::uint32_t> entries;
        GridView view;
    };

    /// A primitive's rectangle in the plane of a grid.
    struct Footprint {
        float low_x = 0.0F;
        float low_y = 0.0F;
        float high_x = 0.0F;
        float high_y = 0.0F;
        std::uint32_t primitive = 0;
    };

    void collect_items(const FrameScene& scene);
    void build_hierarchy();
    void build_sun_grids(const FrameScene& scene);
    void build_ambient_grids(const FrameScene& scene);
    void build_lamp_grids(const FrameScene& scene);
    static void fill_grids(const std::vector<Footprint>& footprints, std::array<Grid, 2>& grids);
    static void fill_grid(const std::vector<Footprint>& footprints, float cell, Grid& grid);

    std::vector<Item> items_;
    std::vector<std::uint32_t> refs_;
    std::vector<BvhNode> nodes_;
    std::vector<float> item_x_;
    std::vector<float> item_y_;
    std::vector<float> item_z_;
    std::vector<float> item_r_;
    std::vector<std::uint32_t> item_ref_;
    std::array<Grid, 2> sun_;
    std::array<Grid, 2> ambient_;
    std::vector<float> sun_top_;
    std::vector<OcclusionProxy> proxies_;
    std::vector<std::uint32_t> lamp_start_;
    std::vector<std::uint32_t> lamp_entries_;
    std::vector<float> lamp_near_;
    SceneView view_;
};

}  // namespace hibari::world
