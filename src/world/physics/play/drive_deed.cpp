// What goes along the ground or the water by a force of its own: driving, sailing, braking before
// what is in the way, swerving around it.
#include "world/physics/play/stagehand.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

/// Drives or sails: a force along the heading until the pace is reached, a torque that keeps the
/// heading; wheels turn because they touch the road.
class DriveDeed final : public Deed {
  public:
    DriveDeed(int vehicle, Vec3 direction, float pace, double seconds, const Road& road)
        : vehicle_(vehicle), direction_(direction), pace_(pace), seconds_(seconds), road_(road) {}

    bool arrived() const override { return braking_; }

    void begin(Stagehand& hand) override {
        began_s_ = hand.scene.time_s();
        hand.scene.hold_still(vehicle_, false);
        const Actor& actor = hand.scene.actor(vehicle_);
        const Pose start = hand.scene.world().pose(hand.scene.root(vehicle_));
        base_ = start.rotation;
        start_ = start.position;
        under_way_ = clamp(dot(hand.scene.entity_velocity(vehicle_), direction_), 0.0F, pace_);
        rolls_ = actor.blueprint.links.size() > 1;
        if (!rolls_ && !actor.thing->traits.floats) {
            hand.scene.world().set_friction(hand.scene.root(vehicle_), 0.01F);
        }
    }

    bool step(Stagehand& hand, double /*dt*/) override {
        Scene& scene = hand.scene;
        const int body = scene.root(vehicle_);
        const float mass = scene.mass_of(vehicle_);
        const float time = static_cast<float>(scene.time_s() - began_s_);
        const Vec3 velocity = scene.entity_velocity(vehicle_);
        const float along = dot(velocity, direction_);
        const Vec3 side{-direction_.z, 0, direction_.x};
        const Vec3 way = scene.world().pose(body).position - start_;
        const float gone = dot(way, direction_);
        const float pull = 5.0F * mass;
        float goal =
            time < seconds_ ? std::max(pace_ * clamp(time / 0.9F, 0.1F, 1.0F), under_way_) : 0.0F;
        float limit = pull;
        if (road_.stop_m) {
            const float left = std::max(*road_.stop_m - gone, 0.0F);
            braking_ = braking_ || 2.0F * road_.braking_mps2 * left <= along * along;
            goal = braking_ ? std::min(goal, std::sqrt(2.0F * road_.braking_mps2 * left)) : goal;
            limit = braking_ ? 1.5F * road_.braking_mps2 * mass : pull;
        }
        const float drive = clamp((goal - along) * (braking_ ? 12.0F : 3.0F) * mass, -limit, limit);
        const Lane lane = lane_at(gone);
        const float across = dot(velocity, side) - along * lane.slope;
        const float steer = road_.around_m ? 4.0F * (lane.off - dot(way, side)) : 0.0F;
        const float grip = (road_.around_m ? 9.0F : 5.0F) * mass;
        const float hold = clamp((steer - across) * 3.0F * mass, -grip, grip);
        const bool grounded = scene.environment().water.present || supported(scene);
        if (grounded) {
            scene.world().push(
                body, direction_ * drive + side * hold, scene.world().pose(body).position
            );
        }
        // Yaw only: pitch and roll belong to wheels and waves. Locked wheels let the tail come
        // round.
        const Quat turned = scene.world().pose(body).rotation * inverse(base_);
        const float yaw = 2.0F * std::atan2(turned.y, turned.w);
        const float wanted = -std::atan(lane.slope) + (braking_ ? road_.tail_rad : 0.0F);
        const float off = std::remainder(yaw - wanted, 2.0F * kPi);
        const float spin = scene.world().spin(body).y;
        const Vec3 turn = road_.around_m ? Vec3{0, -40.0F * off - 12.0F * spin, 0}
                                         : Vec3{0, -9.0F * off - 5.0F * spin, 0};
        scene.world().turn(body, turn);
        sound(hand, body, goal, std::abs(along));
        if (braking_ && along < kStands_mps) {
            scene.hold_still(vehicle_, true);
            return false;
        }
        return braking_ || time < seconds_ + 1.0;
    }

  private:
    static constexpr float kStands_mps = 0.15F;

    /// Where it is to be beside the straight way, and how that changes along the way.
    struct Lane {
        float off = 0.0F;
        float slope = 0.0F;
    };

    Lane lane_at(float gone) const {
        if (!road_.around_m) {
            return {};
        }
        const float at = clamp((gone - *road_.around_m) / road_.around_reach_m, -1.0F, 1.0F);
        return {
            0.5F * road_.clear_m * (1.0F + std::cos(kPi * at)),
            -0.5F * road_.clear_m * std::sin(kPi * at) * kPi / road_.around_reach_m
        };
    }

    bool supported(const Scene& scene) const {
        const Actor& actor = scene.actor(vehicle_);
        return std::any_of(actor.links.begin(), actor.links.end(), [&](const LinkBody& link) {
            return scene.world().is_touching(link.body);
        });
    }

    void sound(Stagehand& hand, int body, float goal, float along) const {
        const Actor& actor = hand.scene.actor(vehicle_);
        const bool vehicle = actor.thing->category == Category::kVehicle;
        const bool boat = actor.thing->traits.floats;
        const bool cycle = actor.script.kind.find("cycle") != std::string::npos &&
                           actor.script.kind.find("motor") == std::string::npos;
        const float rate = clamp(along / 14.0F, 0.0F, 1.0F);
        if (boat) {
            hand.hum(HumKind::kWindInSail, body, 0.5F, rate);
        } else if (vehicle && !cycle) {
            hand.hum(
                HumKind::kEngine,
                body,
                0.35F + 0.4F * clamp(goal / 10.0F, 0.0F, 1.0F),
                0.2F + 0.8F * rate
            );
        } else if (rolls_) {
            hand.hum(HumKind::kWheels, body, clamp(along / 4.0F, 0.0F, 0.8F), rate);
        }
    }

    int vehicle_;
    Vec3 direction_;
    float pace_;
    double seconds_;
    Road road_;
    double began_s_ = 0.0;
    Vec3 start_{};
    Quat base_{};
    float under_way_ = 0.0F;  // m/s when it began
    bool braking_ = false;
    bool rolls_ = false;
};

}  // namespace

std::unique_ptr<Deed> make_drive_deed(
    int vehicle, Vec3 direction, float pace, double seconds, const Road& road
) {
    return std::make_unique<DriveDeed>(vehicle, direction, pace, seconds, road);
}

}  // namespace hibari::world
