// Builds a quadruped from its plan, link by link: quadruped.cpp the trunk and the legs,
// quadruped_head.cpp the head.
#pragma once

#include "world/things/animals/quadruped.h"

namespace hibari::world {

class QuadrupedBuilder {
  public:
    QuadrupedBuilder(const Entity& entity, const QuadrupedPlan& plan, const Coat& coat)
        : plan_(plan), coat_(coat), body_(entity, Substance::kFlesh) {}

    Blueprint build();

  private:
    Material cover(Vec3 color, bool main = false) const;
    Part& flesh(const Shape& shape, const At& at, const Material& material);
    Part& soft_detail(const Shape& shape, const At& at, const Material& material);
    // A limb piece from a thick end to a thin one.
    Part& limb(Vec3 from, Vec3 to, float from_radius, float to_radius, const Material& material);

    float damping() const { return 0.02F * plan_.mass_kg * plan_.hind.top.y; }

    /// A ball joint that lets `child_tip` swing within a cone.
    static Joint swing_joint(
        Vec3 pivot, Vec3 child_tip, float cone_deg, float twist_deg, float damping
    );
    /// Gives the current link its share of the mass, and what the plan adds to it.
    void finish_link(int link, float share);
    void add_hindquarters();
    void add_wool(Vec3 center, Vec3 half);
    void add_ribs();
    void add_stripes();
    void add_neck();
    void add_horse_mane();
    void add_head();
    void add_eye(float side);
    void add_ear(float side);
    void add_head_extra();
    void add_trunk();
    void add_jaw();
    void add_tail();
    void add_leg(int leg);
    void add_paw(const LegPlan& l, Vec3 knuckle, const Material& feet);

    const QuadrupedPlan& plan_;
    const Coat& coat_;
    Assembly body_;
};

/// How light a colour of a coat is, 0 .. 1.
inline float coat_brightness(Vec3 color) {
    return 0.3F * color.x + 0.6F * color.y + 0.1F * color.z;
}

}  // namespace hibari::world
