// The performer for four-legged animals: one act at a time, with calls and wagging over it.
#pragma once

#include "world/physics/character/animal_body.h"
#include "world/physics/character/animal_walker.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hibari::world {

class AnimalPerformer final : public Performer {
  public:
    /// Keeps a view of the link names: the blueprint must outlive the performer.
    AnimalPerformer(const Entity& entity, const Thing& thing, const Blueprint& blueprint, Rng rng);

    bool can(Verb verb) const override;
    void place(const Pose& origin) override;
    void begin(const Cue& cue, const StageView& view) override;
    void speak(const Utterance& line) override;
    void step(double dt, const StageView& view, std::vector<Signal>& signals) override;

    std::span<const Pose> poses() const override { return poses_; }

    Pose carry_pose(int object, const StageView& view) const override;
    void mount(std::optional<int> entity, std::string_view anchor) override;
    void rise(std::span<const Pose> from) override;
    FacePose face() const override;

    /// For tests and tools.
    const AnimalBody& body() const { return body_; }

    const AnimalWalker& walker() const { return walker_; }

  private:
    /// What is under way: the cue with its clock and the part it has come to.
    struct Act {
        Cue cue{};
        float time_s = 0.0F;
        float part_s = 0.0F;
        int part = 0;
        bool told = false;
        bool done = false;
        bool leaps_on = false;  ///< goes its way in leaps, as frogs do
        float mark = 0.0F;
        Vec3 point{};

        void next() {
            ++part;
            part_s = 0.0F;
        }
    };

    /// A call, a wag, a look: runs over the act.
    struct Over {
        Cue cue{};
        float time_s = 0.0F;
        float length_s = 1.0F;
        int calls = 0;
    };

    static bool runs_over(Verb verb);
    void step_act(float dt);
    void step_over(Over& over, float dt);
    void stand(float dt);
    void travel(float dt);
    void rest(float dt);
    void jump(float dt);
    bool run_to_jump_onto(float dt, int support);
    float extent_along(int entity, Vec3 way) const;
    void fly_over(float dt);
    void graze(float dt);
    void fetch(float dt);
    void take_in_mouth(int object, Vec3 there);
    bool leap_at(Vec3 there, Vec3 drift);
    void catch_in_leap(float dt, int object, Vec3 there);
    void strike(float dt);
    void spin(float dt);
    void frolic(float dt);
    void roll_over(float dt);
    void fall(float dt);
    void swim(float dt);
    bool approach(float dt, Vec3 point, float distance_m, float speed_mps);
    std::optional<Vec3> way_over_the_edge(Vec3 there, float reach_m) const;
    bool deep_water() const;
    void go_in_leaps();
    AnimalRoute route_for(const Cue& cue) const;
    float usual_speed(Verb verb, float intensity) const;
    void reach_with_nose(Vec3 point, float weight, float dt);
    void look_towards(Vec3 point, float weight);
    void tell(
        SignalKind kind,
        int link,
        int object,
        Vec3 point,
        Vec3 velocity = {},
        std::string detail = {}
    );
    void move_mouth(float dt);

    std::string kind_;
    AnimalBody body_;
    AnimalWalker walker_;
    Rng rng_;
    std::optional<Act> act_;
    std::vector<Over> over_;
    std::vector<Pose> poses_;
    std::vector<PawFall> falls_;
    const StageView* view_ = nullptr;
    std::vector<Signal>* signals_ = nullptr;
    float clock_s_ = 0.0F;
    bool placed_ = false;
    bool limp_ = false;
    Verb resting_ = Verb::kStand;  ///< kSit or kLie while it does
    int held_ = -1;
    Pose grip_{};  ///< of the held thing in the frame of the head
    Fading grip_ease_;
    Vec3 grip_off_{};
    Following reach_;  ///< how far the nose follows `reach_point_`
    float reach_pitch_ = 0.0F;
    float fall_mps2_ = 0.0F;  ///< of what is to be caught: how its fall gains speed
    Vec3 last_drift_{};       ///< and its velocity
    float free_s_ = 0.0F;     ///< since nothing but the air and its weight moves it
    Following gaze_yaw_;
    Following gaze_pitch_;
    float wander_yaw_ = 0.0F;
    float wander_pitch_ = 0.0F;
    float wander_s_ = 1.0F;
    float jaw_ = 0.0F;
    Following jaw_now_;
    std::vector<MouthKey> words_;
    double words_s_ = 0.0;
    double words_end_s_ = -1.0;
    std::optional<std::vector<Pose>> rise_from_;
    float swim_phase_ = 0.0F;
};

/// The performer of an animal; null when its build is none that can move.
std::unique_ptr<Performer> make_animal_performer(
    const Entity& entity, const Thing& thing, const Blueprint& blueprint, Rng rng
);

}  // namespace hibari::world
