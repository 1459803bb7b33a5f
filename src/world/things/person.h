// People: the catalogue entry "person", its links and its measures.
//
// A person is 25 rigid links that hang on one another, from the pelvis outwards. At rest it stands
// upright with arms hanging, palms at the thighs, and every link's frame is parallel to the thing's
// frame, so that the pose of a joint is one rotation. +X is the person's own left. What a viewer
// sees is the clothes and skin of person_parts.h, melted together by groups.
#pragma once

#include "base/rng.h"
#include "world/script/shot_script.h"
#include "world/things/person_style.h"
#include "world/things/thing.h"

#include <array>

namespace hibari::world {

/// Index of a link in every person's blueprint.
enum PersonLink : int {
    kPelvis,
    kAbdomen,
    kChest,
    kNeck,
    kHead,
    kLeftClavicle,
    kLeftUpperArm,
    kLeftForearm,
    kLeftHand,
    kLeftFingers,
    kLeftThumb,
    kRightClavicle,
    kRightUpperArm,
    kRightForearm,
    kRightHand,
    kRightFingers,
    kRightThumb,
    kLeftThigh,
    kLeftShin,
    kLeftFoot,
    kLeftToes,
    kRightThigh,
    kRightShin,
    kRightFoot,
    kRightToes,
    kPersonLinkCount,
};

/// Sizes of one body, all in metres in the thing's frame, and its masses.
struct PersonMeasures {
    float height = 1.75F;  ///< crown above the sole of the shoe
    float unit = 1.0F;     ///< widths relative to a man of 1.76 m
    float girth = 1.0F;    ///< soft tissue: 1 average
    float muscle = 1.0F;   ///< limbs and shoulders: 1 average
    float waist = 1.0F;
    float hips = 1.0F;
    float head = 1.0F;  ///< scale of the head: 1 is 0.235 m from chin to crown
    std::array<Vec3, kPersonLinkCount> joint{};  ///< where the link hangs on its parent
    std::array<Vec3, kPersonLinkCount> tip{};    ///< far end: the next joint or the end of the limb
    std::array<Vec3, kPersonLinkCount> center{};  ///< centre of mass
    std::array<float, kPersonLinkCount> mass_kg{};

    /// Height of the joint of `link` when standing.
    float level(PersonLink link) const { return joint[static_cast<std::size_t>(link)].y; }
};

/// Measures by age, gender, build and height. Total mass follows the body mass index of the build.
PersonMeasures measure_person(const PersonStyle& style);

/// The blueprint of a person: links, joints, parts and the anchors "left_palm", "right_palm",
/// "eyes", "mouth", "crown", "back", "left_sole" and "right_sole".
Blueprint build_person(const Entity& entity, Rng rng);

}  // namespace hibari::world
