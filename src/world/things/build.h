// Tools for thing files: an Assembly collects shapes in the thing's own frame and works out the
// rest.
//
// A thing file lists its parts where they are in metres above the ground, at usual size and in
// usual colours. `finish` then applies what the prompt asked for (colour, second colour, material,
// scale), places each link's frame at its centre of mass, finds masses from densities where none
// was given, and measures the bounding box.
#pragma once

#include "base/vec.h"
#include "world/script/shot_script.h"
#include "world/things/at.h"
#include "world/things/material.h"
#include "world/things/palette.h"
#include "world/things/shape.h"
#include "world/things/thing.h"

#include <string>
#include <vector>

namespace hibari::world {

/// The pose whose Y axis runs from `from` to `to`, centred between them.
Pose along(Vec3 from, Vec3 to);

/// A hinge through `pivot`; limits in degrees, low > high for none.
Joint hinge(
    Vec3 pivot, Vec3 axis, float low_deg = 1.0F, float high_deg = -1.0F, float damping = 0.0F
);

/// Slides along `axis` between two distances from rest, metres.
Joint slider(Vec3 pivot, Vec3 axis, float low_m, float high_m);

/// Rigidly joined to the parent.
Joint welded();

class Assembly {
  public:
    /// `substance` is what the thing is usually made of; a material in the prompt overrides it.
    Assembly(const Entity& entity, Substance substance);

    /// Starts a link; parts, masses and anchors that follow belong to it. Returns its index.
    /// Without any call the first part starts a link called "body".
    int link(std::string name, int parent = -1, Joint joint = {});

    /// Starts a link of flames on the first one, which weighs nothing to speak of and can go out
    /// alone. Follows all that does not burn.
    void flames();

    /// Adds a solid part. The reference is good until the next part.
    Part& part(const Shape& shape, const At& at, const Material& material);

    /// Adds a part that is only seen: small details that nothing should catch on. It weighs
    /// nothing.
    Part& detail(const Shape& shape, const At& at, const Material& material);

    /// A round bar between two points (capsule), solid or only seen.
    Part& rod(Vec3 from, Vec3 to, float radius, const Material& material);
    Part& thin_rod(Vec3 from, Vec3 to, float radius, const Material& material);

    /// Mass of the current link at usual size and material, in kilograms. Without it: volume times
    /// density.
    void mass(float kilograms);

    /// Centre of mass of the current link. Without it: the middle of the solid parts' volume.
    void center_of_mass(Vec3 point);

    void anchor(std::string name, Vec3 at, Quat rotation = {});

    /// Water that it holds, at usual size; drawn by the parts of the thing.
    void basin(const Basin& basin) { blueprint_.basin = basin; }

    /// Nodes, pins and material in the thing's frame at usual size; belongs to the current link.
    void soft(Soft soft);

    /// Overrides of the substance's contact values; a material in the prompt wins over them.
    void restitution(float value) { restitution_ = value; }

    void friction(float value) { friction_ = value; }

    void rolling_friction(float metres) { rolling_friction_ = metres; }

    /// Scenery: all links are immovable.
    void fix() { fixed_ = true; }

    /// The prompt's second colour, or `usual`.
    Vec3 accent_or(Vec3 usual) const { return entity_.accent.value_or(usual); }

    /// The prompt's colour, or `usual`.
    Vec3 color_or(Vec3 usual) const { return entity_.color.value_or(usual); }

    /// Applies the prompt and returns the blueprint. The assembly is spent.
    Blueprint finish();

  private:
    struct Draft {
        float mass_kg = -1.0F;
        bool has_center = false;
        Vec3 center{};
    };

    Material dress(const Material& material) const;
    void settle_link(std::size_t index);
    void settle_contact();

    const Entity& entity_;
    Substance usual_substance_;
    float scale_;
    float density_ratio_ = 1.0F;
    float restitution_ = -1.0F;
    float friction_ = -1.0F;
    float rolling_friction_ = -1.0F;
    bool fixed_ = false;
    Blueprint blueprint_;
    std::vector<Draft> drafts_;
    std::vector<int> anchor_links_;
};

/// Box around everything the blueprint draws, in the thing's frame.
Aabb bounds(const Blueprint& blueprint);

}  // namespace hibari::world
