#pragma once

// What a training clip shows, in the terms in which it is told: the bridge between a shot script,
// its captions and the structured scene.
//
// A mix draws a Scene: the script that is simulated, and beside it what a caption may say of it.
// After the simulation `settle` (facts.h) corrects the telling by what really happened, so a
// caption never says that a ball hit what it missed. All words here are keys ("gray", "fall_on");
// the words of captions are found by captions.h.

#include "base/json.h"
#include "world/script/shot_script.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world::tap {

/// One thing, or several that are alike and do the same.
struct ToldThing {
    std::vector<std::string> ids = {};  ///< of the entities in the script
    std::string kind = {};              ///< catalogue name: "ball"
    std::string colour = {};            ///< "" when nothing is said of it
    std::string material = {};          ///< likewise; names of things/material_names.h
    std::string size = {};              ///< "small", "" or "large"
    std::string deed = "stay";          ///< a key of captions.cpp: "drop", "roll", "hit", ...
    std::string direction = {};         ///< "", "left", "right", "towards", "away"
    std::string pace = {};              ///< "slow", "" or "fast"
    int target = -1;                    ///< index into Told::things: what is hit, fallen on, ...
    int object = -1;                    ///< likewise: what is thrown or kicked at the target
    std::string relation = {};          ///< where it stays with regard to `target`: "left_of"
    std::string outcome = {};           ///< "", "success" or "failure" of what is aimed
    int bounces = -1;                   ///< times it left the ground again; -1: not counted
    bool held_out = false;              ///< its combination is put aside
};

/// ToldThing::direction of an action's; "" for those that are not told.
std::string_view key_of(Direction direction);

/// Everything that is told of a clip.
struct Told {
    std::string family = {};  ///< which part of the mix it is from: "drop"
    /// In the order of first mention, which all captions keep.
    std::vector<ToldThing> things = {};
    bool passive = false;  ///< "the cube is hit by the ball"; then the cube comes first
    std::string style = {};
    std::string place = {};
    std::string camera = {};  ///< "static", "pan_left", ...
    std::string time = {};    ///< "day" or a name of TimeOfDay
    std::string sound = {};   ///< a bed or cue that was asked for; "" none

    bool is_held_out() const;
    /// How many entities are told of.
    int count() const;
};

struct Scene {
    ClipScript script = {};
    Told told = {};
};

/// {"family", "count", "style", "place", "camera", "time", "sound", "passive", "held_out",
/// "things": [{"slots", "kind", "colour", "material", "size", "deed", "direction", "pace",
/// "target", "object", "relation", "outcome", "bounces"}]}; `slots` has -1 for entities beyond the
/// last slot.
Json to_json(const Told& told, int slots_max);

/// Whether the combination is one of the 5 % that are put aside: decided by a hash of the names, so
/// it is the same for all time.
bool is_put_aside(
    std::string_view kind, std::string_view colour, std::string_view deed, std::string_view style
);

}  // namespace hibari::world::tap
