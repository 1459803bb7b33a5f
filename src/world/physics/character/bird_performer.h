// The performer for birds: on two legs, on the wing, on the water.
#pragma once

#include "world/physics/character/ik.h"
#include "world/physics/character/performer.h"
#include "world/physics/character/skeleton.h"
#include "world/physics/character/spring.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hibari::world {

class BirdPerformer final : public Performer {
  public:
    /// Keeps a view of the link names: the blueprint must outlive the performer.
    BirdPerformer(const Entity& entity, const Thing& thing, const Blueprint& blueprint, Rng rng);

    bool can(Verb verb) const override;
    void place(const Pose& origin) override;
    void begin(const Cue& cue, const StageView& view) override;
    void speak(const Utterance& line) override;
    void step(double dt, const StageView& view, std::vector<Signal>& signals) override;

    std::span<const Pose> poses() const override { return poses_; }

    Pose carry_pose(int object, const StageView& view) const override;
    void mount(std::optional<int> entity, std::string_view anchor) override;
    void rise(std::span<const Pose> from) override;

    FacePose face() const override { return {}; }

    // For tests and tools.
    bool on_the_wing() const { return mode_ == Mode::kAir; }

    Vec3 foot(int side) const { return foot_[static_cast<std::size_t>(side)].at; }

    bool planted(int side) const {
        return !foot_[static_cast<std::size_t>(side)].swings && mode_ == Mode::kGround;
    }

    Vec3 root() const { return root_; }

    const Frames& frames() const { return frames_; }

  private:
    enum class Mode : std::uint8_t { kGround, kHop, kSlide, kAir, kWater };

    struct Foot {
        Vec3 at{};
        Vec3 from{};
        Vec3 to{};
        float progress = 1.0F;
        bool swings = false;
    };

    void stand(float dt);
    void walk(float dt);
    void hop(float dt);
    void fly(float dt);
    void plunge();
    void float_on_water(float dt);
    void peck(float dt);
    void start_slide();
    void slide(float dt);
    void bump();
    void get_up();

    struct Perch {
        Vec3 at{};
        float reach = 0.0F;
    };

    struct Dodge {
        float turn = 0.0F;   // radians
        float climb = 0.0F;  // m/s
    };

    void choose_perch(int target);
    Dodge dodge(float heading, float speed) const;
    void take_off();
    void land();
    bool wants_to_land() const;
    void solve(float dt);
    void solve_leg(int side);
    void tell(SignalKind kind, int link, Vec3 point, Vec3 velocity = {}, std::string detail = {});
    float ground(Vec3 at) const;
    Vec3 home(int side) const;
    bool arrived(float within) const;
    float flap_hz() const;

    std::string kind_;
    Skeleton skeleton_;
    Rng rng_;
    std::array<TwoBone, 2> leg_{};
    std::array<int, 2> wing_{};
    std::array<int, 2> tip_{};
    int head_ = 1;
    int tail_ = 2;
    float stand_m_ = 0.1F;  ///< body over the ground
    float foot_m_ = 0.002F;
    float hip_x_ = 0.02F;
    float belly_m_ = 0.02F;  ///< from the body's middle to the ground when it lies
    bool upright_ = false;
    float lean_ = 0.0F;  ///< of the trunk, its front up, radians
    bool hops_ = false;
    bool flightless_ = false;
    bool waddles_ = false;
    bool flutters_ = false;  ///< an insect: slow, never straight on, wings upright at rest
    Vec3 mouth_local_{};

    Mode mode_ = Mode::kGround;
    Vec3 root_{};  ///< ground point under the body, or the body itself in the air
    float yaw_ = 0.0F;
    Vec3 velocity_{};
    std::array<Foot, 2> foot_{};
    Cue cue_{};
    bool active_ = false;
    bool done_told_ = true;
    float cue_s_ = 0.0F;
    float mode_s_ = 0.0F;
    Vec3 goal_{};
    bool has_goal_ = false;
    bool lands_ = false;
    std::optional<Perch> perch_;
    float orbit_m_ = 0.0F;  ///< radius of its way round the goal; 0: it flies to it
    Dodge dodge_{};
    float look_ahead_s_ = 0.0F;
    float cruise_m_ = 2.0F;
    float phase_ = 0.0F;  ///< of the wings
    float gait_ = 0.0F;
    float call_s_ = -1.0F;
    int calls_ = 0;
    Following spread_{};
    Following flap_{};  ///< how strongly it beats
    Following pitch_{};
    Following bank_{};
    Following bob_{};
    Following head_pitch_{};
    Following head_yaw_{};
    Following glide_{};
    float look_s_ = 0.5F;
    float look_yaw_ = 0.0F;
    float turn_rate_ = 0.0F;
    Vec3 hop_from_{};
    Vec3 hop_velocity_{};
    float jaw_ = 0.0F;
    bool limp_ = false;
    bool bumped_ = false;    ///< into what it slides at
    bool took_off_ = false;  ///< to be told with the next step
    bool placed_ = false;
    std::optional<Pose> rise_from_;
    Following rising_{};
    Joints joints_{};
    Frames frames_{};
    std::vector<Pose> poses_;
    const StageView* view_ = nullptr;
    std::vector<Signal>* signals_ = nullptr;  ///< of the step under way
    float clock_s_ = 0.0F;
};

}  // namespace hibari::world
