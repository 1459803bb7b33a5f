// The performer for what has six or eight legs: spiders, beetles, crabs.
//
// Legs are numbered in pairs from the front, even ones on the left. Every leg and the two next to
// it take turns, so that half of the feet always stand (the alternating tripod of insects: D.
// Wilson, "Insect walking", Annu. Rev. Entomol. 11 (1966)); a foot that stands keeps its place.
#pragma once

#include "world/physics/character/ik.h"
#include "world/physics/character/performer.h"
#include "world/physics/character/skeleton.h"
#include "world/physics/character/spring.h"

#include <string_view>
#include <vector>

namespace hibari::world {

class CrawlerPerformer final : public Performer {
  public:
    /// Keeps a view of the link names: the blueprint must outlive the performer.
    CrawlerPerformer(const Thing& thing, const Blueprint& blueprint, Rng rng);

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
    int legs() const { return static_cast<int>(legs_.size()); }

    bool planted(int leg) const { return !legs_[static_cast<std::size_t>(leg)].swings; }

    Vec3 foot(int leg) const { return legs_[static_cast<std::size_t>(leg)].at; }

    Vec3 root() const { return root_; }

  private:
    struct Leg {
        TwoBone chain{};
        Vec3 rest{};  ///< of the foot, in the thing's frame
        Vec3 at{};
        Vec3 from{};
        bool swings = false;
    };

    void go(float dt);
    void move_feet(float dt);
    Vec3 home(const Leg& leg) const;
    float floor_y(Vec3 at) const;
    void solve();

    bool sideways_ = false;  ///< crabs
    Skeleton skeleton_;
    std::vector<Leg> legs_{};
    float stand_m_ = 0.03F;
    float reach_m_ = 0.06F;  ///< of a foot from the middle
    Vec3 mouth_{};

    Vec3 root_{};  ///< on the ground, under the middle
    float yaw_ = 0.0F;
    Vec3 velocity_{};
    float turn_rate_ = 0.0F;
    float phase_ = 0.0F;
    Following height_{};
    Cue cue_{};
    bool active_ = false;
    bool told_ = true;
    bool placed_ = false;
    float cue_s_ = 0.0F;
    Joints joints_{};
    Frames frames_{};
    std::vector<Pose> poses_;
    const StageView* view_ = nullptr;
    float clock_s_ = 0.0F;
};

}  // namespace hibari::world
