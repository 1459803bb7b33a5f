// The picture of a clip, frame by frame: Timeline in, geometry buffers out.
#pragma once

#include "base/result.h"
#include "world/render/caster.h"
#include "world/render/compose.h"
#include "world/render/device_caster.h"
#include "world/render/gbuffer.h"
#include "world/timeline/timeline.h"

#include <cstddef>
#include <memory>
#include <stop_token>

namespace hibari::world {

struct RenderOptions {
    int width = 1280;
    int height = 720;
    int fps = 30;
    Quality quality = Quality::kStandard;
    int hidden_rows = 0;                        ///< as CasterOptions::hidden_rows
    bool split_light = true;                    ///< as CasterOptions::split_light
    bool keep_still = false;                    ///< as CasterOptions::keep_still
    std::size_t threads = 0;                    ///< 0: as many as make sense here
    Modelling modelling = Modelling::kNatural;  ///< what the style wants all things made of
    double metered_s = 0.0;    ///< the exposure is that of so much of the shot; 0: of all
    Device* device = nullptr;  ///< casts the frames; null: the CPU. Must outlive the renderer
};

/// Renders any frame in any order; one call at a time. The timeline must outlive it. A device
/// begins the frames after the one that was asked for as well: in order they are quicker.
class Renderer {
  public:
    /// Fails with `invalid_argument` on a size or rate that cannot be rendered, and with what the
    /// device fails with.
    static Result<std::unique_ptr<Renderer>> create(
        const Timeline& timeline, const RenderOptions& options
    );

    /// Fills `out` with frame `frame` (0 .. duration * fps). Fails with `cancelled`, and with what
    /// the device fails with.
    Result<void> trace(int frame, GBuffer& out, std::stop_token stop = {});

    /// Factor from the shot's light to the picture's; the same for all frames of the clip.
    float exposure() const { return exposure_; }

  private:
    Renderer(const Timeline& timeline, const RenderOptions& options);

    FrameScene scene_of(int frame) const;
    Result<void> trace_ahead(int frame, GBuffer& out, std::stop_token stop);

    /// Corrects the exposure so that small pictures of that time meter about `target`.
    void meter(double seconds, const RenderOptions& options, float target);

    Composer composer_;
    Caster caster_;
    std::unique_ptr<DeviceCaster> device_caster_;  ///< null: the CPU casts
    int first_ahead_ = 0;  ///< in flight on the device: [first_ahead_, end_ahead_)
    int end_ahead_ = 0;
    int frame_count_ = 0;
    Modelling modelling_;
    float ambient_gain_ = 1.0F;
    float exposure_ = 1.0F;
};

/// What the measured surroundings count for: lamps light a room's walls, so indoors the walls' glow
/// follows the lamps.
float choose_ambient_gain(const FrameScene& scene, const AmbientLight& ambient);

/// What the finished picture should meter: dark places and hours stay darker, and with the low sun
/// in the picture it is exposed for the sky.
float meter_target(const FrameScene& scene);

/// The exposure an eye would choose for the scene: full by day, most of the way up at night. Reads
/// `scene.ambient_gain`.
float choose_exposure(const FrameScene& scene, const AmbientLight& ambient);

/// How bright a picture is to somebody who looks at its middle: the mean luminance of its surfaces
/// and of the light on them with the highlights held back, 0 for a picture of nothing.
float metered(const GBuffer& picture);

}  // namespace hibari::world
