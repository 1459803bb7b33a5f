// What is held up or pushed along by a force of its own: flying, lifting off, driving.
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
        steady(scene, body, mass, wanted, time);
        const float rate = clamp(length(wanted) / 8.0F, 0.1F, 1.0F);
        if (scene.actor(subject_).thing->category == Category::kVehicle) {
            hand.hum(HumKind::kEngine, body, 0.5F, rate);
        }
        return time < 5.0F;
    }

  private:
    void steady(Scene& scene, int body, float mass, Vec3 wanted, float time) const {
        const Vec3 spin = scene.world().spin(body);
        const Vec3 inertia = scene.world().inertia(body);
        const float moment = std::max({inertia.x, inertia.y, inertia.z, 1e-6F * mass});
        const Quat now = scene.world().pose(body).rotation;
        const Vec3 up = rotate(now, {0, 1, 0});
        const Vec3 lean =
            normalize(Vec3{0.04F * wanted.x, 1.0F, 0.04F * wanted.z + 0.03F * std::sin(time)});
        scene.world().twist(body, cross(up, lean) * (14.0F * moment) - spin * (5.0F * moment));
    }

    float pace_;
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
            const Vec3 inertia = scene.world().inertia(body);
            const float moment = std::max(inertia.x, inertia.z);
            if (!fails) {
                scene.world().twist(
                    body,
                    cross(axis, Vec3{0, 1, 0}) * (6.0F * moment) -
                        scene.world().spin(body) * (3.0F * moment)
                );
            } else if (time > 0.9F) {
                scene.world().twist(body, Vec3{0.3F, 0, -1.0F} * (2.0F * moment));
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

/// Drives or sails: a force along the heading until the pace is reached, a torque that keeps the
/// heading; wheels turn because they touch the road.
class DriveDeed final : public Deed {
  public:
    DriveDeed(int vehicle, Vec3 direction, float pace, double seconds)
        : vehicle_(vehicle), direction_(direction), pace_(pace), seconds_(seconds) {}

    void begin(Stagehand& hand) override {
        began_s_ = hand.scene.time_s();
        hand.scene.hold_still(vehicle_, false);
        const Actor& actor = hand.scene.actor(vehicle_);
        base_ = hand.scene.world().pose(hand.scene.root(vehicle_)).rotation;
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
        const float goal = time < seconds_ ? pace_ * clamp(time / 0.9F, 0.1F, 1.0F) : 0.0F;
        const float limit = 5.0F * mass;
        const float drive = clamp((goal - along) * 3.0F * mass, -limit, limit);
        const float hold = clamp(-dot(velocity, side) * 3.0F * mass, -limit, limit);
        const bool grounded = scene.environment().water.present || supported(scene);
        if (grounded) {
            scene.world().push(
                body, direction_ * drive + side * hold, scene.world().pose(body).position
            );
        }
        // Yaw only: pitch and roll belong to wheels and waves.
        const Quat turned = scene.world().pose(body).rotation * inverse(base_);
        const float yaw = 2.0F * std::atan2(turned.y, turned.w);
        const float wrapped = yaw > kPi ? yaw - 2.0F * kPi : (yaw < -kPi ? yaw + 2.0F * kPi : yaw);
        const float moment = scene.world().inertia(body).y;
        const float spin = scene.world().spin(body).y;
        scene.world().twist(body, {0, moment * (-9.0F * wrapped - 5.0F * spin), 0});
        sound(hand, body, goal, std::abs(along));
        return time < seconds_ + 1.0;
    }

  private:
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
    double began_s_ = 0.0;
    Quat base_{};
    bool rolls_ = false;
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

std::unique_ptr<Deed> make_drive_deed(int vehicle, Vec3 direction, float pace, double seconds) {
    return std::make_unique<DriveDeed>(vehicle, direction, pace, seconds);
}

}  // namespace hibari::world
