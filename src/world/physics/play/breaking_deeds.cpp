// What ends a thing: it bursts, or goes to pieces at a knock.
#include "world/physics/play/thing_deed.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

/// Bursts: everything near is thrown outwards, the thing itself flies apart as far as it has links,
/// the rest is smoke and debris (effects.cpp draws them from the event).
class ExplodeDeed final : public ThingDeed {
  public:
    using ThingDeed::ThingDeed;

    void begin(Stagehand& hand) override {
        mark(hand);
        hand.scene.hold_still(subject_, false);
    }

    bool step(Stagehand& hand, double /*dt*/) override {
        if (done_ || age(hand) < 0.5) {
            return !done_;
        }
        done_ = true;
        Scene& scene = hand.scene;
        const Vec3 center = position(hand);
        const float size = size_of(hand, subject_);
        hand.tell(EventKind::kBroke, subject_, center, clamp(size, 0.3F, 3.0F), "explode");
        for (Actor& actor : scene.actors()) {
            if (actor.is_fixed()) {
                continue;
            }
            for (std::size_t i = 0; i < actor.links.size(); ++i) {
                const int body = actor.links[i].body;
                if (actor.entity == subject_ && !actor.joints.empty() && actor.joints[i] >= 0) {
                    scene.world().remove_joint(actor.joints[i]);
                    actor.joints[i] = -1;
                }
                if (scene.world().motion(body) != Motion::kDynamic) {
                    continue;
                }
                const Vec3 arm = scene.world().pose(body).position - center;
                const float away = std::max(length(arm), 0.3F * size);
                const float speed = 7.0F * action_.intensity * size / (size + away * away / size);
                const Vec3 kick = normalize(arm + Vec3{0, 0.4F * size, 0}, {0, 1, 0}) * speed;
                scene.world().kick(
                    body, kick * scene.world().mass(body), scene.world().pose(body).position
                );
            }
        }
        if (scene.actor(subject_).links.size() == 1) {
            // Nothing of it is left to see: the pieces are particles.
            scene.hold_still(subject_, true);
            scene.move_to(subject_, {kOutOfSight, {}});
        }
        return false;
    }

  private:
    bool done_ = false;
};

/// Goes to pieces at the first hard knock that it takes, or by itself when none comes.
class ShatterDeed final : public ThingDeed {
  public:
    using ThingDeed::ThingDeed;

    void begin(Stagehand& hand) override { mark(hand); }

    bool step(Stagehand& hand, double /*dt*/) override {
        constexpr float kBlow = 2.5F;   // m/s won within a step
        constexpr float kApart = 0.2F;  // Of what it lost: the rest goes into the cracks
        constexpr float kDrop = 1.5F;   // m/s at which it came down, and lost two thirds of it
        constexpr double kPatience_s = 3.0;
        Scene& scene = hand.scene;
        const Vec3 now = scene.entity_velocity(subject_);
        // What still goes towards an edge, or is to be pushed over it, has its fall before it.
        const bool comes = std::ranges::any_of(hand.shot.actions, [&](const Action& action) {
            return (scene.find(action.subject) == subject_ && action.verb != Verb::kExplode) ||
                   scene.find(action.object) == subject_ || scene.find(action.target) == subject_;
        });
        const bool knocked = last_ && (length(now - *last_) > kBlow ||
                                       (last_->y < -kDrop && now.y > 0.33F * last_->y));
        const std::optional<Vec3> before = last_;
        last_ = now;
        if (!(knocked && !pushed_now(hand)) && age(hand) < (comes ? 2.0 : 1.0) * kPatience_s) {
            return true;
        }
        hand.tell(EventKind::kBroke, subject_, position(hand), size_of(hand, subject_), "shatter");
        const float blow = knocked ? distance(now, before.value_or(now)) : 0.0F;
        scene.shatter(subject_, now, kApart * blow);
        return false;
    }

  private:
    /// A hand or a paw sends it off whole: it breaks where it lands.
    bool pushed_now(const Stagehand& hand) const {
        constexpr double kRecent_s = 0.05;
        return std::ranges::any_of(hand.events, [&](const Event& event) {
            return event.kind == EventKind::kHit && event.patient == subject_ &&
                   event.time_s > hand.clip_s() - kRecent_s && event.entity >= 0 &&
                   hand.scene.actor(event.entity).is_alive();
        });
    }

    std::optional<Vec3> last_{};
};

}  // namespace

std::unique_ptr<Deed> make_explode_deed(const Action& action, int subject, int target) {
    return std::make_unique<ExplodeDeed>(action, subject, target);
}

std::unique_ptr<Deed> make_shatter_deed(const Action& action, int subject, int target) {
    return std::make_unique<ShatterDeed>(action, subject, target);
}

}  // namespace hibari::world
