// A seesaw goes up and down: those who sit at its ends push off in turn.
#include "world/physics/play/stagehand.h"

#include <cmath>

namespace hibari::world {

namespace {

constexpr float kSwing = 0.20F;    // radians to either side
constexpr double kPeriod_s = 2.6;  // of once up and down
constexpr float kPull = 6.0F;      // rad/s of turning back per radian of lag

class RockDeed final : public Deed {
  public:
    explicit RockDeed(int plank) : plank_(plank) {}

    void begin(Stagehand& hand) override { begin_s_ = hand.scene.time_s(); }

    bool step(Stagehand& hand, double /*dt*/) override {
        Scene& scene = hand.scene;
        const Actor& actor = scene.actor(plank_);
        const int body = actor.links.back().body;
        const Quat level = scene.world().pose(actor.links.front().body).rotation;
        const Vec3 along = rotate(inverse(level) * scene.world().pose(body).rotation, {1, 0, 0});
        const float now = std::atan2(along.y, along.x);
        const double phase =
            2.0 * static_cast<double>(kPi) * (scene.time_s() - begin_s_) / kPeriod_s;
        const auto wanted = static_cast<float>(std::sin(phase)) * kSwing;
        const auto pace =
            static_cast<float>(std::cos(phase) * 2.0 * static_cast<double>(kPi) / kPeriod_s) *
            kSwing;
        const Vec3 axis = rotate(level, {0, 0, 1});
        scene.world().set_velocity(
            body, scene.world().velocity(body), axis * (pace + kPull * (wanted - now))
        );
        return true;
    }

  private:
    int plank_;
    double begin_s_ = 0.0;
};

}  // namespace

bool rocks(const Actor& actor, const Action& action) {
    return actor.script.kind == "seesaw" && action.verb == Verb::kSwing;
}

std::unique_ptr<Deed> make_rock_deed(int plank) {
    return std::make_unique<RockDeed>(plank);
}

}  // namespace hibari::world
