// Riding what the rider drives: boards and bicycles on land, snow and water.
//
// A CraftRide moves its craft and asks the rider's body to follow: soles on the deck or the pedals,
// hands on the grips. In a trick board and rider fly apart under gravity alone, each about its own
// centre of mass; the trick works when the soles meet the deck again as both come down.
#pragma once

#include "world/physics/character/craft.h"
#include "world/physics/character/ride.h"

#include <memory>
#include <optional>

namespace hibari::world {

class CraftRide : public Ride {
  public:
    CraftRide(int entity, std::string anchor, Craft craft)
        : Ride(entity, std::move(anchor)), craft_(std::move(craft)) {}

    std::span<const Pose> driven() const override {
        return craft_.released ? std::span<const Pose>{} : craft_.links();
    }

    void begin(const Cue& cue, Self& self) override;

    bool finished() const override { return finished_; }

    bool lost() const override { return lost_; }

    bool fly(Self& self, float dt) override;
    void settle(Self& self) override;

    float floor_y() const override { return craft_.anchor(anchor()).position.y; }

    const Craft& craft() const { return craft_; }

  protected:
    /// Where it is going: a point far ahead when the cue names none.
    Vec3 goal() const { return goal_; }

    /// Turns the heading towards `yaw`; returns the rate, rad/s.
    float steer_to(float yaw, float limit, float dt);
    float yaw_to_goal() const;
    float distance_to_goal() const;
    void fall(Self& self, const char* why);

    // ---- Off the ground: rider and craft are one body in free fall.

    /// What the rider holds the craft with.
    struct Grip {
        int bone = 0;
        bool arms = false;
    };

    /// Leaves the ground with `velocity`; turns by `way` (axis times angle, whole turns) until it
    /// comes down, or by less when the cue shall fail.
    void launch(Self& self, Vec3 velocity, Vec3 way, Grip grip);

    /// The way of a trick in the air; zero for a plain jump.
    Vec3 trick_way() const;

    /// Whether a verb is played in the air.
    static bool leaps(Verb verb);

    /// A thing with an entry and a lip to leave the ground from.
    struct Ramp {
        Vec3 entry{};
        Vec3 lip{};
    };

    std::optional<Ramp> find_ramp(const StageView& view, int entity) const;
    /// On to the line of the ramp, then along it.
    float yaw_along(const Ramp& ramp) const;
    /// Of the ground over the craft's length. What is behind still lies on a lip that the front
    /// has passed.
    float rise_along(const StageView& view, Vec3 ahead) const;
    /// The ground before it falls away faster than a body does.
    bool leaves_ground(const StageView& view, Vec3 velocity, float dt) const;

    /// Both are down again and upright.
    virtual void touch_down(Self&, Vec3 /*velocity*/) {}

    bool in_air() const { return in_air_; }

    /// Slope of the ground under the craft without the craft.
    Vec3 normal_under(const StageView& view, Vec3 p) const;

    Craft craft_;
    Cue cue_{};
    Vec3 goal_{};
    bool has_goal_ = false;
    float cue_s_ = 0.0F;
    bool finished_ = true;
    bool lost_ = false;
    Following turn_rate_{};
    Following lean_{};

  private:
    float time_to_ground(const StageView& view, Vec3 center, Vec3 velocity) const;

    // Who drops off a kerb before falling for another reason lands first.
    bool fails_in_air() const { return cue_.outcome == Outcome::kFailure && leaps(cue_.verb); }

    bool in_air_ = false;
};

/// The ride of a person on something that people drive; null when the stage or a solver moves it.
std::unique_ptr<Ride> make_craft_ride(int entity, std::string_view anchor, const StageView& view);

/// Whether people drive this kind of thing themselves.
bool is_driven_by_people(std::string_view kind);

std::unique_ptr<Ride> make_skate_ride(int entity, std::string anchor, Craft craft);
/// `on_skis`: the rider looks ahead, a foot on each, and not across a board.
std::unique_ptr<Ride> make_snow_ride(int entity, std::string anchor, Craft craft, bool on_skis);
std::unique_ptr<Ride> make_surf_ride(int entity, std::string anchor, Craft craft);
std::unique_ptr<Ride> make_paddle_ride(int entity, std::string anchor, Craft craft);
std::unique_ptr<Ride> make_cycle_ride(int entity, std::string anchor, Craft craft);

/// The posture of one who stands sideways on a board; `low` 0 tall .. 1 deep in the knees.
Posture board_posture(float low, float facing_sign, float sway);

/// Where the body faces on a board that heads for `yaw`: across it, left foot forward.
float across(float yaw);

}  // namespace hibari::world
