// From the Timeline to one frame's scene: poses at the frame's moment and one frame before, soft
// bodies, faces, particles, lamps, sky and weather.
#pragma once

#include "world/render/scene.h"
#include "world/timeline/timeline.h"

#include <vector>

namespace hibari::world {

/// Knows once per clip what never changes (parts, materials, groups) and places it per frame. The
/// timeline must outlive it; calls from several threads are fine.
class Composer {
  public:
    Composer(const Timeline& timeline, int fps);

    /// The scene at clip time frame / fps.
    FrameScene compose(int frame) const;

  private:
    /// A visible part and where it hangs.
    struct PlacedPart {
        int body = 0;
        int part = 0;
        int material = 0;
        int group = -1;
    };

    void collect_parts();
    void collect_softs();
    int picture_of(const LikenessForm& form);
    void place_parts(int sample, int previous, FrameScene& scene) const;
    void place_softs(int sample, int previous, FrameScene& scene) const;
    void place_particles(double time_s, FrameScene& scene) const;
    void place_lights(FrameScene& scene) const;
    void light_from_glow(FrameScene& scene) const;
    void describe_air(double time_s, FrameScene& scene) const;

    const Timeline& timeline_;
    int fps_;
    std::vector<PlacedPart> parts_;  ///< members of a group lie together at the end
    std::vector<BlendGroup> groups_;
    std::vector<MaterialParams> materials_;
    std::vector<const LikenessForm*> forms_;  ///< whose pictures the scene has, in order
    std::vector<int> soft_materials_;
};

/// The camera of a pose, for planes of any size.
FrameCamera to_camera(const CameraPose& pose);

}  // namespace hibari::world
