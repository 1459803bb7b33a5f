// A gun that fires: the ball waits in the barrel, leaves its muzzle towards the target, and pushes
// the gun back by what it carries away.
#include "world/physics/play/aim.h"
#include "world/physics/play/thing_deed.h"

#include <cmath>

namespace hibari::world {

namespace {

constexpr double kFuse_s = 0.9;
constexpr float kMuzzle_mps = 24.0F;
constexpr float kBefore_m = 0.35F;  // Before the muzzle, where the smoke hides the ball.

/// Flat first: a gun aims at what it fires at.
Vec3 muzzle_velocity(const Scene& scene, Vec3 from, Vec3 to) {
    for (float angle = 2.0F; angle <= 60.0F; angle += 2.0F) {
        const auto velocity = ballistic(from, to, radians(angle), scene.gravity(), 0.0F);
        if (velocity && length(*velocity) <= kMuzzle_mps) {
            return *velocity;
        }
    }
    return normalize(to - from + Vec3{0, 0.2F * length(to - from), 0}) * kMuzzle_mps;
}

class FireDeed final : public ThingDeed {
  public:
    using ThingDeed::ThingDeed;

    void begin(Stagehand& hand) override { mark(hand); }

    bool step(Stagehand& hand, double /*dt*/) override {
        if (age(hand) < kFuse_s) {
            return true;
        }
        Scene& scene = hand.scene;
        const int ball = scene.find(action_.object);
        const std::optional<Pose> muzzle = scene.anchor(subject_, "muzzle");
        if (ball < 0 || !muzzle) {
            return false;
        }
        const Vec3 along = rotate(muzzle->rotation, {0, 0, 1});
        const Vec3 from = muzzle->position + along * kBefore_m;
        const Vec3 velocity =
            target_ >= 0 ? muzzle_velocity(scene, from, aim(scene, from)) : along * kMuzzle_mps;
        scene.hold_still(ball, false);
        scene.move_to(ball, {from, {}});
        scene.set_velocity(ball, velocity, {});
        const float part = scene.mass_of(ball) / std::max(scene.mass_of(subject_), 1e-3F);
        scene.set_velocity(subject_, scene.entity_velocity(subject_) - velocity * part, {});
        hand.tell(EventKind::kLaunched, subject_, muzzle->position, 1.0F, "fire");
        hand.tell_deed(EventKind::kThrown, subject_, ball, from);
        return false;
    }

  private:
    /// The middle of the target, or past its side, well clear of it, where the shot is to miss.
    Vec3 aim(const Scene& scene, Vec3 from) const {
        constexpr float kClear_m = 0.8F;
        const Vec3 middle = scene.center_of_mass(target_);
        if (action_.outcome != Outcome::kFailure) {
            return middle;
        }
        Vec3 low;
        Vec3 high;
        scene.world_bounds(target_, low, high);
        const Vec3 way = normalize(Vec3{middle.x - from.x, 0, middle.z - from.z}, {1, 0, 0});
        const float wide = 0.5F * std::hypot(high.x - low.x, high.z - low.z) + kClear_m;
        return middle + Vec3{way.z, 0, -way.x} * wide + Vec3{0, 0.5F * (high.y - low.y), 0};
    }
};

}  // namespace

void load_gun(Stagehand& hand, int gun, int ball, int before) {
    Scene& scene = hand.scene;
    const std::optional<Pose> muzzle = scene.anchor(gun, "muzzle");
    if (ball >= 0 && muzzle) {
        const Vec3 along = rotate(muzzle->rotation, {0, 0, 1});
        const float deep = static_cast<float>(1 + 2 * before) * size_of(hand, ball);
        scene.move_to(ball, {muzzle->position - along * deep, {}});
        scene.hold_still(ball, true);
    }
}

void load_guns(Stagehand& hand, int gun) {
    int loaded = 0;
    for (const Action& action : hand.shot.actions) {
        const int ball = hand.scene.find(action.object);
        const bool carried = ball >= 0 && hand.layout.carrier[static_cast<std::size_t>(ball)] >= 0;
        if (action.verb == Verb::kShoot && hand.scene.find(action.subject) == gun && !carried) {
            load_gun(hand, gun, ball, loaded++);
        }
    }
}

std::unique_ptr<Deed> make_fire_deed(const Action& action, int subject, int target) {
    return std::make_unique<FireDeed>(action, subject, target);
}

}  // namespace hibari::world
