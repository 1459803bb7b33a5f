// What a viewer sees of a person: skin, clothes, hair and hats as parts on the links.
//
// Each function adds one layer. Positions are given in the thing's frame of the standing body; the
// builder turns them into the link's own frame. A garment replaces the skin it covers, so there is
// never a hidden surface underneath to poke through.
#pragma once

#include "world/things/person.h"

namespace hibari::world {

/// Smooth-union groups of one person.
enum PersonGroup : int {
    kNoGroup = 0,
    kTopGroup,
    kLeftArmGroup,
    kRightArmGroup,
    kHeadGroup,
    kHairGroup,
    kBottomGroup,
    kLeftLegGroup,
    kRightLegGroup,
    kLeftShoeGroup,
    kRightShoeGroup,
    kHatGroup,
    kCollarGroup,
    kPackGroup,
    kLeftCuffGroup,
    kRightCuffGroup,
    kBeardGroup,
};

/// Adds parts to the links of a body under construction.
class PersonBuilder {
  public:
    PersonBuilder(
        std::vector<Link>& links, const PersonStyle& its_style, const PersonMeasures& its_measures
    )
        : links_(links), style(its_style), measures(its_measures) {}

    /// Material, group and blend of the parts that follow.
    void use(const Material& material, int group = kNoGroup, float blend = 0.0F) {
        material_ = material;
        group_ = group;
        blend_ = blend;
    }

    /// Whether the parts that follow take part in collisions.
    void collide(bool on) { collides_ = on; }

    /// A shape at a place of the standing body.
    void add(PersonLink link, const Shape& shape, Vec3 at, Quat turn = {});
    /// A round cone from one point of the standing body to another.
    void limb(PersonLink link, Vec3 from, Vec3 to, float radius_from, float radius_to);

    Vec3 joint(PersonLink link) const { return measures.joint[static_cast<std::size_t>(link)]; }

    Vec3 tip(PersonLink link) const { return measures.tip[static_cast<std::size_t>(link)]; }

    Vec3 center(PersonLink link) const { return measures.center[static_cast<std::size_t>(link)]; }

  private:
    std::vector<Link>& links_;
    Material material_;
    int group_ = kNoGroup;
    float blend_ = 0.0F;
    bool collides_ = true;

  public:
    const PersonStyle& style;
    const PersonMeasures& measures;
};

Material skin_material(const PersonStyle& style);
Material cloth_material(Vec3 color, Surface surface = Surface::kFabric);

void add_head(PersonBuilder& body);
void add_hands(PersonBuilder& body);
void add_arms(PersonBuilder& body);
void add_torso(PersonBuilder& body);
void add_legs(PersonBuilder& body);
void add_feet(PersonBuilder& body);
void add_hair(PersonBuilder& body);
void add_hat(PersonBuilder& body);

/// The link of the other side for a link of the left; the same link for the middle ones.
constexpr PersonLink of_side(PersonLink left, bool right) {
    if (!right) {
        return left;
    }
    if (left >= kLeftClavicle && left <= kLeftThumb) {
        return static_cast<PersonLink>(left + (kRightClavicle - kLeftClavicle));
    }
    if (left >= kLeftThigh && left <= kLeftToes) {
        return static_cast<PersonLink>(left + (kRightThigh - kLeftThigh));
    }
    return left;
}

}  // namespace hibari::world
