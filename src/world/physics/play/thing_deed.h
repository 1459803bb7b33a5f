// What the deeds of things have in common: who does it, whither, and for how long it has lasted.
#pragma once

#include "world/physics/play/stagehand.h"
#include "world/physics/stage/roles.h"

#include <algorithm>
#include <memory>

namespace hibari::world {

/// Of the script, on the ground; `fallback` when it names none.
inline Vec3 direction_of(const Action& action, Vec3 fallback) {
    const GroundDirection way = ground_direction(action.direction);
    return normalize(Vec3{way.x, 0, way.z}, fallback);
}

/// The largest half extent, metres.
inline float size_of(const Stagehand& hand, int entity) {
    const Vec3 half = hand.scene.entity_half_extent(entity);
    return std::max({half.x, half.y, half.z});
}

/// Common part: who, and how long it has lasted.
class ThingDeed : public Deed {
  public:
    ThingDeed(const Action& action, int subject, int target)
        : action_(action), subject_(subject), target_(target) {}

  protected:
    double age(const Stagehand& hand) const { return hand.scene.time_s() - began_s_; }

    void mark(const Stagehand& hand) { began_s_ = hand.scene.time_s(); }

    Vec3 position(const Stagehand& hand) const { return hand.scene.center_of_mass(subject_); }

    /// Towards the target on the ground, or the script's direction, or right.
    Vec3 way(const Stagehand& hand) const {
        if (target_ >= 0) {
            const Vec3 to = hand.scene.center_of_mass(target_) - position(hand);
            return normalize(Vec3{to.x, 0, to.z}, {1, 0, 0});
        }
        return direction_of(action_, {1, 0, 0});
    }

    Action action_;
    int subject_;
    int target_;
    double began_s_ = 0.0;
};

// flight_deeds.cpp
std::unique_ptr<Deed> make_fly_deed(const Action& action, int subject, int target);
std::unique_ptr<Deed> make_launch_deed(const Action& action, int subject, int target);

// fire_deed.cpp
std::unique_ptr<Deed> make_fire_deed(const Action& action, int subject, int target);
/// The ball into the barrel, behind the mouth of which `before` others lie.
void load_gun(Stagehand& hand, int gun, int ball, int before);
/// All that it is to fire and nobody brings, before the first picture.
void load_guns(Stagehand& hand, int gun);

// land_deed.cpp
std::unique_ptr<Deed> make_land_deed(const Action& action, int subject, int target, float pace);

// breaking_deeds.cpp
std::unique_ptr<Deed> make_explode_deed(const Action& action, int subject, int target);
std::unique_ptr<Deed> make_shatter_deed(const Action& action, int subject, int target);

}  // namespace hibari::world
