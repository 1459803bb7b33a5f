// All that is worked out about a frame before its first ray: the same for the CPU and for a device.
#pragma once

#include "world/render/caster.h"
#include "world/render/frame_index.h"
#include "world/render/kernels.h"
#include "world/render/scene.h"

#include <cstdint>
#include <vector>

namespace hibari::world {

/// Measures the light of the sky; where frames keep what stood still, again only when more than
/// its clouds changed.
class SkyMeter {
  public:
    SkyMeter(const RenderKernels& kernels, bool keep) : kernels_(kernels), keep_(keep) {}

    const AmbientLight& measure(const SkyParams& sky);

  private:
    const RenderKernels& kernels_;
    bool keep_;
    bool has_light_ = false;
    SkyParams sky_;
    AmbientLight light_;
};

/// Strands and particles in front of the camera, far to near, and which tiles they touch.
struct TileOverlays {
    TileOverlays(const FrameScene& scene, int width, int height);

    std::vector<Overlay> sorted;
    std::vector<std::uint32_t> start;    ///< per tile + 1: offsets into `entries`
    std::vector<std::uint32_t> entries;  ///< indices of `sorted`
};

/// Points into itself and into the scene, which must outlive it.
class FramePlan {
  public:
    FramePlan(const FrameScene& scene, const AmbientLight& ambient, const CasterOptions& options);

    FramePlan(const FramePlan&) = delete;
    FramePlan& operator=(const FramePlan&) = delete;

    const FrameScene& scene() const { return scene_; }

    const SceneView& view() const { return view_; }

    const TileOverlays& overlays() const { return overlays_; }

    /// The job but for the memory that the passes write.
    const FrameJob& job() const { return job_; }

    /// Tiles that are cast: [first_tile, last_tile). Only whole rows of tiles are left out, so the
    /// rest come out the same to the bit.
    int first_tile() const { return first_tile_; }

    int last_tile() const { return last_tile_; }

  private:
    const FrameScene& scene_;
    FrameIndex index_;
    TileOverlays overlays_;
    SceneView view_;
    FrameJob job_;
    int first_tile_ = 0;
    int last_tile_ = 0;
};

}  // namespace hibari::world
