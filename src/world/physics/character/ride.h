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

    int entity() const { return entity_; }

    const std::string& anchor() const { return anchor_; }

  private:
    int entity_;
    std::string anchor_;
    bool started_ = false;
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
