#pragma once

// What of a picture need not be cast again, because nothing that it shows has changed.
//
// Most of a clip before a standing camera is a floor on which nothing happens. A tile keeps its
// first samples when nothing that moved since the frame before can be seen in it, shade it, darken
// the sky over it, or be mirrored in it. Each test errs towards casting: a tile is only kept where
// surfaces are matt, where no sky (whose clouds drift) shows, and where the light is the same. So
// what is kept is what would have been cast, bit for bit, but for things that tremble by less than
// a tenth of a millimetre and for a pixel here and there under lamps, where tiles share light.

#include "world/render/gbuffer.h"
#include "world/render/kernels.h"
#include "world/render/scene.h"
#include "world/render/scene_view.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hibari::world {

/// Remembers the frame before. One size of picture.
class StillTiles {
  public:
    /// Marks the tiles of `scene` that must be cast: 1, the others 0. `view` is of the same scene.
    /// Everything is marked when there is no frame before, or it differs in more than movement.
    void mark(
        const FrameScene& scene, const SceneView& view, int width, int height, std::uint8_t* marks
    );

    /// Takes up what a tile shows now; call it for every tile that was cast. `first` holds first
    /// samples, `refs` what they met.
    void note(
        const SceneView& view,
        const GBuffer& first,
        std::span<const std::int32_t> refs,
        const Tile& tile
    );

  private:
    /// A ball around the points that a part of a tile shows.
    struct Ball {
        Vec3 center{};
        float radius = -1.0F;  ///< negative: it shows nothing solid
    };

    /// Parts are small: towards the horizon a few rows of pixels are metres of floor.
    static constexpr int kPartWidth = 8;
    static constexpr int kPartHeight = 2;
    static constexpr int kPartsX = kTileSize / kPartWidth;
    static constexpr int kPartsY = kTileSize / kPartHeight;

    /// What a tile shows.
    struct Shown {
        std::array<Ball, kPartsX * kPartsY> parts{};
        bool has_sky = false;
        bool is_matt = false;  ///< shows neither mirrors nor things, nor the sky
    };

    /// Something that moved, where it is or where it was.
    struct Mover {
        Vec3 center{};
        float radius = 0.0F;
        float reach = 0.0F;  ///< within which it darkens the sky, from its centre
    };

    bool is_comparable(const FrameScene& scene) const;
    void find_movers(const FrameScene& scene, const SceneView& view);
    static bool is_reached(const FrameScene& scene, const Mover& mover, const Ball& ball);

    bool has_last_ = false;
    FrameScene last_;
    std::vector<float> reach_;  ///< per primitive of the frame before
    std::vector<Mover> movers_;
    std::vector<std::size_t> resting_;  ///< primitives that did not move
    std::vector<Shown> shown_;          ///< per tile
};

}  // namespace hibari::world
