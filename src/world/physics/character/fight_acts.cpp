// Blows at somebody: walks up, guards, strikes with one arm and then the other, or with what it
// holds. Whether the other falls is the stage's business: the act only signals the blow.
#include "world/physics/character/person_acts.h"
#include "world/physics/character/walker.h"
#include "world/things/catalogue.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kBlow_s = 0.62F;  // From one blow to the next,
constexpr float kOut_s = 0.15F;   // of which the arm needs so long to be stretched.
constexpr float kReach_m =
    0.74F;  // Between two adults at which a fist arrives; longer with a tool.
constexpr int kBlows = 4;

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

float sign_of(int side) {
    return side == 0 ? 1.0F : -1.0F;
}

class FightAct final : public Act {
  public:
    explicit FightAct(const Cue& cue) : cue_(cue), left_(std::max(cue.repeat, kBlows)) {}

    bool allows_gestures() const override { return false; }

    void begin(Self& self) override {
        self.body.blend(8.0F);
        // One decisive blow is enough.
        left_ = cue_.intensity > 1.1F ? 1 : left_;
        // Who stands to the left of the other begins.
        time_s_ = towards(self).x > 0.0F ? 0.0F : -kBlow_s;
        side_ = self.main_side();
        apart_m_ = kReach_m * self.body.scale();
        if (self.hold.holds()) {
            const Vec3 half = self.hold.half;
            apart_m_ += std::max({half.x, half.y, half.z});
        }
        if (cue_.target >= 0 && self.view->entity_kind(cue_.target) != "person") {
            // A beast is struck at its snout, not in its middle.
            apart_m_ += std::max(0.0F, 0.9F * self.view->entity_half_extent(cue_.target).z - 0.3F);
        }
        if (away(self) > apart_m_) {
            WalkerOptions options;
            options.destination = foe(self) - towards(self) * apart_m_;
            options.speed_mps = 1.5F * std::sqrt(self.body.scale());
            walker_.begin(self, options);
            walking_ = true;
        }
    }

    bool step(Self& self, float dt) override {
        self.gaze = foe(self) + Vec3{0, 1.5F * self.body.scale(), 0};
        if (walking_) {
            if (away(self) < apart_m_ + 0.45F * self.body.scale()) {
                walker_.halt();  // The other comes as well.
            }
            walking_ = !walker_.step(self, dt);
            return false;
        }
        stand(self);
        const Vec3 way = towards(self);
        turn_root(self, std::atan2(way.x, way.z), dt, 4.0F);
        settle_feet(self, dt, 0.20F);
        center_root(self, dt, 4.0F);
        time_s_ += dt;
        const float out = smoothstep(0.0F, kOut_s, time_s_ - kWait_s) *
                          (1.0F - smoothstep(0.30F, 0.52F, time_s_ - kWait_s));
        pose(self, out);
        if (!struck_ && time_s_ - kWait_s > kOut_s) {
            struck_ = true;
            self.signal(
                SignalKind::kStrike,
                side_ == 0 ? kLeftHand : kRightHand,
                cue_.target,
                fist(self, 1.0F),
                way * (3.0F * cue_.intensity),
                "blow"
            );
        }
        if (time_s_ < kWait_s + 2.0F * kBlow_s) {
            return false;  // The other's turn comes in between.
        }
        if (--left_ <= 0) {
            return true;
        }
        time_s_ = kWait_s;
        struck_ = false;
        side_ = self.hold.holds() ? side_ : 1 - side_;
        return false;
    }

  private:
    static constexpr float kWait_s = 0.35F;  // On guard before the first blow.

    Vec3 foe(const Self& self) const {
        if (cue_.target < 0) {
            return self.body.root + cue_.facing;  // At the air.
        }
        const Vec3 there = self.view->entity_pose(cue_.target).position;
        return {there.x, self.body.root.y, there.z};
    }

    Vec3 towards(const Self& self) const {
        const Vec3 way = foe(self) - self.body.root;
        return normalize(Vec3{way.x, 0, way.z}, heading_of(self.body.yaw));
    }

    float away(const Self& self) const {
        const Vec3 way = foe(self) - self.body.root;
        return std::hypot(way.x, way.z);
    }

    // Of the striking hand: at the chin on guard, at the other's head or chest when stretched.
    Vec3 fist(const Self& self, float out) const {
        const float s = self.body.scale();
        const Vec3 guard = self.body.to_world(
            {sign_of(side_) * 0.12F * s, self.body.stand_m() + 0.42F * s, 0.26F * s}
        );
        const Vec3 hit = self.body.to_world({0, self.body.stand_m() + 0.44F * s, 0.72F * s});
        const Vec3 lifted = self.body.to_world(
            {sign_of(side_) * 0.20F * s, self.body.stand_m() + 0.86F * s, 0.05F * s}
        );
        return self.hold.holds() ? lerp(lifted, hit, out) : lerp(guard, hit, out);
    }

    void pose(Self& self, float out) const {
        Posture& p = self.body.want;
        const float m = sign_of(side_);
        const float s = self.body.scale();
        p.pelvis.y -= 0.06F;
        p.pelvis.z += 0.08F * out;
        p.hips.pitch += 6.0F + 6.0F * out;
        p.chest.yaw -= m * 24.0F * out;
        p.waist.yaw -= m * 12.0F * out;
        for (int side = 0; side < 2; ++side) {
            HandGoal& goal = self.body.hand[at(side)];
            const bool strikes = side == side_;
            goal.palm =
                strikes
                    ? fist(self, out)
                    : self.body.to_world(
                          {sign_of(side) * 0.13F * s, self.body.stand_m() + 0.38F * s, 0.24F * s}
                      );
            goal.turn.reset();
            goal.elbow = {0.5F, -1.0F, -0.2F};
            goal.weight = self.hold.holds() && !strikes ? 0.0F : 1.0F;
            p.arm[at(side)].curl = 80.0F;
        }
        self.face.squint = 0.4F;
    }

    Cue cue_;
    int left_;
    int side_ = 1;
    Walker walker_;
    bool walking_ = false;
    bool struck_ = false;
    float apart_m_ = kReach_m;
    float time_s_ = 0.0F;
};

}  // namespace

std::unique_ptr<Act> make_fight_act(const Cue& cue, const Self& self) {
    // What is no living being is run into, not fought.
    const Thing* other = cue.target < 0 ? nullptr : find_thing(self.view->entity_kind(cue.target));
    const bool foe = other == nullptr || other->category == Category::kPerson ||
                     other->category == Category::kAnimal;
    return cue.verb == Verb::kHit && foe ? std::make_unique<FightAct>(cue) : nullptr;
}

}  // namespace hibari::world
