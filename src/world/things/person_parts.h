// What a viewer sees of a person: skin, clothes, hair and hats as parts on the links.
//
// Each function adds one layer. Positions are given in the thing's frame of the standing body; the
// builder turns them into the link's own frame. A garment replaces the skin it covers, so there is
// never a hidden surface underneath to poke through.
#pragma once

#include "world/things/likeness_form.h"
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
    kTrimGroup,
    kWornGroup,
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

    /// What was added to the link last.
    Part& last(PersonLink link) { return links_[static_cast<std::size_t>(link)].parts.back(); }

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

/// Carries a point of the standing man of 1.76 m over to this torso: heights by the joints of waist
/// and neck, widths by the unit.
struct Torso {
    explicit Torso(const PersonBuilder& body)
        : unit(body.measures.unit),
          waist_y(body.joint(kAbdomen).y),
          stretch((body.joint(kNeck).y - body.joint(kAbdomen).y) / 0.451F) {}

    Vec3 at(float x, float y, float z) const {
        return {x * unit, waist_y + (y - 1.038F) * stretch, z * unit};
    }

    Vec3 size(float x, float y, float z) const { return {x * unit, y * stretch, z * unit}; }

    float unit;
    float waist_y;
    float stretch;
};

/// Carries points of the adult head over, from the centre of the skull.
struct Skull {
    explicit Skull(const PersonBuilder& body)
        : scale(body.measures.head), center(body.center(kHead)) {}

    Vec3 at(float x, float y, float z) const { return center + Vec3{x, y, z} * scale; }

    float scale;
    Vec3 center;
};

constexpr Vec3 grown(Vec3 half, float by) {
    return {half.x + by, half.y + by, half.z + by};
}

/// Built like a grown woman.
constexpr bool is_woman(const PersonStyle& style) {
    return style.gender == Gender::kWoman && style.age != Age::kChild;
}

Material skin_material(const PersonStyle& style);
Material cloth_material(Vec3 color, Surface surface = Surface::kFabric);

void add_head(PersonBuilder& body);
/// Head and hair of `style.form`.
void add_likeness_head(PersonBuilder& body);
void add_glasses(PersonBuilder& body);
void add_hands(PersonBuilder& body);
void add_arms(PersonBuilder& body);
void add_torso(PersonBuilder& body);
void add_legs(PersonBuilder& body);
void add_feet(PersonBuilder& body);
void add_hair(PersonBuilder& body);
void add_hat(PersonBuilder& body);
/// Collars, buttons, belts, bibs: what makes a top that top.
void add_trim(PersonBuilder& body);
/// Skirts, tails of coats, robes.
void add_skirts(PersonBuilder& body);
/// Scarf, backpack, cape and the like.
void add_worn(PersonBuilder& body);
/// The whole body of a robot, in place of the other layers.
void add_robot(PersonBuilder& body);

/// Lays the torso of the pictures on the finished links.
void lay_torso_pictures(
    const PersonMeasures& measures, const PersonStyle& style, std::vector<Link>& links
);

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
