#include "world/physics/character/swipe_act.h"

#include "world/physics/character/feet.h"
#include "world/physics/character/walker.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kLow_m = 0.4F;    // What stands lower is pushed with the weight of the body.
constexpr float kSmall_m = 0.3F;  // Half of its longest side.

constexpr float kBreast = 1.1F;  // Of the height of the hips: so high hides a body.

constexpr float kStirred_m = 0.05F;  // Moved further it has been moved by something else.

constexpr float kReady_s = 0.45F;  // The hand is beside it.
constexpr float kHit_s = 0.62F;
constexpr float kOver_s = 1.35F;

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

Vec3 level(Vec3 v) {
    return {v.x, 0, v.z};
}

class SwipeAct final : public Act {
  public:
    explicit SwipeAct(const Cue& cue) : cue_(cue) {}

    bool allows_gestures() const override { return false; }

    void begin(Self& self) override {
        self.body.blend(7.0F);
        choose_stand(self);
        WalkerOptions options;
        options.speed_mps = 1.3F * std::sqrt(self.body.scale());
        options.destination = stand_;
        options.facing = options.final_yaw.emplace(std::atan2(front_.x, front_.z));
        walker_.begin(self, options);
    }

    bool step(Self& self, float dt) override {
        const Vec3 there = self.view->entity_pose(cue_.object).position;
        self.gaze = there;
        if (!there_) {
            there_ = walker_.step(self, dt) || is_near(self);
            from_ = there;
            return false;
        }
        time_s_ += dt;
        stand(self);
        settle_feet(self, dt);
        reach(self);
        if (!struck_ && time_s_ >= kHit_s) {
            struck_ = true;
            if (is_touched(self, there)) {
                strike(self, there);
            }
        }
        return time_s_ >= kOver_s;
    }

  private:
    /// Height of the table: under the thing, or beside it where something stands on the thing.
    float top_under(const StageView& view, Vec3 there) const {
        const float below = view.ground_y_without(cue_.object, there.x, there.z);
        if (below < there.y) {
            return below;
        }
        const Vec3 half = view.entity_half_extent(cue_.object);
        float top = 0.0F;
        for (int i = 0; i < 4; ++i) {
            const Vec3 beside = there + heading_of(0.5F * kPi * static_cast<float>(i)) *
                                            (2.0F * std::max(half.x, half.z));
            top = std::max(top, view.ground_y_without(cue_.object, beside.x, beside.z));
        }
        return std::min(top, there.y);
    }

    /// The way over the nearest edge, and a place beside the table from which the hand goes along
    /// it; the thing swept towards oneself last of all.
    void choose_stand(const Self& self) {
        constexpr int kWays = 16;
        constexpr float kFar = 1.2F;
        const StageView& view = *self.view;
        const float s = self.body.scale();
        const Vec3 there = view.entity_pose(cue_.object).position;
        const float top = top_under(view, there);
        const auto edge = [&](Vec3 way) {
            float r = 0.05F;
            while (r < kFar &&
                   view.ground_y_without(cue_.object, there.x + way.x * r, there.z + way.z * r) >
                       top - 0.2F) {
                r += 0.05F;
            }
            return r;
        };
        const Vec3 lens = normalize(level(view.camera_position() - there), {0, 0, 1});
        // From behind a table, where the camera sees the face; what is high hides it.
        const float behind = top < kBreast * self.body.stand_m() ? 0.25F : -0.1F;
        float least = 1e9F;
        for (int i = 0; i < kWays; ++i) {
            const Vec3 out = heading_of(2.0F * kPi * static_cast<float>(i) / kWays);
            const float away = edge(out) + 0.24F * s;
            if (away > 0.85F * s) {
                continue;
            }
            const Vec3 spot = there + out * away;
            for (int k = 0; k < kWays; ++k) {
                const Vec3 way = heading_of(2.0F * kPi * static_cast<float>(k) / kWays);
                const float over = edge(way);
                const float cost = over + 1.5F * std::max(0.0F, dot(out, way) + 0.2F) +
                                   0.5F * away + 0.2F * length(level(spot - self.body.root)) +
                                   behind * dot(out, lens);
                if (over < kFar && cost < least) {
                    least = cost;
                    stand_ = {spot.x, view.ground_y(spot.x, spot.z), spot.z};
                    front_ = -out;
                    way_ = way;
                    over_m_ = over;
                }
            }
        }
        if (least > 1e8F) {
            // Out of reach from everywhere: up to it from here, and away.
            way_ = front_ = normalize(level(there - self.body.root), heading_of(self.body.yaw));
            stand_ = there - front_ * (0.6F * s);
            stand_.y = view.ground_y(stand_.x, stand_.z);
            over_m_ = 0.3F;
        }
    }

    /// As good as there: the last inches are made up by the arm.
    bool is_near(const Self& self) const {
        const float off = std::fabs(wrap_angle(std::atan2(front_.x, front_.z) - self.body.yaw));
        return length(level(stand_ - self.body.root)) < 0.12F && off < 0.3F &&
               walker_.speed() < 0.3F;
    }

    /// The hand that has the thing before it when it sweeps inwards or outwards.
    int side(const Self& self) const {
        const Vec3 left{front_.z, 0, -front_.x};
        const float across = dot(way_, left);
        return std::fabs(across) < 0.3F ? self.main_side() : (across > 0.0F ? 1 : 0);
    }

    void reach(Self& self) const {
        const float s = self.body.scale();
        const Vec3 half = self.view->entity_half_extent(cue_.object);
        const float beside = std::max(half.x, half.z) + 0.07F * s;
        const float on = 0.30F * s;
        const float swing = smoothstep(kReady_s, kHit_s + 0.12F, time_s_);
        const float along = lerp(-beside - 0.10F * s, on, swing);
        const float weight = smoothstep(0.0F, kReady_s, time_s_) *
                             (1.0F - smoothstep(kHit_s + 0.25F, kOver_s, time_s_));
        const float height = std::min(half.y, 0.12F * s);
        HandGoal& goal = self.body.hand[at(side(self))];
        goal.palm = from_ + way_ * along + Vec3{0, height - half.y + 0.02F, 0};
        goal.elbow = {0.8F, -0.3F, -0.4F};
        goal.weight = weight;
        Posture& p = self.body.want;
        p.hips.pitch += 12.0F * weight;
        p.waist.pitch += 12.0F * weight;
        p.arm[at(side(self))].curl = 12.0F;
    }

    /// It is still where the hand went, and the arm was long enough.
    bool is_touched(const Self& self, Vec3 there) const {
        const Vec3 half = self.view->entity_half_extent(cue_.object);
        const float reach = std::max({half.x, half.y, half.z}) + 0.22F * self.body.scale();
        return length(there - from_) < kStirred_m &&
               length(self.body.palm(side(self)) - there) < reach;
    }

    void strike(const Self& self, Vec3 there) const {
        constexpr float kFriction = 0.6F;  // Of most things on a table top.
        constexpr float kOverEdge_mps = 0.5F;
        const float slide = std::sqrt(2.0F * kFriction * self.view->gravity() * over_m_);
        const bool enough = cue_.outcome != Outcome::kFailure;
        self.signal(
            SignalKind::kStrike,
            side(self) == 0 ? kLeftHand : kRightHand,
            cue_.object,
            there,
            way_ * (enough ? slide + kOverEdge_mps * std::max(cue_.intensity, 0.6F) : 0.4F * slide),
            "swipe"
        );
    }

    Cue cue_;
    Walker walker_;
    Vec3 stand_{};
    Vec3 front_{0, 0, 1};
    Vec3 way_{1, 0, 0};
    Vec3 from_{};
    float over_m_ = 0.0F;
    bool there_ = false;
    bool struck_ = false;
    float time_s_ = 0.0F;
};

}  // namespace

bool is_for_the_hand(const StageView& view, int object) {
    if (object < 0) {
        return false;
    }
    const Vec3 half = view.entity_half_extent(object);
    const Vec3 position = view.entity_pose(object).position;
    const float under = view.ground_y_without(object, position.x, position.z);
    return std::max({half.x, half.y, half.z}) < kSmall_m && under > kLow_m &&
           position.y < under + 2.0F * kSmall_m;
}

std::unique_ptr<Act> make_swipe_act(const Cue& cue) {
    return std::make_unique<SwipeAct>(cue);
}

}  // namespace hibari::world
