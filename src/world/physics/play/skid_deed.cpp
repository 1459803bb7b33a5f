// A vehicle that loses its grip: it drives, then its tyres hold no more and it goes on sideways.
#include "world/physics/play/thing_deed.h"

#include <cmath>

namespace hibari::world {

namespace {

constexpr double kDrives_s = 1.3;   // Before it loses its grip.
constexpr float kPull_mps2 = 5.0F;  // As strong as an engine pulls.
constexpr float kGrip = 0.06F;      // Of tyres on ice or a film of water.
constexpr float kTurn_rad = 1.9F;   // How far round it comes: more than sideways.
constexpr float kTurn_s = 1.8F;     // How long that takes.

class SkidDeed final : public Deed {
  public:
    SkidDeed(int vehicle, Vec3 way, float pace) : vehicle_(vehicle), way_(way), pace_(pace) {}

    void begin(Stagehand& hand) override {
        began_s_ = hand.scene.time_s();
        hand.scene.hold_still(vehicle_, false);
        base_ = hand.scene.world().pose(hand.scene.root(vehicle_)).rotation;
        // Towards the camera, where its side and its driver's window are seen.
        turn_ = way_.x >= 0.0F ? -kTurn_rad : kTurn_rad;
    }

    bool step(Stagehand& hand, double /*dt*/) override {
        Scene& scene = hand.scene;
        const int body = scene.root(vehicle_);
        const double time = scene.time_s() - began_s_;
        const Vec3 velocity = scene.entity_velocity(vehicle_);
        const float mass = scene.mass_of(vehicle_);
        if (time < kDrives_s) {
            const float drive = clamp((pace_ - dot(velocity, way_)) * 3.0F, 0.0F, kPull_mps2);
            scene.world().push(body, way_ * (drive * mass), scene.world().pose(body).position);
        } else if (!slips_) {
            slips_ = true;
            for (const LinkBody& link : scene.actor(vehicle_).links) {
                scene.world().set_friction(link.body, kGrip);
            }
        }
        const float goal = turn_ * smoothstep(0.0F, kTurn_s, static_cast<float>(time - kDrives_s));
        const Quat turned = scene.world().pose(body).rotation * inverse(base_);
        const float yaw = 2.0F * std::atan2(turned.y, turned.w);
        const float off = std::remainder(goal - yaw, 2.0F * kPi);
        scene.world().turn(body, {0, 9.0F * off - 5.0F * scene.world().spin(body).y, 0});
        hand.hum(
            HumKind::kEngine,
            body,
            slips_ ? 0.3F : 0.6F,
            clamp(length(velocity) / 14.0F, 0.1F, 1.0F)
        );
        return time < kDrives_s + 0.5 || (length(velocity) > 0.3F && time < 8.0);
    }

  private:
    int vehicle_;
    Vec3 way_;
    float pace_;
    double began_s_ = 0.0;
    Quat base_{};
    float turn_ = 0.0F;
    bool slips_ = false;
};

}  // namespace

std::unique_ptr<Deed> make_skid_deed(int vehicle, Vec3 way, float pace) {
    return std::make_unique<SkidDeed>(vehicle, way, pace);
}

}  // namespace hibari::world
