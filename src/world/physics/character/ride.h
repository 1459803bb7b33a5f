// Standing or sitting on something that moves.
//
// A ride knows where the carrier wants the pelvis, the feet and the hands of its rider; the body
// gets there by inverse kinematics. Boards, saddles and seats differ only in the `RidePose` they
// ask for, so a new kind of ride is a new Ride with its own `pose`.
#pragma once

#include "world/physics/character/act.h"

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hibari::world {

/// What a carrier asks of its rider, in the world, now.
struct RidePose {
    Pose frame;  ///< +Z where the rider faces, +Y up, origin under the rider (deck or seat)
    Posture posture = standing_posture();  ///< pelvis relative to standing on the frame's origin
    std::array<std::optional<Pose>, 2>
        foot;  ///< sole under the ball, +Z to the toes; empty: hangs free
    std::array<std::optional<Vec3>, 2> hand;  ///< palms
};

class Ride {
  public:
    Ride(int entity, std::string anchor) : entity_(entity), anchor_(std::move(anchor)) {}

    virtual ~Ride() = default;
    Ride(const Ride&) = delete;
    Ride& operator=(const Ride&) = delete;

    /// Writes what the body wants this step. Empty when the carrier has no such anchor.
    virtual std::optional<RidePose> pose(Self& self, float dt) = 0;
    /// Moves the body with the carrier.
    void step(Self& self, float dt);
    enum class OnBoard : std::uint8_t { kAgain, kStill };
    /// After an act of its own the rider stands on the carrier again, from where it is; kStill:
    /// its feet have not left their places.
    void resume(OnBoard feet = OnBoard::kAgain);

    /// Plays a step in which carrier and rider are in the air as one; false on the ground.
    virtual bool fly(Self&, float /*dt*/) { return false; }

    /// After the body has been solved: the carrier follows what the rider's flight has made of it.
    virtual void settle(Self&) {}

    // ---- Rides whose rider moves the carrier (craft_ride.h).

    /// Whether a cue is the ride's to play.
    virtual bool takes(Verb) const { return false; }

    virtual void begin(const Cue&, Self&) {}

    virtual bool finished() const { return true; }

    /// The rider has fallen off.
    virtual bool lost() const { return false; }

    /// Poses of the carrier's links; empty when the rider does not move it.
    virtual std::span<const Pose> driven() const { return {}; }

    /// Height on which the rider stands.
    virtual float floor_y() const { return 0.0F; }

    /// The carrier goes on by itself while the rider plays an act on it or over it.
    virtual void coast(Self&, float /*dt*/, bool /*on_board*/) {}

    /// The rider leaves (or lands) with this velocity: the carrier takes the other half of the
    /// momentum.
    virtual void recoil(float /*mass_kg*/, Vec3 /*velocity*/) {}

    int entity() const { return entity_; }

    const std::string& anchor() const { return anchor_; }

  private:
    int entity_;
    std::string anchor_;
    bool started_ = false;
    bool feet_stay_ = false;
    std::array<Fading, 3> ease_{};
    Fading ease_yaw_;
    float time_s_ = 0.0F;
    std::array<bool, 2> placed_{};
    std::array<Vec3, 2> foot_from_{};
    std::array<float, 2> foot_yaw_from_{};
    std::array<Vec3, 2> foot_up_from_{};
};

/// The ride for an anchor: "deck" is stood on sideways; "seat", "saddle" and others are sat on.
std::unique_ptr<Ride> make_ride(int entity, std::string_view anchor);

}  // namespace hibari::world
