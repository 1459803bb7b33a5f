// What is held up or pushed along by a force of its own: flying, lifting off.
#include "world/physics/play/thing_deed.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

/// Holds a thing in the air and leads it along: balloon, kite, drone, paper plane, space ship.
class FlyDeed final : public ThingDeed {
  public:
    FlyDeed(const Action& action, int subject, int target, float pace)
        : ThingDeed(action, subject, target), pace_(pace) {}

    void begin(Stagehand& hand) override {
        mark(hand);
        hand.scene.hold_still(subject_, false);
        home_ = position(hand);
        rotation_ = hand.scene.entity_pose(subject_).rotation;
    }

    bool step(Stagehand& hand, double /*dt*/) override {
        Scene& scene = hand.scene;
        const int body = scene.root(subject_);
        const float mass = scene.mass_of(subject_);
        const float time = static_cast<float>(age(hand));
        // Large things look slow: a balloon as tall as a house rises faster than a toy.
        const float pace = pace_ * clamp(0.3F * size_of(hand, subject_), 1.0F, 2.5F);
        Vec3 wanted = way(hand) * (pace * action_.intensity);
        if (action_.direction == Direction::kUp) {
            wanted = {0, pace * action_.intensity, 0};
            if (scene.actor(subject_).thing->name == "airplane") {
                wanted += way(hand) * (3.0F * wanted.y);  // Wings need a way to climb on.
                wanted.y *= clamp(time - 0.8F, 0.0F, 1.0F);
            }
        } else if (pace_ > 0.0F) {
            const Vec3 off = home_ + Vec3{0, 0.12F * std::sin(1.3F * time), 0} - position(hand);
            wanted.y = clamp(1.2F * off.y, -0.8F, 0.8F);
        } else {
            wanted = (home_ + Vec3{0, 0.06F * std::sin(1.7F * time), 0} - position(hand)) * 1.5F;
        }
        wanted += scene.environment().wind_mps * 0.25F;
        if (target_ >= 0 && distance(position(hand), scene.center_of_mass(target_)) <
                                1.2F * (size_of(hand, subject_) + size_of(hand, target_))) {
            wanted = {};
        }
        const float start = clamp(time / 0.8F, 0.05F, 1.0F);
        const Vec3 error = wanted * start - scene.entity_velocity(subject_);
        const Vec3 force = Vec3{0, scene.gravity() * mass, 0} + error * (3.0F * mass);
        scene.world().push(body, force, scene.world().pose(body).position);
        steady(scene, body, wanted, time);
        const float rate = clamp(length(wanted) / 8.0F, 0.1F, 1.0F);
        if (scene.actor(subject_).thing->category == Category::kVehicle) {
            hand.hum(HumKind::kEngine, body, 0.5F, rate);
        }
        flown_s_ = time;
        return true;  // What holds it up does not end.
    }

    bool arrived() const override { return flown_s_ > 5.0F; }

  private:
    static void steady(Scene& scene, int body, Vec3 wanted, float time) {
        const Vec3 spin = scene.world().spin(body);
        const Quat now = scene.world().pose(body).rotation;
        const Vec3 up = rotate(now, {0, 1, 0});
        const Vec3 lean =
            normalize(Vec3{0.04F * wanted.x, 1.0F, 0.04F * wanted.z + 0.03F * std::sin(time)});
        scene.world().turn(body, cross(up, lean) * 14.0F - spin * 5.0F);
    }

    float pace_;
    float flown_s_ = 0.0F;
    Vec3 home_{};
    Quat rotation_{};
};

/// A rocket: off within the first second, and so fast that it has left the place in three more.
class LaunchDeed final : public ThingDeed {
  public:
    using ThingDeed::ThingDeed;

    void begin(Stagehand& hand) override {
        mark(hand);
        hand.scene.hold_still(subject_, false);
    }

    bool step(Stagehand& hand, double /*dt*/) override {
        constexpr float kIgnition_s = 0.45F;
        constexpr float kLengths = 1.1F;  // Of itself per second squared: five in three seconds.
        Scene& scene = hand.scene;
        const int body = scene.root(subject_);
        const float time = static_cast<float>(age(hand));
        const float mass = scene.mass_of(subject_);
        const bool fails = action_.outcome == Outcome::kFailure;
        const bool lit = !fails || time < 1.6F;
        const float build_up = clamp(time / kIgnition_s, 0.0F, 1.0F);
        const float rise =
            clamp(2.0F * kLengths * size_of(hand, subject_), 2.5F, 25.0F) * action_.intensity;
        const Vec3 axis = rotate(scene.world().pose(body).rotation, {0, 1, 0});
        if (lit) {
            // The flame first, then more push than weight.
            const float thrust = build_up * build_up * mass * (scene.gravity() + rise);
            scene.world().push(body, axis * thrust, scene.world().pose(body).position);
            // Fins and gimbal keep it upright.
            if (!fails) {
                scene.world().turn(
                    body, cross(axis, Vec3{0, 1, 0}) * 6.0F - scene.world().spin(body) * 3.0F
                );
            } else if (time > 0.9F) {
                scene.world().turn(body, Vec3{0.3F, 0, -1.0F} * 2.0F);
            }
            hand.hum(HumKind::kRocket, body, 0.35F + 0.65F * build_up, build_up);
        }
        if (!told_ && scene.entity_velocity(subject_).y > 0.4F) {
            told_ = true;
            hand.tell(EventKind::kLaunched, subject_, position(hand));
        }
        return time < 6.0F;
    }

  private:
    bool told_ = false;
};

float fly_pace(const Action& action) {
    // What floats stays where it is unless the script leads it somewhere.
    return action.verb == Verb::kFloat && action.direction == Direction::kNone ? 0.0F : 2.2F;
}

}  // namespace

std::unique_ptr<Deed> make_fly_deed(const Action& action, int subject, int target) {
    if (action.direction == Direction::kDown) {
        return make_land_deed(action, subject, target, fly_pace(action));
    }
    return std::make_unique<FlyDeed>(action, subject, target, fly_pace(action));
}

std::unique_ptr<Deed> make_launch_deed(const Action& action, int subject, int target) {
    return std::make_unique<LaunchDeed>(action, subject, target);
}

}  // namespace hibari::world
