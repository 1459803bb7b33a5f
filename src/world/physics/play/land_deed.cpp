// What flies comes down: along a glide path to over where it lands, then gently onto it, and its
// engine dies away.
#include "world/physics/play/thing_deed.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kGlide = 0.9F;       // Height over the spot per metre that it is still away.
constexpr float kTouch_mps = 0.35F;  // Downwards, at the end.
constexpr float kDown_m = 0.03F;     // So low counts as standing.
constexpr float kRunsOut_s = 2.5F;   // Until the engine is still.

class LandDeed final : public ThingDeed {
  public:
    LandDeed(const Action& action, int subject, int target, float pace)
        : ThingDeed(action, subject, target), pace_(pace) {}

    void begin(Stagehand& hand) override {
        mark(hand);
        Scene& scene = hand.scene;
        scene.hold_still(subject_, false);
        Vec3 low;
        Vec3 high;
        scene.world_bounds(subject_, low, high);
        below_ = position(hand).y - low.y;
        spot_ = position(hand) + way(hand) * (1.3F * size_of(hand, subject_));
        spot_.y = scene.ground_y_without(subject_, spot_.x, spot_.z);
        if (target_ >= 0) {
            scene.world_bounds(target_, low, high);
            spot_ = {0.5F * (low.x + high.x), high.y, 0.5F * (low.z + high.z)};
            if (const auto top = scene.anchor(target_, "top")) {
                spot_ = top->position;
            }
        }
    }

    bool step(Stagehand& hand, double /*dt*/) override {
        Scene& scene = hand.scene;
        const int body = scene.root(subject_);
        const float mass = scene.mass_of(subject_);
        const float pace =
            pace_ * action_.intensity * clamp(0.3F * size_of(hand, subject_), 1.0F, 2.5F);
        const Vec3 at = position(hand);
        const Vec3 off = Vec3{spot_.x - at.x, 0, spot_.z - at.z};
        const float away = length(off);
        const float high = at.y - below_ - spot_.y;
        const bool over = away < 0.3F * size_of(hand, subject_);
        if (down_s_ < 0.0 && over && high < kDown_m) {
            down_s_ = hand.scene.time_s();
        }
        const float idle =
            down_s_ < 0.0 ? 1.0F : 1.0F - static_cast<float>(scene.time_s() - down_s_) / kRunsOut_s;
        if (scene.actor(subject_).thing->category == Category::kVehicle && idle > 0.0F) {
            hand.hum(HumKind::kEngine, body, 0.5F * idle, 0.15F + 0.45F * idle);
        }
        if (down_s_ >= 0.0) {
            return idle > 0.0F;  // Its weight is on the ground.
        }
        Vec3 wanted = off * std::min(0.9F, pace / std::max(away, 0.1F));
        const float sink = clamp(1.2F * (high - kGlide * away), -0.5F * pace, pace);
        wanted.y = -(over ? std::max(sink, kTouch_mps) : sink);
        const Vec3 error = wanted - scene.entity_velocity(subject_);
        const Vec3 force = Vec3{0, scene.gravity() * mass, 0} + error * (3.5F * mass);
        scene.world().push(body, force, scene.world().pose(body).position);
        keep_level(scene, body, wanted);
        return age(hand) < 15.0;
    }

  private:
    /// Upright, leaning a little into its way.
    static void keep_level(Scene& scene, int body, Vec3 wanted) {
        const Vec3 up = rotate(scene.world().pose(body).rotation, {0, 1, 0});
        const Vec3 lean = normalize(Vec3{0.03F * wanted.x, 1.0F, 0.03F * wanted.z});
        scene.world().turn(body, cross(up, lean) * 14.0F - scene.world().spin(body) * 5.0F);
    }

    float pace_;
    float below_ = 0.0F;  // From its middle down to what it lands on.
    Vec3 spot_{};
    double down_s_ = -1.0;
};

}  // namespace

std::unique_ptr<Deed> make_land_deed(const Action& action, int subject, int target, float pace) {
    return std::make_unique<LandDeed>(action, subject, target, pace);
}

}  // namespace hibari::world
