// A kind of entity: the words that name it, and how to build it.
//
// One file of things/ describes one kind (or a small family): a `const Thing` whose blueprint is
// data wherever a shape does not depend on the entity's looks. The frame of a thing: origin at its
// footprint on the ground, +Y up, +Z its front. The catalogue lists all of them (catalogue.h); the
// director learns its nouns from there.
#pragma once

#include "base/rng.h"
#include "base/vec.h"
#include "world/script/shot_script.h"
#include "world/things/material.h"
#include "world/things/shape.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hibari::world {

/// A visible and (usually) solid piece, rigid in the frame of its link.
struct Part {
    Shape shape{};
    Pose local{};
    Material material{};
    bool collides = true;
    bool visible = true;
    /// Parts of one entity with the same non-zero group melt into one another (smooth union), even
    /// across links.
    int group = 0;
    float blend = 0.0F;  ///< smooth-union radius within the group, metres
    /// Whose pictures are laid on it, over its material; null: nobody's.
    const LikenessForm* form = nullptr;
    /// Takes points of the link's frame to the likeness's: origin + scale * point.
    Vec3 form_origin{};
    Vec3 form_scale{1, 1, 1};
};

enum class JointKind : std::uint8_t { kFree, kFixed, kHinge, kBall, kSlider };

/// How a link hangs on its parent.
struct Joint {
    JointKind kind = JointKind::kFree;
    Vec3 pivot{};  ///< in the thing's frame
    /// Hinge and slider: the axis in the thing's frame. Ball: the middle of the cone in which the
    /// child may swing, as a direction in the frame of the parent at rest.
    Vec3 axis{0, 1, 0};
    /// Limits in radians or metres; low > high: none. Ball: `high` is the half angle of the cone
    /// for `swing`, -`low` the largest twist about it either way.
    float low = 1.0F;
    float high = -1.0F;
    /// Ball: the direction of the child, in the thing's frame at rest, that stays in the cone.
    Vec3 swing{0, 1, 0};
    float damping = 0.0F;  ///< N m s / rad
};

/// Name of a link that is nothing but flames, and can go out.
inline constexpr std::string_view kFlames = "flames";

/// A rigid body of the thing.
struct Link {
    std::string name{};
    Pose rest{};  ///< centre of mass frame in the thing's frame
    std::vector<Part> parts{};
    float mass_kg = 1.0F;  ///< 0: immovable
    int parent = -1;       ///< index of a link before this one; -1: the world or free
    Joint joint{};
};

enum class SoftKind : std::uint8_t { kNet, kMembrane, kCloth, kRope };

/// Nodes joined by springs: hoop nets, trampoline beds, sails, flags, ropes.
struct Soft {
    SoftKind kind = SoftKind::kCloth;
    std::vector<Vec3> nodes{};  ///< rest positions in the thing's frame
    std::vector<std::pair<int, int>>
        edges;  ///< springs; drawn as strands when there are no triangles
    std::vector<std::array<int, 3>> triangles{};  ///< drawn as a two-sided surface
    std::vector<int> pinned{};                    ///< nodes that move with `link`
    int link = 0;
    float mass_kg = 0.1F;
    float stiffness = 0.9F;  ///< 0 .. 1, share of a constraint's error removed per solver pass
    float strand_radius = 0.003F;
    Material material{};
};

/// A named point: "rim" (centre of the hoop, +Y through it), "seat", "grip", "deck", "mouth",
/// "goal".
struct Anchor {
    std::string name{};
    int link = 0;
    Pose local{};
};

/// Still water that a thing holds: an upright box of it, in the thing's frame.
struct Basin {
    Vec3 surface{};  ///< middle of the surface
    Vec2 half{};     ///< along X and Z
    float depth_m = 0.0F;
};

/// One built entity, ready for the simulator.
struct Blueprint {
    std::vector<Link> links{};
    std::vector<Soft> softs{};
    std::vector<Anchor> anchors{};
    std::optional<Basin> basin{};
    Substance substance = Substance::kWood;
    float restitution = 0.3F;
    float friction = 0.5F;
    float rolling_friction = 0.005F;
    bool fixed = false;                  ///< scenery: never moves
    Vec3 half_extent{0.5F, 0.5F, 0.5F};  ///< half of the bounding box
};

enum class Category : std::uint8_t {
    kPerson,
    kAnimal,
    kBall,
    kGear,
    kTabletop,
    kVehicle,
    kScenery,
    kProp
};

/// What the stage may do with a kind of thing.
struct Traits {
    bool holdable = false;  ///< fits a hand
    bool rideable = false;  ///< has a "seat" or "deck" anchor
    bool floats = false;    ///< lighter than water as built
    bool flies = false;     ///< moves through the air by itself
    bool surface = false;   ///< things can stand on it
    bool vessel = false;    ///< holds water
    bool indoor = false;
    bool outdoor = false;
};

/// A kind of entity.
struct Thing {
    std::string_view name{};  ///< catalogue name, snake_case
    std::vector<std::string_view>
        words;  ///< singular English nouns and short phrases that mean it, lower case
    Category category = Category::kProp;
    Traits traits{};
    Vec3 usual_size{1, 1, 1};  ///< metres, for framing and layout
    /// Builds one. Draws free choices from `rng`; honours color, accent, scale, material and look
    /// of `entity`.
    Blueprint (*build)(const Entity& entity, Rng rng) = nullptr;
};

}  // namespace hibari::world
