// The performer for fish and dolphins: a wave that runs down the body drives it through the water;
// leaps over the surface are ballistic.
#pragma once

#include "world/physics/character/performer.h"
#include "world/physics/character/skeleton.h"
#include "world/physics/character/spring.h"

#include <optional>
#include <string>
#include <vector>

namespace hibari::world {

class FishPerformer final : public Performer {
  public:
    /// Keeps a view of the link names: the blueprint must outlive the performer.
    FishPerformer(const Entity& entity, const Thing& thing, const Blueprint& blueprint, Rng rng);

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

    // For tests and tools.
    bool leaping() const { return leaping_; }

    Vec3 position() const { return at_; }

  private:
    void swim(float dt);
    float round_tank(const Pool& tank) const;
    void keep_in(const Pool& tank);
    void leap(float dt);
    void flop(float dt);
    void start_leap(float up, float ahead);
    void solve();
    std::optional<float> water() const;

    std::string kind_;
    Skeleton skeleton_;
    Rng rng_;
    float length_m_ = 0.3F;
    float height_m_ = 0.1F;
    bool level_tail_ = false;
    float depth_m_ = 0.0F;   ///< below the surface, of one that was put deep
    Vec3 middle_{};          ///< of the ring it swims
    float ring_m_ = 0.0F;    ///< 0: it swims no ring
    bool surfaces_ = false;  ///< keeps close under the surface

    Vec3 at_{};
    float yaw_ = 0.0F;
    Vec3 velocity_{};
    Following pitch_{};
    Following roll_{};
    Following bend_{};
    Following effort_{};
    float phase_ = 0.0F;
    Cue cue_{};
    bool active_ = false;
    bool told_ = true;
    float cue_s_ = 0.0F;
    Vec3 goal_{};
    bool has_goal_ = false;
    bool leaping_ = false;
    float leap_s_ = 0.0F;
    int leaps_left_ = 0;
    Vec3 leap_from_{};
    Vec3 leap_velocity_{};
    float rest_s_ = 0.0F;
    bool placed_ = false;
    bool on_land_ = false;
    Joints joints_{};
    Frames frames_{};
    std::vector<Pose> poses_;
    const StageView* view_ = nullptr;
    std::vector<Signal>* signals_ = nullptr;
    float clock_s_ = 0.0F;
};

}  // namespace hibari::world
