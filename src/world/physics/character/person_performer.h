// The performer for people: takes cues, runs acts and gestures over one body.
#pragma once

#include "world/physics/character/act.h"
#include "world/physics/character/gesture.h"
#include "world/physics/character/ride.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hibari::world {

class PersonPerformer final : public Performer {
  public:
    /// Keeps a view of the link names: the blueprint must outlive the performer.
    PersonPerformer(const Entity& entity, const Blueprint& blueprint, Rng rng);

    bool can(Verb verb) const override;
    void place(const Pose& origin) override;
    void begin(const Cue& cue, const StageView& view) override;
    void speak(const Utterance& line) override;
    void step(double dt, const StageView& view, std::vector<Signal>& signals) override;

    std::span<const Pose> poses() const override { return poses_; }

    Pose carry_pose(int object, const StageView& view) const override;

    float drawn_m(int object) const override {
        return object == hold_.object ? hold_.drawn_m : 0.0F;
    }

    void mount(std::optional<int> entity, std::string_view anchor) override;
    bool drives(const Thing& thing) const override;
    std::optional<Driven> driven() const override;
    void rise(std::span<const Pose> from) override;

    FacePose face() const override { return face_.pose(); }

    /// For tests and tools.
    const Body& body() const { return body_; }

    const Ride* ride() const { return ride_.get(); }

  private:
    void step_gestures(float dt);
    void apply_gaze(float dt);
    void level_palms();
    void hold_posture(float dt);
    void finish_act();
    bool begin_ride(const Cue& cue);
    bool step_ride(float dt);
    void step_leap_on_board(float dt, std::size_t first_signal);
    void get_on();

    Body body_;
    Face face_;
    Hold hold_;
    Self self_;
    std::unique_ptr<Act> act_;
    Verb act_verb_ = Verb::kStand;
    std::unique_ptr<Act> next_act_;
    Verb next_verb_ = Verb::kStand;
    bool told_ = false;
    std::vector<Gesture> gestures_;
    std::unique_ptr<Ride> ride_;
    std::optional<int> mount_;  ///< to get on with the next step
    std::string mount_anchor_;
    bool leaps_on_board_ = false;
    bool ride_told_ = true;
    float carried_s_ = 0.0F;
    std::vector<Pose> poses_;
    std::optional<std::vector<Pose>> rise_from_;
    bool placed_on_ground_ = false;
    bool afloat_ = false;  // where it is too deep to stand
    bool limp_ = false;
    Following talking_;
    Following gaze_weight_;
    Following gaze_x_;
    Following gaze_y_;
    Following hold_weight_;
    float wander_s_ = 0.0F;
    Vec3 wander_{};
};

}  // namespace hibari::world
