// Which act plays which verb, for people. Families of acts live in files of their own.
#pragma once

#include "world/physics/character/act.h"

#include <memory>

namespace hibari::world {

/// The act for a cue; null when people cannot play the verb (or it is a gesture).
std::unique_ptr<Act> make_person_act(const Cue& cue, const Self& self);

/// Whether people have an act for the verb.
bool has_person_act(Verb verb);

// Each maker returns null for verbs of other families.
std::unique_ptr<Act> make_travel_act(
    const Cue& cue, const Self& self
);  ///< stand, walk, run, sneak, push, pull, pick up
std::unique_ptr<Act> make_glide_act(const Cue& cue, const Self& self);  ///< skate on the own feet
std::unique_ptr<Act> make_rest_act(const Cue& cue, const Self& self);   ///< sit, lie, crawl, climb
std::unique_ptr<Act> make_jump_act(const Cue& cue, const Self& self);   ///< jump, flips, dive
std::unique_ptr<Act> make_bounce_act(const Cue& cue);  ///< jumps and flips on a trampoline
std::unique_ptr<Act> make_save_act(const Cue& cue);    ///< a dive at the ball that is `object`
std::unique_ptr<Act> make_spin_act(const Cue& cue);    ///< pirouette, spin
std::unique_ptr<Act> make_gymnastic_act(
    const Cue& cue, const Self& self
);  ///< cartwheel, handstand, pirouette, balance
std::unique_ptr<Act> make_ball_act(
    const Cue& cue, const Self& self
);  ///< throw, catch, kick, shoot, ...
std::unique_ptr<Act> make_table_act(const Cue& cue, const Self& self);  ///< blow out, pour
/// Throws what lies on the held thing that is the target up, and catches it there.
std::unique_ptr<Act> make_flip_act(const Cue& cue);
std::unique_ptr<Act> make_dance_act(const Cue& cue, const Self& self);
std::unique_ptr<Act> make_fight_act(const Cue& cue, const Self& self);  ///< hit somebody

/// Stands until another cue comes; ends when `duration_s` is over (0: at once when it stands).
std::unique_ptr<Act> make_stand_act(std::optional<float> yaw, float duration_s);

/// Gets up from the ground, however it lies there.
std::unique_ptr<Act> make_rise_act();

}  // namespace hibari::world
