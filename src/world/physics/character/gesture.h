// Gestures: what arms, head and face do while the rest of the body stands, sits or walks.
#pragma once

#include "world/physics/character/act.h"

#include <string_view>

namespace hibari::world {

/// True for verbs that run over another act.
bool is_gesture(Verb verb);

/// One gesture under way.
class Gesture {
  public:
    Gesture(const Cue& cue, const Self& self);

    /// Changes the body's wanted posture, the hands and the face; true when it has ended.
    bool step(Self& self, float dt);

    Verb verb() const { return cue_.verb; }

    /// Fades out from now on.
    void stop();
    bool uses_arms() const;

  private:
    float weight() const;
    void wave(Self& self, float w);
    void point(Self& self, float w);
    void clap(Self& self, float w);
    void nod(Self& self, float w, bool sideways);
    void bow(Self& self);
    void look(Self& self);
    void sing(Self& self, float w);
    void laugh(Self& self, float w);
    void cry(Self& self, float w);
    void smile(Self& self, float w);
    void frown(Self& self, float w);
    void gasp(Self& self, float w);
    void hold(Self& self);
    void feed(Self& self, float w, bool drinking);
    void read(Self& self, float w);
    void play(Self& self, float w);
    void pluck(Self& self, float w, float beat, Vec3 waist);
    void present(Self& self, std::string_view anchor, Vec3 place, Quat turn, float w);
    void hug(Self& self, float w);
    Vec3 aim_point(const Self& self) const;

    Cue cue_;
    float time_s_ = 0.0F;
    float duration_s_ = 2.0F;
    float speed_ = 1.0F;
    float last_phase_ = 0.0F;
    bool called_ = false;
    bool placed_ = false;
};

/// Between -1 and 1, smooth, and never the same again.
float wander(float t, float seed);

/// Where the lips are.
Vec3 mouth_of(const Self& self);

/// Draws an arm towards another posture.
void mix_arm(ArmPose& arm, const ArmPose& goal, float weight);

/// Hands and head that go with speech; `weight` fades it in and out.
void talk(Self& self, float weight);

}  // namespace hibari::world
