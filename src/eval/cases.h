#pragma once

// What is measured: scenes of the training mix, each with the prompt that an engine gets, what that
// prompt says, and what the simulator does with the scene, exactly.

#include "base/result.h"
#include "world/script/shot_script.h"
#include "world/tap/told.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace hibari::eval {

inline constexpr int kFps = 24;

/// One object that is told of; several that are alike give one each.
struct CaseObject {
    int thing = 0;           ///< index into Told::things
    std::size_t colour = 0;  ///< index into colour_names()
    double radius_m = 0.0;   ///< half of its longest side
    /// The same for the smallest and the largest thing that is called as this one is.
    double radius_min_m = 0.0;
    double radius_max_m = 0.0;
    double restitution = 0.0;  ///< on the floor it falls on
    /// Mass by the cube of radius_m: the kind and the material say it, whatever the size.
    double density_kg_m3 = 0.0;
};

/// Where an object really is, in the simulator's own clip.
struct TruePlace {
    double x = 0.0;     ///< of the object's middle, 0 left .. 1 right edge; may leave that
    double y = 0.0;     ///< 0 upper .. 1 lower edge
    double size = 0.0;  ///< radius as a share of the height; 0 behind the camera
};

struct TrueImpact {
    double time_s = 0.0;
    int one = -1;  ///< object; -1 the ground or something fixed
    int other = -1;
    double speed_mps = 0.0;
};

struct Case {
    std::uint64_t seed = 0;
    std::string prompt = {};
    world::ClipScript script = {};
    world::tap::Told told = {};  ///< made true by the simulation
    std::vector<CaseObject> objects = {};
    double gravity_mps2 = 9.81;
    double fov_y_rad = 0.6;                           ///< of the simulator's camera
    std::vector<std::vector<TruePlace>> places = {};  ///< [object][frame]
    std::vector<TrueImpact> impacts = {};             ///< by time
};

struct CaseOptions {
    std::uint64_t seed = 1;
    int width = 288;
    int height = 160;
    int frames = 97;
    bool held_out = false;
    std::stop_token stop = {};
};

/// Case `index` of a list that depends on the options alone. Fails with what the simulation fails
/// with.
Result<Case> draw_case(const CaseOptions& options, int index);

/// Whether a told deed is one of something that falls freely.
bool falls(const world::tap::ToldThing& thing);

}  // namespace hibari::eval
