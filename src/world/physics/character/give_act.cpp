// Handing something over: up to the other, the hand out, until it is taken.
#include "world/physics/character/ball_skill.h"
#include "world/physics/character/person_acts.h"
#include "world/physics/character/walker.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kApart_m = 0.86F;    // Between two adults, one of whom gives.
constexpr float kReach_s = 0.45F;    // Until the hand is out.
constexpr float kPatience_s = 2.5F;  // That it stays out.
constexpr float kTaken_m = 0.10F;    // So far from the own hand it is in another's.

class GiveAct final : public Act {
  public:
    explicit GiveAct(const Cue& cue) : cue_(cue), ready_(cue, false) {}

    void begin(Self& self) override { ready_.begin(self); }

    bool step(Self& self, float dt) override {
        const Vec3 there = self.view->entity_pose(cue_.target).position;
        self.gaze = there + Vec3{0, 1.4F * self.body.scale(), 0};
        switch (part_) {
            case Part::kReady:
                if (ready_.step(self, dt)) {
                    walk_up(self, there);
                }
                return false;
            case Part::kWalk:
                if (walker_.step(self, dt)) {
                    part_ = Part::kReach;
                    self.body.blend(7.0F);
                }
                return false;
            case Part::kReach:
                return reach(self, dt, there);
        }
        return true;
    }

  private:
    enum class Part : std::uint8_t { kReady, kWalk, kReach };

    float their_scale(const Self& self) const {
        constexpr float kAdult_m = 0.88F;  // Half of one.
        return self.view->entity_half_extent(cue_.target).y / kAdult_m;
    }

    void walk_up(Self& self, Vec3 there) {
        const Vec3 way =
            normalize(Vec3{there.x - self.body.root.x, 0, there.z - self.body.root.z}, {0, 0, 1});
        WalkerOptions options;
        const float size = 0.5F * (self.body.scale() + their_scale(self));
        options.destination = there - way * (kApart_m * size);
        options.destination->y = self.body.root.y;
        options.final_yaw = std::atan2(way.x, way.z);
        options.facing = *options.final_yaw;
        options.speed_mps = 1.4F * std::sqrt(self.body.scale());
        walker_.begin(self, options);
        part_ = Part::kWalk;
    }

    bool reach(Self& self, float dt, Vec3 there) {
        const float s = self.body.scale();
        time_s_ += dt;
        stand(self);
        settle_feet(self, dt);
        const bool held = self.hold.holds();
        if (held && time_s_ > kReach_s &&
            distance(self.view->entity_pose(cue_.object).position, own_ + self.object_center()) >
                kTaken_m) {
            self.hold.object = -1;  // It has been taken.
            self.hold.both_hands = false;
            taken_s_ = time_s_;
        }
        const float end_s = taken_s_ > 0.0F ? taken_s_ : kPatience_s;
        const float out =
            smoothstep(0.0F, kReach_s, time_s_) * (1.0F - smoothstep(end_s, end_s + 0.6F, time_s_));
        if (held && time_s_ <= kReach_s) {
            // Things are carried by their middle or by a grip: the difference stays.
            own_ = self.view->entity_pose(cue_.object).position - self.object_center();
        }
        const Vec3 way = normalize(
            Vec3{there.x - self.body.root.x, 0, there.z - self.body.root.z},
            heading_of(self.body.yaw)
        );
        const Vec3 meet =
            self.body.root + way * (0.46F * s) + Vec3{0, self.body.stand_m() + 0.24F * s, 0};
        if (held && self.hold.both_hands) {
            self.hold.center = lerp(self.hold.center, meet, 1.0F - std::exp(-6.0F * dt));
        } else {
            HandGoal& goal = self.body.hand
                                 [held ? static_cast<std::size_t>(self.hold.side)
                                       : static_cast<std::size_t>(self.main_side())];
            goal.palm = meet;
            goal.turn.reset();
            goal.elbow = {0.6F, -1.0F, -0.3F};
            goal.weight = out;
        }
        self.face.smile = 0.7F * out;
        return time_s_ > end_s + 0.6F;
    }

    Cue cue_;
    Preparation ready_;
    Walker walker_;
    Part part_ = Part::kReady;
    float time_s_ = 0.0F;
    float taken_s_ = -1.0F;
    Vec3 own_{};
};

}  // namespace

std::unique_ptr<Act> make_give_act(const Cue& cue) {
    return std::make_unique<GiveAct>(cue);
}

}  // namespace hibari::world
