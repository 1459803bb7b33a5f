#pragma once

// A mannequin for tests: stands still, holds what it is given in front of its chest, lets go or
// strikes half a second after its cue began, and goes limp when told to fail a trick.

#include "world/physics/character/performer.h"

#include <memory>
#include <vector>

namespace hibari::world {

class FakePerformer : public Performer {
  public:
    explicit FakePerformer(const Blueprint& blueprint) {
        for (const Link& link : blueprint.links) {
            rest_.push_back(link.rest);
        }
        poses_ = rest_;
    }

    bool can(Verb /*verb*/) const override { return true; }

    void place(const Pose& origin) override {
        origin_ = origin;
        for (std::size_t i = 0; i < rest_.size(); ++i) {
            poses_[i] = compose(origin_, rest_[i]);
        }
    }

    void begin(const Cue& cue, const StageView& /*view*/) override {
        cue_ = cue;
        age_s_ = 0.0;
        acted_ = false;
    }

    void speak(const Utterance& line) override { spoken_s_ = line.duration_s; }

    void step(double dt, const StageView& view, std::vector<Signal>& signals) override {
        age_s_ += dt;
        if (acted_ || age_s_ < 0.5) {
            return;
        }
        acted_ = true;
        const Vec3 at = carry_pose(cue_.object, view).position;
        switch (cue_.verb) {
            case Verb::kShoot:
            case Verb::kThrow:
            case Verb::kBowl:
            case Verb::kDrop:
                signals.push_back({.kind = SignalKind::kRelease, .object = cue_.object, .point = at}
                );
                break;
            case Verb::kKick:
            case Verb::kBat:
                signals.push_back({.kind = SignalKind::kStrike, .object = cue_.object, .point = at}
                );
                break;
            case Verb::kBackflip:
                if (cue_.outcome == Outcome::kFailure) {
                    signals.push_back({.kind = SignalKind::kLimp});
                }
                break;
            default:
                break;
        }
        if (cue_.verb != Verb::kHold) {
            signals.push_back({.kind = SignalKind::kDone});
        }
    }

    std::span<const Pose> poses() const override { return poses_; }

    Pose carry_pose(int /*object*/, const StageView& /*view*/) const override {
        const float height = cue_.verb == Verb::kBowl ? 0.13F : 1.9F;
        return compose(origin_, Pose{{0, height, 0.35F}, {}});
    }

    void mount(std::optional<int> /*entity*/, std::string_view /*anchor*/) override {}

    void rise(std::span<const Pose> /*from*/) override {}

    FacePose face() const override { return {}; }

  private:
    std::vector<Pose> rest_;
    std::vector<Pose> poses_;
    Pose origin_{};
    Cue cue_{};
    double age_s_ = 0.0;
    double spoken_s_ = 0.0;
    bool acted_ = true;
};

inline std::unique_ptr<Performer> make_fake_performer(
    const Entity& /*entity*/, const Thing& thing, const Blueprint& blueprint, Rng /*rng*/
) {
    if (thing.category != Category::kPerson) {
        return nullptr;
    }
    return std::make_unique<FakePerformer>(blueprint);
}

}  // namespace hibari::world
