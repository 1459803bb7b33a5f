#pragma once

// The darkroom: turns what the caster saw (GBuffer) into a Frame in one of the styles.
//
// A style is a function over a Picture that combines the filters of lens.h, film.h, ink.h and
// paint.h; each has its own file, and develop.cpp lists them. Every style reads the same geometry
// buffer, so lines, dots and blur follow the exact scene and nothing flickers.

#include "base/threads.h"
#include "media/frame.h"
#include "world/render/gbuffer.h"
#include "world/render/scene.h"
#include "world/render/styles/paint.h"
#include "world/render/styles/picture.h"
#include "world/script/shot_script.h"
#include "world/timeline/timeline.h"

#include <cstdint>

namespace hibari::world {

/// What the caster must model the world of for a style: some looks are made before the light falls.
Modelling modelling_of(Style style);

/// Rows at the top of a picture, and as many at its bottom, that a style covers so well that
/// nothing of them can be seen: they need not be cast.
int hidden_rows(Style style, int width, int height);

/// Whether a style reads the colour of surfaces and the light on them apart.
bool splits_light(Style style);

/// What a style may look at besides the picture.
struct Exposure {
    const GBuffer& geometry;
    const CameraPose& camera;
    const Environment& environment;
    std::int64_t frame = 0;  ///< of the shot
    int fps = 30;
    std::uint32_t seed = 0;
    ThreadPool& pool;
    Sheet& sheet;  ///< for styles on paper, which prepare it

    /// A different value each frame, the same on every run.
    std::uint32_t frame_seed() const {
        return seed * 2654435761U + static_cast<std::uint32_t>(frame);
    }

    double time_s() const { return static_cast<double>(frame) / fps; }
};

/// Develops the frames of one shot. Not safe from several threads; uses the pool inside.
class Developer {
  public:
    Developer(Style style, int fps, std::uint64_t seed, ThreadPool& pool);

    /// Fills `out`, which must have the geometry's size.
    void develop(
        const GBuffer& geometry,
        const CameraPose& camera,
        const Environment& environment,
        std::int64_t frame,
        media::Frame& out
    );

  private:
    Style style_;
    int fps_;
    std::uint32_t seed_;
    ThreadPool& pool_;
    Picture picture_;
    Sheet sheet_;
};

// The styles. Each takes linear light and leaves display values in 0..1.
void develop_photoreal(const Exposure& exposure, Picture& picture);
void develop_cinematic(const Exposure& exposure, Picture& picture);
void develop_anime(const Exposure& exposure, Picture& picture);
void develop_claymation(const Exposure& exposure, Picture& picture);
void develop_watercolour(const Exposure& exposure, Picture& picture);
void develop_comic(const Exposure& exposure, Picture& picture);
void develop_pixel_art(const Exposure& exposure, Picture& picture);
void develop_noir(const Exposure& exposure, Picture& picture);
void develop_retro_vhs(const Exposure& exposure, Picture& picture);
void develop_low_poly(const Exposure& exposure, Picture& picture);
void develop_news(const Exposure& exposure, Picture& picture);
void develop_golden(const Exposure& exposure, Picture& picture);
void develop_handheld(const Exposure& exposure, Picture& picture);
void develop_selfie(const Exposure& exposure, Picture& picture);
void develop_festive(const Exposure& exposure, Picture& picture);
void develop_nostalgic(const Exposure& exposure, Picture& picture);

// Lettering over the developed frame.
void overlay_handheld(const Exposure& exposure, media::Frame& frame);
void overlay_news(const Exposure& exposure, media::Frame& frame);
void overlay_retro_vhs(const Exposure& exposure, media::Frame& frame);

}  // namespace hibari::world
