// The performer for snakes: where the head has gone every part of the body follows.
//
// The way is a line on the ground that only grows at its head; the body lies along it in waves that
// are fixed to the ground. A point of the body therefore never slips sideways, which is how a snake
// pushes itself along (J. Gray, "The mechanism of locomotion in snakes", J. Exp. Biol. 23 (1946)).
#pragma once

#include "world/physics/character/performer.h"
#include "world/physics/character/skeleton.h"
#include "world/physics/character/spring.h"

#include <deque>
#include <vector>

namespace hibari::world {

class SnakePerformer final : public Performer {
  public:
    /// Keeps a view of the link names: the blueprint must outlive the performer.
    SnakePerformer(const Blueprint& blueprint, Rng rng);

    bool can(Verb verb) const override;
    void place(const Pose& origin) override;
    void begin(const Cue& cue, const StageView& view) override;

    void speak(const Utterance&) override {}

    void step(double dt, const StageView& view, std::vector<Signal>& signals) override;

    std::span<const Pose> poses() const override { return poses_; }

    Pose carry_pose(int object, const StageView& view) const override;

    void mount(std::optional<int>, std::string_view) override {}

    void rise(std::span<const Pose> from) override;

    FacePose face() const override { return {}; }

  private:
    /// A point of the way, without the waves.
    struct Mark {
        Vec3 at{};
        float yaw = 0.0F;
    };

    void go(float dt);
    void grow(float by);
    Mark mark(float behind_m) const;
    Vec3 spine(float behind_m) const;
    float floor_y(Vec3 at) const;
    void solve();

    Skeleton skeleton_;
    Rng rng_;
    float length_m_ = 1.5F;
    float piece_m_ = 0.075F;
    float radius_m_ = 0.02F;

    std::deque<Mark> way_{};   ///< newest first, kStep of the length apart
    float gone_m_ = 0.0F;      ///< along the way, in all
    float since_mark_ = 0.0F;  ///< metres since the newest mark
    Mark head_{};
    float speed_ = 0.0F;
    Following turn_{};
    Following lift_{};  ///< of the head, metres
    Following lunge_{};
    Cue cue_{};
    bool active_ = false;
    bool told_ = true;
    float cue_s_ = 0.0F;
    Joints joints_{};
    Frames frames_{};
    std::vector<Pose> poses_;
    const StageView* view_ = nullptr;
    float clock_s_ = 0.0F;
};

}  // namespace hibari::world
