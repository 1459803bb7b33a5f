// Casts one FrameScene into a GBuffer: tiles over threads, the kernels of the best instruction set.
#pragma once

#include "base/result.h"
#include "base/threads.h"
#include "world/render/gbuffer.h"
#include "world/render/kernels.h"
#include "world/render/scene.h"

#include <memory>
#include <stop_token>

namespace hibari::world {

enum class Quality : std::uint8_t { kDraft, kStandard, kHigh };

struct CasterOptions {
    int width = 1280;
    int height = 720;
    Quality quality = Quality::kStandard;
    int hidden_rows = 0;      ///< at the top and at the bottom, that nobody will see: not cast
    bool split_light = true;  ///< fill the planes `albedo` and `light`
    /// Cast only what changed since the frame before (still_tiles.h): for frames that are cast in
    /// order, all into the same buffer (checked). The light of the sky is measured again only when
    /// more than its clouds changed.
    bool keep_still = false;
    std::size_t threads = 0;                 ///< 0: as many as make sense here
    const RenderKernels* kernels = nullptr;  ///< null: the best
};

class SkyMeter;

/// Reusable over frames of one size; one call at a time. The same scene gives the same bits
/// whatever the number of threads.
class Caster {
  public:
    explicit Caster(const CasterOptions& options);
    ~Caster();

    Caster(const Caster&) = delete;
    Caster& operator=(const Caster&) = delete;

    /// Fills every plane of `out` (resized as needed); hidden rows repeat the nearest one that is
    /// cast. Fails only with `cancelled`.
    Result<void> cast(const FrameScene& scene, GBuffer& out, std::stop_token stop = {});

  private:
    struct Kept;

    /// Tiles to cast and to refine, from `first` on.
    void choose_tiles(
        const FrameScene& scene, const SceneView& view, std::size_t first, std::size_t last
    );

    CasterOptions options_;
    const RenderKernels* kernels_;
    ThreadPool pool_;
    std::vector<std::int32_t> refs_;
    std::vector<std::int32_t> codes_;
    std::vector<std::uint8_t> edges_;
    std::vector<std::uint32_t> tile_edges_;
    std::vector<std::uint32_t> edge_start_;
    std::vector<RefinedPixel> refined_;
    std::vector<std::uint32_t> cast_;  ///< indices of the tiles that are cast
    std::vector<std::uint32_t>
        refine_;  ///< of those that are looked at again: they and their neighbours
    std::unique_ptr<SkyMeter> sky_meter_;
    std::unique_ptr<Kept> kept_;
};

}  // namespace hibari::world
