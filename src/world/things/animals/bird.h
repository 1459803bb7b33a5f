// One body plan for everything with feathers: wings that fold and spread, two legs, a beak.
//
// A plan is a table of places, sizes and colours; `build_bird` turns it into links. All kinds share
// the same links, so that one performer can move a robin and a swan. At rest the wings lie along
// the body; spread, they turn outwards about the shoulder (see bird_performer.cpp).
#pragma once

#include "world/things/build.h"

#include <vector>

namespace hibari::world {

enum class Crown : std::uint8_t { kNone, kComb, kCrest };

enum class BirdLink : std::uint8_t { kBody, kHead, kTail };

/// A part that only this kind has, such as the discs of an owl's face; in the thing's frame. It is
/// only seen.
struct BirdPiece {
    BirdLink link = BirdLink::kBody;
    Shape shape{};
    Pose local{};
    Material material{};
    bool melts = false;  ///< into the body
};

/// Lengths at usual size, metres; the bird stands at the origin and looks to +Z.
struct BirdPlan {
    float mass_kg = 0.08F;
    Vec3 body{};  ///< centre
    Vec3 body_half{};
    float upright = 20.0F;  ///< of the body's axis, degrees
    Vec3 neck_root{};
    std::vector<Vec3> neck_way{};  ///< of a neck that is bent: from its root to its head
    Vec3 head{};
    float head_radius = 0.02F;
    float neck_radius = 0.015F;
    float beak_m = 0.02F;
    float beak_radius = 0.006F;
    bool flat_beak = false;
    float hook = 0.0F;
    Vec3 hip{};
    Vec3 knee{};
    float shank_radius = 0.003F;
    Vec3 foot_half{};
    bool webbed = false;
    Vec3 shoulder{};
    float inner_m = 0.10F;  ///< of the wing
    float outer_m = 0.10F;
    float chord_m = 0.06F;
    Vec3 tail{};
    Vec3 tail_half{};
    Crown crown = Crown::kNone;
    Vec3 back_color{};
    Vec3 belly_color{};
    Vec3 head_color{};
    Vec3 wing_color{};
    Vec3 tip_color{};
    Vec3 beak_color = hex(0xD98A22);
    Vec3 leg_color = hex(0xB07A3A);
    Vec3 eye_color = hex(0x0C0A08);
    float eye_radius = 0.004F;
    Vec3 eye_at{0.72F, 0.22F, 0.48F};  ///< on the left, from the head's middle in its radii
    float iris = 1.25F;                ///< its size, that of the pupil being 1
    Vec3 crown_color = hex(0xC22A22);
    std::vector<BirdPiece> pieces{};
};

/// Feathers whose pattern has that size.
Material plumage(Vec3 color, float size, Vec3 accent);

/// A hatchling in down of one colour: a large head on a ball, and stubs for wings. It is as large
/// as the grown bird.
BirdPlan hatchling_of(BirdPlan plan, Vec3 down);

/// A bird in the colours that the prompt asked for, or its own.
Blueprint build_bird(const Entity& entity, BirdPlan plan);

}  // namespace hibari::world
